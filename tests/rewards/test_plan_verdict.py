"""A plan is judged by the verdicts on the effects that it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.evaluate.verdict import CANNOT_TELL, CONTRADICTED, HOLDS, LEANS
from metrics.rewards import Scenario
from metrics.rewards.model import appraise, do_nothing
from metrics.value.draws import EffectEstimate
from tests.rewards.round_company import ASSUMPTIONS, FACTS, SALES, plan

SURE = {"se": 0.001, "df": 30}


def judged(exits: str = HOLDS, score: str = HOLDS, *, effect: str = "measured", size: float = 1.0):
    """Return the plan of the round company; `size` times its effect on exits."""
    sales = replace(
        SALES,
        exits=EffectEstimate(0.05 * size, verdict=exits, **SURE),
        score=EffectEstimate(0.25, verdict=score, **SURE),
    )
    facts = replace(FACTS, categories={**FACTS.categories, "sales": sales})
    scenario = Scenario("one", (plan(pairings=40, effect=effect),), years=2, draws=500)
    return appraise(scenario, facts, ASSUMPTIONS)


def checks(appraisal):
    return [reason.check for reason in appraisal.verdict.reasons]


def test_a_plan_on_two_sound_effects_holds():
    found = judged()
    assert found.pays > 0.95
    assert (found.verdict.word, found.odds) == (HOLDS, found.pays)


def test_a_plan_that_needs_a_contradicted_effect_is_contradicted_and_has_no_odds():
    found = judged(CONTRADICTED, CONTRADICTED)
    assert found.pays > 0.95
    assert (found.verdict.word, checks(found)) == (CONTRADICTED, ["exits:sales", "score:sales"])
    assert found.contradicted and found.odds is None


def test_a_plan_that_pays_without_the_contradicted_effect_leans():
    found = judged(score=CONTRADICTED, size=10)
    assert (found.verdict.word, checks(found)) == (LEANS, ["score:sales"])
    assert judged(exits=CONTRADICTED, size=10).verdict.word == CONTRADICTED


@pytest.mark.parametrize("source", ["published", "judgement"])
def test_a_plan_on_effects_measured_elsewhere_leans_at_best(source):
    found = judged(effect=source)
    if found.verdict.word != CANNOT_TELL:
        assert found.verdict.word == LEANS
    assert checks(found)[-1] == source


def test_where_nothing_was_measured_it_cannot_be_told_what_a_plan_returns():
    bare = replace(FACTS, categories={})
    scenario = Scenario("one", (plan(),), years=1, draws=100)
    found = appraise(scenario, bare, ASSUMPTIONS)
    assert found.pays == 0
    assert (found.verdict.word, checks(found)) == (CANNOT_TELL, ["none"])


def test_doing_nothing_is_not_judged():
    scenario = do_nothing(Scenario("one", (plan(),), years=1, draws=100))
    assert appraise(scenario, FACTS, ASSUMPTIONS).verdict is None


def test_effects_saved_before_there_were_verdicts_are_not_doubted():
    assert judged("", "").verdict.word == HOLDS
