"""Tax inputs of a plan: free space, taxable wage, rates by year, cost if all mentors qualify."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from metrics.rewards.scenario import HELD, CategoryPlan, Scenario
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Amount
from metrics.value.employer import Employer
from metrics.value.hours import hour_price_range
from metrics.value.reward_cost import employer_cost, rates_needed
from metrics.value.tax import NO_RULES, TaxRules, free_space, planned_tax_rules


def mentor_pay(category: str, facts: CompanyFacts, assumptions: Mapping[str, Assumption]) -> float:
    """Return a year's pay of that category's mentors, in euros.

    As measured there, else company-wide, else the assumed salary.
    """
    measured = facts.for_category(category).mentor_pay
    return measured or facts.mean_pay or assumptions["default_salary"].base


def taxable_wage(pay: float, holiday_pay: Amount) -> float:
    """Return the taxable wage of a year, in euros: full-time pay with holiday pay.

    `holiday_pay` is a share of pay; of draws the mean counts.
    """
    return pay * (1 + float(np.mean(holiday_pay)))


def wage_bill(facts: CompanyFacts) -> float:
    """Return the taxable wages of all employees in a year, in euros.

    As the company states, else the total of its files.
    """
    return facts.wage_bill if facts.employer.wage_bill is None else facts.employer.wage_bill


def free_space_used(scenario: Scenario, facts: CompanyFacts) -> float:
    """Return what other things use of a year's free space, in euros.

    As the plan states, else as the company does.
    """
    return facts.free_space_used if scenario.free_space_used is None else scenario.free_space_used


def free_space_left(scenario: Scenario, facts: CompanyFacts, year: int = 0) -> float:
    """Return what is left of the free space for rewards in that year of the plan, in euros.

    Infinite without tax rules. Raise TaxError for a year without published rules.
    """
    space = free_space(tax_rules_of_year(scenario, year, facts.employer), wage_bill(facts))
    return max(space - free_space_used(scenario, facts), 0.0)


def tax_rules_of_year(scenario: Scenario, year: int, employer: Employer) -> TaxRules:
    """Return the rules of the calendar year of that year of the plan (0 is its first).

    They hold the employer's own rates, and earlier years' rates where the plan asks for them. A
    rate that is unknown raises TaxError once it is read.
    """
    return planned_tax_rules(
        scenario.tax_profile,
        scenario.tax_year + year,
        held=scenario.later_years == HELD,
        own=employer.own_rates,
    )


def rates_for_plan(plan: CategoryPlan, employer: Employer) -> tuple[str, ...]:
    """Return the names of the tax rates that the plan's reward needs."""
    return rates_needed(plan.reward.form, paid=plan.reward.paid, employer=employer)


def rates_for_scenario(scenario: Scenario, employer: Employer) -> tuple[str, ...]:
    """Return the rates that the rewards of a year need, each once.

    Only plans with pairings and an amount count.
    """
    if scenario.tax_profile == NO_RULES:
        return ()
    given = (plan for plan in scenario.categories if plan.pairings and plan.reward.amount)
    return tuple(dict.fromkeys(name for plan in given for name in rates_for_plan(plan, employer)))


def year_list(years: Sequence[int]) -> str:
    """Return years in order as a text: "2027", "2027, 2028", from three in a row on "2027-2029"."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}\u2013{years[-1]}"
    return ", ".join(map(str, years))


def cost_if_all_qualify(
    plan: CategoryPlan,
    scenario: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    *,
    people: int,
) -> float:
    """Return the employer's cost if `people` mentors meet the terms of one pairing each, in euros.

    In the plan's first year, with no other category's reward in the free space. Travel and working
    hours of a paid training are included. Raise TaxError as `employer_cost` does.
    """
    reward = plan.reward
    pay = mentor_pay(plan.category, facts, assumptions)
    if reward.form == "nothing" or not reward.amount:
        return 0.0
    given = employer_cost(
        reward.form,
        reward.amount,
        rules=tax_rules_of_year(scenario, 0, facts.employer),
        pay=taxable_wage(pay, assumptions["holiday_pay"].base),
        people=people,
        free_space_left=free_space_left(scenario, facts),
        times=plan.times,
        paid=reward.paid,
        employer=facts.employer,
    )
    if reward.form != "training":
        return float(given.total)
    hours = assumptions["training_hours"].base * hour_price_range(pay, assumptions).base
    each = assumptions["training_travel"].base + hours
    return float(given.total) + people * plan.times * each


def discount_factor(scenario: Scenario, year: int) -> float:
    """Return today's value of a euro in that year (0 is the plan's first), in its middle."""
    return (1 + scenario.discount_rate) ** -(year + 0.5)
