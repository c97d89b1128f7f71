"""What a plan returns: the source of an effect, its substitute, and how it is counted
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
from tests.rewards.round_company import ASSUMPTIONS, FACTS, SALES, cent, plan, scenario


def test_in_the_conservative_case_each_year_counts_the_pairings_that_start_in_it():
    # Three years cost three times one, and each brings the first year of its own ten pairings.
    one, three = (
        appraise(scenario(conservative=True, years=years), FACTS, ASSUMPTIONS) for years in (1, 3)
    )
    assert three.base["cost"] == cent(3 * one.base["cost"]) and three.base["gain"] == cent(
        3 * one.base["gain"]
    )
    assert (EACH_FIRST_YEAR, {"n": 3}) in three.notes
    assert EACH_FIRST_YEAR not in [text for text, _ in one.notes]


def test_a_published_effect_is_the_share_of_leavers_it_keeps_and_better_work():
    # 10 x (0.12 x (1 - 0.85) x 0.33 + 0.075 x 0.4) x 40,000; a published gain is in work done, not
    # in review scores
    appraisal = appraise(scenario(plan(effect="published")), FACTS, ASSUMPTIONS)
    assert appraisal.base["gain"] == cent(2_376 + 12_000)
    assert (NOT_MEASURED["published"], {"category": "sales"}) in appraisal.notes


def test_the_categorys_own_outcome_replaces_review_scores():
    own = replace(SALES, own_outcome=EffectEstimate(3_000, 0.0, 20))
    appraisal = appraise(scenario(), replace(FACTS, categories={"sales": own}), ASSUMPTIONS)
    assert {line.name: line.base for line in appraisal.lines if line.side == GAIN} == {
        "exits_avoided": cent(6_600),
        "own_outcome": cent(30_000),
    }


def test_a_category_without_its_own_effect_takes_the_companys_and_says_so():
    facts = replace(FACTS, categories={**FACTS.categories, "sales": replace(SALES, exits=None)})
    appraisal = appraise(scenario(), facts, ASSUMPTIONS)
    assert (STANDS_IN[EXITS], {"category": "sales"}) in appraisal.notes
    assert appraisal.base["gain"] == cent(10 * (0.04 * 0.33 * 40_000 + 1_600))
    careful = appraise(scenario(conservative=True), facts, ASSUMPTIONS)
    assert (NO_EFFECT[EXITS], {"category": "sales"}) in careful.notes
    assert careful.base["gain"] == cent(16_000)


def test_without_any_measured_effect_nothing_is_gained_and_a_note_says_why():
    untold = replace(SALES, exits=None, score=None)
    appraisal = appraise(scenario(), replace(FACTS, categories={"sales": untold}), ASSUMPTIONS)
    assert appraisal.base["gain"] == 0
    assert [text for text, _ in appraisal.notes] == list(NO_EFFECT.values())


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
def test_the_conservative_case_never_gains_more(exits, score, effect, reward, years, rate):
    facts = replace(
        FACTS, categories={"": replace(SALES, exits=exits), "sales": replace(SALES, score=score)}
    )
    usual = scenario(
        replace(plan(effect=effect), reward=reward),
        years=years,
        discount_rate=rate,
        later_years="held",
    )
    assumptions = load_assumptions()
    normal, careful = (
        appraise(replace(usual, conservative=flag), facts, assumptions) for flag in (False, True)
    )
    assert careful.base["net"] <= normal.base["net"] + 1e-6
    assert careful.base["npv"] <= normal.base["npv"] + 1e-6
    assert careful.base["cost"] == pytest.approx(normal.base["cost"])
    assert (CAUTIOUS, {}) in careful.notes


def test_a_conservative_gain_is_the_effects_lower_bound_and_zero_where_that_is_a_loss():
    # t(0.975, 30) = 2.0423: 0.05 - 2.0423 x 0.01 = 0.029577; 0.25 - 2.0423 x 0.2 is below zero
    shaky = replace(
        SALES, exits=EffectEstimate(0.05, 0.01, 30), score=EffectEstimate(0.25, 0.2, 30)
    )
    appraisal = appraise(
        scenario(conservative=True), replace(FACTS, categories={"sales": shaky}), ASSUMPTIONS
    )
    assert appraisal.base["gain"] == pytest.approx(10 * 0.029577 * 0.33 * 40_000, abs=0.2)
