"""What a scenario's reward costs the employer: for the corridor and for what a precedent would cost."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.decide.facts import Facts
from metrics.decide.numbers import known
from metrics.decide.scenario import CategoryPlan, Scenario
from metrics.value.assumptions import Assumption
from metrics.value.reward_cost import RewardCost, employer_cost
from metrics.value.tax import free_space, rules


def mentor_pay(category: str, facts: Facts, of: Mapping[str, Assumption]) -> float:
    """A year's pay of that category's mentors, euros: measured there, else company-wide, else the usual salary."""
    return known(facts, category).mentor_pay or facts.mean_pay or of["default_salary"].base


def reward_cost(
    plan: CategoryPlan, scenario: Scenario, facts: Facts, of: Mapping[str, Assumption], *, people: int
) -> RewardCost:
    """What the plan's reward costs in a year if `people` mentors get all of it, euros; TaxError as `employer_cost`."""
    amount = 0.0 if plan.reward.form == "nothing" else plan.reward.amount
    tax = rules(scenario.tax_profile, scenario.tax_year)
    left = free_space(tax, facts.wage_bill) - facts.free_space_used
    return employer_cost(plan.reward.form, amount, rules=tax, pay=mentor_pay(plan.category, facts, of),
                         people=people, free_space_left=left, times=plan.times)
