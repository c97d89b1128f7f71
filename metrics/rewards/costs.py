"""What a plan costs: hours at their loaded price, rewards at what they cost the employer, travel,
one-offs.

All costs of a pairing fall in the year in which it starts. Hours are capacity, the rest is cash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from metrics.i18n import Message
from metrics.rewards.appraisal import CAPACITY, CASH, COST
from metrics.rewards.cash_flows import CashFlow, Cohort, Cohorts
from metrics.rewards.inputs import known
from metrics.rewards.scenario import CategoryPlan, RewardPlan, Scenario
from metrics.rewards.tax_terms import free_space_left, tax_rules_of_year, taxable_wage
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import Amount, Values
from metrics.value.hours import hour_price
from metrics.value.reward_cost import HOURS, employer_cost
from metrics.value.tax import TaxRules

WEEKS, MONTHS = 52, 12


def cost_flows(
    scenario: Scenario, facts: CompanyFacts, pairs: Cohorts, value: Values
) -> Iterator[CashFlow]:
    """All costs; `pairs` are the cohorts by category. Without a pairing there is nobody to
    coordinate.
    """
    for plan in scenario.categories:
        spent: dict[int, dict[str, Amount]] = {}
        for cohort in pairs[plan.category]:
            if cohort.like not in spent:
                spent[cohort.like] = _time(plan, cohort, known(facts, plan.category), facts, value)
            for name, amount in spent[cohort.like].items():
                yield CashFlow(name, plan.category, COST, CAPACITY, cohort.year, amount)
    for reward in yearly_rewards(scenario, facts, pairs, value):
        for name, kind, amount in reward.lines:
            yield CashFlow(name, reward.plan.category, COST, kind, reward.year, amount)
    if any(plan.pairings for plan in scenario.categories):
        coordinator = WEEKS * value["coordinator_hours"] * facts.mean_pay * hour_price(value)
        for year in range(scenario.years):
            yield CashFlow("coordinator", "", COST, CAPACITY, year, coordinator)
    if scenario.one_offs:
        yield CashFlow("one_offs", "", COST, CASH, 0, scenario.one_offs)


def entitled_mentors(reward: RewardPlan, about: CategoryFacts, cohort: Cohort) -> Amount:
    """The mentors who get the reward: those who meet the share of the agreed hours that is asked,
    at completion all of them unless a share is named; without such terms everybody. Check-ins that
    are asked take nobody away: a full count.
    """
    share = reward.least_hours or (1.0 if reward.when == "at_completion" else 0.0)
    return cohort.started * (cohort.meeting(share_meeting(about, share)) if share else 1.0)


def share_meeting(about: CategoryFacts, share: float) -> float:
    """The share of pairings so far that met that share of their agreed hours; that of all hours
    where it is not known.
    """
    if share >= 1 or not about.met_by:
        return about.completion
    return float(np.interp(share, np.linspace(0, 1, len(about.met_by)), about.met_by))


def _time(
    plan: CategoryPlan, cohort: Cohort, about: CategoryFacts, facts: CompanyFacts, value: Values
) -> dict[str, Amount]:
    """Hours as agreed, also of pairings that do not meet them: a full count. Euros by line."""
    hour, hours = hour_price(value), cohort.started * plan.hours
    talks = cohort.started * plan.months * WEEKS / MONTHS * value["checkin_hours"]
    return {
        "mentor_time": hours * about.mentor_pay * hour,
        "mentee_time": hours * about.mentee_pay * hour,
        "check_ins": talks * facts.mean_pay * hour,
    }


@dataclass(frozen=True)
class YearlyReward:
    """The rewards of one plan in one year: the `lines` of money (name, kind, euros), what of them
    is `levy` for want of free space, the free space they use and what is `left` of it, and what is
    to be said of them.
    """

    plan: CategoryPlan
    year: int
    lines: tuple[tuple[str, str, Amount], ...]
    levy: Amount
    used: Amount
    left: Amount | None
    notes: tuple[Message, ...] = ()


def yearly_rewards(
    scenario: Scenario, facts: CompanyFacts, pairs: Cohorts, value: Values
) -> Iterator[YearlyReward]:
    """The rewards by year, each with the rates of its own; categories use the free space of a year
    in the order of the scenario. Years with the same pairings, rates and free space share their
    amounts. TaxError as in `employer_cost`.
    """
    made: dict[tuple[object, ...], YearlyReward] = {}
    for year in range(scenario.years):
        tax, left = tax_rules_of_year(scenario, year, facts.employer), None  # nothing is used yet
        for plan in scenario.categories:
            if plan.reward.form == "nothing":
                continue
            cohort = pairs[plan.category][year]
            key = (
                plan.category,
                cohort.like,
                id(tax.rates),
                id(left),
            )  # `made` keeps all that is named by its id
            if key not in made:
                made[key] = _reward(plan, cohort, scenario, facts, value, tax=tax, left=left)
            left = made[key].left
            yield replace(made[key], year=year)


def _reward(
    plan: CategoryPlan,
    cohort: Cohort,
    scenario: Scenario,
    facts: CompanyFacts,
    value: Values,
    *,
    tax: TaxRules,
    left: Amount | None,
) -> YearlyReward:
    """The rewards of the year of that cohort, of which `left` is the free space; None: all of
    it.
    """
    reward, about = plan.reward, known(facts, plan.category)
    people = entitled_mentors(reward, about, cohort)
    full = employer_cost(
        reward.form,
        reward.amount,
        rules=tax,
        pay=taxable_wage(about.mentor_pay, value["holiday_pay"]),
        people=people,
        free_space_left=0.0,
        times=plan.times,
        paid=reward.paid,
        employer=facts.employer,
    )
    used: Amount = 0.0
    if np.any(full.counted):
        left = free_space_left(scenario, facts, cohort.year) if left is None else left
        used = np.minimum(full.counted, left)
        full = replace(
            full,
            levy=full.levy * (1 - used / np.where(np.equal(full.counted, 0), 1.0, full.counted)),
        )
        left = left - used
    lines = [("reward", CAPACITY if reward.form in HOURS else CASH, full.total)]
    if reward.form == "training" and reward.amount:
        visits = people * plan.times
        hours = visits * value["training_hours"] * about.mentor_pay * hour_price(value)
        lines += [
            ("training_travel", CASH, visits * value["training_travel"]),
            ("training_time", CAPACITY, hours),
        ]
    return YearlyReward(plan, cohort.year, tuple(lines), full.levy, used, left, full.notes)
