"""The pay range of each category: from what a mentor gives up to what mentoring is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from dashboard.figures.style import COMPARISON, ZERO, apply_style
from dashboard.markdown import figure_text
from metrics.i18n import N_, Locale
from metrics.value import Range

NO_PAY_RANGE = N_("no pay range: the mentor gives up {floor}, it is worth {ceiling}")
FAR = 1.5  # times the longest pay range; a break-even beyond it is not drawn


@dataclass(frozen=True)
class PayRangeRow:
    """One category, in euros per pairing at employer cost.

    `floor` makes up for the mentor's effort, `ceiling` is worth paying; `present` is the plan's
    reward and `break_even` the reward at which the plan breaks even (None where there is none).
    """

    name: str
    floor: Range
    ceiling: Range
    present: float
    break_even: float | None


def pay_range_chart(ranges: Sequence[PayRangeRow], _: Locale) -> go.Figure:
    """Return a row per category: a reader sees whether the plan's reward lies in its pay range.

    A hatched bar runs from floor to ceiling and a thin line to their furthest ends; a diamond is
    the plan's reward. A dotted line marks break-even, where it lies not far beyond.
    """
    furthest = FAR * max(end for row in ranges for end in (row.ceiling.high, row.present, 0.0))
    figure = go.Figure()
    described = []
    ends: list[float] = []
    for y, row in enumerate(ranges):
        text = _draw_range(figure, y, row, _)
        if row.break_even is not None and row.break_even <= furthest:
            _draw_break_even(figure, y, row.break_even)
        present = _draw_present(figure, y, row, _)
        described.append(f"{row.name}: {text}; {present}")
        ends += [
            end
            for end in (row.floor.low, row.ceiling.high, row.present, row.break_even)
            if end is not None and end <= furthest
        ]
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    names = [row.name for row in ranges]
    name_rows(figure, names)
    figure.update_xaxes(
        range=axis_range(ends, left=0.1),
        zeroline=False,
        tickformat=",.0f",
        nticks=6,
        title=_("euros per pairing, at employer cost"),
    )
    return apply_style(
        figure,
        _,
        alt=_("Pay range: {rows}", rows="; ".join(described)),
        height=rows_height(names, 68),
    )


def _draw_range(figure: go.Figure, y: int, row: PayRangeRow, _: Locale) -> str:
    """Draw the bar from floor to ceiling and return it in words; no bar where there is no range."""
    floor = row.floor.base
    ceiling = row.ceiling.base
    if ceiling < floor:
        text = _(
            NO_PAY_RANGE,
            floor=_.money(floor),
            ceiling=_.money(max(ceiling, 0.0)),
        )
        label_beside(figure, 0, y - 0.36, text)
        return text
    text = _("between {floor} and {ceiling}", floor=_.money(floor), ceiling=_.money(ceiling))
    figure.add_scatter(
        x=[row.floor.low, row.ceiling.high],
        y=[y, y],
        mode="lines",
        hoverinfo="skip",
        line={"color": COMPARISON, "width": 2},
    )
    draw_bar(
        figure,
        y,
        floor,
        ceiling,
        basis=FORECAST,
        colour=RETURN_COLOUR,
        hover=f"{row.name}: {text}",
        width=0.34,
    )
    label_above(figure, floor, y, _.money(floor))
    label_above(figure, ceiling, y, _.money(ceiling))
    return text


def _draw_break_even(figure: go.Figure, y: int, break_even: float) -> None:
    figure.add_scatter(
        x=[break_even] * 2,
        y=[y - 0.3, y + 0.3],
        mode="lines",
        hoverinfo="skip",
        line={"color": COST_COLOUR, "width": 3, "dash": "dot"},
    )


def _draw_present(figure: go.Figure, y: int, row: PayRangeRow, _: Locale) -> str:
    """Draw the plan's reward as a diamond, red outside the range, and return it in words."""
    text = _("the plan pays {present}", present=_.money(row.present))
    inside = row.floor.base <= row.present <= row.ceiling.base
    figure.add_scatter(
        x=[row.present],
        y=[y],
        mode="markers",
        cliponaxis=False,
        hovertemplate=f"{figure_text(f'{row.name}: {text}')}<extra></extra>",
        marker={
            "symbol": "diamond",
            "size": 14,
            "color": RETURN_COLOUR if inside else COST_COLOUR,
            "line": {"width": 1, "color": COMPARISON},
        },
    )
    label_above(figure, row.present, y, _.money(row.present), shift=-22)
    return text
