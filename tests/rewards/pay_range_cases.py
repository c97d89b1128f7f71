"""A category with one reward, and appraisals of it that are any function of the reward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from metrics.rewards import CategoryPlan, RewardPlan, Scenario
from metrics.rewards.appraisal import CAPACITY, COST, Appraisal, MoneyLine
from metrics.rewards.pay_range import find_pay_range
from metrics.value import load_assumptions
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate, Quantiles

ASSUMPTIONS = load_assumptions()
SALES = CategoryFacts("sales", 20, 15, 20, 0.8, mentor_pay=60_000, mentee_pay=40_000)
FACTS = CompanyFacts(
    "snap",
    employees=200,
    wage_bill=9_000_000,
    mean_pay=45_000,
    leaving=0.12,
    categories={"sales": SALES},
)
CASH = RewardPlan("cash", 500.0)


def plan_of(reward: RewardPlan = CASH, *, pairings: int = 20) -> CategoryPlan:
    return CategoryPlan("sales", pairings, 24, months=6, effect="measured", reward=reward)


def scenario(reward: RewardPlan = CASH, *, pairings: int = 20, **more) -> Scenario:
    return Scenario("s", (plan_of(reward, pairings=pairings),), **more)


def worth(
    npv: Callable[[float], float], *, other: float = 0.0, give: float = 100.0
) -> Callable[[Scenario], Appraisal]:
    """An appraisal whose net present value is a function of the reward: `give` euros less and more
    at its ends."""

    def flat(value: float) -> Quantiles:
        return Quantiles(value - 2 * give, value - give, value, value + give, value + 2 * give)

    def appraised(one: Scenario) -> Appraisal:
        value = npv(one.categories[0].reward.amount)
        lines = tuple(
            MoneyLine(name, "sales", COST, CAPACITY, 0, other, flat(other))
            for name in ("mentor_time", "mentee_time")
        )
        return Appraisal(
            one,
            lines,
            {"npv": value},
            *[flat(value)] * 4,
            None,
            None,
            None,
            0.5,
            0.0,
            (),
            flat(0.0),
        )

    return appraised


def found_at(npv: Callable[[float], float], reward: RewardPlan = CASH, **more):
    return find_pay_range(
        scenario(reward, tax_profile="none"),
        FACTS,
        ASSUMPTIONS,
        "sales",
        appraise=worth(npv, **more),
    )


STRONG = replace(
    FACTS,
    categories={
        "sales": replace(
            SALES, exits=EffectEstimate(0.10, 0.02, 30), score=EffectEstimate(0.30, 0.05, 30)
        ),
        "it": CategoryFacts(
            "it", 10, 10, 20, 0.8, 50_000, 50_000, exits=EffectEstimate(0.05, 0.02, 30)
        ),
    },
)
