"""Comparison of people with their peers on a continuous measure, and who stands out from them.

Rows are values: `person` and `cell` are whole numbers that name the person and the people they are
compared with (the same work in the same period). All functions take and give one-dimensional
arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TAIL = 0.1
AT_NORMAL = 0.6786  # the mean square of a standard normal, winsorised at the 10th, 90th percentile
EFFICIENCY = 0.72  # the degrees of freedom that leaves: 20,000 draws of 30 to 300 normal values


@dataclass(frozen=True)
class PersonMeans:
    """Per person: number of periods, mean, standard error and degrees of freedom.

    NaN in mean, se and df for a person with fewer than two periods. `se` comes from the spread
    between the person's periods, but is never below what the pooled spread of everybody would give:
    a person's own periods may be equal by chance.
    """

    n: np.ndarray
    mean: np.ndarray
    se: np.ndarray
    df: np.ndarray


def leave_one_out_residuals(cell: np.ndarray, value: np.ndarray, least: int) -> np.ndarray:
    """Return each value minus the mean of the others in its cell.

    NaN where there are fewer than `least` (1 or more) others. One row per person in a cell.

    Formula:
        y - (sum of the cell - y) / (n - 1)
    """
    n = np.bincount(cell)
    total = np.bincount(cell, weights=value)
    others = n[cell] - 1
    return np.where(others >= least, value - (total[cell] - value) / np.maximum(others, 1), np.nan)


def person_means(person: np.ndarray, residual: np.ndarray, people: int) -> PersonMeans:
    """Return the mean residual of each of `people` persons.

    Limit: correlated periods (a good year) make `se` too small; that spread then becomes part of
    the variance between people, see `between_person_variance`.

    Formula:
        se_i = root of max(s_i^2, s^2) / n_i,
        s_i^2 the variance between the periods of i, s^2 that of all pooled
    """
    n = np.bincount(person, minlength=people)
    measured = n >= 2
    count = np.where(measured, n, np.nan)
    df = np.where(measured, n - 1, np.nan)
    mean = np.bincount(person, weights=residual, minlength=people) / count
    squares = np.bincount(
        person, weights=np.nan_to_num(residual - mean[person]) ** 2, minlength=people
    )
    pooled = squares.sum() / max(float(np.nansum(df)), 1.0)
    return PersonMeans(n, mean, np.sqrt(np.maximum(squares / df, pooled) / count), df)


def between_person_variance(mean: np.ndarray, se: np.ndarray) -> float:
    """Return the variance by which people differ beyond their standard errors, 0 or more.

    NaN for fewer than two people. A few people who stand out hardly change it. The moment equation
    is solved, rather than stepped once from the standard errors alone: where some people have ten
    times as many periods as others that step gives three quarters of the variance.

    Formula:
        the v at which mean(w(z)^2) / 0.6786 = (N - 1) / N,
        z = (mean - median) / root of (v + se^2),
        w draws z in to its 10th and 90th percentile

    Source: Paule and Mandel 1982, Journal of Research of the National Bureau of Standards 87, for
    the equation; Spiegelhalter 2005, Statistics in Medicine 24, for the winsorised scores (there
    without the division).
    """
    from scipy.optimize import brentq

    if len(mean) < 2:
        return np.nan
    n = len(mean)
    middle = np.median(mean)

    def excess(v: float) -> float:
        z = (mean - middle) / np.sqrt(v + se**2)
        winsorised = np.clip(z, *np.quantile(z, [TAIL, 1 - TAIL]))
        return float(np.mean(winsorised**2)) / AT_NORMAL - (n - 1) / n

    return float(brentq(excess, 0.0, 4 * n * np.var(mean))) if excess(0.0) > 0 else 0.0


def p_value_above(means: PersonMeans, variance: float, people: int) -> np.ndarray:
    """Return the one-sided p value of so high a mean, for a person like the others.

    `variance` is that of `between_person_variance`, from `people` persons.

    Formula:
        t = mean / root of V,  V = variance + se^2,
        df = V^2 / (variance^2 / (0.72 (people - 1)) + se^4 / df_i)

    Source: Satterthwaite 1946, Biometrics Bulletin 2, for the degrees of freedom of a sum of two
    variances.
    """
    from scipy.special import stdtr  # scipy is heavy; see interval.py

    both = variance + means.se**2
    df = both**2 / (variance**2 / (EFFICIENCY * max(people - 1, 1)) + means.se**4 / means.df)
    return stdtr(df, -means.mean / np.sqrt(both))
