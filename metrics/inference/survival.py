"""Weighted survival curves on whole months, restricted mean survival time and its influence
function.

A row of a trial ends in follow-up month u, by the event or censored. Everything here is computed
from the weighted numbers of rows per (arm, u, event): the sufficient statistic, whatever the number
of people. Source: Kaplan and Meier 1958; influence functions as in Reid 1981.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Curve:
    """One arm over months k = 0..tau-1: weight at risk and of events, rows at risk, hazard,
    survival after month k.
    """

    at_risk: np.ndarray
    events: np.ndarray
    rows: np.ndarray
    hazard: np.ndarray
    survival: np.ndarray

    def rmst(self, tau: int) -> float:
        """Months without the event in the first `tau`, the area under the curve.

        Formula:
            RMST(τ) = Σ_{k=0..τ−1} S_{k−1},  S_{−1} = 1
            months gained = RMST(τ) of the mentees − RMST(τ) of the others

        Source: Royston and Parmar 2013, BMC Medical Research Methodology 13.
        """
        return float(np.concatenate([[1.0], self.survival[: tau - 1]]).sum())


def curve(
    u: np.ndarray, event: np.ndarray, weight: np.ndarray, n: np.ndarray, *, tau: int
) -> Curve:
    """The curve of one arm from its counts: rows ending in month `u` (0-based), by the event (1) or
    censored (0).

    All four arrays have one entry per (u, event); `weight` and `n` are the weighted and plain
    numbers of rows. A row is at risk in every month up to and including u; months with nobody at
    risk have hazard 0.

    Formula:
        y_k = Σ w_i over rows at risk in month k,  d_k = Σ w_i over rows with the event in month k
        h_k = d_k / y_k,  S_k = Π_{j≤k} (1 − h_j)

    Source: Kaplan and Meier 1958, Journal of the American Statistical Association 53.
    """
    capped = np.minimum(u.astype(int), tau)
    ending = np.bincount(capped, weights=weight, minlength=tau + 1)
    ending_rows = np.bincount(capped, weights=n, minlength=tau + 1)
    fell = (event == 1) & (capped < tau)
    events = np.bincount(capped[fell], weights=weight[fell], minlength=tau + 1)[:tau]
    at_risk = np.cumsum(ending[::-1])[::-1][:tau]
    rows = np.cumsum(ending_rows[::-1])[::-1][:tau]
    hazard = np.divide(events, at_risk, out=np.zeros(tau), where=at_risk > 1e-12)
    return Curve(at_risk, events, rows, hazard, np.cumprod(1 - hazard))


def months_spread(survival: np.ndarray) -> float:
    """The standard deviation between people of the months without the event in the first tau.

    `survival` holds S_0..S_{tau-1}, as in `Curve`; the months are those of which `rmst` is the
    mean.

    Formula:
        σ² = Σ_{k=0..τ−1} (2k + 1) S_{k−1} − RMST(τ)²

    Source: Royston and Parmar 2013, BMC Medical Research Methodology 13.
    """
    before = np.concatenate([[1.0], survival[:-1]])
    squares = float(np.sum((2 * np.arange(len(before)) + 1) * before))
    return float(np.sqrt(max(squares - float(before.sum()) ** 2, 0.0)))


def rmst_gradient(of: Curve, tau: int) -> np.ndarray:
    """g_k for the restricted mean of `tau` months: how a change in month k's hazard moves it, per
    unit of weight.

    Formula:
        g_k = A_k / (y_k (1 − h_k)),  A_k = Σ_{k<j<τ} S_{j−1}

    Source: Reid 1981, Annals of Statistics 9.
    """
    before = np.concatenate([[1.0], of.survival[: tau - 1]])
    remaining = np.concatenate([np.cumsum(before[::-1])[::-1][1:], [0.0]])
    return _per_weight(of, remaining)


def survival_gradient(of: Curve, month: int) -> np.ndarray:
    """g_k for the survival after `month` months.

    Formula:
        g_k = S_{month−1} / (y_k (1 − h_k)) for k < month, else 0

    Source: Reid 1981, Annals of Statistics 9.
    """
    return _per_weight(
        of, np.where(np.arange(len(of.survival)) < month, of.survival[month - 1], 0.0)
    )


def row_influence(
    of: Curve, gradient: np.ndarray, *, event: int, arm: int, months: int
) -> np.ndarray:
    """The influence of a row of weight 1 that ends in u = 0..months-1, on arm 1 less arm 0.

    For a row that ends by the event in u: -(g_u - sum of h_k g_k for k <= u) with the sign of its
    arm.

    Formula: ψ_i = ∓ w_i (event_i · g_u − Σ_{k≤u} h_k g_k),  − for mentees, + for others,  u the
    month in which the row ends

    Source: Reid 1981, Annals of Statistics 9.
    """
    tau = len(gradient)
    spent = np.cumsum(of.hazard[:tau] * gradient)
    u = np.arange(months)
    within = np.minimum(u, tau - 1)
    felt = np.where(u < tau, gradient[within], 0.0) if event else 0.0
    return (-1.0 if arm == 1 else 1.0) * (felt - spent[within])


def _per_weight(of: Curve, change: np.ndarray) -> np.ndarray:
    tau = len(change)
    scale = of.at_risk[:tau] * (1 - of.hazard[:tau])
    return np.divide(change, scale, out=np.zeros(tau), where=scale > 1e-12)
