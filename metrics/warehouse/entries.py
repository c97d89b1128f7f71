"""Rows that people entered in the browser, beside those of the company's own files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from metrics.contract import EARLIEST, TABLES, Row
from metrics.contract.findings import ENTERED_IN_BROWSER, Finding, finding

Entries = Mapping[str, Sequence[Row]]
DAY_OF = {"adoptions": "adopted_on", "lottery_entries": "drawn_on"}
"""Table -> the column with the day on which a row happens."""


def add_entries(
    con: duckdb.DuckDBPyConnection, entries: Entries, *, as_of: date
) -> tuple[dict[str, int], list[Finding]]:
    """Add the entries, and return how many per table and a finding per row that the files hold too.

    Where both have a row, that of the files is used. `entries` are rows by column per table of the
    contract; their line is their place, from 1. What happens after `as_of` (an adoption) waits for
    a later load.
    """
    added: dict[str, int] = {}
    findings: list[Finding] = []
    for name, rows in entries.items():
        day = DAY_OF.get(name)
        due = [
            (line, row)
            for line, row in enumerate(rows, start=1)
            if day is None or _is_due(row[day], as_of)
        ]
        twice = [line for line, row in due if _in_files(con, name, row)]
        for line, row in due:
            if line not in twice:
                columns = [*row, "file", "line"]
                con.execute(
                    f"insert into {name} ({', '.join(columns)}) "
                    f"values ({', '.join('?' for _column in columns)})",
                    [*row.values(), ENTERED_IN_BROWSER, line],
                )
        key = TABLES[name].key[-1]
        findings += [
            finding(
                "entered.twice",
                table=name,
                file=ENTERED_IN_BROWSER,
                line=line,
                column=key,
                value=rows[line - 1][key],
                count=len(twice),
            )
            for line in twice
        ]
        added[name] = len(due) - len(twice)
    return added, findings


def _is_due(day: object, as_of: date) -> bool:
    return isinstance(day, date) and EARLIEST <= day <= as_of


def _in_files(con: duckdb.DuckDBPyConnection, name: str, row: Row) -> bool:
    key = TABLES[name].key
    same = " and ".join(f"{column} = ?" for column in key)
    return bool(
        con.execute(
            f"select 1 from {name} where {same} limit 1", [row[column] for column in key]
        ).fetchall()
    )
