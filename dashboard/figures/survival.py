"""Two curves, mentees and alike others, named at their ends, with the number at risk under them."""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.style import MENTEES, OTHERS, TEXT, style
from dashboard.texts import bare
from metrics.disclosure import ReleasedAnswer
from metrics.evaluate import Line
from metrics.words import Words

STEP = 6


def survival_curves(answer: ReleasedAnswer, _: Words) -> go.Figure:
    """Share without the event after each month, from 0 to 100 %; needs `lines`. At risk: rows in the comparison."""
    named = tuple(zip((_("Mentees"), _("Others alike")), answer.lines, (MENTEES, OTHERS), strict=True))
    months = len(answer.lines[0].survival)
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.84, 0.16], vertical_spacing=0.09)
    ends = [line.survival[-1] for _name, line, _colour in named]
    for (name, line, colour), above in zip(named, (ends[0] >= ends[1], ends[1] > ends[0]), strict=True):
        _draw(figure, line, name, colour, _, above=above)
    for y, (name, line, colour) in enumerate(named):
        at = range(0, months, STEP)
        figure.add_scatter(
            x=list(at), y=[y] * len(at), mode="text", text=[_.number(line.at_risk[k]) for k in at],
            textfont={"color": colour, "size": TEXT}, hoverinfo="skip", row=2, col=1,
        )
        figure.add_annotation(
            x=1.01, xref="paper", y=y, yref="y2", text=_("{name} at risk", name=name), showarrow=False,
            xanchor="left", font={"color": colour, "size": TEXT - 1},
        )
    ticks = {"tickmode": "array", "tickvals": list(range(0, months + 1, STEP))}
    figure.update_yaxes(range=[0, 1.04], tickformat=".0%", dtick=0.25, row=1, col=1)
    figure.update_xaxes(showticklabels=True, range=[-0.7, months + 0.3], **ticks, row=1, col=1)
    figure.update_yaxes(range=[1.6, -0.6], visible=False, row=2, col=1)
    figure.update_xaxes(title=_("months after pairing"), showticklabels=False, showgrid=False, range=[-0.7, months + 0.3],
                        row=2, col=1)
    alt = _("{figure}, after {n} months: {shares}", figure=bare(_(answer.metric.figure or answer.metric.title)), n=months,
            shares=", ".join(f"{name} {_.percent(line.survival[-1])}" for name, line, _colour in named))
    style(figure, _, alt=alt, height=440)
    return figure.update_layout(margin={"r": 170, "l": 8, "t": 8, "b": 8})


def _draw(figure: go.Figure, line: Line, name: str, colour: str, _: Words, *, above: bool) -> None:
    survival = [1.0, *line.survival]
    figure.add_scatter(
        x=list(range(len(survival))), y=survival, mode="lines", line={"color": colour, "width": 3, "shape": "hv"},
        hovertemplate=f"{name}: %{{y:.0%}}<extra></extra>", row=1, col=1,
    )
    figure.add_annotation(
        x=1.01, xref="paper", y=survival[-1], yref="y", text=f"<b>{name}</b> {_.percent(survival[-1])}",
        showarrow=False, xanchor="left", yanchor="bottom" if above else "top", font={"color": colour, "size": TEXT},
    )
