"""Quantities as text: an amount with its unit, a range, a probability, a count. Pure."""

from __future__ import annotations

from metrics.catalog import Metric
from metrics.disclosure import Count
from metrics.evaluate import Interval
from metrics.i18n import Locale

LEAST_CERTAIN = 0.01  # no probability is written as less certain than this ...
MOST_CERTAIN = 0.99  # ... or as more certain than this
MOST_DECIMALS = 4  # of an assumption


def quantity(value: float, metric: Metric, _: Locale) -> str:
    """Return a number with the unit of its metric."""
    return f"{_.number(value, metric.digits)}\u00a0{_(metric.unit)}"


def signed_quantity(value: float, metric: Metric, _: Locale) -> str:
    """Return a difference with its sign and the unit of its metric."""
    return f"{_.signed(value, metric.digits)}\u00a0{_(metric.unit)}"


def between(low: float, high: float, metric: Metric, _: Locale) -> str:
    """Return a range of two amounts, without their unit."""
    return _(
        "between {low} and {high}",
        low=_.number(low, decimals(low, metric)),
        high=_.number(high, decimals(high, metric)),
    )


def signed_bounds(interval: Interval, metric: Metric, _: Locale) -> str:
    """Return the two ends of an interval, each with its sign."""
    low, high = (
        _.signed(end, decimals(end, metric)).replace(" ", "\u00a0")
        for end in (interval.low, interval.high)
    )
    return _("{low} to {high}", low=low, high=high)


def decimals(value: float, metric: Metric) -> int:
    """Return how many decimals to show of an end of an interval.

    It is one more than the metric's where rounding would show an end close to zero as zero.
    """
    return metric.digits + (value != 0 and round(value, metric.digits) == 0)


def certainty(share: float, _: Locale) -> str:
    """Return a probability in words that never says 0 or 100 %."""
    if share > MOST_CERTAIN:
        return _("more than {share} sure", share=_.percent(MOST_CERTAIN))
    if share < LEAST_CERTAIN:
        return _("less than {share} sure", share=_.percent(LEAST_CERTAIN))
    return _("{share} sure", share=_.percent(share))


def count(n: Count, _: Locale) -> str:
    """Return a count in the reader's notation; a protected count ("<10") stays as it is."""
    return n if isinstance(n, str) else _.number(n)


def assumption_value(value: float, _: Locale) -> str:
    """Return the value of an assumption with as many decimals as it has, four at most."""
    shortest = f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2]
    return _.number(value, len(shortest))
