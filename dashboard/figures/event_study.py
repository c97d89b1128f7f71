"""The effect before and after pairing, period by period, with 95 % intervals."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, ZERO, style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import Locale

LEFT_OUT = -1
Z = 1.96


def event_study(answer: ReleasedAnswer, _: Locale) -> go.Figure:
    """Dots with whiskers at event times (0 is the first value after pairing); -1 is drawn hollow,
    it is left out.
    """
    digits, times, spoken = answer.metric.digits, sorted(answer.events), []
    figure = go.Figure()
    for time in times:
        effect, se = answer.events[time]
        colour, hollow = MENTEES if time >= 0 else OTHERS, time == LEFT_OUT
        middle, low, high = (_.signed(effect + side * Z * se, digits) for side in (0, -1, 1))
        spoken.append(f"{_.signed(time, 0)}: {middle} ({low} – {high})")
        figure.add_scatter(
            x=[time],
            y=[effect],
            mode="markers",
            marker={
                "color": colour,
                "size": 13,
                "symbol": "circle-open" if hollow else "circle",
                "line": {"width": 2 if hollow else 0, "color": colour},
            },
            error_y={
                "type": "data",
                "array": [Z * se],
                "color": colour,
                "thickness": 2.5,
                "width": 6,
            },
            hovertemplate=f"{spoken[-1]}<extra></extra>",
        )
    figure.add_hline(y=0, line={"color": ZERO, "width": 2})
    figure.add_vline(x=-0.5, line={"color": ZERO, "width": 1, "dash": "dot"})
    for x, anchor, text in (
        (-0.57, "right", _("before pairing")),
        (-0.43, "left", _("after pairing")),
    ):
        figure.add_annotation(
            x=x,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor=anchor,
            text=text,
            showarrow=False,
            font={"size": TEXT},
        )
    if LEFT_OUT in answer.events:
        effect, se = answer.events[LEFT_OUT]
        figure.add_annotation(
            x=LEFT_OUT,
            y=effect - Z * se,
            yanchor="top",
            xshift=-14,
            text=_("excluded"),
            showarrow=False,
            font={"size": TEXT - 1, "color": OTHERS},
        )
    figure.update_xaxes(
        title=_("periods since the first value after pairing (0)"),
        tickmode="array",
        tickvals=times,
        ticktext=[_.signed(time, 0) for time in times],
        zeroline=False,
        showgrid=False,
    )
    figure.update_yaxes(
        title=_("difference, in {unit}", unit=figure_text(_(answer.metric.unit))),
        zeroline=False,
        tickformat=f",.{digits}f",
    )
    style(figure, _, alt=_("Effect per period: {effects}", effects="; ".join(spoken)), height=380)
    return figure.update_layout(margin={"l": 8, "r": 8, "t": 28, "b": 8})
