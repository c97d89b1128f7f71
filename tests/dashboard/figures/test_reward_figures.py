"""Charts for Finance: sums that end where they should, in a notation that keeps its meaning."""

from __future__ import annotations

from streamlit.elements.lib import streamlit_plotly_theme

from dashboard.figures import (
    BridgeStep,
    PayRangeRow,
    TornadoRow,
    alt_text,
    bridge_chart,
    frontier_chart,
    pay_range_chart,
    plan_ranges,
    tornado_chart,
    tornado_rows,
)
from dashboard.figures.ibcs import ACTUAL, FORECAST, PLAN, TRANSPARENT, axis_range, wrapped
from dashboard.figures.pay_range import NO_PAY_RANGE
from dashboard.figures.plan_ranges import DOES_NOTHING
from dashboard.text.quantities import certainty
from metrics.i18n import locale_for
from metrics.rewards.appraisal import TornadoBar
from metrics.value import Assumption
from metrics.value.draws import Quantiles, Range
from tests.dashboard.reading import says

_ = locale_for("en")
STEPS = [
    BridgeStep("Today", -20.0, ACTUAL, total=True),
    BridgeStep("Stayed", 90.0, FORECAST),
    BridgeStep("Hours", -60.0, PLAN),
    BridgeStep("Left", 30.0, FORECAST, total=True),
]
SALES = PayRangeRow("Sales", Range(0.0, 300.0, 600.0), Range(900.0, 1900.0, 2500.0), 500.0, 1400.0)
SPREAD = Quantiles(-90.0, -50.0, 10.0, 60.0, 110.0)


def bars(figure):
    return [trace for trace in figure.data if trace.type == "bar"]


def spans(figure):
    return [(bar.base[0], bar.base[0] + bar.x[0]) for bar in bars(figure)]


def notes(figure):
    return [note.text for note in figure.layout.annotations]


def test_each_step_of_the_bridge_starts_where_the_last_one_ended():
    assert spans(bridge_chart(STEPS, _)) == [(0.0, -20.0), (0.0, 90.0), (90.0, 30.0), (0.0, 30.0)]


def test_actual_is_solid_planned_is_outlined_and_expected_is_hatched():
    today, stayed, hours, _left = bars(bridge_chart(STEPS, _))
    assert today.marker.pattern.shape is None and today.marker.color != TRANSPARENT
    assert stayed.marker.pattern.shape == "/" and stayed.marker.pattern.bgcolor == TRANSPARENT
    assert (
        hours.marker.pattern.shape is None
        and hours.marker.color == TRANSPARENT
        and hours.marker.line.width
    )


def test_returns_and_costs_keep_their_sign_in_the_labels():
    assert notes(bridge_chart(STEPS, _)) == ["−€\u00a020", "+€\u00a090", "−€\u00a060", "€\u00a030"]


def test_the_widest_bar_of_the_tornado_is_on_top_and_there_are_eight_at_most():
    many = [TornadoRow(f"n{i}", "1", "2", -float(i), float(i)) for i in range(12)]
    figure = tornado_chart(many, 0.0, _)
    assert list(figure.layout.yaxis.ticktext) == [f"n{i}" for i in range(11, 3, -1)]
    assert spans(figure)[:2] == [(0.0, -11.0), (0.0, 11.0)]


def test_the_high_end_of_an_input_is_on_the_left_where_high_is_worse():
    figure = tornado_chart([TornadoRow("pay", "low pay", "high pay", 50.0, -40.0)], 5.0, _)
    sides = {note.text: note.xanchor for note in figure.layout.annotations if "pay" in note.text}
    assert sides == {"low pay": "left", "high pay": "right"}


def test_a_plan_has_its_median_both_ranges_and_its_probability():
    figure = plan_ranges(
        {"Do nothing": (Quantiles(0, 0, 0, 0, 0), 0.0), "Lunch": (SPREAD, 0.58)}, _
    )
    assert spans(figure) == [(-50.0, 60.0)]
    thin, dot = (trace for trace in figure.data if trace.type == "scatter")
    assert tuple(thin.x) == (-90.0, 110.0) and tuple(dot.x) == (10.0,)
    assert certainty(0.58, _) in notes(figure) and _(DOES_NOTHING) in notes(figure)


