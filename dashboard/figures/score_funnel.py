"""The funnel of values: how far from like colleagues people and their periods go anyway, and where
the experts lie.
"""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, ZERO, style
from dashboard.markdown import figure_text
from dashboard.text.expert_text import workplace
from metrics.disclosure.released_experts import ReleasedScores
from metrics.experts.score_outliers import LEAST_PERIODS
from metrics.i18n import Locale

LINES = ((1.96, "dash"), (3.09, "dot"))
LEAST_WIDTH = 24
PLACES = ("bottom center", "top center", "middle left")


def score_funnel(found: ReleasedScores, _: Locale) -> go.Figure:
    """To the right more periods, upwards more than like colleagues: lines between which 95 and 99.8
    of 100 people lie, a dot per expert, and of everybody else only how many there are.
    """
    sign = 1 if found.more else -1
    counts = [(low, high, n) for low, high, n in found.by_size if n]
    most = max(
        [
            LEAST_WIDTH,
            *(1.2 * one.periods for one in found.experts),
            *(1.5 * low for low, _high, _n in counts),
        ]
    )
    figure, highest = go.Figure(), max([0.0, *(one.better for one in found.experts)])
    if found.spread is not None:
        periods = np.arange(LEAST_PERIODS, most + 1)
        one_sd = np.sqrt(found.spread**2 + found.noise**2 / periods)
        highest = max(highest, LINES[-1][0] * float(one_sd[0]))
        for z, dash in LINES:
            for side in (-z, z):
                figure.add_scatter(
                    x=periods,
                    y=side * one_sd,
                    mode="lines",
                    hoverinfo="skip",
                    line={"color": OTHERS, "width": 1.5, "dash": dash},
                )
    figure.add_hline(y=0, line={"color": ZERO, "width": 2})
    figure.add_vline(x=LEAST_PERIODS, line={"color": OTHERS, "width": 1})
    for low, high, n in counts:
        figure.add_annotation(
            x=(low + min(high, most)) / 2,
            y=0,
            text=figure_text(n),
            showarrow=False,
            yshift=12,
            font={"size": TEXT},
        )
    for nth, one in enumerate(found.experts):
        text = figure_text(_("expert, {where}", where=workplace(one, _)))
        figure.add_scatter(
            x=[one.periods],
            y=[sign * one.better],
            mode="markers+text",
            text=[text],
            textposition=PLACES[nth % len(PLACES)],
            textfont={"size": TEXT},
            hovertemplate=f"{text}<extra></extra>",
            marker={"color": MENTEES, "size": 15, "line": {"width": 0}},
        )
    title = _("more than comparable colleagues")
    figure.update_xaxes(
        title=_("periods with enough comparable colleagues"),
        range=[0, most],
        zeroline=False,
        showgrid=False,
    )
    figure.update_yaxes(
        title=f"{title} ({figure_text(found.unit)})" if found.unit else title,
        zeroline=False,
        range=[-1.25 * highest or -1, 1.25 * highest or 1],
    )
    told = "; ".join(
        _("{low} to {high}: {n} people", low=_.number(low), high=_.number(min(high, most)), n=n)
        for low, high, n in counts
    )
    spoken = "; ".join(workplace(one, _) for one in found.experts) or _("nobody")
    return style(
        figure,
        _,
        height=400,
        alt=_(
            (
                "{measure}: people by number of periods with enough comparable colleagues: "
                "{told}. Significantly better: {experts}"
            ),
            measure=found.measure,
            told=told,
            experts=spoken,
        ),
    )
