"""Names that a metric's SQL could use in earlier versions, and what they are called now."""

from __future__ import annotations

import sqlglot
from sqlglot import exp

TABLES = {
    "adoption": "practice_adoption",
    "band": "score_band",
    "checkin": "checkin_held",
    "invitation": "invitation_sent",
    "measure": "measure_period",
    "meeting": "meeting_held",
    "mentor_profile": "latest_assessment",
    "mentoring": "pairing_summary",
    "pairing": "first_pairing",
    "position": "position_spell",
    "review": "review_score",
    "reward": "reward_given",
    "score": "scaled_score",
    "training": "training_taken",
}
COLUMNS = {
    ("run", "outside_rate_low"): "assumption.outside_rate_low",
    ("run", "outside_rate"): "assumption.outside_rate",
    ("run", "outside_rate_high"): "assumption.outside_rate_high",
}


def renamed(sql: str) -> dict[str, str]:
    """Return old name -> new name of what the SQL still calls by an earlier name.

    Empty for SQL that cannot be read, whose own error says more. A column without its table counts
    only where no other table is read that could have it.
    """
    try:
        trees = [tree for tree in sqlglot.parse(sql, dialect="duckdb") if tree is not None]
    except sqlglot.errors.SqlglotError:
        return {}
    found: dict[str, str] = {}
    for tree in trees:
        own = {query.alias for query in tree.find_all(exp.CTE)}
        tables = {
            table.alias_or_name: table.name
            for table in tree.find_all(exp.Table)
            if table.name not in own
        }
        found |= {name: TABLES[name] for name in tables.values() if name in TABLES}
        found |= _columns(tree, tables)
    return found


def _columns(tree: exp.Expr, tables: dict[str, str]) -> dict[str, str]:
    found = {}
    alone = next(iter(tables.values())) if len(set(tables.values())) == 1 else ""
    for column in tree.find_all(exp.Column):
        table = tables.get(column.table, "") if column.table else alone
        if (table, column.name) in COLUMNS:
            found[f"{table}.{column.name}"] = COLUMNS[table, column.name]
    return found