def test_no_plan_is_certain_to_pay():
    assert certainty(1.0, _) in notes(plan_ranges({"Lunch": (SPREAD, 1.0)}, _))
    assert "100%" not in certainty(1.0, _)


def test_the_pay_range_runs_from_floor_to_ceiling_and_the_plan_is_a_diamond():
    figure = pay_range_chart([SALES], _)
    assert spans(figure) == [(300.0, 1900.0)]
    thin, dotted, diamond = (trace for trace in figure.data if trace.type == "scatter")
    assert tuple(thin.x) == (0.0, 2500.0) and tuple(dotted.x) == (1400.0, 1400.0)
    assert diamond.marker.symbol == "diamond" and tuple(diamond.x) == (500.0,)


def test_without_a_pay_range_no_bar_is_drawn_and_the_chart_says_so():
    figure = pay_range_chart(
        [PayRangeRow("Risk", Range(500.0, 800.0, 900.0), Range(100.0, 400.0, 700.0), 500.0, None)],
        _,
    )
    assert not bars(figure)
    sentence = _(NO_PAY_RANGE, floor="€\u00a0800", ceiling="€\u00a0400")
    assert any(says(note.replace("<br>", " "), sentence) for note in notes(figure))
    assert sentence in alt_text(figure)


def test_the_frontier_is_a_staircase_with_the_chosen_budget_on_it():
    figure = frontier_chart([(20.0, 7.0), (0.0, 0.0), (10.0, 5.0)], (10.0, 5.0), _)
    stairs, dot = figure.data
    assert (tuple(stairs.x), tuple(stairs.y), stairs.line.shape) == (
        (0.0, 10.0, 20.0),
        (0.0, 5.0, 7.0),
        "hv",
    )
    assert (dot.x[0], dot.y[0]) == (10.0, 5.0)


def test_a_long_name_takes_more_lines_and_loses_nothing():
    name = "Cost of replacing a leaver, as a share of annual salary"
    assert wrapped(name).replace("<br>", " ") == name and "<br>" in wrapped(name)
    assert wrapped("<b>x</b>") == "‹b›x‹/b›"


def test_the_axis_holds_zero_and_every_end():
    low, high = axis_range([50.0, 80.0])
    assert low < 0 and high > 80
    assert axis_range([0.0]) != [0.0, 0.0]


def test_every_chart_says_its_numbers_in_words():
    assert "+€\u00a090" in alt_text(bridge_chart(STEPS, _))
    assert "−€\u00a040" in alt_text(
        tornado_chart([TornadoRow("pay", "a", "b", 50.0, -40.0)], 5.0, _)
    )
    assert "€\u00a010, between −€\u00a050 and €\u00a060" in alt_text(
        plan_ranges({"Lunch": (SPREAD, 0.58)}, _)
    )
    assert "€\u00a0300" in alt_text(pay_range_chart([SALES], _))
    assert "with €\u00a010: €\u00a05" in alt_text(
        frontier_chart([(10.0, 5.0), (20.0, 7.0)], (10.0, 5.0), _)
    )


def test_the_ends_of_an_input_are_written_as_the_reader_knows_them():
    swings = (
        TornadoBar("response:sales", -0.43, 0.43, 1.0, 2.0),
        TornadoBar("exits:sales", -0.001, 0.246, 1.0, 2.0),
        TornadoBar("duration", 0.5, 2.0, 1.0, 2.0),
    )
    of = {
        "duration": Assumption(
            "duration", "How long it lasts", "years", 0.5, 1.0, 2.0, "judgement", "ours"
        )
    }
    ends = [(bar.low, bar.high) for bar in tornado_rows(swings, of, {"sales": "Sales"}, _)]
    assert ends == [("weak", "strong"), ("−0.1%", "24.6%"), ("0.5 years", "2 years")]


def test_text_has_the_colour_that_follows_the_theme():
    figure = bridge_chart(STEPS, _)
    assert {
        figure.layout.font.color,
        figure.layout.xaxis.tickfont.color,
        figure.layout.yaxis.tickfont.color,
    } == {streamlit_plotly_theme.GRAY_90}
