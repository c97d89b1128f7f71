"""From a folder of files to one typed table per contract table, in the engine.

Rows go into the engine as text with their line, in batches; the casts follow there (`casts.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from metrics.contract import TABLES, Table
from metrics.contract.attributes import with_attributes
from metrics.contract.findings import Finding, finding
from metrics.contract.settings import WITH_ATTRIBUTES, CompanySettings
from metrics.intake.attributes import keep_attributes, missing_attributes
from metrics.intake.casts import create_empty_table, create_typed_table
from metrics.intake.data_rows import FindingTally, data_rows
from metrics.intake.delimited import SUFFIXES as DELIMITED
from metrics.intake.delimited import ends_with_newline
from metrics.intake.folder import survey
from metrics.intake.header import MOST_SEARCHED, Header, find_header
from metrics.intake.sheets import Dropped, SourceSheet, TextRow, UnreadableError

BATCH = 50_000
PROGRESS_EVERY = 10_000
Progress = Callable[[str, int, int | None], None]
"""Called with a file's name, the rows done, and about how many there are."""


@dataclass(frozen=True)
class SourceFile:
    """A file or sheet that was read: the table it holds, how it was read, and its header's line."""

    file: str
    table: str
    reading: str
    header_line: int
    rows: int


@dataclass(frozen=True)
class StagedFolder:
    """What intake found in a folder.

    `rows` gives the rows per table, `formats` per `table.column` how the column was written,
    `dropped` the files, sheets and columns that were not used.
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
    settings: CompanySettings,
    progress: Progress | None = None,
) -> StagedFolder:
    """Make one typed table per contract table in `con`; return what was found.

    Every table of the contract exists afterwards with all its columns, `file` and `line`; one that
    is absent or cannot be read is empty. Declared columns are in the tables `attribute` (lists) and
    `declared_value`. What is wrong in a file is a finding, never an exception.
    """
    surveyed = survey(folder)
    tables = {
        name: with_attributes(table, settings.attributes) if name in WITH_ATTRIBUTES else table
        for name, table in TABLES.items()
    }
    parts = [
        _stage_table(
            table,
            surveyed.sheets.get(table.name),
            folder,
            con=con,
            settings=settings,
            progress=progress,
        )
        for table in tables.values()
    ]
    keep_attributes(con, settings.attributes)
    return StagedFolder(
        rows={name: rows for part in parts for name, rows in part.rows.items()},
        sources=tuple(source for part in parts for source in part.sources),
        formats={name: written for part in parts for name, written in part.formats.items()},
        dropped=surveyed.dropped + tuple(dropped for part in parts for dropped in part.dropped),
        findings=surveyed.findings + tuple(found for part in parts for found in part.findings),
    )


def _stage_table(
    table: Table,
    sheet: SourceSheet | None,
    folder: Path,
    *,
    con: duckdb.DuckDBPyConnection,
    settings: CompanySettings,
    progress: Progress | None,
) -> StagedFolder:
    """Make the typed table of one sheet; an empty table where there is none or it is unreadable."""
    create_empty_table(con, table)
    nothing = StagedFolder(rows={table.name: 0})
    if sheet is None:
        return nothing
    tally = FindingTally()
    try:
        candidate = find_header(sheet, table)
        if candidate is None:
            return replace(nothing, findings=(_no_header(sheet, table),))
        reading, header = candidate
        findings = list(_header_findings(sheet, table, header))
        if any(found.severity == "fatal" for found in findings):
            return replace(nothing, findings=tuple(findings))
        rows = data_rows(reading.rows(), header, table, sheet.file, tally)
        if progress:
            rows = _with_progress(rows, sheet.file, reading.count_rows(), progress)
        count = _load_text(con, header, rows)
    except UnreadableError as error:
        unreadable = replace(error.finding, table=table.name)
        return replace(nothing, findings=(*tally.findings(), unreadable))
    if progress:
        progress(sheet.file, count, count)
    findings += [*tally.findings(), *_file_findings(sheet, table, folder, con, count)]
    formats, value_findings = create_typed_table(con, table, header, sheet.file, settings)
    return StagedFolder(
        rows={table.name: count},
        sources=(SourceFile(sheet.file, table.name, reading.label, header.line, count),),
        formats=formats,
        dropped=tuple(Dropped(sheet.file, name) for name in header.dropped),
        findings=(*findings, *value_findings),
    )


def _no_header(sheet: SourceSheet, table: Table) -> Finding:
    known = ", ".join(table.required_columns())
    return finding(
        "file.no_header", table=table.name, file=sheet.file, known=known, searched=MOST_SEARCHED
    )


def _header_findings(sheet: SourceSheet, table: Table, header: Header) -> Iterator[Finding]:
    """Yield what is wrong with a header."""
    header_finding = partial(finding, table=table.name, file=sheet.file, line=header.line)
    for name in header.missing:
        column = table.column(name)
        known = ", ".join((column.name, column.dutch, *column.aliases))
        yield header_finding("file.column_missing", column=name, known=known)
    for name, headers in header.duplicates.items():
        yield header_finding("file.duplicate_header", column=name, candidates=", ".join(headers))
    for name in missing_attributes(table, header.columns):
        yield header_finding("company.attribute_missing", value=name)
    if header.rows_above:
        yield header_finding("file.rows_above_header", count=header.rows_above)


def _file_findings(
    sheet: SourceSheet, table: Table, folder: Path, con: duckdb.DuckDBPyConnection, count: int
) -> Iterator[Finding]:
    """Yield what is wrong with a file as a whole: no rows, or a last line that may be cut off."""
    if not count:
        yield finding("table.empty", table=table.name, file=sheet.file, severity=table.empty)
    path = folder / sheet.file
    if count and path.suffix.lower() in DELIMITED and not ends_with_newline(path):
        last_line = con.execute("select max(line) from staged_text").fetchall()[0][0]
        yield finding("file.no_final_newline", table=table.name, file=sheet.file, line=last_line)


def _with_progress(
    rows: Iterable[TextRow], file: str, total: int, progress: Progress
) -> Iterator[TextRow]:
    """Yield the rows, and report every so many of them to `progress`."""
    for done, row in enumerate(rows, start=1):
        if done % PROGRESS_EVERY == 0:
            progress(file, done, max(done, total))
        yield row


def _load_text(con: duckdb.DuckDBPyConnection, header: Header, rows: Iterable[TextRow]) -> int:
    """Put the rows in the temporary table `staged_text`, one column per known header.

    Return how many there are.
    """
    names = list(header.columns)
    positions = list(header.columns.values())
    schema = pa.schema([("line", pa.int64()), *((name, pa.string()) for name in names)])
    columns = ", ".join(f'"{name}" varchar' for name in names)
    con.execute(f"create or replace temp table staged_text (line bigint, {columns})")
    count = 0
    batch: list[tuple[int | str | None, ...]] = []
    for line, cells in rows:
        batch.append((line, *(cells[position] or None for position in positions)))
        count += 1
        if len(batch) == BATCH:
            _insert(con, batch, schema)
            batch = []
    _insert(con, batch, schema)
    return count


def _insert(
    con: duckdb.DuckDBPyConnection, batch: list[tuple[int | str | None, ...]], schema: pa.Schema
) -> None:
    if not batch:
        return
    columns = [
        pa.array(values, kind)
        for values, kind in zip(zip(*batch, strict=True), schema.types, strict=True)
    ]
    con.register("staged_batch", pa.table(columns, schema=schema))
    con.execute("insert into staged_text select * from staged_batch")
    con.unregister("staged_batch")
