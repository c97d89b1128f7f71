"""Standardised differences, on numbers small enough for paper."""

from __future__ import annotations

import math

import pytest

from metrics.inference.balance import OTHER, Level, merge_small_levels, standardised_differences


def test_the_difference_is_in_standard_deviations_of_the_mentees_before_and_after():
    """Half of 20 mentees are in Sales and a fifth of 100 others; after weighting 9 of 18 and 8 of
    18."""
    sales, care = Level("Sales", 10, 20, 9, 8), Level("Care", 10, 80, 9, 10)
    first, second = standardised_differences([sales, care])
    assert first.before == pytest.approx((0.5 - 0.2) / 0.5)
    assert first.after == pytest.approx((0.5 - 8 / 18) / 0.5)
    assert (second.before, second.after) == pytest.approx((-first.before, -first.after))
    assert (first.name, first.n1) == ("Sales", 10)


def test_the_spread_is_the_mentees_own_and_not_the_others():
    first, _ = standardised_differences([Level("a", 10, 50, 10, 10), Level("b", 90, 50, 90, 90)])
    assert first.before == pytest.approx((0.1 - 0.5) / math.sqrt(0.1 * 0.9))


def test_a_level_that_every_mentee_has_is_left_out_because_it_has_no_spread():
    assert (
        standardised_differences([Level("Sales", 20, 5, 20, 20), Level("Care", 0, 5, 0, 0)]) == []
    )


def test_small_levels_are_merged_until_none_shows_fewer_than_ten_mentees():
    levels = [
        Level("a", 30, 1, 0, 0),
        Level("b", 4, 2, 0, 0),
        Level("c", 12, 3, 0, 0),
        Level("d", 3, 4, 0, 0),
    ]
    found = merge_small_levels(levels, 10)
    assert [(level.name, level.n1, level.n0) for level in found] == [("a", 30, 1), (OTHER, 19, 9)]


def test_levels_without_any_mentee_are_merged_and_cost_no_other_level():
    found = merge_small_levels(
        [Level("a", 10, 1, 0, 0), Level("b", 0, 2, 0, 0), Level("c", 0, 2, 0, 0)], 10
    )
    assert [(level.name, level.n1, level.n0) for level in found] == [("a", 10, 1), (OTHER, 0, 4)]


def test_large_levels_stay_as_they_are_and_in_their_order():
    levels = [Level("a", 10, 1, 0, 0), Level("b", 12, 2, 0, 0)]
    assert merge_small_levels(levels, 10) == levels
