"""What a plan costs: hours at their loaded price, rewards at employer cost, travel, one-offs.

All costs of a pairing fall in the year in which it starts. Hours are capacity, the rest is cash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from metrics.i18n import Message
from metrics.rewards.appraisal import CAPACITY, CASH, COST
from metrics.rewards.cash_flows import CashFlow, Cohort, Cohorts
from metrics.rewards.scenario import CategoryPlan, RewardPlan, Scenario
from metrics.rewards.tax_terms import free_space_left, tax_rules_of_year, taxable_wage
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import Amount, Values
from metrics.value.hours import hour_price
from metrics.value.reward_cost import HOUR_REWARDS, employer_cost
from metrics.value.tax import TaxRules

WEEKS_PER_YEAR = 52
MONTHS_PER_YEAR = 12


def cost_flows(
    scenario: Scenario, facts: CompanyFacts, pairs: Cohorts, values: Values
) -> Iterator[CashFlow]:
    """Yield all costs; `pairs` are the cohorts by category.

    Without a pairing there is nothing to coordinate.
    """
    for plan in scenario.categories:
        spent: dict[int, dict[str, Amount]] = {}
        for cohort in pairs[plan.category]:
            if cohort.like not in spent:
                spent[cohort.like] = _time(plan, cohort, facts, values)
            for name, amount in spent[cohort.like].items():
                yield CashFlow(name, plan.category, COST, CAPACITY, cohort.year, amount)
    for reward in yearly_rewards(scenario, facts, pairs, values):
        for name, kind, amount in reward.lines:
            yield CashFlow(name, reward.plan.category, COST, kind, reward.year, amount)
    if any(plan.pairings for plan in scenario.categories):
        coordinator = (
            WEEKS_PER_YEAR * values["coordinator_hours"] * facts.mean_pay * hour_price(values)
        )
        for year in range(scenario.years):
            yield CashFlow("coordinator", "", COST, CAPACITY, year, coordinator)
    if scenario.one_offs:
        yield CashFlow("one_offs", "", COST, CASH, 0, scenario.one_offs)


def entitled_mentors(reward: RewardPlan, measured: CategoryFacts, cohort: Cohort) -> Amount:
    """Return how many mentors get the reward.

    Those who meet the required share of the agreed hours; at completion all of the hours unless a
    share is named; without such terms all mentors. Required check-ins exclude nobody, which counts
    the cost in full.
    """
    share = reward.least_hours or (1.0 if reward.when == "at_completion" else 0.0)
    met = cohort.share_met(share_meeting(measured, share)) if share else 1.0
    return cohort.started * met


def share_meeting(measured: CategoryFacts, share: float) -> float:
    """Return the share of pairings so far that met that share of their agreed hours.

    Where that is not known, the share that met all of them.
    """
    if share >= 1 or not measured.met_by:
        return measured.completion
    return float(np.interp(share, np.linspace(0, 1, len(measured.met_by)), measured.met_by))


def _time(
    plan: CategoryPlan, cohort: Cohort, facts: CompanyFacts, values: Values
) -> dict[str, Amount]:
    """Return the euros by line for the hours of one cohort.

    Hours count as agreed, also those of pairings that do not meet them: a full count.
    """
    measured = facts.for_category(plan.category)
    price = hour_price(values)
    hours = cohort.started * plan.hours
    talks = (
        cohort.started * plan.months * WEEKS_PER_YEAR / MONTHS_PER_YEAR * values["checkin_hours"]
    )
    return {
        "mentor_time": hours * measured.mentor_pay * price,
        "mentee_time": hours * measured.mentee_pay * price,
        "check_ins": talks * facts.mean_pay * price,
    }


@dataclass(frozen=True)
class YearlyReward:
    """The rewards of one plan in one year.

    `lines` of money (name, kind, euros); the part of them that is `levy` because the free space was
    too small; the free space `used`, and what is `left` of it; and `notes` to show with them.
    """

    plan: CategoryPlan
    year: int
    lines: tuple[tuple[str, str, Amount], ...]
    levy: Amount
    used: Amount
    left: Amount | None
    notes: tuple[Message, ...] = ()


def yearly_rewards(
    scenario: Scenario, facts: CompanyFacts, pairs: Cohorts, values: Values
) -> Iterator[YearlyReward]:
    """Yield the rewards of each year, with the tax rates of that year.

    Categories use the free space of a year in the order of the scenario. Years with the same
    pairings, rates and free space share their amounts. Raise TaxError as `employer_cost` does.
    """
    made: dict[tuple[str, int, int, int], YearlyReward] = {}
    for year in range(scenario.years):
        rules = tax_rules_of_year(scenario, year, facts.employer)
        left: Amount | None = None  # nothing is used yet
        for plan in scenario.categories:
            if plan.reward.form == "nothing":
                continue
            cohort = pairs[plan.category][year]
            # `made` keeps the objects whose ids are in its keys
            key = (plan.category, cohort.like, id(rules.rates), id(left))
            if key not in made:
                made[key] = _yearly_reward(
                    plan, cohort, scenario, facts, values, rules=rules, left=left
                )
            left = made[key].left
            yield replace(made[key], year=year)


def _yearly_reward(
    plan: CategoryPlan,
    cohort: Cohort,
    scenario: Scenario,
    facts: CompanyFacts,
    values: Values,
    *,
    rules: TaxRules,
    left: Amount | None,
) -> YearlyReward:
    """Return the rewards for one cohort; `left` is the free space still there (None: all of it)."""
    reward = plan.reward
    measured = facts.for_category(plan.category)
    people = entitled_mentors(reward, measured, cohort)
    full = employer_cost(
        reward.form,
        reward.amount,
        rules=rules,
        pay=taxable_wage(measured.mentor_pay, values["holiday_pay"]),
        people=people,
        free_space_left=0.0,
        times=plan.times,
        paid=reward.paid,
        employer=facts.employer,
    )
    used: Amount = 0.0
    if np.any(full.counted):
        space = free_space_left(scenario, facts, cohort.year) if left is None else left
        used = np.minimum(full.counted, space)
        outside = 1 - used / np.where(np.equal(full.counted, 0), 1.0, full.counted)
        full = replace(full, levy=full.levy * outside)
        left = space - used
    lines = [("reward", CAPACITY if reward.form in HOUR_REWARDS else CASH, full.total)]
    if reward.form == "training" and reward.amount:
        visits = people * plan.times
        hours = visits * values["training_hours"] * measured.mentor_pay * hour_price(values)
        lines += [
            ("training_travel", CASH, visits * values["training_travel"]),
            ("training_time", CAPACITY, hours),
        ]
    return YearlyReward(plan, cohort.year, tuple(lines), full.levy, used, left, full.notes)
