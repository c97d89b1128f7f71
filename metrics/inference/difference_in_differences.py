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
class GroupTimeEffects:
    """One effect per cohort g and period t, with the counts, means and variance behind it.

    All arrays have the same length; `1` marks the mentees, `0` the controls.
    """

    g: np.ndarray
    t: np.ndarray
    effect: np.ndarray
    n1: np.ndarray
    n0: np.ndarray
    mean1: np.ndarray
    mean0: np.ndarray
    variance: np.ndarray

    def where(self, keep: np.ndarray) -> GroupTimeEffects:
        """Return the cells for which `keep` is true."""
        return GroupTimeEffects(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))

    @property
    def after(self) -> GroupTimeEffects:
        """Return the cells of the headline: the first period after pairing and the next three."""
        e = self.t - self.g
        return self.where((e >= 0) & (e <= LAST_EVENT_TIME))


def group_time_effects(
    g: np.ndarray,
    t: np.ndarray,
    treated: np.ndarray,
    n: np.ndarray,
    total: np.ndarray,
    squares: np.ndarray,
) -> GroupTimeEffects:
    """Return the effect of every (g, t) that has both mentees and controls.

    Takes counts, sums and sums of squares of the differences per cell. Variances within a cell are
    the usual ones over n; a cell with one person in an arm adds no variance of that arm.

    Formula:
        ATT(g, t) = mean over G = g of (Y_t − B_g) − mean over never paired or G > t of (Y_t − B_g)
        B_g = the person's mean in periods g−4, g−3, g−2;  G = the first period after pairing

    Source: Callaway and Sant'Anna 2021, Journal of Econometrics 225.
    """
    cells: dict[tuple[int, int], dict[int, tuple[float, float, float]]] = {}
    columns = (g, t, treated, n, total, squares)
    for cohort, period, arm, size, total_of_cell, squares_of_cell in zip(*columns, strict=True):
        arms = cells.setdefault((int(cohort), int(period)), {})
        arms[int(arm)] = (size, total_of_cell, squares_of_cell)
    rows = []
    for (cohort, period), arms in sorted(cells.items()):
        if len(arms) < 2:
            continue
        n1, mean1, variance1 = _moments(*arms[1])
        n0, mean0, variance0 = _moments(*arms[0])
        rows.append((cohort, period, mean1 - mean0, n1, n0, mean1, mean0, variance1 + variance0))
    effects = np.array(rows, dtype=float).reshape(-1, 8).T
    return GroupTimeEffects(effects[0].astype(int), effects[1].astype(int), *effects[2:])


def overall_effect(cells: GroupTimeEffects) -> float:
    """Return the average effect, each cell weighted by its mentees.

    NaN without cells.

    Formula:
        ATT = Σ n_gt ATT(g, t) / Σ n_gt  over 0 ≤ t − g ≤ 3,  n_gt = mentees in the cell

    Source: Callaway and Sant'Anna 2021, Journal of Econometrics 225.
    """
    return float(np.average(cells.effect, weights=cells.n1)) if len(cells.g) else float("nan")


def effects_by_event_time(
    cells: GroupTimeEffects, *, least: int = 1
) -> dict[int, tuple[float, float]]:
    """Return the average effect and its standard error per event time t - g.

    Cells are taken as independent: the result is for a chart, not for a test. An event time at
    which fewer than `least` mentees have a value is left out, because it would disclose individual
    values.

    Formula:
        ATT(e) = Σ_{t−g=e} n_gt ATT(g, t) / Σ_{t−g=e} n_gt

    Source: Callaway and Sant'Anna 2021, Journal of Econometrics 225.
    """
    effects = {}
    for e in np.unique(cells.t - cells.g):
        part = cells.where(cells.t - cells.g == e)
        if part.n1.sum() < least:
            continue
        share = part.n1 / part.n1.sum()
        error = float(np.sqrt(np.sum(share**2 * part.variance)))
        effects[int(e)] = (overall_effect(part), error)
    return effects


def influence_coefficients(cells: GroupTimeEffects) -> list[tuple[int, int, int, float, float]]:
    """Return rows (g, t, treated, mean, scale) from which a person's influence is computed.

    The influence is the sum of (difference - mean) * scale over the person's rows.

    Formula:
        ψ_i = Σ_{g,t} (n_gt / N) · ± (ΔY_i − mean of the arm) / n of the arm,
        + for mentees, − for others,  N = Σ n_gt

    Source: Callaway and Sant'Anna 2021, Journal of Econometrics 225.
    """
    mentees = cells.n1.sum()
    rows = []
    for i in range(len(cells.g)):
        key = (int(cells.g[i]), int(cells.t[i]))
        share = cells.n1[i] / mentees
        rows.append((*key, 1, float(cells.mean1[i]), float(share / cells.n1[i])))
        rows.append((*key, 0, float(cells.mean0[i]), float(-share / cells.n0[i])))
    return rows


def _moments(n: float, total: float, squares: float) -> tuple[float, float, float]:
    """Return the count, the mean and the variance of the mean."""
    mean = total / n
    variance = max(squares - n * mean * mean, 0.0) / (n - 1) / n if n > 1 else 0.0
    return float(n), float(mean), float(variance)
