"""Cash flows: an amount per line, category and year, at base or drawn; and the pairings in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from metrics.i18n import N_
from metrics.rewards.scenario import CategoryPlan, Scenario
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Amount, Values
from metrics.value.reward_response import Multiplier, RewardResponse, predict_response

CASH_FLOW_LINES = {
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
LOWEST_MULTIPLIER = 0.1  # a reward after which one in ten still takes part


@dataclass(frozen=True)
class CashFlow:
    """Euros of one line in one year (0 is the first); `amount` is an array where it is drawn.

    `name` is one of LINES, `side` COST or GAIN and `kind` CASH or CAPACITY (`appraisal`).
    """

    name: str
    category: str
    side: str
    kind: str
    year: int
    amount: Amount


@dataclass(frozen=True)
class Cohort:
    """The pairings that start in one year.

    `started` is their number, `completion` the multiplier of the share that meets the hours.
    `like` is the first year with the same response, and so with the same draws.
    """

    year: int
    like: int
    started: Amount
    completion: Amount

    def share_met(self, before: float) -> Amount:
        """Return the share that meets its hours where `before` did so far, at most 1."""
        return np.minimum(before * self.completion, 1.0)


@dataclass(frozen=True)
class PlanResponses:
    """The response to a plan's reward in each year, and to the reward of the facts (`before`)."""

    planned: tuple[RewardResponse, ...]
    before: RewardResponse


Responses = Mapping[str, PlanResponses]  # by category
Cohorts = Mapping[str, tuple[Cohort, ...]]  # by category, one for each year


def responses(
    scenario: Scenario, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> Responses:
    """Return what rewards do to participation and completion, by category."""

    @cache
    def response(form: str, amount: float, public: bool, years: int) -> RewardResponse:
        return predict_response(
            form,
            amount,
            public=public,
            years=years,
            assumptions=assumptions,
            measured=facts.offers,
        )

    def fading(form: str, years: int) -> int:
        return years if form == "cash" else 0  # nothing else fades

    def plan_responses(plan: CategoryPlan) -> PlanResponses:
        measured = facts.for_category(plan.category)
        reward = plan.reward
        planned = (
            response(
                reward.form,
                reward.amount,
                reward.public,
                fading(reward.form, reward.years_before + year),
            )
            for year in range(scenario.years)
        )
        before = response(
            measured.reward_form,
            measured.reward_amount,
            measured.reward_public,
            fading(measured.reward_form, measured.reward_years),
        )
        return PlanResponses(tuple(planned), before)

    return {plan.category: plan_responses(plan) for plan in scenario.categories}


def cohorts(plan: CategoryPlan, values: Values, answers: PlanResponses) -> tuple[Cohort, ...]:
    """Return one cohort a year.

    The plan's pairings, and the hours met so far, are multiplied by the response to the plan's
    reward relative to that to the reward so far. A plan that continues as before is left unchanged.
    """
    name = f"response:{plan.category}"
    before = answers.before

    @cache
    def started_and_completion(year: int) -> tuple[Amount, Amount]:
        now = answers.planned[year]
        started = (
            plan.pairings
            * _at(now.participation, name, values)
            / _at(before.participation, name, values)
        )
        completion = _at(now.completion, name, values) / _at(before.completion, name, values)
        return started, completion

    like = [answers.planned.index(response) for response in answers.planned]
    return tuple(
        Cohort(year, first, *started_and_completion(first)) for year, first in enumerate(like)
    )


def _at(multiplier: Multiplier, name: str, values: Values) -> Amount:
    """Return the multiplier at the value of the named response.

    Its low end at -1, its base at 0, its high end at 1, and on in straight lines beyond. Never
    below LOWEST_MULTIPLIER, so that another multiplier can be divided by it.
    """
    if multiplier.low == multiplier.high:
        return multiplier.base
    position = values[name]
    up = np.maximum(position, 0) * (multiplier.high - multiplier.base)
    down = np.minimum(position, 0) * (multiplier.base - multiplier.low)
    return np.maximum(multiplier.base + (up + down), LOWEST_MULTIPLIER)
