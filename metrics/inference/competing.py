"""Competing causes on whole months: how many months each cause costs, by Aalen and Johansen (1978).

A row of a trial ends in follow-up month u, by one of several causes or censored. A cause is never a
censoring of the others: somebody dismissed can no longer leave of their own will. Over all causes
the months lost add up to tau - restricted mean, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Causes:
    """One arm over months k = 0..tau-1: weight at risk, share still without any event before month
    k, and per cause (first axis) the share of those at risk who have the event in k.
    """

    at_risk: np.ndarray
    before: np.ndarray
    hazard: np.ndarray

    @property
    def months_lost(self) -> np.ndarray:
        """Per cause the months of the first tau that it costs: the area under its cumulative
        incidence.

        Formula: months lost to cause j = Σ_{k=0..τ−1} (τ − 1 − k) S_{k−1} h_jk;  over all causes τ
        − RMST(τ)

        Source: Andersen 2013, Statistics in Medicine 32.
        """
        return (self.before * self.hazard) @ _months_left(len(self.before))


def causes(
    u: np.ndarray, ending: np.ndarray, weight: np.ndarray, *, n_causes: int, tau: int
) -> Causes:
    """The causes of one arm from its counts: the weight of rows that end in month `u` (0-based) by
    `ending`.

    All three arrays have one entry per (u, ending); ending 0 is censored, 1..n_causes a cause. A
    row is at risk in every month up to and including u; months with nobody at risk have hazard 0.

    Formula:
        h_jk = d_jk / y_k,  S_k = Π_{m≤k} (1 − Σ_j h_jm)

    Source: Aalen and Johansen 1978, Scandinavian Journal of Statistics 5.
    """
    capped = np.minimum(u.astype(int), tau)
    at_risk = np.cumsum(np.bincount(capped, weights=weight, minlength=tau + 1)[::-1])[::-1][:tau]
    hazard = np.zeros((n_causes, tau))
    for cause in range(1, n_causes + 1):
        by = (ending == cause) & (capped < tau)
        events = np.bincount(capped[by], weights=weight[by], minlength=tau + 1)[:tau]
        hazard[cause - 1] = np.divide(events, at_risk, out=np.zeros(tau), where=at_risk > 1e-12)
    survival = np.cumprod(1 - hazard.sum(axis=0))
    return Causes(at_risk, np.concatenate([[1.0], survival[:-1]]), hazard)


def months_lost_influence(of: Causes, *, ending: int, months: int) -> np.ndarray:
    """Per cause (rows) the influence on its months lost of a row of weight 1 that ends in u =
    0..months-1 by `ending`.

    Months lost to cause j are the sum of c_k S_{k-1} h_jk, c_k = tau - 1 - k. One more event of
    cause j in k adds c_k S_{k-1} per weight at risk; an event of any cause takes away what j would
    still have cost after k, per weight at risk and per share left (1 - h_k); against both stands
    what the row was expected to have (h_jk, h_k) while at risk.
    """
    n_causes, tau = of.hazard.shape
    cost = of.before * _months_left(tau)
    later = of.hazard * cost
    later = np.cumsum(later[:, ::-1], axis=1)[:, ::-1] - later
    total = of.hazard.sum(axis=0)
    direct = np.divide(cost, of.at_risk, out=np.zeros(tau), where=of.at_risk > 1e-12)
    scale = of.at_risk * (1 - total)
    spared = np.divide(later, scale, out=np.zeros((n_causes, tau)), where=scale > 1e-12)
    spent = np.cumsum(of.hazard * direct - total * spared, axis=1)
    u = np.arange(months)
    within = np.minimum(u, tau - 1)
    felt = np.zeros((n_causes, months))
    if ending:
        felt -= spared[:, within]
        felt[ending - 1] += direct[within]
        felt[:, u >= tau] = 0.0
    return felt - spent[:, within]


def _months_left(tau: int) -> np.ndarray:
    return tau - 1.0 - np.arange(tau)
