"""The corrected estimate against the simple average: two dots with their 95 % intervals and a line
at zero.
"""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, TEXT, WRONG, ZERO, style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import Locale


def corrected_and_naive(answer: ReleasedAnswer, _: Locale) -> go.Figure:
    """One row per figure, the corrected one on top, each named above its line; needs an
    estimate.
    """
    metric = answer.metric
    rows = [(_("Corrected"), answer.estimate, MENTEES)]
    if answer.naive:
        rows.append((_("Simple average: do not use"), answer.naive.interval, WRONG))
    ends = [end for _label, interval, _colour in rows for end in (interval.low, interval.high, 0.0)]
    reach, right = max(map(abs, ends)), max(ends) >= -min(ends)
    wide = reach > 0.75 * (
        max(ends) - min(ends)
    )  # the line at zero is near an edge: a name has room from it
    figure, spoken = go.Figure(), []
    for y, (label, interval, colour) in enumerate(rows):
        amount, low, high = (
            _.signed(end, metric.digits) for end in (interval.estimate, interval.low, interval.high)
        )
        spoken.append(f"{label}: {amount} ({low} – {high})")
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
            hovertemplate=f"{spoken[-1]}<extra></extra>",
        )
        figure.add_annotation(
            **_place(right, wide and abs(interval.estimate) < 0.5 * reach),
            y=y - 0.42,
            showarrow=False,
            text=f"<b>{label}</b> {amount}",
            font={"size": TEXT, "color": colour},
        )
    room = (max(ends) - min(ends)) * 0.08
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    figure.update_xaxes(
        range=[min(ends) - room, max(ends) + room],
        tickformat=f",.{0 if max(map(abs, ends)) > 3 else 1}f",
        zeroline=False,
        title=_("difference, in {unit}", unit=figure_text(_(metric.unit))),
        nticks=8,
    )
    figure.update_yaxes(visible=False, range=[len(rows) - 0.6, -0.75])
    alt = _("Difference between mentees and others: {rows}", rows="; ".join(spoken))
    return style(figure, _, alt=alt, height=90 + 75 * len(rows))


def _place(right: bool, at_zero: bool) -> dict[str, object]:
    """Where a name begins: at the line at zero, else at the edge of that side, so that it is never
    cut.
    """
    if at_zero:
        return {"x": 0, "xanchor": "left" if right else "right", "xshift": 6 if right else -6}
    return {"x": int(right), "xref": "paper", "xanchor": "right" if right else "left"}
