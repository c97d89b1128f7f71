"""Survival with weights that change from month to month (inverse probability of censoring).

The month in which such a row ends does not determine its weights: what is needed is the weight at
risk and with the event in every month. Source: Robins and Finkelstein 2000. The weights are taken
as known, which makes the variance a little too large.
"""

from __future__ import annotations

import numpy as np

from metrics.inference.survival import Curve


def ipcw_curve(
    k: np.ndarray, at_risk: np.ndarray, events: np.ndarray, rows: np.ndarray, *, tau: int
) -> Curve:
    """Return the curve of one arm over tau months, from weights per month.

    `at_risk` and `events` are the weights at risk and with the event in months `k`, `rows` the
    plain rows at risk; months that are not in `k` have nobody at risk.

    Formula:
        h_k = Σ W_ik w_i event_ik / Σ W_ik w_i,
        W_ik = Π_{j≤k} 1 / (1 − q_j) for others, at most 10; 1 for mentees
        q_j = the chance of being paired in month j of someone not paired yet, from a logistic
        model with department, grade, score, tenure and year of that month

    Source: Robins and Finkelstein 2000, Biometrics 56.
    """
    month = k.astype(int)
    at_risk, events, rows = (
        np.bincount(month, weights=amount, minlength=tau)[:tau]
        for amount in (at_risk, events, rows)
    )
    hazard = np.divide(events, at_risk, out=np.zeros(tau), where=at_risk > 1e-12)
    return Curve(at_risk, events, rows, hazard, np.cumprod(1 - hazard))


def month_influence(
    curve: Curve, gradient: np.ndarray, *, arm: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the influence, on arm 1 less arm 0, of a weight of 1 in each month of the gradient.

    The first array is that of being at risk, the second what the event adds. `gradient` as for
    `survival.row_influence`: of the restricted mean, or of the survival after some month.
    """
    signed = gradient * (-1.0 if arm == 1 else 1.0)
    return -signed * curve.hazard[: len(gradient)], signed
