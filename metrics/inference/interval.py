"""An estimate with its interval, and the cluster-robust variance behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

CONFIDENCE = 0.95
POWER_Z = 2.8  # 1.96 + 0.84: the effect in standard errors that a study finds in four of five cases


@dataclass(frozen=True)
class Interval:
    """A number with its 95 % interval, in the unit of the metric; `se` and `df` are those behind
    the interval.
    """

    estimate: float
    low: float
    high: float
    se: float
    df: float

    @property
    def excludes_zero(self) -> bool:
        """True where the whole interval lies on one side of zero."""
        return self.low > 0 or self.high < 0


def t_interval(estimate: float, variance: float, df: float) -> Interval:
    """The estimate -/+ the t quantile times the root of the variance; `df` below 1 is taken as 1.

    Formula:
        estimate ± t_{0.975, df} √V,  V and df as the clusters give them

    Source: Cameron and Miller 2015, Journal of Human Resources 50.
    """
    from scipy.special import (
        stdtrit,
    )  # here, because scipy is heavy and the first page reads stored answers

    df = max(df, 1.0)
    se = float(np.sqrt(variance))
    half = float(stdtrit(df, 0.5 + CONFIDENCE / 2)) * se
    return Interval(float(estimate), float(estimate - half), float(estimate + half), se, float(df))


@dataclass(frozen=True)
class Spread:
    """The clustered variance of an estimate and the effective number of clusters in each arm
    (mentees, others).
    """

    variance: float
    ess1: float
    ess0: float
    welch: float | None = None

    @property
    def df(self) -> float:
        """Welch's degrees of freedom where they are known; else the effective clusters of the
        smaller arm less one, of the mentees alone where the others hold no weight.
        """
        return self.welch or (min(self.ess1, self.ess0) if self.ess0 else self.ess1) - 1


def clustered(
    influence: np.ndarray, weight1: np.ndarray, weight0: np.ndarray, cluster: np.ndarray
) -> Spread:
    """The CR3-style variance: sum over clusters of (influence / (1 - leverage)) squared.

    All arrays have one entry per person: the sum of their rows' influence on the estimate, their
    weight in each arm, and a whole number naming their cluster. A cluster's leverage is the larger
    of its shares of the two arms' weight. An approximation to the delete-one-cluster estimate; a
    cluster that holds an arm by itself makes it infinite.

    Formula: V = Σ_c [ψ_c / (1 − l_c)]²,  ψ_c = Σ_{i in c} ψ_i,  l_c = the larger of c's shares of
    the two arms' weight df = min(ESS₁, ESS₀) − 1,  ESS = (Σ_c s_c)² / Σ_c s_c²,  s_c = the weight
    of cluster c in an arm

    Source: Cameron and Miller 2015, Journal of Human Resources 50; Kish 1965, Survey Sampling.
    """
    n = int(cluster.max()) + 1 if len(cluster) else 0
    psi, held1, held0 = (
        np.bincount(cluster, weights=w, minlength=n) for w in (influence, weight1, weight0)
    )
    leverage = np.maximum(_share(held1), _share(held0))
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = float(np.sum((psi / (1 - leverage)) ** 2, where=psi != 0)) if n else float("inf")
    return Spread(variance, effective(held1), effective(held0))


def clustered_by_arm(
    influence: np.ndarray, weight1: np.ndarray, weight0: np.ndarray, cluster: np.ndarray
) -> Spread:
    """The CR2-style variance with Welch's degrees of freedom, for an estimate to which both arms
    add variance.

    Arrays as in `clustered`. The clusters that hold mentees are one part of the variance and the
    others the second, each with the effective clusters of its arm less one as degrees of freedom,
    joined as by Satterthwaite. In simulated companies with six mentors it holds the truth 96 to 97
    times in 100, where `clustered` with the wider of two kinds of cluster did 100 times. Limit:
    leverage by weight, not by refitting.

    Formula:
        V = Σ_c ψ_c² / (1 − l_c);  df = V² / (V₁² / (G₁ − 1) + V₀² / (G₀ − 1))

    Source: Bell and McCaffrey 2002, Survey Methodology 28; Welch 1947, Biometrika 34.
    """
    n = int(cluster.max()) + 1 if len(cluster) else 0
    psi, held1, held0 = (
        np.bincount(cluster, weights=w, minlength=n) for w in (influence, weight1, weight0)
    )
    leverage = np.maximum(_share(held1), _share(held0))
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(psi != 0, psi**2 / (1 - leverage), 0.0)
    return both_arms(parts, held1 > 0, effective(held1), effective(held0))


def both_arms(parts: np.ndarray, has_mentees: np.ndarray, ess1: float, ess0: float) -> Spread:
    """The variance as the sum of the clusters' `parts`, with Welch's degrees of freedom (see
    `clustered_by_arm`); without any cluster it is infinite.
    """
    of1, of0 = float(parts[has_mentees].sum()), float(parts[~has_mentees].sum())
    variance = of1 + of0 if len(parts) else float("inf")
    if not 0 < variance < float("inf"):
        return Spread(variance, ess1, ess0)
    share1, share0 = of1 / variance, of0 / variance
    return Spread(
        variance, ess1, ess0, 1 / (share1**2 / max(ess1 - 1, 1) + share0**2 / max(ess0 - 1, 1))
    )


def widest(estimate: float, spreads: Sequence[Spread]) -> Interval:
    """The widest of the intervals by different clusters, for instance mentors and persons: the
    safest to show.
    """
    return max(
        (t_interval(estimate, one.variance, one.df) for one in spreads),
        key=lambda one: one.high - one.low,
    )


def clusters_of(persons: np.ndarray, mentors: np.ndarray) -> np.ndarray:
    """A number per person: the same for mentees of one first mentor, one of their own for everybody
    else.

    Ids of mentors and of persons share a space, so a mentor's own row is never merged with their
    mentees'.
    """
    names = np.where(
        [mentor is None for mentor in mentors],
        [f"p{p}" for p in persons],
        [f"m{m}" for m in mentors],
    )
    return np.unique(names, return_inverse=True)[1]


def mentees_needed(n: int, se: float, effect: float) -> int:
    """How many mentees would show `effect` in four of five studies, scaling the standard error seen
    with `n`.
    """
    return int(np.ceil(n * (POWER_Z * se / effect) ** 2))


def _share(weight: np.ndarray) -> np.ndarray:
    total = weight.sum()
    return weight / total if total > 0 else weight


def effective(weight: np.ndarray) -> float:
    """How many equal weights tell as much as these: (sum of weights) squared / sum of squares; 0
    without any.
    """
    squares = float(np.sum(_share(weight) ** 2))
    return 1 / squares if squares > 0 else 0.0
