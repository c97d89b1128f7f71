"""The bias of a hidden trait is what a regression that knows the trait finds, and the bounds are
those of the published software."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.inference.omitted_variable import (
    Strength,
    bias,
    dummies,
    strength_to_move,
    times_as_strong,
    times_to_move,
    trait_regression,
)
from metrics.inference.sensitivity import robustness_value


def unexplained(target: np.ndarray, columns: list[np.ndarray], weight: np.ndarray) -> float:
    """The weighted sum of squares that the columns leave, from the rows themselves."""
    root = np.sqrt(weight)
    x = np.column_stack([np.ones(len(target)), *columns]) * root[:, None]
    return float(
        np.sum((root * target - x @ np.linalg.lstsq(x, root * target, rcond=None)[0]) ** 2)
    )


def coefficient(y: np.ndarray, columns: list[np.ndarray], weight: np.ndarray) -> float:
    root = np.sqrt(weight)
    x = np.column_stack([np.ones(len(y)), *columns]) * root[:, None]
    return float(np.linalg.lstsq(x, root * y, rcond=None)[0][1])


@pytest.fixture
def people():
    """Rows of people: two recorded traits, an arm that depends on them, an outcome and a weight."""
    rng = np.random.default_rng(5)
    unit, band = rng.integers(0, 4, size=(2, 600))
    arm = (rng.random(600) < 0.15 + 0.08 * band + 0.03 * unit).astype(float)
    outcome = np.round(2 * arm + 0.7 * band - 0.3 * unit + rng.normal(size=600), 1)
    return unit, band, arm, outcome, np.where(arm == 1, 1.0, 0.4)


def aggregated(people):
    """What the regression takes: one row per trait values, arm and outcome above or below zero."""
    unit, band, arm, outcome, weight = people
    group = np.unique(np.stack([unit, band, arm, outcome > 0]), axis=1, return_inverse=True)[1]
    group = group.ravel()
    first = np.unique(group, return_index=True)[1]
    total = np.bincount(group, weights=weight)
    mean = np.bincount(group, weights=weight * outcome) / total
    within = float(np.sum(weight * (outcome - mean[group]) ** 2))
    traits = {"unit": dummies(unit[first]), "band": dummies(band[first])}
    return trait_regression(traits, np.ones((len(first), 1)), arm[first], total, mean, within)


def test_strengths_from_sums_are_those_of_a_regression_on_every_row(people):
    unit, band, arm, outcome, weight = people
    found = aggregated(people)
    columns = {"unit": [*dummies(unit).T], "band": [*dummies(band).T]}
    every = [*columns["unit"], *columns["band"]]
    left_arm = unexplained(arm, every, weight)
    left_outcome = unexplained(outcome, [arm, *every], weight)
    assert found.scale == pytest.approx(np.sqrt(left_outcome / left_arm), rel=1e-9)
    for name, other in (("unit", "band"), ("band", "unit")):
        with_pairing = 1 - left_arm / unexplained(arm, columns[other], weight)
        with_outcome = 1 - left_outcome / unexplained(outcome, [arm, *columns[other]], weight)
        assert found.strengths[name].pairing == pytest.approx(with_pairing, abs=1e-10)
        assert found.strengths[name].outcome == pytest.approx(with_outcome, abs=1e-10)


def test_the_bias_is_exactly_what_knowing_the_trait_would_have_changed(people):
    unit, band, arm, outcome, weight = people
    hidden = 0.8 * arm + 0.3 * outcome + np.random.default_rng(6).normal(size=len(arm))
    known = [*dummies(unit).T, *dummies(band).T]
    strength = Strength(
        1 - unexplained(arm, [*known, hidden], weight) / unexplained(arm, known, weight),
        1
        - unexplained(outcome, [arm, *known, hidden], weight)
        / unexplained(outcome, [arm, *known], weight),
    )
    short = coefficient(outcome, [arm, *known], weight)
    long = coefficient(outcome, [arm, *known, hidden], weight)
    assert bias(aggregated(people).scale, strength) == pytest.approx(abs(short - long), rel=1e-9)


# PySensemakr 0.0.8 on its Darfur data (peacefactor on directlyharmed, benchmark "female"): k, the
# two shares, and the estimate less that bias.
DARFUR = Strength(0.009081065190331078, 0.1090339154278416)
SCALE = 0.6507676308438016
ESTIMATE = 0.09731581928495575
PUBLISHED = [
    (1, 0.00916428667505009, 0.12464092303637023, 0.07522027121444788),
    (2, 0.01832857335010018, 0.2493240641999761, 0.05291517238444893),
    (3, 0.027492860025150268, 0.3740504710380958, 0.030396023464150282),
    (5, 0.04582143337525045, 0.6236374591446918, -0.015303149557742562),
    (7, 0.06415000672535062, 0.8734110410749498, -0.06191624091329728),
]


def test_bounds_are_those_of_the_published_software():
    for times, pairing, outcome, adjusted in PUBLISHED:
        hidden = times_as_strong(DARFUR, times)
        assert hidden.pairing == pytest.approx(pairing, rel=1e-10)
        assert hidden.outcome == pytest.approx(outcome, rel=1e-10)
        assert ESTIMATE - bias(SCALE, hidden) == pytest.approx(adjusted, rel=1e-8)


def test_the_multiple_reaches_exactly_the_distance_asked_for():
    recorded = Strength(0.1, 0.02)
    for distance in (0.01, 0.5, 3.0):
        times = times_to_move(2.0, recorded, distance)
        assert bias(2.0, times_as_strong(recorded, times)) == pytest.approx(distance, rel=1e-6)
    assert times_to_move(2.0, Strength(0.0, 0.3), 1.0) == float("inf")


def test_equal_shares_of_the_robustness_value_move_the_estimate_to_zero():
    share = strength_to_move(2.0, 0.7)
    assert bias(2.0, Strength(share, share)) == pytest.approx(0.7, rel=1e-9)
    t, df = 4.2, 783  # a classical t value: estimate / (scale / sqrt(df))
    assert strength_to_move(np.sqrt(df) / t, 1.0) == pytest.approx(robustness_value(t, df))


def test_a_strength_that_no_trait_can_have_has_no_finite_bias():
    assert bias(1.0, times_as_strong(Strength(0.4, 0.1), 2.0)) == float("inf")


def test_nothing_follows_where_all_or_nobody_is_mentored():
    one = np.ones(4)
    unit = dummies(np.array([0, 0, 1, 1]))
    assert trait_regression({"unit": unit}, one[:, None], one, one, np.arange(4.0), 1.0) is None
