"""The funnel plot: events against the number expected, with the limits of chance.

Source: Spiegelhalter 2005, Statistics in Medicine 24 (funnel plots for comparing performance).
"""

from __future__ import annotations

from math import log10, sqrt

import plotly.graph_objects as go

from dashboard.figures.style import COMPARISON, MENTEES, TEXT, ZERO, apply_style
from dashboard.markdown import figure_text
from dashboard.text.expert_text import workplace
from metrics.disclosure import ReleasedExpert, ReleasedExperts
from metrics.experts import LEAST_EXPECTED
from metrics.i18n import Locale
from metrics.inference import funnel_limits

LEAST_SHOWN = 1.0  # expected events at the left edge
LEAST_MOST = 100.0  # expected events at the right edge, at least
LEAST_TOP = 2.5  # ratio at the top, at least
LOW_RATIO = 0.2  # below it a label under the dot has no room
LEVELS = ((0.95, "dash"), (0.998, "dot"))  # share of chance results within the limits, and line
EXPECTED_TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def funnel_plot(results: ReleasedExperts, _: Locale) -> go.Figure:
    """Return the funnel: a reader sees that experts lie beyond what chance explains.

    To the right lie more expected events (customers lost, or what is measured), upwards more
    events than expected. Chance alone keeps 95 and 99.8 of 100 people between the lines. Only
    experts are drawn; everybody else is a count per size.
    """
    most = max([LEAST_MOST, *(2.0 * expert.expected for expert in results.experts)])
    top = max([LEAST_TOP, *(1.3 + expert.advantage for expert in results.experts if results.more)])
    counts = [(low, high, n) for low, high, n in results.by_size if n and low < most]
    figure = go.Figure()
    _draw_limits(figure, most)
    for low, high, n in counts:
        figure.add_annotation(
            x=log10(sqrt(max(low, LEAST_SHOWN) * min(high, most))),
            y=1,
            text=figure_text(n),
            showarrow=False,
            yshift=12,
            font={"size": TEXT},
        )
    figure.add_annotation(
        x=log10(LEAST_EXPECTED),
        y=top,
        text=_("enough to assess →"),
        showarrow=False,
        xanchor="left",
        xshift=4,
        yanchor="top",
        font={"size": TEXT - 1, "color": COMPARISON},
    )
    for expert in results.experts:
        _draw_expert(
            figure, expert, 1 + (expert.advantage if results.more else -expert.advantage), _
        )
    figure.update_xaxes(
        type="log",
        title=_x_title(results, _),
        tickformat=",d",
        tickvals=list(EXPECTED_TICKS),
        zeroline=False,
        showgrid=False,
        range=[log10(LEAST_SHOWN), log10(most)],
    )
    figure.update_yaxes(
        title=_y_title(results, _), tickformat=".0%", range=[0, top], zeroline=False
    )
    sizes = [(_.number(low), _.number(min(high, most)), n) for low, high, n in counts]
    return apply_style(figure, _, height=400, alt=_alt(results, sizes, _))


def _draw_limits(figure: go.Figure, most: float) -> None:
    for level, dash in LEVELS:
        for means, ratios in funnel_limits(most, level):
            figure.add_scatter(
                x=means,
                y=ratios,
                mode="lines",
                hoverinfo="skip",
                line={"color": COMPARISON, "width": 1.5, "dash": dash},
            )
    figure.add_hline(y=1, line={"color": ZERO, "width": 2})
    figure.add_vline(x=LEAST_EXPECTED, line={"color": COMPARISON, "width": 1})


def _draw_expert(figure: go.Figure, expert: ReleasedExpert, ratio: float, _: Locale) -> None:
    text = figure_text(_("expert, {where}", where=workplace(expert, _)))
    figure.add_scatter(
        x=[expert.expected],
        y=[ratio],
        mode="markers+text",
        text=[text],
        cliponaxis=False,
        textposition="top center" if ratio < LOW_RATIO else "bottom center",
        textfont={"size": TEXT},
        hovertemplate=f"{text}<extra></extra>",
        marker={"color": MENTEES, "size": 15, "line": {"width": 0}},
    )


def _x_title(results: ReleasedExperts, _: Locale) -> str:
    if not results.measure:
        return _("expected customer losses")
    return _("expected {measure}", measure=figure_text(results.measure))


def _y_title(results: ReleasedExperts, _: Locale) -> str:
    if not results.measure:
        return _("lost, as a share of expected")
    return _("actual, as a share of expected")


def _alt(results: ReleasedExperts, sizes: list[tuple[str, str, int | str]], _: Locale) -> str:
    """Return the alt text; `sizes` are (expected from, to, how many people)."""
    experts = "; ".join(workplace(expert, _) for expert in results.experts) or _("nobody")
    if not results.measure:
        counts = "; ".join(
            _("{low} to {high}: {n} account managers", low=low, high=high, n=n)
            for low, high, n in sizes
        )
        return _(
            (
                "Account managers by expected customer losses: {told}. Significantly fewer lost: "
                "{experts}"
            ),
            told=counts,
            experts=experts,
        )
    counts = "; ".join(
        _("{low} to {high}: {n} people", low=low, high=high, n=n) for low, high, n in sizes
    )
    return _(
        "People by expected {measure}: {told}. Significantly better: {experts}",
        measure=results.measure,
        told=counts,
        experts=experts,
    )
