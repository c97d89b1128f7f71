"""Rates of many small cells, each shrunk towards the common rate (empirical Bayes)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.inference.interval import CONFIDENCE


@dataclass(frozen=True)
class CellRate:
    """A cell's own `rate`, and the `shrunk` one with its 95 % interval.

    `weight` is the weight of the cell's own rate (0: the common rate, 1: all its own).
    """

    rate: float
    shrunk: float
    low: float
    high: float
    weight: float


def cell_rates(events: Sequence[float], exposure: Sequence[float]) -> list[CellRate]:
    """Return the rates of the cells, events over exposure (all above zero), in the order given.

    The variance between cells is estimated by moments; where it is no more than chance gives, every
    cell gets the common rate. A single cell is not shrunk. The intervals are those of a gamma
    distribution; they do not count the uncertainty of the common rate.

    Formula:
        m = Σ d / Σ e,  A = Σ e (d/e − m)² / Σ e − m / ē,  w = A / (A + m / e),
        shrunk = m + w (d/e − m)
        interval: quantiles of Gamma(m²/A + d, m/A + e); of Gamma(Σ d, Σ e) where A ≤ 0

    Source: Marshall 1991, Applied Statistics 40; Clayton and Kaldor 1987, Biometrics 43.
    """
    d = np.asarray(events, dtype=float)
    e = np.asarray(exposure, dtype=float)
    if not len(d):
        return []
    rate = d / e
    mean = float(d.sum() / e.sum())
    if len(d) == 1:
        low, high = _gamma_interval(d[0] + 0.5, e[0])
        return [CellRate(float(rate[0]), float(rate[0]), min(low, float(rate[0])), high, 1.0)]
    between = float(np.sum(e * (rate - mean) ** 2) / e.sum() - mean / e.mean())
    if between <= 0 or mean <= 0:
        low, high = _gamma_interval(max(d.sum(), 0.5), e.sum())
        return [CellRate(float(own), mean, low, high, 0.0) for own in rate]
    shape = mean**2 / between
    scale = mean / between
    weight = between / (between + mean / e)
    shrunk = mean + weight * (rate - mean)
    return [
        CellRate(
            float(rate[i]),
            float(shrunk[i]),
            *_gamma_interval(shape + d[i], scale + e[i]),
            float(weight[i]),
        )
        for i in range(len(d))
    ]


def binomial_p_value(events: int, exposure: float, all_events: int, all_exposure: float) -> float:
    """Return the exact one-sided p value of at least so many events in a part of the whole.

    The null hypothesis is that the part has the rate of the rest.

    Formula:
        p = P(X ≥ d),  X ~ Binomial(D, e / E)

    Source: Przyborowski and Wilenski 1940, Biometrika 31.
    """
    from scipy.special import bdtrc  # scipy is heavy; see interval.py

    if events <= 0:
        return 1.0
    return float(bdtrc(events - 1, all_events, min(exposure / all_exposure, 1.0)))


def _gamma_interval(shape: float, rate: float) -> tuple[float, float]:
    """Return the ends between which 95 % of a gamma distribution lie."""
    from scipy.special import gammaincinv  # scipy is heavy; see interval.py

    tail = (1 - CONFIDENCE) / 2
    return float(gammaincinv(shape, tail) / rate), float(gammaincinv(shape, 1 - tail) / rate)
