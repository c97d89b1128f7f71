"""Sensitivity to a hidden cause: how strong it must be to explain an effect away.

E-value: VanderWeele and Ding 2017, Annals of Internal Medicine 167. Robustness value: Cinelli and
Hazlett 2020, Journal of the Royal Statistical Society B 82. Joint test: Hotelling's T squared on a
clustered covariance.
"""

from __future__ import annotations

import numpy as np


def e_value(ratio: float) -> float:
    """Return the E-value of a risk ratio.

    It is the factor by which a hidden cause must raise the chance of both exposure and event to
    explain the ratio away. 1 where the ratio is 1; a ratio below 1 is inverted first; a ratio of 0
    gives infinity.

    Formula:
        E = RR + √(RR (RR − 1)),  RR ≥ 1

    Source: VanderWeele and Ding 2017, Annals of Internal Medicine 167.
    """
    if ratio <= 0:
        return float("inf")
    above = 1 / ratio if ratio < 1 else ratio
    return float(above + np.sqrt(above * (above - 1)))


def e_value_of_limit(low: float, high: float) -> float:
    """Return the E-value of the limit nearest to no effect of an interval of a risk ratio.

    1 where the interval includes no effect.
    """
    if low <= 1 <= high:
        return 1.0
    return e_value(low if low > 1 else high)


def robustness_value(t: float, df: float, *, alpha: float | None = None) -> float:
    """Return the share that a hidden cause must explain to bring the effect to 0.

    The share, between 0 and 1, is of the residual variance of both exposure and outcome. `t` is the
    estimate over its standard error, `df` the residual degrees of freedom (above 1). With `alpha`:
    to bring the effect within the noise at that level.

    Formula:
        RV = ½ (√(f⁴ + 4 f²) − f²),  f = |t| / √df

    Source: Cinelli and Hazlett 2020, Journal of the Royal Statistical Society B 82.
    """
    f = abs(t) / np.sqrt(df)
    critical = 0.0
    if alpha is not None:
        from scipy.special import stdtrit  # scipy is heavy; see interval.py

        critical = float(stdtrit(df - 1, 1 - alpha / 2)) / np.sqrt(df - 1)
    left = f - critical
    if left <= 0:
        return 0.0
    if critical and f > 1 / critical:
        return float((f**2 - critical**2) / (1 + f**2))
    return float((np.sqrt(left**4 + 4 * left**2) - left**2) / 2)


def joint_test(estimates: np.ndarray, covariance: np.ndarray, df: float) -> float:
    """Return the p value that all estimates are zero: Hotelling's T squared.

    `df`, the degrees of freedom, counts independent clusters less one; NaN where there are too few
    of them, or the covariance is singular.

    Formula:
        F = b′ Σ⁻¹ b (df − q + 1) / (df q)  with q and df − q + 1 degrees of freedom,
        b the q estimates

    Source: Hotelling 1931, Annals of Mathematical Statistics 2.
    """
    from scipy.special import fdtrc  # scipy is heavy; see interval.py

    q = len(estimates)
    if not q or df < q or np.linalg.matrix_rank(covariance) < q:
        return float("nan")
    wald = float(estimates @ np.linalg.solve(covariance, estimates))
    return float(fdtrc(q, df - q + 1, wald * (df - q + 1) / (df * q)))


def clustered_covariance(
    influence: np.ndarray, weight1: np.ndarray, cluster: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return the covariance of several estimates and the effective number of mentees' clusters.

    `influence` holds each person's influence on each estimate (persons x estimates). Each cluster's
    sum is divided by one less its share of the mentees' weight, as in
    `interval.clustered_variance`; a cluster that holds all of them makes the covariance infinite.
    """
    n = int(cluster.max()) + 1 if len(cluster) else 0
    share = np.bincount(cluster, weights=weight1, minlength=n) / max(weight1.sum(), 1e-300)
    sums = np.stack(
        [np.bincount(cluster, weights=column, minlength=n) for column in influence.T], axis=1
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        sums = sums / (1 - share)[:, None]
        return sums.T @ sums, float(1 / np.sum(share**2)) if weight1.sum() > 0 else 0.0
