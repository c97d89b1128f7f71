"""What every kind of file is turned into first: rows of text with the line they stand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from metrics.contract import RULES
from metrics.contract.findings import MOST_LISTED, Finding, finding

MARK = "\x1e"
"""Begins a cell whose type the file itself gives: MARK, then d (date), n (number) or b (yes or no),
then the value."""

Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Reading:
    """One way to read a file.

    `label` says how (`semicolon, UTF-8`), `lines` gives the lines, `about` how many there are,
    roughly.
    """

    label: str
    lines: Callable[[], Iterator[Line]]
    about: Callable[[], int]


@dataclass(frozen=True)
class Sheet:
    """A file, or a sheet of a workbook, that may hold a table. `name` is what it is recognised
    by.
    """

    file: str
    name: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Dropped:
    """A file, a sheet or a column that was not used."""

    file: str
    column: str = ""


class UnreadableError(Exception):
    """A file that cannot be read at all; carries the finding that says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.rule)
        self.finding = found


@dataclass
class Tally:
    """Collects findings: counts all of a rule, table and column, keeps the first few."""

    _kept: list[dict[str, object]] = field(default_factory=list)
    _counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, rule: str, *, table: str = "", column: str = "", **facts: object) -> None:
        """One more place that breaks `rule`; takes what `finding` takes."""
        key = (rule, table, column)
        self._counts[key] += 1
        if self._counts[key] <= MOST_LISTED:
            self._kept.append({"rule": rule, "table": table, "column": column, **facts})

    def findings(self) -> list[Finding]:
        """The kept findings, each with the exact count of its rule in its column."""
        return [
            finding(**{"count": self._counts[kept["rule"], kept["table"], kept["column"]], **kept})
            for kept in self._kept
        ]

    @property
    def fatal(self) -> bool:
        """Whether anything so far stops a load."""
        return any(RULES[rule].severity == "fatal" for rule, _, _ in self._counts)


def cell(value: object) -> str:
    """The text of a cell that has a type; a value without one is trimmed text, nothing is empty
    text.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return f"{MARK}b{str(value).lower()}"
    if isinstance(value, int):
        return f"{MARK}n{value}"
    if isinstance(value, float):
        return f"{MARK}n{int(value)}" if value.is_integer() else f"{MARK}n{value!r}"
    if isinstance(value, Decimal):
        return f"{MARK}n{value:f}"
    if isinstance(value, datetime):
        return f"{MARK}d{value.isoformat(sep=' ')}"
    if isinstance(value, date):
        return f"{MARK}d{value.isoformat()}"
    if isinstance(value, time | timedelta):
        return str(value)
    return text(str(value))


def text(value: str) -> str:
    """A trimmed text that cannot be taken for a typed cell."""
    return value.replace(MARK, "").strip()


def shown(value: str) -> str:
    """A cell as a person reads it, without the mark of its type."""
    return value[2:] if value.startswith(MARK) else value
