"""The wider range of the return is the first range of a company whose effects a hidden trait had
flattered, or masked, and the first range stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.catalog import catalogue
from metrics.disclosure import release
from metrics.evaluate import Answer, Interval, evidence
from metrics.value import hours_by_category, load_assumptions, measure_return
from metrics.value.hidden_trait_range import PRICED_ESTIMATE

METRICS = catalogue()
PRICED = ("retention", "performance")


def shifted(one: Interval, by: float) -> Interval:
    return replace(one, estimate=one.estimate + by, low=one.low + by, high=one.high + by)


def with_bias(answer: Answer, name: str, by: float) -> Answer:
    if name == "estimate":
        return replace(answer, estimate=shifted(answer.estimate, by))
    moved = {name: shifted(answer.companions[name], by)}
    return replace(answer, companions=answer.companions | moved)


@pytest.fixture
def company(sample_session):
    assumptions = load_assumptions()
    asked = {name: evidence(METRICS[name], sample_session) for name in PRICED}
    hours = hours_by_category(sample_session, assumptions)[0]

    def measured(answers, traits):
        stay, perform = (answers[name] for name in PRICED)
        return measure_return(
            sample_session,
            stay=stay,
            perform=perform,
            hours=hours,
            assumptions=assumptions,
            traits=traits,
        )

    answers = {name: found.answer for name, found in asked.items()}
    return measured, answers, {name: found.hidden_trait for name, found in asked.items()}


def test_its_ends_are_those_of_effects_moved_by_the_trait_and_the_first_range_stays(company):
    measured, answers, traits = company
    both = measured(answers, traits)
    assert replace(both, hidden_trait=None) == measured(answers, {})
    wider = both.hidden_trait
    for sign, end in ((-1, "low"), (1, "high")):
        moved = {
            name: with_bias(
                answers[name],
                PRICED_ESTIMATE[name],
                sign * traits[name].biases[PRICED_ESTIMATE[name]],
            )
            for name in PRICED
        }
        alone = measured(moved, {})
        ends = getattr(alone.per_euro, f"{end}95"), getattr(alone.gain, f"{end}95")
        found = getattr(wider, f"per_euro_{end}"), getattr(wider, f"gain_{end}")
        assert found == pytest.approx(ends, rel=1e-9)
        if sign < 0:
            assert wider.pays == pytest.approx(alone.pays, abs=1e-4)
            assert wider.per_euro == pytest.approx(alone.per_euro.median, rel=1e-9)
    assert wider.per_euro_low < both.per_euro.low95 < both.per_euro.high95 < wider.per_euro_high
    assert wider.pays < both.pays
    assert wider.keys == {"retention": "band", "performance": "last_value"}


def test_without_a_yardstick_for_a_priced_effect_there_is_no_wider_range(company):
    measured, answers, traits = company
    assert measured(answers, traits | {"retention": None}).hidden_trait is None
    endless = replace(traits["retention"], biases={"share_12": float("inf")})
    assert measured(answers, traits | {"retention": endless}).hidden_trait is None
    no_answer = {**answers, "retention": replace(answers["retention"], companions={})}
    only = measured(no_answer, traits | {"retention": None}).hidden_trait
    assert set(only.keys) == {"performance"}


def test_the_wider_range_is_released_with_the_first(company):
    measured, answers, traits = company
    both = measured(answers, traits)
    assert release(both).hidden_trait == both.hidden_trait
    assert not hasattr(release(replace(both, mentees=9)), "hidden_trait")
