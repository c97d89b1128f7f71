"""Sizes of studies, against statsmodels and by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.power import NormalIndPower, TTestPower

from metrics.inference.sample_size import (
    candidates_to_randomise,
    mentees_to_detect,
    minimum_detectable_effect,
    months_until_enough,
    yearly_risk,
)
from metrics.inference.survival import months_sd


def test_the_smallest_effect_is_about_that_of_statsmodels():
    n = 40
    expected = TTestPower().solve_power(nobs=n, alpha=0.05, power=0.8)
    assert minimum_detectable_effect(1 / np.sqrt(n), n - 1) == pytest.approx(expected, rel=0.01)


def test_a_study_finds_its_smallest_effect_in_four_of_five_cases():
    rng = np.random.default_rng(4)
    effect = minimum_detectable_effect(1 / np.sqrt(30), 29)
    data = rng.normal(effect, 1, (4000, 30))
    t = data.mean(axis=1) / (data.std(axis=1, ddof=1) / np.sqrt(30))
    assert np.mean(np.abs(t) > 2.045) == pytest.approx(0.8, abs=0.025)


def test_half_the_effect_takes_four_times_the_mentees():
    one = mentees_to_detect(1.0, n=100, se=0.5, df=60)
    assert mentees_to_detect(0.5, n=100, se=0.5, df=60) == pytest.approx(4 * one, abs=4)
    assert mentees_to_detect(-1.0, n=100, se=0.5, df=60) == one


def test_months_until_enough_are_those_of_pairing_and_follow_up():
    assert months_until_enough(150, n=100, per_month=10, horizon=24) == 29
    assert months_until_enough(90, n=100, per_month=10, horizon=24) == 0
    assert months_until_enough(150, n=100, per_month=0, horizon=24) is None


def test_candidates_drawn_by_lot_are_those_of_statsmodels_in_two_equal_groups():
    for effect, sd in ((0.3, 1.0), (2.0, 7.5), (-2.0, 7.5)):
        per_group = NormalIndPower().solve_power(
            effect_size=abs(effect) / sd, alpha=0.05, power=0.8
        )
        assert candidates_to_randomise(effect, sd=sd) == 2 * int(np.ceil(per_group))


def test_a_lottery_of_that_size_finds_its_effect_in_four_of_five_cases():
    n = candidates_to_randomise(1.0, sd=2.0) // 2
    rng = np.random.default_rng(6)
    drawn, waiting = rng.normal(1, 2, (4000, n)), rng.normal(0, 2, (4000, n))
    se = np.sqrt((drawn.var(axis=1, ddof=1) + waiting.var(axis=1, ddof=1)) / n)
    z = (drawn.mean(axis=1) - waiting.mean(axis=1)) / se
    assert np.mean(np.abs(z) > 1.96) == pytest.approx(0.8, abs=0.025)


def test_a_yearly_risk_repeated_gives_the_risk_over_all_the_years():
    assert yearly_risk(0.36, months=24) == pytest.approx(0.2)  # 0.8 x 0.8 = 0.64 stay
    assert yearly_risk(0.2, months=12) == pytest.approx(0.2)
    assert yearly_risk(0.488, months=36) == pytest.approx(0.2)
    assert yearly_risk(0.36, months=24) > 0.36 / 2


@pytest.mark.parametrize("risk", [0.0, 1.0])
def test_a_risk_of_zero_or_one_is_the_same_in_each_year(risk):
    assert yearly_risk(risk, months=24) == risk


def test_the_spread_of_months_is_that_of_people_counted_one_by_one():
    months = np.array(
        [1, 1, 2, 3, 3, 3, 4, 4, 4, 4]
    )  # of 4 months, the last ones still there when they end
    survival = np.array([np.mean(months > k) for k in (1, 2, 3)] + [0.4])
    assert months_sd(survival) == pytest.approx(months.std())
    assert months_sd(np.ones(24)) == 0.0
