"""The funnel plot of scores: the difference with comparable colleagues against the periods."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.style import COMPARISON, MENTEES, TEXT, ZERO, apply_style
from dashboard.markdown import figure_text
from dashboard.text.expert_text import workplace
from metrics.disclosure import ReleasedScored, ReleasedScores
from metrics.experts import LEAST_PERIODS
from metrics.i18n import Locale

LIMITS = ((1.96, "dash"), (3.09, "dot"))  # standard deviations for 95 and 99.8 of 100, and line
LEAST_MOST = 24  # periods at the right edge, at least
LABEL_PLACES = ("bottom center", "top center", "middle left")  # in turn, so that labels stay apart


def score_funnel(results: ReleasedScores, _: Locale) -> go.Figure:
    """Return the funnel of scores: a reader sees that experts differ more than people usually do.

    To the right lie more periods, upwards higher scores than comparable colleagues. Between the
    lines lie 95 and 99.8 of 100 people. Only experts are drawn; everybody else is a count.
    """
    sign = 1 if results.more else -1
    counts = [(low, high, n) for low, high, n in results.by_size if n]
    most = max(
        [
            LEAST_MOST,
            *(1.2 * expert.periods for expert in results.experts),
            *(1.5 * low for low, _high, _n in counts),
        ]
    )
    top = max([0.0, *(expert.better for expert in results.experts)])
    figure = go.Figure()
    if results.spread is not None and results.noise is not None:
        periods = np.arange(LEAST_PERIODS, most + 1)
        sd = np.sqrt(results.spread**2 + results.noise**2 / periods)
        top = max(top, LIMITS[-1][0] * float(sd[0]))
        _draw_limits(figure, periods, sd)
    figure.add_hline(y=0, line={"color": ZERO, "width": 2})
    figure.add_vline(x=LEAST_PERIODS, line={"color": COMPARISON, "width": 1})
    for low, high, n in counts:
        figure.add_annotation(
            x=(low + min(high, most)) / 2,
            y=0,
            text=figure_text(n),
            showarrow=False,
            yshift=12,
            font={"size": TEXT},
        )
    for nth, expert in enumerate(results.experts):
        place = LABEL_PLACES[nth % len(LABEL_PLACES)]
        _draw_expert(figure, expert, sign * expert.better, place, _)
    title = _("more than comparable colleagues")
    figure.update_xaxes(
        title=_("periods with enough comparable colleagues"),
        range=[0, most],
        zeroline=False,
        showgrid=False,
    )
    figure.update_yaxes(
        title=f"{title} ({figure_text(results.unit)})" if results.unit else title,
        zeroline=False,
        range=[-1.25 * top or -1, 1.25 * top or 1],
    )
    people = "; ".join(
        _("{low} to {high}: {n} people", low=_.number(low), high=_.number(min(high, most)), n=n)
        for low, high, n in counts
    )
    experts = "; ".join(workplace(expert, _) for expert in results.experts) or _("nobody")
    return apply_style(
        figure,
        _,
        height=400,
        alt=_(
            (
                "{measure}: people by number of periods with enough comparable colleagues: "
                "{told}. Significantly better: {experts}"
            ),
            measure=results.measure,
            told=people,
            experts=experts,
        ),
    )


def _draw_limits(figure: go.Figure, periods: np.ndarray, sd: np.ndarray) -> None:
    for z, dash in LIMITS:
        for side in (-z, z):
            figure.add_scatter(
                x=periods,
                y=side * sd,
                mode="lines",
                hoverinfo="skip",
                line={"color": COMPARISON, "width": 1.5, "dash": dash},
            )


def _draw_expert(
    figure: go.Figure, expert: ReleasedScored, difference: float, place: str, _: Locale
) -> None:
    text = figure_text(_("expert, {where}", where=workplace(expert, _)))
    figure.add_scatter(
        x=[expert.periods],
        y=[difference],
        mode="markers+text",
        text=[text],
        textposition=place,
        textfont={"size": TEXT},
        hovertemplate=f"{text}<extra></extra>",
        marker={"color": MENTEES, "size": 15, "line": {"width": 0}},
    )
