"""The reward model: golden scenarios computed by hand to the cent, and what must hold whatever the
numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.rewards import RewardPlan
from metrics.rewards.appraisal import CAPACITY, CASH, COST, GAIN
from metrics.rewards.inputs import changed_assumptions
from metrics.rewards.model import appraise, do_nothing, workings
from metrics.rewards.notes import NO_COST
from metrics.value import load_assumptions
from tests.rewards.round_company import ASSUMPTIONS, FACTS, ROUND, SALES, cent, plan, scenario


@pytest.mark.parametrize(
    ("one", "cost", "gain"),
    [
        # 17,404 + 9,360; 10 x 2,260
        (plan(), 26_764.00, 22_600.00),
        # 1.2 x as many start, 0.88 meet their hours: 12 x 1,740.40 + 9,360 + 12 x 0.88 x 20; 12 x
        # 1.1 x 2,260
        (plan("recognition", 20), 30_456.00, 29_832.00),
        # 1.1 x as many, 0.84 meet: 11 x 1,740.40 + 9,360 + 11 x 0.84 x 25, all within the free
        # space; 11 x 1.05 x 2,260
        (plan("lunch", 25), 28_735.40, 26_103.00),
        # twice in six months to everybody: 10 x 2 x 100; nothing changes
        (plan("gift", 100, when="quarterly"), 28_764.00, 22_600.00),
        # 10 x 0.8 x 200
        (plan("time_off", 200), 28_364.00, 22_600.00),
        # 10 x 0.8 x 500 x 1.1849 (charges of a large employer in 2026, pay below the highest
        # premium wage)
        (plan("cash", 500), 31_503.60, 22_600.00),
        # small money: 8 start, 0.72 meet: 8 x 1,740.40 + 9,360 + 8 x 0.72 x 50 x 1.1849; 8 x 0.9 x
        # 2,260
        (plan("cash", 50), 23_624.45, 16_272.00),
        # 10 x 0.8 x (750 + 100 travel + 8 h x 48)
        (plan("training", 750), 36_636.00, 22_600.00),
    ],
)
def test_a_form_costs_and_returns_what_a_hand_computation_says(one, cost, gain):
    appraisal = appraise(scenario(one), FACTS, ASSUMPTIONS)
    assert appraisal.base["cost"] == cent(cost)
    assert appraisal.base["gain"] == cent(gain)
    assert appraisal.base["net"] == cent(gain - cost)
    assert appraisal.base["roi"] == pytest.approx((gain - cost) / cost, abs=1e-6)


def test_later_years_hold_new_pairings_and_what_is_left_of_earlier_ones():
    # A gain of 1.5 years that loses 0.2 a year: 1 in the first, 0.5 x 0.8 = 0.4 in the second,
    # nothing in the third.
    # Net: 22,600 - 27,764; 6,600 + 1.4 x 16,000 - 26,764 = 2,236; 2,236 again.
    # NPV: -5,164 x 1.1^-0.5 + 2,236 x 1.1^-1.5 + 2,236 x 1.1^-2.5 = -4,923.681 + 1,938.129 +
    # 1,761.936.
    assumptions = load_assumptions({**ROUND, "performance_years": {"base": 1.5}})
    appraisal = appraise(scenario(years=3, discount_rate=0.10, one_offs=1_000), FACTS, assumptions)
    assert appraisal.base["net"] == cent(-692.00)
    assert appraisal.base["npv"] == cent(-1_223.62)
    assert appraisal.base["payback_months"] is None


def test_cash_and_capacity_are_kept_apart():
    appraisal = appraise(scenario(plan("training", 750), one_offs=500), FACTS, ASSUMPTIONS)
    cash = sum(line.base for line in appraisal.lines if line.kind == CASH and line.side == COST)
    assert cash == cent(8 * 850 + 500)
    assert {
        line.name for line in appraisal.lines if line.kind == CAPACITY and line.side == COST
    } == {
        "mentor_time",
        "mentee_time",
        "check_ins",
        "coordinator",
        "training_time",
    }
    assert sum(line.base for line in appraisal.lines if line.side == GAIN) == cent(
        appraisal.base["gain"]
    )


def test_a_plan_that_continues_todays_reward_changes_no_response():
    now = replace(SALES, reward_form="recognition", reward_amount=20)
    details = workings(
        scenario(plan("recognition", 20)), replace(FACTS, categories={"sales": now}), ASSUMPTIONS
    )
    assert details.started["sales"] == (pytest.approx(10.0),)
    assert details.entitled["sales"] == (pytest.approx(8.0),)


def test_the_cost_of_outside_hours_is_never_part_of_the_net():
    dear = load_assumptions({**ROUND, "outside_rate": {"base": 240}})
    usual, twice = (appraise(scenario(), FACTS, assumptions) for assumptions in (ASSUMPTIONS, dear))
    assert (usual.replacement.median, twice.replacement.median) == (cent(24_000), cent(48_000))
    assert usual.base == twice.base


def test_doing_nothing_costs_nothing_and_has_no_return_on_investment():
    appraisal = appraise(
        do_nothing(scenario(plan("cash", 500), one_offs=900, years=3)), FACTS, ASSUMPTIONS
    )
    assert (appraisal.base["cost"], appraisal.base["gain"], appraisal.base["npv"]) == (0, 0, 0)
    assert (appraisal.base["roi"], appraisal.roi, appraisal.bcr, appraisal.payback_months) == (
        None,
        None,
        None,
        None,
    )
    assert (NO_COST, {}) in appraisal.notes
    assert (appraisal.pays, appraisal.evpi, appraisal.evsi, appraisal.swings) == (0, 0, 0, ())


@pytest.mark.parametrize("low", [0.0, 0.05, 0.10])
def test_a_higher_discount_rate_never_gives_a_higher_value_where_gains_come_after_costs(low):
    assumptions = load_assumptions(
        {**ROUND, "performance_years": {"base": 2}, "score_validity": {"base": 0.7}}
    )
    lower, higher = (
        appraise(scenario(years=4, discount_rate=rate, one_offs=8_000), FACTS, assumptions)
        for rate in (low, low + 0.05)
    )
    assert lower.base["npv"] > 0
    assert higher.base["npv"] <= lower.base["npv"]


@pytest.mark.parametrize(
    "reward", [RewardPlan(), RewardPlan("cash", 500), RewardPlan("training", 800)]
)
def test_more_hours_never_cost_less(reward):
    few, many = (
        appraise(scenario(replace(plan(), hours=hours, reward=reward)), FACTS, ASSUMPTIONS)
        for hours in (10, 30)
    )
    assert few.base["cost"] < many.base["cost"]


def test_what_differs_from_the_shipped_numbers_is_listed():
    assert changed_assumptions(load_assumptions()) == ()
    (one,) = changed_assumptions(load_assumptions({"replacement_cost": {"base": 0.5}}))
    assert (one.shipped.base, one.now.base, one.now.owner) == (0.33, 0.5, "hr")


def test_workings_give_the_base_figures_again():
    two_years = scenario(plan("recognition", 20), years=2)
    parts = workings(two_years, FACTS, ASSUMPTIONS)
    gain = sum(amount for part in parts.gains for amount in part.by_year())
    assert gain == cent(appraise(two_years, FACTS, ASSUMPTIONS).base["gain"])
    assert parts.started["sales"] == (pytest.approx(12), pytest.approx(12))
