"""Who does better than chance would have it: expected counts for like work, exact limits,
shrinkage, false discoveries.

Rows are counts: `owner` and `cell` are whole numbers that name who and which like work, `exposure`
how much of it (months at risk, say) and `events` how often it happened. All functions take and give
one-dimensional arrays.
"""

from __future__ import annotations

import numpy as np

Limits = tuple[np.ndarray, np.ndarray]
LEAST_VARIANCE, MOST_VARIANCE = 1e-6, 25.0


def expected(
    owner: np.ndarray, cell: np.ndarray, exposure: np.ndarray, events: np.ndarray, n: int
) -> np.ndarray:
    """The events that each of `n` owners would have had at everybody's rates in their own cells.

    Indirect standardisation: as many entries as owners, adding up to all events. Limit: an owner
    who has a cell alone is compared with nobody there.

    Formula:
        E_i = sum over s of T_is D_s / T_s,  T = exposure, D = events

    Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, chapter 2.
    """
    t, d = (np.bincount(cell, weights=w) for w in (exposure, events))
    rate = np.divide(d, t, out=np.zeros_like(d), where=t > 0)
    return np.bincount(owner, weights=exposure * rate[cell], minlength=n)


def chance_of_fewer(events: int, totals: np.ndarray, shares: np.ndarray) -> float:
    """The exact chance of so few events or fewer: one-sided p value of an owner who has the share
    `shares` of the exposure of cells with `totals` events by everybody, each event falling to
    anybody in proportion to exposure.

    Given the totals no rate is left to be estimated, so it holds also in a company with few owners.
    A sum of binomials, by convolution; in one cell it is the binomial distribution, for small
    shares Poisson's.

    Source: Przyborowski and Wilenski 1940, Biometrika 31, extended to several cells.
    """
    from scipy.special import (
        gammaln,
        xlog1py,
        xlogy,
    )  # scipy is heavy; see metrics/inference/interval.py

    k = np.arange(events + 1)
    d, share = np.asarray(totals, dtype=float)[:, None], np.asarray(shares, dtype=float)[:, None]
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
    for one in np.where(k <= d, np.exp(log), 0.0):
        chance = np.convolve(chance, one)[: events + 1]
    return min(float(chance.sum()), 1.0)


def chance_of_more(events: int, totals: np.ndarray, shares: np.ndarray) -> float:
    """The exact chance of so many events or more; as `chance_of_fewer`, on the other side."""
    return max(1 - chance_of_fewer(events - 1, totals, shares), 0.0) if events else 1.0


def ratio_limits(events: np.ndarray, mean: np.ndarray, level: float) -> Limits:
    """The exact limits of events / mean, `mean` taken as known and above zero.

    Source: Garwood 1936, Biometrika 28.
    """
    from scipy.special import gammaincinv

    events, mean, tail = (
        np.asarray(events, dtype=float),
        np.asarray(mean, dtype=float),
        (1 - level) / 2,
    )
    low = np.where(events > 0, gammaincinv(np.maximum(events, 1), tail), 0.0)
    return low / mean, gammaincinv(events + 1, 1 - tail) / mean


def limit_lines(most: float, level: float) -> tuple[Limits, Limits]:
    """The lower and the upper limit of the funnel, each as (means, ratios): the mean at which a
    count just lies on it.

    A count is as low as the lower line where the exact Poisson chance of it or fewer is at most (1
    - level) / 2, and as high as the upper one where that of it or more is. For counts up to `most`
    and a few more.

    Source: Spiegelhalter 2005, Statistics in Medicine 24.
    """
    counts = np.arange(1, int(2 * most) + 20)
    up, down = ratio_limits(counts, np.ones(len(counts)), level)
    return (down, counts / down), (up, counts / up)


