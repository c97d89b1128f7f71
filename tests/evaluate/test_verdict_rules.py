"""Each rule of the verdict, on evidence made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.catalog import catalogue
from metrics.evaluate import Check, CrossCheck, Evidence, Interval, judge, judge_alone
from metrics.evaluate.answer import NO_ESTIMATE, Answer, enough_mentees, with_direction
from metrics.evaluate.verdict import CANNOT_TELL, CONTRADICTED, HOLDS, LEANS
from metrics.evaluate.verdict_rules import NEGATIVE_CONTROLS, RULES, WEAK_CROSS_CHECKS
from metrics.scope import MENTOR, Scope

METRICS = catalogue()


def interval(low: float, high: float) -> Interval:
    middle = (low + high) / 2
    return Interval(middle, low, high, (high - low) / 4, 60.0)


def answer(low: float = 1.0, high: float = 3.0, metric: str = "retention", **changes) -> Answer:
    made = Answer(
        METRICS[metric],
        Scope(),
        "made",
        NO_ESTIMATE,
        interval(low, high),
        n_mentees=200,
        n_controls=900,
        spread=1.0,
    )
    return with_direction(replace(made, **changes))


def other(name: str = "adjusted", agrees: bool | None = True, **values) -> CrossCheck:
    return CrossCheck(name, name, interval(1, 3), "months", agrees, "", values)


def control(name: str = "negative_control", passed: bool | None = True, **values) -> Check:
    return Check(name, passed, name, values)


SOUND = Evidence(answer(), cross_checks=(other(),), sensitivity=(control(), control("early_exits")))


def judged(evidence: Evidence) -> tuple[str, tuple[str, ...]]:
    verdict = judge(evidence)
    assert verdict is not None
    return verdict.word, tuple(reason.check for reason in verdict.reasons)


def test_an_answer_that_everything_supports_holds_without_a_reason():
    assert judged(SOUND) == (HOLDS, ())


def test_too_few_people_cannot_tell_whatever_the_checks_say():
    few = enough_mentees(4, 10)
    untold = answer(checks=(few,), estimate=None)
    assert judged(replace(SOUND, answer=untold)) == (CANNOT_TELL, (few.name,))


def test_a_wide_interval_around_zero_cannot_tell_and_needs_no_evidence():
    wide = answer(-2, 3)
    assert judged(replace(SOUND, answer=wide)) == (CANNOT_TELL, ("estimate",))
    assert judge_alone(wide) == judge(replace(SOUND, answer=wide))
    assert judge_alone(answer()) is None


@pytest.mark.parametrize(("metric", "worth"), [("retention", 1.0), ("performance", 0.2)])
def test_a_narrow_interval_around_zero_is_an_answer_too(metric, worth):
    narrow = answer(-0.9 * worth, 0.9 * worth, metric)
    assert judged(replace(SOUND, answer=narrow)) == (HOLDS, ())
    wider = answer(-0.9 * worth, 1.1 * worth, metric)
    assert judged(replace(SOUND, answer=wider))[0] == CANNOT_TELL


def test_a_total_has_no_verdict():
    total = replace(answer(), metric=METRICS["mentoring_hours"])
    assert judge(Evidence(total)) is None and judge_alone(total) is None


@pytest.mark.parametrize("name", ["adjusted", "later_pairing", "never_mentored", "one_to_come"])
def test_another_method_that_disagrees_contradicts(name):
    found = replace(SOUND, cross_checks=(other(), other(name, agrees=False)))
    assert judged(found) == (CONTRADICTED, (name,))


@pytest.mark.parametrize("name", WEAK_CROSS_CHECKS)
def test_a_weak_method_that_disagrees_only_makes_it_lean(name):
    found = replace(SOUND, cross_checks=(other(), other(name, agrees=False)))
    assert judged(found) == (LEANS, (name,))


@pytest.mark.parametrize("name", [one for one in NEGATIVE_CONTROLS if one != "pre_trend"])
def test_a_negative_control_that_clearly_fails_contradicts(name):
    failed = control(name, passed=False, estimate=1.0, low=0.6, high=1.4)
    assert judged(replace(SOUND, sensitivity=(control("other"), failed))) == (CONTRADICTED, (name,))


def test_one_of_several_controls_that_barely_fails_makes_it_lean():
    barely = control("placebo", passed=False, estimate=1.0, low=0.02, high=1.98)
    alone = replace(SOUND, sensitivity=(barely,))
    assert judged(alone) == (CONTRADICTED, ("placebo",))
    beside = replace(SOUND, sensitivity=(control(), control("early_exits"), barely))
    assert judged(beside) == (LEANS, ("placebo",))


@pytest.mark.parametrize("name", ["early_exits", "later_paired_exposure"])
def test_a_control_told_as_another_method_is_judged_by_its_own_interval(name):
    for ends, word in (((0.6, 1.4), CONTRADICTED), ((0.02, 1.98), LEANS)):
        failed = replace(other(name, agrees=False), estimate=interval(*ends))
        assert judged(replace(SOUND, cross_checks=(other(), failed))) == (word, (name,))


def test_diverging_before_pairing_is_a_failed_control_by_its_p_value():
    for p, word in ((0.001, CONTRADICTED), (0.04, LEANS)):
        trend = replace(other("pre_trend", agrees=False, p=p), estimate=None)
        assert judged(replace(SOUND, cross_checks=(other(), trend))) == (word, ("pre_trend",))


def test_a_trait_as_strong_as_the_strongest_key_makes_it_lean():
    for change, word in ((0.9, HOLDS), (1.0, LEANS), (5.0, LEANS)):
        trait = Check("benchmark", None, "", {"change": change, "key": "Tenure"})
        found = replace(SOUND, sensitivity=(*SOUND.sensitivity, trait))
        assert judged(found)[0] == word
        against = replace(found, answer=answer(-3, -1))
        assert judged(against)[0] == word


def test_other_sensitivity_that_fails_makes_it_lean():
    failed = Check("randomisation", False, "")
    found = replace(SOUND, sensitivity=(*SOUND.sensitivity, failed))
    assert judged(found) == (LEANS, ("randomisation",))


def test_a_difference_left_in_a_key_counts_but_chance_in_other_traits_does_not():
    others = Check("effective_others", None, "", {"n": 400.0})

    def left(name: str, size: float) -> str:
        check = Check(f"balance_{name}", False, "", {"size": size})
        return judged(replace(SOUND, overlap=(others, check)))[0]

    assert left("grade", 12.0) == LEANS
    assert (left("gender", 12.0), left("gender", 40.0)) == (HOLDS, LEANS)


@pytest.mark.parametrize("name", ["event_months", "without_trace", "scores"])
def test_poor_data_make_it_lean(name):
    found = replace(SOUND, data=(Check(name, False, ""),))
    assert judged(found) == (LEANS, (name,))


def test_exits_that_are_no_exits_cannot_tell():
    found = replace(SOUND, data=(Check("contract_renewals", False, ""),))
    assert judged(found) == (CANNOT_TELL, ("contract_renewals",))


def test_a_minority_that_could_be_compared_makes_it_lean():
    few = answer(dropped={"unmatched": 300})
    assert judged(replace(SOUND, answer=few)) == (LEANS, ("matched_share",))


def test_what_nothing_could_contradict_leans():
    unchecked = replace(SOUND, cross_checks=(), sensitivity=(control(passed=None),))
    assert judged(unchecked) == (LEANS, ("negative_controls", "cross_checks"))
    of_mentors = Evidence(answer(scope=Scope(role=MENTOR)))
    assert judged(of_mentors) == (LEANS, ("mentors",))


def test_an_interval_that_a_monthly_look_would_widen_over_zero_leans_without_a_plan():
    looked = replace(SOUND, answer=answer(sequence=interval(-0.5, 4.5)))
    assert judged(looked) == (LEANS, ("sequence",))
    assert judged(replace(looked, planned=True)) == (HOLDS, ())
    assert judged(replace(SOUND, answer=answer(sequence=interval(0.5, 3.5)))) == (HOLDS, ())


def test_the_first_rule_gives_the_word_and_every_reason_is_told():
    found = replace(
        SOUND,
        cross_checks=(other(agrees=False), other("lee_bounds", agrees=False)),
        data=(Check("scores", False, ""),),
    )
    assert judged(found) == (CONTRADICTED, ("adjusted", "lee_bounds", "scores"))


def test_every_rule_has_a_name_of_its_own_and_a_reason():
    assert len({rule.name for rule in RULES}) == len(RULES) and all(rule.why for rule in RULES)


def test_few_compared_with_covariates_count_only_where_the_wider_comparison_differs():
    def found(low: float, high: float) -> list[str]:
        few = answer(
            0.2,
            0.4,
            "performance",
            n_mentees=51,
            dropped={"no_base": 49},
            unadjusted=interval(low, high),
            unadjusted_share=0.7,
        )
        reasons = judge(Evidence(few)).reasons
        return [reason.check for reason in reasons if reason.rule == "data"]

    assert found(0.1, 0.3) == []
    assert found(-0.4, -0.2) == ["matched_share"]
