"""metrics, evaluate, explain: what mentoring does. Every figure was released."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.table import Table

from metrics import Company, Scope, catalogue
from metrics.catalog import portability_faults
from metrics.cli.terminal import (
    AsJson,
    AsOf,
    Data,
    Language,
    OwnMetrics,
    company_of,
    err,
    in_sentences,
    locale_of,
    out,
    say,
)
from metrics.disclosure import (
    FOR_NEXT,
    DataOrigin,
    checked_answer,
    checklist_section,
    indication_lines,
    lottery_lines,
    method_markdown,
    method_sections,
    next_json,
    next_sentences,
    plain_answer,
    redrawn_lines,
    target_checklist,
    to_json,
    verdict_sentences,
)
from metrics.evaluate import describe_method
from metrics.i18n import N_, Locale
from metrics.loading import own_metrics_folders
from metrics.scope import MENTEE, MENTOR, UnknownFilterError

ONLY_CONTROL = N_(
    "{name} is only a negative control beside other metrics: mentoring should not change it. It "
    "has no page of its own."
)
ROLES = {"mentees": MENTEE, "mentors": MENTOR}
Name = Annotated[str, typer.Argument(help="The metric's name, see `mentoring-roi metrics`.")]
Where = Annotated[list[str] | None, typer.Option(help="COLUMN=VALUE; may be repeated.")]
Of = Annotated[
    str,
    typer.Option("--of", help="Who is compared with comparable colleagues: mentees or mentors."),
]


def list_metrics(
    own: OwnMetrics = None, as_json: AsJson = False, language: Language = "en"
) -> None:
    """List every metric and whether its SQL runs on every engine."""
    _ = locale_of(language)
    with in_sentences(_):
        metrics = catalogue(own or own_metrics_folders())
        rows = [
            (metric, portability_faults(metric.sql, person_level=metric.shape != "total"))
            for metric in metrics.values()
        ]
    if as_json:
        listed = [
            {
                "name": metric.name,
                "title": _(metric.title),
                "shape": metric.shape,
                "unit": metric.unit,
                "question": _(metric.question),
                "control": metric.control,
                "only_control": metric.only_control,
                "portable": not found,
                "faults": found,
            }
            for metric, found in rows
        ]
        out.print_json(json.dumps(listed))
        return
    table = Table(_("Metric"), _("Question"), _("Shape"), _("Unit"), box=None)
    for metric, _found in rows:
        table.add_row(metric.name, _(metric.question), _(metric.shape), _(metric.unit))
    out.print(table)
    for metric, _found in rows:
        if metric.only_control:
            say(_(ONLY_CONTROL, name=metric.name))
    for metric, found in rows:
        for fault in found:
            say(f"{metric.sql}: {fault}", err)


def evaluate(
    name: Name,
    by: Annotated[str | None, typer.Option(help="Also per value of this column.")] = None,
    where: Where = None,
    of: Of = "mentees",
    data: Data = None,
    as_of: AsOf = None,
    own: OwnMetrics = None,
    for_next: Annotated[
        bool, typer.Option("--for-next", help="Also for those who would be paired next.")
    ] = False,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Print a metric's answer: estimate, interval, verdict, people, and the checks."""
    _ = locale_of(language)
    with in_sentences(_), company_of(data, as_of, own, _) as company:
        scope = _scope(where, of)
        answer = company.answer(name, scope)
        evidence = company.evidence(name, scope) if answer.verdict else None
        lottery = None if scope.where or of != "mentees" else company.lottery_answer(name)
        groups = company.answers_by(name, by, scope) if by else None
        others = company.secondary_analyses(name, scope, FOR_NEXT) if for_next else ()
    digits = answer.metric.digits
    if as_json:
        content = to_json(answer, _, groups, evidence, lottery)
        if for_next:
            content["for_next"] = next_json(others, digits, _)
        out.print_json(json.dumps(content, allow_nan=False))
        return
    say(plain_answer(answer, _))
    for line in (*indication_lines(answer, _), *redrawn_lines(answer, _)):
        say(f"  {line}")
    if checked := checked_answer(answer, evidence, _):
        say(checked)
    if lottery is not None:
        say(_("By lottery: {said}", said=" ".join(lottery_lines(lottery, _))))
    for sentence in next_sentences(others, digits, _) if for_next else ():
        say(sentence)
    for value, group in (groups or {}).items():
        say(plain_answer(group, _, f"{by} {value}"))
        if group.verdict:
            say("  " + " ".join(verdict_sentences(group.verdict, _)))


def explain(
    name: Name,
    where: Where = None,
    of: Of = "mentees",
    data: Data = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL of every step.")] = False,
    method: Annotated[
        bool, typer.Option("--method", help="Print the method instead, as Markdown.")
    ] = False,
    as_of: AsOf = None,
    own: OwnMetrics = None,
    language: Language = "en",
) -> None:
    """Show how a metric's number is calculated: every SQL step, its grain and its rows.

    With --method: the estimand, who is left out, the assumptions and what supports them, formulas,
    references, and the TARGET checklist of an emulated trial.
    """
    _ = locale_of(language)
    with in_sentences(_), company_of(data, as_of, own, _) as company:
        scope = _scope(where, of)
        if method:
            say(_method(company, name, scope, _))
            return
        answer = company.answer(name, scope)
        steps = company.steps(name, scope)
    for paragraph in answer.metric.paragraphs:
        say(_(paragraph))
    for number, step in enumerate(steps, start=1):
        rows = step.rows if isinstance(step.rows, str) else _.number(step.rows)
        say(f"\n{number}. {step.name}: {rows}. {step.grain}")
        if sql:
            say(step.sql)
    say("\n" + plain_answer(answer, _))
    for sentence in verdict_sentences(answer.verdict, _):
        say(sentence)
    for line in (*indication_lines(answer, _), *redrawn_lines(answer, _)):
        say(line)


def _method(company: Company, name: str, scope: Scope, _: Locale) -> str:
    evidence = company.evidence(name, scope)
    related = company.secondary_analyses(name, scope)
    metric = evidence.answer.metric
    method = describe_method(metric, scope.role)
    origin = DataOrigin.of(company.report(_.language))
    checklist = target_checklist(method, evidence, related, origin, _)
    sections = method_sections(method, evidence, related, _)
    if checklist:
        sections = (*sections, checklist_section(checklist, _))
    return method_markdown(
        _("{title}: how the figure is calculated", title=_(metric.title)), sections
    )


def _scope(where: list[str] | None, of: str) -> Scope:
    if any("=" not in part for part in where or ()):
        raise UnknownFilterError(
            N_("--where takes COLUMN=VALUE, for instance --where department=Sales.")
        )
    pairs = dict(part.partition("=")[::2] for part in where or ())
    return Scope.of(pairs, ROLES.get(of, of))
