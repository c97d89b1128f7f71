"""Models with an intercept of their own per cell: the columns are never written out as a matrix."""

from __future__ import annotations

import numpy as np

from metrics.inference.aipw import RIDGE, TOLERANCE

MAX_ITERATIONS = 200
LONGEST_STEP = 4.0  # where no coefficient is finite but for the penalty, whole steps go astray


class CellDesign:
    """The columns of a model: one per cell (ones for its entries), then those of `z`.

    `cell` (entries) names the cell of each entry and is numbered again from 0; `z` is
    entries x columns. `width` is the number of all columns.
    """

    def __init__(self, cell: np.ndarray, z: np.ndarray) -> None:
        names, self.cell = np.unique(cell, return_inverse=True)
        self.cells = len(names)
        self.z = z
        self.width = self.cells + z.shape[1]

    def per_cell(self, amount: np.ndarray) -> np.ndarray:
        """Return the sum of an amount (entries) per cell."""
        return np.bincount(self.cell, weights=amount, minlength=self.cells)

    def total(self, amount: np.ndarray) -> np.ndarray:
        """Return columns' x amount: `amount` is (entries) or (entries x k)."""
        if amount.ndim == 1:
            return np.concatenate([self.per_cell(amount), self.z.T @ amount])
        by_column = np.zeros((self.width, amount.shape[1]))
        for column in range(amount.shape[1]):
            by_column[:, column] = self.total(amount[:, column])
        return by_column

    def dot(self, beta: np.ndarray) -> np.ndarray:
        """Return columns x beta: `beta` is (width) or (width x k)."""
        return beta[: self.cells][self.cell] + self.z @ beta[self.cells :]

    def gram(self, weight: np.ndarray) -> np.ndarray:
        """Return columns' x weight x columns (width x width)."""
        weighted = self.z * weight[:, None]
        of_z = self.total(weighted)
        between = of_z[: self.cells]
        return np.block(
            [[np.diag(self.per_cell(weight)), between], [between.T, of_z[self.cells :]]]
        )

    def log_odds(self, n1: np.ndarray, n0: np.ndarray) -> np.ndarray:
        """Return the fitted log-odds of being among `n1` rather than `n0`, per entry.

        A logistic regression by Newton's method, with a tiny ridge penalty: a column in which all
        or none are among `n1` has no finite coefficient otherwise.
        """
        n = n1 + n0
        beta = np.zeros(self.width)
        beta[: self.cells] = np.log(n1.sum() / n0.sum())
        for _iteration in range(MAX_ITERATIONS):
            chance = 1 / (1 + np.exp(-self.dot(beta)))
            information = self.gram(n * chance * (1 - chance)) + RIDGE * np.eye(self.width)
            step = np.linalg.solve(information, self.total(n1 - n * chance) - RIDGE * beta)
            longest = np.abs(step).max()
            beta += step * min(1.0, LONGEST_STEP / longest) if longest > 0 else step
            if longest < TOLERANCE:
                break
        return self.dot(beta)
