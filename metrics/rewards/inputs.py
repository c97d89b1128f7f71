"""Every number that a scenario rests on and that is not certain: assumptions, measured effects,
response to a reward.

Each has a name, a low, a base and a high end, and can be drawn. A number's draws depend on the seed
and its own name only, so two scenarios with one seed share them and their difference is not noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from metrics.i18n import N_
from metrics.rewards.scenario import CategoryPlan, Fault, Scenario
from metrics.value.assumptions import Assumption, default_assumptions
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import MOST_DF, EffectEstimate, MeasuredEffect, UncertainNumber

EXITS, SCORE, OWN = "exits", "score", "own"
RESPONSE_SE = 1 / 1.959963984540054  # so that 95 % of a measured response lies between -1 and 1
NO_EFFECT = {  # where an unmeasured effect does nothing
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
    """The company's assumptions with the scenario's own on top; names that do not exist are left
    out (`unknown_assumptions`).
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


def unknown_assumptions(
    scenario: Scenario, assumptions: Mapping[str, Assumption]
) -> tuple[Fault, ...]:
    """A fault for each of the scenario's assumptions that does not exist."""
    return tuple(
        Fault(
            f"assumptions.{name}",
            N_("Unknown assumption '{name}'. The assumptions are: {known}."),
            {"name": name, "known": ", ".join(sorted(assumptions))},
        )
        for name, *_ in scenario.assumptions
        if name not in assumptions
    )


def changed_assumptions(assumptions: Mapping[str, Assumption]) -> tuple[ChangedAssumption, ...]:
    """The assumptions whose numbers are not those the product ships, in order of their names."""
    return tuple(
        ChangedAssumption(default, assumptions[name])
        for name, default in sorted(default_assumptions().items())
        if (assumptions[name].low, assumptions[name].base, assumptions[name].high)
        != (default.low, default.base, default.high)
    )


def known(facts: CompanyFacts, category: str) -> CategoryFacts:
    """What is known of a category; of the company where it never ran, and the mean pay where
    nothing ever ran.
    """
    nothing = CategoryFacts(
        category,
        pairings=0,
        mentors=0,
        hours_per_pairing=0.0,
        completion=1.0,
        mentor_pay=facts.mean_pay,
        mentee_pay=facts.mean_pay,
    )
    return facts.categories.get(category) or facts.categories.get("") or nothing


def uncertain_numbers(
    scenario: Scenario, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> dict[str, UncertainNumber]:
    """All numbers by name; in conservative mode the effects stand still at their cautious end.

    The names are those of the assumptions, `exits:`, `score:` and `own:` with a category ("" for
    the company) for what was measured, `outside_rate:` with a category that has a rate of its own,
    and `response:` with a category for where the response to its reward lies between its ends (-1
    low, 0 base, 1 high).
    """
    found: dict[str, UncertainNumber] = dict(assumptions_in_force(scenario, assumptions))
    for category, one in facts.categories.items():
        for kind, effect in ((EXITS, one.exits), (SCORE, one.score), (OWN, one.own_outcome)):
            if effect:
                found[f"{kind}:{category}"] = MeasuredEffect(f"{kind}:{category}", effect)
        if one.outside_rate:
            found[f"outside_rate:{category}"] = _between(
                f"outside_rate:{category}", *one.outside_rate
            )
    for plan in scenario.categories:
        found[f"response:{plan.category}"] = _response(plan, facts)
    return {name: _cautious(one) for name, one in found.items()} if scenario.conservative else found


def effect_source(
    plan: CategoryPlan, facts: CompanyFacts, kind: str, *, conservative: bool = False
) -> str:
    """The name of the number that holds the plan's effect of that kind (EXITS, SCORE, OWN); empty
    where there is none.

    A category whose own effect cannot be told takes that of the company; in conservative mode only
    if that is a loss.
    """
    if plan.effect in ("published", "judgement"):
        prefix = "published" if plan.effect == "published" else "judged"
        return {EXITS: f"{prefix}_exit_ratio", SCORE: f"{prefix}_score_gain", OWN: ""}[kind]
    own, company = _effect(facts, plan.category, kind), _effect(facts, "", kind)
    if plan.effect == "measured" and own:
        return f"{kind}:{plan.category}"
    if kind == OWN or not company:
        return ""
    return "" if plan.effect == "measured" and conservative and company.estimate > 0 else f"{kind}:"


def is_measured(facts: CompanyFacts, category: str) -> bool:
    """Whether an effect of that category, or of the company in its place, was measured."""
    return any(
        _effect(facts, name, kind) for name in (category, "") for kind in (EXITS, SCORE, OWN)
    )


def _effect(facts: CompanyFacts, category: str, kind: str) -> EffectEstimate | None:
    one = facts.categories.get(category)
    return {EXITS: one.exits, SCORE: one.score, OWN: one.own_outcome}[kind] if one else None


def _response(plan: CategoryPlan, facts: CompanyFacts) -> UncertainNumber:
    """Where the response lies: a normal distribution with 95 % between the ends where it was
    measured.
    """
    name = f"response:{plan.category}"
    offer = facts.offers.find(plan.reward.form, plan.reward.amount)
    if offer and (offer.acceptance.ratio or offer.completion.ratio):
        return MeasuredEffect(name, EffectEstimate(0.0, RESPONSE_SE, MOST_DF))
    return _between(name, -1.0, 0.0, 1.0)


def _between(name: str, low: float, base: float, high: float) -> Assumption:
    return Assumption(name, "", "", low, base, high, grade="judgement", source="")


def _cautious(one: UncertainNumber) -> UncertainNumber:
    """An effect at its lower bound, at nothing where that is a loss, and never better than its
    estimate.
    """
    if isinstance(one, MeasuredEffect) and not one.name.startswith("response:"):
        at = min(one.base, max(one.low, 0.0))
    elif one.name in NO_EFFECT:
        at = max(one.base, 1.0) if one.name.endswith("_ratio") else min(one.base, 0.0)
    else:
        return one
    return _between(one.name, at, at, at)
