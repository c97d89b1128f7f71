"""What the rewards of a plan cost: the free space they share, the wage they come on top of, who
gets them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from metrics.rewards.faults import appraisal_faults
from metrics.rewards.model import appraise, workings
from metrics.rewards.notes import USED_UP
from metrics.value.draws import Range
from metrics.value.offers import MeasuredResponse, Offer, Offers
from tests.rewards.round_company import (
    ASSUMPTIONS,
    COORDINATOR,
    FACTS,
    SALES,
    TIME,
    cent,
    plan,
    scenario,
)


def test_reward_above_the_free_space_bears_the_levy_and_within_it_none():
    # Free space of 9 million: 8,000 + 8,600,000 x 1.18 % = 109,480; 1,200 of it is left, and the
    # gifts are 2,000.
    used = replace(FACTS, free_space_used=108_280)
    gift = scenario(plan("gift", 100, when="quarterly"))
    appraisal = appraise(gift, used, ASSUMPTIONS)
    assert appraisal.base["cost"] == cent(28_764.00 + 0.8 * 800)
    assert (
        USED_UP,
        {"category": "sales", "year": 1, "levy": cent(640), "used": 108_280},
    ) in appraisal.notes
    assert appraise(gift, replace(FACTS, free_space_used=200_000), ASSUMPTIONS).base[
        "cost"
    ] == cent(28_764.00 + 0.8 * 2_000)
    assert USED_UP not in [text for text, _ in appraise(gift, FACTS, ASSUMPTIONS).notes]


def test_the_plans_own_use_of_the_free_space_precedes_the_companys():
    gift = scenario(plan("gift", 100, when="quarterly"), free_space_used=108_280)
    assert appraise(gift, FACTS, ASSUMPTIONS).base["cost"] == cent(28_764.00 + 0.8 * 800)
    none = replace(gift, free_space_used=0.0)
    assert appraise(none, replace(FACTS, free_space_used=108_280), ASSUMPTIONS).base[
        "cost"
    ] == cent(28_764.00)
    assert {
        one.place for one in appraisal_faults(replace(gift, free_space_used=-1.0), ASSUMPTIONS)
    } == {"free_space_used"}


@pytest.mark.parametrize(
    ("pay", "paid", "each"),
    [
        # Taxable 73,000 x 1.08 = 78,840: charges of 18.49 % on the 569 euros up to the highest
        # premium wage of 79,409.
        (73_000, "gross", 1_000 + 569 * 0.1849),
        # 75,000 x 1.08 = 81,000 lies above it: none.
        (75_000, "gross", 1_000),
        # 75,000 x 1.08 = 81,000: of the next euro 49.50 % is income tax and 6.51 % labour credit
        # lost, so 43.99 % is kept.
        (75_000, "net", 1_000 / 0.4399),
    ],
)
def test_holiday_pay_is_part_of_the_wage_on_which_cash_is_taxed(pay, paid, each):
    facts = replace(FACTS, categories={"sales": replace(SALES, mentor_pay=pay)})
    appraisal = appraise(scenario(plan("cash", 1_000, paid=paid)), facts, ASSUMPTIONS)
    reward = next(line.base for line in appraisal.lines if line.name == "reward")
    assert reward == cent(8 * each)


def test_a_training_of_nothing_costs_nothing():
    assert appraise(scenario(plan("training", 0)), FACTS, ASSUMPTIONS).base["cost"] == cent(
        26_764.00
    )


def test_categories_share_the_free_space_in_the_order_of_the_scenario():
    both = replace(
        scenario(plan("gift", 100, when="once")),
        categories=(
            plan("gift", 100, when="once"),
            replace(plan("gift", 100, when="once"), category="care"),
        ),
    )
    appraisal = appraise(both, replace(FACTS, free_space_used=108_280), ASSUMPTIONS)
    rewards = {line.category: line.base for line in appraisal.lines if line.name == "reward"}
    assert rewards == {"sales": cent(1_000), "care": cent(1_000 + 0.8 * 800)}


def test_without_a_tax_profile_a_reward_costs_what_it_is():
    assert appraise(scenario(plan("cash", 500), tax_profile="none"), FACTS, ASSUMPTIONS).base[
        "cost"
    ] == cent(30_764.00)


def test_terms_below_all_hours_are_met_by_more_mentors():
    facts = replace(FACTS, categories={"sales": replace(SALES, met_by=(1.0, *[0.9] * 9, 0.8))})
    half, full = (
        appraise(scenario(plan("time_off", 100, least_hours=share)), facts, ASSUMPTIONS)
        for share in (0.5, 1.0)
    )
    assert half.base["cost"] - full.base["cost"] == cent(10 * (0.9 - 0.8) * 100)


def test_a_measured_response_precedes_the_assumption_and_no_draw_leaves_fewer_than_a_tenth():
    few = Range(0.05, 0.6, 1.15)
    measured = MeasuredResponse(40, 30, 20, ratio=few)
    offers = Offers(
        (Offer("cash", 500.0, None, acceptance=measured, completion=MeasuredResponse(0, 0, 0)),)
    )
    facts = replace(FACTS, offers=offers)
    assert workings(scenario(plan("cash", 500)), facts, ASSUMPTIONS).started["sales"] == (
        pytest.approx(6.0),
    )
    now = replace(
        facts, categories={"sales": replace(SALES, reward_form="cash", reward_amount=600)}
    )
    appraisal = appraise(scenario(draws=50_000), now, ASSUMPTIONS)
    assert appraisal.cost.low95 > 0
    assert appraisal.cost.high95 < COORDINATOR + 10 * 10 * TIME
    assert np.isfinite(appraisal.expected)
