"""Hours a month that mentors can give, against what running and planned pairings ask."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, WRONG, style
from metrics.disclosure.released_mentors import ReleasedMonth
from metrics.i18n import N_, Locale

ALT = N_("Hours per month. Mentor capacity: {able}. {asked}.")


def mentor_capacity(months: Sequence[ReleasedMonth], _: Locale) -> go.Figure:
    """A stacked bar per month, running below planned, and a line for what mentors can give. Months
    about too few people have no bar, and the words say so.
    """
    days = [f"{one.month // 12}-{one.month % 12 + 1:02d}-01" for one in months]
    asked = [one for one in months if one.running is not None]
    figure = go.Figure()
    for name, color, text in (
        ("running", MENTEES, _("running pairings")),
        ("planned", OTHERS, _("planned pairings")),
    ):
        hours = [getattr(one, name) for one in months]
        figure.add_bar(
            x=days,
            y=hours,
            name=text,
            marker={"color": color},
            hovertemplate="%{x|%b %Y}: %{y:.0f} · " + text + "<extra></extra>",
        )
    able = [one.capacity for one in months]
    if able and able[0] is not None:
        figure.add_scatter(
            x=days,
            y=able,
            mode="lines",
            line={"color": WRONG, "width": 3, "shape": "hvh"},
            name=_("mentor capacity"),
            hovertemplate="%{x|%b %Y}: %{y:.0f}<extra></extra>",
        )
    most = max(
        [one.running + one.planned for one in asked]
        + [hours for hours in able if hours is not None]
        + [1.0]
    )
    figure.update_layout(barmode="stack", bargap=0.25)
    if hidden := [day for day, one in zip(days, months, strict=True) if one.running is None]:
        figure.add_annotation(
            x=hidden[len(hidden) // 2],
            y=0,
            text=_("too few people to show"),
            textangle=-90,
            showarrow=False,
            yanchor="bottom",
            yshift=8,
            font={"size": TEXT, "color": OTHERS},
        )
    figure.update_yaxes(title=_("hours per month"), range=[0, most * 1.2], tickformat=",.0f")
    figure.update_xaxes(tickformat="%b<br>%Y", dtick="M2", showgrid=False, range=_ends(days))
    said = "; ".join(
        _(
            "{month}: {asked} needed",
            month=f"{one.month // 12}-{one.month % 12 + 1:02d}",
            asked=_.number(one.running + one.planned),
        )
        for one in asked
    )
    alt = _(
        ALT,
        asked=said or _("too few people to show"),
        able=_.number(able[0]) if able and able[0] is not None else _("not known"),
    )
    figure = style(figure, _, alt=alt, height=340)
    figure.update_layout(
        showlegend=True,
        margin={"t": 40},
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


def _ends(days: Sequence[str]) -> list[str] | None:
    """Half a month on either side."""
    if not days:
        return None
    year, month, _day = days[0].split("-")
    before = f"{int(year) - (month == '01')}-{(int(month) - 2) % 12 + 1:02d}-16"
    return [before, f"{days[-1][:8]}16"]
