"""Point estimate and cluster-robust interval for the estimators that do not match."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.inference.interval import (
    Interval,
    cluster_numbers,
    clustered_variance_by_arm,
    effective_size,
    t_interval,
)


@dataclass(frozen=True)
class ClusteredEstimate:
    """An interval with the people and the effective numbers behind it.

    `mentees` and `others` have weight in the estimate. `ess1` is the number of independent groups
    of mentees by mentor, `ess0` of independent others, that they count as.
    """

    interval: Interval
    mentees: int
    others: int
    ess1: float
    ess0: float


def clustered_estimate(
    estimate: float, influence: np.ndarray, people: dict[str, np.ndarray]
) -> ClusteredEstimate:
    """Return the estimate with clusters by mentor and Welch's degrees of freedom.

    They are those of the headline. `people` has one entry per person in each of `person_id`,
    `cluster_id`, `weight1` and `weight0`, as has `influence`.
    """
    weight1 = people["weight1"]
    weight0 = people["weight0"]
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    clustered = clustered_variance_by_arm(influence, weight1, weight0, by_mentor)
    return ClusteredEstimate(
        t_interval(estimate, clustered.variance, clustered.df),
        int(np.sum(weight1 > 0)),
        int(np.sum(weight0 > 0)),
        clustered.ess1,
        effective_size(weight0),
    )


def as_ratio(log: Interval) -> Interval:
    """Return the interval of a logarithm as that of the ratio; `se` and `df` stay as they are."""
    return Interval(
        float(np.exp(log.estimate)),
        float(np.exp(log.low)),
        float(np.exp(log.high)),
        log.se,
        log.df,
    )
