"""plan freeze, list, show, withdraw: what was decided before the data came, and what came."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from metrics import open_company
from metrics.cli.decisions import OptionError
from metrics.cli.terminal import AsJson, Language, in_sentences, locale_of, out, say
from metrics.disclosure import (
    came_line,
    intact_line,
    plan_lines,
    verdict_name,
    withdrawn_line,
)
from metrics.i18n import N_, Locale
from metrics.loading import USUAL_ROLE, NoSnapshotError
from metrics.planning import PlanBook, PlanDraft, freeze_plan, read_plan_book, withdraw_plan
from metrics.scope import MENTEE, Scope
from metrics.store import FrozenPlan

NO_PLAN = N_(
    "{file} is not an analysis plan: {reason}. `mentoring-roi plan freeze --help` says how."
)
UNKNOWN = N_("There is no analysis plan {number}. `mentoring-roi plan list` shows which there are.")
plans = typer.Typer(
    help="Analysis plans: freeze one, list them, show what came. Nothing changes a frozen plan.",
    no_args_is_help=True,
)


@plans.command(name="freeze")
def freeze(
    file: Annotated[
        Path,
        typer.Argument(
            help="JSON: metric, looks (a list of days), smallest_effect, actions (holds, leans, "
            "contradicted, cannot tell), and if need be horizon (24 or 12), estimator (matched, "
            "adjusted, later_pairing), keys (a list, beyond the usual ones), where, role."
        ),
    ],
    author: Annotated[str, typer.Option(help="Who freezes it.")],
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Freeze an analysis plan, before its data are loaded. It cannot be changed afterwards."""
    _ = locale_of(language)
    with in_sentences(_):
        found = freeze_plan(_read(file), role=_role(), author=author)
    if as_json:
        out.print_json(json.dumps(_plain(found)))
        return
    _say_plan(found, PlanBook((found,)), _)


@plans.command(name="list")
def list_plans(as_json: AsJson = False, language: Language = "en") -> None:
    """List every analysis plan, and how many of its looks were taken."""
    _ = locale_of(language)
    book = _book(_)
    if as_json:
        found = [_plain(plan) for plan in book.plans]
        out.print_json(json.dumps({"schema": "mentoring-roi/plans/1", "plans": found}))
        return
    table = Table(_("Plan"), _("Metric"), _("Frozen"), _("Looks"), _("Fingerprint"), "", box=None)
    for one in book.plans:
        taken = sum(result.plan == one.number for result in book.results)
        looks = _("{n} of {total}", n=taken, total=len(one.plan.looks))
        frozen = f"{_.date(one.at.date())}, {one.author}"
        state = _("withdrawn") if one.withdrawn else ""
        table.add_row(str(one.number), one.plan.metric, frozen, looks, one.hash[:12], state)
    out.print(table)


@plans.command(name="show")
def show(
    number: Annotated[int, typer.Argument(help="The plan's number, see `plan list`.")],
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Show a frozen plan, and at each date of looking what came."""
    _ = locale_of(language)
    book = _book(_)
    with in_sentences(_):
        found = next((one for one in book.plans if one.number == number), None)
        if found is None:
            raise OptionError(UNKNOWN, number=number)
    if as_json:
        came = [asdict(one) for one in book.results if one.plan == number]
        out.print_json(json.dumps({**_plain(found), "came": came}, default=str))
        return
    _say_plan(found, book, _)


@plans.command(name="withdraw")
def withdraw(
    number: Annotated[int, typer.Argument(help="The plan's number, see `plan list`.")],
    reason: Annotated[str, typer.Option(help="Why it no longer counts.")],
    author: Annotated[str, typer.Option(help="Who withdraws it.")],
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Mark a plan as withdrawn, with time and reason. It stays listed, with its fingerprint."""
    _ = locale_of(language)
    with in_sentences(_):
        found = withdraw_plan(number, reason, role=_role(), author=author)
    if as_json:
        out.print_json(json.dumps(_plain(found)))
        return
    say(_("Plan {number}: {said}", number=number, said=withdrawn_line(found, _)))
    say(intact_line(found, _))


def _book(_: Locale) -> PlanBook:
    book = read_plan_book()
    with in_sentences(_):
        if book.fault is not None:
            raise book.fault
    return book


def _say_plan(found: FrozenPlan, book: PlanBook, _: Locale) -> None:
    for line in plan_lines(found, _):
        say(line)
    say(intact_line(found, _))
    if withdrawn := withdrawn_line(found, _):
        say(withdrawn)
    for look in found.plan.looks:
        came = book.result(found, look)
        say(f"{_.date(look)}: {came_line(came, _)}")
        if came is not None:
            verdict = str(came.figures["verdict"])
            action = found.plan.actions.get(verdict, "")
            say("  " + _("{verdict}: {action}", verdict=verdict_name(verdict, _), action=action))


def _plain(found: FrozenPlan) -> dict[str, Any]:
    """Return a frozen plan as JSON values."""
    return {
        "number": found.number,
        "plan": found.plan.content(),
        "author": found.author,
        "at": found.at.isoformat(),
        "seen_snapshot": found.seen.snapshot or None,
        "seen_until": found.seen.until.isoformat() if found.seen.until else None,
        "product": found.product,
        "previous": found.previous or None,
        "hash": found.hash,
        "intact": found.intact,
        "withdrawn": _withdrawal(found),
    }


def _withdrawal(found: FrozenPlan) -> dict[str, Any] | None:
    withdrawn = found.withdrawn
    if withdrawn is None:
        return None
    return {**asdict(withdrawn), "at": withdrawn.at.isoformat()}


def _read(path: Path) -> PlanDraft:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        looks = values.pop("looks")
        if isinstance(looks, str):
            raise ValueError("looks is a list of days")
        scope = Scope.of(values.pop("where", {}), values.pop("role", MENTEE))
        if "keys" in values:
            values["keys"] = tuple(map(str, values["keys"]))
        return PlanDraft(
            looks=tuple(date.fromisoformat(look) for look in looks),
            smallest_effect=float(values.pop("smallest_effect")),
            actions={str(key): str(text) for key, text in values.pop("actions").items()},
            scope=scope,
            **values,
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise OptionError(NO_PLAN, file=path, reason=error) from error


def _role() -> str:
    """Return the role of the reader on this computer, the usual one while nothing is loaded."""
    try:
        return open_company().role
    except NoSnapshotError as error:
        return str(getattr(error, "role", USUAL_ROLE))
