"""What a company's tables mean: every table, column and rule, read from the TOML files beside this
module.

The files are data, not code: an analyst or a controller can read and change them. `TABLES` holds
them as frozen dataclasses, in the order in which a company is best checked (people first). `RULES`
holds every rule by its id: those written out per table, those about files and values
(`files.toml`), and one per bound of a column.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).parent
NAMES = (
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
)
TYPES = ("id", "text", "code", "date", "number", "integer", "boolean", "choice")
SEVERITIES = ("fatal", "warning", "note")
EARLIEST = date(1940, 1, 1)
YEARS_AHEAD = 10
Row = Mapping[str, object]


@dataclass(frozen=True)
class Column:
    """One column. `low` and `high` are the extreme values that are possible, `above` a bound that
    is not.
    """

    name: str
    type: str
    meaning: str
    dutch: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    unit: str = ""
    caveat: str = ""
    example: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    low: float | date | None = None
    above: float | None = None
    high: float | date | None = None
    sensitive: bool = False

    def header(self, language: str) -> str:
        """The header of the column in templates and findings: Dutch words, or the name itself."""
        return self.dutch if language == "nl" else self.name

    def headers(self) -> tuple[str, ...]:
        """Every header by which the column is found, as `plain` text."""
        return tuple(dict.fromkeys(plain(text) for text in (self.name, self.dutch, *self.aliases)))


@dataclass(frozen=True)
class Rule:
    """One rule.

    `when` is SQL that is true for a row of the table's check view that breaks the rule; it may use
    `as_of`. The sentences may name, in braces, any column of that view, and value, line, file,
    column, table, bound and unit. `breaks` and `passes` are rows of the tests. A rule that follows
    from a column's bound carries that `bound`.
    """

    id: str
    severity: str
    message: str
    remedy: str
    table: str = ""
    columns: tuple[str, ...] = ()
    when: str = ""
    breaks: Row = field(default_factory=dict)
    passes: Row = field(default_factory=dict)
    bound: float | None = None


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, the names of files and sheets by which it is found,
    its rules.

    `required`: without a file of it nothing is loaded; `empty`: how severe it is if that file holds
    no rows. `needs` names the tables without which its rules cannot be judged.
    """

    name: str
    dutch: str
    row: str
    required: bool
    needs: tuple[str, ...]
    key: tuple[str, ...]
    files: tuple[str, ...]
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]
    empty: str = "note"

    def title(self, language: str) -> str:
        """The name of the table's file or sheet in that language."""
        return self.dutch if language == "nl" else self.name

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"The table {self.name} has no column {name}.")

    def has(self, name: str) -> bool:
        """Whether the table has a column of that name."""
        return any(column.name == name for column in self.columns)

    def required_columns(self) -> tuple[str, ...]:
        """The columns without which the table cannot be read."""
        return tuple(column.name for column in self.columns if column.required)


def plain(text: object) -> str:
    """Text as it is compared: without case, accents, spaces or punctuation. `Datum In-dienst` is
    `datumindienst`.
    """
    decomposed = unicodedata.normalize("NFKD", str(text)).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())


def sentences() -> Iterator[str]:
    """Every English sentence of the contract that a person may read, for the catalogue of
    translations.
    """
    for table in TABLES.values():
        yield table.row
        for column in table.columns:
            yield from filter(None, (column.meaning, column.caveat, column.unit))
    for rule in RULES.values():
        yield from (rule.message, rule.remedy)


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


def _bounds(table: str, column: Column, texts: Mapping[str, Rule]) -> Iterator[Rule]:
    """The rules that follow from the bounds of one column; dates may lie ten years ahead unless
    `high` says more.
    """
    name = column.name
    of_column = {"severity": "fatal", "table": table, "columns": (name,)}
    if column.type == "date":
        yield _bound(
            "low",
            f"{name} < date '{column.low}'",
            {name: "1921-05-01"},
            texts["date.low"],
            of_column,
        )
        if column.high is None:
            when = f"{name} > cast(as_of + interval {YEARS_AHEAD} year as date)"
            yield _bound("high", when, {name: "2205-05-01"}, texts["date.high"], of_column)
        return
    if column.low is not None:
        breaks = {name: column.low - 1}
        yield _bound(
            "low", f"{name} < {column.low}", breaks, texts["number.low"], of_column, column.low
        )
    if column.above is not None:
        breaks = {name: column.above}
        yield _bound(
            "low",
            f"{name} <= {column.above}",
            breaks,
            texts["number.above"],
            of_column,
            column.above,
        )
    if column.high is not None:
        breaks = {name: column.high * 10}
        yield _bound(
            "high", f"{name} > {column.high}", breaks, texts["number.high"], of_column, column.high
        )


def _bound(
    end: str,
    when: str,
    breaks: Row,
    text: Rule,
    of_column: dict[str, Any],
    bound: float | None = None,
) -> Rule:
    name = f"{of_column['table']}.{of_column['columns'][0]}.{end}"
    return Rule(
        id=name,
        when=when,
        breaks=breaks,
        message=text.message,
        remedy=text.remedy,
        bound=bound,
        **of_column,
    )


def _table(name: str, bounds: Mapping[str, Rule]) -> Table:
    entry = _read(name)
    columns = tuple(_column(key, value) for key, value in entry.pop("columns").items())
    written = tuple(_rule(rule, name) for rule in entry.pop("rules", ()))
    derived = tuple(rule for column in columns for rule in _bounds(name, column, bounds))
    lists = {part: tuple(entry.pop(part)) for part in ("needs", "key", "files")}
    return Table(name=name, columns=columns, rules=written + derived, **lists, **entry)


_GENERAL = _read("files")
_BOUNDS = {rule["id"]: _rule(dict(rule)) for rule in _GENERAL["bounds"]}
FILE_RULES: Mapping[str, Rule] = MappingProxyType(
    {rule["id"]: _rule(dict(rule)) for rule in _GENERAL["rules"]}
)
TABLES: Mapping[str, Table] = MappingProxyType({name: _table(name, _BOUNDS) for name in NAMES})
RULES: Mapping[str, Rule] = MappingProxyType(
    {**FILE_RULES, **{rule.id: rule for table in TABLES.values() for rule in table.rules}}
)
