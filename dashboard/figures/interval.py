"""The corrected estimate against the simple average: two dots with their 95 % intervals and a line at zero."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, TEXT, WRONG, ZERO, style
from metrics.disclosure import ReleasedAnswer
from metrics.words import Words


def corrected_and_naive(answer: ReleasedAnswer, _: Words) -> go.Figure:
    """One row per figure, the corrected one on top; needs an estimate."""
    metric = answer.metric
    rows = [(_("Like with like"), answer.estimate, MENTEES)]
    if answer.naive:
        rows.append((_("Simple average: do not use"), answer.naive.interval, WRONG))
    figure = go.Figure()
    for y, (label, interval, colour) in enumerate(rows):
        amount = f"{_.signed(interval.estimate, metric.digits)} {_(metric.unit)}"
        figure.add_scatter(
            x=[interval.low, interval.high], y=[y, y], mode="lines", line={"color": colour, "width": 4},
            hoverinfo="skip",
        )
        figure.add_scatter(
            x=[interval.estimate], y=[y], mode="markers+text", marker={"color": colour, "size": 15},
            text=[f"<b>{label}</b>  {amount}"], textposition="top center", textfont={"size": TEXT},
            hovertemplate=f"{label}: {amount}<br>{_.signed(interval.low, metric.digits)} – "
                          f"{_.signed(interval.high, metric.digits)}<extra></extra>",
        )
    ends = [end for _label, interval, _colour in rows for end in (interval.low, interval.high, 0.0)]
    room = (max(ends) - min(ends)) * 0.25
    figure.update_xaxes(
        range=[min(ends) - room, max(ends) + room], tickformat=f",.{0 if room > 1 else 1}f", zeroline=False,
        title=_("difference, in {unit}", unit=_(metric.unit)), nticks=8,
    )
    figure.update_yaxes(visible=False, range=[len(rows) - 0.2, -0.8])
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    alt = _("Difference between mentees and others: {rows}", rows="; ".join(
        f"{label} {_.signed(i.estimate, metric.digits)} ({_.signed(i.low, metric.digits)} – {_.signed(i.high, metric.digits)})"
        for label, i, _colour in rows))
    return style(figure, _, alt=alt, height=90 + 70 * len(rows))
