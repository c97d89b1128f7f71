"""Difference in differences for a programme that people join at different times.

Group-time effects against those not yet (or never) mentored, averaged with the number of mentees as
weights. Source: Callaway and Sant'Anna 2021, Journal of Econometrics 225; the base leaves out the
last period before pairing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LAST_EVENT_TIME = 3


@dataclass(frozen=True)
class GroupTime:
    """One effect per (cohort g, period t), arrays of equal length: the effect and what it rests
    on.
    """

    g: np.ndarray
    t: np.ndarray
    effect: np.ndarray
    n1: np.ndarray
    n0: np.ndarray
    mean1: np.ndarray
    mean0: np.ndarray
    variance: np.ndarray

    def where(self, keep: np.ndarray) -> GroupTime:
        """The cells for which `keep` is true."""
        return GroupTime(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))

    @property
    def after(self) -> GroupTime:
        """The cells the headline averages: from the first period after pairing to three later."""
        e = self.t - self.g
        return self.where((e >= 0) & (e <= LAST_EVENT_TIME))


def group_time(
    g: np.ndarray,
    t: np.ndarray,
    treated: np.ndarray,
    n: np.ndarray,
    total: np.ndarray,
    squares: np.ndarray,
) -> GroupTime:
    """The effect of every (g, t) that has both mentees and controls, from counts and sums of
    differences per cell.

    Variances within a cell are the usual ones over n; a cell with one person in an arm adds no
    variance of that arm.

    Formula:
        ATT(g, t) = mean over G = g of (Y_t − B_g) − mean over never paired or G > t of (Y_t − B_g)
        B_g = the person's mean in periods g−4, g−3, g−2;  G = the first period after pairing

    Source: Callaway and Sant'Anna 2021, Journal of Econometrics 225.
    """
    cells = {}
    for row in zip(g, t, treated, n, total, squares, strict=True):
        cells.setdefault((int(row[0]), int(row[1])), {})[int(row[2])] = row[3:]
    both = {key: arms for key, arms in sorted(cells.items()) if len(arms) == 2}
    rows = []
    for (cohort, period), arms in both.items():
        (n1, mean1, v1), (n0, mean0, v0) = _moments(*arms[1]), _moments(*arms[0])
        rows.append((cohort, period, mean1 - mean0, n1, n0, mean1, mean0, v1 + v0))
    columns = np.array(rows, dtype=float).reshape(-1, 8).T
    return GroupTime(columns[0].astype(int), columns[1].astype(int), *columns[2:])


def overall(cells: GroupTime) -> float:
    """The average effect, each cell weighted by its mentees.

    NaN without cells.

    Formula:
        ATT = Σ n_gt ATT(g, t) / Σ n_gt  over 0 ≤ t − g ≤ 3,  n_gt = mentees in the cell

    Source: Callaway and Sant'Anna 2021, Journal of Econometrics 225.
    """
    return float(np.average(cells.effect, weights=cells.n1)) if len(cells.g) else float("nan")


def by_event_time(cells: GroupTime, *, least: int = 1) -> dict[int, tuple[float, float]]:
    """Event time t - g -> average effect and its standard error (cells taken as independent: a
    picture, not a test).

    An event time of which fewer than `least` mentees have a value is left out: it would tell about
    each of them.

    Formula:
        ATT(e) = Σ_{t−g=e} n_gt ATT(g, t) / Σ_{t−g=e} n_gt

    Source: Callaway and Sant'Anna 2021, Journal of Econometrics 225.
    """
    found = {}
    for e in np.unique(cells.t - cells.g):
        part = cells.where(cells.t - cells.g == e)
        if part.n1.sum() < least:
            continue
        share = part.n1 / part.n1.sum()
        found[int(e)] = (overall(part), float(np.sqrt(np.sum(share**2 * part.variance))))
    return found


def influence_coefficients(cells: GroupTime) -> list[tuple[int, int, int, float, float]]:
    """(g, t, treated, mean, scale): a person's influence is the sum of (difference - mean) * scale
    over their rows.

    Formula: ψ_i = Σ_{g,t} (n_gt / N) · ± (ΔY_i − mean of the arm) / n of the arm,  + for mentees, −
    for others,  N = Σ n_gt

    Source: Callaway and Sant'Anna 2021, Journal of Econometrics 225.
    """
    mentees = cells.n1.sum()
    rows = []
    for i in range(len(cells.g)):
        share, key = cells.n1[i] / mentees, (int(cells.g[i]), int(cells.t[i]))
        rows.append((*key, 1, float(cells.mean1[i]), float(share / cells.n1[i])))
        rows.append((*key, 0, float(cells.mean0[i]), float(-share / cells.n0[i])))
    return rows


def _moments(n: float, total: float, squares: float) -> tuple[float, float, float]:
    mean = total / n
    variance = max(squares - n * mean * mean, 0.0) / (n - 1) / n if n > 1 else 0.0
    return float(n), float(mean), float(variance)
