"""The business case on one page of A4, as a PDF that a screen reader can follow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path

from dashboard.figures import bridge_steps
from dashboard.text import plan_text
from dashboard.text.labels import REWARD_FORMS, REWARD_TIMES
from dashboard.text.plan_tables import figure_table
from metrics.i18n import Locale
from metrics.rewards.appraisal import Appraisal
from metrics.rewards.precedent import BANDS, NONE, PrecedentRisk
from metrics.rewards.scenario import HELD, CategoryPlan
from metrics.value.assumptions import Assumption

TEMPLATE = Path(__file__).with_name("report.typ")
STANDARD = "ua-1"  # PDF/UA-1: tagged, with the language and words for the picture
MOST_CATEGORIES, MOST_NOTES, MOST_PRECEDENTS, MOST_STATEMENT = 8, 6, 3, 2_400
LONGEST_NAME, SHOWN = 80, 12  # characters of a name, and of a snapshot
LINE = 40  # characters that the end of a paragraph is worth, for columns about as long
LEFT, RIGHT = 0.02, 0.16  # room beside the bars for their figures, shares of the width


def rewards_pdf(
    appraisal: Appraisal,
    assumptions: Mapping[str, Assumption],
    _: Locale,
    *,
    snapshot: str,
    until: date | None = None,
    title: str = "",
    names: Mapping[str, str] | None = None,
    company: str = "",
    precedents: Sequence[PrecedentRisk] = (),
    statement: str = "",
) -> bytes:
    """The appraisal as a PDF of one page, in the reader's language.

    `of` are the assumptions it was made with, `until` the last day of the data, `title` what the
    plan is called and `names` the categories as the reader calls them. `statement` is the text for
    the mentors as it was edited; what of it does not fit is left out and the page says so. No text
    is obeyed as markup.
    """
    import typst  # takes a while to load, and only this needs it

    names, company = names or {}, company[:LONGEST_NAME]
    about = _("Mentor rewards: {plan}", plan=(title or appraisal.scenario.name)[:LONGEST_NAME])
    values = {
        "language": _.language,
        "title": about,
        "author": company,
        "above": f"{company} · {about}" if company else about,
        "headline": plan_text.headline(appraisal, _),
        "beneath": plan_text.subheading(appraisal, _),
        "figures": {"title": _("Cost and return"), "rows": figure_table(appraisal, _)},
        "plan": _plan(appraisal.scenario.categories, names, _),
        "bridge": _bridge(appraisal, _),
        "parts": list(_parts(appraisal, assumptions, names, precedents, _)),
        "statement_title": _("Message to mentors"),
        "statement": _statement(statement, _),
        "footer": _footer(appraisal, snapshot, until, _),
    }
    page = {"input": str(TEMPLATE), "sys_inputs": {"data": json.dumps(values)}}
    try:
        return typst.compile(**page, pdf_standards=[STANDARD])
    except typst.TypstError:  # the standard forbids a character that no font here has, as in a name
        return typst.compile(**page)


def _plan(
    categories: Sequence[CategoryPlan], names: Mapping[str, str], _: Locale
) -> dict[str, object]:
    """What is planned, at most so many categories."""
    rows = [
        [
            names.get(one.category, one.category),
            _.number(one.pairings),
            _.number(one.hours, int(one.hours % 1 > 0)),
            _reward(one, _),
        ]
        for one in categories[:MOST_CATEGORIES]
    ]
    more = len(categories) - len(rows)
    beneath = _.plural("and {n} more category", "and {n} more categories", more) if more else ""
    return {
        "title": _("Planned per year"),
        "rows": [[_("Category"), _("pairings"), _("hours"), _("reward")], *rows] if rows else [],
        "beneath": beneath if rows else _("This plan has no category."),
    }


def _reward(plan: CategoryPlan, _: Locale) -> str:
    reward = plan.reward
    if reward.form in ("nothing", "recognition"):
        return _(REWARD_FORMS[reward.form])
    return _(
        "{form}, {amount}, {when}",
        form=_(REWARD_FORMS[reward.form]),
        when=_(REWARD_TIMES[reward.when]),
        amount=_.money(reward.amount, 2 if reward.amount % 1 else 0),
    )


def _bridge(found: Appraisal, _: Locale) -> dict[str, object]:
    """The waterfall: where each bar starts and ends as a share of the width, and in words."""
    steps = bridge_steps(found, None, _)
    ends = [
        step.amount if step.total else end
        for step, end in zip(steps, accumulate(step.amount for step in steps), strict=True)
    ]
    spans = [
        sorted((0.0 if step.total else end - step.amount, end))
        for step, end in zip(steps, ends, strict=True)
    ]
    low, high = (
        min([0.0, *(start for start, _end in spans)]),
        max([0.0, *(end for _start, end in spans)]),
    )
    width = (high - low) or 1.0

    def at(euros: float) -> float:
        return LEFT + (euros - low) / width * (1 - LEFT - RIGHT)

    rows = [
        {
            "name": step.name,
            "text": _.money_short(step.amount),
            "start": at(start),
            "end": at(end),
            "brings": step.amount >= 0,
            "basis": step.basis,
        }
        for step, (start, end) in zip(steps, spans, strict=True)
    ]
    alt = "; ".join(f"{row['name']} {row['text']}" for row in rows)
    return {
        "title": _("From return to net result"),
        "rows": rows,
        "zero": at(0.0),
        "alt": _("From return to net result: {steps}", steps=alt),
        "beneath": _("Base case. Outlined: planned. Hatched: expected."),
    }


def _parts(
    found: Appraisal,
    assumptions: Mapping[str, Assumption],
    names: Mapping[str, str],
    precedents: Sequence[PrecedentRisk],
    _: Locale,
) -> Iterator[dict[str, object]]:
    """What the answer hangs on, and what a repeated reward may become."""
    notes, caveats = (
        list(plan_text.notes(found, names, _)),
        list(plan_text.uncertainty_lines(found, assumptions, names, _)),
    )
    if notes or caveats:
        more = len(notes) - MOST_NOTES
        beyond = [
            _.plural(
                "See the workbook for {n} more note.",
                "See the workbook for {n} more notes.",
                more,
            )
        ]
        yield {
            "title": _("Caveats and uncertainty"),
            "lines": [*notes[:MOST_NOTES], *(beyond if more > 0 else []), *caveats],
        }
    worst = sorted(
        (one for one in precedents if one.band != NONE), key=lambda one: -one.liability.base
    )
    if worst:
        yield {
            "title": _("Precedent risk"),
            "lines": [_risk(one, names, _) for one in worst[:MOST_PRECEDENTS]],
        }


def _risk(one: PrecedentRisk, names: Mapping[str, str], _: Locale) -> str:
    return _(
        (
            "{category}: the risk that the reward becomes an entitlement is {risk} (chance "
            "{chance}, the company's own judgement). The precedent liability is the expected cost "
            "of that: {amount} in today's euros, between {low} and {high}. It is not part of the "
            "net result."
        ),
        category=names.get(one.category, one.category),
        risk=_(BANDS[one.band]),
        chance=_.percent(one.probability.base),
        amount=_.money_short(one.liability.base),
        low=_.money_short(one.liability.low),
        high=_.money_short(one.liability.high),
    )


def _statement(text: str, _: Locale) -> list[list[dict[str, object]]]:
    """The lines of the statement in two columns about as long; those that begin with # are
    headings.
    """
    shown = text[:MOST_STATEMENT].rsplit(" ", 1)[0] + " …" if len(text) > MOST_STATEMENT else text
    lines = [
        {"heading": line.startswith("#"), "text": line.lstrip("# ")}
        for line in shown.splitlines()
        if line.strip()
    ]
    if len(text) > MOST_STATEMENT:
        lines.append({"heading": False, "text": _("(Continued in the message itself.)")})
    sizes = list(accumulate(len(str(line["text"])) + LINE for line in lines))
    first = sum(size <= sizes[-1] * 0.55 for size in sizes)
    if first and lines[first - 1]["heading"]:
        first -= 1
    return [column for column in (lines[:first], lines[first:]) if column]


def _footer(found: Appraisal, snapshot: str, until: date | None, _: Locale) -> str:
    scenario = found.scenario
    taxed = _(
        "tax rules {profile} {year}", profile=scenario.tax_profile, year=str(scenario.tax_year)
    )
    if scenario.later_years == HELD:
        taxed += _(", with the last known rates for years without published rates")
    return " · ".join(
        filter(
            None,
            (
                _("Data as of {day}", day=_.date(until)) if until else "",
                _("snapshot {snapshot}", snapshot=snapshot[:SHOWN]),
                _(
                    "{draws} simulated outcomes, seed {seed}",
                    draws=_.number(scenario.draws),
                    seed=str(scenario.seed),
                ),
                _("discounted at {rate} a year", rate=_.percent(scenario.discount_rate, 1)),
                taxed if scenario.tax_profile != "none" else _("no tax rules"),
                _("conservative case") if scenario.conservative else "",
                _("hours valued at loaded cost"),
            ),
        )
    )
