"""The tornado chart: the net present value with one input at its low and at its high end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.ibcs import (
    COST_COLOUR,
    FORECAST,
    PLAN,
    RETURN_COLOUR,
    axis_range,
    draw_bar,
    label_beside,
    name_rows,
    rows_height,
)
from dashboard.figures.style import MARGIN, TEXT, ZERO, apply_style
from dashboard.text.labels import CategoryNames
from dashboard.text.plan_text import input_name
from dashboard.text.quantities import assumption_value
from metrics.i18n import Locale
from metrics.rewards import TornadoBar
from metrics.value import Assumption

MOST_ROWS = 8
SHARE_UNITS = ("share", "share of annual salary", "share of pay", "share of people", "share a year")
YEARS = "years"
TOP_MARGIN = 26  # pixels, for the label of the base case


@dataclass(frozen=True)
class TornadoRow:
    """One input: its name, its ends as the reader sees them, and the result at each, in euros."""

    name: str
    low: str
    high: str
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the result moves between the two ends, in euros."""
        return abs(self.at_high - self.at_low)


def tornado_chart(inputs: Sequence[TornadoRow], base: float, _: Locale) -> go.Figure:
    """Return the tornado: a reader sees which inputs move the result most, the widest on top.

    At most eight bars lie around `base`, the result with every input at its best estimate. The
    part towards the low end is outlined, towards the high end hatched; each end is named.
    """
    shown = sorted(inputs, key=lambda row: -row.width)[:MOST_ROWS]
    figure = go.Figure()
    for y, row in enumerate(shown):
        _draw_row(figure, y, row, base, _)
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    figure.add_vline(x=base, line={"color": ZERO, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=base,
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        font={"size": TEXT - 1},
        text=_("base case: {net}", net=_.money_short(base)),
    )
    names = [row.name for row in shown]
    name_rows(figure, names)
    ends = [base, *(end for row in shown for end in (row.at_low, row.at_high))]
    figure.update_xaxes(
        range=axis_range(ends, left=0.16, right=0.16),
        zeroline=False,
        tickformat=",.0f",
        nticks=6,
        title=_("net present value, euros"),
    )
    described = "; ".join(
        _(
            "{name}: {low} to {high}",
            name=row.name,
            low=_.money_short(row.at_low),
            high=_.money_short(row.at_high),
        )
        for row in shown
    )
    apply_style(
        figure,
        _,
        alt=_(
            "Net present value with one input at its low and its high end: {rows}",
            rows=described,
        ),
        height=20 + rows_height(names, 46),
    )
    return figure.update_layout(margin={"t": TOP_MARGIN, "l": MARGIN, "r": MARGIN, "b": MARGIN})


def tornado_rows(
    bars: Sequence[TornadoBar],
    assumptions: Mapping[str, Assumption],
    names: CategoryNames,
    _: Locale,
) -> list[TornadoRow]:
    """Return the bars of an appraisal with each input named and written as the reader knows it."""
    return [
        TornadoRow(
            name=input_name(bar.name, assumptions, names, _),
            low=_input_value(bar.name, bar.low, assumptions, _),
            high=_input_value(bar.name, bar.high, assumptions, _),
            at_low=bar.at_low,
            at_high=bar.at_high,
        )
        for bar in bars
    ]


def _draw_row(figure: go.Figure, y: int, row: TornadoRow, base: float, _: Locale) -> None:
    for end, value, basis in ((row.at_low, row.low, PLAN), (row.at_high, row.high, FORECAST)):
        draw_bar(
            figure,
            y,
            base,
            end,
            basis=basis,
            colour=RETURN_COLOUR if end >= 0 else COST_COLOUR,
            hover=_(
                "{name} at {value}: net present value {net}",
                name=row.name,
                value=value,
                net=_.money_short(end),
            ),
        )
    low_is_left = row.at_low <= row.at_high
    label_beside(figure, row.at_low, y, row.low, left=low_is_left)
    label_beside(figure, row.at_high, y, row.high, left=not low_is_left)


def _input_value(name: str, value: float, assumptions: Mapping[str, Assumption], _: Locale) -> str:
    """Return one end of an input; the response to a reward has words for its ends."""
    kind, measured, _category = name.partition(":")
    if not measured:
        return _assumption(value, assumptions[name].unit, _)
    if kind == "response":
        return _response(value, _)
    if kind == "exits":
        return _.percent(value, 1)
    return _.signed(value, 2) if kind == "score" else _.money(value)


def _response(value: float, _: Locale) -> str:
    if value < 0:
        return _("weak")
    return _("strong") if value > 0 else _("typical")


def _assumption(value: float, unit: str, _: Locale) -> str:
    if unit in SHARE_UNITS:
        return _.percent(value)
    number = assumption_value(value, _)
    return _("{n} years", n=number) if unit == YEARS else number
