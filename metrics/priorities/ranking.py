"""Which category earns attention: an additive value model with the leader's swing weights, and how
robust its order is.

Each criterion is put on a scale from 0 (the worst of the options) to 1 (the best), in a straight
line; its weight says what that whole swing is worth beside the swings of the others, so a weight
without its swing means nothing. A criterion without data counts as nothing in the order and may be
worth its whole weight: the score is an interval. Sources: Keeney and Raiffa 1976; Edwards and
Barron 1994, Organizational Behavior and Human Decision Processes 60 (swing weights); Lahdelma and
Salminen 2001, Operations Research 49 (weights sampled over all that are possible).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from metrics.priorities.robustness import (
    SAME,
    Flip,
    Reach,
    Scores,
    flips,
    least_resistance,
    reaches,
    robust,
)
from metrics.value.draws import RETURN_DRAWS, SEED

MORE, LESS = "more", "less"
MERIT, EASE = "merit", "ease"


@dataclass(frozen=True)
class Criterion:
    """What counts, whether MORE or LESS of it is better, and whether it speaks for the MERIT of a
    category or only for the EASE of it.
    """

    name: str
    better: str = MORE
    about: str = MERIT


@dataclass(frozen=True)
class Known:
    """The figure of one option on one criterion, with the ends it may lie between."""

    value: float
    low: float
    high: float

    @classmethod
    def sure(cls, value: float) -> Known:
        """A figure without doubt."""
        return cls(value, value, value)


@dataclass(frozen=True)
class Option:
    """A category with what is known of it, by criterion; what is not known is left out or None."""

    name: str
    known: Mapping[str, Known | None]


@dataclass(frozen=True)
class Swing:
    """One criterion as the leader weighs it: from the `worst` of the options to the `best`;
    `weight` is a share.
    """

    criterion: Criterion
    worst: float
    best: float
    weight: float


@dataclass(frozen=True)
class Ranked:
    """One option: `rank` (equal scores share one), its `score` between 0 and 1 as far as is known,
    `most` if all that is missing were at its best, `low` and `high` with every known figure at its
    ends too. `ease`: the share of its score that comes from criteria of ease. `first`: the share of
    all weights under which it comes first, at least (whatever is missing) and at most. `weights`:
    the mean of the weights under which it is first as far as is known; empty where it never is.
    """

    name: str
    rank: int
    score: float
    most: float
    low: float
    high: float
    ease: float
    first: tuple[float, float]
    missing: tuple[str, ...]
    weights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Ranking:
    """The options in order. `left_out`: criteria that are known of fewer than two, or alike for
    all, so that they cannot count. `flips` and `reaches` say what would change the first place;
    `least_resistance` names who would be first on merit alone where the first wins on ease
    alone.
    """

    ranked: tuple[Ranked, ...]
    swings: tuple[Swing, ...]
    left_out: tuple[str, ...]
    flips: tuple[Flip, ...] = ()
    reaches: tuple[Reach, ...] = ()
    least_resistance: tuple[str, ...] = ()
    draws: int = RETURN_DRAWS

    @property
    def first(self) -> tuple[str, ...]:
        """Who comes first; several where they are level, nobody where nothing can be compared."""
        return tuple(one.name for one in self.ranked if one.rank == 1) if self.swings else ()


def rank(
    options: Sequence[Option],
    criteria: Sequence[Criterion],
    points: Mapping[str, float],
    *,
    draws: int = RETURN_DRAWS,
    seed: int = SEED,
) -> Ranking:
    """The ranking. `points`: what the leader says each criterion's whole swing is worth, zero or
    more (the most important 100, the others beside it); where they are all zero, or none is given,
    every swing is worth the same.
    """
    counted = [one for one in criteria if _scale(options, one) is not None]
    left_out = tuple(one.name for one in criteria if one not in counted)
    if not options or not counted:
        first = (0.0, 1.0) if len(options) > 1 else (1.0, 1.0)
        return Ranking(
            tuple(
                Ranked(
                    one.name,
                    1,
                    0.0,
                    0.0,
                    0.0,
                    0.0,
                    0.0,
                    first,
                    tuple(c.name for c in criteria if not one.known.get(c.name)),
                )
                for one in options
            ),
            (),
            left_out,
            draws=draws,
        )
    weights = _weights(counted, points)
    scales = [_scale(options, one) for one in counted]
    middle, most, low, high = (
        _values(options, counted, scales, end) for end in ("value", "most", "low", "high")
    )
    found = Scores(
        [one.name for one in options],
        [one.name for one in counted],
        np.array([one.about == MERIT for one in counted]),
        scales,
        weights,
        middle,
        most,
        low,
    )
    drawn = np.random.default_rng(seed).dirichlet(np.ones(len(counted)), draws)
    least, at_most, mean = robust(found, drawn)
    score, merit = middle @ weights, middle @ (weights * found.merit)
    order = sorted(range(len(options)), key=lambda i: (-score[i], options[i].name))
    ranked = tuple(
        Ranked(
            options[i].name,
            1 + int(np.sum(score > score[i] + SAME)),
            float(score[i]),
            float(most[i] @ weights),
            float(low[i] @ weights),
            float(high[i] @ weights),
            float(1 - merit[i] / score[i]) if score[i] > 0 else 0.0,
            (float(least[i]), float(at_most[i])),
            tuple(one.name for one in counted if options[i].known.get(one.name) is None),
            mean[i],
        )
        for i in order
    )
    return Ranking(
        ranked,
        tuple(
            Swing(one, *scale, float(weight))
            for one, scale, weight in zip(counted, scales, weights, strict=True)
        ),
        left_out,
        flips(found),
        reaches(found),
        least_resistance(found),
        draws,
    )


def _weights(criteria: Sequence[Criterion], points: Mapping[str, float]) -> np.ndarray:
    given = np.array([max(points.get(one.name, 0.0), 0.0) for one in criteria], dtype=float)
    return given / given.sum() if given.sum() > 0 else np.full(len(criteria), 1 / len(criteria))


def _scale(options: Sequence[Option], criterion: Criterion) -> tuple[float, float] | None:
    """The worst and the best end among the options; None where fewer than two are known or nothing
    lies between. One figure for all (what others published) tells nobody apart, however uncertain
    it is.
    """
    known = [one for option in options if (one := option.known.get(criterion.name)) is not None]
    if len(set(known)) < 2:
        return None
    low, high = min(one.low for one in known), max(one.high for one in known)
    if high - low <= SAME * max(abs(low), abs(high), 1.0):
        return None
    return (low, high) if criterion.better == MORE else (high, low)


def _values(
    options: Sequence[Option],
    criteria: Sequence[Criterion],
    scales: Sequence[tuple[float, float]],
    end: str,
) -> np.ndarray:
    """The options' values between 0 and 1, a row each: of the figure itself, with what is missing
    at the worst ("value") or the best ("most") of the scale, or of the worse ("low") or better
    ("high") end of the figure.
    """
    found = np.zeros((len(options), len(criteria)))
    for column, (criterion, (worst, best)) in enumerate(zip(criteria, scales, strict=True)):
        for row, option in enumerate(options):
            known = option.known.get(criterion.name)
            if known is None:
                found[row, column] = 1.0 if end in ("most", "high") else 0.0
                continue
            ends = sorted(
                ((known.low - worst) / (best - worst), (known.high - worst) / (best - worst))
            )
            middle = (known.value - worst) / (best - worst)
            found[row, column] = {"low": ends[0], "high": ends[1]}.get(end, middle)
    return found
