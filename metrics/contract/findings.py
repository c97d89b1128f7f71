"""A finding: one rule, broken at one place of a company's files, told in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import Formatter

from metrics.contract import RULES, TABLES
from metrics.i18n import N_, Locale

LONGEST_VALUE = 80
ENTERED = N_("what was entered in the browser")
"""Stands for the file of rows that came from no file; their line is their place in the order of
entry."""
LISTED = 20
"""At most this many findings of one rule in one table are listed; `count` is exact all the same."""


@dataclass(frozen=True)
class Finding:
    """One place where the files break a rule.

    `line` is the physical line of the file (the row of a sheet, the row of a Parquet file). `count`
    is how many places break this rule in this column; each listed finding of the rule carries the
    same count. `value` is empty for columns that the contract marks sensitive. `facts` are further
    values that the sentences use.
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
        """What is the matter, in one or two sentences."""
        return _(RULES[self.rule].message, **self._values(_))

    def remedy(self, _: Locale) -> str:
        """What to do about it."""
        return _(RULES[self.rule].remedy, **self._values(_))

    def to_dict(self, _: Locale) -> dict[str, object]:
        """The finding as it stands in the JSON of the check command."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "table": self.table,
            "file": self._place(_),
            "line": self.line,
            "column": self.column,
            "value": self.value or self._unshown(_),
            "count": self.count,
            "message": self.message(_),
            "remedy": self.remedy(_),
        }

    def _values(self, _: Locale) -> dict[str, object]:
        header, unit, bound = self.column, "", RULES[self.rule].bound
        if self.table and TABLES[self.table].has(self.column):
            column = TABLES[self.table].column(self.column)
            header, unit = column.header(_.language), _(column.unit)
        told = {name: _told(value, _) for name, value in self.facts}
        return {
            "table": TABLES[self.table].title(_.language) if self.table else "",
            "file": self._place(_),
            "line": self.line or "",
            "column": header,
            "name": f"{self.table}.{self.column}",
            "value": self.value or self._unshown(_),
            "count": _.number(self.count),
            "unit": unit,
            "bound": "" if bound is None else _told(float(bound), _),
            **told,
        }

    def _place(self, _: Locale) -> str:
        return _(ENTERED) if self.file == ENTERED else self.file

    def _unshown(self, _: Locale) -> str:
        hidden = self.table and self.column and is_sensitive(self.table, self.column)
        return _("(not shown)") if hidden else ""


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
    """A finding of that rule, with the rule's own severity unless another is given; sensitive
    values are left out.
    """
    hidden = bool(table and column) and is_sensitive(table, column)
    shown = "" if hidden or value is None else _printable(str(value))
    severity = severity or RULES[rule].severity
    return Finding(rule, severity, table, file, line, column, shown, count, tuple(facts.items()))


def is_sensitive(table: str, column: str) -> bool:
    """Whether the contract keeps the values of that column out of findings."""
    return TABLES[table].has(column) and TABLES[table].column(column).sensitive


def placeholders(sentence: str) -> set[str]:
    """The names in braces of a sentence: `{"hire_date"}` for "hired on {hire_date}"."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _printable(text: str) -> str:
    """The text on one line, without signs that a terminal would obey, cut where it is long."""
    signs = "".join(sign if sign.isprintable() else " " for sign in text)
    return signs if len(signs) <= LONGEST_VALUE else signs[: LONGEST_VALUE - 1] + "…"


def _told(value: object, _: Locale) -> object:
    if isinstance(value, date):
        return _.date(value)
    if isinstance(value, float):
        return _.number(value, 0 if value.is_integer() else 2)
    return "" if value is None else value
