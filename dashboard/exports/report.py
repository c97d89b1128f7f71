"""The business case on one page of A4, as a PDF that a screen reader can follow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path

from dashboard.figures import bridge_steps, step_spans
from dashboard.text import effect_text, plan_text
from dashboard.text.labels import REWARD_FORMS, REWARD_TIMES, CategoryNames
from dashboard.text.plan_tables import figure_table
from metrics.i18n import N_, Locale
from metrics.rewards import HELD, NO_RISK, RISK_BANDS, Appraisal, CategoryPlan, PrecedentRisk
from metrics.value import Assumption

TEMPLATE = Path(__file__).with_name("report.typ")
MOST_CATEGORIES = 8
MOST_NOTES = 6
MOST_PRECEDENTS = 3
LONGEST_STATEMENT = 2_400  # characters of the message to mentors
LONGEST_NAME = 80  # characters
SNAPSHOT_SHOWN = 12  # characters of the id
PARAGRAPH_END = 40  # characters that the end of a paragraph is worth in the length of a column
FIRST_COLUMN = 0.55  # share of the statement that goes into the first column, at most
LEFT = 0.02  # room left of the bars, a share of the width
RIGHT = 0.16  # room right of the bars for their amounts

PRECEDENT_RISK = N_(
    "{category}: the risk that the reward becomes an entitlement is {risk} (chance {chance}, the "
    "company's own judgement). The precedent liability is the expected cost of that: {amount} in "
    "today's euros, between {low} and {high}. It is not part of the net result."
)


def rewards_pdf(
    appraisal: Appraisal,
    assumptions: Mapping[str, Assumption],
    _: Locale,
    *,
    snapshot: str,
    until: date | None = None,
    title: str = "",
    names: CategoryNames | None = None,
    company: str = "",
    precedents: Sequence[PrecedentRisk] = (),
    statement: str = "",
    effects: Sequence[str] = (),
) -> bytes:
    """Return an appraisal as a PDF of one page, in the reader's language.

    `assumptions` are those of the appraisal, `until` is the last day of the data. `title` is the
    name of the plan and `names` are the categories, as the reader calls them. `statement` is the
    message to mentors as edited; what does not fit is left out, and the page says so. `effects`
    say what the measured effects rest on (`effect_text.effect_lines`).

    Texts are values of the template, so that nothing in them is obeyed as markup. The PDF meets
    PDF/UA-1, unless a name holds a character that no font here has.
    """
    import typst  # takes a while to load, and only this needs it

    names = names or {}
    company = company[:LONGEST_NAME]
    about = _("Mentor rewards: {plan}", plan=(title or appraisal.scenario.name)[:LONGEST_NAME])
    values = {
        "language": _.language,
        "title": about,
        "author": company,
        "above": f"{company} · {about}" if company else about,
        "headline": plan_text.headline(appraisal, _),
        "beneath": plan_text.subheading(appraisal, _),
        "verdict": plan_text.verdict_lines(appraisal, names, _),
        "figures": {"title": _("Cost and return"), "rows": figure_table(appraisal, _)},
        "plan": _plan(appraisal.scenario.categories, names, _),
        "bridge": _bridge(appraisal, _),
        "parts": [
            *([{"title": _(effect_text.TITLE), "lines": list(effects)}] if effects else []),
            *_caveats(appraisal, assumptions, names, _),
            *_precedent_risks(precedents, names, _),
        ],
        "statement_title": _("Message to mentors"),
        "statement": _statement(statement, _),
        "footer": _footer(appraisal, snapshot, until, _),
    }
    data = {"data": json.dumps(values)}
    try:
        return typst.compile(str(TEMPLATE), sys_inputs=data, pdf_standards=["ua-1"])
    except typst.TypstError:  # PDF/UA-1 forbids a character that no font has
        return typst.compile(str(TEMPLATE), sys_inputs=data)


def _plan(plans: Sequence[CategoryPlan], names: CategoryNames, _: Locale) -> dict[str, object]:
    """Return the table of what is planned, eight categories at most."""
    rows = [
        [
            names.get(plan.category, plan.category),
            _.number(plan.pairings),
            _.number(plan.hours, int(plan.hours % 1 > 0)),
            _reward(plan, _),
        ]
        for plan in plans[:MOST_CATEGORIES]
    ]
    more = len(plans) - len(rows)
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


def _bridge(appraisal: Appraisal, _: Locale) -> dict[str, object]:
    """Return the bars from returns and costs to the net result, as shares of the width."""
    steps = bridge_steps(appraisal, None, _)
    spans = step_spans(steps)
    low = min([0.0, *(end for span in spans for end in span)])
    high = max([0.0, *(end for span in spans for end in span)])
    width = (high - low) or 1.0

    def position(euros: float) -> float:
        return LEFT + (euros - low) / width * (1 - LEFT - RIGHT)

    rows = [
        {
            "name": step.name,
            "text": _.money_short(step.amount),
            "start": position(min(span)),
            "end": position(max(span)),
            "positive": step.amount >= 0,
            "basis": step.basis,
        }
        for step, span in zip(steps, spans, strict=True)
    ]
    described = "; ".join(f"{row['name']} {row['text']}" for row in rows)
    return {
        "title": _("From return to net result"),
        "rows": rows,
        "zero": position(0.0),
        "alt": _("From return to net result: {steps}", steps=described),
        "beneath": _("Base case. Outlined: planned. Hatched: expected."),
    }


def _caveats(
    appraisal: Appraisal,
    assumptions: Mapping[str, Assumption],
    names: CategoryNames,
    _: Locale,
) -> Iterator[dict[str, object]]:
    """Yield the notes of the plan, six at most, and what moves its result most."""
    notes = list(plan_text.notes(appraisal, names, _))
    lines = notes[:MOST_NOTES]
    more = len(notes) - len(lines)
    if more:
        lines.append(
            _.plural(
                "See the workbook for {n} more note.",
                "See the workbook for {n} more notes.",
                more,
            )
        )
    lines += plan_text.uncertainty_lines(appraisal, assumptions, names, _)
    if lines:
        yield {"title": _("Caveats and uncertainty"), "lines": lines}


def _precedent_risks(
    precedents: Sequence[PrecedentRisk], names: CategoryNames, _: Locale
) -> Iterator[dict[str, object]]:
    """Yield the three largest expected costs of rewards that become entitlements."""
    risks = [risk for risk in precedents if risk.band != NO_RISK]
    largest = sorted(risks, key=lambda risk: -risk.liability.base)[:MOST_PRECEDENTS]
    if largest:
        yield {
            "title": _("Precedent risk"),
            "lines": [_precedent_risk(risk, names, _) for risk in largest],
        }


def _precedent_risk(risk: PrecedentRisk, names: CategoryNames, _: Locale) -> str:
    return _(
        PRECEDENT_RISK,
        category=names.get(risk.category, risk.category),
        risk=_(RISK_BANDS[risk.band]),
        chance=_.percent(risk.probability.base),
        amount=_.money_short(risk.liability.base),
        low=_.money_short(risk.liability.low),
        high=_.money_short(risk.liability.high),
    )


def _statement(text: str, _: Locale) -> list[list[dict[str, object]]]:
    """Return the message to mentors in two columns of about the same length.

    A line that starts with # is a heading; none is the last line of the first column.
    """
    too_long = len(text) > LONGEST_STATEMENT
    if too_long:
        text = text[:LONGEST_STATEMENT].rsplit(" ", 1)[0] + " …"
    lines = [
        (line.startswith("#"), line.lstrip("# ")) for line in text.splitlines() if line.strip()
    ]
    if too_long:
        lines.append((False, _("(Continued in the message itself.)")))
    lengths = list(accumulate(len(line) + PARAGRAPH_END for _heading, line in lines))
    first = sum(length <= lengths[-1] * FIRST_COLUMN for length in lengths)
    if first and lines[first - 1][0]:
        first -= 1
    return [
        [{"heading": heading, "text": line} for heading, line in column]
        for column in (lines[:first], lines[first:])
        if column
    ]


def _footer(appraisal: Appraisal, snapshot: str, until: date | None, _: Locale) -> str:
    """Return what the figures are made from, so that they can be made again."""
    scenario = appraisal.scenario
    parts = [
        _("Data as of {day}", day=_.date(until)) if until else "",
        _("snapshot {snapshot}", snapshot=snapshot[:SNAPSHOT_SHOWN]),
        _(
            "{draws} simulated outcomes, seed {seed}",
            draws=_.number(scenario.draws),
            seed=str(scenario.seed),
        ),
        _("discounted at {rate} a year", rate=_.percent(scenario.discount_rate, 1)),
        _tax_rules(appraisal, _),
        _("conservative case") if scenario.conservative else "",
        _("hours valued at loaded cost"),
    ]
    return " · ".join(part for part in parts if part)


def _tax_rules(appraisal: Appraisal, _: Locale) -> str:
    scenario = appraisal.scenario
    if scenario.tax_profile == "none":
        return _("no tax rules")
    rules = _(
        "tax rules {profile} {year}", profile=scenario.tax_profile, year=str(scenario.tax_year)
    )
    if scenario.later_years == HELD:
        rules += _(", with the last known rates for years without published rates")
    return rules
