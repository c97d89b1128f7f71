"""How sure: per plan the middle of what it leaves, and the ends between which 80 and 95 of 100
draws lie.
"""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.figures.ibcs import BRINGS, COSTS, FORECAST, above, bar, beside, height, room, rows
from dashboard.figures.style import OTHERS, TEXT, ZERO, style
from dashboard.text.quantities import certainty
from metrics.i18n import Locale
from metrics.value.draws import Quantiles

RING = "#FFFFFF"  # sets the dot off from the bar, in light and in dark


def plan_ranges(plans: Mapping[str, tuple[Quantiles, float]], _: Locale) -> go.Figure:
    """A row per plan, from its name to (spread of net in euros, share of draws above zero): a thin
    line for 95 of 100 draws, a bar for 80, a dot for the middle; how sure that it pays stands at
    the right.
    """
    figure, spoken, ends = go.Figure(), [], []
    most = max([0.0, *(net.high95 for net, _pays in plans.values())])
    for y, (name, (net, pays)) in enumerate(plans.items()):
        ends += [net.low95, net.high95]
        if net.low95 == net.high95 == 0:
            text = _("costs nothing, returns nothing")
            beside(figure, 0, y, text)
        else:
            text = _(
                "{middle}, between {low} and {high}; {sure} that it pays",
                middle=_.money_short(net.median),
                low=_.money_short(net.low),
                high=_.money_short(net.high),
                sure=certainty(pays, _),
            )
            _draw(figure, y, net, f"{name}: {text}", _)
            beside(figure, most, y, certainty(pays, _))
        spoken.append(f"{name}: {text}")
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    rows(figure, list(plans))
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
        range=room(ends, right=0.3),
        zeroline=False,
        tickformat=",.0f",
        nticks=6,
        title=_("net result, euros"),
    )
    style(
        figure,
        _,
        alt=_("Net result per plan, median outcome: {rows}", rows="; ".join(spoken)),
        height=20 + height(list(plans), 64),
    )
    return figure.update_layout(margin={"l": 8, "r": 8, "t": 26, "b": 8})


def _draw(figure: go.Figure, y: int, net: Quantiles, hover: str, _: Locale) -> None:
    colour = BRINGS if net.median >= 0 else COSTS
    figure.add_scatter(
        x=[net.low95, net.high95],
        y=[y, y],
        mode="lines",
        line={"color": OTHERS, "width": 2},
        hoverinfo="skip",
    )
    bar(figure, y, net.low, net.high, basis=FORECAST, colour=colour, hover=hover, width=0.3)
    figure.add_scatter(
        x=[net.median],
        y=[y],
        mode="markers",
        hoverinfo="skip",
        marker={"color": colour, "size": 14, "line": {"color": RING, "width": 2}},
    )
    above(figure, net.median, y, _.money_short(net.median))
