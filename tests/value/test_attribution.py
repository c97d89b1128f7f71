"""The value per category and group of mentors: by hand, and nothing about few people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.catalog import catalogue
from metrics.disclosure import release
from metrics.evaluate import Answer, Interval, evaluate, evaluate_by
from metrics.scope import Scope
from metrics.value import attribute_return, hours_by_category, load_assumptions, measure_return
from metrics.value.attribution import ATTRIBUTION_COLUMNS

METRICS = catalogue()
MONEY = ("replacement_cost", "score_validity", "performance_value", "performance_years")
SURE = {name: {"base": 1.0} for name in MONEY}


def told(
    name: str, estimate: float, *, mentees: int = 40, mentors: int = 12, half: float = 1e-9
) -> Answer:
    """An answer that is (nearly) sure of itself: exits avoided as a share, or points of a score of
    spread 0.5."""
    one = Interval(estimate, estimate - half, estimate + half, half / 2, float("inf"))
    beside = {"share_12": one} if name == "retention" else {}
    return Answer(
        METRICS[name],
        Scope(),
        "x",
        "more",
        one,
        n_mentees=mentees,
        n_mentors=mentors,
        n_controls=100,
        companions=beside,
        spread=0.5,
    )


def part(stay: Answer | None, perform: Answer | None):
    stays, performs = ({"peer": one} if one else {} for one in (stay, perform))
    return attribute_return(
        "category", stay=stays, perform=performs, pay=30_000.0, assumptions=load_assumptions(SURE)
    ).parts[0]


def test_two_effects_are_worth_what_a_hand_computation_says():
    attributed = part(told("retention", 0.1), told("performance", 0.05, mentees=20))
    assert attributed.retention.median == pytest.approx(
        0.1 * 40 * 30_000
    )  # 4 leavers who stayed, a year's pay each
    assert attributed.performance.median == pytest.approx(
        0.05 / 0.5 * 20 * 30_000
    )  # a tenth of a standard deviation
    assert attributed.gain.median == pytest.approx(120_000 + 60_000)


def test_the_ends_are_those_of_the_interval_that_allows_for_several_groups():
    attributed = part(told("retention", 0.1, half=0.05), None).retention
    assert attributed.low95 == pytest.approx(0.05 * 40 * 30_000, rel=0.05)
    assert attributed.high95 == pytest.approx(0.15 * 40 * 30_000, rel=0.05)


def test_an_effect_that_cannot_be_determined_has_no_value_and_neither_has_the_sum():
    attributed = part(told("retention", 0.1), replace(told("performance", 0.05), estimate=None))
    assert attributed.retention and attributed.performance is None and attributed.gain is None
    assert part(None, told("performance", 0.05)).pairings == {"retention": 0, "performance": 40}


@pytest.mark.parametrize("few", [{"mentees": 9}, {"mentors": 9}])
def test_a_group_of_few_pairings_or_mentors_shows_no_figure_and_no_count(few):
    stays = {"a": told("retention", 0.1, **few), "b": told("retention", 0.1, mentees=47)}
    performs = dict.fromkeys(stays, told("performance", 0.1))
    known = attribute_return(
        "mentor_grade", stay=stays, perform=performs, pay=30_000.0, assumptions=load_assumptions()
    )
    one, other = release(known).parts
    assert (one.retention, one.gain) == (None, None) and one.performance
    assert one.hidden == {"retention", "gain"} and not other.hidden
    assert "<10" in (one.pairings["retention"], one.mentors["retention"])
    assert other.gain and other.pairings["retention"] == 50, (
        "rounded: the hidden count cannot be found by subtraction"
    )


def test_companions_of_groups_allow_for_their_number_too(sample_session):
    names = ("customers", "capability")
    alone = {
        name: evaluate(METRICS["retention"], sample_session, Scope.of({"category": name}))
        for name in names
    }
    groups = evaluate_by(METRICS["retention"], sample_session, "category")
    for name, one in alone.items():
        share, raw = groups[name].companions["share_12"], one.companions["share_12"]
        assert share.estimate == pytest.approx(raw.estimate) and share.high >= raw.high - 1e-12
    shares = [
        (groups[name].companions["share_12"].high, alone[name].companions["share_12"].high)
        for name in names
    ]
    assert any(wider > raw + 0.005 for wider, raw in shares)


def test_the_sample_companys_groups_are_as_certain_as_their_answers(sample_session):
    assumptions = load_assumptions()
    answers = {
        name: evaluate(METRICS[name], sample_session) for name in ("retention", "performance")
    }
    whole = measure_return(
        sample_session,
        stay=answers["retention"],
        perform=answers["performance"],
        hours=hours_by_category(sample_session, assumptions)[0],
        assumptions=assumptions,
    )
    for column in ATTRIBUTION_COLUMNS:
        by = {name: evaluate_by(METRICS[name], sample_session, column) for name in answers}
        known = attribute_return(
            column,
            stay=by["retention"],
            perform=by["performance"],
            pay=whole.salary,
            assumptions=assumptions,
        )
        parts = known.parts
        assert [one.value for one in parts] == sorted(by["retention"])
        for one in parts:
            assert (one.performance is None) == (by["performance"][one.value].estimate is None)
            if one.retention:
                share = by["retention"][one.value].companions["share_12"]
                assert (one.retention.low95 > 0) == (share.low > 0)
        for one in release(known).parts:
            counts = [
                n for n in (*one.pairings.values(), *one.mentors.values()) if isinstance(n, int)
            ]
            assert not [n for n in counts if 0 < n < 10]
