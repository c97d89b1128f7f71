"""Months gained with weights that replace the others who are mentored later.

The matched rows, each month of which is weighted by the inverse of the chance not to have been
paired until then (inverse probability of censoring).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from metrics.comparison import cross_checks as steps
from metrics.comparison import own_keys
from metrics.evaluate.clustered_estimate import ClusteredEstimate, as_ratio, clustered_estimate
from metrics.inference.aipw import design_matrix, fit_log_odds
from metrics.inference.interval import Interval
from metrics.inference.ipcw import ipcw_curve, month_influence
from metrics.inference.survival import Curve, rmst_gradient, survival_gradient
from metrics.warehouse.engine import Session

Arms = Mapping[int, Curve]
PAIRING_KEYS = ("department", "grade", "fine_band", "fine_tenure", "year_of_month")
PAIRING_PENALTY = 1.0  # keeps the chance of a level in which nobody or everybody was paired finite
MOST_HAZARD = float(-np.log(0.1))


def curves(session: Session, horizon: int) -> dict[int, Curve]:
    """Return the weighted curve of each arm over `horizon` months.

    Reads `employed_month`, keeps `uncensored`.
    """
    counts = steps.uncensored_counts(session, horizon, pairing_hazards(session))
    arms = {}
    for arm in (0, 1):
        rows = counts["arm"] == arm
        arms[arm] = ipcw_curve(
            *(counts[name][rows] for name in ("k", "at_risk", "events", "n")), tau=horizon
        )
    return arms


def pairing_hazards(session: Session) -> list[tuple[int, float]]:
    """Return (pattern, hazard of being paired in a month) for the months before pairing.

    The chance is that of a logistic model with the keys of the patterns and no interactions: the
    share of a pattern itself would be 1 where its only person was paired.
    """
    patterns = steps.unpaired_patterns(session)
    if not patterns["paired"].sum() or not patterns["unpaired"].sum():
        return [(int(pattern), 0.0) for pattern in patterns["pattern"]]
    own = own_keys.levels_of(session, patterns["own_stratum"])
    design = design_matrix([*(patterns[key] for key in PAIRING_KEYS), *own.values()])
    log_odds = fit_log_odds(design, patterns["paired"], patterns["unpaired"], ridge=PAIRING_PENALTY)
    hazards = np.minimum(np.log1p(np.exp(np.minimum(log_odds, 50.0))), MOST_HAZARD)
    return [
        (int(pattern), float(hazard))
        for pattern, hazard in zip(patterns["pattern"], hazards, strict=True)
    ]


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
