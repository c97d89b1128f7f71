"""Matching on counts, and drawing by lot within cells."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from metrics.inference.interval import clustered_variance_by_arm
from metrics.inference.permutation import (
    TrialCounts,
    cell_numbers,
    matched_weights,
    randomisation_test,
    rmst_difference,
)
from metrics.inference.survival import kaplan_meier, rmst_gradient, row_influence


def test_rows_with_all_keys_in_common_share_a_cell_and_no_others():
    keys = [np.array(["a", "a", "b", "b", "a"], dtype=object), np.array([1, 2, 1, 1, 1])]
    cell = cell_numbers(keys)
    assert cell[0] == cell[4] and cell[2] == cell[3] and len(set(cell)) == 3
    assert len(set(cell_numbers([np.array(["1", "11"], dtype=object), np.array([11, 1])]))) == 2


def test_others_weigh_as_much_as_the_mentees_of_their_cell_and_nothing_without_any():
    cell, arm, n = (
        np.array([0, 0, 0, 1, 2]),
        np.array([1, 0, 0, 0, 1]),
        np.array([2.0, 3.0, 1.0, 5.0, 4.0]),
    )
    assert matched_weights(cell, arm, n).tolist() == [2.0, 1.5, 0.5, 0.0, 0.0]


def two_cells() -> TrialCounts:
    """Two cells: rows that end in month u, by an event or not, one count row each."""
    return TrialCounts(
        cell=np.array([0, 0, 0, 0, 0, 1, 1, 1, 1]),
        arm=np.array([1, 1, 0, 0, 0, 1, 0, 0, 0]),
        u=np.array([6, 6, 0, 1, 6, 6, 2, 1, 6]),
        event=np.array([0, 0, 1, 1, 0, 0, 1, 1, 1]),
        n=np.ones(9),
    )


def test_the_difference_is_that_of_the_two_weighted_curves():
    counts = two_cells()
    others = counts.arm == 0
    weight = np.array([2 / 3] * 3 + [1 / 3] * 3)
    curve = kaplan_meier(counts.u[others], counts.event[others], weight, counts.n[others], tau=4)
    assert rmst_difference(counts, tau=4) == pytest.approx(4 - curve.rmst(4))


def test_the_p_value_is_the_share_of_all_possible_draws():
    """Ten ways to pick two of five, four to pick one of four: each of the forty is equally
    likely."""
    counts = two_cells()
    observed, extreme, ways = abs(rmst_difference(counts, tau=4)), 0, 0
    for pair in combinations(range(5), 2):
        for single in range(5, 9):
            lot = np.zeros(9, dtype=int)
            lot[[*pair, single]] = 1
            drawn = abs(rmst_difference(replace(counts, arm=lot), tau=4))
            extreme += drawn >= observed - 1e-9
            ways += 1
    assert ways == 40 and 0 < extreme < 20
    p = randomisation_test(counts, tau=4, draws=40_000, seed=3)
    assert p == pytest.approx(extreme / ways, abs=0.01)


def test_the_same_seed_gives_the_same_p_value_and_counts_stand_for_rows():
    counts = two_cells()
    p = randomisation_test(counts, tau=4)
    assert p == randomisation_test(counts, tau=4)
    assert p != randomisation_test(counts, tau=4, seed=2)
    rows = np.array([1, 2, 3, 4, 5, 6, 7, 8])  # the first two rows are equal
    merged = TrialCounts(
        cell=counts.cell[rows],
        arm=counts.arm[rows],
        u=counts.u[rows],
        event=counts.event[rows],
        n=np.array([2.0, 1, 1, 1, 1, 1, 1, 1]),
    )
    assert p == randomisation_test(merged, tau=4)


def test_the_smallest_p_value_is_one_over_draws_plus_one():
    """Thirty mentees who all stay, thirty others who all leave at once."""
    arm = np.repeat([1, 0], 30)
    u, event = np.where(arm == 1, 9, 0), 1 - arm
    counts = TrialCounts(np.zeros(60, dtype=int), arm, u, event, np.ones(60))
    assert randomisation_test(counts, tau=6, draws=99) == pytest.approx(1 / 100)


def test_without_an_effect_about_one_p_value_in_twenty_is_below_five_percent():
    rng = np.random.default_rng(5)
    p_values = []
    cell = np.repeat(np.arange(8), 25)
    arm = np.tile(np.r_[np.ones(5), np.zeros(20)], 8).astype(int)
    for seed in range(200):
        u, event = rng.integers(0, 12, 200), rng.integers(0, 2, 200)
        counts = TrialCounts(cell, arm, u, event, np.ones(200))
        p_values.append(randomisation_test(counts, tau=12, draws=99, seed=seed))
    assert 0.01 <= np.mean(np.array(p_values) <= 0.05) <= 0.10
    assert np.mean(p_values) == pytest.approx(0.5, abs=0.07)


def test_where_all_draws_are_equal_the_p_value_is_one():
    u, event = np.full(20, 9), np.zeros(20, dtype=int)
    arm = np.repeat([1, 0], 10)
    counts = TrialCounts(np.zeros(20, dtype=int), arm, u, event, np.ones(20))
    assert randomisation_test(counts, tau=6, se=1.0) == 1.0


TAU, YEAR, END, PEOPLE = 24, 12, 60, 100


def programme(rng: np.random.Generator) -> np.ndarray:
    """Rows (cell, unit, person, arm, u, event, lost): two units of 100 people who leave at random,
    one of whom is paired by lot in each of 24 months. Mentoring does nothing. A person who is not
    paired yet is in every trial."""
    rows = []
    for unit in range(2):
        left = np.minimum(
            rng.geometric(0.03, PEOPLE), END
        )  # the month in which somebody leaves or is last seen
        paired = np.full(PEOPLE, END)
        for month in range(2 * YEAR):
            candidates = np.flatnonzero((left > month) & (paired == END))
            paired[rng.choice(candidates)] = month
        for month in range(2 * YEAR):
            for i in np.flatnonzero((left > month) & (paired >= month)):
                last = left[i] if paired[i] == month else min(left[i], paired[i] - 1)
                has_left = last == left[i] < END
                later = (
                    YEAR - 1 - month % YEAR
                    if has_left and last == month + 1 and paired[i] == END
                    else 0
                )
                if last > month:
                    rows.append(
                        (
                            10 * unit + month // YEAR,
                            unit,
                            PEOPLE * unit + i,
                            paired[i] == month,
                            last - month - 1,
                            has_left,
                            later,
                        )
                    )
    return np.array(rows, dtype=int).T


def standard_error(person, arm, u, event, weight) -> float:
    influence = np.zeros(len(arm))
    for a in (1, 0):
        curve = kaplan_meier(*(x[arm == a] for x in (u, event, weight, np.ones(len(arm)))), tau=TAU)
        for e in (0, 1):
            rows = (arm == a) & (event == e)
            per_weight = row_influence(curve, rmst_gradient(curve, TAU), event=e, arm=a, months=END)
            influence[rows] = weight[rows] * per_weight[u[rows]]
    per_person, held1, held0 = (
        np.bincount(person, weights=x) for x in (influence, weight * arm, weight * (1 - arm))
    )
    return (
        clustered_variance_by_arm(per_person, held1, held0, np.arange(len(per_person))).variance
        ** 0.5
    )


def test_without_an_effect_p_values_are_uniform_for_people_in_many_trials():
    rng, p_values = np.random.default_rng(7), []
    for seed in range(150):
        cell, unit, person, arm, u, event, lost = programme(rng)
        n = np.ones(len(arm))
        se = standard_error(person, arm, u, event, matched_weights(cell, arm, n))
        counts = TrialCounts(cell, arm, u, event, n)
        p_values.append(randomisation_test(counts, tau=TAU, se=se, draws=99, seed=seed))
    for share in (0.05, 0.25, 0.5, 0.75):
        assert np.mean(np.array(p_values) <= share) == pytest.approx(
            share, abs=2.5 * (share * (1 - share) / 150) ** 0.5
        )
