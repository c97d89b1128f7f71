"""A total by one of its keys: bars from zero for a sum, dots on a line from zero for a ratio."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, OTHERS, TEXT, style
from dashboard.markdown import figure_text
from metrics.disclosure import ReleasedPart
from metrics.i18n import Locale


def totals_by_key(
    parts: Sequence[tuple[str, ReleasedPart]], _: Locale, *, unit: str, of: str = ""
) -> go.Figure:
    """One bar per (name, part), in the order given; with `of` the bar reaches from 0 to the share
    of the denominator.

    A part that may not be shown is named with its count as text, never drawn as zero.
    """
    names = [figure_text(name) for name, _part in parts]
    shown = [None if part.numerator is None else part_value(part) for _name, part in parts]
    spoken = _.percent if of else _.money_short if unit == _("euros") else _.number
    texts = [
        _("too few to show ({n})", n=figure_text(part.n)) if value is None else spoken(value)
        for (_name, part), value in zip(parts, shown, strict=True)
    ]
    figure = go.Figure(
        go.Bar(
            x=[value or 0 for value in shown],
            y=names,
            orientation="h",
            text=texts,
            textposition="outside",
            marker={"color": [OTHERS if value is None else MENTEES for value in shown]},
            textfont={"size": TEXT},
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    most = max((value for value in shown if value is not None), default=1.0)
    title = _("share of {of}", of=of) if of else unit
    figure.update_xaxes(
        title=title, tickformat=".0%" if of else ",.0f", range=[0, most * 1.25 or 1]
    )
    figure.update_yaxes(
        categoryorder="array", categoryarray=names[::-1], showgrid=False, type="category"
    )
    alt = "; ".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
    return style(figure, _, alt=alt, height=80 + (42 if len(names) < 15 else 26) * len(names))


def part_value(part: ReleasedPart) -> float:
    """The sum, or the ratio where there is a denominator; the part must be shown."""
    return part.numerator / part.denominator if part.denominator else part.numerator
