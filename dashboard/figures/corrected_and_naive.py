"""The corrected effect above the naive difference, each with its 95 % interval."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, TEXT, WARNING, ZERO, apply_style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedAnswer
from metrics.evaluate import Interval
from metrics.i18n import N_, Locale

NAIVE_LABEL = N_("Simple average: do not use")

EffectRow = tuple[str, Interval, str]  # label, interval, colour


def corrected_and_naive(answer: ReleasedAnswer, _: Locale) -> go.Figure:
    """Return two intervals and a line at zero: a reader sees how far the simple average misleads.

    Without an estimate only the naive difference is drawn.
    """
    rows = _rows(answer, _)
    ends = [0.0, *(end for _label, interval, _c in rows for end in (interval.low, interval.high))]
    low = min(ends)
    high = max(ends)
    figure = go.Figure()
    described = []
    for y, (label, interval, colour) in enumerate(rows):
        amount, lower, upper = (
            _.signed(end, answer.metric.digits)
            for end in (interval.estimate, interval.low, interval.high)
        )
        described.append(f"{label}: {amount} ({lower} – {upper})")
        _draw_interval(figure, y, interval, colour, described[-1])
        figure.add_annotation(
            **_label_position(interval, low, high),
            y=y - 0.42,
            showarrow=False,
            text=f"<b>{label}</b> {amount}",
            font={"size": TEXT, "color": colour},
        )
    room = (high - low) * 0.08
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    figure.update_xaxes(
        range=[low - room, high + room],
        tickformat=f",.{0 if max(-low, high) > 3 else 1}f",
        zeroline=False,
        title=_("difference, in {unit}", unit=figure_text(_(answer.metric.unit))),
        nticks=8,
    )
    figure.update_yaxes(visible=False, range=[len(rows) - 0.6, -0.75])
    alt = _("Difference between mentees and others: {rows}", rows="; ".join(described))
    return apply_style(figure, _, alt=alt, height=90 + 75 * len(rows))


def _rows(answer: ReleasedAnswer, _: Locale) -> Sequence[EffectRow]:
    rows: list[EffectRow] = []
    if answer.estimate:
        rows.append((_("Corrected"), answer.estimate, MENTEES))
    if answer.naive:
        rows.append((_(NAIVE_LABEL), answer.naive.interval, WARNING))
    return rows


def _draw_interval(figure: go.Figure, y: int, interval: Interval, colour: str, hover: str) -> None:
    figure.add_scatter(
        x=[interval.low, interval.high],
        y=[y, y],
        mode="lines",
        line={"color": colour, "width": 4},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[interval.estimate],
        y=[y],
        mode="markers",
        marker={"color": colour, "size": 15, "line": {"width": 0}},
        hovertemplate=f"{hover}<extra></extra>",
    )


def _label_position(interval: Interval, low: float, high: float) -> dict[str, object]:
    """Return where a label is anchored, so that it is never cut off.

    It starts at the line at zero where that line lies near an edge and the estimate near the line,
    else at the edge on the side of the longest interval.
    """
    reach = max(-low, high)
    right = high >= -low
    zero_near_edge = reach > 0.75 * (high - low)
    if zero_near_edge and abs(interval.estimate) < 0.5 * reach:
        return {"x": 0, "xanchor": "left" if right else "right", "xshift": 6 if right else -6}
    return {"x": int(right), "xref": "paper", "xanchor": "right" if right else "left"}
