"""Release of what the check found in files.

A reader who sends files to be checked holds them, and reads every value that a finding quotes (no
finding quotes pay or ratings). Findings about what was loaded say what is wrong and quote nobody's
numbers, dates or choices. A role that sees names reads file, line and column; another role how many
lines, and "<10" for few. What others entered in the browser is treated as loaded, also for a reader
who sends files with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.contract import RULES, TABLES
from metrics.contract.findings import ENTERED_IN_BROWSER, Finding, placeholders
from metrics.disclosure.roles import sees_names
from metrics.disclosure.thresholds import Count, count, is_small
from metrics.i18n import Locale
from metrics.scope import SMALLEST_GROUP

HIDDEN = "…"
SAME_FOR_EVERY_ROW = {"table", "file", "column", "name", "unit", "bound", "count"}
"""Values of sentences that quote no row."""
Record = Mapping[str, Any]  # one finding of a report, as `Finding.to_dict` writes it


@dataclass(frozen=True)
class CheckReport:
    """A check's report in a reader's language (`Report.to_dict`), to be read in that role.

    `own`: this reader sent the files just now.
    """

    report: Mapping[str, Any]
    role: str
    locale: Locale
    own: bool = False


@dataclass(frozen=True)
class ReleasedFinding:
    """One finding; if its line is not shown, `line` is None and `lines` says how many there are."""

    severity: str
    file: str
    line: int | None
    lines: Count | None
    column: str
    message: str
    remedy: str


@dataclass(frozen=True)
class ReleasedFindings:
    """The findings, the worst first, and the rows per table; `masked` if something is left out."""

    findings: tuple[ReleasedFinding, ...]
    rows: Mapping[str, Count]
    masked: bool


def release_findings(report: CheckReport) -> ReleasedFindings:
    """Return the findings as that role may read them."""
    findings = tuple(dict.fromkeys(_released(report)))
    sees_counts = report.own or sees_names(report.role)
    rows = {name: n if sees_counts else count(n) for name, n in report.report["tables"].items()}
    masked = not report.own and any(
        HIDDEN in finding.message + finding.remedy for finding in findings
    )
    return ReleasedFindings(findings, rows, masked)


def _released(report: CheckReport) -> Iterator[ReleasedFinding]:
    names = sees_names(report.role)
    entered = report.locale(ENTERED_IN_BROWSER)
    for record in report.report["findings"]:
        message = record["message"]
        remedy = record["remedy"]
        if report.own and record["file"] != entered:
            yield _finding(record, record["line"], None, message, remedy)
        elif _is_about_rows(record, names):
            yield _masked(record, report, names)
        else:
            yield _finding(record, None, None, message, remedy)


def _is_about_rows(record: Record, names: bool) -> bool:
    """Return whether a finding is about a line, or would tell this role how few rows there are."""
    tells_few = not names and is_small(record["count"])
    return record["line"] is not None or (
        tells_few and "count" in placeholders(RULES[record["rule"]].message)
    )


def _masked(record: Record, report: CheckReport, names: bool) -> ReleasedFinding:
    """Return the finding with its sentences filled in anew, without values from a row."""
    rule = RULES[record["rule"]]
    line = record["line"] if names else None
    of_row = (placeholders(rule.message) | placeholders(rule.remedy)) - SAME_FOR_EVERY_ROW
    facts: dict[str, object] = dict.fromkeys(of_row, HIDDEN)
    shown = {
        "line": line,
        "as_of": _day(report.report["as_of"]),
        "known": _choices(record["table"], record["column"]),
    }
    facts |= {name: value for name, value in shown.items() if value and name in facts}
    if not names and record["count"] < SMALLEST_GROUP:
        facts["count"] = count(record["count"])
    finding = Finding(
        record["rule"],
        record["severity"],
        record["table"],
        record["file"],
        line,
        record["column"],
        HIDDEN,
        record["count"],
        tuple(facts.items()),
    )
    return _finding(
        record,
        line,
        None if names else count(record["count"]),
        finding.message(report.locale),
        finding.remedy(report.locale),
    )


def _finding(
    record: Record, line: int | None, lines: Count | None, message: str, remedy: str
) -> ReleasedFinding:
    return ReleasedFinding(
        record["severity"],
        record["file"] or record["table"],
        line,
        lines,
        record["column"],
        message,
        remedy,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _choices(table: str, column: str) -> str:
    if table and TABLES[table].has(column):
        return ", ".join(TABLES[table].column(column).choices)
    return ""
