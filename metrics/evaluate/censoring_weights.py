"""Months gained with weights that replace the others who are mentored later.

The matched rows, each month of which is weighted by the inverse of the chance not to have been
paired until then (inverse probability of censoring).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from metrics.comparison import cross_checks as steps
from metrics.evaluate.clustered_estimate import ClusteredEstimate, as_ratio, clustered_estimate
from metrics.inference.interval import Interval
from metrics.inference.ipcw import ipcw_curve, month_influence
from metrics.inference.survival import Curve, rmst_gradient, survival_gradient
from metrics.warehouse.engine import Session

Arms = Mapping[int, Curve]


def curves(session: Session, horizon: int) -> dict[int, Curve]:
    """Return the weighted curve of each arm over `horizon` months.

    Reads `employed_month`, keeps `uncensored`.
    """
    counts = steps.uncensored_counts(session, horizon)
    arms = {}
    for arm in (0, 1):
        rows = counts["arm"] == arm
        arms[arm] = ipcw_curve(
            *(counts[name][rows] for name in ("k", "at_risk", "events", "n")), tau=horizon
        )
    return arms


def months_gained(session: Session, arms: Arms, months: int) -> ClusteredEstimate:
    """Return the months gained in the first `months`, at most as many as the curves have."""
    gained = arms[1].rmst(months) - arms[0].rmst(months)
    gradients = {arm: rmst_gradient(curve, months) for arm, curve in arms.items()}
    return _estimate(session, gained, arms, gradients)


def share_gained(session: Session, arms: Arms, months: int) -> ClusteredEstimate:
    """Return the difference in the share without the event after `months`."""
    gained = arms[1].survival[months - 1] - arms[0].survival[months - 1]
    gradients = {arm: survival_gradient(curve, months) for arm, curve in arms.items()}
    return _estimate(session, gained, arms, gradients)


def risk_ratio(session: Session, arms: Arms, months: int) -> Interval | None:
    """Return the ratio of the mentees' risk of the event within `months` to the others'.

    None where an arm has no event.
    """
    risk = {arm: 1 - curve.survival[months - 1] for arm, curve in arms.items()}
    if min(risk.values()) <= 0:
        return None
    gradients = {arm: -survival_gradient(curve, months) / risk[arm] for arm, curve in arms.items()}
    log_ratio = float(np.log(risk[1] / risk[0]))
    return as_ratio(_estimate(session, log_ratio, arms, gradients).interval)


def _estimate(
    session: Session, estimate: float, arms: Arms, gradients: Mapping[int, np.ndarray]
) -> ClusteredEstimate:
    rows = []
    for arm, curve in arms.items():
        at_risk, event = month_influence(curve, gradients[arm], arm=arm)
        rows += [(arm, k, float(at_risk[k]), float(event[k])) for k in range(len(at_risk))]
    people = steps.uncensored_influence(session, rows)
    return clustered_estimate(estimate, people["estimate"], people)
