"""Values beside those of others, means, how much people differ, who is beyond: by hand computations
and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from metrics.inference.peer_comparison import (
    AT_NORMAL,
    EFFICIENCY,
    PersonMeans,
    between_person_variance,
    leave_one_out_residuals,
    p_value_above,
    person_means,
)


def test_a_value_is_compared_with_the_mean_of_the_others():
    cell = np.array([0, 0, 0, 1, 1])
    found = leave_one_out_residuals(cell, np.array([10.0, 4.0, 1.0, 5.0, 3.0]), 1)
    assert found == pytest.approx([10 - 2.5, 4 - 5.5, 1 - 7.0, 2.0, -2.0])
    found = leave_one_out_residuals(cell, np.array([10.0, 4.0, 1.0, 5.0, 3.0]), 2)
    assert np.isfinite(found).tolist() == [True, True, True, False, False]


def test_a_value_alone_in_its_cell_has_no_residual():
    assert np.isnan(leave_one_out_residuals(np.array([0]), np.array([3.0]), 1)).all()


def test_the_standard_error_is_never_below_the_pooled_one():
    person = np.array([0, 0, 0, 1, 1, 2])
    of = person_means(person, np.array([1.0, 3.0, 8.0, 5.0, 5.2, 9.0]), 4)
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


def test_the_variance_between_equally_precise_people_by_hand():
    mean = np.array([-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0])
    # 10 % of seven values lie between -4 and -2: -4 + 0.6 * 2 = -2.8, as quantiles are interpolated
    phi = (2 * 2.8**2 + 2 * 4 + 2 * 1) / 7 / AT_NORMAL
    assert between_person_variance(mean, np.ones(7)) == pytest.approx((7 * phi - 6) / 6)
    assert between_person_variance(mean * 0.01, np.ones(7)) == 0


def test_the_variance_is_robust_to_one_outlier_and_right_on_average():
    rng = np.random.default_rng(2)
    se = 1 / np.sqrt(rng.choice([6, 12, 60], 3000))
    mean = rng.normal(0, np.sqrt(4 + se**2))
    plain = between_person_variance(mean, se)
    assert plain == pytest.approx(4, rel=0.06)
    mean[:30] = 100
    assert between_person_variance(mean, se) == pytest.approx(plain, rel=0.1)


def test_one_person_has_no_variance_between_people():
    assert np.isnan(between_person_variance(np.array([1.0]), np.array([1.0])))


def test_the_p_value_is_that_of_t_or_of_a_sum_of_two_variances():
    of = PersonMeans(
        np.array([8.0, 8.0]), np.array([2.0, -1.0]), np.array([0.5, 0.5]), np.array([7.0, 7.0])
    )
    assert p_value_above(of, 0.0, 50) == pytest.approx(stats.t.sf([4.0, -2.0], 7))
    df = (0.25 + 0.75) ** 2 / (0.75**2 / (0.72 * 49) + 0.25**2 / 7)
    assert p_value_above(of, 0.75, 50) == pytest.approx(stats.t.sf([2.0, -1.0], df))
