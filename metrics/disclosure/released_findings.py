"""What was found in files, as it may be shown.

Whoever sends files to be checked holds them, and reads every value that a finding quotes (pay and
ratings are quoted nowhere). What was loaded is another matter: findings then say what is wrong and
quote nobody's numbers, dates or choices. A role that sees names reads file, line and column;
another how many lines, and "<10" for few. What others entered in the browser is treated as loaded,
whoever sends files beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from metrics.contract import RULES, TABLES
from metrics.contract.findings import ENTERED_IN_BROWSER, Finding, placeholders
from metrics.disclosure.release import count, release
from metrics.disclosure.released import Count, Released
from metrics.disclosure.roles import sees_names
from metrics.i18n import Locale
from metrics.scope import SMALLEST_GROUP

HIDDEN = "…"
OF_ALL = {"table", "file", "column", "name", "unit", "bound", "count"}
"""What sentences tell that is the same for every row."""


@dataclass(frozen=True)
class Found:
    """What a check said in a reader's language (`Report.to_dict`), to be read in that role; `own`
    where this reader sent the files just now.
    """

    report: Mapping[str, object]
    role: str
    locale: Locale
    own: bool = False


@dataclass(frozen=True)
class ReleasedFinding:
    """One finding; `line` is None and `lines` how many there are where lines are not told."""

    severity: str
    file: str
    line: int | None
    lines: Count | None
    column: str
    message: str
    remedy: str


@dataclass(frozen=True)
class ReleasedFindings(Released):
    """The findings, the worst first, and the rows per table; `masked` where something in them is
    left out.
    """

    findings: tuple[ReleasedFinding, ...]
    rows: Mapping[str, Count]
    masked: bool


@release.register
def _(known: Found) -> ReleasedFindings:
    found = list(dict.fromkeys(_released(known)))
    rows = {
        name: n if known.own or sees_names(known.role) else count(n)
        for name, n in known.report["tables"].items()
    }
    masked = not known.own and any(HIDDEN in one.message + one.remedy for one in found)
    return ReleasedFindings(tuple(found), rows, masked)


def _released(known: Found) -> Iterator[ReleasedFinding]:
    names, entered = sees_names(known.role), known.locale(ENTERED_IN_BROWSER)
    for one in known.report["findings"]:
        if known.own and one["file"] != entered:
            yield _told(one, one["line"], None, one["message"], one["remedy"])
        elif _about_rows(one, names):
            yield _masked(one, known, names)
        else:
            yield _told(one, None, None, one["message"], one["remedy"])


def _about_rows(one: Mapping[str, object], names: bool) -> bool:
    """Whether a finding is about a line, or tells a role that sees no names how few rows there
    are.
    """
    few = not names and 0 < one["count"] < SMALLEST_GROUP
    return one["line"] is not None or few and "count" in placeholders(RULES[one["rule"]].message)


def _masked(one: Mapping[str, object], known: Found, names: bool) -> ReleasedFinding:
    """The finding with its sentences filled in anew, without anything that stands in a row."""
    rule, line = RULES[one["rule"]], one["line"] if names else None
    facts = dict.fromkeys((placeholders(rule.message) | placeholders(rule.remedy)) - OF_ALL, HIDDEN)
    told = {
        "line": line,
        "as_of": _day(known.report["as_of"]),
        "known": _choices(one["table"], one["column"]),
    }
    facts |= {name: value for name, value in told.items() if value and name in facts}
    if not names and one["count"] < SMALLEST_GROUP:
        facts["count"] = count(one["count"])
    found = Finding(
        one["rule"],
        one["severity"],
        one["table"],
        one["file"],
        line,
        one["column"],
        HIDDEN,
        one["count"],
        tuple(facts.items()),
    )
    return _told(
        one,
        line,
        None if names else count(one["count"]),
        found.message(known.locale),
        found.remedy(known.locale),
    )


def _told(
    one: Mapping[str, object], line: int | None, lines: Count | None, message: str, remedy: str
) -> ReleasedFinding:
    return ReleasedFinding(
        one["severity"], one["file"] or one["table"], line, lines, one["column"], message, remedy
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _choices(table: str, column: str) -> str:
    return (
        ", ".join(TABLES[table].column(column).choices)
        if table and TABLES[table].has(column)
        else ""
    )
