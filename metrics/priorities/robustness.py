"""Robustness of a first place: over all possible weights, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

SAME = 1e-12  # scores nearer than this are a tie


@dataclass(frozen=True)
class CriticalWeight:
    """The weight of `criterion` at which `other` would rank first, the others in proportion."""

    criterion: str
    weight: float
    other: str


@dataclass(frozen=True)
class CriticalValue:
    """The value on `criterion` with which the option `name` would rank first, all else equal."""

    name: str
    criterion: str
    value: float


@dataclass(frozen=True)
class ScoreTable:
    """The options' values between 0 and 1: one row per option, one column per criterion.

    Unknown values count as 0 in `values` and as 1 in `best_case`. `worst_case` has every known
    figure at its worse end. `scales` holds the worst and the best figure of each criterion, `merit`
    whether the criterion speaks for the merit of an option.
    """

    names: list[str]
    criteria: list[str]
    merit: np.ndarray
    scales: list[tuple[float, float]]
    weights: np.ndarray
    values: np.ndarray
    best_case: np.ndarray
    worst_case: np.ndarray

    @property
    def first(self) -> list[int]:
        """Return the rows of the options that rank first."""
        return _top(self.values @ self.weights)


def first_shares(
    table: ScoreTable, drawn: np.ndarray
) -> tuple[np.ndarray, np.ndarray, list[dict[str, float]]]:
    """Return how often each option ranks first under the drawn weights.

    Per option: the share of weights under which it is first whatever the unknown values are, the
    share under which it can be first, and the mean of the weights under which it is first as far
    as is known (empty if none). Ties share a first place.
    """
    known = drawn @ table.values.T
    best_case = drawn @ table.best_case.T
    at_least = []
    at_most = []
    means = []
    for i in range(len(table.names)):
        others = [j for j in range(len(table.names)) if j != i]
        at_least.append(_share(known[:, [i]], best_case[:, others]))
        at_most.append(_share(best_case[:, [i]], known[:, others]))
        first = known[:, i] >= known.max(axis=1) - SAME
        mean = drawn[first].mean(axis=0).tolist() if first.any() else []
        means.append(dict(zip(table.criteria, mean, strict=False)))
    return np.array(at_least), np.array(at_most), means


def _share(own: np.ndarray, others: np.ndarray) -> float:
    if not others.shape[1]:
        return 1.0
    behind = (own < others - SAME).any(axis=1)
    tied = (np.abs(own - others) <= SAME).sum(axis=1)
    return float(np.mean(np.where(behind, 0.0, 1 / (1 + tied))))


def critical_weights(table: ScoreTable) -> tuple[CriticalWeight, ...]:
    """Return the weights at which another option draws level with the first, nearest first.

    For each criterion the nearest below and above its present weight, with the other weights in
    proportion. None if the first place is shared or a criterion has all the weight.
    """
    if len(table.first) != 1 or len(table.names) < 2:
        return ()
    (first,) = table.first
    changes = []
    for column, weight in enumerate(table.weights.tolist()):
        if weight < 1 - SAME:
            changes += list(_nearest_changes(table, first, column, weight))
    present = dict(zip(table.criteria, table.weights.tolist(), strict=True))
    return tuple(sorted(changes, key=lambda change: abs(change.weight - present[change.criterion])))


def _nearest_changes(
    table: ScoreTable, first: int, column: int, weight: float
) -> Iterator[CriticalWeight]:
    """Yield the nearest critical weight of one criterion on each side of its present weight."""
    other_weights = np.delete(table.weights, column) / (1 - weight)
    ahead = np.delete(table.values[first] - table.values, column, axis=1) @ other_weights
    lead = table.values[first, column] - table.values[:, column]
    with np.errstate(divide="ignore", invalid="ignore"):
        # (1 - t) ahead + t lead = 0; adding zero turns -0.0 into 0.0
        level = ahead / (ahead - lead) + 0.0
    critical = [
        (float(t), table.names[i])
        for i, t in enumerate(level)
        if i != first and np.isfinite(t) and 0 <= t <= 1
    ]
    below = sorted(point for point in critical if point[0] < weight)
    above = sorted(point for point in critical if point[0] > weight)
    for critical_weight, other in (*below[-1:], *above[:1]):
        yield CriticalWeight(table.criteria[column], critical_weight, other)


def critical_values(table: ScoreTable) -> tuple[CriticalValue, ...]:
    """Return the figures with which other options would draw level, smallest improvement first.

    One per option and criterion, if the figure lies within the scale. None if the option itself is
    the only one at the worst end, because the scale would then move with it.
    """
    score = table.values @ table.weights
    needed = []
    for i, name in enumerate(table.names):
        gap = float(score.max() - score[i])
        if gap <= SAME:
            continue
        for column, criterion in enumerate(table.criteria):
            weight = float(table.weights[column])
            at_worst = (table.values == table.best_case)[:, column]
            at_worst &= table.worst_case[:, column] <= SAME
            at_worst[i] = False
            if weight <= 0 or not at_worst.any():
                continue
            at = float(table.values[i, column] + gap / weight)
            if at <= 1 + SAME:
                worst, best = table.scales[column]
                value = float(worst + at * (best - worst))
                needed.append((gap / weight, CriticalValue(name, criterion, value)))
    return tuple(
        change for _gap, change in sorted(needed, key=lambda pair: (pair[0], pair[1].name))
    )


def least_resistance(table: ScoreTable) -> tuple[str, ...]:
    """Return the options that would rank first on merit alone; empty if one of them is first."""
    weights = np.where(table.merit, table.weights, 0.0)
    if not table.merit.any() or len(table.names) < 2:
        return ()
    if weights.sum() <= 0:
        weights = table.merit / table.merit.sum()
    best = _top(table.values @ weights)
    return () if set(best) & set(table.first) else tuple(table.names[i] for i in best)


def _top(score: np.ndarray) -> list[int]:
    return [int(i) for i in np.flatnonzero(score >= score.max() - SAME)]
