"""A PostgreSQL of the tests' own: Debian's programs, a folder of its own, a socket in it and no
port."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

USER, PASSWORD = "finance", "geheim%40woord/1"
SPELLED = "geheim%2540woord%2F1"  # as it stands in a URL


def programs() -> Path | None:
    """The folder of initdb and postgres; None where they are not installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if installed:
        return installed[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


class Cluster:
    """A running server; `crash` and `start` as often as wanted, `remove` at the end."""

    def __init__(self, bin_folder: Path) -> None:
        self.bin = bin_folder
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # noqa: S108 - a socket's path must be short
        secret = self.folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        if os.geteuid() == 0:
            for path in (self.folder, secret):
                shutil.chown(path, "postgres", "postgres")
        self._run(
            "initdb",
            "-D",
            str(self.folder / "data"),
            "-U",
            USER,
            "--auth=scram-sha-256",
            "--no-sync",
            f"--pwfile={secret}",
            "--encoding=UTF8",
            "--locale=C",
        )
        self.start()

    def start(self) -> None:
        """Starts and waits until it answers."""
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            self._as_its_user(
                "postgres",
                "-D",
                str(self.folder / "data"),
                "-k",
                str(self.folder),
                "-c",
                "listen_addresses=",
                "-c",
                "max_connections=30",
                "-c",
                "recovery_init_sync_method=syncfs",
            ),
            stdout=log,
            stderr=log,
            cwd="/",
        )
        log.close()
        for _ in range(300):
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text(encoding="utf-8")[-2000:])

    def crash(self) -> None:
        """Ends the server at once, with nothing written that was not written yet."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(30)

    def remove(self) -> None:
        """Ends the server and removes its folder."""
        if self.process.poll() is None:
            self.crash()
        shutil.rmtree(self.folder)

    def connect(self) -> psycopg.Connection:
        """A connection of the owner of everything."""
        return psycopg.connect(
            host=str(self.folder), user=USER, password=PASSWORD, dbname="postgres", autocommit=True
        )

    def schema(self, name: str) -> str:
        """The URL of a new, empty schema: a database for a store, and quicker made than one."""
        with self.connect() as con:
            con.execute(f"create schema {name}")
        return (
            f"postgresql+psycopg://{USER}:{SPELLED}@/postgres?host={self.folder}"
            f"&options=-csearch_path%3D{name}"
        )

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            self._as_its_user(program, *arguments), check=True, capture_output=True, cwd="/"
        )

    def _as_its_user(self, program: str, *arguments: str) -> list[str]:
        other = [
            "setpriv",
            "--reuid=postgres",
            "--regid=postgres",
            "--init-groups",
            "--pdeathsig=QUIT",
        ]
        return [*(other if os.geteuid() == 0 else []), str(self.bin / program), *arguments]
