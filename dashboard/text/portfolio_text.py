"""Sentences about the best use of a budget. Pure."""

from __future__ import annotations

from metrics.i18n import N_, Locale
from metrics.portfolio import Choice

NO_OPTION_PAYS = N_("No option pays within a budget of {budget}")


def headline(choice: Choice, _: Locale) -> str:
    """Return what the budget buys, in one line."""
    if not choice.chosen:
        return _(NO_OPTION_PAYS, budget=_.money_short(choice.budget))
    return _.plural(
        "Best use of {budget}: {n} category, average net result {net}",
        "Best use of {budget}: {n} categories, average net result {net}",
        len(choice.chosen),
        budget=_.money_short(choice.budget),
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
