"""Balance of two groups, key by key: standardised differences of shares.

The denominator is the standard deviation among the mentees before matching, p (1 - p) under the
root, in both columns, so that matching cannot improve a difference by changing the spread (Stuart
2010, Statistical Science 25).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

OTHER = "other"


@dataclass(frozen=True)
class Level:
    """One level of a key, with its size in each group.

    `n1` and `n0` count rows of mentees and of others before matching, `w1` and `w0` their weights
    after it.
    """

    name: str
    n1: float
    n0: float
    w1: float
    w0: float

    def __add__(self, more: Level) -> Level:
        return Level(
            self.name, self.n1 + more.n1, self.n0 + more.n0, self.w1 + more.w1, self.w0 + more.w0
        )

    def renamed(self, name: str) -> Level:
        """Return the same numbers under another name."""
        return replace(self, name=name)


@dataclass(frozen=True)
class StandardisedDifference:
    """Share among mentees less share among others, before and after matching.

    In standard deviations of the mentees; `n1` counts the mentees at this level.
    """

    name: str
    before: float
    after: float
    n1: int


def merge_small_levels(levels: list[Level], least: int) -> list[Level]:
    """Return the levels in order, with those of fewer than `least` mentees merged into one.

    The merged level comes last and is called "other". Where it still holds some mentees but fewer
    than `least`, the smallest of the remaining levels is merged into it as well.
    """
    kept = [level for level in levels if level.n1 >= least]
    small = [level for level in levels if level.n1 < least]
    while kept and 0 < sum(level.n1 for level in small) < least:
        smallest = min(kept, key=lambda level: level.n1)
        kept.remove(smallest)
        small.append(smallest)
    if not small:
        return kept
    return [*kept, sum(small[1:], small[0]).renamed(OTHER)]


def standardised_differences(levels: list[Level]) -> list[StandardisedDifference]:
    """Return the standardised difference of every level of one key.

    A level that all mentees have, or none, has no standard deviation among them and is left out;
    `after` is NaN where nothing was matched.

    Formula:
        (p₁ − p₀) / √(p₁ (1 − p₁)),
        the denominator from the mentees before matching, in both columns

    Source: Stuart 2010, Statistical Science 25.
    """
    n1, n0, w1, w0 = (
        np.array([getattr(level, name) for level in levels]) for name in ("n1", "n0", "w1", "w0")
    )
    mentees = _share(n1)
    spread = np.sqrt(mentees * (1 - mentees))
    before = mentees - _share(n0)
    after = _share(w1) - _share(w0)
    return [
        StandardisedDifference(
            level.name, float(before[i] / spread[i]), float(after[i] / spread[i]), int(n1[i])
        )
        for i, level in enumerate(levels)
        if spread[i] > 1e-12
    ]


def _share(amount: np.ndarray) -> np.ndarray:
    total = amount.sum()
    return amount / total if total > 0 else np.full(len(amount), np.nan)
