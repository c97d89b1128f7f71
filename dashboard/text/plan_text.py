"""Sentences about a reward plan: its title, its headline, its caveats. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.session.plan_links import NOTHING, TODAY
from dashboard.text.labels import INPUT_NAMES, CategoryNames
from dashboard.text.quantities import LEAST_CERTAIN, MOST_CERTAIN, certainty
from metrics.disclosure import sentences_by_category, verdict_sentences
from metrics.evaluate import CANNOT_TELL
from metrics.i18n import N_, Locale
from metrics.rewards import CASH, GAIN, Appraisal
from metrics.value import Assumption

ALONE_MOVES = N_("{number}: this input alone moves the net present value between {low} and {high}.")
LIKELY_RANGE = N_("Likely range: {low} to {high} (80 of 100 simulated outcomes).")
COSTS = N_("This plan costs {amount} net {span}; {sure} that it pays")
RETURNS = N_("This plan returns {amount} net {span}; {sure} that it pays")
UNDECIDED_PLAN = N_("Cannot tell yet whether this plan pays: net result {amount} {span}")
CONTRADICTED_PLAN = N_("The checks contradict what this plan seems to return")
NOT_TO_BE_USED = N_(
    "Net result by calculation: {amount}, between {low} and {high} in 80 of 100 simulated "
    "outcomes. Do not decide on it."
)
FIXED_PLANS = {NOTHING: N_("Do nothing"), TODAY: N_("Today's plan")}
NO_VALUE = "–"
LEAST_PILOT = 0.01  # share of the net result; a pilot worth less is not mentioned
MOST_INPUTS = 2  # that the caveats of a plan name


def title(slot: str, appraisal: Appraisal, _: Locale) -> str:
    """Return the name of a plan: the reader's own, or that of one of the two fixed plans."""
    return _(FIXED_PLANS[slot]) if slot in FIXED_PLANS else appraisal.scenario.name


def headline(appraisal: Appraisal, _: Locale) -> str:
    """Return the answer in one line: the net result, and the probability that the plan pays.

    Where it cannot be told whether the plan pays, the line begins with that; where the checks
    contradict what it seems to return, it names no amount.
    """
    if not appraisal.scenario.categories:
        return _("Doing nothing costs nothing and returns nothing")
    if appraisal.contradicted:
        return _(CONTRADICTED_PLAN)
    span = _.plural("in a year", "over {n} years", appraisal.scenario.years)
    net = appraisal.net.median
    if appraisal.verdict and appraisal.verdict.word == CANNOT_TELL:
        return _(UNDECIDED_PLAN, amount=_.money_short(net), span=span)
    sentence = RETURNS if net >= 0 else COSTS
    sure = certainty(appraisal.pays, _)
    return _(sentence, amount=_.money_short(abs(net)), span=span, sure=sure)


def subheading(appraisal: Appraisal, _: Locale) -> str:
    """Return the likely range of the net result, and how much of the return is cash."""
    if not appraisal.scenario.categories:
        return _("Every plan is compared with this one.")
    low, high = (_.money_short(end) for end in (appraisal.net.low, appraisal.net.high))
    if appraisal.contradicted:
        net = _.money_short(appraisal.net.median)
        return _(NOT_TO_BE_USED, amount=net, low=low, high=high)
    likely_range = _(
        LIKELY_RANGE,
        low=low,
        high=high,
    )
    gain = appraisal.base["gain"] or 0.0
    cash = sum(line.base for line in appraisal.lines if line.side == GAIN and line.kind == CASH)
    if gain <= 0:
        return likely_range
    if not cash:
        no_cash = _(
            "None of the return is cash: it is productivity gained and replacement work avoided."
        )
        return f"{likely_range} {no_cash}"
    of_which_cash = _("Of the return, {share} is cash.", share=_.percent(cash / gain))
    return f"{likely_range} {of_which_cash}"


def probability(appraisal: Appraisal, _: Locale) -> str:
    """Return the probability that the plan pays; it never says 0 or 100 %.

    A contradicted plan has no odds.
    """
    odds = appraisal.odds
    if not appraisal.scenario.categories or odds is None:
        return NO_VALUE
    if odds > MOST_CERTAIN:
        return f"> {_.percent(MOST_CERTAIN)}"
    if odds < LEAST_CERTAIN:
        return f"< {_.percent(LEAST_CERTAIN)}"
    return _.percent(odds)


def input_name(
    name: str, assumptions: Mapping[str, Assumption], names: CategoryNames, _: Locale
) -> str:
    """Return what an input of the model is called.

    `name` is that of an assumption, or a kind of measured input with its category
    ("exits:customers"; without a category it is the company's).
    """
    kind, measured, category = name.partition(":")
    if not measured:
        return _(assumptions[name].meaning)
    label = _(INPUT_NAMES[kind])
    return f"{names.get(category, category)}: {label}" if category else label


def notes(appraisal: Appraisal, names: CategoryNames, _: Locale) -> Iterator[str]:
    """Return what a reader must know to read the figures.

    A note that holds for several categories is one sentence that names them all.
    """
    return sentences_by_category(appraisal.notes, names, _)


def verdict_lines(appraisal: Appraisal, names: CategoryNames, _: Locale) -> list[str]:
    """Return the verdict with its word, then each reason once; nothing where none was given."""
    return verdict_sentences(appraisal.verdict, _, names)


def uncertainty_lines(
    appraisal: Appraisal, assumptions: Mapping[str, Assumption], names: CategoryNames, _: Locale
) -> Iterator[str]:
    """Yield the inputs that move the net present value most, and what a pilot is worth.

    The pilot is named only where its worth is at least 1 % of the net result.
    """
    swings = sorted(appraisal.swings, key=lambda swing: -abs(swing.at_high - swing.at_low))
    for swing in swings[:MOST_INPUTS]:
        low, high = sorted((swing.at_low, swing.at_high))
        yield _(
            ALONE_MOVES,
            number=input_name(swing.name, assumptions, names, _),
            low=_.money_short(low),
            high=_.money_short(high),
        )
    if appraisal.evsi > LEAST_PILOT * abs(appraisal.net.median):
        yield _(
            (
                "A pilot that halves the uncertainty about the effects is worth at most "
                "{amount} for this decision."
            ),
            amount=_.money_short(appraisal.evsi),
        )
