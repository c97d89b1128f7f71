"""Typed columns by contract: what the texts of each column mean, joined in the engine.

The rows are in the temporary table `staged_text`. What a column's texts mean is decided once per
distinct text (`formats.py`) and joined, so the cost does not grow with repeated values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import duckdb
import pyarrow as pa

from metrics.contract import Column, Table
from metrics.contract.findings import MOST_LISTED, Finding, finding
from metrics.contract.settings import CompanySettings
from metrics.intake.cells import TYPE_MARK, without_mark
from metrics.intake.formats import SPREADSHEET_ERRORS, Decision, decide
from metrics.intake.header import Header

SQL_TYPES = {"date": "date", "number": "double", "integer": "bigint", "boolean": "boolean"}
TEXT_TYPES = ("id", "text", "code")
ROUNDED_ID = r"\d([.,]\d+)?[eE]\+?\d+"


def create_typed_table(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    header: Header,
    file: str,
    settings: CompanySettings,
) -> tuple[dict[str, str], list[Finding]]:
    """Make the typed table from `staged_text`.

    Return the format of each column under `table.column`, and the findings about its values.
    """
    formats: dict[str, str] = {}
    findings = _text_findings(con, table, header, file)
    expressions: dict[str, str] = {}
    joins: list[str] = []
    for name in header.columns:
        column = table.column(name)
        if column.type in TEXT_TYPES:
            expressions[name] = _text_expression(f't."{name}"')
            continue
        answer = settings.column_format(table.name, name)
        decision = decide(column, _distinct_texts(con, name), answer)
        if decision.format:
            formats[f"{table.name}.{name}"] = decision.format
        findings += _decision_findings(con, decision, table, column, file)
        _create_mapping(con, f"typed_{name}", decision.typed)
        joins.append(f'left join typed_{name} on typed_{name}.written = t."{name}"')
        expressions[name] = f"cast(typed_{name}.meaning as {_sql_type(column)})"
    columns = ", ".join(
        f'{expressions.get(column.name, f"cast(null as {_sql_type(column)})")} as "{column.name}"'
        for column in table.columns
    )
    con.execute(
        f"create or replace table {table.name} as select {columns}, {_quoted(file)} as file, "
        f"t.line as line from staged_text t {' '.join(joins)} order by t.line"
    )
    for temporary in ("staged_text", "faulty", *(f"typed_{name}" for name in header.columns)):
        con.execute(f"drop table if exists temp.{temporary}")
    return formats, findings


def create_empty_table(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Make the typed table without rows."""
    columns = ", ".join(f'"{column.name}" {_sql_type(column)}' for column in table.columns)
    con.execute(f"create or replace table {table.name} ({columns}, file varchar, line bigint)")


def _text_findings(
    con: duckdb.DuckDBPyConnection, table: Table, header: Header, file: str
) -> list[Finding]:
    """Return the findings about texts as such: missing values, formula errors, damaged letters."""
    conditions: dict[tuple[str, str], str] = {}
    for name in header.columns:
        column = table.column(name)
        errors = ", ".join(map(_quoted, SPREADSHEET_ERRORS))
        conditions[name, "value.spreadsheet_error"] = f'"{name}" in ({errors})'
        if column.type == "id":
            conditions[name, "value.damaged_id"] = f"regexp_full_match(\"{name}\", '{ROUNDED_ID}')"
        conditions[name, "file.damaged_text"] = f"contains(\"{name}\", '\ufffd')"
        if column.required:
            conditions[name, "value.missing"] = f'"{name}" is null'
    counted = ", ".join(f"count(*) filter (where {condition})" for condition in conditions.values())
    counts = con.execute(f"select {counted} from staged_text").fetchall()[0]
    findings: list[Finding] = []
    for ((name, rule), condition), count in zip(conditions.items(), counts, strict=True):
        if count:
            findings += _listed(con, condition, rule, table, table.column(name), file)
    return findings


def _distinct_texts(con: duckdb.DuckDBPyConnection, name: str) -> dict[str, int]:
    """Return each text of a column with the first line that holds it, in order of the lines."""
    return dict(
        con.execute(
            f'select "{name}", min(line) as first_line from staged_text where "{name}" is not null '
            "group by 1 order by first_line"
        ).fetchall()
    )


def _decision_findings(
    con: duckdb.DuckDBPyConnection, decision: Decision, table: Table, column: Column, file: str
) -> list[Finding]:
    """Return the question about a column's format, or the findings about its wrong values."""
    if decision.question:
        question = decision.question
        value = without_mark(question.value)
        return [
            finding(
                question.rule,
                table=table.name,
                file=file,
                column=column.name,
                line=question.line,
                value=value,
            )
        ]
    findings: list[Finding] = []
    usual_format = {"date": "yyyy-mm-dd", "number": "dot", "integer": "dot"}.get(column.type, "")
    facts = {"format": decision.format or usual_format, "known": ", ".join(column.choices)}
    for rule in sorted(set(decision.faults.values())):
        texts = {text: rule for text, fault in decision.faults.items() if fault == rule}
        _create_mapping(con, "faulty", texts)
        condition = f'"{column.name}" in (select written from faulty)'
        findings += _listed(con, condition, rule, table, column, file, facts)
    return findings


def _listed(
    con: duckdb.DuckDBPyConnection,
    condition: str,
    rule: str,
    table: Table,
    column: Column,
    file: str,
    facts: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Return findings for the first rows of `staged_text` that meet the condition.

    Each has the exact count of all such rows.
    """
    rows: Sequence[tuple[int, str | None, int]] = con.execute(
        f'select line, "{column.name}", count(*) over () from staged_text where {condition} '
        f"order by line limit {MOST_LISTED}"
    ).fetchall()
    rule_finding = partial(finding, rule, table=table.name, file=file, column=column.name)
    return [
        rule_finding(line=line, value=without_mark(value or ""), count=count, **(facts or {}))
        for line, value, count in rows
    ]


def _create_mapping(con: duckdb.DuckDBPyConnection, name: str, mapping: Mapping[str, str]) -> None:
    """Make a temporary table (written, meaning) from a mapping of texts."""
    columns = [pa.array(list(mapping), pa.string()), pa.array(list(mapping.values()), pa.string())]
    con.register("mapping_batch", pa.table(columns, names=["written", "meaning"]))
    con.execute(
        f"create or replace temp table {name} as select written, meaning from mapping_batch"
    )
    con.unregister("mapping_batch")


def _text_expression(name: str) -> str:
    """Return SQL for a text as it was meant.

    A typed cell loses its mark; `="0042"`, which keeps leading zeros in a spreadsheet, is 0042.
    """
    return (
        f"case when starts_with({name}, '{TYPE_MARK}') then substr({name}, 3) "
        f'when regexp_full_match({name}, \'="[^"]*"\') '
        f"then nullif(trim(substr({name}, 3, length({name}) - 3)), '') "
        f"else {name} end"
    )


def _sql_type(column: Column) -> str:
    return SQL_TYPES.get(column.type, "varchar")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
