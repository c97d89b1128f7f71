"""Weighted survival curves on whole months, restricted mean survival time and influence functions.

A row of a trial ends in follow-up month u, by the event or censored. Everything here is computed
from the weighted numbers of rows per (arm, u, event): the sufficient statistic, whatever the number
of people. Source: Kaplan and Meier 1958; influence functions as in Reid 1981.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Curve:
    """Survival curve of one arm over months k = 0..tau-1.

    Per month: the weight at risk and of events, the plain rows at risk, the hazard, and the share
    without the event after month k (`survival`).
    """

    at_risk: np.ndarray
    events: np.ndarray
    rows: np.ndarray
    hazard: np.ndarray
    survival: np.ndarray

    def rmst(self, tau: int) -> float:
        """Return the months without the event in the first `tau`, the area under the curve.

        Formula:
            RMST(τ) = Σ_{k=0..τ−1} S_{k−1},  S_{−1} = 1
            months gained = RMST(τ) of the mentees − RMST(τ) of the others

        Source: Royston and Parmar 2013, BMC Medical Research Methodology 13.
        """
        return float(np.concatenate([[1.0], self.survival[: tau - 1]]).sum())


def kaplan_meier(
    u: np.ndarray, event: np.ndarray, weight: np.ndarray, n: np.ndarray, *, tau: int
) -> Curve:
    """Return the curve of one arm from the numbers of rows per month and way of ending.

    All four arrays have one entry per (u, event): rows end in month `u` (0-based), by the event (1)
    or censored (0); `weight` and `n` are the weighted and plain numbers of rows. A row is at risk
    in every month up to and including u; months with nobody at risk have hazard 0.

    Formula:
        y_k = Σ w_i over rows at risk in month k,  d_k = Σ w_i over rows with the event in month k
        h_k = d_k / y_k,  S_k = Π_{j≤k} (1 − h_j)

    Source: Kaplan and Meier 1958, Journal of the American Statistical Association 53.
    """
    capped = np.minimum(u.astype(int), tau)
    ending = np.bincount(capped, weights=weight, minlength=tau + 1)
    ending_rows = np.bincount(capped, weights=n, minlength=tau + 1)
    by_event = (event == 1) & (capped < tau)
    events = np.bincount(capped[by_event], weights=weight[by_event], minlength=tau + 1)[:tau]
    at_risk = np.cumsum(ending[::-1])[::-1][:tau]
    rows = np.cumsum(ending_rows[::-1])[::-1][:tau]
    hazard = np.divide(events, at_risk, out=np.zeros(tau), where=at_risk > 1e-12)
    return Curve(at_risk, events, rows, hazard, np.cumprod(1 - hazard))


def months_sd(survival: np.ndarray) -> float:
    """Return the standard deviation between people of the months without the event in tau months.

    `survival` holds S_0..S_{tau-1}, as in `Curve`; the months are those of which `rmst` is the
    mean.

    Formula:
        σ² = Σ_{k=0..τ−1} (2k + 1) S_{k−1} − RMST(τ)²

    Source: Royston and Parmar 2013, BMC Medical Research Methodology 13.
    """
    before = np.concatenate([[1.0], survival[:-1]])
    squares = float(np.sum((2 * np.arange(len(before)) + 1) * before))
    return float(np.sqrt(max(squares - float(before.sum()) ** 2, 0.0)))


def rmst_gradient(curve: Curve, tau: int) -> np.ndarray:
    """Return g_k: the change of the restricted mean of `tau` months per unit of weight in month k.

    The weight changes the hazard of the month.

    Formula:
        g_k = A_k / (y_k (1 − h_k)),  A_k = Σ_{k<j<τ} S_{j−1}

    Source: Reid 1981, Annals of Statistics 9.
    """
    before = np.concatenate([[1.0], curve.survival[: tau - 1]])
    remaining = np.concatenate([np.cumsum(before[::-1])[::-1][1:], [0.0]])
    return _per_weight(curve, remaining)


def survival_gradient(curve: Curve, month: int) -> np.ndarray:
    """Return g_k for the survival after `month` months.

    Formula:
        g_k = S_{month−1} / (y_k (1 − h_k)) for k < month, else 0

    Source: Reid 1981, Annals of Statistics 9.
    """
    earlier = np.arange(len(curve.survival)) < month
    return _per_weight(curve, np.where(earlier, curve.survival[month - 1], 0.0))


def row_influence(
    curve: Curve, gradient: np.ndarray, *, event: int, arm: int, months: int
) -> np.ndarray:
    """Return the influence of a row of weight 1 on arm 1 less arm 0, by the month it ends in.

    The months are u = 0..months-1. For a row that ends by the event in u: -(g_u - sum of h_k g_k
    for k <= u) with the sign of its arm.

    Formula:
        ψ_i = ∓ w_i (event_i · g_u − Σ_{k≤u} h_k g_k),  − for mentees, + for others,
        u the month in which the row ends

    Source: Reid 1981, Annals of Statistics 9.
    """
    tau = len(gradient)
    expected = np.cumsum(curve.hazard[:tau] * gradient)
    u = np.arange(months)
    within = np.minimum(u, tau - 1)
    observed = np.where(u < tau, gradient[within], 0.0) if event else 0.0
    return (-1.0 if arm == 1 else 1.0) * (observed - expected[within])


def _per_weight(curve: Curve, change: np.ndarray) -> np.ndarray:
    tau = len(change)
    scale = curve.at_risk[:tau] * (1 - curve.hazard[:tau])
    return np.divide(change, scale, out=np.zeros(tau), where=scale > 1e-12)
