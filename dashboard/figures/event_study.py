"""The event study: the effect before and after pairing, period by period."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.figures.style import COMPARISON, MARGIN, MENTEES, TEXT, ZERO, apply_style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import N_, Locale

EXCLUDED_LABEL = N_("excluded")
EXCLUDED = -1  # the event time of the last value before pairing
Z = 1.96  # of a 95 % interval under the normal distribution
TOP_MARGIN = 28  # pixels, for the labels "before pairing" and "after pairing"


def event_study(answer: ReleasedAnswer, _: Locale) -> go.Figure:
    """Return a dot with a 95 % interval per event time: a reader sees whether trends were parallel.

    Event time 0 is the first value after pairing. The period at -1 is hollow: it is excluded from
    the estimate, to avoid regression to the mean.
    """
    digits = answer.metric.digits
    times = sorted(answer.events)
    figure = go.Figure()
    described = []
    for time in times:
        effect, se = answer.events[time]
        middle, low, high = (_.signed(effect + side * Z * se, digits) for side in (0, -1, 1))
        described.append(f"{_.signed(time, 0)}: {middle} ({low} – {high})")
        _draw_period(figure, time, effect, se, described[-1])
    figure.add_hline(y=0, line={"color": ZERO, "width": 2})
    figure.add_vline(x=-0.5, line={"color": ZERO, "width": 1, "dash": "dot"})
    _label_sides(figure, _)
    if EXCLUDED in answer.events:
        effect, se = answer.events[EXCLUDED]
        figure.add_annotation(
            x=EXCLUDED,
            y=effect - Z * se,
            yanchor="top",
            xshift=-14,
            text=_(EXCLUDED_LABEL),
            showarrow=False,
            font={"size": TEXT - 1, "color": COMPARISON},
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
    apply_style(
        figure, _, alt=_("Effect per period: {effects}", effects="; ".join(described)), height=380
    )
    return figure.update_layout(margin={"t": TOP_MARGIN, "l": MARGIN, "r": MARGIN, "b": MARGIN})


def _draw_period(figure: go.Figure, time: int, effect: float, se: float, hover: str) -> None:
    colour = MENTEES if time >= 0 else COMPARISON
    hollow = time == EXCLUDED
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
        hovertemplate=f"{hover}<extra></extra>",
    )


def _label_sides(figure: go.Figure, _: Locale) -> None:
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
