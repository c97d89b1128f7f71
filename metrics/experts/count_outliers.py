"""Who does better than everybody's rates for like work, surely and lastingly: positive deviants
among counts of events.

Four conditions, all of them: enough work to tell (10 events expected), fewer events than that (or
more, where more is better; exact test, on average at most 5 % of those named are named by chance),
in both halves of their own time, and still employed. Who has much of the work is compared partly
with themselves, and held to a limit nearer for that; the others' limits are further, and the 5 %
stay. Nobody's worse figure leaves this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.inference import funnel

LEAST_EXPECTED = 10
FALSE_SHARE = 0.05
LOST_PER_CELL = 10


@dataclass(frozen=True)
class Counts:
    """Rows of counts: owner, half (1 or 2) and cell as whole numbers, work at risk (months, hours),
    events (`lost`).

    Owners run from 0 to `owners` - 1; only those in `eligible` (True or False per owner) can be
    named. `more`: whether more events are better.
    """

    owner: np.ndarray
    half: np.ndarray
    cell: np.ndarray
    at_risk: np.ndarray
    lost: np.ndarray
    owners: int
    eligible: np.ndarray
    more: bool = False


@dataclass(frozen=True)
class Judged:
    """Per owner: events expected and seen, the ratio to be expected from now on (shrunk), whether
    there was enough to tell, the exact p value (NaN where there was not, 1 where they are no better
    than expected), and whether they are named. `level`: of intervals of those named, so that 95 %
    of them hold the truth although they were picked.
    """

    expected: np.ndarray
    lost: np.ndarray
    ratio: np.ndarray
    enough: np.ndarray
    p: np.ndarray
    named: np.ndarray
    level: float


def judge(counts: Counts) -> Judged:
    """Expected and observed per owner, and who is named."""
    rows = (counts.cell, counts.at_risk, counts.lost)
    means = funnel.expected_events(counts.owner, *rows, counts.owners)
    lost = np.bincount(counts.owner, weights=counts.lost, minlength=counts.owners)
    enough = counts.eligible & (means >= LEAST_EXPECTED)
    p = np.where(enough, 1.0, np.nan)
    better = np.flatnonzero(enough & _better(counts, lost, means))
    p[better] = _p_values(counts, better, lost)
    believed = np.zeros(counts.owners, dtype=bool)
    own = funnel.own_share(counts.owner, *rows, counts.owners)[enough]
    believed[enough] = funnel.benjamini_hochberg(
        p[enough], FALSE_SHARE, funnel.equal_power_weights(own, FALSE_SHARE)
    )
    named = believed & _lasting(counts)
    ratio = funnel.shrunk_ratios(lost, means, funnel.between_owner_variance(lost, means))
    level = 1 - FALSE_SHARE * max(int(named.sum()), 1) / max(int(enough.sum()), 1)
    return Judged(means, lost, ratio, enough, p, named, level)


def like_cells(
    table: Mapping[str, np.ndarray], case_mix: Sequence[str]
) -> tuple[tuple[str, ...], np.ndarray]:
    """What rows of a cell have in common, and each row's cell as a whole number; `lost` is the
    column of events.

    Keys are left out from the last while there are fewer than ten events per cell: in smaller cells
    an owner would be compared with nobody but themselves.
    """
    for n in range(len(case_mix), -1, -1):
        keys = tuple(case_mix[:n])
        joined = (
            [repr(row) for row in zip(*(table[key] for key in keys), strict=True)]
            if keys
            else table["lost"] * 0
        )
        cells, cell = np.unique(joined, return_inverse=True)
        if table["lost"].sum() >= LOST_PER_CELL * len(cells) or not keys:
            return keys, cell
    raise AssertionError("without keys there is one cell")


def dispersion(counts: Counts) -> float:
    """How much rows vary beyond independent events at each owner's own rate: 1 as independent
    events do, NaN where nobody has two rows.

    Formula: sum over rows of (O_r - E_r)^2 / E_r, over rows less owners;  E_r at the owner's own
    ratio of events to expected

    Source: McCullagh and Nelder 1989, Generalized Linear Models, section 4.5.
    """
    row = np.arange(len(counts.owner))
    means = funnel.expected_events(row, counts.cell, counts.at_risk, counts.lost, len(row))
    lost, in_all = (
        np.bincount(counts.owner, weights=w, minlength=counts.owners) for w in (counts.lost, means)
    )
    own = means * np.divide(lost, in_all, out=np.zeros_like(lost), where=in_all > 0)[counts.owner]
    told = own > 0
    free = told.sum() - len(np.unique(counts.owner[told]))
    return float(np.sum((counts.lost - own)[told] ** 2 / own[told]) / free) if free > 0 else np.nan


def _better(counts: Counts, lost: np.ndarray, means: np.ndarray) -> np.ndarray:
    return lost > means if counts.more else lost < means


def _p_values(counts: Counts, owners: np.ndarray, lost: np.ndarray) -> list[float]:
    in_all, events = (np.bincount(counts.cell, weights=w) for w in (counts.at_risk, counts.lost))
    found = []
    for one in owners:
        own = counts.owner == one
        mine = np.bincount(counts.cell[own], weights=counts.at_risk[own], minlength=len(in_all))
        told = (events > 0) & (mine > 0)
        chance = funnel.p_value_more if counts.more else funnel.p_value_fewer
        found.append(chance(int(lost[one]), events[told], mine[told] / in_all[told]))
    return found


def _lasting(counts: Counts) -> np.ndarray:
    """Whether they did better than expected in the first half of the owner's time and in the
    second.
    """
    rows = (counts.cell, counts.at_risk, counts.lost)
    both = counts.owner * 2 + counts.half - 1
    means = funnel.expected_events(both, *rows, 2 * counts.owners)
    lost = np.bincount(both, weights=counts.lost, minlength=2 * counts.owners)
    return np.all(_better(counts, lost, means).reshape(-1, 2), axis=1)
