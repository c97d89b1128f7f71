"""Between what a mentor gives up and what it is worth to the company: where a reward can lie, and
where it lies now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from dashboard.figures.ibcs import BRINGS, COSTS, FORECAST, above, bar, beside, height, room, rows
from dashboard.figures.style import OTHERS, ZERO, style
from dashboard.markdown import figure_text
from metrics.i18n import Locale
from metrics.value.draws import Range

FAR = 1.5


@dataclass(frozen=True)
class PayRangeRow:
    """One category, in euros per pairing: what makes up for the mentor's effort and what is worth
    paying, each with its low and high end, the plan's reward, and that at which the plan breaks
    even (None where there is none).
    """

    name: str
    floor: Range
    ceiling: Range
    present: float
    break_even: float | None


def pay_range_chart(spans: Sequence[PayRangeRow], _: Locale) -> go.Figure:
    """A row per category: a hatched bar from floor to ceiling between the furthest ends of both
    (thin line), a diamond at the plan's reward, a dotted line at break-even where that lies not far
    beyond them.
    """
    figure, spoken = go.Figure(), []
    furthest = FAR * max(end for one in spans for end in (one.ceiling.high, one.present, 0.0))
    for y, one in enumerate(spans):
        near = one.break_even is not None and one.break_even <= furthest
        spoken.append(_row(figure, y, one if near else replace(one, break_even=None), _))
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    rows(figure, [one.name for one in spans])
    ends = [
        end
        for one in spans
        for end in (one.floor.low, one.ceiling.high, one.present, one.break_even)
        if end is not None and end <= furthest
    ]
    figure.update_xaxes(
        range=room(ends, left=0.1),
        zeroline=False,
        tickformat=",.0f",
        nticks=6,
        title=_("euros per pairing, at employer cost"),
    )
    return style(
        figure,
        _,
        alt=_("Pay range: {rows}", rows="; ".join(spoken)),
        height=height([one.name for one in spans], 68),
    )


def _row(figure: go.Figure, y: int, one: PayRangeRow, _: Locale) -> str:
    text = _("the plan pays {present}", present=_.money(one.present))
    floor, ceiling = one.floor.base, one.ceiling.base
    if ceiling < floor:
        room_text = _(
            "no pay range: the mentor gives up {floor}, it is worth {ceiling}",
            floor=_.money(floor),
            ceiling=_.money(max(ceiling, 0.0)),
        )
        beside(figure, 0, y - 0.36, room_text)
    else:
        room_text = _(
            "between {floor} and {ceiling}", floor=_.money(floor), ceiling=_.money(ceiling)
        )
        figure.add_scatter(
            x=[one.floor.low, one.ceiling.high],
            y=[y, y],
            mode="lines",
            hoverinfo="skip",
            line={"color": OTHERS, "width": 2},
        )
        bar(
            figure,
            y,
            floor,
            ceiling,
            basis=FORECAST,
            colour=BRINGS,
            hover=f"{one.name}: {room_text}",
            width=0.34,
        )
        above(figure, floor, y, _.money(floor))
        above(figure, ceiling, y, _.money(ceiling))
    if one.break_even is not None:
        figure.add_scatter(
            x=[one.break_even] * 2,
            y=[y - 0.3, y + 0.3],
            mode="lines",
            hoverinfo="skip",
            line={"color": COSTS, "width": 3, "dash": "dot"},
        )
    inside = floor <= one.present <= ceiling
    figure.add_scatter(
        x=[one.present],
        y=[y],
        mode="markers",
        cliponaxis=False,
        hovertemplate=f"{figure_text(f'{one.name}: {text}')}<extra></extra>",
        marker={
            "symbol": "diamond",
            "size": 14,
            "color": BRINGS if inside else COSTS,
            "line": {"width": 1, "color": OTHERS},
        },
    )
    above(figure, one.present, y, _.money(one.present), shift=-22)
    return f"{one.name}: {room_text}; {text}"
