"""Career moves: from which job or job level to which, mentees above comparable colleagues."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.figures.style import COMPARISON, MENTEES, TEXT, apply_style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedFlow, ReleasedFlows
from metrics.i18n import N_, Locale

MENTEES_MOVED = N_("{n} mentees")
ALIKE_MOVED = N_("{n} comparable colleagues")
HIDDEN = N_("comparable colleagues: not shown to protect privacy")
NOBODY_COMPARABLE = N_("no comparable colleagues")
ALL_OTHERS = N_("all other moves")
BAR_OFFSET = 0.2  # from the middle of a row to the middle of each of its two bars, in rows
BAR_WIDTH = 0.34


def moves_chart(flows: ReleasedFlows, _: Locale) -> go.Figure:
    """Return two bars per move: a reader sees where mentees go, and whether others go there too.

    The most frequent move is on top, all other moves together come last. A protected count is
    written and has no bar.
    """
    rows = [*flows.moves, *([flows.other] if flows.other else [])]
    figure = go.Figure()
    described = []
    for y, move in enumerate(rows):
        mentees, colleagues = _counts(move, _)
        _draw_bar(figure, y - BAR_OFFSET, move.mentees, mentees, MENTEES, move_label(move, _))
        _draw_bar(
            figure, y + BAR_OFFSET, move.expected, colleagues, COMPARISON, move_label(move, _)
        )
        described.append(f"{move_label(move, _)}: {mentees}, {colleagues}")
    most = max(max(move.mentees, move.expected or 0) for move in rows)
    figure.update_xaxes(
        title=_("people who moved within {months} months", months=flows.months),
        range=[0, most * 1.35],
        tickformat=",.0f",
        nticks=6,
        rangemode="tozero",
    )
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=[figure_text(move_label(move, _)).replace(" → ", " →<br>") for move in rows],
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
    )
    return apply_style(
        figure,
        _,
        alt=_(
            "Moves of mentees and of an equal number of comparable colleagues: {rows}",
            rows="; ".join(described),
        ),
        height=90 + 74 * len(rows),
    )


def move_label(move: ReleasedFlow, _: Locale) -> str:
    """Return from where to where people moved; the move without a destination is all others."""
    return f"{move.origin} → {move.destination}" if move.destination else _(ALL_OTHERS)


def _counts(move: ReleasedFlow, _: Locale) -> tuple[str, str]:
    """Return how many mentees and how many comparable colleagues made a move, as text."""
    mentees = _(MENTEES_MOVED, n=_.number(move.mentees))
    if move.expected is None:
        return mentees, _(HIDDEN if move.hidden else NOBODY_COMPARABLE)
    return mentees, _(ALIKE_MOVED, n=_.number(move.expected))


def _draw_bar(
    figure: go.Figure, y: float, count: int | None, text: str, colour: str, move: str
) -> None:
    figure.add_bar(
        x=[count or 0],
        y=[y],
        width=BAR_WIDTH,
        orientation="h",
        text=[figure_text(text)],
        textposition="outside",
        textfont={"size": TEXT},
        cliponaxis=False,
        marker={"color": colour},
        hovertemplate=f"{figure_text(move)}: {figure_text(text)}<extra></extra>",
    )
