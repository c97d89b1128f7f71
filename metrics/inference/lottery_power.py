"""How large a lottery must be, where several of those drawn share a mentor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.inference.sample_size import POWER, TWO_SIDED

FEWEST_MENTORS = 4
MOST_CANDIDATES = 100_000


@dataclass(frozen=True)
class Intraclass:
    """The share of the variance between mentors, with its 95 % interval; from 0 to 1."""

    estimate: float
    low: float
    high: float
    mentors: int


def intraclass_correlation(values: np.ndarray, mentor: np.ndarray) -> Intraclass | None:
    """Return the correlation within a mentor (intraclass), by analysis of variance.

    One value and one mentor's number per mentee. None with fewer than four mentors, or none with
    two mentees. Negative values are given as 0. Limit: the interval is exact for mentors with
    equally many mentees and normal values.

    Formula:
        ρ = (B − W) / (B + (m − 1) W),  B, W mean squares between and within mentors,
        m = (N − Σ n_j² / N) / (k − 1);  ends: the same with F = B / W replaced by
        F / F_{0.975}(k − 1, N − k) and F · F_{0.975}(N − k, k − 1)

    Source: Donner 1986, International Statistical Review 54; Searle 1971, Linear Models.
    """
    from scipy.special import fdtri  # scipy is heavy; see interval.py

    number = np.unique(mentor, return_inverse=True)[1]
    n = np.bincount(number) if len(number) else np.zeros(0)
    k = len(n)
    total = int(n.sum())
    if k < FEWEST_MENTORS or total - k < 1:
        return None
    mean = np.bincount(number, weights=values) / n
    between = float(np.sum(n * (mean - values.mean()) ** 2) / (k - 1))
    within = float(np.sum((values - mean[number]) ** 2) / (total - k))
    if within <= 0:
        return None
    size = (total - np.sum(n**2) / total) / (k - 1)
    ratio = between / within
    ends = (
        ratio / fdtri(k - 1, total - k, 1 - TWO_SIDED / 2),
        ratio,
        ratio * fdtri(total - k, k - 1, 1 - TWO_SIDED / 2),
    )
    low, middle, high = (float(np.clip((f - 1) / (f + size - 1), 0, 1)) for f in ends)
    return Intraclass(middle, low, high, k)


@dataclass(frozen=True)
class LotteryDesign:
    """A lottery that is planned.

    `sd` is the standard deviation of the outcome between people, of which earlier scores explain
    the share `explained`. Each mentor has `per_mentor` of those drawn, and `icc` of the variance is
    between mentors. `took_part` is the share of those drawn who get a mentor.
    """

    candidates: int
    places: int
    sd: float
    icc: float
    per_mentor: float = 1.0
    explained: float = 0.0
    took_part: float = 1.0

    def detectable_effect(self) -> float:
        """Return the effect on those with a mentor that is found in four of five cases.

        In the unit of `sd`. Only those drawn share mentors; the others are independent.

        Formula:
            δ = (t_{0.975, df} + t_{0.80, df}) SE / c,
            SE² = σ² (1 − R²) ([1 + (m − 1) ρ] / n₁ + 1 / n₀),
            df = SE⁴ / (V₁² / (n₁ / m − 1) + V₀² / (n₀ − 1))

        Source: Roberts and Roberts 2005, Clinical Trials 2 (clustering in one arm); Bloom 1995,
        Evaluation Review 19; Satterthwaite 1946, Biometrics Bulletin 2.
        """
        from scipy.special import stdtrit  # scipy is heavy; see interval.py

        drawn = self.places
        others = self.candidates - self.places
        left = self.sd**2 * (1 - self.explained)
        size = max(self.per_mentor, 1.0)
        variance1 = left * (1 + (size - 1) * self.icc) / drawn
        variance0 = left / others
        variance = variance1 + variance0
        parts = variance1**2 / max(drawn / size - 1, 1) + variance0**2 / max(others - 1, 1)
        df = variance**2 / parts if parts > 0 else 1.0
        quantiles = stdtrit(df, 1 - TWO_SIDED / 2) + stdtrit(df, POWER)
        return float(quantiles * np.sqrt(variance) / self.took_part)

    def candidates_for(self, effect: float) -> int | None:
        """Return how many candidates show `effect`, with the same share of places.

        None where more than MOST_CANDIDATES would be needed.
        """
        share = self.places / self.candidates
        low = 4
        high = 8
        while self._of(high, share).detectable_effect() > effect:
            low = high
            high *= 2
            if high > MOST_CANDIDATES:
                return None
        while high - low > 1:
            middle = (low + high) // 2
            if self._of(middle, share).detectable_effect() > effect:
                low = middle
            else:
                high = middle
        return high

    def _of(self, candidates: int, share: float) -> LotteryDesign:
        places = min(max(round(candidates * share), 1), candidates - 1)
        return LotteryDesign(
            candidates,
            places,
            self.sd,
            self.icc,
            self.per_mentor,
            self.explained,
            self.took_part,
        )
