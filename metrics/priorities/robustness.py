"""How robust a first place is: over all weights there can be, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SAME = 1e-12  # scores nearer than this are a tie


@dataclass(frozen=True)
class Flip:
    """What would put `other` first: the weight of `criterion` changed to `weight`, the others in
    proportion.
    """

    criterion: str
    weight: float
    other: str


@dataclass(frozen=True)
class Reach:
    """What would put the option `name` first: its figure on `criterion` at `value`, all else as it
    is.
    """

    name: str
    criterion: str
    value: float


@dataclass(frozen=True)
class Scores:
    """The options' values between 0 and 1 by criterion, a row each: as far as is known (`values`),
    and with all that is missing at its best (`most`); `low` with every known figure at its worse
    end. `scales`: the worst and the best of each criterion, `merit`: whether it speaks for the
    merit of an option.
    """

    names: list[str]
    criteria: list[str]
    merit: np.ndarray
    scales: list[tuple[float, float]]
    weights: np.ndarray
    values: np.ndarray
    most: np.ndarray
    low: np.ndarray

    @property
    def first(self) -> list[int]:
        """The rows of those who come first."""
        return _top(self.values @ self.weights)


def robust(
    found: Scores, drawn: np.ndarray
) -> tuple[np.ndarray, np.ndarray, list[dict[str, float]]]:
    """For each option the share of weights under which it is first whatever is missing, that under
    which it can be first, and the mean of the weights under which it is first as far as is known.
    Those that are level share it.
    """
    known, most = drawn @ found.values.T, drawn @ found.most.T
    least, at_most, means = [], [], []
    for i in range(len(found.names)):
        others = [j for j in range(len(found.names)) if j != i]
        least.append(_share(known[:, [i]], most[:, others]))
        at_most.append(_share(most[:, [i]], known[:, others]))
        first = known[:, i] >= known.max(axis=1) - SAME
        means.append(
            {
                name: float(mean)
                for name, mean in zip(found.criteria, drawn[first].mean(axis=0), strict=True)
            }
            if first.any()
            else {}
        )
    return np.array(least), np.array(at_most), means


def _share(own: np.ndarray, others: np.ndarray) -> float:
    if not others.shape[1]:
        return 1.0
    behind, level = (own < others - SAME).any(axis=1), (np.abs(own - others) <= SAME).sum(axis=1)
    return float(np.mean(np.where(behind, 0.0, 1 / (1 + level))))


def flips(found: Scores) -> tuple[Flip, ...]:
    """For each criterion the nearest weight below and above its own at which another comes level
    with the first, the others' weights in proportion; none where the first place is shared or a
    criterion has all the weight.
    """
    if len(found.first) != 1 or len(found.names) < 2:
        return ()
    (first,) = found.first
    changes = []
    for column, (criterion, weight) in enumerate(zip(found.criteria, found.weights, strict=True)):
        if weight >= 1 - SAME:
            continue
        others = np.delete(found.weights, column) / (1 - weight)
        ahead = np.delete(found.values[first] - found.values, column, axis=1) @ others
        lead = found.values[first, column] - found.values[:, column]
        with np.errstate(divide="ignore", invalid="ignore"):
            level = (
                ahead / (ahead - lead) + 0.0
            )  # (1 - t) ahead + t lead = 0; a sum, so that no zero has a minus
        at = [
            (float(t), found.names[i])
            for i, t in enumerate(level)
            if i != first and np.isfinite(t) and 0 <= t <= 1
        ]
        below, above = (
            [one for one in at if one[0] < weight],
            [one for one in at if one[0] > weight],
        )
        changes += [Flip(criterion, *one) for one in (*sorted(below)[-1:], *sorted(above)[:1])]
    present = dict(zip(found.criteria, found.weights, strict=True))
    return tuple(sorted(changes, key=lambda one: abs(one.weight - present[one.criterion])))


def reaches(found: Scores) -> tuple[Reach, ...]:
    """For each other option and criterion the figure, within the scale, with which it would come
    level; none where the option itself is the only one at the worst end, because then the scale
    would move with it.
    """
    score = found.values @ found.weights
    reached = []
    for i, name in enumerate(found.names):
        gap = float(score.max() - score[i])
        for column, (criterion, (worst, best)) in enumerate(
            zip(found.criteria, found.scales, strict=True)
        ):
            weight = float(found.weights[column])
            fixed = (found.values == found.most)[:, column] & (found.low[:, column] <= SAME)
            fixed[i] = False
            if (
                gap <= SAME
                or weight <= 0
                or not fixed.any()
                or found.values[i, column] + gap / weight > 1 + SAME
            ):
                continue
            at = found.values[i, column] + gap / weight
            reached.append(
                (gap / weight, Reach(name, criterion, float(worst + at * (best - worst))))
            )
    return tuple(one for _needed, one in sorted(reached, key=lambda pair: (pair[0], pair[1].name)))


def least_resistance(found: Scores) -> tuple[str, ...]:
    """Who would be first if only merit counted, where that is none of the first."""
    weights = np.where(found.merit, found.weights, 0.0)
    if not found.merit.any() or len(found.names) < 2:
        return ()
    if weights.sum() <= 0:
        weights = found.merit / found.merit.sum()
    best = _top(found.values @ weights)
    return () if set(best) & set(found.first) else tuple(found.names[i] for i in best)


def _top(score: np.ndarray) -> list[int]:
    return [int(i) for i in np.flatnonzero(score >= score.max() - SAME)]
