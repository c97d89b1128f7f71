"""Funnel plots: a dot per expert, counts for everybody else, and the limits of chance."""

from __future__ import annotations

import pytest

from dashboard.figures import alt_text, funnel_plot, score_funnel
from metrics.disclosure.released_experts import (
    ReleasedExpert,
    ReleasedExperts,
    ReleasedScored,
    ReleasedScores,
)
from metrics.i18n import locale_for

EN = locale_for("en")


def test_only_experts_are_dots_and_everybody_else_is_a_count():
    expert = ReleasedExpert(
        "Sales",
        "",
        expected=22,
        advantage=0.5,
        low=0.1,
        high=0.75,
        cautious=0.15,
        kept=4,
        margin=19_000,
    )
    found = ReleasedExperts(
        (expert,), owners=250, assessed="<10", by_size=((0, 10, 246), (10, 50, "<10")), case_mix=()
    )
    figure = funnel_plot(found, EN)
    (dot,) = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert (dot.x[0], dot.y[0]) == (22, 0.5)
    assert [note.text for note in figure.layout.annotations][:2] == ["246", "‹10"]
    assert "Sales" in alt_text(figure) and "246" in alt_text(figure)


def test_an_expert_without_events_has_a_whole_dot_and_its_label_above():
    expert = ReleasedExpert(
        "Care", "", expected=31, advantage=1.0, low=0.7, high=1.0, cautious=0.5, kept=4, margin=None
    )
    found = ReleasedExperts(
        (expert,),
        owners=250,
        assessed=20,
        by_size=((10, 50, 20),),
        case_mix=(),
        measure="incidents",
    )
    (dot,) = [trace for trace in funnel_plot(found, EN).data if trace.mode == "markers+text"]
    assert (dot.y[0], dot.cliponaxis, dot.textposition) == (0.0, False, "top center")


def test_fewer_is_better_puts_the_expert_below_zero_within_limits_of_spread_and_noise():
    expert = ReleasedScored(
        "Care",
        "",
        periods=20,
        better=3.0,
        low=1.0,
        high=5.0,
        cautious=2.0,
        cautious_low=1.0,
        cautious_high=3.0,
    )
    found = ReleasedScores(
        (expert,),
        owners=250,
        assessed=40,
        by_size=((6, 12, 38), (12, 24, "<10")),
        measure="days off",
        unit="days",
        more=False,
        spread=0.5,
        noise=1.0,
    )
    figure = score_funnel(found, EN)
    (dot,) = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert (dot.x[0], dot.y[0]) == (20, -3.0)
    outer = max(trace.y[0] for trace in figure.data if trace.mode == "lines")
    assert outer == pytest.approx(3.09 * (0.25 + 1 / 6) ** 0.5)
    assert [note.text for note in figure.layout.annotations] == ["38", "‹10"]
    assert "days off" in alt_text(figure) and "Care" in alt_text(figure)


def test_more_is_better_puts_the_expert_above_the_line():
    expert = ReleasedExpert(
        "Sales",
        "",
        expected=22,
        advantage=1.8,
        low=0.9,
        high=2.5,
        cautious=0.5,
        kept=4,
        margin=None,
    )
    found = ReleasedExperts(
        (expert,),
        owners=250,
        assessed=20,
        by_size=((10, 50, 20),),
        case_mix=(),
        measure="renewals",
        unit="contracts",
        more=True,
    )
    figure = funnel_plot(found, EN)
    (dot,) = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert dot.y[0] == 2.8 and figure.layout.yaxis.range[1] > 2.8
    assert "renewals" in alt_text(figure) and "customers" not in alt_text(figure)
