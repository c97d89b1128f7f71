"""Hidden experts: who keeps more customers than others would have kept of the same ones, surely and lastingly.

Four conditions, all of them: enough customers to tell (10 expected to be lost), fewer lost than at everybody's rates
for like accounts (exact test; on average at most 5 % of those named are named by chance), in both halves of their own
time, and still employed. Nobody's low figure leaves this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics.comparison.owners import about_owners, count_customers
from metrics.inference import funnel
from metrics.warehouse.engine import Session

LEAST_EXPECTED = 10
FALSE_SHARE = 0.05
LOST_PER_CELL = 10
CASE_MIX = ("age_band", "segment", "product", "size")
SIZES = (0, 2, 5, 10, 20, 50, 100, float("inf"))


@dataclass(frozen=True)
class Counts:
    """Rows of counts: owner, half (1 or 2) and cell as whole numbers, months at risk, customers lost.

    Owners run from 0 to `owners` - 1; only those in `eligible` (True or False per owner) can be named.
    """

    owner: np.ndarray
    half: np.ndarray
    cell: np.ndarray
    at_risk: np.ndarray
    lost: np.ndarray
    owners: int
    eligible: np.ndarray


@dataclass(frozen=True)
class Judged:
    """Per owner: customers expected to be lost and lost, the ratio to be expected from now on (shrunk), whether there
    was enough to tell, the exact p value (NaN where there was not, 1 where no fewer were lost than expected), and
    whether they are named. `level`: of intervals of those named, so that 95 % of them hold the truth although they
    were picked."""

    expected: np.ndarray
    lost: np.ndarray
    ratio: np.ndarray
    enough: np.ndarray
    p: np.ndarray
    named: np.ndarray
    level: float


@dataclass(frozen=True)
class Expert:
    """One who is named. Of `customers` they lost `lost` where `expected` would have been lost by others; `ratio` is the
    cautious one, `low` and `high` the exact limits of lost / expected. `kept` is how many more they keep, cautiously,
    and `margin` what those bring in euros a year (None where no margin is known)."""

    person_id: str
    department: str
    job_family: str
    customers: int
    months: int
    expected: float
    lost: int
    ratio: float
    low: float
    high: float
    kept: float
    margin: float | None


@dataclass(frozen=True)
class Experts:
    """Those who are named, most kept first. `owners` had customers, `enough` of them enough to tell; `by_size` counts
    owners by customers expected to be lost (from, below); `alike` counts owners by department and job family where the
    named ones work. `case_mix`: what accounts had in common with those they were compared with; `lost` customers were
    lost by all together."""

    experts: tuple[Expert, ...]
    owners: int
    enough: int
    lost: int
    by_size: tuple[tuple[float, float, int], ...]
    alike: Mapping[tuple[str, str], int]
    case_mix: tuple[str, ...]


def experts(session: Session) -> Experts | None:
    """The hidden experts among owners of customers; None where no customer of theirs was lost or none is known."""
    table = count_customers(session)
    if not len(table["lost"]) or not table["lost"].sum():
        return None
    about = about_owners(session)
    owners, owner = np.unique(table["owner_id"].astype(str), return_inverse=True)
    keys, cell = like_cells(table)
    counts = Counts(owner, table["half"], cell, table["at_risk"], table["lost"], len(owners), about["here"] == 1)
    found = judge(counts)
    low, high = funnel.ratio_limits(found.lost, np.maximum(found.expected, 1e-9), found.level)
    named = [_expert(i, about, found, low, high) for i in np.flatnonzero(found.named)]
    sizes = [(low, high, int(np.sum((found.expected >= low) & (found.expected < high))))
             for low, high in zip(SIZES, SIZES[1:], strict=False)]
    return Experts(
        experts=tuple(sorted(named, key=lambda one: -one.kept)), owners=len(owners), enough=int(found.enough.sum()),
        lost=int(found.lost.sum()), by_size=tuple(sizes), case_mix=keys,
        alike=_alike(about, {(one.department, one.job_family) for one in named}),
    )


def _alike(about: Mapping[str, np.ndarray], places: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Owners per department (with job family "") and per department and job family of `places`."""
    asked = places | {(department, "") for department, _family in places}
    return {(department, family): int(np.sum(
        (about["department"] == department) & ((about["job_family"] == family) | (family == ""))))
        for department, family in sorted(asked)}


