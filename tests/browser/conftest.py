"""A dashboard started as in the README, and a browser that looks at it."""

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
from pathlib import Path
from urllib.parse import urlparse

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60_000


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[str]:
    """The address of a dashboard started as in the README, with nothing loaded before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    environment = {
        **os.environ,
        "MENTORING_ROI_HOME": str(home),
        "MENTORING_ROI_METRICS": "",
        "MENTORING_ROI_SCENARIOS": "",
    }
    command = [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)]
    log = tmp_path_factory.mktemp("log") / "server.log"
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


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium; without one the tests are skipped, or fail where CI=true."""
    path = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if path is None:
        assert os.environ.get("CI") != "true", (
            "No Chromium on the PATH (Debian: apt install chromium)."
        )
        pytest.skip("No Chromium on the PATH")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser) -> Iterator[object]:
    """A fresh page of an English reader; ends with a look at where its requests went."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    hosts = set()
    tab.on("request", lambda request: hosts.add(urlparse(request.url).hostname))
    yield tab
    context.close()
    assert hosts <= {"localhost", None}, f"a request left this machine: {hosts}"


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                assert answer.read() == b"ok"
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(
        f"the server did not answer within {PATIENCE / 1000:.0f} s: {log.read_text()}"
    )
