"""Numbers that are not certain: their ends and their draws.

A number's draws depend on the seed and its own name only, so two scenarios with one seed share
them and their difference is not noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

import numpy as np

from metrics.inference.interval import CONFIDENCE
from metrics.value.company_facts import Effect
from metrics.value.mentoring_return import MOST_DF

LEAST_DF = 3.0  # below it the mean of a t distribution's draws settles badly or not at all
Amount = float | np.ndarray  # a figure at base, or one per draw


class UncertainNumber(Protocol):
    """A number with its ends and its draws."""

    name: str
    low: float
    base: float
    high: float

    def draws(self, rng: np.random.Generator, n: int) -> np.ndarray: ...


@dataclass(frozen=True)
class MeasuredEffect:
    """A measured effect as a number: its estimate between the ends of its 95 % interval."""

    name: str
    effect: Effect

    @property
    def half(self) -> float:
        """Half the width of the 95 % interval."""
        from scipy.special import stdtrit  # scipy is heavy; see metrics/inference/interval.py

        return (
            float(stdtrit(min(max(self.effect.df, 1.0), MOST_DF), 0.5 + CONFIDENCE / 2))
            * self.effect.se
        )

    @property
    def low(self) -> float:
        return self.effect.estimate - self.half

    @property
    def base(self) -> float:
        return self.effect.estimate

    @property
    def high(self) -> float:
        return self.effect.estimate + self.half

    def draws(self, rng: np.random.Generator, n: int) -> np.ndarray:
        """Draws of a t distribution of which 95 % lie in the interval."""
        from scipy.special import stdtrit  # scipy is heavy; see metrics/inference/interval.py

        df = min(max(self.effect.df, LEAST_DF), MOST_DF)
        return self.base + self.half / float(stdtrit(df, 0.5 + CONFIDENCE / 2)) * rng.standard_t(
            df, n
        )


class Draws(dict[str, Amount]):
    """The draws of each number by name, made when it is first asked for; the keys say which were
    used.

    A number without two ends is itself, not drawn.
    """

    def __init__(self, numbers: Mapping[str, UncertainNumber], *, seed: int, n: int) -> None:
        super().__init__()
        self._numbers, self._seed, self._n = numbers, seed, n

    def __missing__(self, name: str) -> Amount:
        one, rng = self._numbers[name], np.random.default_rng([self._seed, crc32(name.encode())])
        self[name] = one.draws(rng, self._n) if one.low < one.high else one.base
        return self[name]
