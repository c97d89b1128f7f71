"""Competing causes of an event: the months that each cause costs, by Aalen and Johansen (1978).

A row of a trial ends in follow-up month u, by one of several causes or censored. A cause is never a
censoring of the others: somebody dismissed can no longer resign. Over all causes the months lost
add up to tau - restricted mean, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class CauseHazards:
    """Weight at risk, survival and hazard by cause of one arm, over months k = 0..tau-1.

    `before` is the share without any event before month k. `hazard` has one row per cause: the
    share of those at risk who have the event in k.
    """

    at_risk: np.ndarray
    before: np.ndarray
    hazard: np.ndarray

    @property
    def months_lost(self) -> np.ndarray:
        """Return the months of the first tau that each cause costs.

        It is the area under the cumulative incidence of the cause.

        Formula:
            months lost to cause j = Σ_{k=0..τ−1} (τ − 1 − k) S_{k−1} h_jk;
            over all causes τ − RMST(τ)

        Source: Andersen 2013, Statistics in Medicine 32.
        """
        return (self.before * self.hazard) @ _months_left(len(self.before))


def cause_hazards(
    u: np.ndarray, ending: np.ndarray, weight: np.ndarray, *, n_causes: int, tau: int
) -> CauseHazards:
    """Return the hazards by cause of one arm, from the weight of rows per month and ending.

    All three arrays have one entry per (u, ending): the month in which rows end (0-based), how they
    end (0 is censored, 1..n_causes a cause) and their weight. A row is at risk in every month up to
    and including u; months with nobody at risk have hazard 0.

    Formula:
        h_jk = d_jk / y_k,  S_k = Π_{m≤k} (1 − Σ_j h_jm)

    Source: Aalen and Johansen 1978, Scandinavian Journal of Statistics 5.
    """
    capped = np.minimum(u.astype(int), tau)
    at_risk = np.cumsum(np.bincount(capped, weights=weight, minlength=tau + 1)[::-1])[::-1][:tau]
    hazard = np.zeros((n_causes, tau))
    for cause in range(1, n_causes + 1):
        by_cause = (ending == cause) & (capped < tau)
        events = np.bincount(capped[by_cause], weights=weight[by_cause], minlength=tau + 1)[:tau]
        hazard[cause - 1] = np.divide(events, at_risk, out=np.zeros(tau), where=at_risk > 1e-12)
    survival = np.cumprod(1 - hazard.sum(axis=0))
    return CauseHazards(at_risk, np.concatenate([[1.0], survival[:-1]]), hazard)


def months_lost_influence(arm: CauseHazards, *, ending: int, months: int) -> np.ndarray:
    """Return the influence of a row of weight 1 on the months lost to each cause.

    The result has one row per cause and one column per month u = 0..months-1 in which the row ends
    by `ending`. Months lost to cause j are the sum of c_k S_{k-1} h_jk, c_k = tau - 1 - k. One more
    event of cause j in k adds c_k S_{k-1} per weight at risk; an event of any cause removes what
    j would still have cost after k, per weight at risk and per share left (1 - h_k). From both is
    subtracted what the row was expected to have (h_jk, h_k) while at risk.
    """
    n_causes, tau = arm.hazard.shape
    cost = arm.before * _months_left(tau)
    later = arm.hazard * cost
    later = np.cumsum(later[:, ::-1], axis=1)[:, ::-1] - later
    total = arm.hazard.sum(axis=0)
    direct = np.divide(cost, arm.at_risk, out=np.zeros(tau), where=arm.at_risk > 1e-12)
    scale = arm.at_risk * (1 - total)
    spared = np.divide(later, scale, out=np.zeros((n_causes, tau)), where=scale > 1e-12)
    expected = np.cumsum(arm.hazard * direct - total * spared, axis=1)
    u = np.arange(months)
    within = np.minimum(u, tau - 1)
    observed = np.zeros((n_causes, months))
    if ending:
        observed -= spared[:, within]
        observed[ending - 1] += direct[within]
        observed[:, u >= tau] = 0.0
    return observed - expected[:, within]


def _months_left(tau: int) -> np.ndarray:
    return tau - 1.0 - np.arange(tau)
