"""One way to run SQL: named steps that become temporary tables, and small results as numpy columns.

Steps are files with one portable `select` each, so that another engine can run the same text.
A Session is a cursor of its own: a DuckDB connection must not be shared between threads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

LIMITS = {"memory_limit": "4GB", "threads": 2}
SEALED = {  # a snapshot is data: nothing in it, and no metric, can reach outside it
    **LIMITS,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "enable_external_access": False,
    "lock_configuration": True,
}


@dataclass(frozen=True)
class Step:
    """One table a session made on its way to an answer: what a row is, how many there are, and the
    SQL.
    """

    name: str
    grain: str
    rows: int
    sql: str


class QueryError(RuntimeError):
    """SQL that the engine refused, as a sentence with the file it came from."""


class Session:
    """A question's own workspace over one snapshot. Use it as a context manager."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, snapshot: str) -> None:
        self.snapshot = snapshot
        self._cursor = connection.cursor()
        self._kept: dict[str, str] = {}

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._cursor.close()

    def step(self, path: Path, name: str | None = None) -> None:
        """Runs one file's `select` and keeps it as a temporary table named after the file."""
        self.keep(name or path.stem, path.read_text(encoding="utf-8-sig"), source=str(path))

    def keep(self, name: str, select: str, *, source: str) -> None:
        """Keeps the rows of `select` as temporary table `name`; `source` names it in an error."""
        body = select.strip().rstrip(";")
        try:
            self._cursor.execute(f"create or replace temp table {name} as {body}")
        except duckdb.Error as error:
            raise QueryError(f"{source}: the engine refused this SQL. {error}") from error
        self._kept.pop(name, None)  # a table made anew stands where it was made last
        self._kept[name] = body

    def forget(self, *names: str) -> None:
        """Drops kept tables, so that the snapshot's own of the same name are read again."""
        for name in names:
            self._cursor.execute(f"drop table if exists temp.{name}")
            self._kept.pop(name, None)

    def another(self) -> Session:
        """A workspace of its own over the same snapshot: what is kept there leaves this one as it
        is.
        """
        return Session(self._cursor, self.snapshot)

    def steps(self) -> list[Step]:
        """The tables kept so far that say what a row of them is, in the order in which they were
        made.
        """
        return [
            Step(name, grain, self.rows(f"select count(*) from {name}")[0][0], sql)
            for name, sql in self._kept.items()
            if (grain := _grain(sql))
        ]

    def give(self, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
        """A small temporary table from Python: column name -> SQL type, and its rows."""
        typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self._cursor.execute(f"create or replace temp table {name} ({typed})")
        if rows:  # one statement: a row at a time costs more than most questions
            marks = ", ".join(f"({', '.join('?' for _ in columns)})" for _ in rows)
            self._cursor.execute(
                f"insert into {name} values {marks}", [value for row in rows for value in row]
            )

    def columns(self, name: str) -> dict[str, str]:
        """Column name -> type of a kept table."""
        return {row[0]: row[1] for row in self._cursor.execute(f"describe {name}").fetchall()}

    def table(self, select: str, values: Sequence[object] = ()) -> dict[str, np.ndarray]:
        """The result as numpy columns; NULL numbers become NaN, NULL texts None."""
        result = self._cursor.execute(select, list(values)).fetchnumpy()
        return {name: _plain(column) for name, column in result.items()}

    def records(self, select: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Return the result as one mapping per row, read by column name."""
        result = self._cursor.execute(select, list(values))
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def value(self, select: str, values: Sequence[object] = ()) -> Any:
        """Return the one value of a result of one row and one column."""
        (row,) = self._cursor.execute(select, list(values)).fetchall()
        (value,) = row
        return value

    def rows(self, select: str, values: Sequence[object] = ()) -> list[tuple]:
        """The result as rows of Python values."""
        return self._cursor.execute(select, list(values)).fetchall()


def _grain(sql: str) -> str:
    lines = [line[2:].strip() for line in sql.splitlines() if line.startswith("--")]
    return " ".join(lines)


def _plain(column: np.ndarray) -> np.ndarray:
    if not isinstance(column, np.ma.MaskedArray):
        return column
    if column.dtype.kind in "iub":
        return column.astype(float).filled(np.nan)
    if column.dtype.kind == "f":
        return column.filled(np.nan)
    plain = np.asarray(column.data, dtype=object).copy()
    plain[np.ma.getmaskarray(column)] = None
    return plain
