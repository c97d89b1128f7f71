"""How alike mentees and the others are: the difference in every key before and after weighting (a
love plot).
"""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, ZERO, style
from dashboard.markdown import figure_text
from metrics.evaluate import BalanceRow
from metrics.i18n import Locale

USUAL = 0.1


def balance_plot(rows: Sequence[BalanceRow], names: Sequence[str], _: Locale) -> go.Figure:
    """A hollow dot before and a full one after weighting per level, in standard deviations of the
    mentees; `names` are the levels as the reader calls them. The shaded band is what is usually
    taken as alike.
    """
    y = list(range(len(rows)))
    furthest = max(
        y, key=lambda at: abs(rows[at].before - rows[at].after)
    )  # where the two labels have most room
    left = rows[furthest].before > rows[furthest].after
    figure = go.Figure()
    figure.add_vrect(x0=-USUAL, x1=USUAL, fillcolor=ZERO, opacity=0.15, line_width=0)
    figure.add_vline(x=0, line={"color": ZERO, "width": 1})
    for value, colour, symbol, label in (
        ("before", OTHERS, "circle-open", _("before")),
        ("after", MENTEES, "circle", _("after")),
    ):
        x = [getattr(row, value) for row in rows]
        hover = [
            figure_text(f"{name}, {label}: {_.signed(at, 2)}")
            for name, at in zip(names, x, strict=True)
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
            x=x[furthest],
            y=furthest,
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
    return style(
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
