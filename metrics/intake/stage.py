"""From text rows with file and line to one typed table per contract table, in the engine.

Rows go into the engine as text, in batches. What a column's texts mean is decided once per distinct text
(`formats.py`); the engine then joins that mapping, so that the cost does not grow with repeated values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from metrics.contract import TABLES, Column, Table
from metrics.contract.company import Company
from metrics.contract.findings import LISTED, Finding, finding
from metrics.intake.delimited import SUFFIXES as DELIMITED
from metrics.intake.delimited import ends_with_newline
from metrics.intake.folder import survey
from metrics.intake.formats import ERRORS, Decision, decide
from metrics.intake.header import SEARCHED, Header, find_header
from metrics.intake.lines import MARK, Dropped, Line, Sheet, Tally, UnreadableError, shown
from metrics.intake.rows import data_rows

SQL_TYPES = {"date": "date", "number": "double", "integer": "bigint", "boolean": "boolean"}
TEXTS = ("id", "text", "code")
BATCH = 50_000
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class SourceFile:
    """One file or sheet that was read: which table it holds, how it was read, where its header stands."""

    file: str
    table: str
    reading: str
    header_line: int
    rows: int


@dataclass(frozen=True)
class Staged:
    """What intake found. `formats` gives per `table.column` how it was written; `rows` the rows per table."""

    rows: Mapping[str, int] = field(default_factory=dict)
    sources: tuple[SourceFile, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


def stage_folder(
    folder: Path, *, con: duckdb.DuckDBPyConnection, company: Company, progress: Progress | None = None
) -> Staged:
    """Leaves one typed table per contract table in `con`, with `file` and `line`, and says what it found.

    Every table of the contract exists afterwards with all its columns; one that is absent or cannot be read is
    empty. Never raises for what stands in a file: that is a finding.
    """
    surveyed = survey(folder)
    parts = [
        _stage_table(table, surveyed.sheets.get(table.name), folder, con=con, company=company, progress=progress)
        for table in TABLES.values()
    ]
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
    company: Company,
    progress: Progress | None,
) -> Staged:
    if sheet is None:
        _create_empty(con, table)
        return Staged(rows={table.name: 0})
    tally = Tally()
    try:
        found = find_header(sheet, table)
        header = found[1] if found else None
        findings = list(_header_findings(sheet, table, header))
        if header is None or any(one.severity == "fatal" for one in findings):
            _create_empty(con, table)
            return Staged(rows={table.name: 0}, findings=tuple(findings))
        reading, header = found
        rows = data_rows(reading.lines(), header, table, sheet.file, tally)
        count = _load_text(con, header, _watched(rows, sheet.file, progress))
    except UnreadableError as error:
        _create_empty(con, table)
        return Staged(rows={table.name: 0}, findings=(*tally.findings(), error.finding))
    findings += [*tally.findings(), *_file_notes(sheet, table, folder, con, count)]
    formats, of_columns = _type_columns(con, table, header, sheet.file, company)
    source = SourceFile(sheet.file, table.name, reading.label, header.line, count)
    dropped = tuple(Dropped(sheet.file, name) for name in header.dropped)
    return Staged({table.name: count}, (source,), formats, dropped, (*findings, *of_columns))


def _header_findings(sheet: Sheet, table: Table, header: Header | None) -> Iterator[Finding]:
    where = {"table": table.name, "file": sheet.file}
    if header is None:
        yield finding("file.no_header", **where, known=", ".join(table.required_columns()), searched=SEARCHED)
        return
    for name in header.missing:
        column = table.column(name)
        known = ", ".join((column.name, column.dutch, *column.aliases))
        yield finding("file.column_missing", **where, line=header.line, column=name, known=known)
    for name, headers in header.doubles.items():
        candidates = ", ".join(headers)
        yield finding("file.duplicate_header", **where, line=header.line, column=name, candidates=candidates)
    if header.above:
        yield finding("file.rows_above_header", **where, line=header.line, count=header.above)


def _file_notes(
    sheet: Sheet, table: Table, folder: Path, con: duckdb.DuckDBPyConnection, count: int
) -> Iterator[Finding]:
    if not count:
        yield finding(
            "table.empty", table=table.name, file=sheet.file, severity="fatal" if table.required else ""
        )
    path = folder / sheet.file
    if count and path.suffix.lower() in DELIMITED and not ends_with_newline(path):
        last = con.execute("select max(line) from staged_text").fetchall()[0][0]
        yield finding("file.no_final_newline", table=table.name, file=sheet.file, line=last)


def _watched(rows: Iterable[Line], file: str, progress: Progress | None) -> Iterator[Line]:
    for done, row in enumerate(rows, start=1):
        if progress and done % BATCH == 0:
            progress(file, done, None)
        yield row


def _load_text(
    con: duckdb.DuckDBPyConnection, header: Header, rows: Iterable[Line]
) -> int:
    """The rows as text in the temporary table `staged_text`, one column per known header; returns how many."""
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
    columns = [pa.array(values, kind) for values, kind in zip(zip(*batch, strict=True), schema.types, strict=True)]
    con.register("staged_batch", pa.table(columns, schema=schema))
    con.execute("insert into staged_text select * from staged_batch")
    con.unregister("staged_batch")


def _type_columns(
    con: duckdb.DuckDBPyConnection, table: Table, header: Header, file: str, company: Company
) -> tuple[dict[str, str], list[Finding]]:
    """Makes the typed table from `staged_text`; returns the format of each column and the findings in its values."""
    formats: dict[str, str] = {}
    findings: list[Finding] = []
    typed: dict[str, str] = {}
    joins: list[str] = []
    for name in header.columns:
        column = table.column(name)
        if column.required:
            findings += _listed(con, f"{name} is null", "value.missing", table, column, file)
        findings += _listed(
            con, f"{name} in ({', '.join(map(_quoted, ERRORS))})", "value.spreadsheet_error", table, column, file
        )
        findings += _listed(con, f"contains({name}, '\ufffd')", "file.damaged_text", table, column, file)
        if column.type in TEXTS:
            typed[name] = f"case when starts_with(t.{name}, '{MARK}') then substr(t.{name}, 3) else t.{name} end"
            continue
        decision = decide(column, _distinct(con, name), company.answer(table.name, name))
        if decision.format:
            formats[f"{table.name}.{name}"] = decision.format
        findings += _decision_findings(con, decision, table, column, file)
        _give_mapping(con, f"typed_{name}", decision.typed)
        joins.append(f"left join typed_{name} on typed_{name}.said = t.{name}")
        typed[name] = f"cast(typed_{name}.meant as {_sql_type(column)})"
    _create_typed(con, table, typed, joins, file)
    for kept in ("staged_text", "faulty", *(f"typed_{name}" for name in header.columns)):
        con.execute(f"drop table if exists temp.{kept}")
    return formats, findings


def _distinct(con: duckdb.DuckDBPyConnection, name: str) -> dict[str, int]:
    return dict(
        con.execute(
            f"select {name}, min(line) as first_line from staged_text where {name} is not null "
            "group by 1 order by first_line"
        ).fetchall()
    )


def _decision_findings(
    con: duckdb.DuckDBPyConnection, decision: Decision, table: Table, column: Column, file: str
) -> list[Finding]:
    where = {"table": table.name, "file": file, "column": column.name}
    if decision.question:
        asked = decision.question
        return [finding(asked.rule, **where, line=asked.line, value=shown(asked.value))]
    findings: list[Finding] = []
    facts = {"format": decision.format or _usual_format(column), "known": ", ".join(column.choices)}
    for rule in sorted(set(decision.faults.values())):
        _give_mapping(con, "faulty", {text: rule for text, found in decision.faults.items() if found == rule})
        condition = f"{column.name} in (select said from faulty)"
        findings += _listed(con, condition, rule, table, column, file, **facts)
    return findings


def _usual_format(column: Column) -> str:
    return {"date": "yyyy-mm-dd", "number": "dot", "integer": "dot"}.get(column.type, "")


def _listed(
    con: duckdb.DuckDBPyConnection, condition: str, rule: str, table: Table, column: Column, file: str, **facts: object
) -> list[Finding]:
    """Findings for the first lines of `staged_text` that meet the condition, each with the exact count of them all."""
    found = con.execute(
        f"select line, {column.name}, count(*) over () from staged_text where {condition} "
        f"order by line limit {LISTED}"
    ).fetchall()
    where = {"table": table.name, "file": file, "column": column.name}
    return [
        finding(rule, **where, line=line, value=shown(value or ""), count=count, **facts)
        for line, value, count in found
    ]


def _give_mapping(con: duckdb.DuckDBPyConnection, name: str, mapping: Mapping[str, str]) -> None:
    """A temporary table (said, meant) from Python."""
    columns = [pa.array(list(mapping), pa.string()), pa.array(list(mapping.values()), pa.string())]
    con.register("mapping_batch", pa.table(columns, names=["said", "meant"]))
    con.execute(f"create or replace temp table {name} as select said, meant from mapping_batch")
    con.unregister("mapping_batch")


def _create_typed(
    con: duckdb.DuckDBPyConnection, table: Table, typed: Mapping[str, str], joins: list[str], file: str
) -> None:
    columns = [
        f"{typed.get(column.name, f'cast(null as {_sql_type(column)})')} as {column.name}" for column in table.columns
    ]
    con.execute(
        f"create or replace table {table.name} as select {', '.join(columns)}, "
        f"{_quoted(file)} as file, t.line as line from staged_text t {' '.join(joins)} order by t.line"
    )


def _create_empty(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = ", ".join(f"{column.name} {_sql_type(column)}" for column in table.columns)
    con.execute(f"create or replace table {table.name} ({columns}, file varchar, line bigint)")


def _sql_type(column: Column) -> str:
    return SQL_TYPES.get(column.type, "varchar")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
