"""The return per euro with its two ranges and break-even, on one line."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.figures.ibcs import COST_COLOUR, FORECAST, RETURN_COLOUR, axis_range, draw_bar
from dashboard.figures.style import COMPARISON, MARGIN, TEXT, ZERO, apply_style
from metrics.disclosure import ReleasedReturn
from metrics.i18n import Locale

BREAK_EVEN = 1.0
RING = "#FFFFFF"  # sets the dot off from the bar, in light and in dark
TOP_MARGIN = 24  # pixels, for the label of break-even
BOTTOM_MARGIN = 28  # pixels, for the amounts
HEIGHT = 78


def return_range(returned: ReleasedReturn, _: Locale) -> go.Figure:
    """Return one row: a reader sees how far the return per euro may lie on each side of break-even.

    The bar holds 95 of 100 draws (sampling and assumptions), the dot is the median. The thin line
    reaches further: it also covers a hidden trait as strong as the last review; it is left out
    where that cannot be told.
    """
    per_euro = returned.per_euro
    wider = returned.hidden_trait
    colour = RETURN_COLOUR if per_euro.median >= BREAK_EVEN else COST_COLOUR
    low, middle, high = (
        _.money(end, 2) for end in (per_euro.low95, per_euro.median, per_euro.high95)
    )
    text = _("{middle} per euro, between {low} and {high}", middle=middle, low=low, high=high)
    figure = go.Figure()
    ends = [per_euro.low95, per_euro.high95, BREAK_EVEN]
    if wider:
        ends += [wider.per_euro_low, wider.per_euro_high]
        also = _(
            "with a hidden trait as strong as the last review between {low} and {high}",
            low=_.money(wider.per_euro_low, 2),
            high=_.money(wider.per_euro_high, 2),
        )
        text = f"{text}; {also}"
        figure.add_scatter(
            x=[wider.per_euro_low, wider.per_euro_high],
            y=[0, 0],
            mode="lines+markers",
            line={"color": COMPARISON, "width": 2},
            marker={"symbol": "line-ns-open", "size": 12, "color": COMPARISON},
            hoverinfo="skip",
        )
    draw_bar(
        figure,
        0,
        per_euro.low95,
        per_euro.high95,
        basis=FORECAST,
        colour=colour,
        hover=text,
        width=0.5,
    )
    figure.add_scatter(
        x=[per_euro.median],
        y=[0],
        mode="markers",
        hoverinfo="skip",
        marker={"color": colour, "size": 14, "line": {"color": RING, "width": 2}},
    )
    figure.add_vline(x=BREAK_EVEN, line={"color": ZERO, "width": 2})
    figure.add_annotation(
        x=BREAK_EVEN,
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        text=_("break-even"),
        font={"size": TEXT - 1},
    )
    figure.update_yaxes(visible=False, range=[-0.6, 0.6])
    figure.update_xaxes(
        range=axis_range(ends, right=0.06),
        zeroline=False,
        tickprefix="€ ",
        tickformat=",.2~f",
        nticks=6,
    )
    apply_style(figure, _, alt=_("Return per euro: {range}", range=text), height=HEIGHT)
    return figure.update_layout(
        margin={"t": TOP_MARGIN, "l": MARGIN, "r": MARGIN, "b": BOTTOM_MARGIN}, barmode="overlay"
    )
