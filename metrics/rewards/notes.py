"""What a reader of an appraisal must know besides the figures, as sentence keys with values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from metrics.i18n import N_, Message
from metrics.rewards.appraisal import COST
from metrics.rewards.cash_flows import CashFlow, Cohorts
from metrics.rewards.costs import yearly_rewards
from metrics.rewards.inputs import EXITS, OWN, SCORE, effect_source
from metrics.rewards.scenario import CategoryPlan, Scenario
from metrics.rewards.tax_terms import (
    free_space_used,
    rates_for_scenario,
    tax_rules_of_year,
    year_list,
)
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Values
from metrics.value.employer import Employer
from metrics.value.tax import IN_SHORT

INTANGIBLES = (
    N_("What mentors themselves learn"),
    N_("Ties between departments"),
    N_("Job satisfaction"),
    N_("Knowledge retained when an expert leaves"),
)
NO_COST = N_("Nothing is spent, so the return on investment is not defined.")
NO_EFFECT = {
    EXITS: N_(
        "{category}: no effect on retention could be measured, so nothing is counted for it."
    ),
    SCORE: N_(
        "{category}: no effect on performance could be measured, so nothing is counted for it."
    ),
}
STANDS_IN = {
    EXITS: N_(
        "{category}: its own effect on retention cannot be determined, so the company-wide "
        "effect is used."
    ),
    SCORE: N_(
        "{category}: its own effect on performance cannot be determined, so the company-wide "
        "effect is used."
    ),
}
NOT_MEASURED = {
    "published": N_(
        "{category}: the effects are published by others, not measured in this company."
    ),
    "judgement": N_("{category}: the effects are a judgement, not measured in this company."),
}
NOT_COUNTED = N_(
    "{category}: the effects are not measured in this company, so nothing is counted for them."
)
IN_ITS_PLACE = N_(
    "{category}: its own outcome replaces the gain in review scores; both measure better "
    "performance."
)
USED_UP = N_(
    "{category}: the free space of the work-related costs scheme does not cover all rewards "
    "of year {year}. Other purposes use {used} euros of it. The cost of the rewards includes "
    "{levy} euros of final levy."
)
RATES_HELD = N_(
    "The tax rates for {years} are not published yet: {rates}. The plan uses those of "
    "{known}, as its own judgement."
)
LEAST_LEVY = 0.005  # half a cent
CAUTIOUS = N_(
    "Conservative case: effects at their lower bound, and gains only in the first year after "
    "a pairing starts. All costs count, and nothing counts where nothing is measured."
)
EACH_FIRST_YEAR = N_(
    "Each of the {n} years counts the pairings that start in it, for their first twelve "
    "months. Returns that last longer are left out."
)


def appraisal_notes(
    scenario: Scenario,
    facts: CompanyFacts,
    flows: Sequence[CashFlow],
    pairs: Cohorts,
    values: Values,
) -> Iterator[Message]:
    """Yield the notes on the scenario as a whole, then those on each category in its order.

    `flows`, `pairs` and `values` are those with every number at its base.
    """
    if scenario.conservative and scenario.categories:
        yield CAUTIOUS, {}
        if scenario.years > 1:
            yield EACH_FIRST_YEAR, {"n": scenario.years}
    if not sum(flow.amount for flow in flows if flow.side == COST):
        yield NO_COST, {}
    yield from _held_rates(scenario, facts.employer)
    for plan in scenario.categories:
        yield from _effect_notes(plan, facts, conservative=scenario.conservative)
    for reward in yearly_rewards(scenario, facts, pairs, values):
        if reward.levy > LEAST_LEVY:
            yield (
                USED_UP,
                {
                    "category": reward.plan.category,
                    "year": reward.year + 1,
                    "levy": float(reward.levy),
                    "used": free_space_used(scenario, facts),
                },
            )
        if reward.year == 0:
            yield from reward.notes


def _held_rates(scenario: Scenario, employer: Employer) -> Iterator[Message]:
    """Yield which year's rates are used in later years, of those that the rewards need."""
    held: dict[int, tuple[dict[int, None], dict[str, None]]] = {}
    for year in range(scenario.years):
        rules = tax_rules_of_year(scenario, year, employer)
        for name in rates_for_scenario(scenario, employer):
            if rules.holds(name):
                years, rates = held.setdefault(rules.rate(name).year, ({}, {}))
                years[rules.year] = None
                rates[IN_SHORT[name]] = None
    for known, (years, rates) in sorted(held.items()):
        yield (
            RATES_HELD,
            {"known": str(known), "years": year_list(tuple(years)), "rates": tuple(rates)},
        )


def _effect_notes(
    plan: CategoryPlan, facts: CompanyFacts, *, conservative: bool
) -> Iterator[Message]:
    values = {"category": plan.category}
    if plan.effect in NOT_MEASURED:
        yield NOT_COUNTED if conservative else NOT_MEASURED[plan.effect], values
        return
    own = effect_source(plan, facts, OWN)
    if own:
        yield IN_ITS_PLACE, values
    for kind in (EXITS,) if own else (EXITS, SCORE):
        source = effect_source(plan, facts, kind, conservative=conservative)
        if not source:
            yield NO_EFFECT[kind], values
        elif plan.effect == "measured" and source == f"{kind}:":
            yield STANDS_IN[kind], values
