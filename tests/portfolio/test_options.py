"""Options are the reward model's own figures for one category and one plan, on draws that all of
them share."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from metrics.portfolio.choice import choose
from metrics.portfolio.options import ChosenOption, price_options
from metrics.rewards import CategoryPlan, RewardPlan, Scenario, ScenarioError
from metrics.rewards.model import appraise
from metrics.rewards.precedent import assess_precedent
from metrics.value import load_assumptions
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate
from metrics.value.tax import free_space, tax_rules

ASSUMPTIONS = load_assumptions({"coordinator_hours": {"low": 0, "base": 0, "high": 0}})
SALES = CategoryFacts(
    "sales",
    40,
    20,
    20,
    completion=0.8,
    mentor_pay=60_000,
    mentee_pay=40_000,
    exits=EffectEstimate(0.09, 0.02, 30),
    score=EffectEstimate(0.25, 0.05, 30),
)
FACTS = CompanyFacts(
    "snap",
    employees=200,
    wage_bill=9_000_000,
    mean_pay=45_000,
    categories={
        "sales": SALES,
        "care": replace(SALES, category="care", exits=EffectEstimate(0.02, 0.02, 30)),
    },
)
SCENARIO = Scenario(
    "s",
    years=2,
    later_years="held",
    draws=1_000,
    one_offs=5_000,
    categories=(
        CategoryPlan("sales", 10, 20, effect="measured"),
        CategoryPlan("care", 8, 20, effect="measured"),
    ),
)
PLANS = {
    "none": RewardPlan(),
    "bonus": RewardPlan("cash", 500.0),
    "gift": RewardPlan("gift", 100.0),
}


def priced(**more) -> dict:
    return {
        (one.category, one.plan): one
        for one in price_options(SCENARIO, FACTS, ASSUMPTIONS, PLANS, **more)
    }


def test_every_category_comes_with_every_plan():
    assert set(priced()) == {(category, plan) for category in ("sales", "care") for plan in PLANS}


@pytest.mark.parametrize("plan", list(PLANS))
def test_an_option_is_its_category_appraised_alone_with_that_plan(plan):
    one = priced(kept=1_000)["sales", plan]
    sales = replace(SCENARIO.categories[0], reward=PLANS[plan])
    alone = appraise(replace(SCENARIO, categories=(sales,), one_offs=0.0), FACTS, ASSUMPTIONS)
    assert np.quantile(one.draws, (0.1, 0.5, 0.9)) == pytest.approx(
        (alone.npv.low, alone.npv.median, alone.npv.high)
    )
    assert one.net == pytest.approx(one.draws.mean())
    assert np.isclose(one.cost, alone.base["cost"], rtol=0.05)
    assert one.liability == assess_precedent(sales, SCENARIO, FACTS, ASSUMPTIONS).liability.base
    assert one.pairings == 10 and (one.cash > 0) == (plan != "none")


def test_the_scenarios_own_assumptions_count():
    changed = replace(
        SCENARIO,
        assumptions=(("response_gift", 3.0, 3.0, 3.0), ("replacement_cost", 1.0, 1.0, 1.0)),
    )
    gift = next(
        one for one in price_options(changed, FACTS, ASSUMPTIONS, PLANS) if one.plan == "gift"
    )
    assert (
        gift.hours > 2 * priced()["sales", "gift"].hours
        and gift.net > priced()["sales", "gift"].net
    )


def test_what_all_categories_share_is_in_no_option():
    shared = price_options(SCENARIO, FACTS, load_assumptions(), PLANS)
    assert [one.cost for one in shared] == [
        one.cost for one in price_options(SCENARIO, FACTS, ASSUMPTIONS, PLANS)
    ]


def test_hours_are_those_agreed_in_all_years_and_a_gift_uses_the_free_space_of_one_year():
    none, gift = priced()["sales", "none"], priced()["sales", "gift"]
    assert (none.hours, none.free_space) == (10 * 20 * 2, 0)
    assert 0 < gift.free_space < 10 * 100 * 1.5 < free_space(tax_rules("NL", 2026), FACTS.wage_bill)
    full = price_options(SCENARIO, replace(FACTS, free_space_used=1e9), ASSUMPTIONS, PLANS)
    assert all(one.free_space == 0 for one in full)
    assert full[2].cost > gift.cost  # the levy is on top


def test_options_share_their_draws_so_they_vary_together():
    made = priced()
    assert all(one.draws.size == 250 for one in made.values())
    assert np.corrcoef(made["sales", "none"].draws, made["sales", "gift"].draws)[0, 1] > 0.9
    assert np.array_equal(made["care", "gift"].draws, priced()["care", "gift"].draws)


def test_a_counted_option_is_the_model_at_its_least_and_at_its_most_pairings():
    counted = {
        (one.category, one.plan): one
        for one in price_options(SCENARIO, FACTS, ASSUMPTIONS, PLANS, between={"sales": (5, 40)})
    }
    assert counted["care", "gift"].each is None
    for least, plan in ((5, "gift"), (40, "bonus")):
        fixed = replace(SCENARIO, categories=(replace(SCENARIO.categories[0], pairings=least),))
        one = next(
            one for one in price_options(fixed, FACTS, ASSUMPTIONS, PLANS) if one.plan == plan
        )
        line = ChosenOption(counted["sales", plan], least)
        for name in ("cost", "cash", "hours", "free_space", "liability", "net", "pairings"):
            assert line.total(name) == pytest.approx(getattr(one, name), abs=1e-6)


def test_options_of_the_model_that_pay_are_chosen_with_and_without_the_tail():
    offered = price_options(SCENARIO, FACTS, ASSUMPTIONS, PLANS, between={"sales": (5, 40)})
    best = choose(offered, budget=20_000, hours=1_000)
    careful = choose(offered, budget=20_000, hours=1_000, tail=1.0)
    assert (
        best.totals.net > 0 and best.totals.net >= careful.totals.net and careful.tail >= best.tail
    )
    assert best.tail < best.totals.net


def test_a_plan_that_cannot_be_appraised_is_refused():
    with pytest.raises(ScenarioError, match=r"reward\.amount"):
        price_options(SCENARIO, FACTS, ASSUMPTIONS, {"bad": RewardPlan("cash", -5.0)})
