"""An estimate that was made of rows otherwise than by matching, with the headline's clusters, and
what it rests on.
"""

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
    """The interval, the people with weight in each arm, and how many independent ones these count
    as: groups of mentees by mentor (`ess1`), and others (`ess0`).
    """

    interval: Interval
    mentees: int
    others: int
    ess1: float
    ess0: float


def clustered_estimate(
    estimate: float, influence: np.ndarray, people: dict[str, np.ndarray]
) -> ClusteredEstimate:
    """The estimate with its interval, clusters by mentor and Welch's degrees of freedom as for the
    headline.

    `people` has one entry per person in each of `person_id`, `mentor_id`, `weight1` and `weight0`,
    as has `influence`.
    """
    weight1, weight0 = people["weight1"], people["weight0"]
    spread = clustered_variance_by_arm(
        influence, weight1, weight0, cluster_numbers(people["person_id"], people["cluster_id"])
    )
    return ClusteredEstimate(
        t_interval(estimate, spread.variance, spread.df),
        int(np.sum(weight1 > 0)),
        int(np.sum(weight0 > 0)),
        spread.ess1,
        effective_size(weight0),
    )


def as_ratio(log: Interval) -> Interval:
    """The interval of a logarithm as that of the ratio; `se` and `df` stay the logarithm's."""
    return Interval(*(float(np.exp(x)) for x in (log.estimate, log.low, log.high)), log.se, log.df)
