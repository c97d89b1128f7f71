"""What a cell of a workbook works out: the formula and the value it has now, made in one go so that
they agree.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Value = float | str | bool
COMPARED, ADDED, MULTIPLIED, RAISED, WHOLE = range(
    5
)  # how tightly the last step of a formula binds


@dataclass(frozen=True, eq=False)
class Term:
    """A part of a formula: its `text` as a spreadsheet reads it, and its `value`; nan where that is
    an error.

    Terms are added, multiplied, compared with `>` and so on as numbers are; the result is a longer
    formula.
    """

    text: str
    value: Value
    binds: int = WHOLE

    def __add__(self, other: Part) -> Term:
        return _joined(self, "+", other, operator.add, ADDED)

    def __radd__(self, other: Part) -> Term:
        return term(other) + self

    def __sub__(self, other: Part) -> Term:
        return _joined(self, "-", other, operator.sub, ADDED)

    def __rsub__(self, other: Part) -> Term:
        return term(other) - self

    def __mul__(self, other: Part) -> Term:
        return _joined(self, "*", other, operator.mul, MULTIPLIED)

    def __rmul__(self, other: Part) -> Term:
        return term(other) * self

    def __truediv__(self, other: Part) -> Term:
        return _joined(self, "/", other, _divided, MULTIPLIED)

    def __rtruediv__(self, other: Part) -> Term:
        return term(other) / self

    def __pow__(self, other: Part) -> Term:
        return _joined(self, "^", other, operator.pow, RAISED)

    def __gt__(self, other: Part) -> Term:
        return _joined(self, ">", other, operator.gt, COMPARED)

    def __ge__(self, other: Part) -> Term:
        return _joined(self, ">=", other, operator.ge, COMPARED)

    def same(self, other: Part) -> Term:
        """Whether both are equal."""
        return _joined(self, "=", other, operator.eq, COMPARED)


Part = Term | Value


def term(of: Part) -> Term:
    """A number or a text as part of a formula; a Term as it is."""
    if isinstance(of, Term):
        return of
    if isinstance(of, str):
        return Term('"' + of.replace('"', '""') + '"', of)
    return Term(f"{of:.15g}", of)


def least(*of: Part) -> Term:
    return _called(
        "MIN", of, lambda *values: math.nan if any(map(_unknown, values)) else min(values)
    )


def most(*of: Part) -> Term:
    return _called(
        "MAX", of, lambda *values: math.nan if any(map(_unknown, values)) else max(values)
    )


def total(of: Sequence[Part]) -> Term:
    """The sum; of nothing, zero."""
    return _called("SUM", of, lambda *values: sum(values)) if of else term(0)


def logarithm(of: Part) -> Term:
    return _called("LN", (of,), lambda value: math.log(value) if value > 0 else math.nan)


def rounded_up(of: Part) -> Term:
    return _called("ROUNDUP", (of, 0), lambda value, _digits: math.ceil(value))


def either(*of: Part) -> Term:
    return _called("OR", of, lambda *values: any(values))


def both(*of: Part) -> Term:
    return _called("AND", of, lambda *values: all(values))


def untrue(of: Part) -> Term:
    return _called("NOT", (of,), operator.not_)


def where(condition: Term, then: Part, otherwise: Part) -> Term:
    return _called(
        "IF",
        (condition, then, otherwise),
        lambda known, one, other: known if _unknown(known) else one if known else other,
    )


def among(of: Term, parts: Mapping[str, Part], otherwise: Part) -> Term:
    """The part named by the text in `of`."""
    found = term(otherwise)
    for name, part in reversed(parts.items()):
        found = where(of.same(name), part, found)
    return found


def _called(name: str, of: Sequence[Part], work: Callable[..., Value]) -> Term:
    terms = [term(one) for one in of]
    return Term(
        f"{name}({','.join(one.text for one in terms)})", work(*(one.value for one in terms))
    )


def _joined(left: Part, sign: str, right: Part, work: Callable[..., Value], binds: int) -> Term:
    left, right = term(left), term(right)
    first = left.text if left.binds >= binds and binds != RAISED else _held(left)
    second = right.text if right.binds > binds else _held(right)
    unknown = binds == COMPARED and (_unknown(left.value) or _unknown(right.value))
    return Term(
        f"{first}{sign}{second}", math.nan if unknown else work(left.value, right.value), binds
    )


def _unknown(value: Value) -> bool:
    """Whether a spreadsheet shows an error there."""
    return isinstance(value, float) and math.isnan(value)


def _held(of: Term) -> str:
    return of.text if of.binds == WHOLE else f"({of.text})"


def _divided(one: float, other: float) -> float:
    return one / other if other else math.nan
