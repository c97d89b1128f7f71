"""A file or sheet that may hold a table, as rows of text with their line numbers.

Every kind of file is turned into these first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from metrics.contract.findings import Finding

TextRow = tuple[int, list[str]]
"""The line on which a row begins, and its cells as text (see `cells.py`)."""


@dataclass(frozen=True)
class Reading:
    """One way to read a file, such as with one separator.

    `label` describes it ("semicolon, UTF-8"), `rows` reads the rows, `count_rows` returns about how
    many there are.
    """

    label: str
    rows: Callable[[], Iterator[TextRow]]
    count_rows: Callable[[], int]


@dataclass(frozen=True)
class SourceSheet:
    """A text file or a sheet of a workbook; its `name` says which table it holds."""

    file: str
    name: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Dropped:
    """A file, a sheet or a column that was not used."""

    file: str
    column: str = ""


class UnreadableError(Exception):
    """A file that cannot be read; intake turns it into the finding that it carries."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.rule)
        self.finding = found
