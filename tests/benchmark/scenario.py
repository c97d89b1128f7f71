"""A scenario of five categories over three years, for timing, and the least that any appraisal of
it must do."""

from __future__ import annotations

import numpy as np

from metrics.rewards import CategoryPlan, RewardPlan, Scenario
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate

NAMES = tuple(f"category{i}" for i in range(5))
REWARDS = (
    RewardPlan(),
    RewardPlan("cash", 500),
    RewardPlan("gift", 40),
    RewardPlan("training", 900),
    RewardPlan("lunch", 20),
)
PLAN = Scenario(
    "timed",
    tuple(
        CategoryPlan(name, 20, 16, effect="measured", reward=reward)
        for name, reward in zip(NAMES, REWARDS, strict=True)
    ),
    years=3,
    later_years="held",
)
KNOWN = CompanyFacts(
    "timed",
    1_000,
    40e6,
    45_000,
    categories={
        name: CategoryFacts(
            name,
            60,
            30,
            16,
            0.6,
            60_000,
            42_000,
            EffectEstimate(0.05, 0.03, 20),
            EffectEstimate(0.2, 0.1, 20),
            outside_rate=(95, 127, 175),
        )
        for name in ("", *NAMES)
    },
)


def floor(numbers: int, *, draws: int) -> np.ndarray:
    """As many PERT-like numbers, drawn and put in order."""
    return np.sort(np.random.default_rng(1).beta(3, 3, (numbers, draws)), axis=1)
