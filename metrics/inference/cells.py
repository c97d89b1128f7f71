"""Rates of many small cells, each drawn towards what all of them have in common (empirical
Bayes).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.inference.interval import CONFIDENCE


@dataclass(frozen=True)
class CellRate:
    """A cell's own `rate`, the same drawn towards the common one with its 95 % interval, and the
    `weight` of its own (0: all is borrowed, 1: all is its own).
    """

    rate: float
    shrunk: float
    low: float
    high: float
    weight: float


def cell_rates(events: Sequence[float], exposure: Sequence[float]) -> list[CellRate]:
    """The rates of the cells, events over exposure (all above zero), in the order given.

    The spread between cells is found by moments; where it is no more than chance gives, every cell
    is the common rate. A single cell is not shrunk. The intervals are those of a gamma
    distribution; they do not count the uncertainty of the common rate.

    Formula: m = Σ d / Σ e,  A = Σ e (d/e − m)² / Σ e − m / ē,  w = A / (A + m / e),  shrunk = m + w
    (d/e − m) interval: quantiles of Gamma(m²/A + d, m/A + e); of Gamma(Σ d, Σ e) where A ≤ 0

    Source: Marshall 1991, Applied Statistics 40; Clayton and Kaldor 1987, Biometrics 43.
    """
    d, e = np.asarray(events, dtype=float), np.asarray(exposure, dtype=float)
    if not len(d):
        return []
    rate, mean = d / e, float(d.sum() / e.sum())
    if len(d) == 1:
        low, high = _gamma(d[0] + 0.5, e[0])
        return [CellRate(float(rate[0]), float(rate[0]), min(low, float(rate[0])), high, 1.0)]
    between = float(np.sum(e * (rate - mean) ** 2) / e.sum() - mean / e.mean())
    if between <= 0 or mean <= 0:
        low, high = _gamma(max(d.sum(), 0.5), e.sum())
        return [CellRate(float(one), mean, low, high, 0.0) for one in rate]
    shape, scale = mean**2 / between, mean / between
    ends = [_gamma(shape + one, scale + years) for one, years in zip(d, e, strict=True)]
    weight = between / (between + mean / e)
    return [
        CellRate(
            float(rate[i]), float(mean + weight[i] * (rate[i] - mean)), *ends[i], float(weight[i])
        )
        for i in range(len(d))
    ]


def chance_of_more(events: int, exposure: float, all_events: int, all_exposure: float) -> float:
    """The chance of at least so many events in a part, were its rate that of the others: one-sided
    and exact.

    Formula:
        p = P(X ≥ d),  X ~ Binomial(D, e / E)

    Source: Przyborowski and Wilenski 1940, Biometrika 31.
    """
    from scipy.special import bdtrc  # scipy is heavy; see interval.py

    if events <= 0:
        return 1.0
    return float(bdtrc(events - 1, all_events, min(exposure / all_exposure, 1.0)))


def _gamma(shape: float, rate: float) -> tuple[float, float]:
    """The ends between which 95 % of a gamma distribution lie."""
    from scipy.special import gammaincinv  # scipy is heavy; see interval.py

    tail = (1 - CONFIDENCE) / 2
    return float(gammaincinv(shape, tail) / rate), float(gammaincinv(shape, 1 - tail) / rate)
