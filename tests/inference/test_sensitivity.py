"""E-values and robustness values equal the published ones; the joint test equals the t and F tests
it contains."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from metrics.inference.interval import clustered_variance
from metrics.inference.sensitivity import (
    clustered_covariance,
    e_value,
    e_value_of_limit,
    joint_test,
    robustness_value,
)


def test_e_values_are_those_published_for_breastfeeding_and_infant_deaths():
    """VanderWeele and Ding 2017: risk ratio 3.9 (1.8 to 8.7)."""
    assert e_value(3.9) == pytest.approx(7.263, abs=5e-4)
    assert e_value_of_limit(1.8, 8.7) == pytest.approx(3.0)


def test_an_e_value_is_the_same_for_a_ratio_and_its_inverse():
    assert e_value(0.25) == pytest.approx(e_value(4.0))
    assert e_value_of_limit(0.3, 0.5) == pytest.approx(e_value(2.0))


def test_no_effect_needs_no_hidden_cause():
    assert e_value(1.0) == e_value_of_limit(0.8, 1.1) == 1.0
    assert e_value(0.0) == float("inf")


def test_robustness_values_are_those_published_for_darfur():
    """Cinelli and Hazlett 2020: t = 4.18 with 783 degrees of freedom."""
    assert robustness_value(4.18445, 783) == pytest.approx(0.1388, abs=1e-4)
    assert robustness_value(-4.18445, 783, alpha=0.05) == pytest.approx(0.0762, abs=1e-4)


def test_an_effect_within_the_noise_has_robustness_zero():
    assert robustness_value(1.5, 200, alpha=0.05) == 0.0
    assert robustness_value(0.0, 200) == 0.0


@pytest.mark.parametrize("alpha", [None, 0.05])
def test_a_cause_as_strong_as_the_robustness_value_just_removes_the_effect(alpha):
    """With both partial R squared at r, the estimate falls by se * sqrt(df * r * r / (1 - r))."""
    t, df = 5.0, 400
    r = robustness_value(t, df, alpha=alpha)
    fallen = t - np.sqrt(df * r * r / (1 - r))
    rise = 0 if alpha is None else stats.t.ppf(0.975, df - 1) * np.sqrt(df / (df - 1))
    assert fallen == pytest.approx(rise, abs=1e-9)


def test_the_joint_test_of_one_estimate_is_its_t_test():
    assert joint_test(np.array([0.4]), np.array([[0.04]]), 17) == pytest.approx(
        2 * stats.t.sf(2.0, 17)
    )


def test_the_joint_test_takes_the_covariance_into_account():
    estimates, covariance = np.array([0.3, -0.3]), np.array([[0.04, 0.03], [0.03, 0.04]])
    wald = 0.6**2 / 0.02 / 1  # the difference carries it all: variance 0.02, sum 0
    assert joint_test(estimates, covariance, 20) == pytest.approx(stats.f.sf(wald * 19 / 40, 2, 19))


def test_the_joint_test_is_nan_with_too_few_clusters_or_without_spread():
    assert np.isnan(joint_test(np.zeros(2), np.eye(2), 1))
    assert np.isnan(joint_test(np.zeros(2), np.ones((2, 2)), 20))


def test_the_covariance_of_a_sum_of_estimates_is_its_clustered_variance():
    rng = np.random.default_rng(3)
    influence, weight1 = rng.normal(size=(60, 2)), rng.integers(0, 3, 60).astype(float)
    cluster = rng.integers(0, 7, 60)
    covariance, effective = clustered_covariance(influence, weight1, cluster)
    for mix in ([1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [2.0, -1.0]):
        alone = clustered_variance(influence @ mix, weight1, np.zeros(60), cluster)
        assert np.array(mix) @ covariance @ mix == pytest.approx(alone.variance, rel=1e-9)
        assert effective == pytest.approx(alone.ess1)


def test_the_joint_test_is_nan_where_one_mentor_has_all_mentees():
    covariance, effective = clustered_covariance(
        np.ones((3, 1)), np.array([1.0, 2.0, 0.0]), np.array([0, 0, 1])
    )
    assert effective == 1.0 and np.isinf(covariance[0, 0])
    assert np.isnan(joint_test(np.array([1.0]), covariance, effective - 1))
