"""What a reward is reckoned with: the free space that is left, the mentor's taxable wage, what a
reward costs the employer if everybody gets all of it, and today's value of a later euro.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from metrics.rewards.inputs import known
from metrics.rewards.scenario import HELD, CategoryPlan, Scenario
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Amount
from metrics.value.employer import Employer
from metrics.value.hours import hour_price_range
from metrics.value.reward_cost import employer_cost, rates_needed
from metrics.value.tax import NO_RULES, TaxRules, free_space, planned_tax_rules


def mentor_pay(category: str, facts: CompanyFacts, assumptions: Mapping[str, Assumption]) -> float:
    """A year's pay of that category's mentors, euros: measured there, else company-wide, else the
    usual salary.
    """
    return known(facts, category).mentor_pay or facts.mean_pay or assumptions["default_salary"].base


def taxable_wage(pay: float, holiday_pay: Amount) -> float:
    """The taxable wage of a year, in euros: full-time pay with holiday pay, a share of it (of draws
    their mean).
    """
    return pay * (1 + float(np.mean(holiday_pay)))


def wage_bill(facts: CompanyFacts) -> float:
    """The taxable wages of all employees in a year, euros: as the company says, else as its files
    add up to.
    """
    return facts.wage_bill if facts.employer.wage_bill is None else facts.employer.wage_bill


def free_space_used(scenario: Scenario, facts: CompanyFacts) -> float:
    """What other things use of a year's free space, euros: as the plan says, else as the company
    does.
    """
    return facts.free_space_used if scenario.free_space_used is None else scenario.free_space_used


def tax_rules_of_year(scenario: Scenario, year: int, employer: Employer) -> TaxRules:
    """The rules of the calendar year in which that year of the plan falls (0 is its first), with
    the employer's own rates, held where the plan asks for it; a rate that is not known is a
    TaxError once asked for.
    """
    return planned_tax_rules(
        scenario.tax_profile,
        scenario.tax_year + year,
        held=scenario.later_years == HELD,
        own=employer.own_rates,
    )


def rates_for_plan(plan: CategoryPlan, employer: Employer) -> tuple[str, ...]:
    """The tax rates by name that the plan's reward needs."""
    return rates_needed(plan.reward.form, paid=plan.reward.paid, employer=employer)


def rates_for_scenario(scenario: Scenario, employer: Employer) -> tuple[str, ...]:
    """The rates that the rewards of a year need, each once: those of every plan that gives anything
    to anybody.
    """
    if scenario.tax_profile == NO_RULES:
        return ()
    given = (plan for plan in scenario.categories if plan.pairings and plan.reward.amount)
    return tuple(dict.fromkeys(name for plan in given for name in rates_for_plan(plan, employer)))


def year_list(years: Sequence[int]) -> str:
    """Years in order as a text: "2027", "2027, 2028", and from three in a row on "2027-2029"."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}\u2013{years[-1]}"
    return ", ".join(map(str, years))


def free_space_left(scenario: Scenario, facts: CompanyFacts, year: int = 0) -> float:
    """What is left of it in that year of the plan for rewards, euros; infinite without tax rules.
    TaxError for a year that is not known.
    """
    space = free_space(tax_rules_of_year(scenario, year, facts.employer), wage_bill(facts))
    return max(space - free_space_used(scenario, facts), 0.0)


def cost_if_all_qualify(
    plan: CategoryPlan,
    scenario: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    *,
    people: int,
) -> float:
    """The employer's cost in euros if `people` mentors meet the terms of one pairing each, in the
    plan's first year.

    No other category's reward uses the free space. Travel and working hours of a paid training are
    in it. TaxError as in `employer_cost`.
    """
    reward, pay = plan.reward, mentor_pay(plan.category, facts, assumptions)
    if reward.form == "nothing" or not reward.amount:
        return 0.0
    wage = taxable_wage(pay, assumptions["holiday_pay"].base)
    given = employer_cost(
        reward.form,
        reward.amount,
        rules=tax_rules_of_year(scenario, 0, facts.employer),
        pay=wage,
        people=people,
        free_space_left=free_space_left(scenario, facts),
        times=plan.times,
        paid=reward.paid,
        employer=facts.employer,
    )
    if reward.form != "training":
        return float(given.total)
    away = (
        assumptions["training_travel"].base
        + assumptions["training_hours"].base * hour_price_range(pay, assumptions).base
    )
    return float(given.total) + people * plan.times * away


def discount_factor(scenario: Scenario, year: int) -> float:
    """Today's value of a euro in that year (0 is the plan's first), which counts in its middle as
    in `appraise`.
    """
    return (1 + scenario.discount_rate) ** -(year + 0.5)
