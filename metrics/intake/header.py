"""Where the header of a table stands and which of its columns the contract knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from metrics.contract import Table, match_key
from metrics.intake.lines import Line, Reading, Sheet, UnreadableError, shown

SEARCHED = 30


@dataclass(frozen=True)
class Header:
    """The header row. `columns` gives the position of each known column, `doubles` the headers that
    mean the same.
    """

    line: int
    width: int
    above: int
    columns: Mapping[str, int]
    doubles: Mapping[str, tuple[str, ...]]
    dropped: tuple[str, ...]
    missing: tuple[str, ...]


def find_header(sheet: Sheet, table: Table) -> tuple[Reading, Header] | None:
    """The reading and the header that know the most columns of the table, or None if no row names
    any.

    A row that names every required column goes before one that does not, then the one that knows
    more, then the first. Raises UnreadableError only if every reading fails.
    """
    found: list[tuple[Reading, Header]] = []
    errors: list[UnreadableError] = []
    for reading in sheet.readings:
        try:
            found += [(reading, header) for header in _headers(reading, table)]
        except UnreadableError as error:
            errors.append(error)
    if len(errors) == len(sheet.readings) and not found:
        raise errors[0]
    return max(found, key=lambda pair: _score(pair[1]), default=None)


def _headers(reading: Reading, table: Table) -> Iterator[Header]:
    """The rows that name a column of the table, until one that names all that are required."""
    lines = (line for line in reading.lines() if any(line[1]))
    for above, line in enumerate(islice(lines, SEARCHED)):
        header = _header(line, above, table)
        if header.columns or header.doubles:
            yield header
        if not header.missing:
            return


def _score(header: Header) -> tuple[bool, int]:
    return not header.missing, len(header.columns) + len(header.doubles)


def _header(line: Line, above: int, table: Table) -> Header:
    number, cells = line
    names = [shown(value) for value in cells]
    while names and not names[-1]:
        names.pop()
    places: dict[str, list[int]] = {}
    known = _known(table)
    for place, name in enumerate(names):
        if match_key(name) in known:
            places.setdefault(known[match_key(name)], []).append(place)
    places = {name: _exact(name, found, names, table) for name, found in places.items()}
    columns = {name: found[0] for name, found in places.items() if len(found) == 1}
    doubles = {
        name: tuple(names[i] for i in found) for name, found in places.items() if len(found) > 1
    }
    used = {place for found in places.values() for place in found}
    dropped = tuple(
        name or f"#{place + 1}" for place, name in enumerate(names) if place not in used
    )
    missing = tuple(name for name in table.required_columns() if name not in places)
    return Header(number, len(names), above, columns, doubles, dropped, missing)


def _known(table: Table) -> dict[str, str]:
    """Every plain header that the table understands, with its column."""
    return {header: column.name for column in table.columns for header in column.headers()}


def _exact(name: str, places: list[int], names: list[str], table: Table) -> list[int]:
    """The one place whose header is the column's own name, where the others are only aliases of
    it.
    """
    own = {match_key(name), match_key(table.column(name).dutch)}
    exact = [place for place in places if match_key(names[place]) in own]
    return exact if len(exact) == 1 else places
