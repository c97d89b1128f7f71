"""Ranking of categories: an additive value model with the leader's swing weights.

Each criterion is scaled linearly from 0 (the worst option) to 1 (the best). Its weight is the
worth of that whole swing relative to the swings of the other criteria. A criterion without data
counts as nothing in the order and may be worth its whole weight, so a score is an interval.

Sources: Keeney and Raiffa 1976; Edwards and Barron 1994, Organizational Behavior and Human
Decision Processes 60 (swing weights); Lahdelma and Salminen 2001, Operations Research 49 (weights
sampled from all possible ones).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from metrics.priorities.robustness import (
    SAME,
    CriticalValue,
    CriticalWeight,
    ScoreTable,
    critical_values,
    critical_weights,
    first_shares,
    least_resistance,
)
from metrics.value.draws import RETURN_DRAWS, SEED

MORE = "more"
LESS = "less"
MERIT = "merit"
EASE = "ease"
Scale = tuple[float, float]  # the figure that scores 0, the figure that scores 1


@dataclass(frozen=True)
class Criterion:
    """A criterion of the ranking.

    `better` says whether MORE or LESS of it is better, `about` whether it speaks for the MERIT of
    a category or only for its EASE.
    """

    name: str
    better: str = MORE
    about: str = MERIT


@dataclass(frozen=True)
class UncertainValue:
    """The figure of one option on one criterion, and the ends between which it may lie."""

    value: float
    low: float
    high: float

    @classmethod
    def exact(cls, value: float) -> UncertainValue:
        """Return a figure without uncertainty."""
        return cls(value, value, value)


@dataclass(frozen=True)
class RankingOption:
    """A category with its figures by criterion; an unknown figure is left out or None."""

    name: str
    figures: Mapping[str, UncertainValue | None]


@dataclass(frozen=True)
class SwingWeight:
    """The weight of one criterion's swing from the `worst` to the `best` option; a share of 1."""

    criterion: Criterion
    worst: float
    best: float
    weight: float


@dataclass(frozen=True)
class Ranked:
    """One ranked option.

    Ties share a `rank`. Scores lie between 0 and 1: `score` with unknown figures at their worst,
    `best_possible` with them at their best, `low` and `high` with every known figure at its ends
    too. `ease_share` is the share of the score from criteria of ease. `first_share` is the share
    of all weights under which it ranks first, at least (whatever the unknown figures are) and at
    most. `winning_weights` are the mean of the weights under which it is first as far as is known;
    empty if it never is.
    """

    name: str
    rank: int
    score: float
    best_possible: float
    low: float
    high: float
    ease_share: float
    first_share: tuple[float, float]
    missing: tuple[str, ...]
    winning_weights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Ranking:
    """The options in order.

    `left_out` are the criteria that cannot count: known for fewer than two options, or equal for
    all. `critical_weights` and `critical_values` say what would change the first place.
    `least_resistance` names the options that would be first on merit alone, if the first wins only
    because it is easy.
    """

    ranked: tuple[Ranked, ...]
    swing_weights: tuple[SwingWeight, ...]
    left_out: tuple[str, ...]
    critical_weights: tuple[CriticalWeight, ...] = ()
    critical_values: tuple[CriticalValue, ...] = ()
    least_resistance: tuple[str, ...] = ()
    draws: int = RETURN_DRAWS

    @property
    def first(self) -> tuple[str, ...]:
        """Return the options that rank first; empty if nothing can be compared."""
        if not self.swing_weights:
            return ()
        return tuple(option.name for option in self.ranked if option.rank == 1)


def rank(
    options: Sequence[RankingOption],
    criteria: Sequence[Criterion],
    points: Mapping[str, float],
    *,
    draws: int = RETURN_DRAWS,
    seed: int = SEED,
) -> Ranking:
    """Return the ranking of the options.

    `points` are what the leader gives each criterion's whole swing, zero or more: the most
    important 100, the others relative to it. If all are zero or missing, every swing weighs the
    same.
    """
    scaled = [(criterion, _scale(options, criterion)) for criterion in criteria]
    scales = {criterion: scale for criterion, scale in scaled if scale is not None}
    left_out = tuple(criterion.name for criterion, scale in scaled if scale is None)
    if not options or not scales:
        return Ranking(_unranked(options, criteria), (), left_out, draws=draws)
    table = _score_table(options, scales, points)
    high = _values(options, scales, "high")
    return Ranking(
        _ranked(options, table, high, draws=draws, seed=seed),
        tuple(
            SwingWeight(criterion, *scale, float(weight))
            for (criterion, scale), weight in zip(scales.items(), table.weights, strict=True)
        ),
        left_out,
        critical_weights(table),
        critical_values(table),
        least_resistance(table),
        draws,
    )


