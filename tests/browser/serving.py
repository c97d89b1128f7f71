"""A dashboard started as in the README, and a Chromium that is already on the machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@contextmanager
def serving(home: Path, log: Path) -> Iterator[str]:
    """Yield the address of a dashboard with its own home; Ctrl-C ends it cleanly."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "MENTORING_ROI_HOME": str(home),
        "MENTORING_ROI_METRICS": "",
        "MENTORING_ROI_SCENARIOS": "",
    }
    command = [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)]
    with log.open("w") as out:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        _wait_for(f"http://localhost:{port}/healthz", server, log)
        yield f"http://localhost:{port}"
    finally:
        os.killpg(server.pid, signal.SIGINT)
        try:
            assert server.wait(timeout=15) == 0, "Ctrl-C did not end the server cleanly"
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            raise


def chromium() -> str | None:
    """Return the Chromium on the PATH, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                assert answer.read() == b"ok"
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"the server did not answer within {PATIENCE} s: {log.read_text()}")
