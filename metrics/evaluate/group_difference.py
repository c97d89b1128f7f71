"""Two weighted groups of people: the interval of their difference, and a question that says why it
has no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from metrics.evaluate.answer import Check
from metrics.evaluate.panel import SAME
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.inference.interval import (
    Interval,
    cluster_numbers,
    clustered_variance,
    widest_interval,
)


@dataclass(frozen=True)
class GroupDifference:
    """The interval; how many independent groups by mentor each arm counts as, and how many people
    arm 0 does.
    """

    interval: Interval
    mentors1: float
    mentors0: float
    people0: float


def group_difference(
    estimate: float,
    influence: np.ndarray,
    weight1: np.ndarray,
    weight0: np.ndarray,
    *,
    persons: np.ndarray,
    mentors: np.ndarray,
) -> GroupDifference:
    """The wider of the intervals by mentor and by person; arrays have one entry per person."""
    clusters = (cluster_numbers(persons, mentors), np.arange(len(persons)))
    by_mentor, by_person = (
        clustered_variance(influence, weight1, weight0, cluster) for cluster in clusters
    )
    return GroupDifference(
        widest_interval(estimate, (by_mentor, by_person)),
        by_mentor.ess1,
        by_mentor.ess0,
        by_person.ess0,
    )


def withhold_unless_passed(
    question: SecondaryAnalysis, checks: Sequence[Check]
) -> SecondaryAnalysis:
    """The question as it is where every check passes and people differ, else without its estimate:
    the first failure is the reason.
    """
    if question.estimate is not None and not question.estimate.se:
        checks = (*checks, Check("values_differ", False, SAME))
    failed = next((check for check in checks if not check.passed), None)
    if failed is None:
        return question
    return replace(
        question, estimate=None, values=question.values | failed.values | {"reason": failed.text}
    )
