"""Several groups at once: intervals adjusted for multiplicity, and shrunk estimates.

Sources: Holm 1979, Scandinavian Journal of Statistics 6; Paule and Mandel 1982 for the variance
between groups; Morris 1983, Journal of the American Statistical Association 78 for the interval of
a shrunk estimate.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

import numpy as np

from metrics.inference.interval import CONFIDENCE, Z_975, Interval

STEPS = 200
Group = TypeVar("Group", bound=Hashable)  # what names a group


def holm_intervals(groups: Mapping[str, Interval]) -> dict[str, Interval]:
    """Return the same estimates with intervals widened by Holm's step-down method.

    An interval excludes zero only where Holm's test rejects at 5 %. The group with the smallest p
    gets the interval of level 1 - 0.05/m, the next 1 - 0.05/(m - 1), and so on; after the first
    group that is not rejected, no interval is narrower, in standard errors, than that group's. A
    single group stays as it is.

    Formula:
        estimate_(r) ± t_{1 − α_r / 2, df} SE_(r),
        α_r = 0.05 / (m − r + 1),  r = 1..m by increasing p

    Source: Holm 1979, Scandinavian Journal of Statistics 6.
    """
    from scipy.special import stdtr, stdtrit  # scipy is heavy; see interval.py

    order = sorted(groups, key=lambda name: stdtr(groups[name].df, -_t(groups[name])))
    alpha = 1 - CONFIDENCE
    level = alpha / max(len(order), 1)
    rejecting = True
    widened = {}
    for rank, name in enumerate(order):
        group = groups[name]
        if rejecting:
            level = alpha / (len(order) - rank)
        half = float(stdtrit(group.df, 1 - level / 2)) * group.se
        widened[name] = Interval(
            group.estimate, group.estimate - half, group.estimate + half, group.se, group.df
        )
        rejecting = rejecting and widened[name].excludes_zero
    return {name: widened[name] for name in groups}


def shrink_to_mean(groups: Mapping[Group, Interval]) -> dict[Group, Interval]:
    """Return each estimate shrunk towards the common mean (empirical Bayes).

    The less precise an estimate, the more it is shrunk. The variance between groups is Paule and
    Mandel's; the interval counts the uncertainty of the common mean and, by Morris' correction, of
    that variance. Fewer than three groups are returned as they are, because their variance cannot
    be estimated. A guide to where to look, never a ranking.
    """
    if len(groups) < 3:
        return dict(groups)
    y = np.array([group.estimate for group in groups.values()])
    v = np.array([group.se**2 for group in groups.values()])
    between = between_group_variance(y, v)
    weight = 1 / (v + between)
    mean = float(np.average(y, weights=weight))
    k = len(y)
    pull = v / (v + between) * (k - 3) / (k - 1) if k > 3 else v / (v + between)
    middle = mean + (1 - pull) * (y - mean)
    variance = (
        v * (1 - pull) + pull**2 / weight.sum() + 2 / max(k - 3, 1) * pull**2 * (y - mean) ** 2
    )
    half = Z_975 * np.sqrt(variance)
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


def between_group_variance(y: np.ndarray, v: np.ndarray) -> float:
    """Return the variance between groups at which the weighted squares equal their number less one.

    0 where no positive variance does.
    """

    def excess(between: float) -> float:
        weight = 1 / (v + between)
        mean = np.average(y, weights=weight)
        return float(np.sum(weight * (y - mean) ** 2)) - (len(y) - 1)

    if excess(0.0) <= 0:
        return 0.0
    low = 0.0
    high = float(np.var(y) * len(y) + v.max())
    for _step in range(STEPS):
        middle = (low + high) / 2
        if excess(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t(group: Interval) -> float:
    return abs(group.estimate) / group.se if group.se > 0 else float("inf")
