"""Values beside those of others, means, how much people differ, who is beyond: by hand computations
and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from metrics.inference.peer_comparison import (
    AT_NORMAL,
    EFFICIENCY,
    Means,
    beside_others,
    chance_beyond,
    means,
    spread,
)


def test_a_value_stands_beside_the_mean_of_the_others_without_its_own():
    cell = np.array([0, 0, 0, 1, 1])
    found = beside_others(cell, np.array([10.0, 4.0, 1.0, 5.0, 3.0]), 1)
    assert found == pytest.approx([10 - 2.5, 4 - 5.5, 1 - 7.0, 2.0, -2.0])
    found = beside_others(cell, np.array([10.0, 4.0, 1.0, 5.0, 3.0]), 2)
    assert np.isfinite(found).tolist() == [True, True, True, False, False]


def test_who_is_alone_is_beside_nobody():
    assert np.isnan(beside_others(np.array([0]), np.array([3.0]), 1)).all()


def test_the_standard_error_is_from_the_persons_own_periods_and_never_below_that_of_all_pooled():
    person = np.array([0, 0, 0, 1, 1, 2])
    of = means(person, np.array([1.0, 3.0, 8.0, 5.0, 5.2, 9.0]), 4)
    assert of.n.tolist() == [3, 2, 1, 0]
    assert of.mean[:2] == pytest.approx([4.0, 5.1]) and np.isnan(of.mean[2:]).all()
    own = (
        9 + 1 + 16
    ) / 2  # 13; the other one's is 0.02, and pooled over three degrees of freedom 26.02 / 3
    assert of.se[:2] == pytest.approx([np.sqrt(own / 3), np.sqrt(26.02 / 3 / 2)])
    assert of.df[:2].tolist() == [2, 1] and np.isnan(of.se[2:]).all()


def test_the_constant_is_that_of_a_winsorised_normal_and_the_efficiency_what_simulation_shows():
    rng = np.random.default_rng(4)
    z = rng.normal(size=(4000, 100))
    low, high = np.quantile(z, [0.1, 0.9], axis=1)
    phi = np.mean(np.clip(z, low[:, None], high[:, None]) ** 2, axis=1)
    cut = stats.norm.ppf(0.9)
    inside = stats.norm.expect(lambda x: x * x, lb=-cut, ub=cut)
    assert inside + 0.2 * cut**2 == pytest.approx(AT_NORMAL, abs=1e-4)
    assert 2 * phi.mean() ** 2 / phi.var() / 99 == pytest.approx(EFFICIENCY, abs=0.06)


def test_the_spread_of_equally_sure_people_by_hand():
    mean = np.array([-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0])
    # 10 % of seven values lie between -4 and -2: -4 + 0.6 * 2 = -2.8, as quantiles are interpolated
    phi = (2 * 2.8**2 + 2 * 4 + 2 * 1) / 7 / AT_NORMAL
    assert spread(mean, np.ones(7)) == pytest.approx((7 * phi - 6) / 6)
    assert spread(mean * 0.01, np.ones(7)) == 0


def test_the_spread_is_hardly_moved_by_one_who_stands_out_and_right_on_average():
    rng = np.random.default_rng(2)
    se = 1 / np.sqrt(rng.choice([6, 12, 60], 3000))
    mean = rng.normal(0, np.sqrt(4 + se**2))
    plain = spread(mean, se)
    assert plain == pytest.approx(4, rel=0.06)
    mean[:30] = 100
    assert spread(mean, se) == pytest.approx(plain, rel=0.1)


def test_one_person_alone_tells_nothing_about_the_spread():
    assert np.isnan(spread(np.array([1.0]), np.array([1.0])))


def test_where_people_do_not_differ_the_chance_is_that_of_t_and_else_of_a_sum_of_two_variances():
    of = Means(
        np.array([8.0, 8.0]), np.array([2.0, -1.0]), np.array([0.5, 0.5]), np.array([7.0, 7.0])
    )
    assert chance_beyond(of, 0.0, 50) == pytest.approx(stats.t.sf([4.0, -2.0], 7))
    df = (0.25 + 0.75) ** 2 / (0.75**2 / (0.72 * 49) + 0.25**2 / 7)
    assert chance_beyond(of, 0.75, 50) == pytest.approx(stats.t.sf([2.0, -1.0], df))
