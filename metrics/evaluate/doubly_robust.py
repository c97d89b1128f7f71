"""Months gained by two models on everybody who could be followed, matched or not (augmented
weighting).

One model says who is mentored, the other what the others reach; both are fitted on patterns of the
keys. What is modelled are pseudo-values, which stand for a row's months or its being there after a
year, censored or not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from metrics.comparison import cross_checks as steps
from metrics.comparison.similarity import KEYS
from metrics.evaluate.clustered_estimate import ClusteredEstimate, as_ratio, clustered_estimate
from metrics.inference.aipw import (
    DoublyRobust,
    design_matrix,
    doubly_robust,
    pseudo_survival,
    pseudo_values,
)
from metrics.inference.interval import Interval
from metrics.inference.survival import kaplan_meier
from metrics.warehouse.engine import Session


@dataclass(frozen=True)
class DoublyRobustFit:
    """The fit, the patterns it is made of, and the estimate with what it rests on."""

    fit: DoublyRobust
    patterns: dict[str, np.ndarray]
    people: dict[str, np.ndarray]
    gained: ClusteredEstimate


def months_gained(session: Session, months: int) -> DoublyRobustFit:
    """Months gained in the first `months` (keeps `comparable`)."""
    return _fitted(session, pseudo_values, months)


def share_gained(session: Session, months: int) -> DoublyRobustFit:
    """The difference in the share still without the event after `months`."""
    return _fitted(session, pseudo_survival, months)


def risk_ratio(session: Session, months: int) -> Interval | None:
    """The ratio of the mentees' risk of the event within `months` to that without mentoring, which
    is theirs and the difference that the models find; None where one of them is none.
    """
    models = share_gained(session, months)
    n1 = models.patterns["n1"].sum()
    staying = float(models.patterns["total1"].sum() / n1)
    mentees, without = 1 - staying, 1 - staying + models.gained.interval.estimate
    if min(mentees, without) <= 0:
        return None
    rows = [
        (int(pattern), arm, arm / n1, staying)
        for pattern in models.patterns["pattern"]
        for arm in (1, 0)
    ]
    own = _in_order(steps.pattern_influence(session, rows))
    influence = (own["estimate"] - models.people["estimate"]) / without - own["estimate"] / mentees
    return as_ratio(
        clustered_estimate(float(np.log(mentees / without)), influence, models.people).interval
    )


def _fitted(session: Session, values: Callable[..., np.ndarray], months: int) -> DoublyRobustFit:
    counts = steps.pattern_counts(session)
    longest = int(counts["u"].max()) + 1
    pseudo = []
    for arm in (0, 1):
        of = counts["arm"] == arm
        whole = kaplan_meier(*(counts[name][of] for name in ("u", "event", "n", "n")), tau=months)
        for event in (0, 1):
            value = values(whole, months, event=event, months=longest)
            pseudo += [(arm, u, event, float(value[u])) for u in range(longest)]
    found = steps.patterns(session, pseudo)
    fit = doubly_robust(
        design_matrix([found[key] for key in KEYS]),
        *(found[n] for n in ("n1", "total1", "n0", "total0")),
    )
    scale1, scale0 = 1 / found["n1"].sum(), fit.odds / np.sum(fit.odds * found["n0"])
    rows = []
    for i, pattern in enumerate(found["pattern"]):
        rows.append((int(pattern), 1, float(scale1), float(fit.expected[i] + fit.residual1)))
        rows.append((int(pattern), 0, float(scale0[i]), float(fit.expected[i] + fit.residual0)))
    people = _in_order(steps.pattern_influence(session, rows))
    return DoublyRobustFit(
        fit, found, people, clustered_estimate(fit.estimate, people["estimate"], people)
    )


def _in_order(people: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    order = np.argsort(people["person_id"].astype(str), kind="stable")
    return {name: column[order] for name, column in people.items()}
