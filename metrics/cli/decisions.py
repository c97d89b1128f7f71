"""value, appraise, rank, experts, mentors: what follows from the answers, as released."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import isfinite
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.table import Table

from metrics import Company
from metrics.cli.terminal import (
    AsJson,
    Language,
    OwnMetrics,
    company_of,
    in_sentences,
    locale_of,
    out,
    say,
)
from metrics.disclosure import (
    NotShown,
    ReleasedExperts,
    ReleasedHours,
    ReleasedReturn,
    filled,
    sentences_by_category,
    verdict_sentences,
)
from metrics.evaluate import CONTRADICTED
from metrics.i18n import N_, Locale, LocalizedError
from metrics.rewards import Appraisal, Scenario, scenario_from_dict
from metrics.scope import SMALLEST_GROUP
from metrics.value import Quantiles

SETTING = N_("'{setting}' is not NAME=NUMBER, for instance stake=100.")
NO_PLAN = N_("{file} is not a plan: {reason}. `mentoring-roi appraise --print-plan` writes one.")
CANNOT_TELL = N_("Cannot tell yet what mentoring returned.")
PAYS = N_("Probability that it pays: {share} (sampling and assumptions)")
WIDER = N_(
    "With a hidden trait as strong as the last review as well, return per euro: {low} to {high}. "
    "Probability that it pays if that trait flattered the result: {share}"
)
NO_WIDER = N_("Not covered: traits that nobody recorded, for lack of a recorded one to compare.")
DO_NOT_DECIDE = N_("Do not decide on the amounts of return below: their checks contradict them.")
FAULTY = N_("This plan cannot be calculated yet:")
SUREST = 0.99  # above it the terminal says "> 99 %"
Settings = Annotated[list[str] | None, typer.Option(help="NAME=NUMBER; may be repeated.")]


class OptionError(LocalizedError):
    """An option or a file of the command line that cannot be used."""


def value(own: OwnMetrics = None, as_json: AsJson = False, language: Language = "en") -> None:
    """Print what mentoring returned and cost, and what its hours would have cost from outside."""
    _ = locale_of(language)
    with in_sentences(_), company_of(None, None, own, _) as company:
        returned = company.return_on_mentoring()
        hours = company.hours()
    if as_json:
        _print_json("value", company, {"return": returned, "hours": hours})
        return
    if returned is None or isinstance(returned, NotShown):
        reason = returned.reason if returned else CANNOT_TELL
        say(_(reason, threshold=SMALLEST_GROUP) if returned else _(reason))
    else:
        say(" ".join(verdict_sentences(returned.verdict, _)))
        if returned.verdict.word == CONTRADICTED:
            say(_(DO_NOT_DECIDE))
        say(_("Return per euro: {range}", range=_range(returned.per_euro, _, digits=2)))
        say(_("Return: {range}", range=_range(returned.gain, _)))
        say(_("Cost: {range}", range=_range(returned.cost, _)))
        if returned.verdict.word != CONTRADICTED:
            say(_(PAYS, share=_certainty(returned.pays, _)))
            _print_wider(returned, _)
    _print_hours(hours, company, _)


def appraise(
    plan: Annotated[
        Path | None, typer.Option(help="A plan as JSON; without one, what runs today.")
    ] = None,
    print_plan: Annotated[
        bool, typer.Option("--print-plan", help="Print today's plan as JSON, to change and use.")
    ] = False,
    own: OwnMetrics = None,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Print what a plan costs and returns. Exit code 1 if it cannot be calculated."""
    _ = locale_of(language)
    with in_sentences(_), company_of(None, None, own, _) as company:
        scenario = company.todays_plan() if plan is None else _read_plan(plan)
        if print_plan:
            out.print_json(json.dumps(scenario.as_dict()))
            return
        if faults := company.faults(scenario):
            say(_(FAULTY))
            for fault in faults:
                say(f"{fault.place}: {filled(fault.text, fault.values, _)}")
            raise typer.Exit(1)
        appraisal = company.appraise(scenario)
        names = company.category_names(_.language)
    if as_json:
        _print_json("appraisal", company, appraisal)
        return
    _print_appraisal(appraisal, names, _)


