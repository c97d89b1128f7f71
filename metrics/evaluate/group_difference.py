"""The difference between two weighted groups of people, and when it must not be shown."""

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
    """The interval, the independent groups by mentor of each arm, and the people of arm 0.

    All three are effective numbers.
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
    """Return the wider of the intervals by mentor and by person.

    Arrays have one entry per person.
    """
    by_mentor = clustered_variance(influence, weight1, weight0, cluster_numbers(persons, mentors))
    by_person = clustered_variance(influence, weight1, weight0, np.arange(len(persons)))
    return GroupDifference(
        widest_interval(estimate, (by_mentor, by_person)),
        by_mentor.ess1,
        by_mentor.ess0,
        by_person.ess0,
    )


def withhold_unless_passed(
    question: SecondaryAnalysis, checks: Sequence[Check]
) -> SecondaryAnalysis:
    """Return the question as it is where every check passes, else without its estimate.

    The first check that fails is the reason. An estimate without any spread fails too.
    """
    if question.estimate is not None and not question.estimate.se:
        checks = (*checks, Check("values_differ", False, SAME))
    failed = next((check for check in checks if not check.passed), None)
    if failed is None:
        return question
    values = {**question.values, **failed.values, "reason": failed.text}
    return replace(question, estimate=None, values=values)
