"""Tables drawn by hand in a test, as one would draw them on paper."""

from __future__ import annotations

from datetime import date


def table(text: str) -> list[dict]:
    """One dict per line under the header of a drawn table such as

        person_id | hire_date  | score
        ann       | 2020-01-15 | 3
        bob       |            | 3.5

    A date is yyyy-mm-dd, a number becomes int or float, a blank None, anything else text, and so
    does a value in double quotes."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    header, *rows = [[field.strip() for field in line.split("|")] for line in lines]
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"{len(row)} fields where the header has {len(header)}: {row}")
    return [dict(zip(header, map(_value, row), strict=True)) for row in rows]


def _value(field: str) -> date | int | float | str | None:
    if not field:
        return None
    for read in (int, float, date.fromisoformat):
        try:
            return read(field)
        except ValueError:
            continue
    return field.strip('"')
