"""Checks of a lottery against scipy and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from metrics.inference.lottery_checks import binomial_p, pseudo_months, sample_ratio_p
from metrics.inference.survival import kaplan_meier


@pytest.mark.parametrize(
    ("drawn", "n", "chance"), [(3, 10, 0.5), (0, 7, 0.3), (9, 9, 0.4), (17, 40, 0.25)]
)
def test_the_exact_p_value_is_that_of_scipy(drawn, n, chance):
    assert binomial_p(drawn, n, chance) == pytest.approx(stats.binomtest(drawn, n, chance).pvalue)


def test_many_candidates_are_checked_by_chi_square_and_few_exactly():
    drawn, n = np.array([30, 25]), np.array([60, 40])
    chance = np.array([0.5, 0.5])
    expected = sum(stats.chisquare([m, k - m]).statistic for m, k in zip(drawn, n, strict=True))
    assert sample_ratio_p(drawn, n, chance) == pytest.approx(stats.chi2.sf(expected, 2))
    few = sample_ratio_p(np.array([4, 1]), np.array([4, 4]), np.array([0.5, 0.5]))
    assert few == pytest.approx(2 * stats.binomtest(4, 4, 0.5).pvalue)


def test_missing_candidates_are_noticed():
    assert sample_ratio_p(np.array([60]), np.array([90]), np.array([0.5])) < 0.01
    assert sample_ratio_p(np.array([45]), np.array([90]), np.array([0.5])) > 0.9


def test_a_certain_chance_is_either_kept_or_broken():
    assert binomial_p(3, 3, 1.0) == 1 and binomial_p(2, 3, 1.0) == 0 and binomial_p(0, 3, 0.0) == 1


def test_without_censoring_a_pseudo_value_is_the_months_lived():
    u, event = np.array([0, 3, 11, 30, 12]), np.array([1, 1, 1, 1, 0])
    assert pseudo_months(u, event, tau=12).tolist() == [1, 4, 12, 12, 12]


def test_with_censoring_the_pseudo_values_average_to_the_area_under_the_curve_of_all():
    rng = np.random.default_rng(1)
    u, event = rng.integers(0, 15, size=40), rng.integers(0, 2, size=40)
    values = pseudo_months(u, event, tau=12)
    ones = np.ones(40)
    area = kaplan_meier(u, event, ones, ones, tau=12).rmst(12)
    leave_one = [
        40 * area
        - 39 * kaplan_meier(*(np.delete(a, i) for a in (u, event, ones, ones)), tau=12).rmst(12)
        for i in range(40)
    ]
    assert values == pytest.approx(np.array(leave_one), abs=1e-9)
