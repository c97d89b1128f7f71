"""The size of a lottery, against other software and simulated draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from statsmodels.stats.power import TTestIndPower

from metrics.inference.lottery_power import LotteryDesign, intraclass_correlation

DESIGN = LotteryDesign(candidates=120, places=60, sd=2.0, icc=0.0)


def test_without_shared_mentors_it_is_the_usual_power_of_two_groups():
    found = DESIGN.detectable_effect() / DESIGN.sd
    assert TTestIndPower().power(found, 60, 0.05) == pytest.approx(0.8, abs=0.003)


def test_shared_mentors_fewer_places_and_no_shows_make_the_effect_to_be_found_larger():
    found = DESIGN.detectable_effect()
    assert replace(DESIGN, icc=0.1, per_mentor=5).detectable_effect() > found
    assert replace(DESIGN, places=20).detectable_effect() > found
    assert replace(DESIGN, took_part=0.5).detectable_effect() == pytest.approx(2 * found)
    assert replace(DESIGN, explained=0.36).detectable_effect() == pytest.approx(0.8 * found)


def test_the_candidates_needed_are_the_fewest_that_find_the_effect():
    needed = DESIGN.candidates_for(0.8)
    one_less = replace(DESIGN, candidates=needed - 2, places=(needed - 2) // 2)
    assert replace(DESIGN, candidates=needed, places=needed // 2).detectable_effect() <= 0.8
    assert one_less.detectable_effect() > 0.8
    assert DESIGN.candidates_for(0.001) is None


def test_the_effect_is_found_in_four_of_five_simulated_lotteries_with_shared_mentors():
    design = LotteryDesign(candidates=160, places=80, sd=1.0, icc=0.15, per_mentor=5)
    effect = design.detectable_effect()
    rng = np.random.default_rng(2)
    found = 0
    for _company in range(1000):
        mentor = np.repeat(rng.normal(size=16) * np.sqrt(0.15), 5)
        drawn = mentor + rng.normal(size=80) * np.sqrt(0.85) + effect
        others = rng.normal(size=80)
        means = drawn.reshape(16, 5).mean(axis=1)
        error = np.sqrt(means.var(ddof=1) / 16 + others.var(ddof=1) / 80)
        found += abs(drawn.mean() - others.mean()) / error > 2.03
    assert found / 1000 == pytest.approx(0.8, abs=0.04)


def test_how_alike_mentees_of_a_mentor_are_is_recovered_with_its_interval():
    rng = np.random.default_rng(4)
    held = 0
    for _company in range(300):
        mentor = np.repeat(np.arange(20), 5)
        values = np.repeat(rng.normal(size=20), 5) * np.sqrt(0.2) + rng.normal(size=100) * np.sqrt(
            0.8
        )
        found = intraclass_correlation(values, mentor)
        held += found.low <= 0.2 <= found.high
    assert held / 300 == pytest.approx(0.95, abs=0.03)


def test_by_hand():
    found = intraclass_correlation(np.array([1.0, 2, 3, 4, 5, 6, 7, 8]), np.repeat([0, 1, 2, 3], 2))
    assert found.estimate == pytest.approx((40 / 3 - 0.5) / (40 / 3 + 0.5))


@pytest.mark.parametrize(
    ("values", "mentor"),
    [
        ([1.0, 2.0], [0, 1]),
        ([], []),
        ([1.0] * 8, [0, 0, 1, 1, 2, 2, 3, 3]),
        ([1.0, 2, 3, 4], [0, 1, 2, 3]),
    ],
)
def test_too_few_mentors_or_equal_values_give_none(values, mentor):
    assert intraclass_correlation(np.array(values), np.array(mentor)) is None
