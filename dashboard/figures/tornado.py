"""What the answer hangs on: net with one number at its low and at its high end, the widest on
top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.ibcs import BRINGS, COSTS, FORECAST, PLAN, bar, beside, height, room, rows
from dashboard.figures.style import TEXT, ZERO, style
from dashboard.text.plan_text import CategoryNames, input_name
from dashboard.text.quantities import assumption_value
from metrics.i18n import Locale
from metrics.rewards.appraisal import TornadoBar
from metrics.value import Assumption

MOST = 8
SHARE_UNITS = ("share", "share of annual salary", "share of pay", "share of people", "share a year")
YEARS = "years"


@dataclass(frozen=True)
class TornadoRow:
    """One number: what it is called, its two ends as the reader sees them, and net at each of
    them.
    """

    name: str
    low: str
    high: str
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        return abs(self.at_high - self.at_low)


def tornado_chart(bars: Sequence[TornadoRow], base: float, _: Locale) -> go.Figure:
    """At most eight bars around `base`, the net with every number in its middle; towards the low
    end outlined, towards the high end hatched, each end named with the number that gives it.
    """
    shown = sorted(bars, key=lambda one: -one.width)[:MOST]
    figure, spoken = go.Figure(), []
    for y, one in enumerate(shown):
        for end, text, basis in ((one.at_low, one.low, PLAN), (one.at_high, one.high, FORECAST)):
            hover = _(
                "{name} at {value}: net present value {net}",
                name=one.name,
                value=text,
                net=_.money_short(end),
            )
            bar(
                figure, y, base, end, basis=basis, colour=BRINGS if end >= 0 else COSTS, hover=hover
            )
        first_left = one.at_low <= one.at_high
        for end, text, left in (
            (one.at_low, one.low, first_left),
            (one.at_high, one.high, not first_left),
        ):
            beside(figure, end, y, text, left=left)
        spoken.append(
            _(
                "{name}: {low} to {high}",
                name=one.name,
                low=_.money_short(one.at_low),
                high=_.money_short(one.at_high),
            )
        )
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
    rows(figure, [one.name for one in shown])
    ends = [base, *(end for one in shown for end in (one.at_low, one.at_high))]
    figure.update_xaxes(
        range=room(ends, left=0.16, right=0.16),
        zeroline=False,
        tickformat=",.0f",
        nticks=6,
        title=_("net present value, euros"),
    )
    style(
        figure,
        _,
        alt=_(
            "Net present value with one input at its low and its high end: {rows}",
            rows="; ".join(spoken),
        ),
        height=20 + height([one.name for one in shown], 46),
    )
    return figure.update_layout(margin={"l": 8, "r": 8, "t": 26, "b": 8})


def tornado_rows(
    swings: Sequence[TornadoBar],
    assumptions: Mapping[str, Assumption],
    names: CategoryNames,
    _: Locale,
) -> list[TornadoRow]:
    """Return the swings of a plan as bars, each input named and written as the reader knows it."""
    return [
        TornadoRow(
            name=input_name(swing.name, assumptions, names, _),
            low=_input_value(swing.name, swing.low, assumptions, _),
            high=_input_value(swing.name, swing.high, assumptions, _),
            at_low=swing.at_low,
            at_high=swing.at_high,
        )
        for swing in swings
    ]


def _input_value(name: str, value: float, assumptions: Mapping[str, Assumption], _: Locale) -> str:
    """Return one end of an input; the response to a reward has words for its ends."""
    kind, measured, _category = name.partition(":")
    if not measured:
        return _assumption(value, assumptions[name].unit, _)
    if kind == "response":
        return _response(value, _)
    if kind == "exits":
        return _.percent(value, 1).replace("-", "\u2212")
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
