"""What an answer would be with a hidden trait, by how strong the trait is: lines on a plane."""

from __future__ import annotations

from textwrap import wrap

import numpy as np
import plotly.graph_objects as go

from dashboard.figures.style import COMPARISON, MARGIN, MENTEES, TEXT, WARNING, ZERO, apply_style
from dashboard.markdown import figure_text
from metrics.catalog import Metric
from metrics.evaluate import HIDDEN_TRAIT_TITLES, HiddenTrait, Strength
from metrics.i18n import Locale

HEIGHT = 380
MULTIPLES = (1, 2, 3)  # of the yardstick
LINES = 4  # about so many between the answer and zero
POINTS = 120  # on a line
ROOM = 1.25  # beyond the furthest of what is shown
LABEL_MARGIN = 52  # pixels right of the plane, for the values of the lines
LABEL_APART = 0.045  # of the plane's height, between two values at its right
NAME_WIDTH = 16  # characters in a line of a dot's name
APART = 0.09  # of the plane; nearer than this to another point, a name is only in the hover text


def trait_contour(trait: HiddenTrait, metric: Metric, _: Locale) -> go.Figure:
    """Return the plane: a reader sees how strong a hidden trait must be to bring the answer to 0.

    Right is how much of who is mentored the trait explains, up how much of the outcome, both as
    shares of what the recorded traits leave. A grey line joins the traits with which the answer
    would be the same; the thick one is zero. Dots are traits as strong as the recorded ones, for
    the yardstick also two and three times as strong.
    """
    points = _points(trait, _)
    across, up = _reach(trait, points)
    figure = go.Figure()
    labelled: list[float] = []
    for level in sorted(_levels(trait), key=abs):
        _draw_line(figure, trait, level, (across, up), labelled, metric, _)
    _draw_points(figure, points, (across, up), trait)
    figure.update_xaxes(
        title=_("explains of who is mentored"),
        range=[0, across],
        tickformat=".0%",
        nticks=5,
        zeroline=False,
        showgrid=False,
    )
    figure.update_yaxes(
        title=_("explains of the outcome"),
        range=[0, up],
        tickformat=".0%",
        nticks=5,
        zeroline=False,
        showgrid=False,
    )
    apply_style(figure, _, alt=_described(trait, metric, points, _), height=HEIGHT)
    return figure.update_layout(margin={"t": MARGIN, "l": MARGIN, "r": LABEL_MARGIN, "b": MARGIN})


def _points(trait: HiddenTrait, _: Locale) -> list[tuple[str, str, Strength]]:
    """Return the key, the name and the strength of a trait as strong as each recorded one."""
    found = []
    for key in trait.regression.strengths:
        for times in MULTIPLES if key == trait.key else MULTIPLES[:1]:
            strength = trait.strength(key, times)
            if not strength.possible:
                continue
            name = _(HIDDEN_TRAIT_TITLES.get(key, key))
            if times > 1:
                name = f"{times}×"
            found.append((key, name, strength))
    return found


def _reach(trait: HiddenTrait, points: list[tuple[str, str, Strength]]) -> tuple[float, float]:
    """Return how far the plane reaches to the right and up."""
    shown = [strength for key, _name, strength in points if key == trait.key]
    rest = [strength for key, _name, strength in points if key != trait.key]
    across = [trait.zero_share, *(one.pairing for one in (*shown[:2], *rest))]
    up = [trait.zero_share, *(one.outcome for one in (*shown[:2], *rest))]
    return min(ROOM * max(across), 0.98), min(ROOM * max(up), 1.0)


def _levels(trait: HiddenTrait) -> list[float]:
    """Return round values from the answer through zero to a little beyond it."""
    size = abs(trait.estimate.estimate)
    rough = size / LINES
    power = 10 ** np.floor(np.log10(rough)) if rough > 0 else 1.0
    step = float(min((1, 2, 5, 10), key=lambda one: abs(one * power - rough)) * power)
    steps = np.arange(-2, int(size / step) + 1)
    away = 1.0 if trait.estimate.estimate >= 0 else -1.0
    return [float(away * step * one) for one in steps if abs(step * one) < size]


def _draw_line(
    figure: go.Figure,
    trait: HiddenTrait,
    level: float,
    reach: tuple[float, float],
    labelled: list[float],
    metric: Metric,
    _: Locale,
) -> None:
    """Draw the traits that move the answer to `level`, with that value at the line's right end.

    `labelled` holds the heights of the values so far; a value too near to one of them is left to
    the hover text.
    """
    across, up = reach
    needed = (abs(trait.estimate.estimate - level) / trait.regression.scale) ** 2
    first = needed / (up + needed)
    if first >= across:
        return
    x = np.linspace(first, across, POINTS)
    y = needed * (1 - x) / x
    zero = abs(level) < 1e-12
    text = _.number(0, 0) if zero else _.signed(level, metric.digits)
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": WARNING if zero else COMPARISON, "width": 4 if zero else 1.5},
        hovertemplate=f"{figure_text(text)}<extra></extra>",
    )
    end = float(y[-1])
    if any(abs(end - other) < LABEL_APART * up for other in labelled):
        return
    labelled.append(end)
    figure.add_annotation(
        x=across,
        y=end,
        text=figure_text(text),
        xanchor="left",
        xshift=4,
        showarrow=False,
        font={"size": TEXT if zero else TEXT - 1},
    )


def _draw_points(
    figure: go.Figure,
    points: list[tuple[str, str, Strength]],
    reach: tuple[float, float],
    trait: HiddenTrait,
) -> None:
    across, up = reach
    named: list[tuple[float, float]] = []
    for key, name, strength in sorted(points, key=lambda point: point[0] != trait.key):
        place = (strength.pairing / across, strength.outcome / up)
        if max(place) > 1:
            continue
        alone = all(
            abs(place[0] - other[0]) > 2 * APART or abs(place[1] - other[1]) > APART
            for other in named
        )
        if alone:
            named.append(place)
        figure.add_scatter(
            x=[strength.pairing],
            y=[strength.outcome],
            mode="markers+text" if alone else "markers",
            text=["<br>".join(figure_text(line) for line in wrap(name, NAME_WIDTH))],
            textposition=_beside(name, place[0]),
            textfont={"size": TEXT - 1},
            marker={
                "size": 12 if key == trait.key else 9,
                "color": MENTEES if key == trait.key else ZERO,
            },
            hovertemplate=f"{figure_text(name)}<extra></extra>",
            cliponaxis=False,
        )


def _beside(name: str, across: float) -> str:
    """Return where a dot's text stands: that of a multiple beside it, where there is room."""
    if name.endswith("×") and across < 0.9:
        return "middle right"
    return "top left" if across > 0.7 else "top right"


def _described(
    trait: HiddenTrait, metric: Metric, points: list[tuple[str, str, Strength]], _: Locale
) -> str:
    rows = "; ".join(
        _(
            "{name}: {pairing} of who is mentored, {outcome} of the outcome",
            name=name,
            pairing=_.percent(one.pairing),
            outcome=_.percent(one.outcome),
        )
        for _key, name, one in points
    )
    return _(
        "The answer of {estimate} {unit} with a hidden trait; it is zero where the trait explains "
        "{share} of both. As strong as: {rows}",
        estimate=_.signed(trait.estimate.estimate, metric.digits),
        unit=_(metric.unit),
        share=_.percent(trait.zero_share),
        rows=rows,
    )
