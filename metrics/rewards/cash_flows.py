"""Money as it flows: one amount per line, category and year, at base or drawn; and the pairings
behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from metrics.i18n import N_
from metrics.rewards.inputs import known
from metrics.rewards.scenario import CategoryPlan, Scenario
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Amount, Values
from metrics.value.reward_response import Multiplier, RewardResponse, predict_response

LINES = {
    "mentor_time": N_("Mentor time"),
    "mentee_time": N_("Mentee time"),
    "check_ins": N_("Programme lead time for check-ins"),
    "coordinator": N_("Coordinator time"),
    "reward": N_("Rewards, at employer cost"),
    "training_travel": N_("Training travel"),
    "training_time": N_("Mentor time in training"),
    "one_offs": N_("One-off costs"),
    "exits_avoided": N_("Exits avoided"),
    "performance": N_("Performance gain"),
    "own_outcome": N_("Category's own outcome"),
}
LOWEST_MULTIPLIER = 0.1  # a reward that keeps nine of ten away


@dataclass(frozen=True)
class CashFlow:
    """Euros of one line in one year (0 is the first); `amount` is an array where it is drawn."""

    name: str
    category: str
    side: str
    kind: str
    year: int
    amount: Amount


@dataclass(frozen=True)
class Cohort:
    """The pairings that start in one year: how many, and by how much the share that meets the hours
    is multiplied. `like`: the first year that is answered alike and so has the same draws.
    """

    year: int
    like: int
    started: Amount
    completion: Amount

    def meeting(self, before: float) -> Amount:
        """The share that meets its hours where `before` did: no more than all."""
        return np.minimum(before * self.completion, 1.0)


@dataclass(frozen=True)
class PlanResponses:
    """The response to a plan's reward in each year, and to the reward with which the facts were
    measured.
    """

    planned: tuple[RewardResponse, ...]
    before: RewardResponse


Responses = Mapping[str, PlanResponses]
Cohorts = Mapping[str, tuple[Cohort, ...]]


def responses(
    scenario: Scenario, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> Responses:
    """What rewards do to participation and completion, by category."""

    @cache
    def found(form: str, amount: float, public: bool, years: int) -> RewardResponse:
        return predict_response(
            form, amount, public=public, years=years, assumptions=assumptions, measured=facts.offers
        )

    def answered(plan: CategoryPlan) -> PlanResponses:
        about, reward = known(facts, plan.category), plan.reward
        planned = (
            found(
                reward.form,
                reward.amount,
                reward.public,
                fading(reward.form, reward.years_before + year),
            )
            for year in range(scenario.years)
        )
        return PlanResponses(
            tuple(planned),
            found(
                about.reward_form,
                about.reward_amount,
                about.reward_public,
                fading(about.reward_form, about.reward_years),
            ),
        )

    def fading(form: str, years: int) -> int:
        return years if form == "cash" else 0  # nothing else fades

    return {plan.category: answered(plan) for plan in scenario.categories}


def cohorts(plan: CategoryPlan, value: Values, answered: PlanResponses) -> tuple[Cohort, ...]:
    """One cohort a year: the pairings of the plan, and the hours met so far, multiplied by the
    response to the plan's reward against that to the reward so far. So a plan that goes on as
    before is left as it is.
    """
    name, before = f"response:{plan.category}", answered.before

    @cache
    def changed(one: int) -> tuple[Amount, Amount]:
        now = answered.planned[one]
        return (
            plan.pairings
            * _at(now.participation, name, value)
            / _at(before.participation, name, value),
            _at(now.completion, name, value) / _at(before.completion, name, value),
        )

    first = [
        answered.planned.index(one) for one in answered.planned
    ]  # years that are answered alike share their draws
    return tuple(Cohort(year, one, *changed(one)) for year, one in enumerate(first))


def _at(change: Multiplier, name: str, value: Values) -> Amount:
    """The multiplier where the response lies: at its low end for -1, its base for 0, its high end
    for 1, and on from there; never below LEAST, so that one may be divided by another.
    """
    if change.low == change.high:
        return change.base
    at = value[name]
    moved = np.maximum(at, 0) * (change.high - change.base) + np.minimum(at, 0) * (
        change.base - change.low
    )
    return np.maximum(change.base + moved, LOWEST_MULTIPLIER)
