"""Lagged regression and trimming bounds: two further ways to compare the values of mentees and of
others.

Regression on the last value before pairing, from sums of squares and products per person; Lee 2009,
Review of Economic Studies 76, for the bounds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Adjusted:
    """The effect given the value before, that value's slope, and each person's influence on the
    effect.
    """

    effect: float
    slope: float
    influence: np.ndarray


def adjusted(
    dd: np.ndarray, dx: np.ndarray, xx: np.ndarray, dy: np.ndarray, xy: np.ndarray
) -> Adjusted | None:
    """Least squares of y on mentored (d) and the value before (x), with an intercept per cohort and
    period.

    One entry per person: the sums of their squares and products, each variable less its mean in the
    cohort and period (which is what the intercepts do). None where d and x cannot be told apart.
    The sum over clusters of the squared sums of influence is the clustered variance without a
    correction for few clusters.

    Formula:
        Y_it = α_gt + θ d_i + β X_i + ε_it,  X_i = the last value before pairing;  θ is the effect

    Source: Angrist and Pischke 2009, Mostly Harmless Econometrics, chapter 5.
    """
    bread = np.array([[dd.sum(), dx.sum()], [dx.sum(), xx.sum()]])
    if not len(dd) or np.linalg.matrix_rank(bread) < 2:
        return None
    effect, slope = np.linalg.solve(bread, [dy.sum(), xy.sum()])
    scores = np.stack([dy - effect * dd - slope * dx, xy - effect * dx - slope * xx])
    return Adjusted(float(effect), float(slope), np.linalg.solve(bread, scores)[0])


def trimming(
    based1: np.ndarray, seen1: np.ndarray, based0: np.ndarray, seen0: np.ndarray
) -> tuple[int, float]:
    """Which arm (1 mentees, 0 others) keeps more of its people, and the share of it to be trimmed.

    One entry per cohort and period: people with a base and those still seen. The others' share is
    averaged over cells with the mentees as weights. Nobody is trimmed where the shares are equal,
    or an arm is empty.

    Formula:
        trimmed share = 1 − (smaller share still seen) / (larger share still seen),
        from the top or the bottom of the arm of which more are seen

    Source: Lee 2009, Review of Economic Studies 76.
    """
    if not based1.sum() or not seen1.sum() or not seen0.sum():
        return 1, 0.0
    share1 = seen1.sum() / based1.sum()
    share0 = float(np.average(seen0 / based0, weights=based1))
    most, least = max(share1, share0), min(share1, share0)
    return int(share1 >= share0), float(1 - least / most)
