"""Two curves, mentees and alike others, named at their ends, with the number at risk under them."""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.style import MENTEES, OTHERS, TEXT, style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedAnswer
from metrics.evaluate import ArmCurve
from metrics.i18n import Locale

STEP = 6
Named = tuple[str, ArmCurve, str]


def survival_curves(answer: ReleasedAnswer, _: Locale) -> go.Figure:
    """The share without the event after each month, from 0 to 100 %; needs `lines`."""
    named: list[Named] = list(
        zip((_("Mentees"), _("Comparison group")), answer.lines, (MENTEES, OTHERS), strict=True)
    )
    months = len(answer.lines[0].survival)
    figure = make_subplots(rows=2, cols=1, row_heights=[0.85, 0.15], vertical_spacing=0.14)
    higher = max(named, key=lambda one: one[1].survival[-1])
    for one in named:
        _curve(figure, one, _, above=one is higher)
    _at_risk(figure, named, range(0, months, STEP), _)
    across = {"range": [-0.7, months + 0.3], "zeroline": False, "showgrid": False}
    figure.update_yaxes(range=[0, 1.04], tickformat=".0%", dtick=0.25, row=1, col=1)
    figure.update_xaxes(
        **across,
        title=_("months after pairing"),
        tickmode="array",
        tickvals=list(range(0, months + 1, STEP)),
        row=1,
        col=1,
    )
    figure.update_yaxes(range=[1.6, -0.6], visible=False, row=2, col=1)
    figure.update_xaxes(**across, visible=False, row=2, col=1)
    shares = ", ".join(f"{name} {_.percent(line.survival[-1])}" for name, line, _colour in named)
    title = figure_text(_(answer.metric.figure or answer.metric.title))
    style(
        figure,
        _,
        alt=_("{figure}, after {n} months: {shares}", figure=title, n=months, shares=shares),
        height=440,
    )
    return figure.update_layout(margin={"r": 160, "l": 8, "t": 8, "b": 8})


def _curve(figure: go.Figure, one: Named, _: Locale, *, above: bool) -> None:
    name, line, colour = one
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


def _at_risk(figure: go.Figure, named: list[Named], months: range, _: Locale) -> None:
    for y, (name, line, colour) in enumerate(named):
        figure.add_scatter(
            x=list(months),
            y=[y] * len(months),
            mode="text",
            text=[_.number(line.at_risk[k]) for k in months],
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
