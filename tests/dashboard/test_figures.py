"""What the figures draw: the released numbers, zero where it belongs, and nothing where too few
stand behind it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.figures import (
    alt_text,
    corrected_and_naive,
    event_study,
    forest_plot,
    plotly_config,
    survival_curves,
    totals_by_key,
)
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer, ReleasedPart
from metrics.evaluate import ArmCurve, Interval, NaiveComparison
from metrics.i18n import locale_for
from metrics.scope import Scope

METRIC = Metric(
    title="Staying",
    question="Do they?",
    shape="time to event",
    unit="months",
    figure="Still there",
    name="staying",
    meaning="A test.",
    sql=Path("staying.sql"),
)
SURE = Interval(2.0, 1.0, 3.0, 0.5, 30.0)
UNSURE = Interval(0.5, -1.0, 2.0, 0.7, 30.0)
ANSWER = ReleasedAnswer(
    metric=METRIC,
    scope=Scope(),
    snapshot="s",
    verdict="more",
    estimate=SURE,
    naive=NaiveComparison(Interval(6.0, 5.0, 7.0, 0.5, 30.0), "Ever against never"),
    n_asked=50,
    n_mentees=40,
    n_controls=90,
    n_mentors=12,
    matched_share=0.9,
    needed=None,
    horizon=24,
    dropped={},
    checks=(),
    assumptions=(),
    tie_rule="",
    companions={},
    lines=(ArmCurve((0.9, 0.8, 0.7), (40, 36, 32)), ArmCurve((0.8, 0.6, 0.5), (90, 70, 50))),
    events={-2: (0.0, 0.1), -1: (0.3, 0.1), 0: (0.2, 0.1)},
    parts=(),
)
UNTOLD = replace(
    ANSWER, verdict="cannot tell yet", estimate=None, naive=None, lines=None, needed=40
)
_ = locale_for("en")


def marks(figure, mode="markers"):
    return [trace for trace in figure.data if mode in (trace.mode or "")]


def test_the_corrected_figure_stands_above_the_naive_one_with_a_line_at_zero():
    figure = corrected_and_naive(ANSWER, _)
    assert [(dot.x[0], dot.y[0]) for dot in marks(figure)] == [(2.0, 0), (6.0, 1)]
    assert [tuple(line.x) for line in marks(figure, "lines")] == [(1.0, 3.0), (5.0, 7.0)]
    assert figure.layout.shapes[0].x0 == figure.layout.shapes[0].x1 == 0
    assert "do not use" in figure.layout.annotations[1].text


def test_curves_begin_at_all_and_the_axis_at_zero_with_the_number_at_risk_below():
    figure = survival_curves(ANSWER, _)
    curves = marks(figure, "lines")
    assert [tuple(curve.y) for curve in curves] == [(1.0, 0.9, 0.8, 0.7), (1.0, 0.8, 0.6, 0.5)]
    assert figure.layout.yaxis.range[0] == 0
    assert [tuple(row.text) for row in marks(figure, "text")] == [("40",), ("90",)]
    assert figure.layout.showlegend is False
    assert any("Mentees" in note.text and "70%" in note.text for note in figure.layout.annotations)


def test_the_period_that_is_left_out_is_hollow_and_says_so():
    figure = event_study(ANSWER, _)
    symbols = {dot.x[0]: dot.marker.symbol for dot in marks(figure)}
    assert symbols == {-2: "circle", -1: "circle-open", 0: "circle"}
    assert any(note.text == "left out" and note.x == -1 for note in figure.layout.annotations)
    assert marks(figure)[0].error_y.array[0] == pytest.approx(0.196)


def test_a_group_that_cannot_be_told_is_named_and_not_drawn():
    figure = forest_plot({"a": UNTOLD, "b": replace(ANSWER, estimate=UNSURE), "c": ANSWER}, _)
    assert list(figure.layout.yaxis.ticktext) == ["c", "b", "a"]
    assert [(dot.x[0], dot.y[0], dot.marker.symbol) for dot in marks(figure)] == [
        (2.0, 0, "circle"),
        (0.5, 1, "circle-open"),
    ]
    assert [note.text.strip() for note in figure.layout.annotations] == ["cannot tell yet"]


def test_a_part_with_too_few_is_text_and_not_a_bar():
    shown = ReleasedPart("category", "a", 30.0, 60.0, None, None, 20)
    hidden = ReleasedPart("category", "b", None, None, None, None, "<10")
    figure = totals_by_key([("a", shown), ("b", hidden)], _, unit="hours", of="agreed hours")
    (bars,) = figure.data
    assert tuple(bars.x) == (0.5, 0) and bars.text[0] == "50%"
    assert "too few" in bars.text[1] and "‹10" in bars.text[1]
    assert figure.layout.xaxis.range[0] == 0


def test_a_name_from_the_data_cannot_become_a_tag():
    evil = "<a href='javascript:1'>x</a>"
    drawn = forest_plot({evil: ANSWER}, _).update_layout(
        meta=None
    )  # the words for who cannot see are not drawn
    assert "‹a" in drawn.layout.yaxis.ticktext[0]
    assert evil not in str(drawn.to_dict())


def test_a_dutch_reader_gets_dutch_months_and_decimal_commas():
    figure = corrected_and_naive(ANSWER, locale_for("nl"))
    assert figure.layout.separators == ",."
    form = plotly_config("nl")["locales"]["nl"]["format"]
    assert (form["months"][0], form["days"][0], form["decimal"]) == ("januari", "zondag", ",")
    assert len(form["months"]) == 12 and len(form["days"]) == 7


def test_every_figure_says_in_words_what_it_shows():
    assert "+2.0" in alt_text(corrected_and_naive(ANSWER, _))
    assert "70%" in alt_text(survival_curves(ANSWER, _))
    assert "-1" in alt_text(event_study(ANSWER, _)).replace("−", "-")
    assert "cannot tell yet" in alt_text(forest_plot({"a": UNTOLD, "c": ANSWER}, _))
