"""A total by one of its keys: bars from zero, for a sum or for a share of a denominator."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import plotly.graph_objects as go

from dashboard.figures.style import COMPARISON, MENTEES, TEXT, apply_style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedPart
from metrics.i18n import Locale

FEW_ROWS = 15  # below it rows are higher


def totals_by_key(
    parts: Sequence[tuple[str, ReleasedPart]], _: Locale, *, unit: str, denominator: str = ""
) -> go.Figure:
    """Return a bar per (name, part), in the order given: a reader compares the parts.

    With the name of a `denominator`, a bar is the share of it. A part that may not be shown
    is named with its count as text, never drawn as zero.
    """
    names = [figure_text(name) for name, _part in parts]
    values = [part_value(part) for _name, part in parts]
    texts = [
        _("too few to show ({n})", n=figure_text(part.n))
        if value is None
        else _number_format(unit, denominator, _)(value)
        for (_name, part), value in zip(parts, values, strict=True)
    ]
    figure = go.Figure(
        go.Bar(
            x=[value or 0 for value in values],
            y=names,
            orientation="h",
            text=texts,
            textposition="outside",
            marker={"color": [COMPARISON if value is None else MENTEES for value in values]},
            textfont={"size": TEXT},
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    most = max((value for value in values if value is not None), default=1.0)
    figure.update_xaxes(
        title=_("share of {of}", of=denominator) if denominator else unit,
        tickformat=".0%" if denominator else ",.0f",
        range=[0, most * 1.25 or 1],
    )
    figure.update_yaxes(
        categoryorder="array", categoryarray=names[::-1], showgrid=False, type="category"
    )
    described = "; ".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
    row_height = 42 if len(names) < FEW_ROWS else 26
    return apply_style(figure, _, alt=described, height=80 + row_height * len(names))


def part_value(part: ReleasedPart) -> float | None:
    """Return the sum, or the ratio where there is a denominator; None where it is protected."""
    if part.numerator is None:
        return None
    return part.numerator / part.denominator if part.denominator else part.numerator


def _number_format(unit: str, denominator: str, _: Locale) -> Callable[[float], str]:
    """Return how the reader sees a value: as a share, as money, or as a number."""
    if denominator:
        return _.percent
    return _.money_short if unit == _("euros") else _.number
