"""Spreads, payback and the worth of knowing more, against figures by hand and closed forms."""

from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest

from metrics.rewards.uncertainty import (
    larger_pilot_value,
    payback_months,
    perfect_information_value,
    quantiles_of_each,
)
from metrics.value.draws import Draws, EffectEstimate, MeasuredEffect, quantiles

DENSITY = 0.3989422804  # of the normal distribution in its middle
HALVED = 0.8660254038  # root of 1 - 1/4


def test_quantiles_are_those_of_numpy():
    drawn = np.random.default_rng(3).normal(size=1_001)
    assert astuple(quantiles_of_each([drawn])[0]) == pytest.approx(astuple(quantiles(drawn)))


def test_a_figure_that_is_not_drawn_is_its_own_quantiles():
    assert astuple(quantiles_of_each([3.0])[0]) == (3.0,) * 5


@pytest.mark.parametrize(
    ("cost", "gain", "months"),
    [
        ([100], [200], 6.0),  # half of a year's even gains
        ([100, 100], [80, 150], 21.6),  # 20 short, then 120 of 150 in the second year
        ([100, 10, 10], [50, 10, 10], np.inf),
        ([0], [10], 0.0),
    ],
)
def test_payback_is_the_month_in_which_gains_first_equal_costs(cost, gain, months):
    assert payback_months(cost, gain) == pytest.approx(months)


def test_payback_is_worked_out_for_each_draw():
    assert payback_months([100.0], [np.array([200.0, 100.0, 50.0, 0.0, -5.0])]).tolist() == [
        6,
        12,
        np.inf,
        np.inf,
        np.inf,
    ]


def test_knowing_all_of_a_normal_value_around_zero_is_worth_its_density():
    npv = 1_000 * np.random.default_rng(1).standard_normal(400_000)
    assert perfect_information_value(npv) == pytest.approx(1_000 * DENSITY, rel=0.01)


def test_knowing_what_is_certain_is_worth_nothing():
    assert perfect_information_value(np.full(10, 5.0)) == 0.0
    assert perfect_information_value(np.array([1.0, 2.0])) == 0.0


def test_a_larger_pilot_is_worth_the_part_of_the_uncertainty_it_removes():
    rng = np.random.default_rng(2)
    effect, rest = rng.standard_normal((2, 400_000))
    assert larger_pilot_value(1_000 * effect, [effect]) == pytest.approx(
        1_000 * DENSITY * HALVED, rel=0.01
    )
    assert larger_pilot_value(1_000 * effect + 500 * rest, [effect]) == pytest.approx(
        1_000 * DENSITY * HALVED, rel=0.01
    )
    assert larger_pilot_value(500 * rest, [effect]) == pytest.approx(0, abs=5)


def test_a_larger_pilot_is_worth_no_more_than_perfect_information():
    rng = np.random.default_rng(4)
    effects = list(rng.standard_t(8, (3, 20_000)))
    npv = 300 + sum(400 * one for one in effects) + 200 * rng.standard_normal(20_000)
    assert 0 < larger_pilot_value(npv, effects) < perfect_information_value(npv)
    assert larger_pilot_value(npv, []) == 0.0


@pytest.mark.parametrize("df", [2.0, 8.0, 500.0])
def test_95_percent_of_an_effects_draws_lie_in_its_interval(df):
    one = MeasuredEffect("exits:", EffectEstimate(0.1, 0.02, df))
    drawn = one.draws(np.random.default_rng(5), 200_000)
    assert np.mean((drawn > one.low) & (drawn < one.high)) == pytest.approx(0.95, abs=0.003)


def test_a_numbers_draws_do_not_depend_on_what_was_drawn_before():
    numbers = {
        name: MeasuredEffect(name, EffectEstimate(0.1, 0.02, 30)) for name in ("exits:a", "exits:b")
    }
    alone, after = Draws(numbers, seed=1, n=50), Draws(numbers, seed=1, n=50)
    after["exits:a"]
    assert alone["exits:b"].tolist() == after["exits:b"].tolist() != after["exits:a"].tolist()
