"""Release of the value of the hours: their price, what mentoring returned, and its attribution.

The price of the hours at own cost is based on the pay of those who gave them, so that the price of
few people's hours would reveal their pay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.disclosure.released_answers import release_verdict
from metrics.disclosure.thresholds import (
    TOO_FEW,
    Count,
    NotShown,
    any_small,
    count,
    count_rounded_up,
    parts_to_hide,
)
from metrics.scope import SMALLEST_GROUP
from metrics.value import (
    AttributedReturn,
    Attribution,
    CategoryHours,
    MentoringReturn,
    Range,
)
from metrics.value.attribution import PERFORMANCE, RETENTION
from metrics.value.draws import Quantiles

PAY_STEP = 500
GAIN = "gain"


@dataclass(frozen=True)
class HoursTable:
    """The rows of `metrics.value.hours_by_category`: all categories together, then each one."""

    rows: tuple[CategoryHours, ...]


@dataclass(frozen=True)
class ReleasedHours:
    """One category's hours and both prices; None if too few pairings or mentors are behind them."""

    category: str
    pairings: Count
    mentors: Count
    hours: float | None
    inside: Range | None
    outside: Range | None


@dataclass(frozen=True)
class ReleasedReturn(MentoringReturn):
    """What mentoring returned, with the salary in steps of PAY_STEP euros."""


@dataclass(frozen=True)
class ReleasedPartReturn:
    """The return of one part in euros (fields as in `AttributedReturn`).

    A figure is None if its effect cannot be determined, or if it is about few pairings or mentors;
    `hidden` names the latter.
    """

    value: str
    retention: Quantiles | None
    performance: Quantiles | None
    gain: Quantiles | None
    pairings: Mapping[str, Count]
    mentors: Mapping[str, Count]
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ReleasedAttribution:
    """The return per part, by one of the columns of `Attribution`."""

    column: str
    parts: tuple[ReleasedPartReturn, ...]


def release_hours(row: CategoryHours) -> ReleasedHours:
    """Return one row; the hours of a category need the threshold of mentors too."""
    enough = row.pairings >= SMALLEST_GROUP and (not row.category or row.mentors >= SMALLEST_GROUP)
    return ReleasedHours(
        row.category,
        count(row.pairings),
        count(row.mentors),
        row.hours if enough else None,
        row.inside if enough else None,
        row.outside if enough else None,
    )


def release_hours_table(table: HoursTable) -> tuple[ReleasedHours, ...]:
    """Return the rows in order; no hidden row can be found by subtracting others from the whole."""
    hidden = parts_to_hide({row.category: min(row.pairings, row.mentors) for row in table.rows[1:]})
    rows = []
    for row in table.rows:
        released = release_hours(row)
        if row.category and row.category in hidden:
            released = replace(released, hours=None, inside=None, outside=None)
        rows.append(released)
    return tuple(rows)


def release_return(returned: MentoringReturn) -> ReleasedReturn | NotShown:
    """Return what mentoring returned, if it is about enough mentees."""
    if returned.mentees < SMALLEST_GROUP:
        return NotShown(TOO_FEW)
    values = vars(returned) | {
        "salary": round(returned.salary / PAY_STEP) * PAY_STEP,
        "verdict": release_verdict(returned.verdict),
    }
    return ReleasedReturn(**values)


def release_attribution(attribution: Attribution) -> ReleasedAttribution:
    """Return the attribution without figures about few pairings or mentors.

    If one count is below the threshold the others are rounded up to tens, so that it cannot be
    found by subtraction.
    """
    small = any_small(
        n for part in attribution.parts for n in (*part.pairings.values(), *part.mentors.values())
    )
    parts = tuple(_part_return(part, small) for part in attribution.parts)
    return ReleasedAttribution(attribution.column, parts)


def _part_return(part: AttributedReturn, rounded: bool) -> ReleasedPartReturn:
    figures = {RETENTION: part.retention, PERFORMANCE: part.performance, GAIN: part.gain}
    small = {
        name
        for name in part.pairings
        if min(part.pairings[name], part.mentors[name]) < SMALLEST_GROUP
    }
    if small:
        small.add(GAIN)
    return ReleasedPartReturn(
        value=part.value,
        retention=None if RETENTION in small else part.retention,
        performance=None if PERFORMANCE in small else part.performance,
        gain=None if GAIN in small else part.gain,
        pairings={name: count_rounded_up(n, rounded) for name, n in part.pairings.items()},
        mentors={name: count_rounded_up(n, rounded) for name, n in part.mentors.items()},
        hidden=frozenset(name for name in small if figures[name] is not None),
    )
