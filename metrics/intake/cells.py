"""A cell as text that keeps the type the file gave it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

TYPE_MARK = "\x1e"
"""The first character of a cell whose type the file gives.

It is followed by d (date), n (number) or b (yes or no), and then the value.
"""


def cell_text(value: object) -> str:
    """Return a value of a file with types as text, marked with its type; None is empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return f"{TYPE_MARK}b{str(value).lower()}"
    if isinstance(value, int):
        return f"{TYPE_MARK}n{value}"
    if isinstance(value, float):
        return f"{TYPE_MARK}n{int(value)}" if value.is_integer() else f"{TYPE_MARK}n{value!r}"
    if isinstance(value, Decimal):
        return f"{TYPE_MARK}n{value:f}"
    if isinstance(value, datetime):
        return f"{TYPE_MARK}d{value.isoformat(sep=' ')}"
    if isinstance(value, date):
        return f"{TYPE_MARK}d{value.isoformat()}"
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value).replace(TYPE_MARK, "").strip()


def is_typed(cell: str) -> bool:
    """Return whether the file gave the cell a type."""
    return cell.startswith(TYPE_MARK)


def without_mark(cell: str) -> str:
    """Return the cell as a person reads it, without the mark of its type."""
    return cell[2:] if is_typed(cell) else cell
