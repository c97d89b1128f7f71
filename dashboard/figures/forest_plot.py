"""The forest plot: the estimate of each group with its 95 % interval."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

import plotly.graph_objects as go

from dashboard.figures.style import COMPARISON, MENTEES, TEXT, ZERO, apply_style
from dashboard.markdown import figure_text
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer
from metrics.evaluate import Interval
from metrics.i18n import N_, Locale

NO_ESTIMATE = N_("cannot tell")


def forest_plot(answers: Mapping[str, ReleasedAnswer], _: Locale) -> go.Figure:
    """Return a row per group, the largest estimate on top: a reader sees where mentoring works.

    `answers` are keyed by the name of the group. A hollow dot means that the interval holds zero.
    A group without an estimate is named last, never drawn as zero.
    """
    metric = next(iter(answers.values())).metric
    rows = _sorted(answers)
    figure = go.Figure()
    described = []
    for y, (name, estimate) in enumerate(rows):
        if estimate is None:
            text = _(NO_ESTIMATE)
            _draw_unknown(figure, y, text)
        else:
            text = _interval(estimate, metric, _)
            label = _.signed(estimate.estimate, metric.digits)
            _draw_estimate(figure, y, estimate, figure_text(f"{name}: {text}"), label)
        described.append(f"{name}: {text}")
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=[figure_text(name) for name, _estimate in rows],
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
    return apply_style(
        figure,
        _,
        alt=_("Low end, estimate and high end per group: {rows}", rows="; ".join(described)),
        height=80 + 48 * len(rows),
    )


def _sorted(answers: Mapping[str, ReleasedAnswer]) -> list[tuple[str, Interval | None]]:
    """Return the groups by falling estimate, those without one last."""
    rows = [(name, answer.estimate) for name, answer in answers.items()]
    return sorted(rows, key=lambda row: inf if row[1] is None else -row[1].estimate)


def _interval(estimate: Interval, metric: Metric, _: Locale) -> str:
    ends = (estimate.low, estimate.estimate, estimate.high)
    return " / ".join(_.signed(end, metric.digits) for end in ends)


def _draw_unknown(figure: go.Figure, y: int, text: str) -> None:
    figure.add_annotation(
        x=0,
        y=y,
        text=f" {text}",
        xanchor="left",
        showarrow=False,
        font={"size": TEXT - 1, "color": COMPARISON},
    )


def _draw_estimate(figure: go.Figure, y: int, estimate: Interval, hover: str, label: str) -> None:
    significant = estimate.excludes_zero
    colour = MENTEES if significant else COMPARISON
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
            "symbol": "circle" if significant else "circle-open",
            "line": {"width": 0 if significant else 3, "color": colour},
        },
    )
