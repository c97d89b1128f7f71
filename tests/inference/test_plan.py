"""Sizes of studies, against statsmodels and by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.power import TTestPower

from metrics.inference.plan import mentees_for, months_until, smallest_effect


def test_the_smallest_effect_is_about_that_of_statsmodels():
    n = 40
    expected = TTestPower().solve_power(nobs=n, alpha=0.05, power=0.8)
    assert smallest_effect(1 / np.sqrt(n), n - 1) == pytest.approx(expected, rel=0.01)


def test_a_study_finds_its_smallest_effect_in_four_of_five_cases():
    rng = np.random.default_rng(4)
    effect = smallest_effect(1 / np.sqrt(30), 29)
    data = rng.normal(effect, 1, (4000, 30))
    t = data.mean(axis=1) / (data.std(axis=1, ddof=1) / np.sqrt(30))
    assert np.mean(np.abs(t) > 2.045) == pytest.approx(0.8, abs=0.025)


def test_half_the_effect_takes_four_times_the_mentees():
    one = mentees_for(1.0, n=100, se=0.5, df=60)
    assert mentees_for(0.5, n=100, se=0.5, df=60) == pytest.approx(4 * one, abs=4)
    assert mentees_for(-1.0, n=100, se=0.5, df=60) == one


def test_months_until_are_those_of_pairing_and_of_following():
    assert months_until(150, n=100, per_month=10, horizon=24) == 29
    assert months_until(90, n=100, per_month=10, horizon=24) == 0
    assert months_until(150, n=100, per_month=0, horizon=24) is None
