"""mentoring-roi: templates, check, load, metrics, evaluate. Every figure passes through release()."""

from __future__ import annotations

import json
import os
import sys
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
from rich.table import Table

from metrics import evaluate as evaluation
from metrics import value
from metrics.catalog import Metric, MetricError, catalogue
from metrics.catalog.portable import faults
from metrics.contract import TABLES
from metrics.disclosure import release
from metrics.disclosure.schema import to_json
from metrics.disclosure.spoken import spoken
from metrics.intake.templates import write_templates
from metrics.scope import Scope, UnknownFilterError
from metrics.warehouse import snapshot
from metrics.warehouse.check import Report, check_folder
from metrics.warehouse.engine import LIMITS, Session
from metrics.words import LANGUAGES, Words, words

app = typer.Typer(
    help="What mentoring does, what it costs, and how sure that is: from a company's own files.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)
out, err = Console(highlight=False), Console(stderr=True, highlight=False)
SHOW_PROGRESS_AFTER = 1.0
EXPECTED = (MetricError, UnknownFilterError, snapshot.NoSnapshotError, value.AssumptionError)

Folder = Annotated[Path, typer.Argument(help="A folder with the company's files (CSV, XLSX, Parquet).")]
AsOf = Annotated[datetime | None, typer.Option(
    "--as-of", formats=["%Y-%m-%d"], help="The day up to which the files are complete.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
OwnMetrics = Annotated[list[Path] | None, typer.Option("--metrics", help="A folder with the company's own metrics.")]
Language = Annotated[str, typer.Option("--language", "--lang", help="nl or en.", envvar="MENTORING_ROI_LANGUAGE")]


@app.command()
def templates(folder: Folder, language: Language = "en") -> None:
    """Writes a template per table (CSV), one workbook with the same sheets, and a company.toml to fill in."""
    _ = _words(language)
    written = write_templates(folder, language)
    out.print(_.plural("{n} file written to {folder}.", "{n} files written to {folder}.", len(written), folder=folder))


@app.command()
def check(folder: Folder, as_of: AsOf = None, as_json: AsJson = False, language: Language = "en") -> None:
    """Reports what is in the files and what is wrong with them; changes nothing. Exit code 1 if they are refused."""
    _ = _words(language)
    with _sentences(), _checked(folder, as_of, _) as (_con, report):
        value.assumptions(report.company.assumptions)
        _say(report, _, as_json=as_json)
    raise typer.Exit(0 if report.accepted else 1)


@app.command()
def load(folder: Folder, as_of: AsOf = None, as_json: AsJson = False, language: Language = "en") -> None:
    """Checks the files and publishes them as the snapshot that answers questions from now on."""
    _ = _words(language)
    with _sentences(), _checked(folder, as_of, _) as (con, report):
        value.assumptions(report.company.assumptions)
        published = snapshot.publish(con, report) if report.accepted else None
    if as_json:
        out.print_json(json.dumps({**report.to_dict(_), "snapshot": published.id if published else None}))
    else:
        _say(report, _, as_json=False)
        _print(_("Loaded as snapshot {id}.", id=published.id) if published else
               _("Nothing was loaded; what was loaded before is still there."))
    raise typer.Exit(0 if published else 1)


@app.command(name="metrics")
def list_metrics(own: OwnMetrics = None, as_json: AsJson = False, language: Language = "en") -> None:
    """Lists every metric: the shipped ones and the company's own, and whether its SQL runs on every engine."""
    _ = _words(language)
    with _sentences():
        found = catalogue(_folders(own))
        rows = [(one, faults(one.sql, person_level=one.shape != "total")) for one in found.values()]
    if as_json:
        out.print_json(json.dumps([
            {"name": m.name, "title": _(m.title), "shape": m.shape, "unit": m.unit, "question": _(m.question),
             "portable": not found, "faults": found} for m, found in rows]))
        return
    table = Table(_("Metric"), _("Question"), _("Shape"), _("Unit"), box=None)
    for metric, _found in rows:
        table.add_row(metric.name, _(metric.question), _(metric.shape), _(metric.unit))
    out.print(table)
    for metric, found in rows:
        for fault in found:
            _print(f"{metric.sql}: {fault}", err)


@app.command()
def evaluate(
    name: Annotated[str, typer.Argument(help="The metric's name, see `mentoring-roi metrics`.")],
    by: Annotated[str | None, typer.Option(help="Also per value of this column.")] = None,
    where: Annotated[list[str] | None, typer.Option(help="COLUMN=VALUE; may be repeated.")] = None,
    data: Annotated[Path | None, typer.Option(help="A folder of files, evaluated without publishing it.")] = None,
    as_of: AsOf = None, own: OwnMetrics = None, as_json: AsJson = False, language: Language = "en",
) -> None:
    """Prints the answer to one metric's question: estimate, interval, the naive twin beside it, and the checks."""
    _ = _words(language)
    with _sentences():
        metric = _metric(name, own)
        scope = Scope.of(_pairs(where or []))
        with _session(data, as_of, _) as (session, own_assumptions):
            assumed = value.run_values(value.assumptions(own_assumptions))
            answer = release(evaluation.evaluate(metric, session, scope, assumed))
            groups = evaluation.evaluate_by(metric, session, by, scope, assumed) if by else None
    released = {key: release(group) for key, group in groups.items()} if groups is not None else None
    if as_json:
        out.print_json(json.dumps(to_json(answer, _, released), allow_nan=False))
        return
    for key, one in [("", answer), *(released or {}).items()]:
        _print(spoken(one, _, f"{by} {key}" if key else ""))


def _print(text: str, console: Console = out) -> None:
    console.print(text, markup=False, soft_wrap=True)


@contextmanager
def _session(data: Path | None, as_of: datetime | None, _: Words) -> Iterator[tuple[Session, dict]]:
    """A session to ask in, and the company's own assumptions."""
    if data is None:
        loaded = snapshot.current()
        with snapshot.ask(loaded) as session:
            yield session, loaded.assumptions
        return
    with _checked(data, as_of, _) as (con, report):
        if not report.accepted:
            _say(report, _, as_json=False, console=err)
            raise typer.Exit(1)
        with snapshot.ask_unpublished(con, report) as session:
            yield session, dict(report.company.assumptions)


@contextmanager
def _checked(folder: Path, as_of: datetime | None, _: Words) -> Iterator[tuple[duckdb.DuckDBPyConnection, Report]]:
    if not folder.is_dir():
        err.print(_("{folder} is not a folder.", folder=folder))
        raise typer.Exit(2)
    con = duckdb.connect(config=LIMITS)
    try:
        with _progress(_) as progress:
            report = check_folder(folder, con=con, today=date.today(), as_of=as_of and as_of.date(), progress=progress)
        yield con, report
    finally:
        con.close()


@contextmanager
def _progress(_: Words) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar with rows and time left, shown only when the work takes more than a second."""
    began, tasks = time.monotonic(), {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=err)

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


def _say(report: Report, _: Words, *, as_json: bool, console: Console = out) -> None:
    if as_json:
        console.print_json(json.dumps(report.to_dict(_)))
        return
    found = report.to_dict(_)
    for table, rows in found["tables"].items():
        title = TABLES[table].title(_.language)
        _print(_.plural("{table}: {n} row", "{table}: {n} rows", rows, table=title), console)
    for item in found["findings"]:
        place = ", ".join(str(item[part]) for part in ("file", "line", "column") if item.get(part))
        _print(f"{_(item['severity'])} {item['rule']} ({place}): {item['says']} {item['mend']}", console)
    _print(_("The files are accepted.") if report.accepted else _("The files are refused."), console)


@contextmanager
def _sentences() -> Iterator[None]:
    """Errors that are about the question or the data leave as one sentence, not as a stack trace."""
    try:
        yield
    except EXPECTED as error:
        _print(str(error), err)
        raise typer.Exit(1) from error


def _words(language: str) -> Words:
    if language not in LANGUAGES:
        raise typer.BadParameter(f"choose one of {', '.join(LANGUAGES)}", param_hint="--language")
    return words(language)


def _folders(own: list[Path] | None) -> list[Path]:
    """The company's own metrics: the option, else MENTORING_ROI_METRICS (several folders as in PATH)."""
    return own or [Path(part) for part in os.environ.get("MENTORING_ROI_METRICS", "").split(os.pathsep) if part]


def _metric(name: str, own: list[Path] | None) -> Metric:
    found = catalogue(_folders(own))
    if name not in found:
        raise MetricError(f"There is no metric '{name}'. There are: {', '.join(sorted(found))}.")
    return found[name]


def _pairs(where: list[str]) -> dict[str, str]:
    pairs = dict(part.partition("=")[::2] for part in where)
    if any("=" not in part for part in where):
        raise UnknownFilterError("--where takes COLUMN=VALUE, for instance --where department=Sales.")
    return pairs


if __name__ == "__main__":
    sys.exit(app())
