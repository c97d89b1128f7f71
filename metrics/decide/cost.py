"""What a plan costs: hours at their loaded price, rewards at what they cost the employer, travel, one-offs.

All costs of a pairing fall in the year in which it starts. Hours are capacity, the rest is cash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from metrics.decide.appraisal import CAPACITY, CASH, COST
from metrics.decide.facts import CategoryFacts, Facts
from metrics.decide.flows import Cohort, Cohorts, Flow, Values, hour_price
from metrics.decide.numbers import Amount, known
from metrics.decide.scenario import CategoryPlan, RewardPlan, Scenario
from metrics.decide.terms import space_left, taxable_wage
from metrics.value.reward_cost import HOURS, Note, RewardCost, employer_cost
from metrics.value.tax import TaxRules, rules

WEEKS, MONTHS = 52, 12


def costs(scenario: Scenario, facts: Facts, pairs: Cohorts, value: Values) -> Iterator[Flow]:
    """All costs; `pairs` are the cohorts by category. Without a pairing there is nobody to coordinate."""
    for plan in scenario.categories:
        spent: dict[int, dict[str, Amount]] = {}  # by the draws of a year's pairings, which years may share
        for cohort in pairs[plan.category]:
            key = id(cohort.started)
            spent[key] = spent.get(key) or _time(plan, cohort, known(facts, plan.category), facts, value)
            for name, amount in spent[key].items():
                yield Flow(name, plan.category, COST, CAPACITY, cohort.year, amount)
    yield from _rewards(scenario, facts, pairs, value)
    if any(plan.pairings for plan in scenario.categories):
        coordinator = WEEKS * value["coordinator_hours"] * facts.mean_pay * hour_price(value)
        for year in range(scenario.years):
            yield Flow("coordinator", "", COST, CAPACITY, year, coordinator)
    if scenario.one_offs:
        yield Flow("one_offs", "", COST, CASH, 0, scenario.one_offs)


def entitled(reward: RewardPlan, about: CategoryFacts, cohort: Cohort) -> Amount:
    """The mentors who get the reward: those who meet the share of the agreed hours that is asked, at completion all of
    them unless a share is named; without such terms everybody. Check-ins that are asked take nobody away: a full count.
    """
    share = reward.least_hours or (1.0 if reward.when == "at_completion" else 0.0)
    return cohort.started * (cohort.meeting(share_meeting(about, share)) if share else 1.0)


def share_meeting(about: CategoryFacts, share: float) -> float:
    """The share of pairings so far that met that share of their agreed hours; that of all hours where it is not known.
    """
    if share >= 1 or not about.met_by:
        return about.completion
    return float(np.interp(share, np.linspace(0, 1, len(about.met_by)), about.met_by))


def _time(plan: CategoryPlan, cohort: Cohort, about: CategoryFacts, facts: Facts, value: Values) -> dict[str, Amount]:
    """Hours as agreed, also of pairings that do not meet them: a full count. Euros by line."""
    hour, hours = hour_price(value), cohort.started * plan.hours
    talks = cohort.started * plan.months * WEEKS / MONTHS * value["checkin_hours"]
    return {"mentor_time": hours * about.mentor_pay * hour, "mentee_time": hours * about.mentee_pay * hour,
            "check_ins": talks * facts.mean_pay * hour}


@dataclass(frozen=True)
class Reward:
    """The rewards of one plan in one year: the mentors who get them, the employer's cost, what of it is levy for want
    of free space, and what is to be said of it."""

    plan: CategoryPlan
    year: int
    people: Amount
    cost: Amount
    levy: Amount
    notes: tuple[Note, ...] = ()


def rewards(scenario: Scenario, facts: Facts, pairs: Cohorts, value: Values) -> Iterator[Reward]:
    """The rewards by year; categories use the free space of a year in the order of the scenario."""
    tax = rules(scenario.tax_profile, scenario.tax_year)
    for year in range(scenario.years):
        left: Amount = space_left(scenario, facts)
        for plan in scenario.categories:
            if plan.reward.form == "nothing":
                continue
            about = known(facts, plan.category)
            people = entitled(plan.reward, about, pairs[plan.category][year])
            wage = taxable_wage(about.mentor_pay, value["holiday_pay"])
            found = _within(plan, people, pay=wage, left=left, tax=tax)
            left = left - found.free_space_used
            yield Reward(plan, year, people, found.total, found.levy, found.notes)


def reward_cost(
    plan: CategoryPlan, people: Amount, *, pay: float, left: Amount, tax: TaxRules
) -> tuple[Amount, Amount]:
    """The employer's cost for all `people` in euros, and the free space that it uses of what is `left`; `pay` is each
    mentor's taxable wage."""
    found = _within(plan, people, pay=pay, left=left, tax=tax)
    return found.total, found.free_space_used


def _rewards(scenario: Scenario, facts: Facts, pairs: Cohorts, value: Values) -> Iterator[Flow]:
    for one in rewards(scenario, facts, pairs, value):
        plan, year = one.plan, one.year
        kind = CAPACITY if plan.reward.form in HOURS else CASH
        yield Flow("reward", plan.category, COST, kind, year, one.cost)
        if plan.reward.form == "training" and plan.reward.amount:
            visits, pay = one.people * plan.times, known(facts, plan.category).mentor_pay
            hours = visits * value["training_hours"] * pay * hour_price(value)
            yield Flow("training_travel", plan.category, COST, CASH, year, visits * value["training_travel"])
            yield Flow("training_time", plan.category, COST, CAPACITY, year, hours)


def _within(plan: CategoryPlan, people: Amount, *, pay: float, left: Amount, tax: TaxRules) -> RewardCost:
    """The cost where each draw has its own free space `left`: the levy falls by the share that fits in."""
    def cost(space: float) -> RewardCost:
        return employer_cost(plan.reward.form, plan.reward.amount, rules=tax, pay=pay, people=people,
                             free_space_left=space, times=plan.times, paid=plan.reward.paid)

    full, wanted = cost(0.0), cost(inf).free_space_used
    inside = np.minimum(wanted, left)
    levy = full.levy * (1 - inside / np.where(np.equal(wanted, 0), 1.0, wanted))
    return replace(full, levy=levy, free_space_used=inside)
