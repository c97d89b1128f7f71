"""Several groups at once: intervals that allow for having looked often, and estimates drawn towards
their common mean.

Sources: Holm 1979, Scandinavian Journal of Statistics 6; Paule and Mandel 1982 for the variance
between groups; Morris 1983, Journal of the American Statistical Association 78 for the interval of
a shrunk estimate.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from metrics.inference.interval import CONFIDENCE, Interval

STEPS = 200


def holm(groups: Mapping[str, Interval]) -> dict[str, Interval]:
    """The same estimates with wider intervals: one excludes zero only where Holm's step-down test
    rejects at 5 %.

    The group with the smallest p gets the interval of level 1 - 0.05/m, the next 1 - 0.05/(m - 1),
    and so on; a group behind one that is not rejected is not narrower than that one was, in
    standard errors. One group stays as it is.

    Formula: estimate_(r) ± t_{1 − α_r / 2, df} SE_(r),  α_r = 0.05 / (m − r + 1),  r = 1..m by
    increasing p

    Source: Holm 1979, Scandinavian Journal of Statistics 6.
    """
    from scipy.special import stdtr, stdtrit  # scipy is heavy; see interval.py

    order = sorted(groups, key=lambda name: stdtr(groups[name].df, -_t(groups[name])))
    alpha, found, open_still = 1 - CONFIDENCE, {}, True
    level = alpha / max(len(order), 1)
    for rank, name in enumerate(order):
        one = groups[name]
        level = alpha / (len(order) - rank) if open_still else level
        half = float(stdtrit(one.df, 1 - level / 2)) * one.se
        found[name] = Interval(
            one.estimate, one.estimate - half, one.estimate + half, one.se, one.df
        )
        open_still = open_still and found[name].excludes_zero
    return {name: found[name] for name in groups}


def shrunk(groups: Mapping[str, Interval]) -> dict[str, Interval]:
    """Each estimate drawn towards the common mean, the more so the less it is sure of itself
    (empirical Bayes).

    The variance between groups is Paule and Mandel's; the interval counts the uncertainty of the
    common mean and, by Morris' correction, of that variance. Fewer than three groups are returned
    as they are: nothing can be learned about their spread. A picture of where to look, never a
    ranking.
    """
    if len(groups) < 3:
        return dict(groups)
    y = np.array([one.estimate for one in groups.values()])
    v = np.array([one.se**2 for one in groups.values()])
    between = spread_between(y, v)
    weight = 1 / (v + between)
    mean = float(np.average(y, weights=weight))
    k = len(y)
    pull = v / (v + between) * (k - 3) / (k - 1) if k > 3 else v / (v + between)
    middle = mean + (1 - pull) * (y - mean)
    variance = (
        v * (1 - pull) + pull**2 / weight.sum() + 2 / max(k - 3, 1) * pull**2 * (y - mean) ** 2
    )
    half = 1.959963984540054 * np.sqrt(variance)
    return {
        name: Interval(
            float(middle[i]),
            float(middle[i] - half[i]),
            float(middle[i] + half[i]),
            float(np.sqrt(variance[i])),
            float("inf"),
        )
        for i, name in enumerate(groups)
    }


def spread_between(y: np.ndarray, v: np.ndarray) -> float:
    """The variance between groups at which the weighted squares add up to their number less one; 0
    where none does.
    """

    def excess(between: float) -> float:
        weight = 1 / (v + between)
        mean = np.average(y, weights=weight)
        return float(np.sum(weight * (y - mean) ** 2)) - (len(y) - 1)

    if excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, float(np.var(y) * len(y) + v.max())
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


def _t(one: Interval) -> float:
    return abs(one.estimate) / one.se if one.se > 0 else float("inf")
