"""Where a plan earns its reward back: net present value as a curve over rewards, and its zeros."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from metrics.i18n import N_, Euros, Message

DOUBLINGS = 6  # of the largest amount, while the plan still pays there
CENT = 0.01

ALWAYS = N_("The plan is worth more than it costs at every reward up to {top}.")
NEVER = N_("The plan is not worth its cost at any reward up to {top}.")
UP_TO = N_(
    "Break-even is a reward of {amount} each time. Up to that amount, the plan covers its cost."
)
FROM = N_(
    "Break-even is a reward of {amount} each time. From there up to {top}, the highest amount "
    "examined, the plan covers its cost."
)
SEVERAL = N_(
    "There is no single break-even. Between {first} and {last} the net present value crosses "
    "zero {n} times: a reward can work less well than a smaller one."
)


@dataclass(frozen=True)
class CurvePoint:
    """The net present value of one category's plan with a reward of `amount` gross euros each time.

    `cost` is what the reward costs the employer per mentor and pairing, as in the pay range. `base`
    has every number at its base; `low` and `high` hold 80 % of the draws.
    """

    amount: float
    cost: float
    base: float
    low: float
    high: float


@dataclass(frozen=True)
class BreakEven:
    """A reward at which the net present value is zero.

    `amount` in gross euros each time, with its `cost`. The plan `pays` on the side of the smaller
    amounts ("below") or of the larger ones ("above").
    """

    amount: float
    cost: float
    pays: str


def value_curve(at: Callable[[float], CurvePoint], amounts: set[float]) -> tuple[CurvePoint, ...]:
    """Return the points at these amounts, and on while the plan still pays at its hopeful end.

    The largest amount is doubled at most DOUBLINGS times.
    """
    curve = [at(amount) for amount in sorted(amounts)]
    while curve[-1].high > 0 and len(curve) < len(amounts) + DOUBLINGS:
        curve.append(at(2 * curve[-1].amount))
    return tuple(curve)


def find_crossings(
    curve: Sequence[CurvePoint], end: str, at: Callable[[float], CurvePoint]
) -> tuple[BreakEven, ...]:
    """Return where that end of the curve ("low", "base" or "high") crosses zero.

    At base to the cent, by bisection; at the others on the straight line between two points.
    """
    crossings = []
    for left, right in pairwise(curve):
        pays_left = getattr(left, end) > 0
        if pays_left != (getattr(right, end) > 0):
            if end == "base":
                amount, cost = _bisected(left, right, at)
            else:
                amount, cost = _on_line(left, right, end)
            crossings.append(BreakEven(amount, cost, "below" if pays_left else "above"))
    return tuple(crossings)


def _bisected(
    left: CurvePoint, right: CurvePoint, at: Callable[[float], CurvePoint]
) -> tuple[float, float]:
    pays_left = left.base > 0
    while right.amount - left.amount > CENT / 2:
        middle = at((left.amount + right.amount) / 2)
        if (middle.base > 0) == pays_left:
            left = middle
        else:
            right = middle
    return right.amount, right.cost


def _on_line(left: CurvePoint, right: CurvePoint, end: str) -> tuple[float, float]:
    first = getattr(left, end)
    last = getattr(right, end)
    part = first / (first - last)
    amount = left.amount + part * (right.amount - left.amount)
    return amount, left.cost + part * (right.cost - left.cost)


def break_even_sentence(crossings: Sequence[BreakEven], curve: Sequence[CurvePoint]) -> Message:
    """Return at which rewards the plan pays, as a sentence.

    `crossings` are those of the curve at base.
    """
    top = Euros(curve[-1].amount)
    if not crossings:
        return (ALWAYS if curve[0].base > 0 else NEVER), {"top": top}
    first = crossings[0]
    last = crossings[-1]
    if len(crossings) > 1:
        return SEVERAL, {
            "first": Euros(first.amount),
            "last": Euros(last.amount),
            "n": len(crossings),
        }
    if first.pays == "below":
        return UP_TO, {"amount": Euros(first.amount)}
    return FROM, {"amount": Euros(first.amount), "top": top}
