"""Bounds under drift equal brute force over all drifts that are allowed, and published software."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.stats import foldnorm

from metrics.inference.interval import Z_975
from metrics.inference.trend_bounds import (
    DriftStudy,
    breakdown,
    folded_normal_quantile,
    relative_magnitudes,
    smoothness,
)

# Event times -4, -3, -2 (base -1) and 0 to 3, made up; moderndid 0.2.0 (`compute_flci` with 400
# points, `compute_conditional_cs_rm` with 2000 grid points from -1.5 to 2), equal weights after.
BETA = np.array([0.03, -0.02, 0.01, 0.20, 0.26, 0.31, 0.24])
SD = np.array([0.05, 0.045, 0.04, 0.05, 0.055, 0.06, 0.07])
COVARIANCE = (0.3 + 0.7 * np.eye(7)) * np.outer(SD, SD)
FIXED_LENGTH = {
    0.0: (0.13139765657184121, 0.3970880586006649),
    0.01: (0.07497199882149932, 0.44278545338810593),
    0.02: (0.0004704760715580347, 0.5049465714492378),
    0.05: (-0.1843590450536966, 0.68109257361807),
    0.1: (-0.4251181062019997, 0.9801180530730369),
}
CONDITIONAL = {
    0.0: (0.17383691845922966, 0.33141570785392704),
    0.5: (0.08804402201100547, 0.4119559779889945),
    1.0: (-0.04502251125562773, 0.545022511255628),
    2.0: (-0.32341170585292645, 0.8234117058529264),
}
TO_STUDY = np.array(
    [
        [0, 0, 0, 0.25, 0.25, 0.25, 0.25],
        [-1, 1, 0, 0, 0, 0, 0],
        [0, -1, 1, 0, 0, 0, 0],
        [0, 0, -1, 0, 0, 0, 0],
    ]
)
AFTER = dict.fromkeys(range(4), 0.25)


def study(beta: np.ndarray = BETA) -> DriftStudy:
    values = TO_STUDY @ beta
    return DriftStudy(
        float(values[0]),
        values[1:],
        ((-4, -3), (-3, -2), (-2, -1)),
        TO_STUDY @ COVARIANCE @ TO_STUDY.T,
        AFTER,
        {-1: 1.0},
        Z_975,
    )


@pytest.mark.parametrize("most", FIXED_LENGTH)
def test_the_fixed_length_interval_is_that_of_the_published_software(most):
    found = smoothness(study(), most)
    low, high = FIXED_LENGTH[most]
    assert found.ci_low == pytest.approx(low, abs=5e-5)
    assert found.ci_high == pytest.approx(high, abs=5e-5)
    assert found.ci_high - found.ci_low <= high - low + 1e-6


@pytest.mark.parametrize("most", CONDITIONAL)
def test_the_union_holds_the_published_conditional_set_and_is_the_interval_without_drift(most):
    found = relative_magnitudes(study(), most)
    low, high = CONDITIONAL[most]
    assert found.ci_low <= low and high <= found.ci_high
    if not most:
        assert (found.ci_low, found.ci_high) == pytest.approx((low, high), abs=2e-3)


@pytest.mark.parametrize("most", [0.3, 1.0, 2.5])
def test_the_identified_set_is_that_of_every_allowed_drift(most):
    """The largest and the smallest average drift after pairing whose steps are bounded, by linear
    programming."""
    one = study()
    largest = float(np.abs(one.steps).max())
    steps = np.eye(4) - np.eye(4, k=-1)  # of the drift at 0..3, from 0 at the base
    bounded = np.vstack([steps, -steps])
    extremes = [
        sign
        * linprog(
            sign * np.full(4, 0.25), bounded, np.full(8, most * largest), bounds=(None, None)
        ).fun
        for sign in (1, -1)
    ]
    found = relative_magnitudes(one, most)
    assert found.low == pytest.approx(one.effect - max(extremes), abs=1e-9)
    assert found.high == pytest.approx(one.effect - min(extremes), abs=1e-9)


def worst_bias(z: np.ndarray, most: float) -> float:
    """The largest bias of the effect plus z times the steps over all drifts whose slope changes by
    at most `most`, by linear programming; times -4 to 3, the drift is 0 at -1."""
    times = list(range(-4, 4))
    weight = np.zeros(8)
    weight[4:] = 0.25
    for place, (first, last) in enumerate(study().step_times):
        weight[times.index(last)] += z[place]
        weight[times.index(first)] -= z[place]
    bends = np.zeros((6, 8))
    for row in range(6):
        bends[row, row : row + 3] = (1, -2, 1)
    at_base = np.zeros((1, 8))
    at_base[0, 3] = 1
    limits = [*bends, *-bends]
    found = linprog(-weight, limits, np.full(12, most), A_eq=at_base, b_eq=[0], bounds=(None, None))
    return -found.fun if found.status == 0 else float("inf")


def test_no_other_combination_of_the_steps_gives_a_shorter_interval():
    """Every combination on a grid, with its worst bias by linear programming."""
    one, most = study(), 0.02
    shortest = float("inf")
    for first in np.linspace(-2.5, 0.5, 13):
        for second in np.linspace(-2.5, 0.5, 13):
            z = np.array([first, second, -one.periods - first - second])
            weights = np.concatenate([[1.0], z])
            se = float(np.sqrt(weights @ one.covariance @ weights))
            half = se * folded_normal_quantile(worst_bias(z, most) / se)
            shortest = min(shortest, half)
    found = smoothness(one, most)
    assert (found.ci_high - found.ci_low) / 2 == pytest.approx(shortest, rel=0.03)
    assert (found.ci_high - found.ci_low) / 2 <= shortest + 1e-9


def test_the_folded_normal_quantile_is_that_of_scipy():
    for bias in (0.0, 0.3, 1.0, 4.0, 7.9, 8.1, 20.0):
        assert folded_normal_quantile(bias) == pytest.approx(foldnorm.ppf(0.95, bias), abs=1e-6)


@pytest.mark.parametrize("most", [0.5, 1.0])
@pytest.mark.parametrize("steps", [(0.05, 0.05, 0.05), (0.0, 0.0, -0.1), (0.02, -0.02, 0.0)])
def test_the_limits_hold_the_effect_in_95_of_100_samples_with_the_worst_drift(most, steps):
    """The truth is 0; the drift after pairing is the largest that is allowed, upwards."""
    before = -np.cumsum(steps[::-1])[::-1]
    after = most * np.abs(steps).max() * np.arange(1, 5)
    mean = np.concatenate([before, after])
    rng = np.random.default_rng(4)
    samples = rng.multivariate_normal(mean, COVARIANCE, size=600)
    held = 0
    for sample in samples:
        found = relative_magnitudes(study(sample), most)
        held += found.ci_low <= 0 <= found.ci_high
    assert held / len(samples) >= 0.95 - 2 * np.sqrt(0.95 * 0.05 / len(samples))


def test_the_break_down_multiple_is_where_the_limit_meets_zero():
    multiple = breakdown(study())
    assert relative_magnitudes(study(), multiple).ci_low == pytest.approx(0, abs=1e-9)
    assert relative_magnitudes(study(), multiple * 0.99).excludes_zero
    assert breakdown(study(-BETA)) == pytest.approx(multiple)
    assert breakdown(replace(study(), effect=0.01)) == 0.0


def test_a_base_of_several_periods_counts_at_its_mean():
    spread = replace(study(), base={-4: 0.25, -3: 0.25, -2: 0.5})
    assert spread.periods == pytest.approx(1.5 + 2.75)
