"""A portfolio of 30 categories and 6 plans, for timing: options from the reward model, effects of
all sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from metrics.portfolio.choice import choose
from metrics.portfolio.frontier import budget_frontier, rejected_options
from metrics.portfolio.options import price_options
from metrics.rewards import CategoryPlan, RewardPlan, Scenario
from metrics.value import load_assumptions
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate

CATEGORIES = tuple(f"category{i:02}" for i in range(30))
PLANS = {
    "nothing": RewardPlan(),
    "lunch": RewardPlan("lunch", 25.0, when="quarterly"),
    "gift": RewardPlan("gift", 100.0),
    "bonus": RewardPlan("cash", 500.0),
    "large bonus": RewardPlan("cash", 1_500.0),
    "training": RewardPlan("training", 1_000.0),
}
LIMITS = {"budget": 100_000, "hours": 20_000, "free_space": 50_000, "liability": 60_000}
BUDGETS = range(10_000, 210_000, 10_000)


def work() -> Mapping[str, Callable[[], object]]:
    """What is timed, by name; "options" is the floor of the others."""
    facts = CompanyFacts(
        "benchmark",
        employees=2_000,
        wage_bill=90e6,
        mean_pay=45_000,
        categories={
            name: CategoryFacts(
                name,
                20,
                15,
                20,
                0.8,
                mentor_pay=60_000,
                mentee_pay=40_000,
                exits=EffectEstimate(0.02 + 0.03 * (i % 7), 0.02, 40),
                score=EffectEstimate(0.1, 0.05, 40),
            )
            for i, name in enumerate(CATEGORIES)
        },
    )
    scenario = Scenario(
        "benchmark",
        tuple(
            CategoryPlan(name, 20 + i, 24, effect="measured") for i, name in enumerate(CATEGORIES)
        ),
        years=2,
        later_years="held",
    )
    make = partial(price_options, scenario, facts, load_assumptions(), PLANS)
    offered = make()
    return {
        "options": make,
        "choice": partial(choose, offered, **LIMITS),
        "lower tail": partial(choose, offered, **LIMITS, tail=0.5),
        "frontier": lambda: budget_frontier(offered, BUDGETS, free_space=50_000),
        "losers": partial(rejected_options, offered, **LIMITS),
    }
