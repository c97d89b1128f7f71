"""The bridge, a horizontal waterfall chart: from returns and costs to the net result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.ibcs import (
    ACTUAL,
    COST_COLOUR,
    FORECAST,
    PLAN,
    RETURN_COLOUR,
    axis_range,
    draw_bar,
    label_beside,
    name_rows,
    rows_height,
)
from dashboard.figures.style import ZERO, apply_style
from metrics.i18n import Locale
from metrics.rewards import CASH_FLOW_LINES, GAIN, Appraisal


@dataclass(frozen=True)
class BridgeStep:
    """One row of the bridge: `amount` in euros, negative for a cost.

    `basis` is ACTUAL, PLAN or FORECAST. A `total` starts at zero, any other step where the last
    one ended.
    """

    name: str
    amount: float
    basis: str
    total: bool = False


def bridge_chart(steps: Sequence[BridgeStep], _: Locale) -> go.Figure:
    """Return the bridge: a reader sees which lines make up the net result, each with its amount.

    Rows run from top to bottom. After a total the next step starts from zero again.
    """
    figure = go.Figure()
    spans = step_spans(steps)
    texts = [_amount(step, _) for step in steps]
    for y, (step, (start, end), text) in enumerate(zip(steps, spans, texts, strict=True)):
        draw_bar(
            figure,
            y,
            start,
            end,
            basis=step.basis,
            colour=RETURN_COLOUR if step.amount >= 0 else COST_COLOUR,
            hover=f"{step.name}: {text}",
        )
        label_beside(figure, max(start, end), y, text)
        if not step.total and y + 1 < len(steps):
            _connect(figure, end, y)
    figure.add_vline(x=0, line={"color": ZERO, "width": 2})
    names = [step.name for step in steps]
    name_rows(figure, names)
    figure.update_xaxes(
        range=axis_range([end for span in spans for end in span]),
        zeroline=False,
        tickformat=",.0f",
        nticks=6,
        title=_("euros"),
    )
    described = "; ".join(f"{step.name} {text}" for step, text in zip(steps, texts, strict=True))
    return apply_style(
        figure,
        _,
        alt=_("From return to net result: {steps}", steps=described),
        height=rows_height(names, 40),
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
        BridgeStep(_(CASH_FLOW_LINES[name]), amount, FORECAST if amount >= 0 else PLAN)
        for name, amount in lines
        if amount
    ]
    net = appraisal.base["net"] or 0.0
    return [*steps, BridgeStep(_("Net result of this plan"), net, FORECAST, total=True)]


def step_spans(steps: Sequence[BridgeStep]) -> list[tuple[float, float]]:
    """Return where the bar of each step starts and ends, in euros."""
    spans = []
    level = 0.0
    for step in steps:
        start = 0.0 if step.total else level
        end = start + step.amount
        spans.append((start, end))
        level = 0.0 if step.total else end
    return spans


def _amount(step: BridgeStep, _: Locale) -> str:
    """Return the amount of a step; one that adds to the result has a plus sign."""
    amount = _.money_short(step.amount)
    return amount if step.total or step.amount < 0 else f"+{amount}"


def _connect(figure: go.Figure, x: float, y: int) -> None:
    """Draw the line from the end of a bar down to the next one."""
    figure.add_shape(
        type="line", x0=x, x1=x, y0=y + 0.31, y1=y + 0.69, line={"color": ZERO, "width": 1}
    )
