"""One way to run SQL: steps that become temporary tables, and small results as numpy columns.

Steps are files with one portable `select` each, so that another engine can run the same text. They
declare what they read and make (see `sql_file`); the session refuses a step or a query whose input
is missing, or was made of a table that has been made again since.
A Session is a cursor of its own: a DuckDB connection must not be shared between threads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import ArrayLike

from metrics.warehouse.sql_file import grain, sql_file

Setting = str | bool | int | float | list[str]
LIMITS: dict[str, Setting] = {"memory_limit": "4GB", "threads": 2}
SEALED: dict[str, Setting] = {
    **LIMITS,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "enable_external_access": False,
    "lock_configuration": True,
}
"""A snapshot is data: nothing in it, and no metric, can reach outside it."""


@dataclass(frozen=True)
class Step:
    """A table that a session made on its way to an answer: what a row is, how many, and the SQL."""

    name: str
    grain: str
    rows: int
    sql: str


@dataclass(frozen=True)
class Made:
    """When a table was made, counted over the session, and when each of its inputs had been."""

    at: int
    inputs: Mapping[str, int]
    sql: str


class QueryError(RuntimeError):
    """SQL that the engine refused, as a sentence with the file it came from."""


class StepError(RuntimeError):
    """A step or a query without a usable input; the message names both and says what to make."""


class Session:
    """A question's own workspace over one snapshot. Use it as a context manager.

    Tables that it makes have names of their own: none hides a table of the snapshot.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, snapshot: str) -> None:
        self.snapshot = snapshot
        self._cursor = connection.cursor()
        self._made: dict[str, Made] = {}
        self._count = 0
        self._stored = frozenset(
            row[0]
            for row in self._cursor.execute(
                "select table_name from duckdb_tables() where not temporary"
            ).fetchall()
        )

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._cursor.close()

    def step(self, path: Path, name: str = "") -> None:
        """Run one file's `select` and keep it as the table that it makes, or as `name`.

        Raises StepError where an input is missing or out of date, QueryError for refused SQL.
        """
        file = sql_file(path)
        self._demand(file.reads, file.label)
        self._keep(
            name or file.makes or path.stem,
            file.text,
            source=str(path),
            reads=file.reads,
            kind="view" if file.view else "table",
        )

    def keep(self, name: str, select: str, *, source: str) -> None:
        """Keep the rows of `select` as temporary table `name`; `source` names it in an error."""
        self._keep(name, select, source=source, reads=(), kind="table")

    def has(self, name: str) -> bool:
        """Return whether this session has made that table."""
        return name in self._made

    def forget(self, name: str) -> None:
        """Drop a table that this session made, if it did."""
        if self._made.pop(name, None):
            self._cursor.execute(f"drop table temp.{name}")

    def another(self) -> Session:
        """Return a workspace of its own over the same snapshot; this one stays as it is."""
        return Session(self._cursor, self.snapshot)

    def steps(self) -> list[Step]:
        """Return the tables made so far that say what a row of them is, in the order of making."""
        said = {name: grain(made.sql) for name, made in self._made.items()}
        return [
            Step(name, said[name], self._size(name), made.sql)
            for name, made in self._made.items()
            if said[name]
        ]

    def give(self, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
        """Make a temporary table from Python: column name -> SQL type, and its rows."""
        self._refuse_stored(name, "Python")
        typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self._cursor.execute(f"create or replace temp table {name} ({typed})")
        if rows:  # one list per column: to read the rows from a statement takes ten times as long
            lists = ", ".join(f"unnest(cast(? as {kind}[]))" for kind in columns.values())
            by_column = [list(column) for column in zip(*rows, strict=True)]
            self._cursor.execute(f"insert into {name} select {lists}", by_column)
        self._note(name, (), "")

    def columns(self, name: str) -> dict[str, str]:
        """Return column name -> type of a table."""
        return {row[0]: row[1] for row in self._cursor.execute(f"describe {name}").fetchall()}

    def table(self, select: str | Path, values: Sequence[object] = ()) -> dict[str, np.ndarray]:
        """Return the result as numpy columns; NULL numbers become NaN, NULL texts None."""
        result = self._run(select, values).fetchnumpy()
        return {name: _plain(column) for name, column in result.items()}

    def records(self, select: str | Path, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Return the result as one mapping per row, read by column name."""
        result = self._run(select, values)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def value(self, select: str | Path, values: Sequence[object] = ()) -> Any:
        """Return the one value of a result of one row and one column."""
        (row,) = self._run(select, values).fetchall()
        (value,) = row
        return value

    def rows(self, select: str | Path, values: Sequence[object] = ()) -> list[tuple]:
        """Return the result as rows of Python values."""
        return self._run(select, values).fetchall()

    def _run(self, select: str | Path, values: Sequence[object]) -> duckdb.DuckDBPyConnection:
        """Run a file's query with declared inputs, or a text whose inputs are found in it."""
        if isinstance(select, Path):
            file = sql_file(select)
            self._demand(file.reads, file.label)
            return self._cursor.execute(file.text, list(values))
        self._demand((name for name in _named(select) if name in self._made), "A query")
        return self._cursor.execute(select, list(values))

    def _keep(
        self, name: str, select: str, *, source: str, reads: Sequence[str], kind: str
    ) -> None:
        self._refuse_stored(name, source)
        body = select.strip().rstrip(";")
        try:
            self._cursor.execute(f"create or replace temp {kind} {name} as {body}")
        except duckdb.Error as error:
            raise QueryError(f"{source}: the engine refused this SQL. {error}") from error
        self._note(name, reads, body)

    def _note(self, name: str, reads: Sequence[str], sql: str) -> None:
        self._count += 1
        inputs = {read: self._made[read].at for read in reads if read in self._made}
        self._made.pop(name, None)  # a table made again takes its place at the end
        self._made[name] = Made(self._count, inputs, sql)

    def _demand(self, reads: Iterable[str], by: str) -> None:
        for name in reads:
            if name not in self._made and name not in self._stored:
                raise StepError(
                    f"{by} reads {name}, which this session has not made. Make {name} first."
                )
            if outdated := self._outdated(name):
                table, newer = outdated
                raise StepError(
                    f"{by} reads {name}, but {newer} was made again after {table}, which was made "
                    f"from it. Make {table} again first."
                )

    def _outdated(self, name: str) -> tuple[str, str] | None:
        """Return a table behind `name` and its input that is newer; None if all is current."""
        made = self._made.get(name)
        for read, at in made.inputs.items() if made else ():
            if read not in self._made or self._made[read].at != at:
                return name, read
            if found := self._outdated(read):
                return found
        return None

    def _size(self, name: str) -> int:
        (row,) = self._cursor.execute(f"select count(*) from {name}").fetchall()
        return int(row[0])

    def _refuse_stored(self, name: str, source: str) -> None:
        if name in self._stored:
            raise StepError(
                f"{source} makes {name}, which would hide the snapshot's table of that name."
            )


def _named(select: str) -> set[str]:
    return set(re.findall(r"\b(?:from|join)\s+(\w+)", select, flags=re.IGNORECASE))


def _plain(column: ArrayLike) -> np.ndarray:
    if not isinstance(column, np.ma.MaskedArray):
        return np.asarray(column)
    if column.dtype.kind in "iub":
        return np.ma.filled(column.astype(float), np.nan)
    if column.dtype.kind == "f":
        return np.ma.filled(column, np.nan)
    plain = np.asarray(column.data, dtype=object).copy()
    plain[np.ma.getmaskarray(column)] = None
    return plain
