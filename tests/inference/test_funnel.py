"""Expected counts, limits, exact chances, shrinkage and false discoveries against hand computations
and scipy's own."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from metrics.inference.funnel import (
    benjamini_hochberg,
    between_owner_variance,
    equal_power_weights,
    exact_ratio_limits,
    expected_events,
    funnel_limits,
    own_share,
    p_value_fewer,
    p_value_more,
    shrunk_ratios,
)


def test_expected_counts_are_the_rates_of_all_on_the_owners_work():
    owner, cell = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    found = expected_events(
        owner, cell, np.array([10.0, 30.0, 30.0, 10.0]), np.array([1.0, 3.0, 7.0, 5.0]), 2
    )
    # cell 0: 8 events in 40, cell 1: 8 in 40; both rates 0.2
    assert found == pytest.approx([8.0, 8.0])
    assert found.sum() == pytest.approx(16)


def test_an_owner_with_a_harder_case_mix_is_expected_to_lose_more():
    owner, cell = np.array([0, 1, 1]), np.array([1, 0, 1])
    found = expected_events(
        owner, cell, np.array([20.0, 80.0, 20.0]), np.array([6.0, 8.0, 10.0]), 2
    )
    assert found == pytest.approx([20 * 16 / 40, 80 * 8 / 80 + 20 * 16 / 40])


def test_in_one_cell_the_chance_is_binomial():
    for events, total, share in ((3, 20, 0.3), (0, 5, 0.2), (20, 20, 0.4)):
        assert p_value_fewer(events, np.array([total]), np.array([share])) == pytest.approx(
            stats.binom.cdf(events, total, share), rel=1e-12
        )


def test_the_chance_of_more_is_the_upper_tail():
    for events in (0, 1, 6, 20):
        assert p_value_more(events, np.array([20]), np.array([0.3])) == pytest.approx(
            stats.binom.sf(events - 1, 20, 0.3), rel=1e-9
        )


def test_in_two_cells_the_chance_is_that_of_the_sum_of_two_binomials():
    a, b = stats.binom(4, 0.25), stats.binom(6, 0.5)
    by_hand = sum(a.pmf(i) * b.pmf(j) for i in range(5) for j in range(7) if i + j <= 3)
    assert p_value_fewer(3, np.array([4, 6]), np.array([0.25, 0.5])) == pytest.approx(
        by_hand, rel=1e-12
    )


def test_many_events_and_small_shares_give_the_poisson_chance():
    found = p_value_fewer(11, np.full(50, 4000.0), np.full(50, 22 / 200_000))
    assert found == pytest.approx(stats.poisson.cdf(11, 22), rel=2e-3)


def test_a_cell_of_a_single_owner_has_no_effect():
    with_it = p_value_fewer(9, np.array([20, 4]), np.array([0.5, 1.0]))
    assert with_it == pytest.approx(stats.binom.cdf(5, 20, 0.5), rel=1e-12)


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_funnel_limits_are_scipys_exact_ones(level):
    (low_mean, low), (high_mean, high) = funnel_limits(60, level)
    tail = (1 - level) / 2
    for mean in (1.5, 4.0, 9.7, 10.0, 22.1, 59.0):
        lowest = int(stats.poisson.ppf(tail, mean))  # no count below it is within the limits
        on_or_below = np.flatnonzero(low_mean <= mean) + 1
        assert (on_or_below[-1] if len(on_or_below) else 0) == max(lowest - 1, 0)
        highest = int(stats.poisson.ppf(1 - tail, mean))
        assert np.flatnonzero(high_mean >= mean)[0] + 1 == highest + 1
    assert stats.poisson.cdf(np.round(low * low_mean), low_mean) == pytest.approx(
        np.full(len(low), tail)
    )
    assert stats.poisson.sf(np.round(high * high_mean) - 1, high_mean) == pytest.approx(
        np.full(len(high), tail)
    )


def test_the_limits_of_a_ratio_are_the_exact_ones_by_chi_squared():
    events, mean = np.array([0, 1, 11, 300]), np.array([4.0, 2.0, 22.1, 290.0])
    low, high = exact_ratio_limits(events, mean, 0.95)
    assert low[0] == 0
    assert low[1:] == pytest.approx(stats.chi2.ppf(0.025, 2 * events[1:]) / 2 / mean[1:], rel=1e-12)
    assert high == pytest.approx(stats.chi2.ppf(0.975, 2 * events + 2) / 2 / mean, rel=1e-12)


def test_shrinkage_is_the_gamma_poisson_mean_by_hand():
    # variance 0.1: the prior weighs as much as ten expected events
    assert shrunk_ratios(
        np.array([5.0, 0.0, 40.0]), np.array([10.0, 1.0, 20.0]), 0.1
    ) == pytest.approx([15 / 20, 10 / 11, 50 / 30])


def test_the_variance_between_owners_maximises_variance_times_likelihood():
    rng = np.random.default_rng(3)
    mean = rng.uniform(2, 30, 60)
    events = rng.poisson(mean * rng.gamma(1 / 0.2, 0.2, 60)).astype(float)
    tried = np.exp(np.linspace(np.log(0.002), np.log(2), 4000))
    worth = [
        np.log(v) + stats.nbinom.logpmf(events, 1 / v, 1 / (1 + v * mean)).sum() for v in tried
    ]
    assert between_owner_variance(events, mean) == pytest.approx(
        tried[int(np.argmax(worth))], rel=4e-3
    )


def test_equal_owners_shrink_nearly_but_never_fully_to_one():
    mean = np.full(200, 5.0)
    events = np.random.default_rng(5).poisson(mean).astype(float)
    variance = between_owner_variance(events, mean)
    assert 0 < variance < 0.06
    assert 0.7 < shrunk_ratios(np.array([0.0]), np.array([5.0]), variance)[0] < 1


def test_an_owner_without_work_does_not_change_the_variance():
    events, mean = np.array([3.0, 9.0, 4.0]), np.array([5.0, 5.0, 6.0])
    with_one = between_owner_variance(np.append(events, 0.0), np.append(mean, 0.0))
    assert with_one == pytest.approx(between_owner_variance(events, mean), rel=1e-6)


def test_discoveries_step_up_as_benjamini_and_hochberg_wrote():
    p = np.array([0.045, 0.001, 0.035, 0.5, 0.0099])  # in order against 0.01 0.02 0.03 0.04 0.05
    assert benjamini_hochberg(p, 0.05).tolist() == [False, True, False, False, True]
    assert benjamini_hochberg(np.array([0.05, 0.04]), 0.05).tolist() == [
        True,
        True,
    ]  # the larger one carries the smaller
    assert benjamini_hochberg(np.array([0.06]), 0.05).tolist() == [False]
    assert benjamini_hochberg(np.array([]), 0.05).tolist() == []


def test_discoveries_agree_with_scipys_adjusted_p_values():
    rng = np.random.default_rng(11)
    for _ in range(50):
        p = rng.uniform(0, 1, 20) ** 3
        assert np.array_equal(benjamini_hochberg(p, 0.05), stats.false_discovery_control(p) <= 0.05)


def test_weights_move_limits_from_one_test_to_another():
    p = np.array([0.02, 0.02, 0.9])  # in order against 1/60, 2/60, 3/60
    assert benjamini_hochberg(p, 0.05).tolist() == [True, True, False]
    assert benjamini_hochberg(p, 0.05, np.array([1.6, 0.4, 1.0])).tolist() == [
        True,
        False,
        False,
    ]  # 0.0125, 0.05, 0.9


def test_the_own_share_of_the_standard_by_hand_and_by_the_variance_of_binomials():
    owner, cell = np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1])
    at_risk, lost = np.array([30.0, 70.0, 10.0, 90.0]), np.array([3.0, 7.0, 4.0, 36.0])
    own = own_share(
        owner, cell, at_risk, lost, 3
    )  # in other hands 3 lost of the first cell's 10, 4 of the second's 40
    assert own[0] == pytest.approx((0.3 * 3 + 0.1 * 4) / 7)
    assert own[1] == pytest.approx(
        1 - (stats.binom(10, 0.7).var() + stats.binom(40, 0.9).var()) / (7 + 36)
    )
    assert own[2] == 0  # has no work


def test_an_owner_who_makes_up_much_of_the_standard_has_a_nearer_limit():
    weights = equal_power_weights(np.array([0.2] + [0.0] * 24), 0.05)
    assert weights.mean() == pytest.approx(1)
    z = stats.norm.isf(0.002)
    assert weights[0] / weights[1] == pytest.approx(stats.norm.sf(z * np.sqrt(0.8)) / 0.002)
    assert weights[0] / weights[1] == pytest.approx(2.511, abs=1e-3)
    assert (
        equal_power_weights(np.full(7, 0.3), 0.05) == pytest.approx(np.ones(7))
        and len(equal_power_weights(np.array([]), 0.05)) == 0
    )


def test_the_weights_give_equal_power_for_equal_distance_from_the_standard():
    own, share = np.array([0.0, 0.05, 0.1, 0.15]), 0.05
    limits = stats.norm.isf(
        share / len(own) * equal_power_weights(own, share)
    )  # in deviations of their own test
    distance = 2.5 * np.sqrt(
        1 - own
    )  # the mean moves less by the own part, the deviation by its root
    assert np.ptp(stats.norm.sf(limits - distance)) < 0.02
    assert np.ptp(stats.norm.sf(stats.norm.isf(share / len(own)) - distance)) > 0.05
