"""Runs the contract's rules over the typed tables: one query per table finds every broken rule.

`checks/<table>.sql` gives one row per line of the table's file with what the other tables say about
it; what several of them read stands in `checks/shared.sql`. The predicates of the table's rules are
joined to it in one pass; counts are exact, listed rows are capped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

import duckdb

from metrics.contract import TABLES, Rule, Table
from metrics.contract.findings import MOST_LISTED, Finding, finding, placeholders

VIEWS = Path(__file__).parent / "checks"


def find_broken_rules(
    con: duckdb.DuckDBPyConnection,
    *,
    as_of: date,
    review_cycle_months: int,
    read: Collection[str] = (),
    progress: Callable[[str, int, int | None], None] | None = None,
) -> list[Finding]:
    """The findings of all rules of all tables in `con`, per table in the order of rules and lines.

    A table that needs another one is left alone where that is empty, as every row of it would be
    found wanting; unless that is among `read`, the tables that are known to have no rows: then
    every row of it is wrong.
    """
    findings: list[Finding] = []
    empty = {name for name in TABLES if not con.execute(f"select 1 from {name} limit 1").fetchall()}
    for done, table in enumerate(TABLES.values(), start=1):
        if table.name not in empty and not (empty - set(read)) & set(table.needs):
            findings += check_table(
                con, table, as_of=as_of, review_cycle_months=review_cycle_months
            )
        if progress:
            progress("checks", done, len(TABLES))
    return findings


def compile_query(table: Table) -> str:
    """The one query of a table: rows (rule's position, exact count, then the check view's columns),
    capped per rule.

    It takes two values: the day up to which the files are complete, and the months between two
    reviews.
    """
    view, shared = (
        (VIEWS / f"{name}.sql").read_text(encoding="utf-8") for name in (table.name, "shared")
    )
    any_broken = "\n        or ".join(f"({rule.when})" for rule in table.rules)
    broken = ",\n        ".join(
        f"case when {rule.when} then {position} end" for position, rule in enumerate(table.rules)
    )
    return f"""
with run as (select cast(? as date) as as_of, cast(? as integer) as review_months),
{shared},
checked as (
{view}
),
judged as (
    select checked.*, run.as_of, unnest([
        {broken}
    ]) as rule
    from checked
    cross join run
    where {any_broken}
),
ranked as (
    select judged.*, count(*) over (partition by rule) as found,
        row_number() over (partition by rule order by line) as place
    from judged
    where rule is not null
)
select * from ranked where place <= {MOST_LISTED} order by rule, line
"""


def check_table(
    con: duckdb.DuckDBPyConnection, table: Table, *, as_of: date, review_cycle_months: int
) -> list[Finding]:
    """The findings of one table's rules; the other tables of the contract must be in `con` too,
    empty or not.
    """
    result = con.execute(compile_query(table), [as_of, review_cycle_months])
    names = [column[0] for column in result.description]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return [_finding(table, table.rules[row["rule"]], row) for row in rows]


def _finding(table: Table, rule: Rule, row: dict[str, object]) -> Finding:
    column = rule.columns[0]
    not_told = {
        "file",
        "line",
        "column",
        "value",
        *(one.name for one in table.columns if one.sensitive),
    }
    told = (placeholders(rule.message) | placeholders(rule.remedy)) & row.keys() - not_told
    facts = {name: row[name] for name in sorted(told)}
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
