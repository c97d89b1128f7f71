"""Scenario and facts -> Appraisal: the one place where cost, gain, tax, response and uncertainty
meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from metrics.i18n import N_
from metrics.rewards.appraisal import COST, GAIN, Appraisal, MoneyLine
from metrics.rewards.benefits import Benefit, benefit_flows, benefits
from metrics.rewards.bounds import assumption_faults
from metrics.rewards.cash_flows import CashFlow, Cohorts, Responses, cohorts, responses
from metrics.rewards.costs import cost_flows, entitled_mentors
from metrics.rewards.inputs import (
    EXITS,
    OWN,
    SCORE,
    assumptions_in_force,
    known,
    uncertain_numbers,
    unknown_assumptions,
)
from metrics.rewards.notes import INTANGIBLES, appraisal_notes
from metrics.rewards.scenario import Fault, Scenario, ScenarioError
from metrics.rewards.scenario import scenario_faults as plain_faults
from metrics.rewards.tax_terms import (
    rates_for_plan,
    rates_for_scenario,
    tax_rules_of_year,
    year_list,
)
from metrics.rewards.uncertainty import (
    larger_pilot_value,
    payback_months,
    perfect_information_value,
    quantiles_of_each,
    tornado_bars,
)
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Amount, Draws, Values
from metrics.value.employer import USUAL, Employer
from metrics.value.tax import IN_SHORT, NO_RULES, TaxError, free_space, tax_rules

NOTHING = "nothing"
NOT_PUBLISHED = N_(
    "Rewards given in {years} need tax rates that are not published yet: {rates}. No other "
    "year's rates replace them. Count fewer years, choose rewards that do not need these "
    "rates, or use the last known rates. The last is then your own judgement."
)


def do_nothing(scenario: Scenario) -> Scenario:
    """The scenario to compare all others with: no category, no cost, no gain, over the same
    years.
    """
    return replace(scenario, name=NOTHING, categories=(), one_offs=0.0)


def appraisal_faults(
    scenario: Scenario, assumptions: Mapping[str, Assumption], employer: Employer = USUAL
) -> tuple[Fault, ...]:
    """Everything for which the scenario cannot be appraised, field by field; empty where it can.
    `employer`: that of the facts, whose own rates may stand in for those of a tax year.
    """
    plain = plain_faults(scenario)
    if plain:
        return (*plain, *unknown_assumptions(scenario, assumptions))
    return (
        *unknown_assumptions(scenario, assumptions),
        *assumption_faults(scenario, assumptions),
        *_tax_faults(scenario, employer),
    )


def appraise(
    scenario: Scenario, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> Appraisal:
    """What the scenario costs and returns in euros, at base and over `scenario.draws` seeded draws.

    All amounts of a year count in its middle: the discount factor of year k (0 is the first) is (1
    + rate)^-(k + ½). `net`, `cost` and `gain` are not discounted, nor is ROI = net / cost
    (Phillips); NPV and BCR = gain / cost are, of present values. ROI and BCR are None without cost.
    Payback: see `payback_months`; draws that do not pay back within the years count as the end of
    the last one, and where none does it is None. The same scenario, facts and assumptions give the
    same figures to 1e-9. Raises ScenarioError with every fault.
    """
    if found := appraisal_faults(scenario, assumptions, facts.employer):
        raise ScenarioError(found)
    answered, known_numbers = (
        responses(scenario, facts, assumptions_in_force(scenario, assumptions)),
        uncertain_numbers(scenario, facts, assumptions),
    )
    drawn = Draws(known_numbers, seed=scenario.seed, n=scenario.draws)
    pairs = _pairs(scenario, drawn, answered)
    flows = list(_flows(scenario, facts, pairs, drawn))
    used = tuple(drawn)
    base = {name: known_numbers[name].base for name in known_numbers}
    pairs_at_base = _pairs(scenario, base, answered)
    at_base = list(_flows(scenario, facts, pairs_at_base, base))
    cost, gain = (_by_year(flows, side, scenario) for side in (COST, GAIN))
    npv = np.broadcast_to(_present(gain, scenario) - _present(cost, scenario), (scenario.draws,))
    figures = _figures(cost, gain, scenario)
    replacement = _replacement(scenario, facts, pairs, drawn)
    found = dict(zip(figures, quantiles_of_each(list(figures.values())), strict=True))
    effects = [
        drawn[name] for name in used if name.startswith((f"{EXITS}:", f"{SCORE}:", f"{OWN}:"))
    ]
    lines = quantiles_of_each([one.amount for one in flows])
    return Appraisal(
        scenario=scenario,
        lines=tuple(
            MoneyLine(
                one.name, one.category, one.side, one.kind, one.year, float(plain.amount), spread
            )
            for one, plain, spread in zip(flows, at_base, lines, strict=True)
        ),
        base=_at_base(at_base, scenario),
        **{
            name: found.get(name)
            for name in ("net", "npv", "cost", "gain", "roi", "bcr", "payback_months")
        },
        pays=float(np.mean(npv > 0)),
        evpi=perfect_information_value(npv),
        swings=tornado_bars(known_numbers, used, partial(_npv, scenario, facts, answered)),
        replacement=quantiles_of_each([replacement])[0],
        notes=tuple(appraisal_notes(scenario, facts, at_base, pairs_at_base, base)),
        intangibles=INTANGIBLES if scenario.categories else (),
        evsi=larger_pilot_value(npv, effects),
        expected=float(np.mean(npv)),
    )


@dataclass(frozen=True)
class Workings:
    """How the figures at base come about, for a workbook that computes them again.

    `started` and `entitled`: pairings that start and mentors who get the reward, for each year, by
    category. `gains`: see `Benefit`. `numbers`: every number at its base, by name.
    """

    started: Mapping[str, tuple[float, ...]]
    entitled: Mapping[str, tuple[float, ...]]
    gains: tuple[Benefit, ...]
    numbers: Mapping[str, float]


def workings(
    scenario: Scenario, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> Workings:
    """The workings of the scenario; every fault as in `appraise`."""
    if found := appraisal_faults(scenario, assumptions, facts.employer):
        raise ScenarioError(found)
    base = {name: one.base for name, one in uncertain_numbers(scenario, facts, assumptions).items()}
    pairs = _pairs(
        scenario, base, responses(scenario, facts, assumptions_in_force(scenario, assumptions))
    )
    plans = scenario.categories
    return Workings(
        started={
            plan.category: tuple(float(one.started) for one in pairs[plan.category])
            for plan in plans
        },
        entitled={
            plan.category: tuple(
                float(entitled_mentors(plan.reward, known(facts, plan.category), one))
                for one in pairs[plan.category]
            )
            for plan in plans
        },
        gains=tuple(benefits(scenario, facts, pairs, base)),
        numbers=base,
    )


def _flows(
    scenario: Scenario, facts: CompanyFacts, pairs: Cohorts, value: Values
) -> Iterator[CashFlow]:
    yield from cost_flows(scenario, facts, pairs, value)
    yield from benefit_flows(scenario, facts, pairs, value)


def _pairs(scenario: Scenario, value: Values, answered: Responses) -> Cohorts:
    return {
        plan.category: cohorts(plan, value, answered[plan.category]) for plan in scenario.categories
    }


def _by_year(flows: Sequence[CashFlow], side: str, scenario: Scenario) -> list[Amount]:
    found: list[Amount] = [0] * scenario.years
    for one in flows:
        if one.side == side:
            found[one.year] = found[one.year] + one.amount
    return found


def _present(by_year: Sequence[Amount], scenario: Scenario) -> Amount:
    return sum(
        amount * (1 + scenario.discount_rate) ** -(year + 0.5)
        for year, amount in enumerate(by_year)
    )


def _npv(scenario: Scenario, facts: CompanyFacts, answered: Responses, value: Values) -> Amount:
    flows = list(_flows(scenario, facts, _pairs(scenario, value, answered), value))
    return _present(_by_year(flows, GAIN, scenario), scenario) - _present(
        _by_year(flows, COST, scenario), scenario
    )


def _figures(
    cost: Sequence[Amount], gain: Sequence[Amount], scenario: Scenario
) -> dict[str, Amount]:
    """The figures by name; those that are not defined are left out."""
    spent, returned = sum(cost), sum(gain)
    now_spent, now_returned = _present(cost, scenario), _present(gain, scenario)
    found = {
        "net": returned - spent,
        "npv": now_returned - now_spent,
        "cost": spent,
        "gain": returned,
    }
    if not np.all(spent > 0):
        return found
    found |= {"roi": (returned - spent) / spent, "bcr": now_returned / now_spent}
    months = payback_months(cost, gain)
    if np.any(np.isfinite(months)):
        found["payback_months"] = np.minimum(months, 12.0 * scenario.years)
    return found


def _at_base(flows: Sequence[CashFlow], scenario: Scenario) -> dict[str, float | None]:
    found = _figures(_by_year(flows, COST, scenario), _by_year(flows, GAIN, scenario), scenario)
    return {
        name: float(found[name]) if name in found else None
        for name in ("net", "npv", "cost", "gain", "roi", "bcr", "payback_months")
    }


def _replacement(scenario: Scenario, facts: CompanyFacts, pairs: Cohorts, value: Values) -> Amount:
    """What the hours of the mentors would have cost from outside."""
    total: Amount = 0.0
    for plan in scenario.categories:
        about = facts.categories.get(plan.category)
        rate = value[
            f"outside_rate:{plan.category}" if about and about.outside_rate else "outside_rate"
        ]
        total = total + sum(one.started for one in pairs[plan.category]) * plan.hours * rate
    return total


def _tax_faults(scenario: Scenario, employer: Employer) -> Iterator[Fault]:
    """A first year that is not known, rewards that need a rate which is not known of it, and later
    years of which the rates that the rewards need are not.
    """
    try:
        tax_rules(scenario.tax_profile, scenario.tax_year)
        free_space(tax_rules_of_year(scenario, 0, employer), 0.0)
    except TaxError as error:
        yield Fault("tax_year", error.text, error.values)
        return
    if scenario.tax_profile == NO_RULES:
        return
    for plan in scenario.categories:
        try:
            for name in rates_for_plan(plan, employer):
                tax_rules_of_year(scenario, 0, employer).rate(name)
        except TaxError as error:
            yield Fault(f"categories.{plan.category}.reward.form", error.text, error.values)
    missing: dict[tuple[str, ...], list[int]] = {}
    for year in range(1, scenario.years):
        tax = tax_rules_of_year(scenario, year, employer)
        names = dict.fromkeys(
            IN_SHORT[name]
            for name in rates_for_scenario(scenario, employer)
            if name not in tax.rates
        )
        if names:
            missing.setdefault(tuple(names), []).append(tax.year)
    for names, years in missing.items():
        yield Fault("later_years", NOT_PUBLISHED, {"years": year_list(years), "rates": names})
