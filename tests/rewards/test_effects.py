"""What a plan returns: where an effect comes from, what stands in for it, and how it is counted
cautiously."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.rewards import RewardPlan
from metrics.rewards.appraisal import GAIN
from metrics.rewards.inputs import EXITS
from metrics.rewards.model import appraise
from metrics.rewards.notes import CAUTIOUS, EACH_FIRST_YEAR, NO_EFFECT, NOT_MEASURED, STANDS_IN
from metrics.value import load_assumptions
from metrics.value.draws import EffectEstimate
from tests.rewards.round_company import FACTS, OF, SALES, cent, plan, scenario


def test_cautious_years_each_count_the_pairings_that_start_in_them():
    # Three years cost three times one, and each brings the first year of its own ten pairings.
    one, three = (appraise(scenario(conservative=True, years=years), FACTS, OF) for years in (1, 3))
    assert three.base["cost"] == cent(3 * one.base["cost"]) and three.base["gain"] == cent(
        3 * one.base["gain"]
    )
    assert (EACH_FIRST_YEAR, {"n": 3}) in three.notes
    assert EACH_FIRST_YEAR not in [text for text, _ in one.notes]


def test_an_effect_that_others_published_is_the_share_of_leavers_it_keeps_and_work_done_better():
    # 10 x (0.12 x (1 - 0.85) x 0.33 + 0.075 x 0.4) x 40,000; a published gain is in work done, not
    # in review scores
    found = appraise(scenario(plan(effect="published")), FACTS, OF)
    assert found.base["gain"] == cent(2_376 + 12_000)
    assert (NOT_MEASURED["published"], {"category": "sales"}) in found.notes


def test_the_categorys_own_outcome_takes_the_place_of_review_scores():
    own = replace(SALES, own_outcome=EffectEstimate(3_000, 0.0, 20))
    found = appraise(scenario(), replace(FACTS, categories={"sales": own}), OF)
    assert {line.name: line.base for line in found.lines if line.side == GAIN} == {
        "exits_avoided": cent(6_600),
        "own_outcome": cent(30_000),
    }


def test_an_effect_untold_in_the_category_is_that_of_the_company_and_says_so():
    facts = replace(FACTS, categories={**FACTS.categories, "sales": replace(SALES, exits=None)})
    found = appraise(scenario(), facts, OF)
    assert (STANDS_IN[EXITS], {"category": "sales"}) in found.notes
    assert found.base["gain"] == cent(10 * (0.04 * 0.33 * 40_000 + 1_600))
    careful = appraise(scenario(conservative=True), facts, OF)
    assert (NO_EFFECT[EXITS], {"category": "sales"}) in careful.notes
    assert careful.base["gain"] == cent(16_000)


def test_without_any_measured_effect_nothing_is_gained_and_a_note_says_why():
    untold = replace(SALES, exits=None, score=None)
    found = appraise(scenario(), replace(FACTS, categories={"sales": untold}), OF)
    assert found.base["gain"] == 0
    assert [text for text, _ in found.notes] == list(NO_EFFECT.values())


EFFECTS = st.builds(EffectEstimate, st.floats(-0.3, 0.3), st.floats(0, 0.2), st.floats(2, 80))
REWARDS = st.sampled_from(
    [
        RewardPlan(),
        RewardPlan("cash", 50),
        RewardPlan("cash", 2_000, years_before=2),
        RewardPlan("recognition"),
        RewardPlan("training", 800, when="yearly"),
    ]
)


@given(
    EFFECTS,
    EFFECTS,
    st.sampled_from(["measured", "company", "published", "judgement"]),
    REWARDS,
    st.integers(1, 3),
    st.floats(0, 0.3),
)
def test_counting_cautiously_never_gives_more(exits, score, effect, reward, years, rate):
    facts = replace(
        FACTS, categories={"": replace(SALES, exits=exits), "sales": replace(SALES, score=score)}
    )
    usual = scenario(
        replace(plan(effect=effect), reward=reward),
        years=years,
        discount_rate=rate,
        later_years="held",
    )
    of = load_assumptions()
    normal, careful = (
        appraise(replace(usual, conservative=flag), facts, of) for flag in (False, True)
    )
    assert careful.base["net"] <= normal.base["net"] + 1e-6
    assert careful.base["npv"] <= normal.base["npv"] + 1e-6
    assert careful.base["cost"] == pytest.approx(normal.base["cost"])
    assert (CAUTIOUS, {}) in careful.notes


def test_a_cautious_gain_is_the_effects_lower_bound_and_nothing_where_that_is_a_loss():
    # t(0.975, 30) = 2.0423: 0.05 - 2.0423 x 0.01 = 0.029577; 0.25 - 2.0423 x 0.2 is below zero
    shaky = replace(
        SALES, exits=EffectEstimate(0.05, 0.01, 30), score=EffectEstimate(0.25, 0.2, 30)
    )
    found = appraise(scenario(conservative=True), replace(FACTS, categories={"sales": shaky}), OF)
    assert found.base["gain"] == pytest.approx(10 * 0.029577 * 0.33 * 40_000, abs=0.2)
