"""What a plan says, in words and rows. Pure: appraisals and a reader's words in, sentences out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dashboard.figures import Bar, Step
from dashboard.figures.ibcs import ACTUAL, FORECAST, PLAN
from dashboard.session.plan_links import NOTHING, TODAY
from dashboard.text import sentences
from dashboard.text.labels import EFFECT
from metrics.disclosure.plain_text import filled
from metrics.i18n import N_, Locale
from metrics.rewards.appraisal import CASH, GAIN, Appraisal, TornadoBar
from metrics.rewards.cash_flows import LINES
from metrics.value import Assumption

FIXED = {NOTHING: N_("Do nothing"), TODAY: N_("Today's plan")}
SUREST = 0.99
LEAST_WORTH = 0.01  # of what is left over: below it, knowing more is not worth a line
SHARES = ("share", "share of annual salary", "share of pay", "share of people", "share a year")
YEARS = "years"
Names = Mapping[str, str]  # categories by code, as the reader calls them


def title(slot: str, appraisal: Appraisal, _: Locale) -> str:
    """What a plan is called: the reader's own name, or that of the two that are always there."""
    return _(FIXED[slot]) if slot in FIXED else appraisal.scenario.name


def headline(found: Appraisal, _: Locale) -> str:
    """The answer in one line: what is left, and how sure that it pays."""
    if not found.scenario.categories:
        return _("Doing nothing costs nothing and returns nothing")
    span = _.plural("in a year", "over {n} years", found.scenario.years)
    sure = sentences.certainty(found.pays, _)
    amount = _.money_short(abs(found.net.median))
    if found.net.median >= 0:
        return _(
            "This plan returns {amount} net {span}; {sure} that it pays",
            amount=amount,
            span=span,
            sure=sure,
        )
    return _(
        "This plan costs {amount} net {span}; {sure} that it pays",
        amount=amount,
        span=span,
        sure=sure,
    )


def beneath(found: Appraisal, _: Locale) -> str:
    """Between what and what, and what counting so means."""
    if not found.scenario.categories:
        return _("Every plan is compared with this one.")
    low, high = (_.money_short(end) for end in (found.net.low, found.net.high))
    between = _(
        "Likely range: {low} to {high} (80 of 100 simulated outcomes).",
        low=low,
        high=high,
    )
    gain = found.base["gain"] or 0.0
    cash = sum(one.base for one in found.lines if one.side == GAIN and one.kind == CASH)
    if gain <= 0:
        return between
    if not cash:
        return (
            between
            + " "
            + _(
                "None of the return is cash: it is productivity gained and replacement work "
                "avoided."
            )
        )
    return between + " " + _("Of the return, {share} is cash.", share=_.percent(cash / gain))


def sure(found: Appraisal, _: Locale) -> str:
    """How sure that it pays, never 0 or 100 %."""
    if not found.scenario.categories:
        return "–"
    if found.pays > SUREST:
        return f"> {_.percent(SUREST)}"
    if found.pays < 1 - SUREST:
        return f"< {_.percent(1 - SUREST)}"
    return _.percent(found.pays)


def steps(found: Appraisal, today: Appraisal | None, _: Locale) -> list[Step]:
    """The bridge: today's net, then what this plan brings and costs line by line, and what is left,
    all at base.
    """
    amounts: dict[str, float] = {}
    for one in found.lines:
        amounts[one.name] = amounts.get(one.name, 0.0) + (
            one.base if one.side == GAIN else -one.base
        )
    lines = sorted(amounts.items(), key=lambda pair: (pair[1] < 0, -abs(pair[1])))
    first = (
        [Step(_("Net result of today's plan"), today.base["net"], ACTUAL, total=True)]
        if today
        else []
    )
    return [
        *first,
        *(
            Step(_(LINES[name]), amount, FORECAST if amount >= 0 else PLAN)
            for name, amount in lines
            if amount
        ),
        Step(_("Net result of this plan"), found.base["net"], FORECAST, total=True),
    ]


def bars(
    swings: Sequence[TornadoBar], assumptions: Mapping[str, Assumption], names: Names, _: Locale
) -> list[Bar]:
    """The tornado's bars, with each number as the reader knows it."""
    return [
        Bar(
            number_name(one.name, assumptions, names, _),
            *(_end(one.name, end, assumptions, _) for end in (one.low, one.high)),
            one.at_low,
            one.at_high,
        )
        for one in swings
    ]


def number_name(name: str, assumptions: Mapping[str, Assumption], names: Names, _: Locale) -> str:
    """What a number of the model is called: an assumption, or a measured one with its category."""
    kind, measured, category = name.partition(":")
    if not measured:
        return _(assumptions[name].meaning)
    return f"{names.get(category, category)}: {_(EFFECT[kind])}" if category else _(EFFECT[kind])


def _end(name: str, end: float, assumptions: Mapping[str, Assumption], _: Locale) -> str:
    kind, measured, _category = name.partition(":")
    if kind == "response":
        return _("weak") if end < 0 else _("strong") if end > 0 else _("typical")
    if kind == "exits":
        return _.percent(end, 1).replace("-", "\u2212")
    if measured:
        return _.signed(end, 2) if kind == "score" else _.money(end)
    return _assumed(end, assumptions[name].unit, _)


def _assumed(end: float, unit: str, _: Locale) -> str:
    if unit in SHARES:
        return _.percent(end)
    text = sentences.assumed(end, _)
    return _("{n} years", n=text) if unit == YEARS else text


def notes(found: Appraisal, names: Names, _: Locale) -> Iterator[str]:
    """What a reader must know beside the figures; one sentence where it is the same of several
    categories.
    """
    about: dict[tuple[str, tuple[tuple[str, object], ...]], list[str]] = {}
    for text, values in found.notes:
        others = tuple((key, value) for key, value in values.items() if key != "category")
        here = about.setdefault((text, others), [])
        here += [names.get(values["category"], values["category"])] if "category" in values else []
    for (text, others), categories in about.items():
        yield filled(text, {**dict(others), "category": ", ".join(categories)}, _)


def unsure(
    found: Appraisal, assumptions: Mapping[str, Assumption], names: Names, _: Locale
) -> Iterator[str]:
    """What this plan does not know, after `notes`: what it hangs on most, and what a pilot would be
    worth.
    """
    widest = sorted(found.swings, key=lambda one: -abs(one.at_high - one.at_low))[:2]
    for one in widest:
        low, high = sorted((one.at_low, one.at_high))
        yield _(
            ("{number}: this input alone moves the net present value between {low} and {high}."),
            number=number_name(one.name, assumptions, names, _),
            low=_.money_short(low),
            high=_.money_short(high),
        )
    if found.evsi > LEAST_WORTH * abs(found.net.median):
        yield _(
            (
                "A pilot that halves the uncertainty about the effects is worth at most "
                "{amount} for this decision."
            ),
            amount=_.money_short(found.evsi),
        )
