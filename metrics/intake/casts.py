"""Typed casts by contract: what the texts of each column mean, joined in the engine.

The rows stand as text in the temporary table `staged_text`. What a column's texts mean is decided
once per distinct text (`formats.py`) and joined, so that the cost does not grow with repeated
values.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from metrics.contract import Column, Table
from metrics.contract.findings import MOST_LISTED, Finding, finding
from metrics.contract.settings import CompanySettings
from metrics.intake.formats import ERRORS, Decision, decide
from metrics.intake.header import Header
from metrics.intake.lines import MARK, shown

SQL_TYPES = {"date": "date", "number": "double", "integer": "bigint", "boolean": "boolean"}
TEXTS = ("id", "text", "code")
ROUNDED = r"\d([.,]\d+)?[eE]\+?\d+"


def type_columns(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    header: Header,
    file: str,
    company: CompanySettings,
) -> tuple[dict[str, str], list[Finding]]:
    """Makes the typed table from `staged_text`; returns the format of each column and the findings
    in its values.
    """
    formats: dict[str, str] = {}
    findings = _text_findings(con, table, header, file)
    typed: dict[str, str] = {}
    joins: list[str] = []
    for name in header.columns:
        column = table.column(name)
        if column.type in TEXTS:
            typed[name] = _text(f"t.{name}")
            continue
        decision = decide(column, _distinct(con, name), company.column_format(table.name, name))
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


def _text_findings(
    con: duckdb.DuckDBPyConnection, table: Table, header: Header, file: str
) -> list[Finding]:
    """What is wrong with the texts as such: missing where required, errors of formulas, letters
    lost on the way.
    """
    conditions = {}
    for name in header.columns:
        conditions[name, "value.spreadsheet_error"] = (
            f"{name} in ({', '.join(map(_quoted, ERRORS))})"
        )
        if table.column(name).type == "id":
            conditions[name, "value.damaged_id"] = f"regexp_full_match({name}, '{ROUNDED}')"
        conditions[name, "file.damaged_text"] = f"contains({name}, '\ufffd')"
        if table.column(name).required:
            conditions[name, "value.missing"] = f"{name} is null"
    counted = ", ".join(f"count(*) filter (where {condition})" for condition in conditions.values())
    counts = con.execute(f"select {counted} from staged_text").fetchall()[0]
    return [
        found
        for ((name, rule), condition), count in zip(conditions.items(), counts, strict=True)
        if count
        for found in _listed(con, condition, rule, table, table.column(name), file)
    ]


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
        _give_mapping(
            con, "faulty", {text: rule for text, found in decision.faults.items() if found == rule}
        )
        condition = f"{column.name} in (select said from faulty)"
        findings += _listed(con, condition, rule, table, column, file, **facts)
    return findings


def _usual_format(column: Column) -> str:
    return {"date": "yyyy-mm-dd", "number": "dot", "integer": "dot"}.get(column.type, "")


def _listed(
    con: duckdb.DuckDBPyConnection,
    condition: str,
    rule: str,
    table: Table,
    column: Column,
    file: str,
    **facts: object,
) -> list[Finding]:
    """Findings for the first lines of `staged_text` that meet the condition, each with the exact
    count of them all.
    """
    found = con.execute(
        f"select line, {column.name}, count(*) over () from staged_text where {condition} "
        f"order by line limit {MOST_LISTED}"
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
    con: duckdb.DuckDBPyConnection,
    table: Table,
    typed: Mapping[str, str],
    joins: list[str],
    file: str,
) -> None:
    columns = [
        f"{typed.get(column.name, f'cast(null as {_sql_type(column)})')} as {column.name}"
        for column in table.columns
    ]
    con.execute(
        f"create or replace table {table.name} as select {', '.join(columns)}, "
        f"{_quoted(file)} as file, t.line as line from staged_text t {' '.join(joins)} "
        "order by t.line"
    )


def create_empty(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """The typed table without rows."""
    columns = ", ".join(f"{column.name} {_sql_type(column)}" for column in table.columns)
    con.execute(f"create or replace table {table.name} ({columns}, file varchar, line bigint)")


def _text(name: str) -> str:
    """SQL for a text as it was meant: a typed cell without its mark, and `="0042"`, which keeps
    zeros, as 0042.
    """
    return (
        f"case when starts_with({name}, '{MARK}') then substr({name}, 3) "
        f'when regexp_full_match({name}, \'="[^"]*"\') '
        f"then nullif(trim(substr({name}, 3, length({name}) - 3)), '') "
        f"else {name} end"
    )


def _sql_type(column: Column) -> str:
    return SQL_TYPES.get(column.type, "varchar")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
