"""Lagged regression and trimming bounds: two cross-checks of a difference in values.

The regression adjusts for the last value before pairing, from sums of squares and products per
person. The bounds allow for people who have no value because they left: Lee 2009, Review of
Economic Studies 76.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class LaggedRegression:
    """Effect given the value before, the slope of that value, and each person's influence."""

    effect: float
    slope: float
    influence: np.ndarray


def lagged_regression(
    dd: np.ndarray, dx: np.ndarray, xx: np.ndarray, dy: np.ndarray, xy: np.ndarray
) -> LaggedRegression | None:
    """Return the least-squares effect of being mentored on y, given the value before.

    y is regressed on mentored (d) and the value before (x), with an intercept per cohort and
    period. One entry per person: the sums of their squares and products, each variable less its
    mean in the cohort and period (which is what the intercepts do). None where d and x are
    collinear. The sum over clusters of the squared sums of influence is the clustered variance
    without a correction for few clusters.

    Formula:
        Y_it = α_gt + θ d_i + β X_i + ε_it,  X_i = the last value before pairing;  θ is the effect

    Source: Angrist and Pischke 2009, Mostly Harmless Econometrics, chapter 5.
    """
    bread = np.array([[dd.sum(), dx.sum()], [dx.sum(), xx.sum()]])
    if not len(dd) or np.linalg.matrix_rank(bread) < 2:
        return None
    effect, slope = np.linalg.solve(bread, [dy.sum(), xy.sum()])
    scores = np.stack([dy - effect * dd - slope * dx, xy - effect * dx - slope * xx])
    return LaggedRegression(float(effect), float(slope), np.linalg.solve(bread, scores)[0])


def trimmed_share(
    with_base1: np.ndarray, observed1: np.ndarray, with_base0: np.ndarray, observed0: np.ndarray
) -> tuple[int, float]:
    """Return the arm to trim (1 mentees, 0 others) and the share of it to trim.

    The arm to trim is the one that keeps more of its people. One entry per cohort and period:
    people with a base value and those still observed. The others' share is averaged over cells with
    the mentees as weights. Nobody is trimmed where the shares are equal, or an arm is empty.

    Formula:
        trimmed share = 1 − (smaller share still seen) / (larger share still seen),
        from the top or the bottom of the arm of which more are seen

    Source: Lee 2009, Review of Economic Studies 76.
    """
    if not with_base1.sum() or not observed1.sum() or not observed0.sum():
        return 1, 0.0
    share1 = observed1.sum() / with_base1.sum()
    share0 = float(np.average(observed0 / with_base0, weights=with_base1))
    larger = max(share1, share0)
    smaller = min(share1, share0)
    return int(share1 >= share0), float(1 - smaller / larger)
