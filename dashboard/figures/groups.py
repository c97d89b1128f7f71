"""Where it works: one dot with its 95 % interval per group; a group that cannot be told is named, never drawn as zero."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, ZERO, style
from dashboard.texts import bare
from metrics.disclosure import ReleasedAnswer
from metrics.words import Words


def by_group(answers: Mapping[str, ReleasedAnswer], _: Words, *, total: ReleasedAnswer | None = None) -> go.Figure:
    """Rows by estimate, largest on top; `answers` by the name of the group; `total` is drawn as a thin line."""
    told = sorted(((a.estimate, name) for name, a in answers.items() if a.estimate), key=lambda row: -row[0].estimate)
    untold = [name for name, answer in answers.items() if answer.estimate is None]
    metric = next(iter(answers.values())).metric
    figure = go.Figure()
    for estimate, name in told:
        sure = estimate.excludes_zero
        colour = MENTEES if sure else OTHERS
        figure.add_scatter(x=[estimate.low, estimate.high], y=[bare(name)] * 2, mode="lines",
                           line={"color": colour, "width": 4}, hoverinfo="skip")
        figure.add_scatter(
            x=[estimate.estimate], y=[bare(name)], mode="markers+text",
            marker={"color": colour, "size": 13, "symbol": "circle" if sure else "circle-open", "line": {"width": 2}},
            text=[_.signed(estimate.estimate, metric.digits)], textposition="top center", textfont={"size": TEXT - 1},
            hovertemplate=f"{bare(name)}: {_.signed(estimate.estimate, metric.digits)} "
                          f"({_.signed(estimate.low, metric.digits)} – {_.signed(estimate.high, metric.digits)})<extra></extra>",
        )
    for name in untold:
        figure.add_scatter(x=[0], y=[bare(name)], mode="text", text=[_("cannot tell yet")], textposition="middle right",
                           textfont={"size": TEXT - 1, "color": OTHERS}, hoverinfo="skip")
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    if total is not None and total.estimate is not None:
        figure.add_vline(x=total.estimate.estimate, line={"color": MENTEES, "width": 1, "dash": "dot"})
    order = [bare(name) for _estimate, name in told] + [bare(name) for name in untold]
    figure.update_yaxes(categoryorder="array", categoryarray=order[::-1], showgrid=False, title=None)
    figure.update_xaxes(title=_("difference, in {unit}", unit=_(metric.unit)), zeroline=False,
                        tickformat=f"+,.{min(metric.digits, 1)}f", nticks=8)
    alt = _("Per group: {rows}", rows="; ".join(
        [f"{name} {_.signed(e.estimate, metric.digits)}" for e, name in told]
        + [f"{name}: {_('cannot tell yet')}" for name in untold]))
    return style(figure, _, alt=alt, height=80 + 48 * len(order))
