"""Variance of a sum of influences over clusters, with the leverage correction of the
definitions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import inf, sqrt

from scipy import stats


@dataclass(frozen=True)
class Estimate:
    """A value with its variances (persons as clusters, mentors as clusters, the larger) and 95%
    interval."""

    value: float
    v_person: float
    v_mentor: float
    variance: float
    df: float
    low: float
    high: float


def totals(clusters: list[str], amounts: list[float]) -> dict[str, float]:
    """cluster -> sum of its amounts."""
    found = defaultdict(float)
    for cluster, amount in zip(clusters, amounts, strict=True):
        found[cluster] += amount
    return found


def shares(weight: dict[str, float]) -> dict[str, float]:
    """cluster -> its share of the whole weight."""
    whole = sum(weight.values())
    return {cluster: amount / whole for cluster, amount in weight.items()}


def effective_size(weight: dict[str, float]) -> float:
    return sum(weight.values()) ** 2 / sum(amount**2 for amount in weight.values())


def corrected_variance(psi: dict[str, float], leverage: dict[str, float]) -> float:
    """Sum of (psi / (1 - leverage))^2; infinite when one cluster holds a whole arm."""
    if any(leverage[cluster] == 1 for cluster in psi):
        return inf
    return sum((influence / (1 - leverage[cluster])) ** 2 for cluster, influence in psi.items())


def estimate_by_arm(
    value: float, psi: dict[str, float], control: dict[str, float], mentee: dict[str, float]
) -> Estimate:
    """The estimate of a difference between arms, from each cluster's influence and its weight in
    each arm."""
    share0, share1 = shares(control), shares(mentee)
    part = {True: 0.0, False: 0.0}
    for cluster, influence in psi.items():
        left = 1 - max(share0.get(cluster, 0.0), share1.get(cluster, 0.0))
        if influence:
            part[cluster in share1] += influence**2 / left if left else inf
    variance = part[True] + part[False]
    df = 1.0
    if 1e-100 < variance < inf:
        sizes = {True: effective_size(mentee), False: effective_size(control)}
        df = variance**2 / sum(part[of] ** 2 / max(sizes[of] - 1, 1) for of in part)
    half = float(stats.t.ppf(0.975, max(df, 1.0))) * sqrt(variance)
    return Estimate(value, variance, variance, variance, df, value - half, value + half)


def estimate(value: float, *, person: tuple[float, float], mentor: tuple[float, float]) -> Estimate:
    """The estimate, from (variance, df) for each kind of cluster."""
    halves = [
        float(stats.t.ppf(0.975, max(df, 1.0))) * sqrt(variance)
        for variance, df in (person, mentor)
    ]
    half, (variance, df) = max(zip(halves, (person, mentor), strict=True))
    return Estimate(value, person[0], mentor[0], variance, df, value - half, value + half)
