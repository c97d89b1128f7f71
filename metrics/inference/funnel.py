"""Funnel-plot statistics: expected counts, exact limits, shrunk ratios and false discoveries.

Rows are counts: `owner` and `cell` are whole numbers that name the person and the comparable work,
`exposure` is the amount of it (months at risk, for instance) and `events` how often it happened.
All functions take and give one-dimensional arrays.
"""

from __future__ import annotations

import numpy as np

Limits = tuple[np.ndarray, np.ndarray]
LEAST_VARIANCE = 1e-6
MOST_VARIANCE = 25.0


def expected_events(
    owner: np.ndarray, cell: np.ndarray, exposure: np.ndarray, events: np.ndarray, n: int
) -> np.ndarray:
    """Return the events that each of `n` owners would have had at the rates of their cells.

    Indirect standardisation: as many entries as owners, adding up to all events. Limit: an owner
    who has a cell alone is compared with nobody there.

    Formula:
        E_i = sum over s of T_is D_s / T_s,  T = exposure, D = events

    Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, chapter 2.
    """
    t, d = (np.bincount(cell, weights=w) for w in (exposure, events))
    rate = np.divide(d, t, out=np.zeros_like(d), where=t > 0)
    return np.bincount(owner, weights=exposure * rate[cell], minlength=n)


def p_value_fewer(events: int, totals: np.ndarray, shares: np.ndarray) -> float:
    """Return the exact one-sided p value of so few events or fewer.

    It is that of an owner who has the share `shares` of the exposure of cells in which all owners
    together have `totals` events, each event falling to each owner in proportion to exposure. Given
    the totals no rate has to be estimated, so it also holds in a company with few owners. A sum of
    binomials, by convolution; in one cell it is the binomial distribution, for small shares
    Poisson's.

    Source: Przyborowski and Wilenski 1940, Biometrika 31, extended to several cells.
    """
    from scipy.special import gammaln, xlog1py, xlogy  # scipy is heavy; see interval.py

    k = np.arange(events + 1)
    d = np.asarray(totals, dtype=float)[:, None]
    share = np.asarray(shares, dtype=float)[:, None]
    left = np.maximum(d - k, 0)
    log = (
        gammaln(d + 1)
        - gammaln(k + 1)
        - gammaln(left + 1)
        + xlogy(k, share)
        + xlog1py(left, -share)
    )
    chance = np.zeros(events + 1)
    chance[0] = 1.0
    for binomial in np.where(k <= d, np.exp(log), 0.0):
        chance = np.convolve(chance, binomial)[: events + 1]
    return min(float(chance.sum()), 1.0)


def p_value_more(events: int, totals: np.ndarray, shares: np.ndarray) -> float:
    """Return the exact one-sided p value of so many events or more; as `p_value_fewer`."""
    return max(1 - p_value_fewer(events - 1, totals, shares), 0.0) if events else 1.0


def exact_ratio_limits(events: np.ndarray, mean: np.ndarray, level: float) -> Limits:
    """Return the exact limits of events / mean, `mean` taken as known and above zero.

    Source: Garwood 1936, Biometrika 28.
    """
    from scipy.special import gammaincinv  # scipy is heavy; see interval.py

    events = np.asarray(events, dtype=float)
    mean = np.asarray(mean, dtype=float)
    tail = (1 - level) / 2
    low = np.where(events > 0, gammaincinv(np.maximum(events, 1), tail), 0.0)
    return low / mean, gammaincinv(events + 1, 1 - tail) / mean


def funnel_limits(most: float, level: float) -> tuple[Limits, Limits]:
    """Return the lower and the upper line of the funnel, each as (means, ratios).

    A count is as low as the lower line where the exact Poisson chance of it or fewer is at most
    (1 - level) / 2, and as high as the upper one where that of it or more is. For counts up to
    `most` and a few more.

    Source: Spiegelhalter 2005, Statistics in Medicine 24.
    """
    counts = np.arange(1, int(2 * most) + 20)
    up, down = exact_ratio_limits(counts, np.ones(len(counts)), level)
    return (down, counts / down), (up, counts / up)


