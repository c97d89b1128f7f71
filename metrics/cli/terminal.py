"""What all commands share: options, printing, progress, and errors that leave as one sentence."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from metrics import Company, open_company, open_folder
from metrics.contract import TABLES
from metrics.i18n import LANGUAGES, Locale, LocalizedError, locale_for
from metrics.loading import FilesRefusedError, NoSnapshotError, Report

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
SHOW_PROGRESS_AFTER = 1.0  # seconds
LOG_LEVEL = "MENTORING_ROI_LOG"  # the variable that holds the level: DEBUG, INFO, WARNING, ERROR
LOGGERS = ("metrics", "dashboard")

Folder = Annotated[
    Path, typer.Argument(help="A folder with the company's files (CSV, XLSX, Parquet).")
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", formats=["%Y-%m-%d"], help="The day up to which the files are complete."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Language = Annotated[
    str, typer.Option("--language", "--lang", help="nl or en.", envvar="MENTORING_ROI_LANGUAGE")
]
OwnMetrics = Annotated[
    list[Path] | None, typer.Option("--metrics", help="A folder with the company's own metrics.")
]
Data = Annotated[
    Path | None, typer.Option(help="A folder of files, answered without publishing it.")
]


class TerminalHandler(logging.Handler):
    """Prints log lines on the error stream of the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one line."""
        say(self.format(record), err)


def configure_logging(default: str) -> None:
    """Print this product's log lines, from the level of MENTORING_ROI_LOG or else `default` on.

    Logs of libraries stay as they are. An unknown level counts as not set.
    """
    level = os.environ.get(LOG_LEVEL, default).upper()
    handler = TerminalHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level if level in logging.getLevelNamesMapping() else default)


def locale_of(language: str) -> Locale:
    """Return the locale of that language; another one is refused as a wrong option."""
    if language not in LANGUAGES:
        raise typer.BadParameter(f"choose one of {', '.join(LANGUAGES)}", param_hint="--language")
    return locale_for(language)


def say(text: str, console: Console = out) -> None:
    """Print a sentence as it is; characters that the terminal does not know are replaced."""
    console.print(in_encoding(console.encoding, text), markup=False, soft_wrap=True)


def in_encoding(encoding: str, text: str) -> str:
    """Return the text in characters of that encoding: Windows-1252 gets a hyphen for a minus."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.replace("−", "-").encode(encoding, "replace").decode(encoding)
    return text


def say_report(report: Report, _: Locale, *, as_json: bool, console: Console = out) -> None:
    """Print what a folder holds and what is wrong with it."""
    found = report.to_dict(_)
    if as_json:
        console.print_json(json.dumps(found))
        return
    for table, rows in found["tables"].items():
        title = TABLES[table].title(_.language)
        say(_.plural("{table}: {n} row", "{table}: {n} rows", rows, table=title), console)
    for item in found["findings"]:
        place = ", ".join(str(item[part]) for part in ("file", "line", "column") if item.get(part))
        say(
            f"{_(item['severity'])} {item['rule']} ({place}): {item['message']} {item['remedy']}",
            console,
        )
    say(_("Files accepted.") if report.accepted else _("Files rejected."), console)


@contextmanager
def in_sentences(_: Locale) -> Iterator[None]:
    """Let errors about the question or the data leave as one sentence, not as a stack trace."""
    try:
        yield
    except FilesRefusedError as error:
        say_report(error.report, _, as_json=False, console=err)
        raise typer.Exit(1) from error
    except LocalizedError as error:
        say(error.message(_), err)
        raise typer.Exit(1) from error
    except NoSnapshotError as error:
        say(str(error), err)
        raise typer.Exit(1) from error


@contextmanager
def company_of(
    data: Path | None, as_of: datetime | None, own: list[Path] | None, _: Locale
) -> Iterator[Company]:
    """Give the company that is asked: that of a folder of files, else the one loaded."""
    if data is None:
        yield open_company(own_metrics=own or None)
        return
    require_folder(data, _)
    with (
        progress_bar(_) as progress,
        open_folder(data, as_of=day_of(as_of), own_metrics=own or None, progress=progress) as found,
    ):
        yield found


def require_folder(folder: Path, _: Locale) -> None:
    """Stop with exit code 2 where there is no such folder."""
    if not folder.is_dir():
        err.print(_("{folder} is not a folder.", folder=folder))
        raise typer.Exit(2)


def day_of(moment: datetime | None) -> date | None:
    """Return the day of a moment, None for none."""
    return None if moment is None else moment.date()


@contextmanager
def progress_bar(_: Locale) -> Iterator[Callable[[str, int, int | None], None]]:
    """Give a bar with rows and time left, shown only if the work takes more than a second."""
    began = time.monotonic()
    tasks: dict[str, TaskID] = {}
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=err, transient=True, disable=not err.is_terminal)

    def step(name: str, done: int, total: int | None) -> None:
        if time.monotonic() - began > SHOW_PROGRESS_AFTER and not bar.live.is_started:
            bar.start()
        if name not in tasks:
            tasks[name] = bar.add_task(_(name), total=total)
        bar.update(tasks[name], completed=done, total=total)

    try:
        yield step
    finally:
        bar.stop()
