"""What a plan returns, by outcome: leavers who stayed, work done better, or the category's own
outcome in its place.

A pairing's first year is the year of the plan in which it starts. An exit avoided counts once, in
that year; a gain in work lasts `performance_years` and fades by `performance_decay` a year. What
falls after the last year is left out. Most of what a leaver costs is work not done (ABN AMRO 2025:
over two thirds), so an exit avoided is capacity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np

from metrics.rewards.appraisal import CAPACITY, CASH, GAIN
from metrics.rewards.cash_flows import CashFlow, Cohorts
from metrics.rewards.inputs import EXITS, OWN, SCORE, effect_source, known
from metrics.rewards.scenario import CategoryPlan, Scenario
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Amount, Values


@dataclass(frozen=True)
class Benefit:
    """One line of gain of one category: euros `each` for a pairing (of an exit avoided once, else
    in a whole year), the pairings it `counts` for by the year in which they start, and how much of
    it is left at each age (`lasting`).

    `number` is the name of the number that holds the effect. Years that are alike share their
    counts.
    """

    name: str
    category: str
    number: str
    each: Amount
    counts: tuple[Amount, ...]
    lasting: tuple[Amount, ...]

    def by_year(self) -> Iterator[Amount]:
        """Euros in each year, of the pairings that started then and before."""
        made: dict[tuple[int, ...], Amount] = {}
        for year in range(len(self.counts)):
            started = [self.counts[year - age] for age in range(min(len(self.lasting), year + 1))]
            key = tuple(map(id, started))
            if key not in made:
                made[key] = (
                    sum(one * share for one, share in zip(started, self.lasting, strict=False))
                    * self.each
                )
            yield made[key]


def benefit_flows(
    scenario: Scenario, facts: CompanyFacts, pairs: Cohorts, value: Values
) -> Iterator[CashFlow]:
    """All gains; `pairs` are the cohorts by category. A plan without an effect has no line."""
    for part in benefits(scenario, facts, pairs, value):
        kind = CASH if part.name == "own_outcome" else CAPACITY
        for year, amount in enumerate(part.by_year()):
            yield CashFlow(part.name, part.category, GAIN, kind, year, amount)


def benefits(
    scenario: Scenario, facts: CompanyFacts, pairs: Cohorts, value: Values
) -> Iterator[Benefit]:
    """The gains before they are put into years.

    An effect was measured at the completion so far and grows with the share that meets the hours;
    in conservative mode what is a gain does not grow and counts in its first year only.
    """
    lasting = _lasting(value) if scenario.categories else ()
    for plan in scenario.categories:
        before = known(facts, plan.category).completion
        years = pairs[plan.category]
        ratios = {
            one.like: one.meeting(before) / before if before else one.completion
            for one in years
            if one.like == one.year
        }
        for name, number, each in _per_pairing(
            plan, facts, value, conservative=scenario.conservative
        ):
            careful = scenario.conservative and bool(np.all(each > 0))
            counts = {
                like: years[like].started * (np.minimum(ratio, 1.0) if careful else ratio)
                for like, ratio in ratios.items()
            }
            kept = (1.0,) if name == "exits_avoided" else lasting[:1] if careful else lasting
            yield Benefit(
                name, plan.category, number, each, tuple(counts[one.like] for one in years), kept
            )


def _per_pairing(
    plan: CategoryPlan, facts: CompanyFacts, value: Values, *, conservative: bool
) -> Iterator[tuple[str, str, Amount]]:
    """Line, number and euros for one pairing.

    Where the category's own outcome is measured it takes the place of the gain in scores: both are
    work done better.
    """
    pay = known(facts, plan.category).mentee_pay
    exits, score, own = (
        effect_source(plan, facts, kind, conservative=conservative) for kind in (EXITS, SCORE, OWN)
    )
    if exits:
        yield "exits_avoided", exits, _exits(exits, facts, value) * value["replacement_cost"] * pay
    if own:
        yield "own_outcome", own, value[own]
    elif score:
        valid = (
            value["score_validity"] if score.startswith(SCORE) else 1.0
        )  # the others are gains in work already
        yield "performance", score, value[score] * valid * value["performance_value"] * pay


def _exits(name: str, facts: CompanyFacts, value: Values) -> Amount:
    """The share of mentees who would have left within twelve months and did not."""
    if name.startswith(EXITS):
        return value[name]
    leaving = value["leaver_share"] if facts.leaving is None else facts.leaving
    return leaving * (1 - value[name])


def _lasting(value: Values) -> tuple[Amount, ...]:
    """How much of a gain counts in each year after the start: whole years, then what is left of
    one, then none.
    """
    shares: list[Amount] = []
    for age in count():
        share = (
            np.clip(value["performance_years"] - age, 0.0, 1.0)
            * (1 - value["performance_decay"]) ** age
        )
        if age and not np.any(share):
            return tuple(shares)
        shares.append(share)
    return shares
