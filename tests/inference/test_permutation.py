"""Matching on counts, and drawing by lot within cells."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from metrics.inference.permutation import cell_numbers, matched_weights, randomisation_test, rmst_difference
from metrics.inference.survival import curve


def test_rows_with_all_keys_in_common_share_a_cell_and_no_others():
    keys = [np.array(["a", "a", "b", "b", "a"], dtype=object), np.array([1, 2, 1, 1, 1])]
    cell = cell_numbers(keys)
    assert cell[0] == cell[4] and cell[2] == cell[3] and len(set(cell)) == 3
    assert len(set(cell_numbers([np.array(["1", "11"], dtype=object), np.array([11, 1])]))) == 2


def test_others_weigh_as_much_as_the_mentees_of_their_cell_and_nothing_without_any():
    cell, arm, n = np.array([0, 0, 0, 1, 2]), np.array([1, 0, 0, 0, 1]), np.array([2.0, 3.0, 1.0, 5.0, 4.0])
    assert matched_weights(cell, arm, n).tolist() == [2.0, 1.5, 0.5, 0.0, 0.0]


def drawn():
    """Two cells: rows that end in month u, by an event or not, one count row each."""
    cell = np.array([0, 0, 0, 0, 0, 1, 1, 1, 1])
    arm = np.array([1, 1, 0, 0, 0, 1, 0, 0, 0])
    u = np.array([6, 6, 0, 1, 6, 6, 2, 1, 6])
    event = np.array([0, 0, 1, 1, 0, 0, 1, 1, 1])
    return cell, arm, u, event, np.ones(9)


def test_the_difference_is_that_of_the_two_weighted_curves():
    cell, arm, u, event, n = drawn()
    zero = curve(u[arm == 0], event[arm == 0], np.array([2 / 3] * 3 + [1 / 3] * 3), n[arm == 0], tau=4)
    assert rmst_difference(cell, arm, u, event, n, tau=4) == pytest.approx(4 - zero.rmst(4))


def test_the_p_value_is_the_share_of_all_possible_draws():
    """Ten ways to pick two of five, four to pick one of four: each of the forty is equally likely."""
    cell, arm, u, event, n = drawn()
    seen, far, ways = rmst_difference(cell, arm, u, event, n, tau=4), 0, 0
    for pair in combinations(range(5), 2):
        for single in range(5, 9):
            lot = np.zeros(9, dtype=int)
            lot[[*pair, single]] = 1
            far += abs(rmst_difference(cell, lot, u, event, n, tau=4)) >= abs(seen) - 1e-9
            ways += 1
    assert ways == 40 and 0 < far < 20
    p = randomisation_test(cell, arm, u, event, n, tau=4, draws=40_000, seed=3)
    assert p == pytest.approx(far / ways, abs=0.01)


def test_the_same_seed_gives_the_same_p_value_and_counts_stand_for_rows():
    cell, arm, u, event, n = drawn()
    once = randomisation_test(cell, arm, u, event, n, tau=4)
    assert once == randomisation_test(cell, arm, u, event, n, tau=4)
    assert once != randomisation_test(cell, arm, u, event, n, tau=4, seed=2)
    merged = np.array([1, 2, 3, 4, 5, 6, 7, 8])  # the first two rows are alike
    counts = np.array([2.0, 1, 1, 1, 1, 1, 1, 1])
    assert once == randomisation_test(*(column[merged] for column in (cell, arm, u, event)), counts, tau=4)


def test_a_difference_that_no_draw_reaches_has_one_over_draws_and_one():
    """Thirty mentees who all stay, thirty others who all leave at once: the p value is never nought."""
    arm = np.repeat([1, 0], 30)
    u, event = np.where(arm == 1, 9, 0), 1 - arm
    found = randomisation_test(np.zeros(60, dtype=int), arm, u, event, np.ones(60), tau=6, draws=99)
    assert found == pytest.approx(1 / 100)


def test_where_nothing_differs_few_draws_in_twenty_are_called_significant():
    rng = np.random.default_rng(5)
    found = []
    for seed in range(200):
        cell, arm = np.repeat(np.arange(8), 25), np.tile(np.r_[np.ones(5), np.zeros(20)], 8).astype(int)
        u, event = rng.integers(0, 12, 200), rng.integers(0, 2, 200)
        found.append(randomisation_test(cell, arm, u, event, np.ones(200), tau=12, draws=99, seed=seed))
    assert 0.01 <= np.mean(np.array(found) <= 0.05) <= 0.10
    assert np.mean(found) == pytest.approx(0.5, abs=0.07)
