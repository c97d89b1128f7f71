"""The reward model: scenario and facts -> Appraisal.

The one place where cost, gain, tax, response and uncertainty meet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from metrics.rewards.appraisal import COST, GAIN, Appraisal, MoneyLine
from metrics.rewards.benefits import Benefit, benefit_flows, benefits
from metrics.rewards.cash_flows import CashFlow, Cohorts, Responses, cohorts, responses
from metrics.rewards.costs import cost_flows, entitled_mentors
from metrics.rewards.faults import appraisal_faults
from metrics.rewards.inputs import EXITS, OWN, SCORE, assumptions_in_force, uncertain_numbers
from metrics.rewards.notes import INTANGIBLES, appraisal_notes
from metrics.rewards.plan_verdict import effects_behind, plan_verdict
from metrics.rewards.scenario import Scenario, ScenarioError
from metrics.rewards.tax_terms import discount_factor
from metrics.rewards.uncertainty import (
    larger_pilot_value,
    payback_months,
    perfect_information_value,
    quantiles_of_each,
    tornado_bars,
)
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Amount, Draws, UncertainNumber, Values

NOTHING = "nothing"
FIGURES = ("net", "npv", "cost", "gain", "roi", "bcr", "payback_months")


def do_nothing(scenario: Scenario) -> Scenario:
    """Return the scenario to compare all others with: the same years without cost and gain."""
    return replace(scenario, name=NOTHING, categories=(), one_offs=0.0)


def appraise(
    scenario: Scenario, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> Appraisal:
    """Return what the scenario costs and returns, at base and over its seeded draws.

    All amounts of a year count in its middle: the discount factor of year k (0 is the first) is
    (1 + rate)^-(k + ½). `net`, `cost` and `gain` are not discounted, nor is ROI = net / cost
    (Phillips); NPV and BCR = gain / cost are, of present values. ROI and BCR are None without cost.
    Payback: see `payback_months`; draws that do not pay back within the years count as the end of
    the last one, and where none does it is None. The same scenario, facts and assumptions give the
    same figures to 1e-9. Raise ScenarioError with every fault.
    """
    model = _Model.checked(scenario, facts, assumptions)
    drawn = Draws(model.numbers, seed=scenario.seed, n=scenario.draws)
    pairs = model.pairs(drawn)
    flows = model.flows(drawn, pairs)
    used = tuple(drawn)
    base = model.base_values()
    base_pairs = model.pairs(base)
    base_flows = model.flows(base, base_pairs)

    figures = model.figures(flows)
    quantiles = dict(zip(figures, quantiles_of_each(list(figures.values())), strict=True))
    npv = np.broadcast_to(figures["npv"], (scenario.draws,))
    base_figures = model.figures(base_flows)
    effects = [
        drawn[name] for name in used if name.startswith((f"{EXITS}:", f"{SCORE}:", f"{OWN}:"))
    ]
    gains = tuple(benefits(scenario, facts, base_pairs, base))
    effects_used = effects_behind(gains, facts)
    doubted = {name for name, effect in effects_used.items() if effect.doubted}
    sure_npv = npv - model.present_gain(drawn, pairs, doubted) if doubted else npv
    return Appraisal(
        scenario=scenario,
        lines=_lines(flows, base_flows),
        base={
            name: float(base_figures[name]) if name in base_figures else None for name in FIGURES
        },
        net=quantiles["net"],
        npv=quantiles["npv"],
        cost=quantiles["cost"],
        gain=quantiles["gain"],
        roi=quantiles.get("roi"),
        bcr=quantiles.get("bcr"),
        payback_months=quantiles.get("payback_months"),
        pays=float(np.mean(npv > 0)),
        evpi=perfect_information_value(npv),
        swings=tornado_bars(model.numbers, used, model.npv),
        replacement=quantiles_of_each([model.replacement(drawn, pairs)])[0],
        notes=tuple(appraisal_notes(scenario, facts, base_flows, base_pairs, base)),
        intangibles=INTANGIBLES if scenario.categories else (),
        evsi=larger_pilot_value(npv, effects),
        expected=float(np.mean(npv)),
        verdict=plan_verdict(
            scenario,
            effects_used,
            gains=bool(gains),
            pays=float(np.mean(npv > 0)),
            pays_without=float(np.mean(sure_npv > 0)),
        ),
    )


@dataclass(frozen=True)
class Workings:
    """How the figures at base come about, for a workbook that computes them again.

    `started` and `entitled`: pairings that start and mentors who get the reward in each year, by
    category. `gains`: see `Benefit`. `numbers`: every number at its base, by name.
    """

    started: Mapping[str, tuple[float, ...]]
    entitled: Mapping[str, tuple[float, ...]]
    gains: tuple[Benefit, ...]
    numbers: Mapping[str, float]


def workings(
    scenario: Scenario, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> Workings:
    """Return the workings of the scenario; raise ScenarioError with every fault."""
    model = _Model.checked(scenario, facts, assumptions)
    base = model.base_values()
    pairs = model.pairs(base)
    started = {}
    entitled = {}
    for plan in scenario.categories:
        years = pairs[plan.category]
        measured = facts.for_category(plan.category)
        started[plan.category] = tuple(float(cohort.started) for cohort in years)
        entitled[plan.category] = tuple(
            float(entitled_mentors(plan.reward, measured, cohort)) for cohort in years
        )
    gains = tuple(benefits(scenario, facts, pairs, base))
    return Workings(started, entitled, gains, base)


@dataclass(frozen=True)
class _Model:
    """A scenario without faults, with the facts, its numbers and the responses to its rewards."""

    scenario: Scenario
    facts: CompanyFacts
    numbers: Mapping[str, UncertainNumber]
    responses: Responses

    @classmethod
    def checked(
        cls, scenario: Scenario, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
    ) -> _Model:
        """Return the model; raise ScenarioError with every fault of the scenario."""
        if faults := appraisal_faults(scenario, assumptions, facts.employer):
            raise ScenarioError(faults)
        answers = responses(scenario, facts, assumptions_in_force(scenario, assumptions))
        return cls(scenario, facts, uncertain_numbers(scenario, facts, assumptions), answers)

    def base_values(self) -> dict[str, float]:
        """Return every number at its base."""
        return {name: number.base for name, number in self.numbers.items()}

    def pairs(self, values: Values) -> Cohorts:
        """Return the cohorts by category."""
        return {
            plan.category: cohorts(plan, values, self.responses[plan.category])
            for plan in self.scenario.categories
        }

    def flows(self, values: Values, pairs: Cohorts) -> list[CashFlow]:
        """Return all costs, then all benefits."""
        return [
            *cost_flows(self.scenario, self.facts, pairs, values),
            *benefit_flows(self.scenario, self.facts, pairs, values),
        ]

    def npv(self, values: Values) -> Amount:
        """Return the net present value."""
        flows = self.flows(values, self.pairs(values))
        return self.present_value(self.by_year(flows, GAIN)) - self.present_value(
            self.by_year(flows, COST)
        )

    def present_gain(self, values: Values, pairs: Cohorts, names: Collection[str]) -> Amount:
        """Return the present value of what the effects of those names return."""
        made: Amount = 0.0
        for gain in benefits(self.scenario, self.facts, pairs, values):
            if gain.number in names:
                made = made + self.present_value(tuple(gain.by_year()))
        return made

    def by_year(self, flows: Iterable[CashFlow], side: str) -> list[Amount]:
        """Return the euros of one side in each year."""
        amounts: list[Amount] = [0] * self.scenario.years
        for flow in flows:
            if flow.side == side:
                amounts[flow.year] = amounts[flow.year] + flow.amount
        return amounts

    def present_value(self, by_year: Sequence[Amount]) -> Amount:
        """Return the sum of the years in euros of today."""
        return sum(
            amount * discount_factor(self.scenario, year) for year, amount in enumerate(by_year)
        )

    def figures(self, flows: Sequence[CashFlow]) -> dict[str, Amount]:
        """Return the figures by name (FIGURES); those that are undefined are left out."""
        cost = self.by_year(flows, COST)
        gain = self.by_year(flows, GAIN)
        spent = sum(cost)
        returned = sum(gain)
        present_cost = self.present_value(cost)
        present_gain = self.present_value(gain)
        figures: dict[str, Amount] = {
            "net": returned - spent,
            "npv": present_gain - present_cost,
            "cost": spent,
            "gain": returned,
        }
        if not np.all(spent > 0):
            return figures
        figures["roi"] = (returned - spent) / spent
        figures["bcr"] = present_gain / present_cost
        months = payback_months(cost, gain)
        if np.any(np.isfinite(months)):
            figures["payback_months"] = np.minimum(months, 12.0 * self.scenario.years)
        return figures

    def replacement(self, values: Values, pairs: Cohorts) -> Amount:
        """Return what the hours of the mentors would have cost from outside."""
        total: Amount = 0.0
        for plan in self.scenario.categories:
            measured = self.facts.categories.get(plan.category)
            own = f"outside_rate:{plan.category}"
            rate = values[own if measured and measured.outside_rate else "outside_rate"]
            started = sum(cohort.started for cohort in pairs[plan.category])
            total = total + started * plan.hours * rate
        return total


def _lines(flows: Sequence[CashFlow], base_flows: Sequence[CashFlow]) -> tuple[MoneyLine, ...]:
    """Return the lines of money: the same flows drawn and at base."""
    drawn = quantiles_of_each([flow.amount for flow in flows])
    return tuple(
        MoneyLine(
            flow.name,
            flow.category,
            flow.side,
            flow.kind,
            flow.year,
            base=float(base.amount),
            quantiles=quantiles,
        )
        for flow, base, quantiles in zip(flows, base_flows, drawn, strict=True)
    )
