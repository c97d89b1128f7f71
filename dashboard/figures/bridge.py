"""From nothing to net: what a plan brings and what it costs, step by step (a waterfall, lying)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.ibcs import (
    ACTUAL,
    BRINGS,
    COSTS,
    FORECAST,
    PLAN,
    bar,
    beside,
    height,
    room,
    rows,
)
from dashboard.figures.style import ZERO, style
from metrics.i18n import Locale
from metrics.rewards.appraisal import GAIN, Appraisal
from metrics.rewards.cash_flows import LINES


@dataclass(frozen=True)
class BridgeStep:
    """One row: `amount` in euros (a cost is negative). A `total` starts at zero, any other where
    the last one ended.
    """

    name: str
    amount: float
    basis: str
    total: bool = False


def bridge_chart(steps: Sequence[BridgeStep], _: Locale) -> go.Figure:
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


def bridge_steps(appraisal: Appraisal, today: Appraisal | None, _: Locale) -> list[BridgeStep]:
    """List the steps from today's net result, line by line, to that of the plan, in the base case.

    Returns come first, then costs, each from large to small. Without `today` the first step is
    left out.
    """
    amounts: dict[str, float] = {}
    for line in appraisal.lines:
        amount = line.base if line.side == GAIN else -line.base
        amounts[line.name] = amounts.get(line.name, 0.0) + amount
    lines = sorted(amounts.items(), key=lambda pair: (pair[1] < 0, -abs(pair[1])))
    steps = []
    if today:
        net = today.base["net"] or 0.0
        steps.append(BridgeStep(_("Net result of today's plan"), net, ACTUAL, total=True))
    steps += [
        BridgeStep(_(LINES[name]), amount, FORECAST if amount >= 0 else PLAN)
        for name, amount in lines
        if amount
    ]
    net = appraisal.base["net"] or 0.0
    return [*steps, BridgeStep(_("Net result of this plan"), net, FORECAST, total=True)]
