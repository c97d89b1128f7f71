"""The categories by their score: what is known of it solid, what is missing outlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.ibcs import ACTUAL, BRINGS, PLAN, bar, beside, height, rows
from dashboard.figures.style import style
from metrics.i18n import Locale


@dataclass(frozen=True)
class RankingBar:
    """One category: its score as far as is known, at most if all that is missing were at its best,
    and how often it comes first, as the reader sees it.
    """

    name: str
    score: float
    most: float
    often: str


def ranking_chart(shown: Sequence[RankingBar], _: Locale) -> go.Figure:
    """A bar per category from 0 to 1, in the order given; beside it how often it comes first over
    all weights.
    """
    figure = go.Figure()
    for y, one in enumerate(shown):
        known = _("{name}: {score} of 100", name=one.name, score=_.number(100 * one.score))
        bar(figure, y, 0.0, one.score, basis=ACTUAL, colour=BRINGS, hover=known)
        if one.most > one.score:
            bar(
                figure,
                y,
                one.score,
                one.most,
                basis=PLAN,
                colour=BRINGS,
                hover=_(
                    "{name}: up to {most} if all unknowns are at their best",
                    name=one.name,
                    most=_.number(100 * one.most),
                ),
            )
        beside(figure, one.most, y, _("first in {often}", often=one.often))
    names = [one.name for one in shown]
    rows(figure, names)
    figure.update_xaxes(
        range=[0, 1.4],
        tickvals=[0, 0.25, 0.5, 0.75, 1],
        ticktext=["0", "25", "50", "75", "100"],
        zeroline=False,
        title=_("score (100 = best on every criterion)"),
    )
    spoken = "; ".join(
        _(
            "{name} {score}, at most {most}, first in {often}",
            name=one.name,
            often=one.often,
            score=_.number(100 * one.score),
            most=_.number(100 * one.most),
        )
        for one in shown
    )
    return style(
        figure,
        _,
        alt=_("Category scores: {rows}", rows=spoken),
        height=20 + height(names, 42),
    )
