"""What a plan returns, by outcome: leavers who stayed, work done better, or the category's own outcome in its place.

A pairing's first year is the year of the plan in which it starts. An exit avoided counts once, in that year; a gain in
work lasts `performance_years` and fades by `performance_decay` a year. What falls after the last year is left out.
Most of what a leaver costs is work not done (ABN AMRO 2025: over two thirds), so an exit avoided is capacity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

import numpy as np

from metrics.decide.appraisal import CAPACITY, CASH, GAIN
from metrics.decide.facts import Facts
from metrics.decide.flows import Cohort, Flow, Values
from metrics.decide.numbers import EXITS, OWN, SCORE, Amount, known, source
from metrics.decide.scenario import CategoryPlan, Scenario


def gains(scenario: Scenario, facts: Facts, pairs: dict[str, Sequence[Cohort]], value: Values) -> Iterator[Flow]:
    """All gains; `pairs` are the cohorts by category. A plan without an effect has no line."""
    shares = _lasting(value) if scenario.categories else []
    for plan in scenario.categories:
        yield from _gains(plan, scenario, facts, pairs[plan.category], value, shares)


def per_pairing(plan: CategoryPlan, facts: Facts, value: Values, *, conservative: bool = False) -> dict[str, Amount]:
    """What one pairing returns, in euros by line: of an exit avoided once, of the other lines in a whole year.

    Where the category's own outcome is measured it takes the place of the gain in scores: both are work done better.
    """
    pay = known(facts, plan.category).mentee_pay
    exits, score, own = (source(plan, facts, kind, conservative=conservative) for kind in (EXITS, SCORE, OWN))
    found: dict[str, Amount] = {}
    if exits:
        found["exits_avoided"] = _exits(exits, facts, value) * value["replacement_cost"] * pay
    if own:
        found["own_outcome"] = value[own]
    elif score:
        valid = value["score_validity"] if score.startswith(SCORE) else 1.0  # the others are gains in work already
        found["performance"] = value[score] * valid * value["performance_value"] * pay
    return found


def _gains(
    plan: CategoryPlan, scenario: Scenario, facts: Facts, pairs: Sequence[Cohort], value: Values,
    shares: Sequence[Amount],
) -> Iterator[Flow]:
    """An effect was measured at the completion so far and grows with the share that meets the hours."""
    worth = per_pairing(plan, facts, value, conservative=scenario.conservative)
    before = known(facts, plan.category).completion
    against = [one.meeting(before) / before if before else one.completion for one in pairs]
    for name, each in worth.items():
        careful = scenario.conservative and np.all(each > 0)
        mentees = [one.started * (np.minimum(share, 1.0) if careful else share)
                   for one, share in zip(pairs, against, strict=True)]
        lasting = [1.0] if name == "exits_avoided" else shares[:1] if careful else shares
        kind = CASH if name == "own_outcome" else CAPACITY
        for year in range(scenario.years):
            counted = [mentees[year - age] * share for age, share in enumerate(lasting[:year + 1])]
            yield Flow(name, plan.category, GAIN, kind, year, sum(counted) * each)


def _exits(name: str, facts: Facts, value: Values) -> Amount:
    """The share of mentees who would have left within twelve months and did not."""
    if name.startswith(EXITS):
        return value[name]
    leaving = value["leaver_share"] if facts.leaving is None else facts.leaving
    return leaving * (1 - value[name])


def _lasting(value: Values) -> list[Amount]:
    """How much of a gain counts in each year after the start: whole years, then what is left of one, then none."""
    shares: list[Amount] = []
    for age in count():
        share = np.clip(value["performance_years"] - age, 0.0, 1.0) * (1 - value["performance_decay"]) ** age
        if age and not np.any(share):
            return shares
        shares.append(share)
    return shares
