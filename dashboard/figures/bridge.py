"""From nothing to net: what a plan brings and what it costs, step by step (a waterfall, lying)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.ibcs import BRINGS, COSTS, bar, beside, height, room, rows
from dashboard.figures.style import ZERO, style
from metrics.i18n import Locale


@dataclass(frozen=True)
class Step:
    """One row: `amount` in euros (a cost is negative). A `total` starts at zero, any other where
    the last one ended.
    """

    name: str
    amount: float
    basis: str
    total: bool = False


def bridge(steps: Sequence[Step], _: Locale) -> go.Figure:
    """Rows from top to bottom, each with its amount beside it; after a total the next step starts
    from zero again, unless it is a total itself.
    """
    figure, spans, level = go.Figure(), [], 0.0
    for step in steps:
        start, end = (0.0, step.amount) if step.total else (level, level + step.amount)
        spans.append((start, end))
        level = 0.0 if step.total else end
    texts = [
        _.money_short(step.amount)
        if step.total or step.amount < 0
        else f"+{_.money_short(step.amount)}"
        for step in steps
    ]
    for y, (step, (start, end), text) in enumerate(zip(steps, spans, texts, strict=True)):
        bar(
            figure,
            y,
            start,
            end,
            basis=step.basis,
            colour=BRINGS if step.amount >= 0 else COSTS,
            hover=f"{step.name}: {text}",
        )
        beside(figure, max(start, end), y, text)
        if not step.total and y + 1 < len(steps):
            figure.add_shape(
                type="line",
                x0=end,
                x1=end,
                y0=y + 0.31,
                y1=y + 0.69,
                line={"color": ZERO, "width": 1},
            )
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    rows(figure, [step.name for step in steps])
    figure.update_xaxes(
        range=room([end for span in spans for end in span]),
        zeroline=False,
        tickformat=",.0f",
        nticks=6,
        title=_("euros"),
    )
    alt = "; ".join(f"{step.name} {text}" for step, text in zip(steps, texts, strict=True))
    return style(
        figure,
        _,
        alt=_("From return to net result: {steps}", steps=alt),
        height=height([step.name for step in steps], 40),
    )
