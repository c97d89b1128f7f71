"""Doubly robust effect on the mentees, from pseudo-values of the restricted mean.

Everybody who could be followed is used, matched or not: two models replace the matching, and the
answer is right if one of them is. Both are fitted on distinct covariate patterns (counts and
sums), never on people. Source: Andersen, Klein and Rosthoj 2003 (pseudo-observations); Robins,
Rotnitzky and Zhao 1994 (augmented weighting).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.inference.survival import Curve, rmst_gradient, row_influence, survival_gradient

RIDGE = (
    1e-8  # a level in which nobody or everybody was mentored has no finite coefficient otherwise
)
MAX_ITERATIONS = 100
TOLERANCE = 1e-10


def pseudo_values(curve: Curve, tau: int, *, event: int, months: int) -> np.ndarray:
    """Return the pseudo-value of the restricted mean for a row that ends in u = 0..months-1.

    A pseudo-value is what the row adds to the restricted mean of `tau` months. Without censoring it
    is the row's own months, min(u + 1, tau); the mean over the rows is the restricted mean. `curve`
    must be made of rows of weight 1. The linear form: restricted mean + rows x influence.

    Formula:
        θ_i = RMST(τ) + n ψ_i

    Source: Andersen, Klein and Rosthoj 2003, Biometrika 90.
    """
    influence = row_influence(curve, rmst_gradient(curve, tau), event=event, arm=1, months=months)
    return curve.rmst(tau) + curve.at_risk[0] * influence


def pseudo_survival(curve: Curve, month: int, *, event: int, months: int) -> np.ndarray:
    """Return the pseudo-values of the share without the event after `month` months.

    Arguments and shape as in `pseudo_values`.

    Formula:
        θ_i = S_{month−1} + n ψ_i

    Source: Andersen, Klein and Rosthoj 2003, Biometrika 90.
    """
    gradient = survival_gradient(curve, month)
    influence = row_influence(curve, gradient, event=event, arm=1, months=months)
    return curve.survival[month - 1] + curve.at_risk[0] * influence


def design_matrix(keys: Sequence[np.ndarray]) -> np.ndarray:
    """Return a column of ones and, per key, a column for each value but the first.

    There is one row per pattern.
    """
    columns = [np.ones(len(keys[0]))]
    for key in keys:
        columns += [(key == level).astype(float) for level in np.unique(key)[1:]]
    return np.column_stack(columns)


def fit_log_odds(
    x: np.ndarray, n1: np.ndarray, n0: np.ndarray, *, ridge: float = RIDGE
) -> np.ndarray:
    """Return the fitted log-odds per pattern of being among `n1` rather than `n0`.

    A logistic regression by Newton's method, with a ridge penalty (not of the first column).
    """
    n = n1 + n0
    penalty = np.diag(np.r_[0.0, np.full(x.shape[1] - 1, ridge)])
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(n1.sum() / n0.sum())
    for _iteration in range(MAX_ITERATIONS):
        share = 1 / (1 + np.exp(-x @ beta))
        information = x.T @ (x * (n * share * (1 - share))[:, None]) + penalty
        step = np.linalg.solve(information, x.T @ (n1 - n * share) - penalty @ beta)
        beta += np.clip(step, -5, 5)
        if np.abs(step).max() < TOLERANCE:
            break
    return x @ beta


@dataclass(frozen=True)
class DoublyRobust:
    """Effect on the mentees, with the two fitted models.

    `odds` (of being a mentee) and `expected` (value without mentoring) have one entry per pattern.
    `residual1` and `residual0` are the mean differences of mentees and of the weighted others from
    the expected value.
    """

    odds: np.ndarray
    expected: np.ndarray
    residual1: float
    residual0: float

    @property
    def estimate(self) -> float:
        """Return the mean effect on the mentees, in the unit of the values."""
        return self.residual1 - self.residual0


def doubly_robust(
    x: np.ndarray, n1: np.ndarray, total1: np.ndarray, n0: np.ndarray, total0: np.ndarray
) -> DoublyRobust:
    """Return the augmented inverse-probability estimate of the mean effect on arm 1.

    Takes counts and sums per pattern. The odds come from a logistic model, the expected values from
    a linear one among arm 0, both on `x` (patterns x columns). Arm 0 is weighted by the odds; the
    mean residual of arm 0 is subtracted from that of arm 1. Both arms must have rows.

    Formula:
        θ = mean over mentees of r − Σ_others o r / Σ_others o
        r = pseudo-value − m₀(x),  o = e(x) / (1 − e(x))
        e: logistic model of being mentored,  m₀: linear model among the others

    Source: Robins, Rotnitzky and Zhao 1994, Journal of the American Statistical Association 89.
    """
    odds = np.exp(fit_log_odds(x, n1, n0))
    root = np.sqrt(n0)
    mean0 = np.divide(total0, n0, out=np.zeros(len(n0)), where=n0 > 0)
    beta = np.linalg.lstsq(x * root[:, None], mean0 * root, rcond=None)[0]
    expected = x @ beta
    residual1 = float(np.sum(total1 - n1 * expected) / np.sum(n1))
    residual0 = float(np.sum(odds * (total0 - n0 * expected)) / np.sum(odds * n0))
    return DoublyRobust(odds, expected, residual1, residual0)
