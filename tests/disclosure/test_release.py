"""release() shows nothing about fewer than ten people."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalog import catalogue
from metrics.disclosure import ReleasedAnswer, next_json, release
from metrics.disclosure.released_value import HoursTable
from metrics.disclosure.schema import to_json
from metrics.disclosure.thresholds import count, parts_to_hide
from metrics.evaluate import (
    Answer,
    ArmCurve,
    Interval,
    TotalPart,
    evaluate,
    evaluate_by,
    secondary_analyses,
)
from metrics.evaluate.for_next import NAME
from metrics.i18n import locale_for
from metrics.scope import Scope
from metrics.value import CategoryHours, Range

METRICS = catalogue()
ONLY_WHEN_ASKED = {"groups", "for_next"}
SCHEMA = json.loads(
    (Path(__file__).parents[2] / "metrics" / "disclosure" / "answer.schema.json").read_text()
)
TOLD = Answer(
    metric=METRICS["retention"],
    scope=Scope(),
    snapshot="x",
    direction="more",
    estimate=Interval(2, 1, 3, 0.5, 30),
    n_asked=120,
    n_mentees=100,
    n_controls=400,
    n_mentors=30,
    dropped={"left": 20},
    lines=(ArmCurve((0.9, 0.8, 0.7), (30, 12, 4)), ArmCurve((0.8, 0.7, 0.6), (300, 200, 100))),
)


def test_a_count_below_ten_is_a_text_and_never_zero():
    assert [count(n) for n in (0, 1, 9, 10)] == [0, "<10", "<10", 10]


@given(mentees=st.integers(0, 30), mentors=st.integers(0, 30), where=st.booleans())
def test_an_estimate_needs_enough_mentees_and_mentors(mentees, mentors, where):
    scope = Scope.of({"department": "Sales"}) if where else Scope()
    shown = release(replace(TOLD, n_mentees=mentees, n_mentors=mentors, scope=scope))
    enough = mentees >= 10 and (mentors >= 10 or not where)
    assert (
        (shown.estimate is not None)
        == enough
        == (shown.hidden == "")
        == (shown.direction == "more")
    )
    assert shown.lines is None or enough


def test_a_curve_ends_where_fewer_than_ten_are_at_risk():
    assert [line.at_risk for line in release(TOLD).lines] == [(30, 12), (300, 200)]


def test_a_hidden_count_cannot_be_found_by_subtraction():
    shown = release(replace(TOLD, n_asked=107, dropped={"left": 7}))
    assert shown.dropped == {"left": "<10"} and shown.n_asked == 110


def test_a_small_group_of_a_total_has_no_figures():
    parts = (
        TotalPart("", "", 500.0, None, None, None, 20),
        TotalPart("category", "rare", 90.0, None, None, None, 3),
    )
    total = Interval(500, 400, 600, 0, 9)
    shown = release(
        Answer(METRICS["consultant_value"], Scope(), "x", "counted", total, parts=parts)
    )
    assert shown.parts[0].numerator == 500.0
    assert (shown.parts[1].numerator, shown.parts[1].n) == (None, "<10")


def test_the_price_of_few_mentors_hours_is_hidden_because_it_reveals_their_pay():
    row = CategoryHours("sales", 12, 3, 100.0, Range(1, 2, 3), Range(2, 3, 4))
    assert release(row).inside is None
    assert release(replace(row, mentors=12)).inside == Range(1, 2, 3)


def test_a_type_without_a_rule_is_refused():
    with pytest.raises(TypeError, match="nothing of it may be shown"):
        release({"salary": 1})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_json_of_every_metric_follows_the_documented_schema(sample_session, language):
    rates = {"outside_rate_low": 95, "outside_rate": 127, "outside_rate_high": 175}
    for metric in METRICS.values():
        answer = release(evaluate(metric, sample_session, run=rates))
        groups = {
            key: release(group)
            for key, group in evaluate_by(metric, sample_session, "category", run=rates).items()
        }
        found = json.loads(
            json.dumps(to_json(answer, locale_for(language), groups), allow_nan=False)
        )
        jsonschema.validate(found, SCHEMA)
        assert set(found) | ONLY_WHEN_ASKED == set(SCHEMA["properties"]), (
            "the schema documents every field"
        )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_those_who_would_be_paired_next_follow_the_documented_schema(sample_session, language):
    _ = locale_for(language)
    documented = SCHEMA["properties"]["for_next"] | {"$defs": SCHEMA["$defs"]}
    (found,) = secondary_analyses(METRICS["retention"], sample_session, only=NAME)
    for answers in ((release(found),), ()):
        content = json.loads(json.dumps(next_json(answers, 1, _), allow_nan=False))
        jsonschema.validate(content, documented)
        assert set(content) == set(documented["properties"])


def test_no_breakdown_of_the_sample_has_a_count_below_ten(sample_session):
    for column in ("category", "department", "grade", "location", "gender"):
        for answer in evaluate_by(METRICS["retention"], sample_session, column).values():
            shown = release(answer)
            assert isinstance(shown, ReleasedAnswer)
            counts = [
                shown.n_asked,
                shown.n_mentees,
                shown.n_controls,
                shown.n_mentors,
                *shown.dropped.values(),
            ]
            assert not [n for n in counts if isinstance(n, int) and 0 < n < 10]


def test_a_small_part_of_a_total_cannot_be_found_by_subtraction():
    parts = [
        TotalPart("", "", 500.0, None, None, None, 90),
        *(
            TotalPart("category", name, float(n), None, None, None, n)
            for name, n in (("most", 50), ("some", 34), ("few", 6))
        ),
    ]
    shown = release(
        Answer(
            METRICS["consultant_value"],
            Scope(),
            "x",
            "counted",
            Interval(500, 400, 600, 0, 9),
            parts=tuple(parts),
        )
    ).parts
    assert [(one.value, one.numerator, one.n) for one in shown] == [
        ("", 500.0, 90),
        ("most", 50.0, 50),
        ("some", None, "–"),
        ("few", None, "<10"),
    ]


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.integers(0, 40)))
def test_the_hidden_parts_of_a_whole_cover_nobody_or_at_least_ten(counts):
    out = parts_to_hide(counts)
    left = sum(counts[name] for name in out)
    assert not [name for name, n in counts.items() if 0 < n < 10 and name not in out]
    assert (
        left == 0
        or len(out) > 1
        and left >= 10
        or not [name for name, n in counts.items() if n and name not in out]
    )


def test_the_price_of_a_categorys_hours_cannot_be_found_by_subtraction():
    def row(category: str, pairings: int, mentors: int) -> CategoryHours:
        return CategoryHours(
            category, pairings, mentors, 10.0 * pairings, Range(1, 2, 3), Range(4, 5, 6)
        )

    shown = release(
        HoursTable((row("", 80, 41), row("most", 45, 25), row("some", 20, 15), row("few", 15, 1)))
    )
    assert [(one.category, one.hours) for one in shown] == [
        ("", 800.0),
        ("most", 450.0),
        ("some", None),
        ("few", None),
    ]
    assert {one.inside for one in shown if one.hours is None} == {None}
