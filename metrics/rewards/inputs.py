"""Every uncertain number of a scenario: assumptions, measured effects, responses to rewards.

Each has a name, a low, a base and a high value, and can be drawn (`metrics.value.draws`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.rewards.scenario import CategoryPlan, Scenario
from metrics.value.assumptions import Assumption, default_assumptions
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import MOST_DF, EffectEstimate, MeasuredEffect, UncertainNumber

EXITS = "exits"
SCORE = "score"
OWN = "own"
RESPONSE_SE = 1 / 1.959963984540054  # so that 95 % of a measured response lies between -1 and 1
NEUTRAL = {  # where an effect that is not measured does nothing
    "published_exit_ratio": 1.0,
    "judged_exit_ratio": 1.0,
    "published_score_gain": 0.0,
    "judged_score_gain": 0.0,
}


@dataclass(frozen=True)
class ChangedAssumption:
    """An assumption that is not as shipped: both, for the list of what a company changed."""

    shipped: Assumption
    now: Assumption


def assumptions_in_force(
    scenario: Scenario, assumptions: Mapping[str, Assumption]
) -> dict[str, Assumption]:
    """Return the company's assumptions with the scenario's own on top.

    Names that do not exist are left out; they are a fault of the scenario (`appraisal_faults`).
    """
    changed = {
        name: replace(
            assumptions[name],
            low=low,
            base=base,
            high=high,
            grade="judgement",
            source=scenario.name,
        )
        for name, low, base, high in scenario.assumptions
        if name in assumptions
    }
    return {**assumptions, **changed}


def changed_assumptions(assumptions: Mapping[str, Assumption]) -> tuple[ChangedAssumption, ...]:
    """Return the assumptions whose numbers are not those shipped, in order of their names."""
    return tuple(
        ChangedAssumption(default, assumptions[name])
        for name, default in sorted(default_assumptions().items())
        if (assumptions[name].low, assumptions[name].base, assumptions[name].high)
        != (default.low, default.base, default.high)
    )


def uncertain_numbers(
    scenario: Scenario, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> dict[str, UncertainNumber]:
    """Return all numbers by name; in the conservative case effects stand at their cautious end.

    The names are those of the assumptions; `exits:`, `score:` and `own:` with a category ("" for
    the company) for a measured effect; `outside_rate:` with a category that has its own rate; and
    `response:` with a category for where the response to its reward lies between its ends (-1 low,
    0 base, 1 high).
    """
    numbers: dict[str, UncertainNumber] = {**assumptions_in_force(scenario, assumptions)}
    for category, measured in facts.categories.items():
        for kind, effect in (
            (EXITS, measured.exits),
            (SCORE, measured.score),
            (OWN, measured.own_outcome),
        ):
            if effect:
                numbers[f"{kind}:{category}"] = MeasuredEffect(f"{kind}:{category}", effect)
        if measured.outside_rate:
            name = f"outside_rate:{category}"
            numbers[name] = _between(name, *measured.outside_rate)
    for plan in scenario.categories:
        numbers[f"response:{plan.category}"] = _response(plan, facts)
    if scenario.conservative:
        return {name: _cautious(number) for name, number in numbers.items()}
    return numbers


def effect_source(
    plan: CategoryPlan, facts: CompanyFacts, kind: str, *, conservative: bool = False
) -> str:
    """Return the name of the number that holds the plan's effect of that kind; empty without one.

    `kind` is EXITS, SCORE or OWN. A category whose own effect cannot be determined takes that of
    the company; in the conservative case only if that is a loss.
    """
    if plan.effect in ("published", "judgement"):
        prefix = "published" if plan.effect == "published" else "judged"
        return {EXITS: f"{prefix}_exit_ratio", SCORE: f"{prefix}_score_gain", OWN: ""}[kind]
    own = measured_effect(facts, plan.category, kind)
    company = measured_effect(facts, "", kind)
    if plan.effect == "measured" and own:
        return f"{kind}:{plan.category}"
    if kind == OWN or not company:
        return ""
    if plan.effect == "measured" and conservative and company.estimate > 0:
        return ""
    return f"{kind}:"


def is_measured(facts: CompanyFacts, category: str) -> bool:
    """Return whether any effect of that category, or else of the company, was measured."""
    return any(
        measured_effect(facts, name, kind)
        for name in (category, "")
        for kind in (EXITS, SCORE, OWN)
    )


def measured_effect(facts: CompanyFacts, category: str, kind: str) -> EffectEstimate | None:
    """Return the effect of that kind as measured in the category; None where it was not."""
    measured = facts.categories.get(category)
    if measured is None:
        return None
    return {EXITS: measured.exits, SCORE: measured.score, OWN: measured.own_outcome}[kind]


def _response(plan: CategoryPlan, facts: CompanyFacts) -> UncertainNumber:
    """Return where the response lies between its ends.

    Where it was measured, a normal distribution with 95 % of its mass between the ends.
    """
    name = f"response:{plan.category}"
    offer = facts.offers.find(plan.reward.form, plan.reward.amount)
    if offer and (offer.acceptance.ratio or offer.completion.ratio):
        return MeasuredEffect(name, EffectEstimate(0.0, RESPONSE_SE, MOST_DF))
    return _between(name, -1.0, 0.0, 1.0)


def _between(name: str, low: float, base: float, high: float) -> Assumption:
    return Assumption(name, "", "", low, base, high, grade="judgement", source="")


def _cautious(number: UncertainNumber) -> UncertainNumber:
    """Return an effect at its lower bound, or at zero where that bound is a loss.

    It is never better than its estimate. Numbers that are not effects stay as they are.
    """
    if isinstance(number, MeasuredEffect) and not number.name.startswith("response:"):
        at = min(number.base, max(number.low, 0.0))
    elif number.name in NEUTRAL:
        ratio = number.name.endswith("_ratio")
        at = max(number.base, 1.0) if ratio else min(number.base, 0.0)
    else:
        return number
    return _between(number.name, at, at, at)
