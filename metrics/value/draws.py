"""Uncertain numbers: their ends, their seeded draws and the quantiles of those draws.

The draws of a number depend on the seed and on its own name only. Two plans with one seed therefore
share them, and the difference between the two plans is not noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

import numpy as np

from metrics.inference.interval import CONFIDENCE

SEED = 20260101
RETURN_DRAWS = 20_000  # for what mentoring returned, and for the ranking of the categories
PLAN_DRAWS = 10_000  # for a plan, unless it names its own number
PAY_RANGE_DRAWS = 500  # for each reward on the curve of a pay range

LEAST_DF = 3.0  # below it, the mean of draws from a t distribution settles badly or not at all
MOST_DF = 1e6  # a t distribution with this many degrees of freedom is the normal one
QUANTILES = np.array([0.025, 0.1, 0.5, 0.9, 0.975])

Amount = float | np.ndarray  # a figure at base, or one per draw
Values = Mapping[str, Amount]  # the value of each uncertain number, by name


@dataclass(frozen=True)
class Range:
    """A figure with the lowest and the highest value that its assumptions allow."""

    low: float
    base: float
    high: float


@dataclass(frozen=True)
class Quantiles:
    """The median of a drawn figure, and the ends that hold 80 % and 95 % of its draws.

    `low` and `high` hold 80 %, `low95` and `high95` hold 95 %.
    """

    low95: float
    low: float
    median: float
    high: float
    high95: float


@dataclass(frozen=True)
class EffectEstimate:
    """An estimated effect with its standard error and the degrees of freedom of its t interval.

    `verdict` is the word of the verdict on it; empty where none was given.
    """

    estimate: float
    se: float
    df: float
    verdict: str = ""


class UncertainNumber(Protocol):
    """A number with a low, a base and a high value, that can be drawn."""

    @property
    def name(self) -> str:
        """The name, which also seeds the draws."""

    @property
    def low(self) -> float:
        """The low end."""

    @property
    def base(self) -> float:
        """The value in the base case."""

    @property
    def high(self) -> float:
        """The high end."""

    def draws(self, rng: np.random.Generator, n: int) -> np.ndarray:
        """Return `n` draws."""


@dataclass(frozen=True)
class MeasuredEffect:
    """An effect as an uncertain number: its estimate, between the ends of its 95 % interval."""

    name: str
    effect: EffectEstimate

    @property
    def half_width(self) -> float:
        """Half the width of the 95 % interval."""
        return t_quantile(self.effect.df) * self.effect.se

    @property
    def low(self) -> float:
        """The lower end of the 95 % interval."""
        return self.effect.estimate - self.half_width

    @property
    def base(self) -> float:
        """The estimate."""
        return self.effect.estimate

    @property
    def high(self) -> float:
        """The upper end of the 95 % interval."""
        return self.effect.estimate + self.half_width

    def draws(self, rng: np.random.Generator, n: int) -> np.ndarray:
        """Return `n` draws, see `draw_effect`."""
        return draw_effect(self.base, self.half_width, self.effect.df, rng, n)


class Draws(dict[str, Amount]):
    """The draws of each number by name, made when first read; the keys are the numbers used.

    A number whose ends coincide is not drawn but stands as its base.
    """

    def __init__(self, numbers: Mapping[str, UncertainNumber], *, seed: int, n: int) -> None:
        super().__init__()
        self._numbers = numbers
        self._seed = seed
        self._n = n

    def __missing__(self, name: str) -> Amount:
        number = self._numbers[name]
        rng = np.random.default_rng([self._seed, crc32(name.encode())])
        self[name] = number.draws(rng, self._n) if number.low < number.high else number.base
        return self[name]


def t_quantile(df: float) -> float:
    """Return the value below which a t distribution has 97.5 % of its mass.

    Degrees of freedom count from 1 up to `MOST_DF`; others are taken as the nearer of the two.
    """
    from scipy.special import stdtrit  # scipy is heavy; see metrics/inference/interval.py

    return float(stdtrit(min(max(df, 1.0), MOST_DF), 0.5 + CONFIDENCE / 2))


def draw_effect(
    estimate: float, half_width: float, df: float, rng: np.random.Generator, n: int
) -> np.ndarray:
    """Return `n` draws from a t distribution with 95 % of its mass within the effect's interval.

    `half_width` is half the width of the 95 % interval, also where that is wider than the standard
    error implies. Degrees of freedom below 3 (`LEAST_DF`) are drawn with 3, scaled to the same
    interval: with fewer, the distribution has no finite variance and the mean of the draws does not
    settle.
    """
    drawn_df = min(max(df, LEAST_DF), MOST_DF)
    return estimate + half_width / t_quantile(drawn_df) * rng.standard_t(drawn_df, n)


def quantiles(draws: np.ndarray) -> Quantiles:
    """Return the median of the draws and the ends that hold 80 % and 95 % of them.

    Between two draws a quantile lies on the straight line, as in `numpy.quantile`. Sorting one
    figure at a time is faster than that function (measured in `tests/benchmark`).
    """
    ordered = np.sort(draws)
    position = QUANTILES * (ordered.size - 1)
    below = position.astype(int)
    above = np.minimum(below + 1, ordered.size - 1)
    values = ordered[below] + (position - below) * (ordered[above] - ordered[below])
    return Quantiles(*values.tolist())
