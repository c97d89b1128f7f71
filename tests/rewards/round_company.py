"""A small company with round numbers: an hour, a pairing and what it returns can be worked out by
hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.rewards import CategoryPlan, RewardPlan, Scenario
from metrics.value import load_assumptions
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate

# An hour costs 1.08 x 1.20 / 1,620 = 0.0008 of annual pay: 48 of a mentor's, 32 of a mentee's, 36
# of the mean.
ROUND = {
    "holiday_pay": {"base": 0.08},
    "employer_charges": {"base": 0.20},
    "productive_hours": {"base": 1620},
    "coordinator_hours": {"base": 5},
    "checkin_hours": {"base": 0.15},
    "replacement_cost": {"base": 0.33},
    "performance_value": {"base": 0.4},
    "score_validity": {"base": 0.4},
    "performance_years": {"base": 1},
    "performance_decay": {"base": 0.2},
    "training_travel": {"base": 100},
    "training_hours": {"base": 8},
    "response_completion": {"base": 0.5},
    "response_recognition": {"base": 1.2},
    "response_lunch": {"base": 1.1},
    "response_gift": {"base": 1.0},
    "response_time_off": {"base": 1.0},
    "response_training": {"base": 1.0},
    "response_cash_small": {"base": 0.8},
    "response_cash_full": {"base": 1.0},
    "response_cash_enough": {"base": 500},
    "response_cash_step": {"base": 75},
    "response_lunch_enough": {"base": 15},
    "outside_rate": {"base": 120},
}
ASSUMPTIONS = load_assumptions(ROUND)
SALES = CategoryFacts(
    "sales",
    40,
    20,
    20,
    completion=0.8,
    mentor_pay=60_000,
    mentee_pay=40_000,
    exits=EffectEstimate(0.05, 0.0, 30),
    score=EffectEstimate(0.25, 0.0, 30),
)
FACTS = CompanyFacts(
    "snap",
    employees=200,
    wage_bill=9_000_000,
    mean_pay=45_000,
    leaving=0.12,
    categories={
        "": replace(
            SALES,
            category="",
            exits=EffectEstimate(0.04, 0.01, 60),
            score=EffectEstimate(0.2, 0.05, 60),
        ),
        "sales": SALES,
    },
)
# Ten pairings of 20 hours over six months: 10 x (20 x 48 + 20 x 32 + 26 weeks x 0.15 h x 36) = 10 x
# 1,740.40, and the
# coordinator 52 x 5 x 36 = 9,360. A pairing returns 0.05 x 0.33 x 40,000 + 0.25 x 0.4 x 0.4 x
# 40,000 = 660 + 1,600.
TIME, COORDINATOR = 1_740.40, 9_360.0


def plan(
    form: str = "nothing",
    amount: float = 0.0,
    *,
    pairings: int = 10,
    effect: str = "measured",
    **terms,
):
    return CategoryPlan(
        "sales", pairings, 20, months=6, effect=effect, reward=RewardPlan(form, amount, **terms)
    )


def scenario(one: CategoryPlan | None = None, **more) -> Scenario:
    return Scenario("s", (one or plan(),), draws=more.pop("draws", 100), **more)


def cent(value: float) -> object:
    return pytest.approx(value, abs=0.005)
