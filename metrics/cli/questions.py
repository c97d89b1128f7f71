"""metrics, evaluate, explain: questions to what is loaded. Every figure passes through
release().
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from metrics import evaluate as evaluation
from metrics import value
from metrics.catalog import Metric, MetricError, catalogue
from metrics.catalog.portable import faults
from metrics.cli.terminal import (
    AsJson,
    AsOf,
    Language,
    checked,
    err,
    in_sentences,
    out,
    reader,
    say,
    say_report,
)
from metrics.disclosure import release
from metrics.disclosure.method_text import method_markdown, method_sections
from metrics.disclosure.plain_text import plain_answer
from metrics.disclosure.schema import to_json
from metrics.evaluate.method import method as describe
from metrics.i18n import N_, Locale
from metrics.scope import MENTEE, MENTOR, Scope, UnknownFilterError
from metrics.warehouse import snapshot
from metrics.warehouse.engine import Session

OwnMetrics = Annotated[
    list[Path] | None, typer.Option("--metrics", help="A folder with the company's own metrics.")
]

Of = Annotated[
    str, typer.Option("--of", help="Who is compared with people alike: mentees or mentors.")
]


def list_metrics(
    own: OwnMetrics = None, as_json: AsJson = False, language: Language = "en"
) -> None:
    """Lists every metric: the shipped ones and the company's own, and whether its SQL runs on every
    engine.
    """
    _ = reader(language)
    with in_sentences():
        found = catalogue(_folders(own))
        rows = [(one, faults(one.sql, person_level=one.shape != "total")) for one in found.values()]
    if as_json:
        out.print_json(
            json.dumps(
                [
                    {
                        "name": m.name,
                        "title": _(m.title),
                        "shape": m.shape,
                        "unit": m.unit,
                        "question": _(m.question),
                        "control": m.control,
                        "only_control": m.only_control,
                        "portable": not found,
                        "faults": found,
                    }
                    for m, found in rows
                ]
            )
        )
        return
    table = Table(_("Metric"), _("Question"), _("Shape"), _("Unit"), box=None)
    for metric, _found in rows:
        table.add_row(metric.name, _(metric.question), _(metric.shape), _(metric.unit))
    out.print(table)
    for metric, _found in rows:
        if metric.only_control:
            say(
                _(
                    (
                        "{name} is only a negative control beside other metrics: mentoring "
                        "should not change it. It has no page of its own."
                    ),
                    name=metric.name,
                )
            )
    for metric, found in rows:
        for fault in found:
            say(f"{metric.sql}: {fault}", err)


def evaluate(
    name: Annotated[str, typer.Argument(help="The metric's name, see `mentoring-roi metrics`.")],
    by: Annotated[str | None, typer.Option(help="Also per value of this column.")] = None,
    where: Annotated[list[str] | None, typer.Option(help="COLUMN=VALUE; may be repeated.")] = None,
    of: Of = "mentees",
    data: Annotated[
        Path | None, typer.Option(help="A folder of files, evaluated without publishing it.")
    ] = None,
    as_of: AsOf = None,
    own: OwnMetrics = None,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Prints the answer to one metric's question: estimate, interval, the naive twin beside it, and
    the checks.
    """
    _ = reader(language)
    with in_sentences():
        metric = _metric(name, own)
        scope = _scope(where, of)
        with session_for(data, as_of, _) as (session, own_assumptions):
            assumed = value.run_values(value.load_assumptions(own_assumptions))
            answer = release(evaluation.evaluate(metric, session, scope, assumed))
            groups = evaluation.evaluate_by(metric, session, by, scope, assumed) if by else None
    released = (
        {key: release(group) for key, group in groups.items()} if groups is not None else None
    )
    if as_json:
        out.print_json(json.dumps(to_json(answer, _, released), allow_nan=False))
        return
    for key, one in [("", answer), *(released or {}).items()]:
        say(plain_answer(one, _, f"{by} {key}" if key else ""))


def explain(
    name: Annotated[str, typer.Argument(help="The metric's name, see `mentoring-roi metrics`.")],
    where: Annotated[list[str] | None, typer.Option(help="COLUMN=VALUE; may be repeated.")] = None,
    of: Of = "mentees",
    data: Annotated[
        Path | None, typer.Option(help="A folder of files, without publishing it.")
    ] = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL of every step.")] = False,
    method: Annotated[
        bool, typer.Option("--method", help="Print the method instead, as Markdown.")
    ] = False,
    as_of: AsOf = None,
    own: OwnMetrics = None,
    language: Language = "en",
) -> None:
    """Shows how a metric's number comes about: every step of the SQL, what a row of it is, how many
    there are.

    With --method: what is estimated, who is left out, what has to be true and what speaks for it,
    formulas, references.
    """
    _ = reader(language)
    with in_sentences():
        metric = _metric(name, own)
        with session_for(data, as_of, _) as (session, own_assumptions):
            assumed = value.run_values(value.load_assumptions(own_assumptions))
            scope = _scope(where, of)
            if method:
                say(_method(metric, session, scope, assumed, _))
                return
            answer = release(evaluation.evaluate(metric, session, scope, assumed))
            steps = [release(step) for step in session.steps()]
    for paragraph in metric.paragraphs:
        say(_(paragraph))
    for number, step in enumerate(steps, start=1):
        rows = step.rows if isinstance(step.rows, str) else _.number(step.rows)
        say(f"\n{number}. {step.name}: {rows}. {step.grain}")
        if sql:
            say(step.sql)
    say("\n" + plain_answer(answer, _))


@contextmanager
def session_for(
    data: Path | None, as_of: datetime | None, _: Locale
) -> Iterator[tuple[Session, dict]]:
    """A session to ask in, and the company's own assumptions."""
    if data is None:
        loaded = snapshot.current()
        with snapshot.ask(loaded) as session:
            yield session, loaded.assumptions
        return
    with checked(data, as_of, _) as (con, report):
        if not report.accepted:
            say_report(report, _, as_json=False, console=err)
            raise typer.Exit(1)
        with snapshot.ask_unpublished(con, report) as session:
            yield session, dict(report.company.assumptions)


def _folders(own: list[Path] | None) -> list[Path]:
    """The company's own metrics: the option, else MENTORING_ROI_METRICS (several folders as in
    PATH).
    """
    return own or [
        Path(part) for part in os.environ.get("MENTORING_ROI_METRICS", "").split(os.pathsep) if part
    ]


def _metric(name: str, own: list[Path] | None) -> Metric:
    found = catalogue(_folders(own))
    if name not in found:
        raise MetricError(
            N_("There is no metric '{name}'. There are: {names}."),
            name=name,
            names=", ".join(sorted(found)),
        )
    return found[name]


def _method(
    metric: Metric, session: Session, scope: Scope, assumed: Mapping[str, float], _: Locale
) -> str:
    found = release(evaluation.evidence(metric, session, scope, assumed))
    beside = [
        release(one) for one in evaluation.secondary_analyses(metric, session, scope, assumed)
    ]
    sections = method_sections(describe(metric, scope.role), found, beside, _)
    return method_markdown(
        _("{title}: how the figure is calculated", title=_(metric.title)), sections
    )


def _scope(where: list[str] | None, of: str) -> Scope:
    role = {"mentees": MENTEE, "mentors": MENTOR}.get(of, of)
    return Scope.of(_pairs(where or []), role)


def _pairs(where: list[str]) -> dict[str, str]:
    pairs = dict(part.partition("=")[::2] for part in where)
    if any("=" not in part for part in where):
        raise UnknownFilterError(
            N_("--where takes COLUMN=VALUE, for instance --where department=Sales.")
        )
    return pairs
