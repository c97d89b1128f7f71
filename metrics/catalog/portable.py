"""Plain SQL that every engine understands in the same way: what in a file is not.

Parsing finds what an engine would refuse. The bans below are for what runs everywhere and silently
means something else: two unnests in one select, decimal division, date arithmetic, NULL in
greatest().
"""

from __future__ import annotations

from pathlib import Path

import sqlglot
from sqlglot import exp

from metrics.catalog.renamed import renamed

BANNED_FUNCTIONS = {
    "concat": "use ||, engines disagree about NULL in concat()",
    "greatest": "use case when, engines disagree about NULL in greatest()",
    "least": "use case when, engines disagree about NULL in least()",
    "median": "engines compute quantiles differently",
    "percentile_cont": "quantiles are computed differently by each engine (quantile_cont too)",
    "approx_quantile": "engines approximate differently",
    "current_date": "the clock is not part of the data; use run.as_of",
    "current_timestamp": "the clock is not part of the data; use run.as_of",
    "random": "the answer must not depend on chance",
    "rand": "the answer must not depend on chance",
}
BANNED_NODES = {
    exp.Qualify: "qualify is not plain SQL; filter in an outer select",
    exp.Pivot: "pivot is not plain SQL; use case when",
    exp.Interval: "no date arithmetic: the views carry whole months",
    exp.DateAdd: "no date arithmetic: the views carry whole months",
    exp.DateSub: "no date arithmetic: the views carry whole months",
    exp.DateDiff: "no date arithmetic: the views carry whole months",
    exp.Parameter: "no parameters: run-wide values are columns of run and assumption",
    exp.Placeholder: "no parameters: run-wide values are columns of run and assumption",
    exp.Array: "arrays are not plain SQL",
    exp.Struct: "structs are not plain SQL",
    exp.Lambda: "lambdas are not plain SQL",
    exp.Unnest: "unnest: two of them in one select mean different things",
    exp.Explode: "unnest: two of them in one select mean different things",
}
ARMS = {"first_pairing", "pairing_summary", "pairings", "role_exposure"}
"""Tables that say who is mentored."""


def portability_faults(sql: Path, *, person_level: bool = False) -> list[str]:
    """Return a sentence for each thing that is wrong in a file of one select; empty if nothing is.

    `person_level` adds the rule for time to event and panel: such a metric must not look at who is
    mentored.
    """
    text = sql.read_text(encoding="utf-8-sig")
    try:
        statements = [
            statement
            for statement in sqlglot.parse(text, dialect="duckdb")
            if statement is not None
        ]
    except sqlglot.errors.ParseError as error:
        first = error.errors[0] if error.errors else {"description": str(error), "line": "?"}
        return [f"line {first['line']}: not SQL that can be read. {first['description']}."]
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        return ["a metric is one select, and nothing else"]
    tree = statements[0]
    found = [
        *(f"{old} is now called {new}" for old, new in renamed(text).items()),
        *_banned_nodes(tree),
        *_banned_functions(tree),
        *_clauses(tree, text),
        *_divisions(tree),
    ]
    if person_level:
        tables = {table.name for table in tree.find_all(exp.Table)}
        named = sorted({renamed(text).get(name, name) for name in tables} & ARMS)
        found += [
            f"it reads {name}: a metric must not look at who is mentored, the comparison does"
            for name in named
        ]
    if not text.lstrip().startswith("--"):
        found.append("begin with a comment that says what one row is")
    return list(dict.fromkeys(found))


def _banned_nodes(tree: exp.Query) -> list[str]:
    return [reason for node, reason in BANNED_NODES.items() if tree.find(node)]


def _banned_functions(tree: exp.Query) -> list[str]:
    found = []
    for node in tree.find_all(exp.Func):
        names = {node.sql_name().lower(), getattr(node, "name", "").lower(), node.key.lower()}
        found += [
            f"{name}(): {BANNED_FUNCTIONS[name]}" for name in sorted(names & set(BANNED_FUNCTIONS))
        ]
    for table in tree.find_all(exp.Table):
        if isinstance(table.this, exp.Func):
            found.append(f"{table.this.sql()}: read the views, not files or table functions")
    return found


def _clauses(tree: exp.Query, text: str) -> list[str]:
    found = []
    words = [token.text.lower() for token in sqlglot.tokenize(text, dialect="duckdb")]
    if "materialized" in words:
        found.append("materialized is not plain SQL")
    if words.count("select") < len(list(tree.find_all(exp.Select))):
        found.append("begin with select, not with from")
    for select in tree.find_all(exp.Select):
        group = select.args.get("group")
        if group is not None and group.args.get("all"):
            found.append("group by all is not plain SQL; name the columns")
        if any(
            isinstance(star, exp.Star) and star.args.get("except_")
            for star in select.find_all(exp.Star)
        ):
            found.append("exclude is not plain SQL; name the columns")
        if select.args.get("limit") and not select.args.get("order"):
            found.append("limit without order by picks rows at random")
        if any(
            "asof" in str(join.args.get("method") or join.args.get("kind") or "").lower()
            for join in select.args.get("joins") or []
        ):
            found.append("asof joins are not plain SQL")
    return found


def _divisions(tree: exp.Query) -> list[str]:
    found = []
    for node in tree.find_all(exp.Div):
        if not any(
            isinstance(part, exp.Cast) and part.to.is_type("double")
            for part in node.find_all(exp.Cast)
        ):
            found.append(
                f"{node.sql()}: cast one side to double, engines divide whole numbers differently"
            )
        below = node.expression.unnest()
        divisor = below.this if isinstance(below, exp.Cast) else below
        if not isinstance(divisor, (exp.Literal, exp.Nullif)) and not node.find_ancestor(exp.Case):
            found.append(f"{node.sql()}: guard the division with nullif(..., 0)")
    return found
