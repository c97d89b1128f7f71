"""Whether events right after the start are as frequent in one group as in another."""

from __future__ import annotations

import numpy as np
from scipy import stats

from metrics.inference.interval import Interval
from metrics.inference.survival import Curve


def early_difference(
    risk1: float,
    risk0: float,
    *,
    n1: float,
    variance: float,
    variance0: float,
    df: float,
    tests: int = 1,
) -> Interval:
    """Return the difference of two risks, with an interval that also holds without any event.

    `risk1` is the share of mentees with the event within the first months, `risk0` the share to be
    expected of them, `n1` the mentees. `variance` is the clustered variance of the difference and
    `variance0` the part of it that is not due to the mentees' own early events, `df` its degrees of
    freedom. An arm in which nothing happened yet has no variance of its own, so the interval is
    never narrower than if the mentees had the expected risk. With several `tests`, of which the
    strongest is reported, the level is divided by their number (Bonferroni).

    Limit: normal theory; ask for at least five events to be expected among the mentees.

    Formula:
        Δ = r₁ − r₀;  V = max(V_clustered, V₀ + r₀ (1 − r₀) / n₁);
        Δ ± t(1 − 0.05 / (2 · tests), df) · √V

    Source: Agresti 2013, Categorical Data Analysis, section 3.1 (score interval); Dunn 1961,
    Journal of the American Statistical Association 56.
    """
    difference = risk1 - risk0
    expected = min(max(risk0, 0.0), 1.0)
    floor = variance0 + (expected * (1 - expected) / n1 if n1 else np.inf)
    se = float(np.sqrt(max(variance, floor)))
    margin = float(stats.t.ppf(1 - 0.05 / (2 * tests), df)) * se
    return Interval(difference, difference - margin, difference + margin, se, df)


def proportional_gradients(
    mentees: Curve, others: Curve, months: int, horizon: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return the gradients of both arms, and the early risk that the later months let expect.

    The expected risk is the others' within `months`, times the ratio of the two arms' hazards from
    then until `horizon`. The gradients are those of the mentees' early risk less the expected one,
    as `row_influence` takes them. Without later events among the others the ratio counts as 1.

    Formula:
        E = r₀ · H₁ / H₀,  H = Σ h_k for months ≤ k < horizon;
        g_k = −(∂f / ∂h_k) / y_k,  f₁ = r₁ − E, f₀ = E

    Source: Greenwood 1926, Reports on Public Health and Medical Subjects 33 (delta method).
    """
    early = np.arange(len(others.survival)) < months
    late = ~early & (np.arange(len(others.survival)) < horizon)
    risk0 = 1 - float(others.survival[months - 1])
    hazards = {arm: _hazard(curve) for arm, curve in ((1, mentees), (0, others))}
    later1, later0 = (float(hazards[arm][late].sum()) for arm in (1, 0))
    ratio = later1 / later0 if later0 else 1.0
    of_late1 = -risk0 / later0 if later0 else 0.0
    of_late0 = -risk0 * later1 / later0**2 if later0 else 0.0
    slopes1 = np.where(early, _risk_slope(mentees, hazards[1], months), late * of_late1)
    slopes0 = np.where(early, ratio * _risk_slope(others, hazards[0], months), late * of_late0)
    return _per_risk(slopes1, mentees), _per_risk(slopes0, others), risk0 * ratio


def _hazard(curve: Curve) -> np.ndarray:
    at_risk = np.asarray(curve.at_risk, dtype=float)
    return np.divide(curve.events, at_risk, out=np.zeros_like(at_risk), where=at_risk > 0)


def _risk_slope(curve: Curve, hazard: np.ndarray, months: int) -> np.ndarray:
    """Return the derivative of the risk within `months` by each month's hazard."""
    left = 1 - hazard
    survival = np.full_like(left, float(curve.survival[months - 1]))
    return np.divide(survival, left, out=np.zeros_like(left), where=left > 0)


def _per_risk(slopes: np.ndarray, curve: Curve) -> np.ndarray:
    at_risk = np.asarray(curve.at_risk, dtype=float)
    return -np.divide(slopes, at_risk, out=np.zeros_like(at_risk), where=at_risk > 0)
