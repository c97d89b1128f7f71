"""Weights that give a comparison group the margins of the mentees, from counts per pattern.

A pattern is one combination of levels of the keys. Each key is one margin: the weighted comparison
group has as many rows of every level of it as the mentees have. Everything is computed from the
number of rows of both arms in each pattern, whatever the number of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

PENALTY = 0.001
MAX_ITERATIONS = 300
TOLERANCE = 1e-11
MOST_LOG_WEIGHT = 200.0


@dataclass(frozen=True)
class Margins:
    """The keys of the patterns as level numbers: one row per pattern, one column per key.

    `sizes` are the numbers of levels of the keys.
    """

    codes: np.ndarray
    sizes: tuple[int, ...]

    @property
    def columns(self) -> int:
        """Return the number of coefficients: one for all, and one for each level of each key."""
        return 1 + sum(self.sizes)

    def totals(self, amount: np.ndarray) -> np.ndarray:
        """Return the sum of `amount` (one per pattern) over all, and over each level."""
        parts = [np.array([amount.sum()])]
        for key, size in enumerate(self.sizes):
            parts.append(np.bincount(self.codes[:, key], weights=amount, minlength=size))
        return np.concatenate(parts)

    def of_patterns(self, coefficient: np.ndarray) -> np.ndarray:
        """Return the sum of the coefficients that hold for each pattern."""
        value = np.full(len(self.codes), coefficient[0])
        for key, first in enumerate(self._firsts):
            value = value + coefficient[first + self.codes[:, key]]
        return value

    def products(self, weight: np.ndarray) -> np.ndarray:
        """Return the weighted sums of products of all pairs of columns, a square matrix."""
        matrix = np.zeros((self.columns, self.columns))
        matrix[0] = matrix[:, 0] = self.totals(weight)
        for a, first_a in enumerate(self._firsts):
            for b, first_b in enumerate(self._firsts):
                size_b = self.sizes[b]
                pair = self.codes[:, a] * size_b + self.codes[:, b]
                block = np.bincount(pair, weights=weight, minlength=self.sizes[a] * size_b)
                matrix[first_a : first_a + self.sizes[a], first_b : first_b + size_b] = (
                    block.reshape(self.sizes[a], size_b)
                )
        return matrix

    @property
    def _firsts(self) -> tuple[int, ...]:
        """Return the first column of each key."""
        return tuple(int(first) for first in 1 + np.cumsum([0, *self.sizes[:-1]]))


@dataclass(frozen=True)
class Raking:
    """Weights of the comparison group by pattern.

    `kept` says which patterns are compared, `weight` is that of one row of the comparison group in
    each of them (0 where it is not compared). A mentee's row always weighs 1.
    """

    margins: Margins
    kept: np.ndarray
    weight: np.ndarray
    information: np.ndarray

    def adjustment(self, influence0: np.ndarray) -> np.ndarray:
        """Return what the estimated weights add to a row's influence, by pattern (and estimate).

        `influence0` is the sum, over the rows of the comparison group in each pattern, of their
        influence per unit of weight, one column per estimate. A mentee's row has the returned value
        added to its influence; a row of the comparison group has it subtracted from its influence
        per unit of weight. So only the part of the outcome that the keys do not explain counts.

        Formula:
            ψ_i = w_p (φ_i − a_p) for the comparison group,  ψ_i = φ_i + a_p for a mentee,
            a_p = x_p′ H⁻¹ Σ_q w_q x_q Σ_{i in q} φ_i,  H = Σ_q w_q n₀_q x_q x_q′ + ρ I

        Source: Deville and Sarndal 1992, Journal of the American Statistical Association 87.
        """
        weighted = self.weight[:, None] * influence0
        moments = np.stack([self.margins.totals(column) for column in weighted.T], axis=1)
        coefficients = np.linalg.solve(self.information, moments)
        added = [self.margins.of_patterns(column) for column in coefficients.T]
        return np.stack(added, axis=1) * self.kept[:, None]


def margins(keys: Sequence[np.ndarray]) -> Margins:
    """Return the keys (one array of levels per key, one entry per pattern) as level numbers."""
    levels = [np.unique(key.astype(str), return_inverse=True) for key in keys]
    codes = np.stack([code.ravel() for _names, code in levels], axis=1)
    return Margins(codes.astype(np.int64), tuple(len(names) for names, _code in levels))


def comparable(keys: Margins, n1: np.ndarray, n0: np.ndarray) -> np.ndarray:
    """Return which patterns can be compared: each of their levels has rows of both arms.

    Leaving a pattern out can take the last row of an arm out of another level, so this is repeated
    until nothing changes.
    """
    kept = np.ones(len(n1), bool)
    while True:
        before = kept
        for key, size in enumerate(keys.sizes):
            code = keys.codes[:, key]
            rows1 = np.bincount(code, weights=n1 * kept, minlength=size)
            rows0 = np.bincount(code, weights=n0 * kept, minlength=size)
            kept = kept & ((rows1 > 0) & (rows0 > 0))[code]
        if np.array_equal(kept, before):
            return kept


def rake(keys: Margins, n1: np.ndarray, n0: np.ndarray, *, penalty: float = PENALTY) -> Raking:
    """Return the weights under which the comparison group has the mentees' margins.

    `n1` and `n0` are the rows of mentees and of the comparison group per pattern. A level that
    lacks an arm is left out (`comparable`). The penalty, a share of the mentees, keeps the weights
    unique and finite where the margins cannot be met at once: a level's total is off by that share
    of all mentees times its coefficient. Interactions of keys are not balanced; matching on exact
    cells sees those.

    Formula:
        w_p = exp(x_p′λ),  x_p: 1 and the indicators of the pattern's levels
        λ minimises Σ_p n₀_p exp(x_p′λ) − Σ_p n₁_p x_p′λ + (ρ/2) Σ_j λ_j²  (j over levels), so
        Σ_p n₀_p w_p x_p = Σ_p n₁_p x_p − ρ λ,  ρ = penalty · Σ_p n₁_p

    Source: Hainmueller 2012, Political Analysis 20; Deming and Stephan 1940, Annals of Mathematical
    Statistics 11; with a penalty: Zhao and Percival 2017, Journal of Causal Inference 5.
    """
    kept = comparable(keys, n1, n0)
    mentees = n1 * kept
    others = n0 * kept
    penalties = np.full(keys.columns, penalty * mentees.sum())
    penalties[0] = 0.0
    coefficient = np.zeros(keys.columns)
    if not mentees.sum():
        information = np.eye(keys.columns)
        return Raking(keys, kept, np.zeros(len(n1)), information)
    target = keys.totals(mentees)
    coefficient[0] = np.log(mentees.sum() / others.sum())
    for _iteration in range(MAX_ITERATIONS):
        fitted = others * _weights(keys, coefficient)
        gradient = keys.totals(fitted) - target + penalties * coefficient
        information = keys.products(fitted) + np.diag(penalties)
        step = np.linalg.solve(information, gradient)
        coefficient = _descended(keys, others, target, penalties, coefficient, step)
        if np.abs(step).max() < TOLERANCE:
            break
    weight = _weights(keys, coefficient) * kept
    information = keys.products(others * weight) + np.diag(penalties)
    return Raking(keys, kept, weight, information)


def _weights(keys: Margins, coefficient: np.ndarray) -> np.ndarray:
    return np.exp(np.minimum(keys.of_patterns(coefficient), MOST_LOG_WEIGHT))


def _descended(
    keys: Margins,
    others: np.ndarray,
    target: np.ndarray,
    penalties: np.ndarray,
    coefficient: np.ndarray,
    step: np.ndarray,
) -> np.ndarray:
    """Return the coefficient after a Newton step, halved until the objective does not rise."""

    def objective(at: np.ndarray) -> float:
        fitted = float(np.sum(others * _weights(keys, at)))
        return fitted - float(at @ target) + float(penalties @ at**2) / 2

    before = objective(coefficient)
    share = 1.0
    while share > 1e-8 and objective(coefficient - share * step) > before + 1e-12 * abs(before):
        share /= 2
    return coefficient - share * step
