"""Charts of answers: the released figures, zero where it belongs, and nothing of too few people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.figures import (
    alt_text,
    balance_plot,
    corrected_and_naive,
    event_study,
    forest_plot,
    plotly_config,
    survival_curves,
    totals_by_key,
)
from dashboard.figures.corrected_and_naive import NAIVE_LABEL
from dashboard.figures.event_study import EXCLUDED_LABEL
from dashboard.figures.forest_plot import NO_ESTIMATE
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer, ReleasedPart
from metrics.evaluate import ArmCurve, BalanceRow, Interval, NaiveComparison
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
CLEAR = Interval(2.0, 1.0, 3.0, 0.5, 30.0)
UNCLEAR = Interval(0.5, -1.0, 2.0, 0.7, 30.0)
ANSWER = ReleasedAnswer(
    metric=METRIC,
    scope=Scope(),
    snapshot="s",
    direction="more",
    estimate=CLEAR,
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
WITHOUT_ESTIMATE = replace(
    ANSWER, direction="no estimate", estimate=None, naive=None, lines=None, needed=40
)
_ = locale_for("en")


def marks(figure, mode="markers"):
    return [trace for trace in figure.data if mode in (trace.mode or "")]


def test_the_corrected_effect_stands_above_the_naive_difference_with_a_line_at_zero():
    figure = corrected_and_naive(ANSWER, _)
    assert [(dot.x[0], dot.y[0]) for dot in marks(figure)] == [(2.0, 0), (6.0, 1)]
    assert [tuple(line.x) for line in marks(figure, "lines")] == [(1.0, 3.0), (5.0, 7.0)]
    assert figure.layout.shapes[0].x0 == figure.layout.shapes[0].x1 == 0
    assert _(NAIVE_LABEL) in figure.layout.annotations[1].text


def test_survival_curves_start_at_100_percent_above_the_number_at_risk():
    figure = survival_curves(ANSWER, _)
    curves = marks(figure, "lines")
    assert [tuple(curve.y) for curve in curves] == [(1.0, 0.9, 0.8, 0.7), (1.0, 0.8, 0.6, 0.5)]
    assert figure.layout.yaxis.range[0] == 0
    assert [tuple(row.text) for row in marks(figure, "text")] == [("40",), ("90",)]
    assert figure.layout.showlegend is False
    assert any("Mentees" in note.text and "70%" in note.text for note in figure.layout.annotations)


def test_the_excluded_period_is_hollow_and_named():
    figure = event_study(ANSWER, _)
    symbols = {dot.x[0]: dot.marker.symbol for dot in marks(figure)}
    assert symbols == {-2: "circle", -1: "circle-open", 0: "circle"}
    assert [note.x for note in figure.layout.annotations if note.text == _(EXCLUDED_LABEL)] == [-1]
    assert marks(figure)[0].error_y.array[0] == pytest.approx(0.196)


def test_a_group_without_an_estimate_is_named_and_not_drawn():
    figure = forest_plot(
        {"a": WITHOUT_ESTIMATE, "b": replace(ANSWER, estimate=UNCLEAR), "c": ANSWER}, _
    )
    assert list(figure.layout.yaxis.ticktext) == ["c", "b", "a"]
    assert [(dot.x[0], dot.y[0], dot.marker.symbol) for dot in marks(figure)] == [
        (2.0, 0, "circle"),
        (0.5, 1, "circle-open"),
    ]
    assert [note.text.strip() for note in figure.layout.annotations] == [_(NO_ESTIMATE)]


def test_a_part_about_too_few_people_is_text_and_not_a_bar():
    shown = ReleasedPart("category", "a", 30.0, 60.0, None, None, 20)
    hidden = ReleasedPart("category", "b", None, None, None, None, "<10")
    figure = totals_by_key(
        [("a", shown), ("b", hidden)], _, unit="hours", denominator="agreed hours"
    )
    (bars,) = figure.data
    assert tuple(bars.x) == (0.5, 0) and bars.text[0] == "50%"
    assert "‹10" in bars.text[1]
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


def test_every_chart_says_in_words_what_it_shows():
    assert "+2.0" in alt_text(corrected_and_naive(ANSWER, _))
    assert "70%" in alt_text(survival_curves(ANSWER, _))
    assert "-1" in alt_text(event_study(ANSWER, _)).replace("−", "-")
    assert _(NO_ESTIMATE) in alt_text(forest_plot({"a": WITHOUT_ESTIMATE, "c": ANSWER}, _))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_balance_plot_has_a_dot_before_and_one_after_weighting_per_level(language):
    rows = (
        BalanceRow("grade", "junior", -0.4, 0.02, 40),
        BalanceRow("grade", "senior", 0.3, -0.01, 60),
    )
    figure = balance_plot(rows, ["Grade: junior", "Grade: senior"], locale_for(language))
    assert [list(trace.x) for trace in figure.data] == [[-0.4, 0.3], [0.02, -0.01]]
    assert list(figure.layout.yaxis.ticktext) == ["Grade: junior", "Grade: senior"]
