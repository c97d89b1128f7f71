"""Variance of a sum of influences over clusters, with the leverage correction of the definitions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import inf, sqrt

from scipy import stats


@dataclass(frozen=True)
class Estimate:
    """A value with its variances (persons as clusters, mentors as clusters, the larger) and 95% interval."""

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


def estimate(value: float, *, person: tuple[float, float], mentor: tuple[float, float]) -> Estimate:
    """The estimate, from (variance, df) for each kind of cluster."""
    halves = [float(stats.t.ppf(0.975, max(df, 1.0))) * sqrt(variance) for variance, df in (person, mentor)]
    half, (variance, df) = max(zip(halves, (person, mentor), strict=True))
    return Estimate(value, person[0], mentor[0], variance, df, value - half, value + half)
