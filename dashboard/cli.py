"""The command line of the product: everything `metrics.cli` has, and `serve`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from metrics import publish
from metrics.cli import app
from metrics.loading import NoSnapshotError, OutdatedError, loaded_snapshot

ROOT = Path(__file__).parents[1]
APP = Path(__file__).with_name("app.py")


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="The port on this machine.")] = 8501,
    metrics: Annotated[
        list[Path] | None, typer.Option(help="A folder with the company's own metrics.")
    ] = None,
) -> None:
    """Serve the dashboard on this machine; load a fictional sample company if nothing is loaded."""
    try:
        loaded_snapshot()
    except OutdatedError as error:
        typer.echo(str(error))
    except NoSnapshotError:
        typer.echo("Nothing is loaded yet: making and loading the fictional sample company ...")
        load_sample()
    environment = dict(os.environ)
    if metrics:
        environment["MENTORING_ROI_METRICS"] = os.pathsep.join(
            str(folder.resolve()) for folder in metrics
        )
    typer.echo(f"The dashboard is on http://localhost:{port} (stop it with Ctrl-C).")
    command = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # being told to stop is the same as Ctrl-C
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment
    )  # cwd: where .streamlit/config.toml is
    try:
        code = child.wait()
    except KeyboardInterrupt:
        child.terminate()
        child.wait()
        code = 0
    raise typer.Exit(code)


def load_sample() -> None:
    """Make the sample company's files in a temporary folder and publish them."""
    from sample_data.generate import generate

    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), seed=1)
        publish(Path(folder))


if __name__ == "__main__":
    app()
