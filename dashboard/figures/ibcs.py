"""The notation that finance knows: as it is now solid, planned outlined, expected hatched; and bars
that use it.
"""

from __future__ import annotations

from textwrap import wrap

import plotly.graph_objects as go

from dashboard.figures.style import MENTEES, TEXT, WRONG
from dashboard.markdown import figure_text

ACTUAL, PLAN, FORECAST = "actual", "plan", "forecast"
CLEAR = "rgba(0,0,0,0)"
BRINGS, COSTS = MENTEES, WRONG
WIDTH = 30


def marker(basis: str, colour: str) -> dict[str, object]:
    """How a bar is filled: solid where it is so now, outlined where it is planned, hatched where it
    is expected.
    """
    outline = {"color": colour, "width": 2}
    if basis == FORECAST:
        hatch = {
            "shape": "/",
            "fgcolor": colour,
            "bgcolor": CLEAR,
            "fillmode": "replace",
            "size": 7,
            "solidity": 0.4,
        }
        return {"color": colour, "line": outline, "pattern": hatch}
    return {"color": colour if basis == ACTUAL else CLEAR, "line": outline}


def bar(
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
    """A bar that lies from `start` to `end` on row `y`."""
    figure.add_bar(
        x=[end - start],
        base=[start],
        y=[y],
        orientation="h",
        width=width,
        marker=marker(basis, colour),
        hovertemplate=f"{figure_text(hover)}<extra></extra>",
        textposition="none",
    )


def beside(figure: go.Figure, x: float, y: float, text: str, *, left: bool = False) -> None:
    """A text just right (or left) of a place."""
    figure.add_annotation(
        x=x,
        y=y,
        text=figure_text(text),
        showarrow=False,
        xanchor="right" if left else "left",
        xshift=-7 if left else 7,
        font={"size": TEXT - 1},
    )


def above(figure: go.Figure, x: float, y: float, text: str, shift: int = 20) -> None:
    """A text that many pixels above a place (below it where negative)."""
    figure.add_annotation(
        x=x, y=y, text=figure_text(text), showarrow=False, yshift=shift, font={"size": TEXT - 1}
    )


def rows(figure: go.Figure, names: list[str]) -> None:
    """Names the rows, first on top; a long name takes more lines, so that none is cut off."""
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=[lines(one) for one in names],
        range=[len(names) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
    )
    figure.update_layout(barmode="overlay")


def height(names: list[str], least: int) -> int:
    """The height of a figure with these rows, of at least so many pixels each; longer names need
    higher rows.
    """
    most = max((lines(name).count("<br>") + 1 for name in names), default=1)
    return 80 + max(least, 20 * most + 8) * len(names)


def lines(name: str) -> str:
    """The name over as many lines as it needs."""
    return "<br>".join(figure_text(line) for line in wrap(name, WIDTH)) or " "


def room(ends: list[float], *, left: float = 0.06, right: float = 0.2) -> list[float]:
    """An axis on which all ends and zero lie, with room for the texts beside them (shares of its
    length).
    """
    low, high = min([0.0, *ends]), max([0.0, *ends])
    span = (high - low) or 1.0
    return [low - left * span, high + right * span]
