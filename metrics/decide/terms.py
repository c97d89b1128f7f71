"""What a reward is reckoned with: the free space that is left, the mentor's taxable wage, what a reward costs the
employer if everybody gets all of it, and today's value of a later euro."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from metrics.decide.facts import Facts
from metrics.decide.numbers import Amount, known
from metrics.decide.scenario import CategoryPlan, Scenario
from metrics.value.assumptions import Assumption
from metrics.value.hours import hour_price
from metrics.value.reward_cost import employer_cost
from metrics.value.tax import free_space, rules


def mentor_pay(category: str, facts: Facts, of: Mapping[str, Assumption]) -> float:
    """A year's pay of that category's mentors, euros: measured there, else company-wide, else the usual salary."""
    return known(facts, category).mentor_pay or facts.mean_pay or of["default_salary"].base


def taxable_wage(pay: float, holiday_pay: Amount) -> float:
    """The taxable wage of a year, in euros: full-time pay with holiday pay, a share of it (of draws their mean)."""
    return pay * (1 + float(np.mean(holiday_pay)))


def space_used(scenario: Scenario, facts: Facts) -> float:
    """What other things use of a year's free space, euros: as the plan says, else as the company does."""
    return facts.free_space_used if scenario.free_space_used is None else scenario.free_space_used


def space_left(scenario: Scenario, facts: Facts) -> float:
    """What is left of it for rewards, euros; infinite without tax rules. TaxError for a year that is not known."""
    space = free_space(rules(scenario.tax_profile, scenario.tax_year), facts.wage_bill)
    return max(space - space_used(scenario, facts), 0.0)


def promised(
    plan: CategoryPlan, scenario: Scenario, facts: Facts, of: Mapping[str, Assumption], *, people: int
) -> float:
    """The employer's cost in euros if `people` mentors meet the terms of one pairing each, in the plan's tax year.

    No other category's reward uses the free space. Travel and working hours of a paid training are in it. TaxError as
    in `employer_cost`.
    """
    reward, pay = plan.reward, mentor_pay(plan.category, facts, of)
    if reward.form == "nothing" or not reward.amount:
        return 0.0
    tax = rules(scenario.tax_profile, scenario.tax_year)
    given = employer_cost(
        reward.form, reward.amount, rules=tax, pay=taxable_wage(pay, of["holiday_pay"].base), people=people,
        free_space_left=space_left(scenario, facts), times=plan.times, paid=reward.paid)
    if reward.form != "training":
        return float(given.total)
    away = of["training_travel"].base + of["training_hours"].base * hour_price(pay, of).base
    return float(given.total) + people * plan.times * away


def discount(scenario: Scenario, year: int) -> float:
    """Today's value of a euro in that year (0 is the plan's first), which counts in its middle as in `appraise`."""
    return (1 + scenario.discount_rate) ** -(year + 0.5)