def spread_of_ratios(events: np.ndarray, mean: np.ndarray) -> float:
    """The variance of the owners' true ratios around 1: events are Poisson, ratios gamma with mean
    1.

    The maximum of variance x likelihood: the factor keeps it from being exactly zero, which would
    say that nobody can differ. Owners with a mean of zero tell nothing.

    Formula:
        argmax over A of log A + sum over i of log NB(O_i; shape 1 / A, mean E_i)

    Source: Li and Lahiri 2010, Journal of Multivariate Analysis 101; Morris and Tang 2011,
    Statistical Science 26.
    """
    from scipy.optimize import minimize_scalar
    from scipy.special import gammaln

    told = mean > 0
    o, e = events[told], mean[told]

    def less_likely(log_variance: float) -> float:
        a = np.exp(-log_variance)
        return -log_variance - float(
            np.sum(gammaln(a + o) - gammaln(a) + a * np.log(a) - (a + o) * np.log(a + e))
        )

    ends = (np.log(LEAST_VARIANCE), np.log(MOST_VARIANCE))
    return float(np.exp(minimize_scalar(less_likely, bounds=ends, method="bounded").x))


def shrunk(events: np.ndarray, mean: np.ndarray, variance: float) -> np.ndarray:
    """The ratios to be expected: events / mean drawn towards 1, the more so the smaller the mean.

    Formula:
        (a + O_i) / (a + E_i),  a = 1 / variance

    Source: Clayton and Kaldor 1987, Biometrics 43.
    """
    return (1 / variance + events) / (1 / variance + mean)


def own_part(
    owner: np.ndarray, cell: np.ndarray, exposure: np.ndarray, events: np.ndarray, n: int
) -> np.ndarray:
    """How much of the standard that each of `n` owners is held against is their own work; 0 where
    they have none.

    It is what their count varies less by than a Poisson count with the same mean, as rates have to
    be learned from the others. Formula:
        v_i = sum over s of p_is^2 D_s / sum over s of p_is D_s,  p_is = T_is / T_s

    Source: variance of the sum of binomials of `chance_of_fewer`, 1 - Var(O_i) / E_i.
    """
    t, d = (np.bincount(cell, weights=w) for w in (exposure, events))
    pairs, row = np.unique(owner * len(t) + cell, return_inverse=True)
    of, at = np.divmod(pairs, max(len(t), 1))
    mine = np.bincount(row, weights=exposure, minlength=len(pairs))
    part = np.divide(mine, t[at], out=np.zeros_like(mine), where=t[at] > 0)
    mean, own = (np.bincount(of, weights=w, minlength=n) for w in (part * d[at], part**2 * d[at]))
    return np.divide(own, mean, out=np.zeros(n), where=mean > 0)


def evened(own: np.ndarray, share: float) -> np.ndarray:
    """Weights, 1 on average, for `discoveries` by `share`: who is much of their own standard
    differs less from it, and is held to a limit as much nearer, so that everybody has the same
    power for the same distance.

    Formula:
        w_i proportional to 1 - Phi(z root of 1 - v_i),  Phi(z) = 1 - share / tests,  v = `own_part`
    """
    from scipy.special import ndtr, ndtri

    if not len(own):
        return own
    chance = ndtr(ndtri(share / len(own)) * np.sqrt(1 - own))
    return chance / chance.mean()


def discoveries(p: np.ndarray, share: float, weights: np.ndarray | float = 1.0) -> np.ndarray:
    """Which of the tests to believe so that on average at most `share` of those believed are false
    (True or False).

    For independent tests, and for tests that go together; exact p values of counts make it
    stricter. `weights` are 1 on average and know nothing of the events.

    Source: Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57; weights:
    Genovese, Roeder and Wasserman 2006, Biometrika 93.
    """
    p = p / weights
    order = np.argsort(p, kind="stable")
    passed = np.flatnonzero(p[order] <= share * np.arange(1, len(p) + 1) / max(len(p), 1))
    believed = np.zeros(len(p), dtype=bool)
    if len(passed):
        believed[order[: passed[-1] + 1]] = True
    return believed
