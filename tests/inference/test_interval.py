"""Clusters, their leverage and the interval."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from metrics.inference.interval import clustered, clusters_of, mentees_needed, t_interval


def test_the_interval_uses_the_t_distribution():
    found = t_interval(2.0, 0.25, 7)
    assert found.high - found.estimate == pytest.approx(stats.t.ppf(0.975, 7) * 0.5, rel=1e-9)
    assert found.excludes_zero


def test_a_cluster_counts_by_its_sum_divided_by_one_less_its_leverage():
    influence = np.array([0.3, 0.1, -0.4, 0.0])
    weight1, weight0 = np.array([1.0, 1.0, 0.0, 2.0]), np.array([0.0, 0.0, 3.0, 1.0])
    found = clustered(influence, weight1, weight0, np.array([0, 0, 1, 2]))
    assert found.variance == pytest.approx((0.4 / (1 - 0.5)) ** 2 + (-0.4 / (1 - 0.75)) ** 2)
    assert found.ess1 == pytest.approx(1 / (0.5**2 + 0.5**2)) and found.ess0 == pytest.approx(1 / (0.75**2 + 0.25**2))


def test_a_cluster_that_is_a_whole_arm_makes_the_variance_infinite():
    found = clustered(np.array([0.3, -0.3]), np.array([1.0, 0.0]), np.array([0.0, 1.0]), np.array([0, 1]))
    assert found.variance == float("inf")


def test_mentees_of_one_mentor_are_one_cluster_and_the_mentor_is_another():
    persons = np.array(["ann", "bea", "con"], dtype=object)
    mentors = np.array(["con", "con", None], dtype=object)
    first, second, own = clusters_of(persons, mentors)
    assert first == second != own


def test_half_the_effect_takes_four_times_the_mentees():
    assert mentees_needed(100, 1.0, 0.5) == 4 * mentees_needed(100, 1.0, 1.0)