def judge(counts: Counts) -> Judged:
    """Expected and observed per owner, and who is named."""
    rows = (counts.cell, counts.at_risk, counts.lost)
    means = funnel.expected(counts.owner, *rows, counts.owners)
    lost = np.bincount(counts.owner, weights=counts.lost, minlength=counts.owners)
    enough = counts.eligible & (means >= LEAST_EXPECTED)
    p = np.where(enough, 1.0, np.nan)
    fewer = np.flatnonzero(enough & (lost < means))
    p[fewer] = _p_values(counts, fewer, lost)
    believed = np.zeros(counts.owners, dtype=bool)
    believed[enough] = funnel.discoveries(p[enough], FALSE_SHARE)
    named = believed & _lasting(counts)
    ratio = funnel.shrunk(lost, means, funnel.spread_of_ratios(lost, means))
    level = 1 - FALSE_SHARE * max(int(named.sum()), 1) / max(int(enough.sum()), 1)
    return Judged(means, lost, ratio, enough, p, named, level)


def like_cells(table: Mapping[str, np.ndarray]) -> tuple[tuple[str, ...], np.ndarray]:
    """What accounts of a cell have in common, and each row's cell as a whole number.

    Keys are left out from the last while there are fewer than ten customers lost per cell: in smaller cells an owner
    would be compared with nobody but themselves.
    """
    for n in range(len(CASE_MIX), -1, -1):
        keys = CASE_MIX[:n]
        joined = [repr(row) for row in zip(*(table[key] for key in keys), strict=True)] if keys else table["lost"] * 0
        cells, cell = np.unique(joined, return_inverse=True)
        if table["lost"].sum() >= LOST_PER_CELL * len(cells) or not keys:
            return keys, cell
    raise AssertionError("without keys there is one cell")


def _p_values(counts: Counts, owners: np.ndarray, lost: np.ndarray) -> list[float]:
    in_all, events = (np.bincount(counts.cell, weights=w) for w in (counts.at_risk, counts.lost))
    found = []
    for one in owners:
        own = counts.owner == one
        mine = np.bincount(counts.cell[own], weights=counts.at_risk[own], minlength=len(in_all))
        told = (events > 0) & (mine > 0)
        found.append(funnel.chance_of_fewer(int(lost[one]), events[told], mine[told] / in_all[told]))
    return found


def _lasting(counts: Counts) -> np.ndarray:
    """Whether fewer were lost than expected in the first half of the owner's time and in the second."""
    rows = (counts.cell, counts.at_risk, counts.lost)
    both = counts.owner * 2 + counts.half - 1
    means = funnel.expected(both, *rows, 2 * counts.owners)
    lost = np.bincount(both, weights=counts.lost, minlength=2 * counts.owners)
    return np.all((lost < means).reshape(-1, 2), axis=1)


def _expert(i: int, about: Mapping[str, np.ndarray], found: Judged, low: np.ndarray, high: np.ndarray) -> Expert:
    kept, margin = float(found.expected[i] * (1 - found.ratio[i])), float(about["annual_margin"][i])
    return Expert(
        person_id=str(about["owner_id"][i]), department=about["department"][i] or "",
        job_family=about["job_family"][i] or "", customers=int(about["accounts"][i]), months=int(about["months"][i]),
        expected=float(found.expected[i]), lost=int(found.lost[i]), ratio=float(found.ratio[i]), low=float(low[i]),
        high=float(high[i]), kept=kept, margin=None if np.isnan(margin) else kept * margin,
    )
