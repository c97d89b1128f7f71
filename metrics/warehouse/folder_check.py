"""A folder of files, read and checked: whether its tables can be trusted, and what is wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from metrics.contract import SEVERITIES
from metrics.contract.findings import Finding, finding
from metrics.contract.settings import CompanySettings, read_settings
from metrics.i18n import Locale
from metrics.intake import Dropped, SourceFile, stage_folder
from metrics.warehouse.entries import Entries, add_entries
from metrics.warehouse.matching_keys import key_findings
from metrics.warehouse.notice import notice_months
from metrics.warehouse.rules import find_broken_rules

logger = logging.getLogger(__name__)
DEFAULT_CYCLE = 6
CYCLES = (1, 3, 6, 12)
FINDINGS_JSON = "mentoring-roi/check/2"


@dataclass(frozen=True)
class Report:
    """What a folder holds and what is wrong with it. Accepted means that no finding is fatal.

    `tables` gives the rows per table; `formats` per `table.column` how the column was written;
    `sources` the files that were read and how; `dropped` the files, sheets and columns that were
    not used.
    """

    accepted: bool
    as_of: date | None
    review_cycle_months: int
    notice_months: int
    company: CompanySettings
    tables: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[SourceFile, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def to_dict(self, _: Locale) -> dict[str, Any]:
        """Return the report as JSON values, its sentences in the language of `_`."""
        return {
            "schema": FINDINGS_JSON,
            "accepted": self.accepted,
            "company": self.company.name,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "review_cycle_months": self.review_cycle_months,
            "notice_months": self.notice_months,
            "contract_gap_days": self.company.contract_gap_days,
            "assumptions": {
                name: dict(values) for name, values in self.company.assumptions.items()
            },
            "goal_groups": {group.name: group.declaration() for group in self.company.goal_groups},
            "grades": list(self.company.grades),
            "mentors": dict(self.company.mentors),
            "free_space_used": self.company.free_space_used,
            "employer": dict(self.company.employer),
            "matching_keys": list(self.company.matching.keys),
            "role": self.company.role,
            "tables": dict(self.tables),
            "findings": [found.to_dict(_) for found in self.findings],
            "formats": dict(self.formats),
            "sources": [vars(source) for source in self.sources],
            "dropped": [vars(dropped) for dropped in self.dropped],
        }


def check_folder(
    folder: Path,
    *,
    con: duckdb.DuckDBPyConnection,
    today: date,
    as_of: date | None = None,
    entries: Entries | None = None,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> Report:
    """Return the report on a folder; leaves one typed table per contract table in `con`.

    `today` bounds what can have happened. `as_of`, the day up to which the files are complete, goes
    before that of `company.toml`, and that before the latest day in the files. `entries` are rows
    per table that were typed in the browser (see `add_entries`). `progress` is called with a file's
    name (or "checks"), the rows (or tables) done, and about how many there are. What is wrong in
    the files is never raised: it becomes a finding.
    """
    company, findings = read_settings(folder)
    staged = stage_folder(folder, con=con, settings=company, progress=progress)
    findings += staged.findings
    as_of, about_day = _as_of(con, as_of or company.as_of, today)
    cycle, about_cycle = _review_cycle(con, company.review_cycle_months)
    findings += about_cycle
    findings += _grades(con, company.grades)
    if staged.rows["staff"]:
        findings += key_findings(con, company)
    if staged.rows["staff"]:
        findings += about_day
    rows = dict(staged.rows)
    notice = company.notice_months or 0
    if as_of is not None:
        added, twice = add_entries(con, entries or {}, as_of=as_of)
        rows |= {name: rows[name] + n for name, n in added.items()}
        findings += twice
        at_fault = {found.table for found in findings if found.severity == "fatal"}
        read = {source.table for source in staged.sources} - at_fault
        if "pairings" in read:
            findings += _nobody_paired(con, as_of)
            notice, about_notice = notice_months(con, company.notice_months, as_of)
            findings += about_notice
        findings += find_broken_rules(
            con,
            as_of=as_of,
            review_cycle_months=cycle,
            contract_gap_days=company.contract_gap_days,
            read=read,
            progress=progress,
        )
    findings.sort(key=lambda found: SEVERITIES.index(found.severity))
    _log(rows, findings)
    return Report(
        accepted=not any(found.severity == "fatal" for found in findings),
        as_of=as_of,
        review_cycle_months=cycle,
        notice_months=notice,
        company=company,
        tables=rows,
        findings=tuple(findings),
        formats=staged.formats,
        sources=staged.sources,
        dropped=staged.dropped,
    )


def _log(rows: Mapping[str, int], findings: Sequence[Finding]) -> None:
    """Log one line about the files: counts and ids of rules, nothing that is in the files."""
    fatal = {found.rule for found in findings if found.severity == "fatal"}
    other = {found.rule for found in findings} - fatal
    logger.info(
        "Files %s: %d rows in %d tables; fatal rules broken: %s; other: %s",
        "refused" if fatal else "accepted",
        sum(rows.values()),
        sum(count > 0 for count in rows.values()),
        ", ".join(sorted(fatal)) or "none",
        ", ".join(sorted(other)) or "none",
    )


def _as_of(
    con: duckdb.DuckDBPyConnection, stated: date | None, today: date
) -> tuple[date | None, list[Finding]]:
    if stated and stated > today:
        return stated, [finding("run.as_of_future", value=stated.isoformat(), day=stated)]
    if stated:
        return stated, []
    latest = con.execute(
        """
        select max(happened_on) from (
            select hire_date as happened_on from staff
            union all select review_date from reviews
            union all select held_on from meetings
            union all select start_date from pairings
        ) as event where happened_on <= ?
        """,
        [today],
    ).fetchall()[0][0]
    if latest is None:
        return None, [finding("run.as_of_unknown")]
    return latest, [
        finding("run.as_of_assumed", value=latest.isoformat(), day=latest, iso=latest.isoformat())
    ]


def _nobody_paired(con: duckdb.DuckDBPyConnection, as_of: date) -> list[Finding]:
    """Return a warning where all pairings start later, or there are none."""
    begun = con.execute("select 1 from pairings where start_date <= ? limit 1", [as_of]).fetchall()
    return [] if begun else [finding("run.nobody_paired", table="pairings", day=as_of)]


def _review_cycle(con: duckdb.DuckDBPyConnection, stated: int | None) -> tuple[int, list[Finding]]:
    """Return the months between two reviews, with a finding if they are not stated.

    Unstated, it is the cycle nearest to the median gap between a person's reviews.
    """
    if stated:
        return stated, []
    gap = con.execute(
        """
        select median(gap) from (
            select
                date_diff(
                    'day',
                    lag(review_date) over (partition by person_id order by review_date),
                    review_date
                ) as gap
            from (
                select distinct person_id, review_date from reviews where review_date is not null
            ) as review_day
        ) as gaps where gap is not null
        """
    ).fetchall()[0][0]
    if gap is None:
        return DEFAULT_CYCLE, []
    cycle = min(CYCLES, key=lambda months: abs(gap / (365.25 / 12) - months))
    return cycle, [finding("run.review_cycle_assumed", table="reviews", value=cycle, months=cycle)]


def _grades(con: duckdb.DuckDBPyConnection, declared: tuple[str, ...]) -> list[Finding]:
    """Return a finding per grade that the declared order lacks.

    Without a declared order: a note that pay decides, where anybody changes grade.
    """
    if not declared:
        changes = con.execute(
            "select count(*) from (select 1 from positions group by person_id having "
            "count(distinct grade) > 1) as changed"
        ).fetchall()[0][0]
        return [finding("run.grades_by_pay", table="positions", column="grade")] if changes else []
    known = ", ".join(declared)
    return [
        finding(
            "company.grade_not_declared",
            table=table,
            column="grade",
            value=grade,
            count=n,
            known=known,
        )
        for table in ("positions", "staff")
        for grade, n in con.execute(
            f"select grade, count(*) from {table} "
            "where grade <> '' and not list_contains(?, grade) "
            "group by grade order by grade",
            [list(declared)],
        ).fetchall()
    ]
