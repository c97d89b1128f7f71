"""Where it works: a dot with its 95 % interval per group; a group that cannot be told is named,
never drawn as zero.
"""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, ZERO, style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedAnswer
from metrics.evaluate import Interval
from metrics.i18n import Locale


def forest_plot(answers: Mapping[str, ReleasedAnswer], _: Locale) -> go.Figure:
    """Rows by estimate, largest on top; `answers` by the name of the group. A hollow dot: the
    interval holds zero.
    """
    metric = next(iter(answers.values())).metric
    told = sorted(
        ((name, a.estimate) for name, a in answers.items() if a.estimate),
        key=lambda row: -row[1].estimate,
    )
    untold = [(name, None) for name, answer in answers.items() if answer.estimate is None]
    figure, spoken = go.Figure(), []
    for y, (name, estimate) in enumerate(told + untold):
        if estimate is None:
            text = _("cannot tell yet")
            figure.add_annotation(
                x=0,
                y=y,
                text=f" {text}",
                xanchor="left",
                showarrow=False,
                font={"size": TEXT - 1, "color": OTHERS},
            )
        else:
            text = " / ".join(
                _.signed(end, metric.digits)
                for end in (estimate.low, estimate.estimate, estimate.high)
            )
            _draw(
                figure,
                y,
                estimate,
                figure_text(f"{name}: {text}"),
                _.signed(estimate.estimate, metric.digits),
            )
        spoken.append(f"{name}: {text}")
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    rows = told + untold
    names = [figure_text(name) for name, _estimate in rows]
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=names,
        range=[len(rows) - 0.5, -0.7],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(
        title=_("difference, in {unit}", unit=figure_text(_(metric.unit))),
        zeroline=False,
        nticks=8,
        tickformat=f",.{min(metric.digits, 1)}f",
    )
    return style(
        figure,
        _,
        alt=_("Low end, estimate and high end per group: {rows}", rows="; ".join(spoken)),
        height=80 + 48 * len(rows),
    )


def _draw(figure: go.Figure, y: int, estimate: Interval, hover: str, label: str) -> None:
    sure = estimate.excludes_zero
    colour = MENTEES if sure else OTHERS
    figure.add_scatter(
        x=[estimate.low, estimate.high],
        y=[y, y],
        mode="lines",
        line={"color": colour, "width": 4},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[estimate.estimate],
        y=[y],
        mode="markers+text",
        text=[label],
        textposition="top center",
        textfont={"size": TEXT - 1},
        hovertemplate=f"{hover}<extra></extra>",
        marker={
            "color": colour,
            "size": 13,
            "symbol": "circle" if sure else "circle-open",
            "line": {"width": 0 if sure else 3, "color": colour},
        },
    )
