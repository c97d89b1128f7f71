"""The contract's rules over the typed tables: one query per table finds every broken rule.

`checks/<table>.sql` gives one row per line of the table's file, with what the other tables say
about it; `checks/shared/` holds what several of them read. The rules' predicates are joined to
it in one pass. Counts are exact, listed rows are capped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from metrics.contract import TABLES, Rule, Table
from metrics.contract.findings import MOST_LISTED, Finding, finding, placeholders

CHECKS = Path(__file__).parent / "checks"
SHARED = sorted((CHECKS / "shared").glob("*.sql"))


def find_broken_rules(
    con: duckdb.DuckDBPyConnection,
    *,
    as_of: date,
    review_cycle_months: int,
    contract_gap_days: int | None = None,
    read: Collection[str] = (),
    progress: Callable[[str, int, int | None], None] | None = None,
) -> list[Finding]:
    """Return the findings of all rules of all tables in `con`, per table by rule and line.

    A table that needs another one is not checked where that one is empty, because every row of it
    would break a rule. If the empty one is among `read`, the tables whose file was read, it is
    checked: then every row of it is wrong.
    """
    findings: list[Finding] = []
    empty = {name for name in TABLES if not con.execute(f"select 1 from {name} limit 1").fetchall()}
    for done, table in enumerate(TABLES.values(), start=1):
        if table.name not in empty and not (empty - set(read)) & set(table.needs):
            findings += check_table(
                con,
                table,
                as_of=as_of,
                review_cycle_months=review_cycle_months,
                contract_gap_days=contract_gap_days,
            )
        if progress:
            progress("checks", done, len(TABLES))
    return findings


def compile_query(table: Table) -> str:
    """Return the one query of a table: the lines that break a rule, capped per rule.

    A row has the check's columns, the rule's position in the table (`rule`) and the exact count of
    such lines (`found`). The query takes three values: the day up to which the files are complete,
    the months between two reviews, and the days between contracts that are one spell, if stated.
    """
    check = (CHECKS / f"{table.name}.sql").read_text(encoding="utf-8")
    shared = ",\n".join(f"{path.stem} as (\n{path.read_text(encoding='utf-8')})" for path in SHARED)
    any_rule = "\n        or ".join(f"({rule.when})" for rule in table.rules)
    positions = ",\n        ".join(
        f"case when {rule.when} then {position} end" for position, rule in enumerate(table.rules)
    )
    return f"""
with run as (select cast(? as date) as as_of, cast(? as integer) as review_months,
    cast(? as integer) as contract_gap_days),
{shared},
checked as (
{check}
),
broken as (
    select checked.*, run.as_of, unnest([
        {positions}
    ]) as rule
    from checked
    cross join run
    where {any_rule}
),
ranked as (
    select broken.*, count(*) over (partition by rule) as found,
        row_number() over (partition by rule order by line) as place
    from broken
    where rule is not null
)
select * from ranked where place <= {MOST_LISTED} order by rule, line
"""


def check_table(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    *,
    as_of: date,
    review_cycle_months: int,
    contract_gap_days: int | None = None,
) -> list[Finding]:
    """Return the findings of one table's rules.

    The other tables of the contract must be in `con` too, empty or not.
    """
    result = con.execute(compile_query(table), [as_of, review_cycle_months, contract_gap_days])
    names = [column[0] for column in result.description]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return [_finding(table, table.rules[row["rule"]], row) for row in rows]


def _finding(table: Table, rule: Rule, row: Mapping[str, Any]) -> Finding:
    column = rule.columns[0]
    withheld = {
        "file",
        "line",
        "column",
        "value",
        *(own.name for own in table.columns if own.sensitive),
    }
    wanted = placeholders(rule.message) | placeholders(rule.remedy)
    facts = {name: row[name] for name in sorted(wanted & row.keys() - withheld)}
    return finding(
        rule.id,
        table=table.name,
        file=row["file"],
        line=row["line"],
        column=column,
        value=_shown(row[column]),
        count=row["found"],
        **facts,
    )


def _shown(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value
