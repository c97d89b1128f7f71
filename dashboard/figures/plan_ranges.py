"""The range of each plan's net result: its median, and where 80 and 95 of 100 outcomes lie."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.figures.ibcs import (
    COST_COLOUR,
    FORECAST,
    RETURN_COLOUR,
    axis_range,
    draw_bar,
    label_above,
    label_beside,
    name_rows,
    rows_height,
)
from dashboard.figures.style import COMPARISON, MARGIN, TEXT, ZERO, apply_style
from dashboard.text.quantities import certainty
from metrics.disclosure import verdict_word
from metrics.evaluate import CONTRADICTED, Verdict
from metrics.i18n import N_, Locale
from metrics.value import Quantiles

DOES_NOTHING = N_("costs nothing, returns nothing")
RING = "#FFFFFF"  # sets the dot off from the bar, in light and in dark
TOP_MARGIN = 26  # pixels, for the label of the probabilities


def plan_ranges(plans: Mapping[str, tuple[Quantiles, float | None]], _: Locale) -> go.Figure:
    """Return a row per plan: a reader sees what each may leave, and how likely it pays.

    `plans` holds for each name the quantiles of the net result in euros and the share of draws in
    which the plan pays, None where checks contradict it. A thin line holds 95 of 100 draws, a bar
    80, a dot is the median; the probability is written at the right.
    """
    figure = go.Figure()
    described = []
    ends: list[float] = []
    rightmost = max([0.0, *(net.high95 for net, _pays in plans.values())])
    for y, (name, (net, pays)) in enumerate(plans.items()):
        ends += [net.low95, net.high95]
        if net.low95 == net.high95 == 0:
            text = _(DOES_NOTHING)
            label_beside(figure, 0, y, text)
        else:
            text = _described(net, pays, _)
            _draw_range(figure, y, net, f"{name}: {text}", _)
            doubted = verdict_word(Verdict(CONTRADICTED), _)
            label_beside(figure, rightmost, y, doubted if pays is None else certainty(pays, _))
        described.append(f"{name}: {text}")
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    name_rows(figure, list(plans))
    figure.add_annotation(
        x=1,
        xref="paper",
        y=1,
        yref="paper",
        xanchor="right",
        yanchor="bottom",
        showarrow=False,
        text=_("probability that it pays"),
        font={"size": TEXT - 1},
    )
    figure.update_xaxes(
        range=axis_range(ends, right=0.3),
        zeroline=False,
        tickformat=",.0f",
        nticks=6,
        title=_("net result, euros"),
    )
    apply_style(
        figure,
        _,
        alt=_("Net result per plan, median outcome: {rows}", rows="; ".join(described)),
        height=20 + rows_height(list(plans), 64),
    )
    return figure.update_layout(margin={"t": TOP_MARGIN, "l": MARGIN, "r": MARGIN, "b": MARGIN})


def _described(net: Quantiles, pays: float | None, _: Locale) -> str:
    middle, low, high = (_.money_short(end) for end in (net.median, net.low, net.high))
    if pays is None:
        return _(
            "{middle}, between {low} and {high}; its checks contradict it",
            middle=middle,
            low=low,
            high=high,
        )
    return _(
        "{middle}, between {low} and {high}; {sure} that it pays",
        middle=middle,
        low=low,
        high=high,
        sure=certainty(pays, _),
    )


def _draw_range(figure: go.Figure, y: int, net: Quantiles, hover: str, _: Locale) -> None:
    colour = RETURN_COLOUR if net.median >= 0 else COST_COLOUR
    figure.add_scatter(
        x=[net.low95, net.high95],
        y=[y, y],
        mode="lines",
        line={"color": COMPARISON, "width": 2},
        hoverinfo="skip",
    )
    draw_bar(figure, y, net.low, net.high, basis=FORECAST, colour=colour, hover=hover, width=0.3)
    figure.add_scatter(
        x=[net.median],
        y=[y],
        mode="markers",
        hoverinfo="skip",
        marker={"color": colour, "size": 14, "line": {"color": RING, "width": 2}},
    )
    label_above(figure, net.median, y, _.money_short(net.median))
