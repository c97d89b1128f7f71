"""Spreadsheet formulas that know their value.

A term holds a part of a formula as a spreadsheet reads it and the value it has now. Both are made
in one operation, so that they agree.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Value = float | str | bool

# The precedence of the last operation of a formula, from loose to tight.
COMPARISON = 0
ADDITION = 1
MULTIPLICATION = 2
POWER = 3
ATOM = 4


@dataclass(frozen=True, eq=False)
class Term:
    """A part of a formula: its `text`, and its `value`, which is nan where it is an error.

    Terms are added, multiplied, compared with `>` and so on as numbers are; the result is a longer
    formula.
    """

    text: str
    value: Value
    precedence: int = ATOM

    @property
    def number(self) -> float:
        """The value as a number. Raises TypeError where it is a text."""
        if isinstance(self.value, str):
            raise TypeError(f"{self.text} is the text '{self.value}', not a number.")
        return float(self.value)

    def __add__(self, other: Operand) -> Term:
        return _operation(self, "+", other, operator.add, ADDITION)

    def __radd__(self, other: Operand) -> Term:
        return term(other) + self

    def __sub__(self, other: Operand) -> Term:
        return _operation(self, "-", other, operator.sub, ADDITION)

    def __rsub__(self, other: Operand) -> Term:
        return term(other) - self

    def __mul__(self, other: Operand) -> Term:
        return _operation(self, "*", other, operator.mul, MULTIPLICATION)

    def __rmul__(self, other: Operand) -> Term:
        return term(other) * self

    def __truediv__(self, other: Operand) -> Term:
        return _operation(self, "/", other, _quotient, MULTIPLICATION)

    def __rtruediv__(self, other: Operand) -> Term:
        return term(other) / self

    def __pow__(self, other: Operand) -> Term:
        return _operation(self, "^", other, operator.pow, POWER)

    def __gt__(self, other: Operand) -> Term:
        return _operation(self, ">", other, operator.gt, COMPARISON)

    def __ge__(self, other: Operand) -> Term:
        return _operation(self, ">=", other, operator.ge, COMPARISON)

    def equals(self, other: Operand) -> Term:
        """Return whether both are equal, as a formula."""
        return _operation(self, "=", other, operator.eq, COMPARISON)


Operand = Term | Value


def term(operand: Operand) -> Term:
    """Return a number or a text as a term; a term stays as it is."""
    if isinstance(operand, Term):
        return operand
    if isinstance(operand, str):
        return Term('"' + operand.replace('"', '""') + '"', operand)
    return Term(f"{operand:.15g}", operand)


def minimum(*operands: Operand) -> Term:
    """Return the smallest operand; an error where one is an error."""
    return _call("MIN", operands, lambda *values: _error_or(min, values))


def maximum(*operands: Operand) -> Term:
    """Return the largest operand; an error where one is an error."""
    return _call("MAX", operands, lambda *values: _error_or(max, values))


def total(operands: Sequence[Operand]) -> Term:
    """Return the sum; zero where there are no operands."""
    return _call("SUM", operands, lambda *values: sum(values)) if operands else term(0)


def logarithm(operand: Operand) -> Term:
    """Return the natural logarithm; an error where the operand is not positive."""
    return _call("LN", (operand,), lambda value: math.log(value) if value > 0 else math.nan)


def round_up(operand: Operand) -> Term:
    """Return the operand rounded up to a whole number."""
    return _call("ROUNDUP", (operand, 0), lambda value, _digits: math.ceil(value))


def any_of(*operands: Operand) -> Term:
    """Return whether at least one operand is true."""
    return _call("OR", operands, lambda *values: any(values))


def all_of(*operands: Operand) -> Term:
    """Return whether all operands are true."""
    return _call("AND", operands, lambda *values: all(values))


def negation(operand: Operand) -> Term:
    """Return whether the operand is false."""
    return _call("NOT", (operand,), operator.not_)


def if_else(condition: Term, then: Operand, otherwise: Operand) -> Term:
    """Return one of two operands by a condition; an error where the condition is one."""
    return _call("IF", (condition, then, otherwise), _if_else)


def choose(key: Term, operands: Mapping[str, Operand], otherwise: Operand) -> Term:
    """Return the operand that the text in `key` names."""
    chosen = term(otherwise)
    for name, operand in reversed(list(operands.items())):
        chosen = if_else(key.equals(name), operand, chosen)
    return chosen


def _call(function: str, operands: Sequence[Operand], compute: Callable[..., Value]) -> Term:
    """Return the call of a spreadsheet function."""
    terms = [term(operand) for operand in operands]
    arguments = ",".join(argument.text for argument in terms)
    return Term(f"{function}({arguments})", compute(*(argument.value for argument in terms)))


def _operation(
    left: Operand, sign: str, right: Operand, compute: Callable[..., Value], precedence: int
) -> Term:
    """Return two operands joined by an operator, in parentheses where they bind less tightly."""
    left = term(left)
    right = term(right)
    tight = left.precedence >= precedence and precedence != POWER
    left_text = left.text if tight else _parenthesised(left)
    right_text = right.text if right.precedence > precedence else _parenthesised(right)
    error = precedence == COMPARISON and (_is_error(left.value) or _is_error(right.value))
    value = math.nan if error else compute(left.value, right.value)
    return Term(f"{left_text}{sign}{right_text}", value, precedence)


def _parenthesised(operand: Term) -> str:
    return operand.text if operand.precedence == ATOM else f"({operand.text})"


def _if_else(condition: Value, then: Value, otherwise: Value) -> Value:
    if _is_error(condition):
        return condition
    return then if condition else otherwise


def _error_or(compute: Callable[..., Value], values: Sequence[Value]) -> Value:
    return math.nan if any(map(_is_error, values)) else compute(values)


def _is_error(value: Value) -> bool:
    """Return whether a spreadsheet shows an error there."""
    return isinstance(value, float) and math.isnan(value)


def _quotient(dividend: float, divisor: float) -> float:
    return dividend / divisor if divisor else math.nan
