"""Who stands out among like colleagues: values beside those of others, how much people differ
anyway, who is beyond.

Rows are values: `person` and `cell` are whole numbers that name whose value it is and with which
others it is compared (the same work in the same period). All functions take and give
one-dimensional arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TAIL = 0.1
AT_NORMAL = (
    0.6786  # the mean square of a standard normal, winsorised at its 10th and 90th percentile
)
EFFICIENCY = (
    0.72  # how much of the degrees of freedom that leaves: 20,000 draws of 30 to 300 normal values
)


@dataclass(frozen=True)
class Means:
    """Per person: periods, mean, its standard error from the spread between the periods, and
    degrees of freedom.

    NaN in mean, se and df for who has fewer than two periods. `se` is never below what the periods
    of everybody together would give: that one's own periods were even by chance is no certainty.
    """

    n: np.ndarray
    mean: np.ndarray
    se: np.ndarray
    df: np.ndarray


def beside_others(cell: np.ndarray, value: np.ndarray, least: int) -> np.ndarray:
    """Each value minus the mean of the others in its cell; NaN where there are fewer than `least`
    (1 or more) others.

    One row per person in a cell. Formula:
        y - (sum of the cell - y) / (n - 1)
    """
    n, total = np.bincount(cell), np.bincount(cell, weights=value)
    others = n[cell] - 1
    return np.where(others >= least, value - (total[cell] - value) / np.maximum(others, 1), np.nan)


def means(person: np.ndarray, residual: np.ndarray, people: int) -> Means:
    """The mean residual of each of `people` persons. Limit: periods that go together (a good year)
    make `se` too small; that spread is then part of how much people differ anyway, see `spread`.

    Formula: se_i = root of max(s_i^2, s^2) / n_i,  s_i^2 the variance between the periods of i, s^2
    that of all pooled
    """
    n = np.bincount(person, minlength=people)
    told = n >= 2
    count, df = np.where(told, n, np.nan), np.where(told, n - 1, np.nan)
    mean = np.bincount(person, weights=residual, minlength=people) / count
    squares = np.bincount(
        person, weights=np.nan_to_num(residual - mean[person]) ** 2, minlength=people
    )
    pooled = squares.sum() / max(float(np.nansum(df)), 1.0)
    return Means(n, mean, np.sqrt(np.maximum(squares / df, pooled) / count), df)


def spread(mean: np.ndarray, se: np.ndarray) -> float:
    """The variance by which people differ beyond their standard errors, hardly moved by a few who
    stand out; 0 or more.

    NaN for fewer than two people. The moment equation is solved, and not stepped once from the
    standard errors alone: where some people have ten times as many periods as others that step
    gives three quarters of the variance.

    Formula: the v at which mean(w(z)^2) / 0.6786 = (N - 1) / N,  z = (mean - median) / root of (v +
    se^2), w draws z in to its 10th and 90th percentile

    Source: Paule and Mandel 1982, Journal of Research of the National Bureau of Standards 87, for
    the equation; Spiegelhalter 2005, Statistics in Medicine 24, for the winsorised scores (there
    without the division).
    """
    from scipy.optimize import brentq

    if len(mean) < 2:
        return np.nan
    n, middle = len(mean), np.median(mean)

    def excess(v: float) -> float:
        z = (mean - middle) / np.sqrt(v + se**2)
        return (
            float(np.mean(np.clip(z, *np.quantile(z, [TAIL, 1 - TAIL])) ** 2)) / AT_NORMAL
            - (n - 1) / n
        )

    return float(brentq(excess, 0.0, 4 * n * np.var(mean))) if excess(0.0) > 0 else 0.0


def chance_beyond(of: Means, variance: float, people: int) -> np.ndarray:
    """The chance of so high a mean or a higher one, for who differs from the others no more than
    people do: one-sided.

    `variance` is that of `spread`, from `people` persons. Formula: t = mean / root of V,  V =
    variance + se^2,  df = V^2 / (variance^2 / (0.72 (people - 1)) + se^4 / df_i)

    Source: Satterthwaite 1946, Biometrics Bulletin 2, for the degrees of freedom of a sum of two
    variances.
    """
    from scipy.special import stdtr  # scipy is heavy; see interval.py

    both = variance + of.se**2
    df = both**2 / (variance**2 / (EFFICIENCY * max(people - 1, 1)) + of.se**4 / of.df)
    return stdtr(df, -of.mean / np.sqrt(both))
