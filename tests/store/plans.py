"""A scenario, facts and assumptions to save, with numbers that are hard to write down exactly."""

from __future__ import annotations

import math
from dataclasses import replace

from metrics.rewards.scenario import CategoryPlan, RewardPlan, Scenario
from metrics.value.assumptions import Assumption, load_assumptions
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate

PLAN = Scenario(
    "Lunch for mentors",
    (CategoryPlan("expertise", 12, 24.5, reward=RewardPlan("lunch", 0.1 + 0.2)),),
    years=3,
    discount_rate=1 / 12,
    later_years="held",
    assumptions=(("replacement_cost", 0.1, 1 / 3, 2 / 3),),
)
FACTS = CompanyFacts(
    "ab" * 32,
    employees=1200,
    wage_bill=1e8 / 3,
    mean_pay=61_234.56,
    free_space_used=5e-324,
    categories={
        "": CategoryFacts(
            "",
            140,
            40,
            23.7,
            0.81,
            80_000.0,
            50_000.0,
            exits=EffectEstimate(-1 / 30, 1e-17, math.inf),
        ),
        "expertise": CategoryFacts(
            "expertise", 30, 9, 1e22, -0.0, 8e4, 5e4, outside_rate=(95.0, 127.1, 175.0)
        ),
    },
)


def used() -> dict[str, Assumption]:
    """The assumptions as they ship."""
    return load_assumptions()


def plan(name: str = PLAN.name, **changed: object) -> Scenario:
    """The scenario under that name, with changes."""
    return replace(PLAN, name=name, **changed)
