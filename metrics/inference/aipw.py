"""Pseudo-values of the restricted mean, and the doubly robust effect on the mentees that is made of
them.

Everybody who could be followed is used, matched or not: two models stand in for the matching, and
the answer is right if one of them is. Both are fitted on distinct covariate patterns (counts and
sums), never on people. Source: Andersen, Klein and Rosthoj 2003 (pseudo-observations); Robins,
Rotnitzky and Zhao 1994 (augmented weighting).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.inference.survival import Curve, rmst_gradient, row_influence, survival_gradient

RIDGE = (
    1e-8  # a level that nobody or everybody was mentored in has no finite coefficient without it
)
MOST_STEPS, STILL = 100, 1e-10


def pseudo_values(of: Curve, tau: int, *, event: int, months: int) -> np.ndarray:
    """The pseudo-value of a row that ends in u = 0..months-1: what it adds to the restricted mean
    of `tau` months.

    Without censoring it is the row's own months, min(u + 1, tau); their mean over the rows is the
    restricted mean. `of` must be made of rows of weight 1. The linear form: restricted mean + rows
    x influence.

    Formula:
        θ_i = RMST(τ) + n ψ_i

    Source: Andersen, Klein and Rosthoj 2003, Biometrika 90.
    """
    influence = row_influence(of, rmst_gradient(of, tau), event=event, arm=1, months=months)
    return of.rmst(tau) + of.at_risk[0] * influence


def pseudo_survival(of: Curve, month: int, *, event: int, months: int) -> np.ndarray:
    """As `pseudo_values`, for the share still without the event after `month` months.

    Formula:
        θ_i = S_{month−1} + n ψ_i

    Source: Andersen, Klein and Rosthoj 2003, Biometrika 90.
    """
    influence = row_influence(of, survival_gradient(of, month), event=event, arm=1, months=months)
    return of.survival[month - 1] + of.at_risk[0] * influence


def design(keys: Sequence[np.ndarray]) -> np.ndarray:
    """A column of ones, then per key a column for each of its values but the first; one row per
    pattern.
    """
    columns = [np.ones(len(keys[0]))]
    for key in keys:
        columns += [(key == level).astype(float) for level in np.unique(key)[1:]]
    return np.column_stack(columns)


def logistic(x: np.ndarray, n1: np.ndarray, n0: np.ndarray) -> np.ndarray:
    """The fitted log-odds per pattern of being among `n1` rather than `n0`, by Newton's method."""
    n = n1 + n0
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(n1.sum() / n0.sum())
    for _ in range(MOST_STEPS):
        share = 1 / (1 + np.exp(-x @ beta))
        information = x.T @ (x * (n * share * (1 - share))[:, None]) + RIDGE * np.eye(len(beta))
        step = np.linalg.solve(information, x.T @ (n1 - n * share) - RIDGE * beta)
        beta += np.clip(step, -5, 5)
        if np.abs(step).max() < STILL:
            break
    return x @ beta


@dataclass(frozen=True)
class DoublyRobust:
    """The effect on the mentees; per pattern the odds of being one and the value expected without;
    the mean that each arm is away from what is expected.
    """

    odds: np.ndarray
    expected: np.ndarray
    above1: float
    above0: float

    @property
    def estimate(self) -> float:
        return self.above1 - self.above0


def doubly_robust(
    x: np.ndarray, n1: np.ndarray, total1: np.ndarray, n0: np.ndarray, total0: np.ndarray
) -> DoublyRobust:
    """The augmented inverse-probability estimate of the mean effect on arm 1, from counts and sums
    per pattern.

    The odds come from a logistic model, the expected values from a linear one among arm 0, both on
    `x` (patterns x columns). Arm 0 is weighted by the odds; what the linear model leaves of it is
    taken from what it leaves of arm 1. Both arms must have rows.

    Formula:
        θ = mean over mentees of r − Σ_others o r / Σ_others o
        r = pseudo-value − m₀(x),  o = e(x) / (1 − e(x))
        e: logistic model of being mentored,  m₀: linear model among the others

    Source: Robins, Rotnitzky and Zhao 1994, Journal of the American Statistical Association 89.
    """
    odds = np.exp(logistic(x, n1, n0))
    root = np.sqrt(n0)
    mean0 = np.divide(total0, n0, out=np.zeros(len(n0)), where=n0 > 0)
    beta = np.linalg.lstsq(x * root[:, None], mean0 * root, rcond=None)[0]
    expected = x @ beta
    above1 = float(np.sum(total1 - n1 * expected) / np.sum(n1))
    above0 = float(np.sum(odds * (total0 - n0 * expected)) / np.sum(odds * n0))
    return DoublyRobust(odds, expected, above1, above0)
