"""Moves from one job or grade to another: two bars each, mentees above as many others alike."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedFlow, ReleasedFlows
from metrics.i18n import N_, Locale

MENTEES_MOVED = N_("{n} mentees")
ALIKE_MOVED = N_("{n} comparable colleagues")
TOO_FEW = N_("comparable colleagues: too few to show")
ALL_OTHERS = N_("all other moves")
APART = 0.2
"""How far the middles of the two bars of a move lie from the middle of its row."""


def moves_chart(found: ReleasedFlows, _: Locale) -> go.Figure:
    """A row per move, largest on top, all other moves together last; a figure that is not told is
    said, not drawn.
    """
    rows = [*found.moves, *([found.other] if found.other else [])]
    figure, spoken = go.Figure(), []
    for y, move in enumerate(rows):
        name = move_label(move, _)
        texts = (
            _(MENTEES_MOVED, n=_.number(move.mentees)),
            _(TOO_FEW) if move.alike is None else _(ALIKE_MOVED, n=_.number(move.alike)),
        )
        for text, value, colour, shift in zip(
            texts, (move.mentees, move.alike), (MENTEES, OTHERS), (-APART, APART), strict=True
        ):
            figure.add_bar(
                x=[value or 0],
                y=[y + shift],
                width=0.34,
                orientation="h",
                text=[figure_text(text)],
                textposition="outside",
                textfont={"size": TEXT},
                cliponaxis=False,
                marker={"color": colour},
                hovertemplate=f"{figure_text(name)}: {figure_text(text)}<extra></extra>",
            )
        spoken.append(f"{name}: {', '.join(texts)}")
    most = max(max(move.mentees, move.alike or 0) for move in rows)
    figure.update_xaxes(
        title=_("people who moved within {months} months", months=found.months),
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
    return style(
        figure,
        _,
        alt=_(
            "Moves of mentees and of an equal number of comparable colleagues: {rows}",
            rows="; ".join(spoken),
        ),
        height=90 + 74 * len(rows),
    )


def move_label(move: ReleasedFlow, _: Locale) -> str:
    """From where to where, or that it is all the other moves together."""
    return f"{move.origin} → {move.destination}" if move.destination else _(ALL_OTHERS)
