"""From a folder of files to one typed table per contract table, in the engine.

Rows go into the engine as text with their line, in batches; the casts follow there (`casts.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from metrics.contract import TABLES, Table
from metrics.contract.attributes import with_attributes
from metrics.contract.findings import Finding, finding
from metrics.contract.settings import CompanySettings
from metrics.intake.attributes import keep_attributes
from metrics.intake.casts import create_empty, type_columns
from metrics.intake.delimited import SUFFIXES as DELIMITED
from metrics.intake.delimited import ends_with_newline
from metrics.intake.folder import survey
from metrics.intake.header import SEARCHED, Header, find_header
from metrics.intake.lines import Dropped, Line, Sheet, Tally, UnreadableError
from metrics.intake.rows import data_rows

BATCH = 50_000
TOLD_EVERY = 10_000
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class SourceFile:
    """One file or sheet that was read: which table it holds, how it was read, where its header
    stands.
    """

    file: str
    table: str
    reading: str
    header_line: int
    rows: int


@dataclass(frozen=True)
class Staged:
    """What intake found. `formats` gives per `table.column` how it was written; `rows` the rows per
    table.
    """

    rows: Mapping[str, int] = field(default_factory=dict)
    sources: tuple[SourceFile, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


def stage_folder(
    folder: Path,
    *,
    con: duckdb.DuckDBPyConnection,
    company: CompanySettings,
    progress: Progress | None = None,
) -> Staged:
    """Leaves one typed table per contract table in `con`, with `file` and `line`, and says what it
    found; declared columns of staff stand in the table `attribute`.

    Every table of the contract exists afterwards with all its columns; one that is absent or cannot
    be read is empty. Never raises for what stands in a file: that is a finding.
    """
    surveyed = survey(folder)
    tables = {**TABLES, "staff": with_attributes(TABLES["staff"], company.attributes)}
    parts = [
        _stage_table(
            table,
            surveyed.sheets.get(table.name),
            folder,
            con=con,
            company=company,
            progress=progress,
        )
        for table in tables.values()
    ]
    keep_attributes(con, company.attributes)
    return Staged(
        rows={name: rows for part in parts for name, rows in part.rows.items()},
        sources=tuple(source for part in parts for source in part.sources),
        formats={name: written for part in parts for name, written in part.formats.items()},
        dropped=surveyed.dropped + tuple(dropped for part in parts for dropped in part.dropped),
        findings=surveyed.findings + tuple(found for part in parts for found in part.findings),
    )


def _stage_table(
    table: Table,
    sheet: Sheet | None,
    folder: Path,
    *,
    con: duckdb.DuckDBPyConnection,
    company: CompanySettings,
    progress: Progress | None,
) -> Staged:
    if sheet is None:
        create_empty(con, table)
        return Staged(rows={table.name: 0})
    tally = Tally()
    try:
        found = find_header(sheet, table)
        header = found[1] if found else None
        findings = list(_header_findings(sheet, table, header))
        if header is None or any(one.severity == "fatal" for one in findings):
            create_empty(con, table)
            return Staged(rows={table.name: 0}, findings=tuple(findings))
        reading, header = found
        rows = data_rows(reading.lines(), header, table, sheet.file, tally)
        count = _load_text(con, header, _watched(rows, sheet.file, reading.about, progress))
    except UnreadableError as error:
        create_empty(con, table)
        return Staged(
            rows={table.name: 0},
            findings=(*tally.findings(), replace(error.finding, table=table.name)),
        )
    if progress:
        progress(sheet.file, count, count)
    findings += [*tally.findings(), *_file_notes(sheet, table, folder, con, count)]
    formats, of_columns = type_columns(con, table, header, sheet.file, company)
    source = SourceFile(sheet.file, table.name, reading.label, header.line, count)
    dropped = tuple(Dropped(sheet.file, name) for name in header.dropped)
    return Staged({table.name: count}, (source,), formats, dropped, (*findings, *of_columns))


def _header_findings(sheet: Sheet, table: Table, header: Header | None) -> Iterator[Finding]:
    where = {"table": table.name, "file": sheet.file}
    if header is None:
        yield finding(
            "file.no_header", **where, known=", ".join(table.required_columns()), searched=SEARCHED
        )
        return
    for name in header.missing:
        column = table.column(name)
        known = ", ".join((column.name, column.dutch, *column.aliases))
        yield finding("file.column_missing", **where, line=header.line, column=name, known=known)
    for name, headers in header.doubles.items():
        candidates = ", ".join(headers)
        yield finding(
            "file.duplicate_header", **where, line=header.line, column=name, candidates=candidates
        )
    if header.above:
        yield finding("file.rows_above_header", **where, line=header.line, count=header.above)


def _file_notes(
    sheet: Sheet, table: Table, folder: Path, con: duckdb.DuckDBPyConnection, count: int
) -> Iterator[Finding]:
    if not count:
        yield finding("table.empty", table=table.name, file=sheet.file, severity=table.empty)
    path = folder / sheet.file
    if count and path.suffix.lower() in DELIMITED and not ends_with_newline(path):
        last = con.execute("select max(line) from staged_text").fetchall()[0][0]
        yield finding("file.no_final_newline", table=table.name, file=sheet.file, line=last)


def _watched(
    rows: Iterable[Line], file: str, about: Callable[[], int], progress: Progress | None
) -> Iterable[Line]:
    """The rows themselves; `progress` hears now and then how many have gone by, and of how many."""
    return _telling(rows, file, about(), progress) if progress else rows


def _telling(rows: Iterable[Line], file: str, total: int, progress: Progress) -> Iterator[Line]:
    for done, row in enumerate(rows, start=1):
        if done % TOLD_EVERY == 0:
            progress(file, done, max(done, total))
        yield row


def _load_text(con: duckdb.DuckDBPyConnection, header: Header, rows: Iterable[Line]) -> int:
    """The rows as text in the temporary table `staged_text`, one column per known header; returns
    how many.
    """
    names = list(header.columns)
    places = list(header.columns.values())
    schema = pa.schema([("line", pa.int64()), *((name, pa.string()) for name in names)])
    typed = ", ".join(f"{name} varchar" for name in names)
    con.execute(f"create or replace temp table staged_text (line bigint, {typed})")
    count = 0
    batch: list[tuple] = []
    for number, cells in rows:
        batch.append((number, *(cells[place] or None for place in places)))
        count += 1
        if len(batch) == BATCH:
            _insert(con, batch, schema)
            batch = []
    _insert(con, batch, schema)
    return count


def _insert(con: duckdb.DuckDBPyConnection, batch: list[tuple], schema: pa.Schema) -> None:
    if not batch:
        return
    columns = [
        pa.array(values, kind)
        for values, kind in zip(zip(*batch, strict=True), schema.types, strict=True)
    ]
    con.register("staged_batch", pa.table(columns, schema=schema))
    con.execute("insert into staged_text select * from staged_batch")
    con.unregister("staged_batch")
