"""Months gained with weights that put peers in the place of those among the others who are mentored
later.

The matched rows, each month of which is weighted by the inverse of the chance not to have been
paired until then.
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
    """Arm -> its weighted curve over `horizon` months (needs `employed_month` and `weighted`; keeps
    `uncensored`).
    """
    counts = steps.uncensored_counts(session, horizon)
    found = {}
    for arm in (0, 1):
        of = counts["arm"] == arm
        found[arm] = ipcw_curve(
            *(counts[name][of] for name in ("k", "at_risk", "events", "n")), tau=horizon
        )
    return found


def months_gained(session: Session, arms: Arms, months: int) -> ClusteredEstimate:
    """Months gained in the first `months`, at most as many as the curves have."""
    gained = arms[1].rmst(months) - arms[0].rmst(months)
    return _made(
        session, gained, arms, {arm: rmst_gradient(of, months) for arm, of in arms.items()}
    )


def share_gained(session: Session, arms: Arms, months: int) -> ClusteredEstimate:
    """The difference in the share still without the event after `months`."""
    gained = arms[1].survival[months - 1] - arms[0].survival[months - 1]
    return _made(
        session, gained, arms, {arm: survival_gradient(of, months) for arm, of in arms.items()}
    )


def risk_ratio(session: Session, arms: Arms, months: int) -> Interval | None:
    """The ratio of the mentees' risk of the event within `months` to the others'; None where an arm
    has no event.
    """
    risk = {arm: 1 - of.survival[months - 1] for arm, of in arms.items()}
    if min(risk.values()) <= 0:
        return None
    per_risk = {arm: -survival_gradient(of, months) / risk[arm] for arm, of in arms.items()}
    return as_ratio(_made(session, float(np.log(risk[1] / risk[0])), arms, per_risk).interval)


def _made(
    session: Session, estimate: float, arms: Arms, gradients: Mapping[int, np.ndarray]
) -> ClusteredEstimate:
    rows = []
    for arm, of in arms.items():
        at_risk, event = month_influence(of, gradients[arm], arm=arm)
        rows += [(arm, k, float(at_risk[k]), float(event[k])) for k in range(len(at_risk))]
    people = steps.uncensored_influence(session, rows)
    return clustered_estimate(estimate, people["estimate"], people)
