"""A finding: one rule, broken at one place in a company's files, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import Formatter

from metrics.contract.toml_files import RULES, TABLES
from metrics.i18n import N_, Locale

LONGEST_VALUE = 80
ENTERED_IN_BROWSER = N_("what was entered in the browser")
"""The file of rows that were entered in the browser; their line is their place in that order."""
MOST_LISTED = 20
"""How many findings of one rule in one column are listed; `count` is exact all the same."""


@dataclass(frozen=True)
class Finding:
    """One place where the files break a rule.

    `line` is the line of the text file, the row of the sheet or the row of the Parquet file.
    `count` is how many places break this rule in this column; every listed finding of the rule has
    the same count. `value` is empty for sensitive columns. `facts` are further values that the
    sentences use.
    """

    rule: str
    severity: str
    table: str = ""
    file: str = ""
    line: int | None = None
    column: str = ""
    value: str = ""
    count: int = 1
    facts: tuple[tuple[str, object], ...] = ()

    def message(self, _: Locale) -> str:
        """Return what is wrong, in one or two sentences."""
        return _(RULES[self.rule].message, **self._values(_))

    def remedy(self, _: Locale) -> str:
        """Return what to do about it."""
        return _(RULES[self.rule].remedy, **self._values(_))

    def to_dict(self, _: Locale) -> dict[str, object]:
        """Return the finding as `check --json` prints it."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "table": self.table,
            "file": self._file(_),
            "line": self.line,
            "column": self.column,
            "value": self._value(_),
            "count": self.count,
            "message": self.message(_),
            "remedy": self.remedy(_),
        }

    def _values(self, _: Locale) -> dict[str, object]:
        """Return what the sentences of the rule may name in braces."""
        header = self.column
        unit = ""
        bound = RULES[self.rule].bound
        if self.table and TABLES[self.table].has(self.column):
            column = TABLES[self.table].column(self.column)
            header = column.header(_.language)
            unit = _(column.unit)
        return {
            "table": TABLES[self.table].title(_.language) if self.table else "",
            "file": self._file(_),
            "line": self.line or "",
            "column": header,
            "name": f"{self.table}.{self.column}",
            "value": self._value(_),
            "count": _.number(self.count),
            "unit": unit,
            "bound": "" if bound is None else _formatted(float(bound), _),
            **{name: _formatted(value, _) for name, value in self.facts},
        }

    def _file(self, _: Locale) -> str:
        return _(ENTERED_IN_BROWSER) if self.file == ENTERED_IN_BROWSER else self.file

    def _value(self, _: Locale) -> str:
        """Return the value, or that it is not shown."""
        hidden = self.table and self.column and is_sensitive(self.table, self.column)
        return self.value or (_("(not shown)") if hidden else "")


def finding(
    rule: str,
    *,
    table: str = "",
    file: str = "",
    line: int | None = None,
    column: str = "",
    value: object = "",
    count: int = 1,
    severity: str = "",
    **facts: object,
) -> Finding:
    """Return a finding of that rule, without the value if its column is sensitive.

    The severity is the rule's own unless another is given.
    """
    hidden = bool(table and column) and is_sensitive(table, column)
    shown = "" if hidden or value is None else _printable(str(value))
    severity = severity or RULES[rule].severity
    return Finding(rule, severity, table, file, line, column, shown, count, tuple(facts.items()))


def is_sensitive(table: str, column: str) -> bool:
    """Return whether the values of that column stay out of findings.

    So do those of a column that the company declares itself.
    """
    return not TABLES[table].has(column) or TABLES[table].column(column).sensitive


def placeholders(sentence: str) -> set[str]:
    """Return the names in braces of a sentence: `{"hire_date"}` for "hired on {hire_date}"."""
    return {name for _text, name, _format, _conversion in Formatter().parse(sentence) if name}


def _printable(text: str) -> str:
    """Return the text on one line, without control characters, cut if it is long."""
    line = "".join(character if character.isprintable() else " " for character in text)
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"


def _formatted(value: object, _: Locale) -> object:
    if isinstance(value, date):
        return _.date(value)
    if isinstance(value, float):
        return _.number(value, 0 if value.is_integer() else 2)
    return "" if value is None else value
