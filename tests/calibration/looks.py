"""How often twelve looks raise a false alarm: by the 95 % interval, and by the sequence.

Without an effect, a company that looks at every quarter or month sees the interval exclude zero at
some look far more often than 5 times in 100. Three settings, from exact to real:

    normals     estimates with independent normal increments and a known variance
    mentors     mentees arrive in groups of unequal size that share a mentor; the product's variance
    product     companies of `company.py` without an effect, read by the product at every look

    .venv/bin/python -m tests.calibration.product_looks --companies 200   # all three; looks.md

The last is in `product_looks.py`, which keeps every look in a file and continues where it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.inference.confidence_sequence import confidence_sequence
from metrics.inference.interval import Interval, clustered_variance_by_arm, t_interval

LOOKS = 12
EFFECT = 1.0  # the effect that the sequence is tuned for, in each setting's own unit


@dataclass(frozen=True)
class Alarms:
    """The share of repetitions with a false alarm at some look, and at the last one."""

    n: int
    looks: int
    interval: float
    sequence: float
    interval_at_last: float

    @property
    def error(self) -> float:
        """One Monte-Carlo standard error of `sequence`, as if it were at most 5 %."""
        return float(np.sqrt(0.05 * 0.95 / self.n))


def alarms_of(histories: list[list[tuple[Interval, Interval]]]) -> Alarms:
    """Return the alarms over repetitions; each is the intervals and sequences at its looks."""
    once = [any(one.excludes_zero for one, _all in history) for history in histories]
    every = [any(both.excludes_zero for _one, both in history) for history in histories]
    last = [history[-1][0].excludes_zero for history in histories]
    return Alarms(
        len(histories),
        max(map(len, histories)),
        float(np.mean(once)),
        float(np.mean(every)),
        float(np.mean(last)),
    )


def alarms_with_normals(repetitions: int, rng: np.random.Generator) -> Alarms:
    """Return the alarms for estimates that are means of normal values, 20 more at each look."""
    histories = []
    for _repetition in range(repetitions):
        values = np.cumsum(rng.normal(size=LOOKS) * np.sqrt(20))
        histories.append(
            [
                _both(t_interval(values[look] / n, 1 / n, np.inf), EFFECT / 4)
                for look, n in enumerate(20 * np.arange(1, LOOKS + 1))
            ]
        )
    return alarms_of(histories)


def alarms_with_clusters(repetitions: int, rng: np.random.Generator, *, mentors: int) -> Alarms:
    """Return the alarms for a difference between mentees of `mentors` and independent others.

    Mentors take unequal numbers; mentees of one mentor share a fifth of the variance. At each look
    more mentees and others have arrived.
    """
    return alarms_of([_clustered(mentors, rng) for _repetition in range(repetitions)])


def _clustered(mentors: int, rng: np.random.Generator) -> list[tuple[Interval, Interval]]:
    mentees = 12 * mentors
    popular = rng.gamma(1.5, size=mentors)
    own = rng.choice(mentors, size=mentees, p=popular / popular.sum())
    value1 = np.sqrt(0.2) * rng.normal(size=mentors)[own] + np.sqrt(0.8) * rng.normal(size=mentees)
    value0 = rng.normal(size=5 * mentees)
    history = []
    for share in np.linspace(1 / 3, 1, LOOKS):
        seen1 = value1[: round(share * mentees)]
        seen0 = value0[: round(share * 5 * mentees)]
        history.append(_both(_difference(seen1, seen0, own), EFFECT / 2))
    return history


def _difference(seen1: np.ndarray, seen0: np.ndarray, mentor: np.ndarray) -> Interval:
    """Return the difference of means with the product's clustered variance."""
    weight1 = np.concatenate([np.ones(len(seen1)), np.zeros(len(seen0))])
    influence = np.concatenate(
        [(seen1 - seen1.mean()) / len(seen1), -(seen0 - seen0.mean()) / len(seen0)]
    )
    alone = mentor.max() + 1 + np.arange(len(seen0))
    cluster = np.concatenate([mentor[: len(seen1)], alone])
    found = clustered_variance_by_arm(influence, weight1, 1 - weight1, cluster)
    return t_interval(seen1.mean() - seen0.mean(), found.variance, found.df)


def _both(interval: Interval, effect: float) -> tuple[Interval, Interval]:
    return interval, confidence_sequence(interval, effect=effect)
