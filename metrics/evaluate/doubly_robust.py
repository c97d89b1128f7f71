"""Doubly robust estimate of the months gained, on everybody who could be followed.

Augmented weighting, matched or not: a model of who is mentored, and one of the outcome of the
others, both fitted on patterns of the matching keys. The outcomes modelled are pseudo-values, which
represent a row's months, or whether it is without the event after a year, censored or not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from metrics.comparison import cross_checks as steps
from metrics.comparison.own_keys import levels_of
from metrics.comparison.similarity import MARGINS
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
    """The fit, the patterns and people it is made of, and the estimate."""

    fit: DoublyRobust
    patterns: dict[str, np.ndarray]
    people: dict[str, np.ndarray]
    gained: ClusteredEstimate


def months_gained(session: Session, months: int) -> DoublyRobustFit:
    """Return the months gained in the first `months` (keeps `trial_pattern`)."""
    return _fit(session, pseudo_values, months)


def share_gained(session: Session, months: int) -> DoublyRobustFit:
    """Return the difference in the share without the event after `months`."""
    return _fit(session, pseudo_survival, months)


def risk_ratio(session: Session, months: int) -> Interval | None:
    """Return the ratio of the mentees' risk within `months` to their risk without mentoring.

    The risk without mentoring is theirs plus the difference that the models estimate. None where
    either is zero.
    """
    models = share_gained(session, months)
    n1 = models.patterns["n1"].sum()
    staying = float(models.patterns["total1"].sum() / n1)
    mentees = 1 - staying
    without = 1 - staying + models.gained.interval.estimate
    if min(mentees, without) <= 0:
        return None
    rows = [
        (int(pattern), arm, arm / n1, staying)
        for pattern in models.patterns["pattern"]
        for arm in (1, 0)
    ]
    own = _by_person(steps.pattern_influence(session, rows))
    influence = (own["estimate"] - models.people["estimate"]) / without - own["estimate"] / mentees
    log_ratio = float(np.log(mentees / without))
    return as_ratio(clustered_estimate(log_ratio, influence, models.people).interval)


def _fit(session: Session, values: Callable[..., np.ndarray], months: int) -> DoublyRobustFit:
    patterns = steps.patterns(session, _pseudo_rows(session, values, months))
    own = levels_of(session, patterns["own_stratum"])
    fit = doubly_robust(
        design_matrix([*(patterns[key] for key in MARGINS), *own.values()]),
        *(patterns[name] for name in ("n1", "total1", "n0", "total0")),
    )
    scale1 = 1 / patterns["n1"].sum()
    scale0 = fit.odds / np.sum(fit.odds * patterns["n0"])
    rows = []
    for i, pattern in enumerate(patterns["pattern"]):
        rows.append((int(pattern), 1, float(scale1), float(fit.expected[i] + fit.residual1)))
        rows.append((int(pattern), 0, float(scale0[i]), float(fit.expected[i] + fit.residual0)))
    people = _by_person(steps.pattern_influence(session, rows))
    gained = clustered_estimate(fit.estimate, people["estimate"], people)
    return DoublyRobustFit(fit, patterns, people, gained)


def _pseudo_rows(
    session: Session, values: Callable[..., np.ndarray], months: int
) -> list[tuple[int, int, int, float]]:
    """Return rows (arm, u, event, pseudo-value) for every way in which a row can end."""
    counts = steps.pattern_counts(session)
    longest = int(counts["u"].max()) + 1
    rows = []
    for arm in (0, 1):
        in_arm = counts["arm"] == arm
        curve = kaplan_meier(
            *(counts[name][in_arm] for name in ("u", "event", "n", "n")), tau=months
        )
        for event in (0, 1):
            value = values(curve, months, event=event, months=longest)
            rows += [(arm, u, event, float(value[u])) for u in range(longest)]
    return rows


def _by_person(people: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the columns in the order of the persons' ids."""
    order = np.argsort(people["person_id"].astype(str), kind="stable")
    return {name: column[order] for name, column in people.items()}
