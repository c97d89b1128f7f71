"""The rewards page opened as finance opens it, and what stands on it."""

from __future__ import annotations

from dashboard.session.plan_links import decode
from metrics.rewards import CategoryPlan, RewardPlan, Scenario

BONUS = Scenario(
    "Bonus for customers",
    (CategoryPlan("customers", 24, 20.0, 9, "measured", RewardPlan("cash", 750.0)),),
)


def bench(visit, behind: str = "", **query: str):
    at = visit("rewards", lang="en", **query)
    if behind:
        at.segmented_control(key="behind").set_value(behind).run()
    return at


def plan_a(at) -> Scenario:
    (link,) = (
        [at.query_params["a"]] if isinstance(at.query_params["a"], str) else at.query_params["a"]
    )
    return decode(link)[0]
