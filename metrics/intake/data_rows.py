"""The rows of data below a header: no empty rows and totals, and ragged rows reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from metrics.contract import Table
from metrics.contract.findings import MOST_LISTED, Finding, finding
from metrics.intake.cells import without_mark
from metrics.intake.header import Header
from metrics.intake.sheets import TextRow

_TOTAL = re.compile(r"(sub|eind)?tota(al|len|ls?)\b|grand total\b|som\b|sum\b", re.IGNORECASE)


@dataclass
class FindingTally:
    """The findings about the rows of one table: the first few of each rule, and their count."""

    _listed: list[Finding] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, found: Finding) -> None:
        """Count one more finding of its rule."""
        self._counts[found.rule] += 1
        if self._counts[found.rule] <= MOST_LISTED:
            self._listed.append(found)

    def findings(self) -> list[Finding]:
        """Return the listed findings, each with the exact count of its rule."""
        return [replace(found, count=self._counts[found.rule]) for found in self._listed]


def data_rows(
    rows: Iterable[TextRow], header: Header, table: Table, file: str, tally: FindingTally
) -> Iterator[TextRow]:
    """Yield the rows that hold data, each with exactly the header's number of cells.

    Totals are left out only at the end of the file: a row that reads like a total above other data
    is data. Ragged rows are left out and reported; they stop the load.
    """
    possible_totals: list[TextRow] = []
    for line, cells in rows:
        if line <= header.line or not any(cells):
            continue
        if _is_total(cells, header, table):
            possible_totals.append((line, cells))
            continue
        for row in (*possible_totals, (line, cells)):
            if _is_ragged(row, header):
                tally.add(_ragged_row(row, header, table, file))
            else:
                yield row[0], row[1][: header.width]
        possible_totals = []
    for line, cells in possible_totals:
        value = without_mark(next(filter(None, cells)))
        tally.add(finding("file.totals_row", table=table.name, file=file, line=line, value=value))


def _is_total(cells: list[str], header: Header, table: Table) -> bool:
    """Return whether a row begins with a word for total and lacks a required value."""
    first = next(filter(None, cells))
    if not _TOTAL.match(first):
        return False
    required = [header.columns[name] for name in table.required_columns()]
    empty = [place for place in required if place >= len(cells) or not cells[place]]
    return bool(empty) or (len(required) == 1 and bool(_TOTAL.fullmatch(first.rstrip(": "))))


def _is_ragged(row: TextRow, header: Header) -> bool:
    """Return whether a row has too few cells, or text beyond the header's last column."""
    cells = row[1]
    return len(cells) < header.width or any(cells[header.width :])


def _ragged_row(row: TextRow, header: Header, table: Table, file: str) -> Finding:
    line, cells = row
    return finding(
        "file.ragged_row",
        table=table.name,
        file=file,
        line=line,
        found=len(cells),
        expected=header.width,
    )
