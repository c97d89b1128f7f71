"""What a plan returns, by outcome: exits avoided, better work, or the category's own outcome.

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
from metrics.rewards.cash_flows import CashFlow, Cohort, Cohorts
from metrics.rewards.inputs import EXITS, OWN, SCORE, effect_source
from metrics.rewards.scenario import CategoryPlan, Scenario
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Amount, Values


@dataclass(frozen=True)
class Benefit:
    """One line of benefit of one category, before it is put into years.

    Euros `each` for a pairing (for an exit avoided once, else in a whole year), the pairings it
    `counts` for by the year in which they start, and how much of it is left at each age
    (`lasting`). `number` is the name of the number that holds the effect. Years with the same
    response share one count.
    """

    name: str
    category: str
    number: str
    each: Amount
    counts: tuple[Amount, ...]
    lasting: tuple[Amount, ...]

    def by_year(self) -> Iterator[Amount]:
        """Yield the euros of each year, from the pairings that started then and before."""
        made: dict[tuple[int, ...], Amount] = {}
        for year in range(len(self.counts)):
            started = [self.counts[year - age] for age in range(min(len(self.lasting), year + 1))]
            key = tuple(map(id, started))
            if key not in made:
                lasting = sum(
                    pairings * share for pairings, share in zip(started, self.lasting, strict=False)
                )
                made[key] = lasting * self.each
            yield made[key]


def benefit_flows(
    scenario: Scenario, facts: CompanyFacts, pairs: Cohorts, values: Values
) -> Iterator[CashFlow]:
    """Yield all benefits; `pairs` are the cohorts by category.

    A plan without an effect has no line.
    """
    for benefit in benefits(scenario, facts, pairs, values):
        kind = CASH if benefit.name == "own_outcome" else CAPACITY
        for year, amount in enumerate(benefit.by_year()):
            yield CashFlow(benefit.name, benefit.category, GAIN, kind, year, amount)


def benefits(
    scenario: Scenario, facts: CompanyFacts, pairs: Cohorts, values: Values
) -> Iterator[Benefit]:
    """Yield the benefits before they are put into years.

    An effect was measured at the completion so far and grows with the share that meets the hours.
    In the conservative case a gain does not grow and counts in its first year only.
    """
    lasting = _lasting(values) if scenario.categories else ()
    for plan in scenario.categories:
        before = facts.for_category(plan.category).completion
        years = pairs[plan.category]
        ratios = {
            cohort.like: _completion_ratio(cohort, before)
            for cohort in years
            if cohort.like == cohort.year
        }
        for name, number, each in _per_pairing(
            plan, facts, values, conservative=scenario.conservative
        ):
            capped = scenario.conservative and bool(np.all(each > 0))
            counts = {
                like: years[like].started * (np.minimum(ratio, 1.0) if capped else ratio)
                for like, ratio in ratios.items()
            }
            kept = lasting[:1] if capped else lasting
            yield Benefit(
                name,
                plan.category,
                number,
                each,
                tuple(counts[cohort.like] for cohort in years),
                (1.0,) if name == "exits_avoided" else kept,
            )


def _completion_ratio(cohort: Cohort, before: float) -> Amount:
    """Return the share that meets its hours, relative to the share that did so far."""
    return cohort.share_met(before) / before if before else cohort.completion


def _per_pairing(
    plan: CategoryPlan, facts: CompanyFacts, values: Values, *, conservative: bool
) -> Iterator[tuple[str, str, Amount]]:
    """Yield line, number and euros for one pairing.

    Where the category's own outcome is measured it replaces the gain in scores: both measure better
    work.
    """
    pay = facts.for_category(plan.category).mentee_pay
    exits, score, own = (
        effect_source(plan, facts, kind, conservative=conservative) for kind in (EXITS, SCORE, OWN)
    )
    if exits:
        avoided = _exits_avoided(exits, facts, values)
        yield "exits_avoided", exits, avoided * values["replacement_cost"] * pay
    if own:
        yield "own_outcome", own, values[own]
    elif score:
        # a published or judged effect is a gain in work already
        valid = values["score_validity"] if score.startswith(SCORE) else 1.0
        yield "performance", score, values[score] * valid * values["performance_value"] * pay


def _exits_avoided(name: str, facts: CompanyFacts, values: Values) -> Amount:
    """Return the share of mentees who would have left within twelve months and did not."""
    if name.startswith(EXITS):
        return values[name]
    leaving = values["leaver_share"] if facts.leaving is None else facts.leaving
    return leaving * (1 - values[name])


def _lasting(values: Values) -> tuple[Amount, ...]:
    """Return how much of a gain counts in each year after the start.

    Whole years first, then what is left of a year; the last entry is the last year with anything.
    """
    shares: list[Amount] = []
    for age in count():
        share = (
            np.clip(values["performance_years"] - age, 0.0, 1.0)
            * (1 - values["performance_decay"]) ** age
        )
        if age and not np.any(share):
            break
        shares.append(share)
    return tuple(shares)
