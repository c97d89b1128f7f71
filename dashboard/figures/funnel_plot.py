"""The funnel: how far from what was expected chance alone brings a portfolio, and where the experts
lie in it.
"""

from __future__ import annotations

from math import log10

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, ZERO, style
from dashboard.markdown import figure_text
from metrics.disclosure.released_experts import ReleasedExpert, ReleasedExperts, ReleasedScored
from metrics.experts.count_outliers import LEAST_EXPECTED
from metrics.i18n import N_, Locale
from metrics.inference.funnel import funnel_limits

LEAST = 1.0
HIGHEST = 2.5
LOW = 0.2  # below it there is no room for words under a dot
LEVELS = ((0.95, "dash"), (0.998, "dot"))


def funnel_plot(found: ReleasedExperts, _: Locale) -> go.Figure:
    """To the right more expected (customers lost, or what is measured), upwards more than that:
    lines between which chance alone keeps 95 and 99.8 of 100, a dot per expert, and of everybody
    else only how many there are.
    """
    most = max([100.0, *(2.0 * one.expected for one in found.experts)])
    highest = max([HIGHEST, *(1.3 + one.fewer for one in found.experts if found.more)])
    figure = go.Figure()
    for level, dash in LEVELS:
        for means, ratios in funnel_limits(most, level):
            figure.add_scatter(
                x=means,
                y=ratios,
                mode="lines",
                hoverinfo="skip",
                line={"color": OTHERS, "width": 1.5, "dash": dash},
            )
    figure.add_hline(y=1, line={"color": ZERO, "width": 2})
    figure.add_vline(x=LEAST_EXPECTED, line={"color": OTHERS, "width": 1})
    counts = [(low, high, n) for low, high, n in found.by_size if n and low < most]
    for low, high, n in counts:
        middle = (max(low, LEAST) * min(high, most)) ** 0.5
        figure.add_annotation(
            x=log10(middle),
            y=1,
            text=figure_text(n),
            showarrow=False,
            yshift=12,
            font={"size": TEXT},
        )
    figure.add_annotation(
        x=log10(LEAST_EXPECTED),
        y=highest,
        text=_("enough to assess →"),
        showarrow=False,
        xanchor="left",
        xshift=4,
        yanchor="top",
        font={"size": TEXT - 1, "color": OTHERS},
    )
    for one in found.experts:
        _draw(figure, one, _, 1 + one.fewer if found.more else 1 - one.fewer)
    across, up, alt, of = _titles(found, _)
    figure.update_xaxes(
        type="log",
        title=across,
        tickformat=",d",
        tickvals=[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
        zeroline=False,
        showgrid=False,
        range=[log10(LEAST), log10(most)],
    )
    figure.update_yaxes(title=up, tickformat=".0%", range=[0, highest], zeroline=False)
    told = "; ".join(
        _(of, low=_.number(low), high=_.number(min(high, most)), n=n) for low, high, n in counts
    )
    spoken = "; ".join(workplace(one, _) for one in found.experts) or _("nobody")
    return style(
        figure, _, height=400, alt=_(alt, measure=found.measure, told=told, experts=spoken)
    )


def workplace(one: ReleasedExpert | ReleasedScored, _: Locale) -> str:
    """Where an expert works, without a name."""
    if not one.department:
        return _("someone")
    return f"{one.department}, {one.job_family}" if one.job_family else one.department


def _titles(found: ReleasedExperts, _: Locale) -> tuple[str, str, str, str]:
    """What stands below, beside and in the words for the picture, and the words for a number in
    it.
    """
    if not found.measure:
        return (
            _("expected customer losses"),
            _("lost, as a share of expected"),
            N_(
                "Account managers by expected customer losses: {told}. Significantly fewer lost: "
                "{experts}"
            ),
            N_("{low} to {high}: {n} account managers"),
        )
    return (
        _("expected {measure}", measure=figure_text(found.measure)),
        _("actual, as a share of expected"),
        N_("People by expected {measure}: {told}. Significantly better: {experts}"),
        N_("{low} to {high}: {n} people"),
    )


def _draw(figure: go.Figure, one: ReleasedExpert, _: Locale, ratio: float) -> None:
    text = _("expert, {where}", where=workplace(one, _))
    figure.add_scatter(
        x=[one.expected],
        y=[ratio],
        mode="markers+text",
        text=[figure_text(text)],
        cliponaxis=False,
        textposition="top center" if ratio < LOW else "bottom center",
        textfont={"size": TEXT},
        hovertemplate=f"{figure_text(text)}<extra></extra>",
        marker={"color": MENTEES, "size": 15, "line": {"width": 0}},
    )
