"""The header of a table: the line it is in, and which of its columns the contract knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from metrics.contract import Table, match_key
from metrics.intake.cells import without_mark
from metrics.intake.sheets import Reading, SourceSheet, TextRow, UnreadableError

MOST_SEARCHED = 30
"""How many rows with text are searched for the header."""


@dataclass(frozen=True)
class Header:
    """The header row of a table.

    `columns` gives the position of each known column, `duplicates` the headers that mean the same
    column, `dropped` those that are not known, `missing` the required columns that are not there.
    `rows_above` are rows with text above it.
    """

    line: int
    width: int
    rows_above: int
    columns: Mapping[str, int]
    duplicates: Mapping[str, tuple[str, ...]]
    dropped: tuple[str, ...]
    missing: tuple[str, ...]


def find_header(sheet: SourceSheet, table: Table) -> tuple[Reading, Header] | None:
    """Return the reading and the header that know the most columns; None if no row names any.

    A row that names every required column goes first, then one that knows more columns, then the
    first in the file. Raises UnreadableError only if every reading fails.
    """
    candidates: list[tuple[Reading, Header]] = []
    errors: list[UnreadableError] = []
    for reading in sheet.readings:
        try:
            candidates += [(reading, header) for header in _possible_headers(reading, table)]
        except UnreadableError as error:
            errors.append(error)
    if len(errors) == len(sheet.readings) and not candidates:
        raise errors[0]
    return max(candidates, key=lambda candidate: _score(candidate[1]), default=None)


def _possible_headers(reading: Reading, table: Table) -> Iterator[Header]:
    """Yield the rows that name a column, up to one that names all required columns."""
    rows = (row for row in reading.rows() if any(row[1]))
    for rows_above, row in enumerate(islice(rows, MOST_SEARCHED)):
        header = _header(row, rows_above, table)
        if header.columns or header.duplicates:
            yield header
        if not header.missing:
            return


def _score(header: Header) -> tuple[bool, int]:
    return not header.missing, len(header.columns) + len(header.duplicates)


def _header(row: TextRow, rows_above: int, table: Table) -> Header:
    line, cells = row
    names = [without_mark(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    positions = _positions(names, table)
    used = {position for places in positions.values() for position in places}
    return Header(
        line=line,
        width=len(names),
        rows_above=rows_above,
        columns={name: places[0] for name, places in positions.items() if len(places) == 1},
        duplicates={
            name: tuple(names[position] for position in places)
            for name, places in positions.items()
            if len(places) > 1
        },
        dropped=tuple(
            name or f"#{position}"
            for position, name in enumerate(names, start=1)
            if position - 1 not in used
        ),
        missing=tuple(name for name in table.required_columns() if name not in positions),
    )


def _positions(names: list[str], table: Table) -> dict[str, list[int]]:
    """Return the positions of the headers that mean each known column.

    Where exactly one of them is the column's own name, the others (aliases of it) do not count.
    """
    columns = {header: column for column in table.columns for header in column.headers()}
    positions: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        if match_key(name) in columns:
            positions.setdefault(columns[match_key(name)].name, []).append(position)
    for name, places in positions.items():
        own = {match_key(name), match_key(table.column(name).dutch)}
        exact = [position for position in places if match_key(names[position]) in own]
        if len(exact) == 1:
            positions[name] = exact
    return positions
