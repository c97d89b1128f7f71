"""What all commands share: options, printing, progress, and errors that leave as one sentence."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from metrics import value
from metrics.catalog import MetricError
from metrics.contract import TABLES
from metrics.i18n import LANGUAGES, Locale, locale_for
from metrics.mentors.rules import MentorRulesError
from metrics.scope import UnknownFilterError
from metrics.store import StoreError
from metrics.warehouse import snapshot
from metrics.warehouse.engine import LIMITS
from metrics.warehouse.entries import Entries
from metrics.warehouse.folder_check import Report, check_folder

out, err = Console(highlight=False), Console(stderr=True, highlight=False)
SHOW_PROGRESS_AFTER = 1.0
EXPECTED = (
    MetricError,
    UnknownFilterError,
    snapshot.NoSnapshotError,
    value.AssumptionError,
    MentorRulesError,
    StoreError,
)

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


def reader(language: str) -> Locale:
    """The words of that language; another one is refused as a wrong option."""
    if language not in LANGUAGES:
        raise typer.BadParameter(f"choose one of {', '.join(LANGUAGES)}", param_hint="--language")
    return locale_for(language)


def say(text: str, console: Console = out) -> None:
    """Prints a sentence as it is, on as many lines as the terminal needs; signs that it does not
    know are replaced.
    """
    console.print(known_to(console.encoding, text), markup=False, soft_wrap=True)


def known_to(encoding: str, text: str) -> str:
    """The text in signs of that encoding: Windows-1252 has no minus of its own, and gets a
    hyphen.
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.replace("−", "-").encode(encoding, "replace").decode(encoding)
    return text


def say_report(report: Report, _: Locale, *, as_json: bool, console: Console = out) -> None:
    """Prints what a folder holds and what is wrong with it."""
    if as_json:
        console.print_json(json.dumps(report.to_dict(_)))
        return
    found = report.to_dict(_)
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
def in_sentences() -> Iterator[None]:
    """Errors that are about the question or the data leave as one sentence, not as a stack
    trace.
    """
    try:
        yield
    except EXPECTED as error:
        say(str(error), err)
        raise typer.Exit(1) from error


@contextmanager
def checked(
    folder: Path, as_of: datetime | None, _: Locale, entries: Entries | None = None
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Report]]:
    """The tables of a folder in a database of their own, with `entries` beside their rows, and the
    report on them.
    """
    if not folder.is_dir():
        err.print(_("{folder} is not a folder.", folder=folder))
        raise typer.Exit(2)
    con = duckdb.connect(config=LIMITS)
    try:
        with progress_bar(_) as progress:
            report = check_folder(
                folder,
                con=con,
                today=date.today(),
                as_of=as_of and as_of.date(),
                entries=entries,
                progress=progress,
            )
        yield con, report
    finally:
        con.close()


@contextmanager
def progress_bar(_: Locale) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar with rows and time left, shown only when the work takes more than a second."""
    began, tasks = time.monotonic(), {}
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
