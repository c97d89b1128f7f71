"""Positive outliers on counts of events: people with significantly better results than expected.

The expected number of events comes from everyone's rates in comparable work (funnel plot). Four
conditions hold together: enough work to assess (10 events expected), significantly fewer events
than expected (or more, if more is better; exact test, false-discovery rate 5 %), in both halves of
the person's own time, and still employed. Someone with a large part of the work is compared partly
with themselves, and gets a limit nearer for that; the limits of the others are wider, so that the
5 % holds. Worse-than-expected results never leave this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.inference import funnel

LEAST_EXPECTED = 10
FALSE_DISCOVERY_RATE = 0.05
EVENTS_PER_CELL = 10


@dataclass(frozen=True)
class EventCounts:
    """Rows of counts: owner, half of their time (1 or 2), cell, work at risk, and events.

    Owners and cells are whole numbers; owners run from 0 to `owners` - 1. Work at risk is in months
    or hours. Only owners in `eligible` (True or False per owner) can be named. `more`: whether more
    events are better.
    """

    owner: np.ndarray
    half: np.ndarray
    cell: np.ndarray
    at_risk: np.ndarray
    events: np.ndarray
    owners: int
    eligible: np.ndarray
    more: bool = False


@dataclass(frozen=True)
class CountOutlierTest:
    """The result of the test, per owner.

    `expected` and `events` observed, the shrunk `ratio` to expect from now on, whether there was
    enough work to assess (`assessed`), the exact `p` value (NaN if not assessed, 1 if no better
    than expected), and whether they are `named`. `level` is the level of the intervals of those
    named, so that 95 % of them hold the true value although they were selected.
    """

    expected: np.ndarray
    events: np.ndarray
    ratio: np.ndarray
    assessed: np.ndarray
    p: np.ndarray
    named: np.ndarray
    level: float


def find_count_outliers(counts: EventCounts) -> CountOutlierTest:
    """Return expected and observed events per owner, and which owners are named."""
    rows = (counts.cell, counts.at_risk, counts.events)
    expected = funnel.expected_events(counts.owner, *rows, counts.owners)
    events = np.bincount(counts.owner, weights=counts.events, minlength=counts.owners)
    assessed = counts.eligible & (expected >= LEAST_EXPECTED)
    p = np.where(assessed, 1.0, np.nan)
    better = np.flatnonzero(assessed & _is_better(counts, events, expected))
    p[better] = _p_values(counts, better, events)
    discovered = np.zeros(counts.owners, dtype=bool)
    own = funnel.own_share(counts.owner, *rows, counts.owners)[assessed]
    discovered[assessed] = funnel.benjamini_hochberg(
        p[assessed], FALSE_DISCOVERY_RATE, funnel.equal_power_weights(own, FALSE_DISCOVERY_RATE)
    )
    named = discovered & _better_in_both_halves(counts)
    ratio = funnel.shrunk_ratios(events, expected, funnel.between_owner_variance(events, expected))
    level = 1 - FALSE_DISCOVERY_RATE * max(int(named.sum()), 1) / max(int(assessed.sum()), 1)
    return CountOutlierTest(expected, events, ratio, assessed, p, named, level)


def comparable_cells(
    table: Mapping[str, np.ndarray], case_mix: Sequence[str]
) -> tuple[tuple[str, ...], np.ndarray]:
    """Return the keys that comparable rows have in common, and each row's cell as a whole number.

    Keys are dropped from the last one on as long as there are fewer than ten events per cell: in
    smaller cells an owner would be compared with nobody else. `table` needs the column `events`.
    """
    for n in range(len(case_mix), 0, -1):
        keys = tuple(case_mix[:n])
        joined = [repr(row) for row in zip(*(table[key] for key in keys), strict=True)]
        cells, cell = np.unique(joined, return_inverse=True)
        if table["events"].sum() >= EVENTS_PER_CELL * len(cells):
            return keys, cell
    return (), np.zeros(len(table["events"]), dtype=int)


def dispersion(counts: EventCounts) -> float:
    """Return the dispersion of the rows around each owner's own rate.

    1 for independent events, NaN if no owner has two rows.

    Formula: sum over rows of (O_r - E_r)^2 / E_r, over rows less owners;  E_r at the owner's own
    ratio of events to expected

    Source: McCullagh and Nelder 1989, Generalized Linear Models, section 4.5.
    """
    row = np.arange(len(counts.owner))
    means = funnel.expected_events(row, counts.cell, counts.at_risk, counts.events, len(row))
    events = np.bincount(counts.owner, weights=counts.events, minlength=counts.owners)
    expected = np.bincount(counts.owner, weights=means, minlength=counts.owners)
    ratio = np.divide(events, expected, out=np.zeros_like(events), where=expected > 0)
    own = means * ratio[counts.owner]
    usable = own > 0
    degrees = usable.sum() - len(np.unique(counts.owner[usable]))
    if degrees <= 0:
        return np.nan
    return float(np.sum((counts.events - own)[usable] ** 2 / own[usable]) / degrees)


def _is_better(counts: EventCounts, events: np.ndarray, expected: np.ndarray) -> np.ndarray:
    return events > expected if counts.more else events < expected


def _p_values(counts: EventCounts, owners: np.ndarray, events: np.ndarray) -> list[float]:
    at_risk_by_cell = np.bincount(counts.cell, weights=counts.at_risk)
    events_by_cell = np.bincount(counts.cell, weights=counts.events)
    chance = funnel.p_value_more if counts.more else funnel.p_value_fewer
    p_values = []
    for owner in owners:
        rows = counts.owner == owner
        at_risk = np.bincount(
            counts.cell[rows], weights=counts.at_risk[rows], minlength=len(at_risk_by_cell)
        )
        cells = (events_by_cell > 0) & (at_risk > 0)
        share = at_risk[cells] / at_risk_by_cell[cells]
        p_values.append(chance(int(events[owner]), events_by_cell[cells], share))
    return p_values


def _better_in_both_halves(counts: EventCounts) -> np.ndarray:
    """Return whether each owner is better than expected in both halves of their time."""
    rows = (counts.cell, counts.at_risk, counts.events)
    owner_half = counts.owner * 2 + counts.half - 1
    expected = funnel.expected_events(owner_half, *rows, 2 * counts.owners)
    events = np.bincount(owner_half, weights=counts.events, minlength=2 * counts.owners)
    return np.all(_is_better(counts, events, expected).reshape(-1, 2), axis=1)
