"""Read the contract from its TOML files: the tables, and every rule by its id."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from metrics.contract.model import SEVERITIES, TYPES, Column, Row, Rule, Table

FOLDER = Path(__file__).parent
TABLE_NAMES = (
    "staff",
    "positions",
    "reviews",
    "pairings",
    "meetings",
    "categories",
    "customers",
    "invitations",
    "rewards",
    "checkins",
    "trainings",
    "mentor_profiles",
    "practices",
    "adoptions",
    "measures",
    "lottery_entries",
)
EARLIEST = date(1940, 1, 1)
"""The first possible day of a date column that declares no `low`."""
YEARS_AHEAD = 10
"""How far after the closing day a date may lie, in a column that declares no `high`."""


def _read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _column(name: str, entry: dict[str, Any]) -> Column:
    if entry["type"] not in TYPES:
        raise ValueError(f"Column {name}: '{entry['type']}' is not one of {', '.join(TYPES)}.")
    if entry["type"] == "date":
        entry = {"low": EARLIEST, **entry}
    choices = {value: tuple(synonyms) for value, synonyms in entry.pop("choices", {}).items()}
    aliases = tuple(entry.pop("aliases", ()))
    return Column(name=name, aliases=aliases, choices=MappingProxyType(choices), **entry)


def _rule(entry: dict[str, Any], table: str = "") -> Rule:
    if entry["severity"] not in SEVERITIES:
        raise ValueError(
            f"Rule {entry['id']}: '{entry['severity']}' is not one of {', '.join(SEVERITIES)}."
        )
    return Rule(table=table, columns=tuple(entry.pop("columns", ())), **entry)


def _bound_rules(table: str, column: Column, texts: Mapping[str, Rule]) -> Iterator[Rule]:
    """Yield the rules that follow from the bounds of one column."""
    if column.type == "date":
        yield from _date_bound_rules(table, column, texts)
        return
    name = column.name
    if isinstance(column.low, int | float):
        when = f"{name} < {column.low}"
        breaks = {name: column.low - 1}
        yield _bound_rule(table, name, "low", when, breaks, texts["number.low"], column.low)
    if column.above is not None:
        when = f"{name} <= {column.above}"
        breaks = {name: column.above}
        yield _bound_rule(table, name, "low", when, breaks, texts["number.above"], column.above)
    if isinstance(column.high, int | float):
        when = f"{name} > {column.high}"
        breaks = {name: column.high * 10}
        yield _bound_rule(table, name, "high", when, breaks, texts["number.high"], column.high)


def _date_bound_rules(table: str, column: Column, texts: Mapping[str, Rule]) -> Iterator[Rule]:
    """Yield the rules that a date is neither too early nor, unless it has a `high`, too late."""
    name = column.name
    when = f"{name} < date '{column.low}'"
    yield _bound_rule(table, name, "low", when, {name: "1921-05-01"}, texts["date.low"])
    if column.high is None:
        when = f"{name} > cast(as_of + interval {YEARS_AHEAD} year as date)"
        yield _bound_rule(table, name, "high", when, {name: "2205-05-01"}, texts["date.high"])


def _bound_rule(
    table: str,
    column: str,
    end: str,
    when: str,
    breaks: Row,
    text: Rule,
    bound: float | None = None,
) -> Rule:
    """Return the rule for one bound of a column, with the sentences of `text`."""
    return replace(
        text,
        id=f"{table}.{column}.{end}",
        severity="fatal",
        table=table,
        columns=(column,),
        when=when,
        breaks=breaks,
        bound=bound,
    )


def _table(name: str, bound_texts: Mapping[str, Rule]) -> Table:
    entry = _read(name)
    columns = tuple(_column(key, value) for key, value in entry.pop("columns").items())
    written = tuple(_rule(rule, name) for rule in entry.pop("rules", ()))
    derived = tuple(rule for column in columns for rule in _bound_rules(name, column, bound_texts))
    return Table(
        name=name,
        columns=columns,
        rules=written + derived,
        needs=tuple(entry.pop("needs")),
        key=tuple(entry.pop("key")),
        files=tuple(entry.pop("files")),
        **entry,
    )


_GENERAL = _read("files")
_BOUND_TEXTS = {rule["id"]: _rule(dict(rule)) for rule in _GENERAL["bounds"]}
FILE_RULES: Mapping[str, Rule] = MappingProxyType(
    {rule["id"]: _rule(dict(rule)) for rule in _GENERAL["rules"]}
)
"""The rules about files and single values, by id."""
TABLES: Mapping[str, Table] = MappingProxyType(
    {name: _table(name, _BOUND_TEXTS) for name in TABLE_NAMES}
)
"""Every table by name, in the order in which a company is best checked: people first."""
RULES: Mapping[str, Rule] = MappingProxyType(
    {**FILE_RULES, **{rule.id: rule for table in TABLES.values() for rule in table.rules}}
)
"""Every rule by id: about files, about the rows of a table, and one per bound of a column."""


def sentences() -> Iterator[str]:
    """Yield every English sentence of the contract that a person may read, for translation."""
    for table in TABLES.values():
        yield table.row
        for column in table.columns:
            yield from filter(None, (column.meaning, column.caveat, column.unit))
    for rule in RULES.values():
        yield from (rule.message, rule.remedy)
