"""Estimates with intervals, and the cluster-robust variance behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

CONFIDENCE = 0.95
Z_975 = 1.959963984540054  # the normal quantile of 97.5 %


@dataclass(frozen=True)
class Interval:
    """A number with its 95 % interval, in the unit of the metric.

    `se` and `df` are the standard error and the degrees of freedom behind the interval.
    """

    estimate: float
    low: float
    high: float
    se: float
    df: float

    @property
    def excludes_zero(self) -> bool:
        """Return True where the whole interval lies on one side of zero."""
        return self.low > 0 or self.high < 0

    @property
    def is_finite(self) -> bool:
        """Return True where both ends are known."""
        return bool(np.isfinite(self.low) and np.isfinite(self.high))


def t_interval(estimate: float, variance: float, df: float) -> Interval:
    """Return the estimate -/+ the t quantile times the root of the variance.

    `df` below 1 is taken as 1.

    Formula:
        estimate ± t_{0.975, df} √V,  V and df as the clusters give them

    Source: Cameron and Miller 2015, Journal of Human Resources 50.
    """
    # imported here, because scipy is heavy and the first page reads stored answers
    from scipy.special import stdtrit

    df = max(df, 1.0)
    se = float(np.sqrt(variance))
    half = float(stdtrit(df, 0.5 + CONFIDENCE / 2)) * se
    return Interval(float(estimate), float(estimate - half), float(estimate + half), se, float(df))


@dataclass(frozen=True)
class ClusteredVariance:
    """Clustered variance of an estimate, with the effective number of clusters in each arm.

    `ess1` is that of the mentees, `ess0` that of the others; `welch` holds Welch's degrees of
    freedom where they apply.
    """

    variance: float
    ess1: float
    ess0: float
    welch: float | None = None

    @property
    def df(self) -> float:
        """Return Welch's degrees of freedom, else the effective clusters less one.

        The effective clusters are those of the smaller arm; of the mentees alone where the others
        hold no weight.
        """
        if self.welch:
            return self.welch
        return (min(self.ess1, self.ess0) if self.ess0 else self.ess1) - 1


def clustered_variance(
    influence: np.ndarray, weight1: np.ndarray, weight0: np.ndarray, cluster: np.ndarray
) -> ClusteredVariance:
    """Return the CR3-style variance: sum over clusters of (influence / (1 - leverage)) squared.

    All arrays have one entry per person: the sum of their rows' influence on the estimate, their
    weight in each arm, and a whole number naming their cluster. A cluster's leverage is the larger
    of its shares of the two arms' weight. An approximation to the delete-one-cluster estimate; a
    cluster that holds a whole arm makes it infinite.

    Formula:
        V = Σ_c [ψ_c / (1 − l_c)]²,  ψ_c = Σ_{i in c} ψ_i,
        l_c = the larger of c's shares of the two arms' weight
        df = min(ESS₁, ESS₀) − 1,  ESS = (Σ_c s_c)² / Σ_c s_c²,
        s_c = the weight of cluster c in an arm

    Source: Cameron and Miller 2015, Journal of Human Resources 50; Kish 1965, Survey Sampling.
    """
    psi, held1, held0 = _by_cluster(cluster, influence, weight1, weight0)
    leverage = np.maximum(_share(held1), _share(held0))
    variance = float("inf")
    if len(psi):
        with np.errstate(divide="ignore", invalid="ignore"):
            variance = float(np.sum((psi / (1 - leverage)) ** 2, where=psi != 0))
    return ClusteredVariance(variance, effective_size(held1), effective_size(held0))


def clustered_variance_by_arm(
    influence: np.ndarray, weight1: np.ndarray, weight0: np.ndarray, cluster: np.ndarray
) -> ClusteredVariance:
    """Return the CR2-style variance with Welch's degrees of freedom.

    For an estimate to which both arms add variance. Arrays as in `clustered_variance`. The clusters
    that hold mentees are one part of the variance and the others the second, each with the
    effective clusters of its arm less one as degrees of freedom, joined as by Satterthwaite. In
    simulated companies with six mentors it holds the truth 96 to 97 times in 100, where
    `clustered_variance` with the wider of two kinds of cluster did 100 times. Limit: leverage by
    weight, not by refitting.

    Formula:
        V = Σ_c ψ_c² / (1 − l_c);  df = V² / (V₁² / (G₁ − 1) + V₀² / (G₀ − 1))

    Source: Bell and McCaffrey 2002, Survey Methodology 28; Welch 1947, Biometrika 34.
    """
    psi, held1, held0 = _by_cluster(cluster, influence, weight1, weight0)
    leverage = np.maximum(_share(held1), _share(held0))
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(psi != 0, psi**2 / (1 - leverage), 0.0)
    return combine_arms(terms, held1 > 0, effective_size(held1), effective_size(held0))


def combine_arms(
    terms: np.ndarray, has_mentees: np.ndarray, ess1: float, ess0: float
) -> ClusteredVariance:
    """Return the sum of the clusters' `terms` as a variance with Welch's degrees of freedom.

    See `clustered_variance_by_arm`; without any cluster the variance is infinite.
    """
    variance1 = float(terms[has_mentees].sum())
    variance0 = float(terms[~has_mentees].sum())
    variance = variance1 + variance0 if len(terms) else float("inf")
    if not 0 < variance < float("inf"):
        return ClusteredVariance(variance, ess1, ess0)
    share1 = variance1 / variance
    share0 = variance0 / variance
    welch = 1 / (share1**2 / max(ess1 - 1, 1) + share0**2 / max(ess0 - 1, 1))
    return ClusteredVariance(variance, ess1, ess0, welch)


def widest_interval(estimate: float, variances: Sequence[ClusteredVariance]) -> Interval:
    """Return the widest of the intervals by different clusters, for instance mentors and persons.

    The widest is the safest to show.
    """
    return max(
        (t_interval(estimate, clustered.variance, clustered.df) for clustered in variances),
        key=lambda interval: interval.high - interval.low,
    )


def cluster_numbers(persons: np.ndarray, mentors: np.ndarray) -> np.ndarray:
    """Return a number per person, shared by the mentees of one first mentor.

    A person without a mentor is a cluster of their own. Ids of mentors and of persons share a
    space, so a mentor's own row is never merged with their mentees'.
    """
    names = np.where(
        [mentor is None for mentor in mentors],
        [f"p{p}" for p in persons],
        [f"m{m}" for m in mentors],
    )
    return np.unique(names, return_inverse=True)[1]


def effective_size(weight: np.ndarray) -> float:
    """Return how many equal weights are as informative as these; 0 without any.

    It is (sum of weights) squared / sum of squares.
    """
    squares = float(np.sum(_share(weight) ** 2))
    return 1 / squares if squares > 0 else 0.0


def _by_cluster(cluster: np.ndarray, *amounts: np.ndarray) -> list[np.ndarray]:
    """Return the sum of each amount per cluster."""
    n = int(cluster.max()) + 1 if len(cluster) else 0
    return [np.bincount(cluster, weights=amount, minlength=n) for amount in amounts]


def _share(weight: np.ndarray) -> np.ndarray:
    total = weight.sum()
    return weight / total if total > 0 else weight
