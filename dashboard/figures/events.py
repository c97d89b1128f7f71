"""The effect before and after pairing, period by period, with 95 % intervals."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, ZERO, style
from metrics.disclosure import ReleasedAnswer
from metrics.words import Words

LEFT_OUT = -1
Z = 1.96


def event_study(answer: ReleasedAnswer, _: Words) -> go.Figure:
    """Dots with whiskers at event times (0 is the first value after pairing); -1 is drawn hollow, it is left out."""
    metric = answer.metric
    figure = go.Figure()
    for time, (effect, se) in sorted(answer.events.items()):
        colour = MENTEES if time >= 0 else OTHERS
        symbol = "circle-open" if time == LEFT_OUT else "circle"
        low, high = (_.signed(effect + side * Z * se, metric.digits) for side in (-1, 1))
        figure.add_scatter(
            x=[time], y=[effect], mode="markers", marker={"color": colour, "size": 12, "symbol": symbol, "line": {"width": 2}},
            error_y={"type": "data", "array": [Z * se], "color": colour, "thickness": 2.5, "width": 6},
            hovertemplate=f"{_.signed(effect, metric.digits)} ({low} – {high})<extra></extra>",
        )
    figure.add_hline(y=0, line={"color": ZERO, "width": 2})
    figure.add_vline(x=-0.5, line={"color": ZERO, "width": 1, "dash": "dot"})
    labels = ((-0.55, "right", _("before pairing")), (-0.45, "left", _("after pairing")))
    for x, anchor, text in labels:
        figure.add_annotation(x=x, y=1, yref="paper", yanchor="top", xanchor=anchor, text=text, showarrow=False,
                              font={"size": TEXT})
    if LEFT_OUT in answer.events:
        effect, se = answer.events[LEFT_OUT]
        figure.add_annotation(x=LEFT_OUT, y=effect - Z * se, yanchor="top", text=_("left out"), showarrow=False,
                              font={"size": TEXT - 1, "color": OTHERS})
    times = sorted(answer.events)
    figure.update_xaxes(title=_("periods before and after the first value after pairing (0)"), tickmode="array",
                        tickvals=times, ticktext=[_.signed(time, 0) for time in times], zeroline=False, showgrid=False)
    figure.update_yaxes(title=_("difference, in {unit}", unit=_(metric.unit)), tickformat=f"+,.{metric.digits}f",
                        zeroline=False)
    alt = _("Effect per period: {effects}", effects="; ".join(
        f"{_.signed(time, 0)}: {_.signed(answer.events[time][0], metric.digits)}" for time in times))
    return style(figure, _, alt=alt, height=380)
