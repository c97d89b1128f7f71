"""The ranking of categories by their score, with what unknown figures could still add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.ibcs import (
    ACTUAL,
    PLAN,
    RETURN_COLOUR,
    draw_bar,
    label_beside,
    name_rows,
    rows_height,
)
from dashboard.figures.style import apply_style
from metrics.i18n import Locale


@dataclass(frozen=True)
class RankingBar:
    """One category: its score from 0 to 1 on what is known, and at most if all unknowns are best.

    `often` is in how many of all weightings it ranks first, as the reader sees it.
    """

    name: str
    score: float
    most: float
    often: str


def ranking_chart(bars: Sequence[RankingBar], _: Locale) -> go.Figure:
    """Return a bar per category: a reader sees the order, and how firm it is.

    The known part of a score is solid, what unknown figures could add is outlined. Next to the
    bar is the share of weightings under which the category ranks first.
    """
    figure = go.Figure()
    for y, bar in enumerate(bars):
        hover = _("{name}: {score} of 100", name=bar.name, score=_.number(100 * bar.score))
        draw_bar(figure, y, 0.0, bar.score, basis=ACTUAL, colour=RETURN_COLOUR, hover=hover)
        if bar.most > bar.score:
            hover = _(
                "{name}: up to {most} if all unknowns are at their best",
                name=bar.name,
                most=_.number(100 * bar.most),
            )
            draw_bar(figure, y, bar.score, bar.most, basis=PLAN, colour=RETURN_COLOUR, hover=hover)
        label_beside(figure, bar.most, y, _("first in {often}", often=bar.often))
    names = [bar.name for bar in bars]
    name_rows(figure, names)
    figure.update_xaxes(
        range=[0, 1.4],
        tickvals=[0, 0.25, 0.5, 0.75, 1],
        ticktext=["0", "25", "50", "75", "100"],
        zeroline=False,
        title=_("score (100 = best on every criterion)"),
    )
    described = "; ".join(
        _(
            "{name} {score}, at most {most}, first in {often}",
            name=bar.name,
            often=bar.often,
            score=_.number(100 * bar.score),
            most=_.number(100 * bar.most),
        )
        for bar in bars
    )
    return apply_style(
        figure,
        _,
        alt=_("Category scores: {rows}", rows=described),
        height=20 + rows_height(names, 42),
    )
