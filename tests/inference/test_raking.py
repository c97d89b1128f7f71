"""Raked weights against iterative proportional fitting, and their influence against a derivative."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.inference.raking import comparable, margins, rake

PATTERNS = 24


def company(seed: int, patterns: int = PATTERNS) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Keys of some patterns, and the rows of both arms in each."""
    rng = np.random.default_rng(seed)
    keys = [rng.integers(levels, size=patterns) for levels in (3, 2, 4)]
    n1 = rng.integers(0, 4, patterns).astype(float)
    n0 = rng.integers(0, 30, patterns).astype(float)
    return keys, n1, n0


def fitted_proportionally(
    keys: list[np.ndarray], kept: np.ndarray, n1: np.ndarray, n0: np.ndarray
) -> np.ndarray:
    """Weights by scaling one margin after the other until all are met."""
    weight = np.where(kept, n1[kept].sum() / n0[kept].sum(), 0.0)
    for _ in range(5000):
        for key in keys:
            for level in np.unique(key[kept]):
                rows = kept & (key == level)
                weight[rows] *= n1[rows].sum() / (weight[rows] * n0[rows]).sum()
    return weight


@pytest.mark.parametrize("seed", range(5))
def test_without_a_penalty_the_weights_are_those_of_iterative_proportional_fitting(seed):
    keys, n1, n0 = company(seed)
    n0 = n0 + 3  # every margin can be met
    fitted = rake(margins(keys), n1, n0, penalty=1e-12)
    expected = fitted_proportionally(keys, fitted.kept, n1, n0)
    assert fitted.weight == pytest.approx(expected, rel=1e-6)


@given(seed=st.integers(0, 10**6))
def test_every_level_weighs_as_much_in_both_arms_up_to_the_penalty(seed):
    keys, n1, n0 = company(seed)
    fitted = rake(margins(keys), n1, n0)
    assert np.all(np.isfinite(fitted.weight))
    assert np.all(fitted.weight[~fitted.kept] == 0)
    assert np.sum(n0 * fitted.weight) == pytest.approx(np.sum(n1 * fitted.kept), rel=1e-8)
    for key in keys:
        for level in np.unique(key):
            rows = fitted.kept & (key == level)
            off = np.sum((n0 * fitted.weight)[rows]) - np.sum(n1[rows])
            assert abs(off) < 0.03 * np.sum(n1 * fitted.kept) + 1e-6


def test_a_level_without_one_of_the_arms_is_left_out_with_what_depends_on_it():
    keys = margins([np.array(["a", "a", "b", "b"]), np.array([1, 2, 2, 3])])
    n1 = np.array([2.0, 1.0, 0.0, 1.0])
    n0 = np.array([5.0, 0.0, 4.0, 0.0])
    assert comparable(keys, n1, n0).tolist() == [True, False, False, False]
    # level 3 has no other row; without it b has no mentee; without b level 2 has no other row


def test_margins_that_cannot_be_met_at_once_give_finite_weights():
    keys = margins([np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])])
    n1 = np.array([10.0, 0.0, 0.0, 10.0])
    n0 = np.array([1.0, 20.0, 20.0, 1.0])
    fitted = rake(keys, n1, n0)
    assert fitted.kept.all() and np.all(np.isfinite(fitted.weight))
    assert np.sum(n0 * fitted.weight) == pytest.approx(20.0)


def test_the_adjusted_influence_is_the_derivative_of_the_weighted_mean_to_a_rows_weight():
    keys, n1, n0 = company(3)
    n0 = n0 + 2
    rng = np.random.default_rng(5)
    total1, total0 = rng.normal(size=(2, PATTERNS))
    known = margins(keys)
    kept = comparable(known, n1, n0)

    def difference(n1: np.ndarray, n0: np.ndarray, t1: np.ndarray, t0: np.ndarray) -> float:
        fitted = rake(known, n1, n0, penalty=0.1 / np.sum(n1 * kept))
        mean1 = np.sum(t1 * fitted.kept) / np.sum(n1 * fitted.kept)
        return float(mean1 - np.sum(t0 * fitted.weight) / np.sum(n0 * fitted.weight))

    fitted = rake(known, n1, n0, penalty=0.1 / np.sum(n1 * kept))
    rows = np.sum(n1 * fitted.kept)
    mean0 = np.sum(total0 * fitted.weight) / np.sum(n0 * fitted.weight)
    mean1 = np.sum(total1 * fitted.kept) / rows
    added = fitted.adjustment((-(total0 - n0 * mean0) / rows)[:, None])[:, 0]
    step = 1e-5
    for pattern in np.flatnonzero(fitted.kept)[:8]:
        value = 0.7  # of the row that counts a little more
        one = np.zeros(PATTERNS)
        one[pattern] = step
        moved0 = difference(n1, n0 + one, total1, total0 + one * value)
        moved1 = difference(n1 + one, n0, total1 + one * value, total0)
        base = difference(n1, n0, total1, total0)
        others = fitted.weight[pattern] * (-(value - mean0) / rows - added[pattern])
        mentee = (value - mean1) / rows + added[pattern]
        assert (moved0 - base) / step == pytest.approx(others, abs=1e-5)
        assert (moved1 - base) / step == pytest.approx(mentee, abs=1e-5)
