"""The verdict on what a plan would return, by the rules for what mentoring returned so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from metrics.evaluate import Reason, Verdict
from metrics.evaluate.verdict import CANNOT_TELL, HOLDS, LEANS
from metrics.i18n import N_
from metrics.rewards.benefits import Benefit
from metrics.rewards.inputs import EXITS, OWN, SCORE, measured_effect
from metrics.rewards.notes import NOT_MEASURED
from metrics.rewards.scenario import Scenario
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import MeasuredEffect
from metrics.value.return_verdict import JudgedEffect, judge_money

EFFECTS = {EXITS: N_("Retention"), SCORE: N_("Performance"), OWN: N_("The category's own outcome")}
BREAK_EVEN = N_("The range includes the point at which the plan just pays for itself.")
NOTHING_MEASURED = N_("No effect could be measured, so nothing is counted as return.")


def effects_behind(gains: Iterable[Benefit], facts: CompanyFacts) -> dict[str, JudgedEffect]:
    """Return the measured effects that the gains are made of, by the name of their number."""
    effects = {}
    for name in dict.fromkeys(gain.number for gain in gains):
        kind, _colon, category = name.partition(":")
        measured = measured_effect(facts, category, kind) if kind in EFFECTS else None
        if measured:
            ends = MeasuredEffect(name, measured)
            sure = ends.low > 0 or ends.high < 0
            effects[name] = JudgedEffect(EFFECTS[kind], measured.verdict, sure, category)
    return effects


def plan_verdict(
    scenario: Scenario,
    effects: Mapping[str, JudgedEffect],
    *,
    gains: bool,
    pays: float,
    pays_without: float,
) -> Verdict | None:
    """Return the verdict on a plan; None for one without a category.

    `effects` are those of `effects_behind`, `pays` and `pays_without` as in `judge_money`. CANNOT
    TELL where nothing is counted as return (`gains` is False): what was not measured is not zero.
    LEANS at best where effects are published by others or judged.
    """
    if not scenario.categories:
        return None
    if not gains:
        return Verdict(CANNOT_TELL, (Reason("effect", "none", NOTHING_MEASURED),))
    found = judge_money(effects, pays=pays, pays_without=pays_without, break_even=BREAK_EVEN)
    elsewhere = tuple(_measured_elsewhere(scenario))
    if not elsewhere:
        return found
    return Verdict(LEANS if found.word == HOLDS else found.word, (*found.reasons, *elsewhere))


def _measured_elsewhere(scenario: Scenario) -> Iterator[Reason]:
    """Yield a reason for each category whose effects were not measured in this company."""
    for plan in scenario.categories:
        if plan.effect in NOT_MEASURED:
            text = NOT_MEASURED[plan.effect]
            yield Reason("source", plan.effect, text, {"category": plan.category})
