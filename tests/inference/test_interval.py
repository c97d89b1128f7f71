"""Clusters, their leverage and the interval."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from metrics.inference.interval import (
    cluster_numbers,
    clustered_variance,
    clustered_variance_by_arm,
    t_interval,
)
from metrics.inference.sample_size import mentees_to_detect_normal


def test_the_interval_uses_the_t_distribution():
    found = t_interval(2.0, 0.25, 7)
    assert found.high - found.estimate == pytest.approx(stats.t.ppf(0.975, 7) * 0.5, rel=1e-9)
    assert found.excludes_zero


def test_a_cluster_counts_by_its_sum_divided_by_one_less_its_leverage():
    influence = np.array([0.3, 0.1, -0.4, 0.0])
    weight1, weight0 = np.array([1.0, 1.0, 0.0, 2.0]), np.array([0.0, 0.0, 3.0, 1.0])
    found = clustered_variance(influence, weight1, weight0, np.array([0, 0, 1, 2]))
    assert found.variance == pytest.approx((0.4 / (1 - 0.5)) ** 2 + (-0.4 / (1 - 0.75)) ** 2)
    assert found.ess1 == pytest.approx(1 / (0.5**2 + 0.5**2)) and found.ess0 == pytest.approx(
        1 / (0.75**2 + 0.25**2)
    )


def test_a_cluster_that_is_a_whole_arm_makes_the_variance_infinite():
    found = clustered_variance(
        np.array([0.3, -0.3]), np.array([1.0, 0.0]), np.array([0.0, 1.0]), np.array([0, 1])
    )
    assert found.variance == float("inf")


def test_mentees_of_one_mentor_are_one_cluster_and_the_mentor_is_another():
    persons = np.array(["ann", "bea", "con"], dtype=object)
    mentors = np.array(["con", "con", None], dtype=object)
    first, second, own = cluster_numbers(persons, mentors)
    assert first == second != own


def test_half_the_effect_takes_four_times_the_mentees():
    assert mentees_to_detect_normal(100, 1.0, 0.5) == 4 * mentees_to_detect_normal(100, 1.0, 1.0)


def test_by_arm_a_cluster_counts_by_its_sum_squared_over_one_less_its_leverage():
    influence = np.array([0.3, 0.1, -0.4, 0.2, 0.0])
    weight1, weight0 = np.array([1.0, 1.0, 0.0, 0.0, 2.0]), np.array([0.0, 0.0, 3.0, 2.0, 1.0])
    found = clustered_variance_by_arm(influence, weight1, weight0, np.array([0, 0, 1, 2, 3]))
    mentees, others = 0.4**2 / (1 - 0.5), 0.4**2 / (1 - 0.5) + 0.2**2 / (1 - 1 / 3)
    assert found.variance == pytest.approx(mentees + others)
    assert (found.ess1, found.ess0) == pytest.approx((2, 36 / 14))
    assert found.df == pytest.approx(
        (mentees + others) ** 2 / (mentees**2 / 1 + others**2 / (36 / 14 - 1))
    )


def test_two_samples_of_independent_people_give_welchs_test():
    rng = np.random.default_rng(4)
    a, b = rng.normal(size=8), rng.normal(scale=3, size=15)
    influence = np.concatenate([(a - a.mean()) / 8, -(b - b.mean()) / 15])
    weight1, weight0 = np.repeat([1.0, 0.0], [8, 15]), np.repeat([0.0, 1.0], [8, 15])
    found = clustered_variance_by_arm(influence, weight1, weight0, np.arange(23))
    welch = stats.ttest_ind(a, b, equal_var=False)
    assert (a.mean() - b.mean()) / np.sqrt(found.variance) == pytest.approx(
        welch.statistic, rel=1e-9
    )
    assert found.df == pytest.approx(welch.df, rel=1e-9)