def rank(
    weight: Settings = None,
    urgency: Settings = None,
    own: OwnMetrics = None,
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Print the categories in order of priority, by weights of criteria and urgency of categories.

    Criteria: stake, effect, urgency, mentors, cost, solution. Urgency: CATEGORY=0 to 10.
    """
    _ = locale_of(language)
    with in_sentences(_), company_of(None, None, own, _) as company:
        ranking = company.rank_categories(_numbers(weight), _numbers(urgency))
        names = company.category_names(_.language)
    if as_json:
        _print_json("ranking", company, ranking)
        return
    table = Table(_("Rank"), _("Category"), _("Score"), _("Ranks first under"), box=None)
    for option in ranking.ranked:
        low, high = option.first_share
        table.add_row(
            str(option.rank),
            names.get(option.name, option.name),
            _.percent(option.score),
            _("{low} to {high} of weightings", low=_.percent(low), high=_.percent(high)),
        )
    out.print(table)


def experts(own: OwnMetrics = None, as_json: AsJson = False, language: Language = "en") -> None:
    """Print how many hidden experts there are, by measure. Names are shown in the browser only."""
    _ = locale_of(language)
    with in_sentences(_), company_of(None, None, own, _) as company:
        found = company.experts()
    if as_json:
        _print_json("experts", company, found)
        return
    if not found:
        say(_("No customers or measures are loaded, so nobody can be assessed."))
    for measure, group in found.items():
        say(
            _(
                "{measure}: {n} hidden experts; {assessed} people assessed of {people}",
                measure=measure or _("customers retained"),
                n=len(group.experts),
                assessed=group.assessed,
                people=group.owners,
            )
        )
        if isinstance(group, ReleasedExperts):
            for expert in group.experts:
                say("  " + _("loses {share} fewer than expected", share=_.percent(expert.cautious)))


def mentors(own: OwnMetrics = None, as_json: AsJson = False, language: Language = "en") -> None:
    """Print how many people can mentor, and the pairings suggested. Names in the browser only."""
    _ = locale_of(language)
    with in_sentences(_), company_of(None, None, own, _) as company:
        pool = company.mentors()
        names = company.category_names(_.language)
    if as_json:
        _print_json("mentors", company, pool)
        return
    say(
        _(
            "People who can mentor: {mentors}. Waiting: {waiting}. Pairings suggested: {pairs}.",
            mentors=pool.mentors,
            waiting=pool.waiting,
            pairs=pool.pairs,
        )
    )
    table = Table(_("Category"), _("Mentors"), _("Running"), _("Waiting"), box=None)
    for balance in pool.balances:
        if balance.category:
            counts = (balance.mentors, balance.running, balance.waiting)
            table.add_row(names.get(balance.category, balance.category), *map(str, counts))
    out.print(table)


def to_plain(thing: object) -> Any:
    """Return released values as JSON values: fields by name, texts and counts as they are."""
    if thing is None or isinstance(thing, bool | int | str):
        return thing
    if isinstance(thing, float | np.floating):
        return float(thing) if isfinite(thing) else None
    if isinstance(thing, np.ndarray):
        return to_plain(thing.tolist())
    if isinstance(thing, Mapping):
        return {_key(key): to_plain(part) for key, part in thing.items()}
    if isinstance(thing, list | tuple | set | frozenset):
        return [to_plain(part) for part in thing]
    if is_dataclass(thing):
        return {field.name: to_plain(getattr(thing, field.name)) for field in fields(thing)}
    return str(thing)


def _key(key: object) -> str:
    return "/".join(str(part or "") for part in key) if isinstance(key, tuple) else str(key)


def _print_json(question: str, company: Company, answer: object) -> None:
    found = {
        "schema": f"mentoring-roi/{question}/1",
        "snapshot": company.source.id,
        question: to_plain(answer),
    }
    out.print_json(json.dumps(found, allow_nan=False))


def _range(amount: Quantiles, _: Locale, digits: int = 0) -> str:
    low, middle, high = (
        _.money(end, digits) for end in (amount.low95, amount.median, amount.high95)
    )
    return _("{middle} (95 %: {low} to {high})", middle=middle, low=low, high=high)


def _certainty(share: float, _: Locale) -> str:
    """Return a probability, never 0 or 100 %: it covers only what was drawn."""
    if share > SUREST:
        return f"> {_.percent(SUREST)}"
    if share < 1 - SUREST:
        return f"< {_.percent(1 - SUREST)}"
    return _.percent(share)


def _print_wider(returned: ReleasedReturn, _: Locale) -> None:
    """Print the range that also covers a hidden trait, and the probability with it."""
    wider = returned.hidden_trait
    if wider is None:
        say(_(NO_WIDER))
        return
    low, high = (_.money(end, 2) for end in (wider.per_euro_low, wider.per_euro_high))
    say(_(WIDER, low=low, high=high, share=_certainty(wider.pays, _)))


def _print_hours(hours: tuple[ReleasedHours, ...], company: Company, _: Locale) -> None:
    names = company.category_names(_.language)
    table = Table(_("Category"), _("Hours"), _("Own cost"), _("Consultant equivalent"), box=None)
    for row in hours:
        inside, outside = (
            "–" if price is None else _.money(price.base) for price in (row.inside, row.outside)
        )
        table.add_row(
            names.get(row.category, row.category) or _("All"),
            "–" if row.hours is None else _.number(row.hours),
            inside,
            outside,
        )
    out.print(table)
    say(_("The consultant equivalent is never added to the return: both are the same hours."))


def _print_appraisal(appraisal: Appraisal, names: Mapping[str, str], _: Locale) -> None:
    if appraisal.verdict is not None:
        say(" ".join(verdict_sentences(appraisal.verdict, _, names)))
    if appraisal.contradicted:
        say(_(DO_NOT_DECIDE))
    say(_("Net result: {range}", range=_range(appraisal.net, _)))
    say(_("Return: {range}", range=_range(appraisal.gain, _)))
    say(_("Cost: {range}", range=_range(appraisal.cost, _)))
    if appraisal.odds is not None:
        say(_("Probability that it pays: {share}", share=_certainty(appraisal.odds, _)))
    for sentence in sentences_by_category(appraisal.notes, names, _):
        say(sentence)


def _read_plan(path: Path) -> Scenario:
    try:
        return scenario_from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise OptionError(NO_PLAN, file=path, reason=error) from error


def _numbers(settings: list[str] | None) -> dict[str, float]:
    found = {}
    for text in settings or ():
        name, _equals, number = text.partition("=")
        try:
            found[name] = float(number)
        except ValueError as error:
            raise OptionError(SETTING, setting=text) from error
    return found
