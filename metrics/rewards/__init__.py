"""Choices: what to pay, what it returns, what it may become, and what to do with a budget."""

from metrics.rewards.scenario import (
    CategoryPlan,
    Fault,
    RewardPlan,
    Scenario,
    ScenarioError,
    checked,
    scenario_faults,
    scenario_from_dict,
)

__all__ = [
    "CategoryPlan",
    "Fault",
    "RewardPlan",
    "Scenario",
    "ScenarioError",
    "checked",
    "scenario_faults",
    "scenario_from_dict",
]
