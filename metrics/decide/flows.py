"""Money as it flows: one amount per line, category and year, at base or drawn; and the pairings behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from metrics.decide.facts import CategoryFacts
from metrics.decide.numbers import Amount
from metrics.decide.scenario import CategoryPlan, Scenario
from metrics.value.assumptions import Assumption
from metrics.value.response import Change, Response, response
from metrics.words import N_

LINES = {
    "mentor_time": N_("Time of mentors"),
    "mentee_time": N_("Time of mentees"),
    "check_ins": N_("Time of the leader for check-ins"),
    "coordinator": N_("Time of the coordinator"),
    "reward": N_("Rewards, at what they cost the employer"),
    "training_travel": N_("Travel for training"),
    "training_time": N_("Time of mentors in training"),
    "one_offs": N_("One-off costs"),
    "exits_avoided": N_("Exits avoided"),
    "performance": N_("Work done better"),
    "own_outcome": N_("The category's own outcome"),
}
Values = Mapping[str, Amount]
Responses = Mapping[str, Sequence[Response]]


@dataclass(frozen=True)
class Flow:
    """Euros of one line in one year (0 is the first); `amount` is an array where it is drawn."""

    name: str
    category: str
    side: str
    kind: str
    year: int
    amount: Amount


@dataclass(frozen=True)
class Cohort:
    """The pairings that start in one year: how many, the share of them that meets the agreed hours, and that share
    against the one at which the effect was measured."""

    year: int
    started: Amount
    met: Amount
    against_before: Amount


def responses(scenario: Scenario, of: Mapping[str, Assumption]) -> Responses:
    """What each plan's reward does to participation and completion, a Response for each year, by category."""
    @cache
    def found(form: str, amount: float, public: bool, years: int) -> Response:
        return response(form, amount, public=public, years=years, of=of)

    return {
        plan.category: [found(plan.reward.form, plan.reward.amount, plan.reward.public, plan.reward.years_before + year)
                        for year in range(scenario.years)]
        for plan in scenario.categories
    }


def cohorts(
    plan: CategoryPlan, about: CategoryFacts, value: Values, answered: Sequence[Response]
) -> tuple[Cohort, ...]:
    """One cohort for each year's response. It multiplies the pairings of the plan and the completion so far; no more
    than all can meet their hours."""
    return tuple(_cohort(year, plan, about, value, found) for year, found in enumerate(answered))


def hour_price(value: Values) -> Amount:
    """The loaded cost of a working hour for each euro of full-time annual pay."""
    return (1 + value["holiday_pay"]) * (1 + value["employer_charges"]) / value["productive_hours"]


def _cohort(year: int, plan: CategoryPlan, about: CategoryFacts, value: Values, found: Response) -> Cohort:
    name = f"response:{plan.category}"
    completion = _between(found.completion, name, value)
    met = np.minimum(about.completion * completion, 1.0)
    against = met / about.completion if about.completion else completion
    return Cohort(year, plan.pairings * _between(found.participation, name, value), met, against)


def _between(change: Change, name: str, value: Values) -> Amount:
    """The multiplier where the response lies: at its low end for -1, its base for 0, its high end for 1."""
    if change.low == change.high:
        return change.base
    at = value[name]
    return change.base + np.maximum(at, 0) * (change.high - change.base) + np.minimum(at, 0) * (
        change.base - change.low)
