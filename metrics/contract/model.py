"""The types of the contract: a table, its columns and its rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

TYPES = ("id", "text", "code", "date", "number", "integer", "boolean", "choice")
SEVERITIES = ("fatal", "warning", "note")
Row = Mapping[str, object]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `low` and `high` are the lowest and highest possible values; `above` is a bound that a value
    must exceed. `choices` gives each value of a choice with its synonyms. Values of a `sensitive`
    column never appear in a finding.
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
        """Return the header in templates and findings: the Dutch one, or the name itself."""
        return self.dutch if language == "nl" else self.name

    def headers(self) -> tuple[str, ...]:
        """Return every header by which the column is recognised, as match keys."""
        return tuple(dict.fromkeys(map(match_key, (self.name, self.dutch, *self.aliases))))


@dataclass(frozen=True)
class Rule:
    """One rule, its message for who breaks it, and the remedy.

    `when` is SQL that is true for a row of the table's check view that breaks the rule; it may use
    `as_of`. The sentences may name, in braces, any column of that view, and value, line, file,
    column, table, bound and unit. `breaks` and `passes` are rows for the tests. `bound` is set for
    a rule that follows from a bound of a column.
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
    """One table: what a row is, its columns and its rules.

    `files` are further names of files and sheets by which it is recognised. Without a file for a
    `required` table nothing is loaded; `empty` is the severity if that file holds no rows. `needs`
    names the tables without which its rules cannot be judged.
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
        """Return the name of the table's file or sheet in that language."""
        return self.dutch if language == "nl" else self.name

    def names(self) -> tuple[str, ...]:
        """Return every name of a file or sheet by which the table is recognised."""
        return (self.name, self.dutch, *self.files)

    def column(self, name: str) -> Column:
        """Return the column of that name; raise KeyError if the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"The table {self.name} has no column {name}.")

    def has(self, name: str) -> bool:
        """Return whether the table has a column of that name."""
        return any(column.name == name for column in self.columns)

    def required_columns(self) -> tuple[str, ...]:
        """Return the columns without which the table cannot be read."""
        return tuple(column.name for column in self.columns if column.required)


def match_key(text: object) -> str:
    """Return the text as names are compared: without case, accents, spaces and punctuation.

    `Datum In-dienst` is `datumindienst`.
    """
    decomposed = unicodedata.normalize("NFKD", str(text)).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())