def between_owner_variance(events: np.ndarray, mean: np.ndarray) -> float:
    """Return the variance of the owners' true ratios around 1.

    Events are Poisson, ratios gamma with mean 1. The result maximises variance x likelihood: the
    factor keeps it from being exactly zero, which would say that owners cannot differ. Owners with
    a mean of zero are left out.

    Formula:
        argmax over A of log A + sum over i of log NB(O_i; shape 1 / A, mean E_i)

    Source: Li and Lahiri 2010, Journal of Multivariate Analysis 101; Morris and Tang 2011,
    Statistical Science 26.
    """
    from scipy.optimize import minimize_scalar
    from scipy.special import gammaln

    informative = mean > 0
    o = events[informative]
    e = mean[informative]

    def minus_log_likelihood(log_variance: float) -> float:
        a = np.exp(-log_variance)
        return -log_variance - float(
            np.sum(gammaln(a + o) - gammaln(a) + a * np.log(a) - (a + o) * np.log(a + e))
        )

    bounds = (np.log(LEAST_VARIANCE), np.log(MOST_VARIANCE))
    return float(np.exp(minimize_scalar(minus_log_likelihood, bounds=bounds, method="bounded").x))


def shrunk_ratios(events: np.ndarray, mean: np.ndarray, variance: float) -> np.ndarray:
    """Return events / mean shrunk towards 1, the more so the smaller the mean.

    Formula:
        (a + O_i) / (a + E_i),  a = 1 / variance

    Source: Clayton and Kaldor 1987, Biometrics 43.
    """
    return (1 / variance + events) / (1 / variance + mean)


def own_share(
    owner: np.ndarray, cell: np.ndarray, exposure: np.ndarray, events: np.ndarray, n: int
) -> np.ndarray:
    """Return the share of each owner's standard that is their own work, 0 where they have none.

    By that share the owner's count varies less than a Poisson count with the same mean, because
    rates have to be learned from the other owners.

    Formula:
        v_i = sum over s of p_is^2 D_s / sum over s of p_is D_s,  p_is = T_is / T_s

    Source: variance of the sum of binomials of `p_value_fewer`, 1 - Var(O_i) / E_i.
    """
    t, d = (np.bincount(cell, weights=w) for w in (exposure, events))
    pairs, row = np.unique(owner * len(t) + cell, return_inverse=True)
    owner_of_pair, cell_of_pair = np.divmod(pairs, max(len(t), 1))
    exposure_of_pair = np.bincount(row, weights=exposure, minlength=len(pairs))
    t_of_pair = t[cell_of_pair]
    d_of_pair = d[cell_of_pair]
    p = np.divide(
        exposure_of_pair, t_of_pair, out=np.zeros_like(exposure_of_pair), where=t_of_pair > 0
    )
    mean, own = (
        np.bincount(owner_of_pair, weights=w, minlength=n)
        for w in (p * d_of_pair, p**2 * d_of_pair)
    )
    return np.divide(own, mean, out=np.zeros(n), where=mean > 0)


def equal_power_weights(own: np.ndarray, share: float) -> np.ndarray:
    """Return weights, 1 on average, that give every owner the same power for the same distance.

    For `benjamini_hochberg` by `share`: an owner who makes up much of their own standard differs
    less from it, and gets a limit that is nearer by as much.

    Formula:
        w_i proportional to 1 - Phi(z root of 1 - v_i),
        Phi(z) = 1 - share / tests,  v = `own_share`
    """
    from scipy.special import ndtr, ndtri

    if not len(own):
        return own
    chance = ndtr(ndtri(share / len(own)) * np.sqrt(1 - own))
    return chance / chance.mean()


def benjamini_hochberg(
    p: np.ndarray, share: float, weights: np.ndarray | float = 1.0
) -> np.ndarray:
    """Return which tests to reject so that at most `share` of the rejections are false.

    The share holds on average, for independent tests and for positively dependent ones; exact p
    values of counts make it stricter. `weights` are 1 on average and do not depend on the events.

    Source: Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57; weights:
    Genovese, Roeder and Wasserman 2006, Biometrika 93.
    """
    p = p / weights
    order = np.argsort(p, kind="stable")
    passed = np.flatnonzero(p[order] <= share * np.arange(1, len(p) + 1) / max(len(p), 1))
    rejected = np.zeros(len(p), dtype=bool)
    if len(passed):
        rejected[order[: passed[-1] + 1]] = True
    return rejected
