"""Where a plan earns its reward back: its net present value as a curve over rewards, and where that
passes zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from metrics.i18n import N_, Euros, Message

DOUBLED = 6  # times beyond the amounts asked for
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
    """A reward of `amount` gross euros each time; `cost` as in the corridor. The category's net
    present value with every number at its base, and the ends between which 80 % of its draws
    lie.
    """

    amount: float
    cost: float
    base: float
    low: float
    high: float


@dataclass(frozen=True)
class BreakEven:
    """An `amount` (gross euros each time, and its `cost`) at which the net present value passes
    zero; it `pays` on the side of the smaller amounts ("below") or of the larger ones ("above").
    """

    amount: float
    cost: float
    pays: str


def value_curve(at: Callable[[float], CurvePoint], amounts: set[float]) -> tuple[CurvePoint, ...]:
    """The points at these amounts, and on to where the plan no longer pays at its hopeful end, if
    that is ever.
    """
    curve = [at(amount) for amount in sorted(amounts)]
    while curve[-1].high > 0 and len(curve) < len(amounts) + DOUBLED:
        curve.append(at(2 * curve[-1].amount))
    return tuple(curve)


def find_crossings(
    curve: Sequence[CurvePoint], end: str, at: Callable[[float], CurvePoint]
) -> tuple[BreakEven, ...]:
    """Where that end of the curve passes zero: at base to the cent, at the others in a line between
    two points.
    """
    found = []
    for left, right in pairwise(curve):
        if (getattr(left, end) > 0) != (getattr(right, end) > 0):
            point = _bisected(left, right, at) if end == "base" else _between(left, right, end)
            found.append(
                BreakEven(point[0], point[1], "below" if getattr(left, end) > 0 else "above")
            )
    return tuple(found)


def _bisected(
    left: CurvePoint, right: CurvePoint, at: Callable[[float], CurvePoint]
) -> tuple[float, float]:
    pays = left.base > 0
    while right.amount - left.amount > CENT / 2:
        middle = at((left.amount + right.amount) / 2)
        left, right = (middle, right) if (middle.base > 0) == pays else (left, middle)
    return right.amount, right.cost


def _between(left: CurvePoint, right: CurvePoint, end: str) -> tuple[float, float]:
    first, last = getattr(left, end), getattr(right, end)
    part = first / (first - last)
    return left.amount + part * (right.amount - left.amount), left.cost + part * (
        right.cost - left.cost
    )


def break_even_sentence(found: Sequence[BreakEven], curve: Sequence[CurvePoint]) -> Message:
    """At which rewards the plan pays, as a sentence; `found` is where the curve at base passes
    zero.
    """
    top = Euros(curve[-1].amount)
    if not found:
        return (ALWAYS if curve[0].base > 0 else NEVER), {"top": top}
    if len(found) > 1:
        return SEVERAL, {
            "first": Euros(found[0].amount),
            "last": Euros(found[-1].amount),
            "n": len(found),
        }
    (only,) = found
    return (
        (UP_TO, {"amount": Euros(only.amount)})
        if only.pays == "below"
        else (FROM, {"amount": Euros(only.amount), "top": top})
    )
