"""What more money would bring: the best choice at every budget."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, ZERO, style
from metrics.i18n import Locale

Point = tuple[float, float]


def frontier_chart(points: Sequence[Point], chosen: Point, _: Locale) -> go.Figure:
    """A staircase of (budget, net in euros of the best choice within it), rising, with the choice
    of today's budget as a dot; money buys whole plans, so it rises in steps.
    """
    budgets, nets = zip(*sorted(points), strict=True)
    figure = go.Figure(
        go.Scatter(
            x=list(budgets),
            y=list(nets),
            mode="lines",
            line={"color": MENTEES, "width": 3, "shape": "hv"},
            text=[
                _("with {budget}: {net}", budget=_.money_short(budget), net=_.money_short(net))
                for budget, net in zip(budgets, nets, strict=True)
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    figure.add_scatter(
        x=[chosen[0]],
        y=[chosen[1]],
        mode="markers",
        hoverinfo="skip",
        cliponaxis=False,
        marker={"color": MENTEES, "size": 15, "line": {"width": 0}},
    )
    right = chosen[0] > 0.6 * budgets[-1]
    text = _(
        "budget {budget}: net result {net}",
        budget=_.money_short(chosen[0]),
        net=_.money_short(chosen[1]),
    )
    figure.add_annotation(
        x=chosen[0],
        y=0,
        text=f"<b>{text}</b>",
        showarrow=False,
        yshift=14,
        xshift=-10 if right else 10,
        xanchor="right" if right else "left",
        font={"size": TEXT},
    )
    figure.add_vline(x=chosen[0], line={"color": OTHERS, "width": 1, "dash": "dot"})
    low, high = min(0.0, *nets), max(0.0, *nets)
    span = (high - low) or 1.0
    figure.update_yaxes(
        title=_("average net result, euros"),
        range=[low - 0.14 * span, high + 0.08 * span],
        nticks=6,
        tickformat=",.0f",
        zeroline=True,
        zerolinecolor=ZERO,
    )
    figure.update_xaxes(
        title=_("budget, euros"),
        tickformat=",.0f",
        zeroline=False,
        nticks=7,
        range=[-0.03 * budgets[-1], 1.03 * budgets[-1]],
    )
    spoken = "; ".join(
        _("with {budget}: {net}", budget=_.money_short(x), net=_.money_short(y))
        for x, y in points[::4]
    )
    return style(
        figure, _, alt=_("Best net result per budget: {points}", points=spoken), height=340
    )
