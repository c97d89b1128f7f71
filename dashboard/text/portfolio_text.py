"""Sentences about the best use of a budget. Pure."""

from __future__ import annotations

from metrics.evaluate import CANNOT_TELL, CONTRADICTED, Verdict
from metrics.i18n import N_, Locale
from metrics.portfolio import Choice

CONTRADICTED_CHOICE = N_(
    "Best use of {budget}: the checks contradict what mentoring seems to return"
)
UNDECIDED_CHOICE = N_(
    "Best use of {budget}: cannot tell yet whether it pays, average net result {net}"
)
NO_OPTION_PAYS = N_("No option pays within a budget of {budget}")


def headline(choice: Choice, verdict: Verdict | None, _: Locale) -> str:
    """Return what the budget buys, in one line.

    `verdict` is that on the plan of the choice. Where the checks contradict what it seems to
    return, the line names no amount; where that cannot be told, it says so first.
    """
    budget = _.money_short(choice.budget)
    if verdict and verdict.word == CONTRADICTED:
        return _(CONTRADICTED_CHOICE, budget=budget)
    if not choice.chosen:
        return _(NO_OPTION_PAYS, budget=budget)
    if verdict and verdict.word == CANNOT_TELL:
        return _(UNDECIDED_CHOICE, budget=budget, net=_.money_short(choice.totals.net))
    return _.plural(
        "Best use of {budget}: {n} category, average net result {net}",
        "Best use of {budget}: {n} categories, average net result {net}",
        len(choice.chosen),
        budget=budget,
        net=_.money_short(choice.totals.net),
    )


def downside_line(choice: Choice, _: Locale) -> str:
    """Return the average net result of the worst outcomes; empty where nothing is chosen."""
    if not choice.chosen or choice.tail is None:
        return ""
    return _(
        "In the worst tenth of simulated outcomes, the average net result is {tail}.",
        tail=_.money_short(choice.tail),
    )
