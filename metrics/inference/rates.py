"""Rates of an event while exposed and while not exposed, compared within strata.

Each stretch of time is counted once. All functions take counts per stratum, one entry each: events
`d1` among `n1` at risk while exposed, `d0` among `n0` while not. A stratum is anything within which
the two are comparable: a day, or a tenure month of one department and grade. Counts become floating
point before they are multiplied: n1 * n0 * d * (n - d) exceeds the whole numbers of a machine.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.inference.interval import Interval, t_interval


@dataclass(frozen=True)
class RateRatio:
    """Common ratio of the rates, exposed over not exposed: its logarithm and standard error."""

    log: float
    se: float

    @property
    def ratio(self) -> float:
        """Return the ratio itself; below 1 means fewer events while exposed."""
        return float(np.exp(self.log))

    @property
    def interval(self) -> Interval:
        """Return the ratio with its 95 % interval, made on the log scale (so is `se`)."""
        on_log = t_interval(self.log, self.se**2, float("inf"))
        low, high = np.exp([on_log.low, on_log.high])
        return Interval(self.ratio, float(low), float(high), self.se, on_log.df)


@dataclass(frozen=True)
class LogRank:
    """Events observed while exposed, those expected without an effect, and the variance."""

    observed: float
    expected: float
    variance: float

    @property
    def chi2(self) -> float:
        """Return the test statistic, chi-squared with one degree of freedom."""
        return (self.observed - self.expected) ** 2 / self.variance

    @property
    def p(self) -> float:
        """Return the chance of a difference at least this large without an effect of exposure."""
        from scipy.special import chdtrc

        return float(chdtrc(1, self.chi2))


def mantel_haenszel(
    d1: np.ndarray, n1: np.ndarray, d0: np.ndarray, n0: np.ndarray
) -> RateRatio | None:
    """Return the Mantel-Haenszel ratio of the risks per stratum.

    The variance is that of Greenland and Robins (1985). None where the strata that hold both arms
    have no event while exposed, or none while not.

    Formula:
        θ = R / S,  R = Σ d₁ n₀ / n,  S = Σ d₀ n₁ / n,  n = n₁ + n₀
        Var(log θ) = Σ (d n₁ n₀ − d₁ d₀ n) / n²  ÷  (R S),  d = d₁ + d₀

    Source: Mantel and Haenszel 1959, Journal of the National Cancer Institute 22; Greenland and
    Robins 1985, Biometrics 41.
    """
    d1, n1, d0, n0 = _nonempty_strata(d1, n1, d0, n0)
    n = n1 + n0
    d = d1 + d0
    exposed = float(np.sum(d1 * n0 / n))
    unexposed = float(np.sum(d0 * n1 / n))
    if exposed <= 0 or unexposed <= 0:
        return None
    spread = float(np.sum((d * n1 * n0 - d1 * d0 * n) / n**2))
    return RateRatio(
        float(np.log(exposed / unexposed)), float(np.sqrt(spread / (exposed * unexposed)))
    )


def log_rank(d1: np.ndarray, n1: np.ndarray, d0: np.ndarray, n0: np.ndarray) -> LogRank | None:
    """Return the stratified log-rank test (Mantel 1966) with hypergeometric variance.

    None where it has no variance.

    Formula:
        χ² = (O − E)² / V,  O = Σ d₁,  E = Σ d n₁ / n,  V = Σ n₁ n₀ d (n − d) / (n² (n − 1))

    Source: Mantel 1966, Cancer Chemotherapy Reports 50.
    """
    d1, n1, d0, n0 = _nonempty_strata(d1, n1, d0, n0)
    n = n1 + n0
    d = d1 + d0
    # 0 where n is 1: one arm is empty
    variance = float(np.sum(n1 * n0 * d * (n - d) / (n**2 * np.maximum(n - 1, 1))))
    return LogRank(float(np.sum(d1)), float(np.sum(d * n1 / n)), variance) if variance > 0 else None


def _nonempty_strata(*counts: np.ndarray) -> list[np.ndarray]:
    d1, n1, d0, n0 = (np.asarray(count, dtype=float) for count in counts)
    nonempty = n1 + n0 > 0
    return [count[nonempty] for count in (d1, n1, d0, n0)]
