"""Doubly robust difference in differences, from sums per covariate pattern.

Group-time effects as in `difference_in_differences`, with two models: of what the others' change
depends on, and of who is a mentee. The answer is right if one of them is. Both are fitted on sums
per cell (cohort and period), arm and pattern of categories, never on people; numeric covariates
enter the outcome model through their sums of squares and products. Source: Sant'Anna and Zhao 2020,
Journal of Econometrics 219; Callaway and Sant'Anna 2021, Journal of Econometrics 225.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.inference.cell_design import CellDesign

MOST_LIKELY = 0.95
"""The chance of being a mentee above which a pattern has too few others to be compared."""
TOLERANCE = 1e-7
RIDGE = 1e-8


@dataclass(frozen=True)
class PatternSums:
    """Sums over people: one entry per cell, arm and pattern.

    `cell` counts from 0; `treated` is 1 for mentees. `n`, `y`, `yy` are the number of differences,
    their sum and sum of squares; `x` (entries x k) the sums of the numeric covariates, `xy` those
    of their products with the difference, `xx` (entries x k x k) those with each other.
    """

    cell: np.ndarray
    treated: np.ndarray
    n: np.ndarray
    y: np.ndarray
    yy: np.ndarray
    x: np.ndarray
    xy: np.ndarray
    xx: np.ndarray

    def where(self, keep: np.ndarray) -> PatternSums:
        """Return the entries for which `keep` is true; cells keep their numbers."""
        return PatternSums(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class OutcomeModel:
    """The expected change without mentoring: `fixed` of a pattern, plus `slope` times x.

    `residual` and `squares` are per entry the sum of (change - expected), and of its square.
    `inverse` is the inverse of the sums of squares and products of all columns.
    """

    fixed: np.ndarray
    slope: np.ndarray
    residual: np.ndarray
    squares: np.ndarray
    inverse: np.ndarray


@dataclass(frozen=True)
class AdjustedDifference:
    """The effect on the mentees, per cell and together, with what a person's influence needs.

    Per cell: `effect`, `n1`, `n0`, `mean1` and `mean0` (of what the outcome model leaves; the
    others' weighted by their odds), `variance`. Per entry: `expected` (the fixed part), `scale`,
    `centre`, `lever` and `constant`; for all: `slope` and `lever_slope` (k). The influence of a
    difference y with numeric covariates x, e = y - expected - slope x, is
    scale (e - centre) + e (lever + lever_slope x) + constant, for mentees without the middle term.
    """

    estimate: float
    effect: np.ndarray
    n1: np.ndarray
    n0: np.ndarray
    mean1: np.ndarray
    mean0: np.ndarray
    variance: np.ndarray
    expected: np.ndarray
    scale: np.ndarray
    centre: np.ndarray
    lever: np.ndarray
    constant: np.ndarray
    slope: np.ndarray
    lever_slope: np.ndarray


def comparable(sums: PatternSums, outcome: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return for which entries the two models can say something, as true and false.

    Left out are cells without mentees or without others; mentees in a pattern about which the
    others' changes say nothing (a category without others, which a model would extrapolate to
    silently); and both arms of a pattern in which the chance of being a mentee is above
    `MOST_LIKELY`. `outcome` and `share` are the columns of the two models, one row per entry.
    """
    keep = np.ones(len(sums.n), dtype=bool)
    while True:
        before = keep.sum()
        keep &= _both_arms(sums, keep)
        if not keep.any():
            return keep
        keep[keep] &= _estimable(sums.where(keep), outcome[keep])
        keep &= _both_arms(sums, keep)
        if keep.any():
            keep[keep] &= _chance(sums.where(keep), share[keep]) <= MOST_LIKELY
        if keep.sum() == before:
            return keep


def adjusted_difference(
    sums: PatternSums, outcome: np.ndarray, share: np.ndarray
) -> AdjustedDifference:
    """Return the doubly robust effect of each cell, and their average by mentees.

    `outcome` and `share` (entries x columns, without an intercept) hold the categories in the model
    of the change and in that of who is a mentee; both get an intercept per cell, and the first the
    numeric covariates. All entries must be `comparable`. With one cell, and the same columns in
    both, it is the estimator of Sant'Anna and Zhao; with columns of their own for every cell, that
    of Callaway and Sant'Anna. Shared columns lose less where cells are small. The influence counts
    that both models, and the mentees' shares of the cells, are estimated.

    Formula:
        ATT(g, t) = mean over mentees of e − Σ_others o e / Σ_others o,
        e = (Y_t − B_g) − m(x),  o = p(x) / (1 − p(x))
        m: linear model of the change among the others, p: logistic model of being a mentee
        ATT = Σ n_gt ATT(g, t) / Σ n_gt over 0 ≤ t − g ≤ 3,  n_gt = mentees in the cell

    Source: Sant'Anna and Zhao 2020, Journal of Econometrics 219; Callaway and Sant'Anna 2021,
    Journal of Econometrics 225.
    """
    categories = CellDesign(sums.cell, outcome)
    columns = CellDesign(sums.cell, share)
    per_cell = categories.per_cell
    number = categories.cell
    model = _outcome_model(sums, categories)
    mentee = sums.treated == 1
    n1 = np.where(mentee, sums.n, 0.0)
    n0 = np.where(mentee, 0.0, sums.n)
    log_odds = columns.log_odds(n1, n0)
    odds = np.exp(log_odds)
    chance = odds / (1 + odds)
    held1 = per_cell(n1)
    held0 = per_cell(odds * n0)
    mean1 = per_cell(np.where(mentee, model.residual, 0.0)) / held1
    mean0 = per_cell(np.where(mentee, 0.0, odds * model.residual)) / held0
    effect = mean1 - mean0
    whole = float(held1.sum())
    estimate = float(held1 @ effect / whole)
    # what a unit of weight is worth: of a mentee 1 / N, of the others their part of the cell's
    scale = np.where(mentee, 1 / whole, -(held1 / whole / held0)[number] * odds)
    centre = np.where(mentee, mean0[number] + estimate, mean0[number])
    slope_of = np.concatenate([-categories.total(scale * sums.n), -(scale @ sums.x)])
    by_outcome = model.inverse @ slope_of
    fixed = categories.width
    drift = np.where(mentee, 0.0, scale * (model.residual - mean0[number] * sums.n))
    information = columns.gram((n1 + n0) * chance * (1 - chance))
    by_share = np.linalg.solve(information + RIDGE * np.eye(columns.width), columns.total(drift))
    return AdjustedDifference(
        estimate=estimate,
        effect=effect,
        n1=held1,
        n0=per_cell(n0),
        mean1=mean1,
        mean0=mean0,
        variance=_variance(categories, sums, model, odds, mean1, mean0),
        expected=model.fixed,
        scale=scale,
        centre=centre,
        lever=np.where(mentee, 0.0, categories.dot(by_outcome[:fixed])),
        constant=columns.dot(by_share) * (sums.treated - chance),
        slope=model.slope,
        lever_slope=by_outcome[fixed:],
    )


def _outcome_model(sums: PatternSums, categories: CellDesign) -> OutcomeModel:
    """Return the least-squares fit among the others, from sums."""
    others = np.where(sums.treated == 1, 0.0, 1.0)
    cross = categories.total(others[:, None] * sums.x)
    gram = np.block(
        [
            [categories.gram(others * sums.n), cross],
            [cross.T, np.tensordot(others, sums.xx, axes=1)],
        ]
    )
    moments = np.concatenate([categories.total(others * sums.y), others @ sums.xy])
    inverse = np.linalg.pinv(gram, rcond=1e-12, hermitian=True)
    beta = inverse @ moments
    fixed = categories.dot(beta[: categories.width])
    slope = beta[categories.width :]
    residual = sums.y - sums.n * fixed - sums.x @ slope
    squares = (
        sums.yy
        - 2 * fixed * sums.y
        - 2 * (sums.xy @ slope)
        + sums.n * fixed**2
        + 2 * fixed * (sums.x @ slope)
        + np.einsum("i,pij,j->p", slope, sums.xx, slope)
    )
    return OutcomeModel(fixed, slope, residual, squares, inverse)


def _variance(
    categories: CellDesign,
    sums: PatternSums,
    model: OutcomeModel,
    odds: np.ndarray,
    mean1: np.ndarray,
    mean0: np.ndarray,
) -> np.ndarray:
    """Return the variance of each cell's effect, with the models taken as known."""
    parts = []
    for arm, weight, mean in ((1, np.ones(len(odds)), mean1), (0, odds, mean0)):
        inside = np.where(sums.treated == arm, weight, 0.0)
        total = categories.per_cell(inside * sums.n)
        centre = mean[categories.cell]
        squares = model.squares - 2 * centre * model.residual + sums.n * centre**2
        parts.append(categories.per_cell(inside**2 * squares) / total**2)
    return np.maximum(parts[0] + parts[1], 0.0)


def _both_arms(sums: PatternSums, keep: np.ndarray) -> np.ndarray:
    """Return the entries in cells that hold both arms among those kept."""
    size = int(sums.cell.max()) + 1 if len(sums.cell) else 0
    held = [
        np.bincount(sums.cell, weights=sums.n * keep * (sums.treated == arm), minlength=size)
        for arm in (1, 0)
    ]
    return ((held[0] > 0) & (held[1] > 0))[sums.cell]


def _estimable(sums: PatternSums, outcome: np.ndarray) -> np.ndarray:
    """Return the entries whose categories are a combination of those that the others have."""
    columns = CellDesign(sums.cell, outcome)
    gram = columns.gram((sums.treated == 0).astype(float))
    sizes, directions = np.linalg.eigh(gram)
    unknown = directions[:, sizes <= TOLERANCE * sizes.max()]
    return np.abs(columns.dot(unknown)).max(axis=1, initial=0.0) < 1e-6


def _chance(sums: PatternSums, share: np.ndarray) -> np.ndarray:
    """Return the fitted chance of being a mentee."""
    mentee = sums.treated == 1
    columns = CellDesign(sums.cell, share)
    n1 = np.where(mentee, sums.n, 0.0)
    return 1 / (1 + np.exp(-columns.log_odds(n1, sums.n - n1)))
