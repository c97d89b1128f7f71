"""The rewards page opened as finance opens it, and a plan to begin with."""

from __future__ import annotations

from dashboard.session.plan_links import decode
from metrics.rewards import CategoryPlan, RewardPlan, Scenario

BONUS = Scenario(
    "Bonus for customers",
    (CategoryPlan("customers", 24, 20.0, 9, "measured", RewardPlan("cash", 750.0)),),
)


def open_rewards(visit, detail: str = "", **query: str):
    """The page with these parameters in its URL, in English, with one of its details open."""
    at = visit("rewards", lang="en", **query)
    if detail:
        at.segmented_control(key="detail").set_value(detail).run()
    return at


def parameter(at, name: str) -> str:
    """The value of a parameter of the URL, which must be there once."""
    value = at.query_params[name]
    if isinstance(value, str):
        return value
    (single,) = value
    return single


def plan_a(at) -> Scenario:
    """The reader's first plan, as the URL has it."""
    return decode(parameter(at, "a"))[0]
