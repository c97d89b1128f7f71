"""Bars in the notation of the International Business Communication Standards (IBCS).

An actual amount is solid, a planned one outlined, an expected one hatched. The module also holds
what the horizontal bar charts share: labels, row names, heights and axis ranges.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, TEXT, WARNING
from dashboard.markdown import figure_text

ACTUAL = "actual"
PLAN = "plan"
FORECAST = "forecast"
TRANSPARENT = "rgba(0,0,0,0)"
RETURN_COLOUR = MENTEES
COST_COLOUR = WARNING
NAME_WIDTH = 30  # characters in a line of a row's name
LINE_HEIGHT = 20  # pixels


def bar_style(basis: str, colour: str) -> dict[str, object]:
    """Return plotly's marker for a bar: `basis` is ACTUAL, PLAN or FORECAST."""
    outline = {"color": colour, "width": 2}
    if basis == FORECAST:
        hatch = {
            "shape": "/",
            "fgcolor": colour,
            "bgcolor": TRANSPARENT,
            "fillmode": "replace",
            "size": 7,
            "solidity": 0.4,
        }
        return {"color": colour, "line": outline, "pattern": hatch}
    return {"color": colour if basis == ACTUAL else TRANSPARENT, "line": outline}


def draw_bar(
    figure: go.Figure,
    y: float,
    start: float,
    end: float,
    *,
    basis: str,
    colour: str,
    hover: str,
    width: float = 0.62,
) -> None:
    """Draw a bar from `start` to `end` on row `y`; `width` is a share of the row."""
    figure.add_bar(
        x=[end - start],
        base=[start],
        y=[y],
        orientation="h",
        width=width,
        marker=bar_style(basis, colour),
        hovertemplate=f"{figure_text(hover)}<extra></extra>",
        textposition="none",
    )


def label_beside(figure: go.Figure, x: float, y: float, text: str, *, left: bool = False) -> None:
    """Write a text just right of a point, or just left of it."""
    figure.add_annotation(
        x=x,
        y=y,
        text=figure_text(text),
        showarrow=False,
        xanchor="right" if left else "left",
        xshift=-7 if left else 7,
        font={"size": TEXT - 1},
    )


def label_above(figure: go.Figure, x: float, y: float, text: str, shift: int = 20) -> None:
    """Write a text `shift` pixels above a point, or below it where `shift` is negative."""
    figure.add_annotation(
        x=x,
        y=y,
        text=figure_text(text),
        showarrow=False,
        yshift=shift,
        font={"size": TEXT - 1},
    )


def name_rows(figure: go.Figure, names: Sequence[str]) -> None:
    """Name the rows, the first on top; a long name takes several lines, so that none is cut off."""
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=[wrapped(name) for name in names],
        range=[len(names) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
    )
    figure.update_layout(barmode="overlay")


def rows_height(names: Sequence[str], least: int) -> int:
    """Return the height in pixels of a figure with these rows.

    Each row has at least `least` pixels, and more where the longest name needs more lines.
    """
    lines = max((wrapped(name).count("<br>") + 1 for name in names), default=1)
    return 80 + max(least, LINE_HEIGHT * lines + 8) * len(names)


def wrapped(name: str) -> str:
    """Return a name over as many lines as it needs."""
    return "<br>".join(figure_text(line) for line in wrap(name, NAME_WIDTH)) or " "


def axis_range(ends: Sequence[float], *, left: float = 0.06, right: float = 0.2) -> list[float]:
    """Return an axis range that holds zero and all ends.

    `left` and `right` are the room for the texts on each side, as shares of the range.
    """
    low = min([0.0, *ends])
    high = max([0.0, *ends])
    span = (high - low) or 1.0
    return [low - left * span, high + right * span]
