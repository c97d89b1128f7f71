"""Survival curves of mentees and the comparison group, with the number at risk below them."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.style import COMPARISON, MARGIN, MENTEES, TEXT, apply_style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedAnswer
from metrics.evaluate import ArmCurve
from metrics.i18n import Locale

STEP = 6  # months between two ticks
RIGHT_MARGIN = 205  # pixels, for the longest label: "Comparison group, followed"

Curve = tuple[str, ArmCurve, str]  # name, line, colour


def survival_curves(answer: ReleasedAnswer, _: Locale) -> go.Figure:
    """Return two curves: a reader sees the share without the event, month by month after pairing.

    The axis runs from 0 to 100 %. The curves are named at their ends. Raises ValueError where the
    answer has no lines.
    """
    if answer.lines is None:
        raise ValueError(f"The answer of {answer.metric.name} has no survival curves.")
    mentees, comparison = answer.lines
    curves = [
        (_("Mentees"), mentees, MENTEES),
        (_("Comparison group"), comparison, COMPARISON),
    ]
    months = len(mentees.survival)
    figure = make_subplots(rows=2, cols=1, row_heights=[0.85, 0.15], vertical_spacing=0.14)
    upper = max(curves, key=lambda curve: curve[1].survival[-1])
    for curve in curves:
        _draw_curve(figure, curve, _, above=curve is upper)
    _draw_at_risk(figure, curves, range(0, months, STEP), _)
    x_axis = {"range": [-0.7, months + 0.3], "zeroline": False, "showgrid": False}
    figure.update_yaxes(range=[0, 1.04], tickformat=".0%", dtick=0.25, row=1, col=1)
    figure.update_xaxes(
        **x_axis,
        title=_("months after pairing"),
        tickmode="array",
        tickvals=list(range(0, months + 1, STEP)),
        row=1,
        col=1,
    )
    figure.update_yaxes(range=[1.6, -0.6], visible=False, row=2, col=1)
    figure.update_xaxes(**x_axis, visible=False, row=2, col=1)
    shares = ", ".join(f"{name} {_.percent(line.survival[-1])}" for name, line, _colour in curves)
    title = figure_text(_(answer.metric.figure or answer.metric.title))
    apply_style(
        figure,
        _,
        alt=_("{figure}, after {n} months: {shares}", figure=title, n=months, shares=shares),
        height=440,
    )
    return figure.update_layout(margin={"r": RIGHT_MARGIN, "l": MARGIN, "t": MARGIN, "b": MARGIN})


def _draw_curve(figure: go.Figure, curve: Curve, _: Locale, *, above: bool) -> None:
    """Draw a curve from 100 % on; its name is written above or below its end."""
    name, line, colour = curve
    survival = [1.0, *line.survival]
    figure.add_scatter(
        x=list(range(len(survival))),
        y=survival,
        mode="lines",
        line={"color": colour, "width": 3, "shape": "hv"},
        hovertemplate=f"{name}, %{{x}}: %{{y:.0%}}<extra></extra>",
        row=1,
        col=1,
    )
    figure.add_annotation(
        x=1.01,
        xref="paper",
        y=survival[-1],
        yref="y",
        text=f"<b>{name}</b> {_.percent(survival[-1])}",
        showarrow=False,
        xanchor="left",
        yanchor="bottom" if above else "top",
        font={"color": colour, "size": TEXT},
    )


def _draw_at_risk(figure: go.Figure, curves: Sequence[Curve], months: range, _: Locale) -> None:
    """Write how many people of each group are still followed at these months."""
    for y, (name, line, colour) in enumerate(curves):
        figure.add_scatter(
            x=list(months),
            y=[y] * len(months),
            mode="text",
            text=[_.number(line.at_risk[month]) for month in months],
            textfont={"color": colour, "size": TEXT},
            hoverinfo="skip",
            cliponaxis=False,
            row=2,
            col=1,
        )
        figure.add_annotation(
            x=1.01,
            xref="paper",
            y=y,
            yref="y2",
            text=_("{name}, followed", name=name),
            showarrow=False,
            xanchor="left",
            font={"color": colour, "size": TEXT - 1},
        )
