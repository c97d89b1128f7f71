"""The efficient frontier: the best net result that each budget can buy."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.style import COMPARISON, MENTEES, TEXT, ZERO, apply_style
from metrics.i18n import Locale

BudgetPoint = tuple[float, float]  # a budget, and the best net result within it, both in euros
ALT_STEP = 4  # the alt text names every fourth point


def frontier_chart(points: Sequence[BudgetPoint], chosen: BudgetPoint, _: Locale) -> go.Figure:
    """Return a rising staircase: a reader sees what more budget would add to the net result.

    A budget buys whole plans, so the line rises in steps. A dot marks `chosen`, today's budget.
    """
    budgets, nets = zip(*sorted(points), strict=True)
    figure = go.Figure(
        go.Scatter(
            x=list(budgets),
            y=list(nets),
            mode="lines",
            line={"color": MENTEES, "width": 3, "shape": "hv"},
            text=[_point(budget, net, _) for budget, net in zip(budgets, nets, strict=True)],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    _mark_chosen(figure, chosen, left=chosen[0] > 0.6 * budgets[-1], _=_)
    low = min(0.0, *nets)
    high = max(0.0, *nets)
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
    described = "; ".join(_point(budget, net, _) for budget, net in points[::ALT_STEP])
    return apply_style(
        figure, _, alt=_("Best net result per budget: {points}", points=described), height=340
    )


def _mark_chosen(figure: go.Figure, chosen: BudgetPoint, *, left: bool, _: Locale) -> None:
    """Draw the chosen budget as a dot on a dotted line, with its label left or right of it."""
    budget, net = chosen
    figure.add_scatter(
        x=[budget],
        y=[net],
        mode="markers",
        hoverinfo="skip",
        cliponaxis=False,
        marker={"color": MENTEES, "size": 15, "line": {"width": 0}},
    )
    text = _(
        "budget {budget}: net result {net}",
        budget=_.money_short(budget),
        net=_.money_short(net),
    )
    figure.add_annotation(
        x=budget,
        y=0,
        text=f"<b>{text}</b>",
        showarrow=False,
        yshift=14,
        xshift=-10 if left else 10,
        xanchor="right" if left else "left",
        font={"size": TEXT},
    )
    figure.add_vline(x=budget, line={"color": COMPARISON, "width": 1, "dash": "dot"})


def _point(budget: float, net: float, _: Locale) -> str:
    return _("with {budget}: {net}", budget=_.money_short(budget), net=_.money_short(net))
