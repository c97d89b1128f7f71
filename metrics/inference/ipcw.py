"""Survival where a row's weight changes from month to month, as with inverse probability of
censoring weights.

Such rows cannot be told from where they end: what is needed is the weight at risk and with the
event in every month. Source: Robins and Finkelstein 2000. The weights are taken as known, which
makes the variance a little too large.
"""

from __future__ import annotations

import numpy as np

from metrics.inference.survival import Curve


def followed_curve(
    k: np.ndarray, at_risk: np.ndarray, events: np.ndarray, rows: np.ndarray, *, tau: int
) -> Curve:
    """The curve of one arm over tau months from the weight at risk and with the event in months
    `k`, and the plain rows at risk; months that are not named have nobody at risk.

    Formula: h_k = Σ W_ik w_i event_ik / Σ W_ik w_i,  W_ik = Π_{j≤k} 1 / (1 − q_j) for others, at
    most 10; 1 for mentees q_j = the share of the cell's people not paired yet who are paired in
    month j

    Source: Robins and Finkelstein 2000, Biometrics 56.
    """
    month = k.astype(int)
    at_risk, events, rows = (
        np.bincount(month, weights=of, minlength=tau)[:tau] for of in (at_risk, events, rows)
    )
    hazard = np.divide(events, at_risk, out=np.zeros(tau), where=at_risk > 1e-12)
    return Curve(at_risk, events, rows, hazard, np.cumprod(1 - hazard))


def month_influence(of: Curve, gradient: np.ndarray, *, arm: int) -> tuple[np.ndarray, np.ndarray]:
    """What a weight of 1 in each month of the gradient moves arm 1 less arm 0 by: while at risk,
    and further by the event. `gradient` as for `survival.row_influence`: of the restricted mean, or
    of the survival after some month.
    """
    signed = gradient * (-1.0 if arm == 1 else 1.0)
    return -signed * of.hazard[: len(gradient)], signed
