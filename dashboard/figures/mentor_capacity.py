"""Mentor capacity against the hours that running and planned pairings need, month by month."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.style import COMPARISON, MENTEES, TEXT, WARNING, apply_style
from metrics.disclosure import ReleasedMonth
from metrics.i18n import N_, Locale

ALT = N_("Hours per month. Mentor capacity: {able}. {asked}.")
TOP_MARGIN = 40  # pixels, for the legend


def mentor_capacity(months: Sequence[ReleasedMonth], _: Locale) -> go.Figure:
    """Return stacked bars and a line: a reader sees when mentors have too few hours.

    Each month has a bar of running pairings with planned ones on top; the line is what mentors can
    give. A month about too few people has no bar, and the figure says so.
    """
    days = [f"{_month(month)}-01" for month in months]
    capacity = [month.capacity for month in months]
    needed = [_needed(month) for month in months]
    figure = go.Figure()
    running = [month.running for month in months]
    planned = [month.planned for month in months]
    _draw_hours(figure, days, running, MENTEES, _("running pairings"))
    _draw_hours(figure, days, planned, COMPARISON, _("planned pairings"))
    if capacity and capacity[0] is not None:
        figure.add_scatter(
            x=days,
            y=capacity,
            mode="lines",
            line={"color": WARNING, "width": 3, "shape": "hvh"},
            name=_("mentor capacity"),
            hovertemplate="%{x|%b %Y}: %{y:.0f}<extra></extra>",
        )
    hidden = [day for day, hours in zip(days, needed, strict=True) if hours is None]
    if hidden:
        figure.add_annotation(
            x=hidden[len(hidden) // 2],
            y=0,
            text=_("too few people to show"),
            textangle=-90,
            showarrow=False,
            yanchor="bottom",
            yshift=8,
            font={"size": TEXT, "color": COMPARISON},
        )
    most = max([1.0, *(hours for hours in (*needed, *capacity) if hours is not None)])
    figure.update_yaxes(title=_("hours per month"), range=[0, most * 1.2], tickformat=",.0f")
    figure.update_xaxes(tickformat="%b<br>%Y", dtick="M2", showgrid=False, range=_x_range(days))
    figure = apply_style(figure, _, alt=_alt(months, _), height=340)
    figure.update_layout(
        barmode="stack",
        bargap=0.25,
        showlegend=True,
        margin={"t": TOP_MARGIN},
        legend={
            "orientation": "h",
            "y": 1.02,
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": TEXT},
            "traceorder": "normal",
            "itemclick": False,
        },
    )
    return figure


def _draw_hours(
    figure: go.Figure, days: Sequence[str], hours: Sequence[float | None], colour: str, name: str
) -> None:
    figure.add_bar(
        x=days,
        y=hours,
        name=name,
        marker={"color": colour},
        hovertemplate="%{x|%b %Y}: %{y:.0f} · " + name + "<extra></extra>",
    )


def _needed(month: ReleasedMonth) -> float | None:
    """Return the hours that running and planned pairings need; None where they are protected."""
    if month.running is None or month.planned is None:
        return None
    return month.running + month.planned


def _alt(months: Sequence[ReleasedMonth], _: Locale) -> str:
    needed = [(_month(month), _needed(month)) for month in months]
    described = "; ".join(
        _("{month}: {asked} needed", month=name, asked=_.number(hours))
        for name, hours in needed
        if hours is not None
    )
    capacity = months[0].capacity if months else None
    return _(
        ALT,
        asked=described or _("too few people to show"),
        able=_("not known") if capacity is None else _.number(capacity),
    )


def _month(month: ReleasedMonth) -> str:
    """Return the month as yyyy-mm; its number counts months from year 0."""
    return f"{month.month // 12}-{month.month % 12 + 1:02d}"


def _x_range(days: Sequence[str]) -> list[str] | None:
    """Return the range of the axis: half a month more on either side."""
    if not days:
        return None
    year, month, _day = days[0].split("-")
    before = f"{int(year) - (month == '01')}-{(int(month) - 2) % 12 + 1:02d}-16"
    return [before, f"{days[-1][:8]}16"]
