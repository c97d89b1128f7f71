"""What a field changes in a plan, as a function of the plan as it is by then."""

from __future__ import annotations

from dataclasses import replace

from dashboard.session.plan_comparison import with_category_plan
from dashboard.views.rewards.fields import Change
from metrics.rewards import CategoryPlan, Scenario


def of_whole(name: str) -> Change:
    """Changes a field of the plan as a whole."""
    return lambda of, value: replace(of, **{name: value})


def of_plan(plan: CategoryPlan, name: str) -> Change:
    """Changes a field of the category."""
    return lambda of, value: with_category_plan(of, replace(_now(of, plan), **{name: value}))


def of_reward(plan: CategoryPlan, name: str) -> Change:
    """Changes a field of the category's reward."""

    def change(of: Scenario, value: object) -> Scenario:
        now = _now(of, plan)
        return with_category_plan(of, replace(now, reward=replace(now.reward, **{name: value})))

    return change


def _now(of: Scenario, plan: CategoryPlan) -> CategoryPlan:
    return next((one for one in of.categories if one.category == plan.category), plan)