def _unranked(
    options: Sequence[RankingOption], criteria: Sequence[Criterion]
) -> tuple[Ranked, ...]:
    """Return the options in the order given, where nothing can be compared."""
    first_share = (0.0, 1.0) if len(options) > 1 else (1.0, 1.0)
    return tuple(
        Ranked(
            name=option.name,
            rank=1,
            score=0.0,
            best_possible=0.0,
            low=0.0,
            high=0.0,
            ease_share=0.0,
            first_share=first_share,
            missing=tuple(
                criterion.name for criterion in criteria if not option.figures.get(criterion.name)
            ),
        )
        for option in options
    )


def _score_table(
    options: Sequence[RankingOption],
    scales: Mapping[Criterion, Scale],
    points: Mapping[str, float],
) -> ScoreTable:
    return ScoreTable(
        names=[option.name for option in options],
        criteria=[criterion.name for criterion in scales],
        merit=np.array([criterion.about == MERIT for criterion in scales]),
        scales=list(scales.values()),
        weights=_weights(list(scales), points),
        values=_values(options, scales, "value"),
        best_case=_values(options, scales, "best_case"),
        worst_case=_values(options, scales, "low"),
    )


def _ranked(
    options: Sequence[RankingOption],
    table: ScoreTable,
    high: np.ndarray,
    *,
    draws: int,
    seed: int,
) -> tuple[Ranked, ...]:
    weights = table.weights
    drawn = np.random.default_rng(seed).dirichlet(np.ones(len(table.criteria)), draws)
    at_least, at_most, winning_weights = first_shares(table, drawn)
    score = table.values @ weights
    merit = table.values @ (weights * table.merit)
    order = sorted(range(len(options)), key=lambda i: (-score[i], options[i].name))
    return tuple(
        Ranked(
            name=options[i].name,
            rank=1 + int(np.sum(score > score[i] + SAME)),
            score=float(score[i]),
            best_possible=float(table.best_case[i] @ weights),
            low=float(table.worst_case[i] @ weights),
            high=float(high[i] @ weights),
            ease_share=float(1 - merit[i] / score[i]) if score[i] > 0 else 0.0,
            first_share=(float(at_least[i]), float(at_most[i])),
            missing=tuple(name for name in table.criteria if options[i].figures.get(name) is None),
            winning_weights=winning_weights[i],
        )
        for i in order
    )


def _weights(criteria: Sequence[Criterion], points: Mapping[str, float]) -> np.ndarray:
    given = np.array(
        [max(points.get(criterion.name, 0.0), 0.0) for criterion in criteria], dtype=float
    )
    return given / given.sum() if given.sum() > 0 else np.full(len(criteria), 1 / len(criteria))


def _scale(options: Sequence[RankingOption], criterion: Criterion) -> Scale | None:
    """Return the worst and the best end among the options.

    None if fewer than two options have a figure or nothing lies between the ends. A figure that is
    the same for all (a published one) tells no options apart, however uncertain it is.
    """
    figures = [
        figure for option in options if (figure := option.figures.get(criterion.name)) is not None
    ]
    if len(set(figures)) < 2:
        return None
    low = min(figure.low for figure in figures)
    high = max(figure.high for figure in figures)
    if high - low <= SAME * max(abs(low), abs(high), 1.0):
        return None
    return (low, high) if criterion.better == MORE else (high, low)


def _values(
    options: Sequence[RankingOption], scales: Mapping[Criterion, Scale], end: str
) -> np.ndarray:
    """Return the options' values between 0 and 1, one row per option.

    `end` says which: "value" the figure itself, "low" or "high" its worse or better end. Unknown
    figures count as 0, but as 1 for "high" and for "best_case", which is otherwise "value".
    """
    values = np.zeros((len(options), len(scales)))
    for column, (criterion, (worst, best)) in enumerate(scales.items()):
        for row, option in enumerate(options):
            figure = option.figures.get(criterion.name)
            if figure is None:
                values[row, column] = 1.0 if end in ("best_case", "high") else 0.0
                continue
            ends = sorted(
                ((figure.low - worst) / (best - worst), (figure.high - worst) / (best - worst))
            )
            middle = (figure.value - worst) / (best - worst)
            values[row, column] = {"low": ends[0], "high": ends[1]}.get(end, middle)
    return values
