"""The rows of data below a header: without empty rows and totals, with ragged rows reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from metrics.contract import Table
from metrics.intake.header import Header
from metrics.intake.lines import Line, Tally, shown

_TOTAL = re.compile(r"(sub|eind)?tota(al|len|ls?)\b|grand total\b|som\b|sum\b", re.IGNORECASE)


def data_rows(
    lines: Iterable[Line], header: Header, table: Table, file: str, tally: Tally
) -> Iterator[Line]:
    """The rows that hold data, each with exactly the header's number of cells.

    Totals are left out only at the end of the file; a row that reads like one above other data is
    data. Ragged rows are left out and reported: they stop the load.
    """
    held: list[Line] = []
    for number, cells in lines:
        if number <= header.line or not any(cells):
            continue
        if _is_total(cells, header, table):
            held.append((number, cells))
            continue
        for line in (*held, (number, cells)):
            yield from _squared(line, header, table, file, tally)
        held = []
    for number, cells in held:
        value = shown(next(filter(None, cells)))
        tally.add("file.totals_row", table=table.name, file=file, line=number, value=value)


def _is_total(cells: list[str], header: Header, table: Table) -> bool:
    """Whether a row begins with a word for total and lacks something that every row of the table
    must have.
    """
    first = next(filter(None, cells))
    if not _TOTAL.match(first):
        return False
    required = [header.columns[name] for name in table.required_columns()]
    lacking = [place for place in required if place >= len(cells) or not cells[place]]
    return bool(lacking) or (len(required) == 1 and bool(_TOTAL.fullmatch(first.rstrip(": "))))


def _squared(line: Line, header: Header, table: Table, file: str, tally: Tally) -> Iterator[Line]:
    number, cells = line
    if len(cells) < header.width or any(cells[header.width :]):
        found = len(cells)
        tally.add(
            "file.ragged_row",
            table=table.name,
            file=file,
            line=number,
            found=found,
            expected=header.width,
        )
        return
    yield number, cells[: header.width]
