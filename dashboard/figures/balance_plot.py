"""The balance plot (love plot): how mentees and the comparison group differ, before and after."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.style import COMPARISON, MENTEES, TEXT, ZERO, apply_style
from dashboard.markdown import figure_text
from metrics.evaluate import BalanceRow
from metrics.i18n import Locale

BALANCED = 0.1  # standard deviations; below it a difference is usually taken as balanced


def balance_plot(rows: Sequence[BalanceRow], names: Sequence[str], _: Locale) -> go.Figure:
    """Return the balance plot: a reader sees whether weighting made the two groups comparable.

    Each level has a hollow dot before weighting and a full one after it, in standard deviations of
    the mentees. `names` are the levels as the reader calls them. The shaded band is balanced.
    """
    y = list(range(len(rows)))
    # The two labels are written at the row where they have most room.
    labelled = max(y, key=lambda row: abs(rows[row].before - rows[row].after))
    left = rows[labelled].before > rows[labelled].after
    figure = go.Figure()
    figure.add_vrect(x0=-BALANCED, x1=BALANCED, fillcolor=ZERO, opacity=0.15, line_width=0)
    figure.add_vline(x=0, line={"color": ZERO, "width": 1})
    for x, colour, symbol, label in (
        ([row.before for row in rows], COMPARISON, "circle-open", _("before")),
        ([row.after for row in rows], MENTEES, "circle", _("after")),
    ):
        hover = [
            figure_text(f"{name}, {label}: {_.signed(value, 2)}")
            for name, value in zip(names, x, strict=True)
        ]
        figure.add_scatter(
            x=x,
            y=y,
            mode="markers",
            text=hover,
            hovertemplate="%{text}<extra></extra>",
            marker={
                "color": colour,
                "size": 10,
                "symbol": symbol,
                "line": {"width": 2, "color": colour},
            },
        )
        figure.add_annotation(
            x=x[labelled],
            y=labelled,
            text=label,
            showarrow=False,
            xshift=-9 if left else 9,
            xanchor="right" if left else "left",
            font={"size": TEXT - 1, "color": colour},
        )
    figure.update_yaxes(
        tickmode="array",
        tickvals=y,
        ticktext=[figure_text(name) for name in names],
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(
        title=_("difference, in standard deviations of the mentees"),
        zeroline=False,
        tickformat=",.1f",
    )
    largest = max((abs(row.after) for row in rows), default=0.0)
    return apply_style(
        figure,
        _,
        height=90 + 24 * len(rows),
        alt=_(
            (
                "After weighting, mentees and the comparison group differ by at most {n} "
                "standard deviations."
            ),
            n=_.number(largest, 2),
        ),
    )
