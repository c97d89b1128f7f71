"""Snapshots: what was loaded, immutable, named by its content; a pointer names the current one.

A load builds under another name, closes the file and renames it. Readers of the previous snapshot
are never disturbed, and a load that stops anywhere changes nothing. The name is a hash of all that
answers depend on: the sorted typed rows and their columns, the reporting date, the review cycle,
and the company's own settings (assumptions, goal groups, order of grades, rules for mentors, free
space used, the employer, matching keys, local
role). So the same company read from another kind of file has the
same name, and one name never has two answers.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
from platformdirs import user_data_path

from metrics.contract import TABLES
from metrics.contract.declared_keys import Matching
from metrics.contract.matching_keys import KeyDeclaration
from metrics.contract.settings import CompanySettings
from metrics.i18n import LANGUAGES, locale_for
from metrics.warehouse.build import build, version
from metrics.warehouse.engine import LIMITS, SEALED, Session
from metrics.warehouse.folder_check import FINDINGS_JSON, Report

logger = logging.getLogger(__name__)


class NoSnapshotError(LookupError):
    """No snapshot, or not the one that was named; the message says what to do."""


class OutdatedError(NoSnapshotError):
    """A snapshot that another version of this program built; the message says what to do.

    `role` is that of the reader on this computer, which holds all the same.
    """

    def __init__(self, message: str, role: str) -> None:
        self.role = role
        super().__init__(message)


@dataclass(frozen=True)
class Snapshot:
    """A published snapshot: its id (64 hexadecimal digits) and its file."""

    id: str
    path: Path

    def report_in(self, language: str) -> dict:
        """Return the report of the load in that language, as `Report.to_dict` gives it."""
        return json.loads(self.path.with_suffix(".json").read_text(encoding="utf-8"))[language]

    @property
    def assumptions(self) -> dict[str, dict[str, object]]:
        """Return the company's own values of numbers that are not measured, by name."""
        return self.report_in("en").get("assumptions", {})

    @property
    def free_space_used(self) -> float:
        """Return the euros of a year's free space that other things than rewards use."""
        return float(self.report_in("en").get("free_space_used", 0.0))

    @property
    def employer(self) -> dict[str, object]:
        """Return what the company says of itself as an employer, by name."""
        return self.report_in("en").get("employer", {})

    @property
    def role(self) -> str:
        """Return the role of the reader on this computer, where nobody signs in."""
        return self.report_in("en").get("role", CompanySettings.role)


def home() -> Path:
    """Return the folder that holds what was loaded.

    MENTORING_ROI_HOME overrides the platform's own place.
    """
    return Path(
        os.environ.get("MENTORING_ROI_HOME") or user_data_path("mentoring-roi", appauthor=False)
    )


def publish(con: duckdb.DuckDBPyConnection, report: Report) -> Snapshot:
    """Publish the checked tables in `con` as the current snapshot, and return it.

    Nothing changes if it fails on the way: the file is built under another name and the pointer
    moves last.
    """
    if not report.accepted:
        raise ValueError(
            "The files were not accepted, so nothing was published; the findings say what to fix."
        )
    folder = home() / "snapshots"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = content_id(con, report)
    final = folder / f"{name}.duckdb"
    if not final.exists() or _outdated(final):
        aside = folder / f"{name}.{os.getpid()}.building"
        aside.unlink(missing_ok=True)
        try:
            _write(con, report, aside)
            reports = {language: report.to_dict(locale_for(language)) for language in LANGUAGES}
            _replace_text(
                final.with_suffix(".json"), json.dumps({**reports, "built": version()}, indent=1)
            )
            aside.replace(final)
        finally:
            aside.unlink(missing_ok=True)
    _replace_text(home() / "current", name)
    logger.info("Published snapshot %s, data as of %s", name[:12], report.as_of)
    return Snapshot(name, final)


def latest_day() -> date | None:
    """Return the latest day up to which any snapshot here runs; None while nothing was loaded."""
    reports = (
        json.loads(path.read_text(encoding="utf-8")).get("en", {})
        for path in (home() / "snapshots").glob("*.json")
    )
    days = [report["as_of"] for report in reports if report.get("as_of")]
    return date.fromisoformat(max(days)) if days else None


def current() -> Snapshot:
    """Return the snapshot that answers questions now; NoSnapshotError if nothing was loaded."""
    pointer = home() / "current"
    if not pointer.exists():
        raise NoSnapshotError("No data are loaded yet. Load a folder with: mentoring-roi load DIR")
    return find(pointer.read_text(encoding="utf-8").strip())


def find(name: str) -> Snapshot:
    """Return the published snapshot of that id.

    Raises NoSnapshotError where it is not there, OutdatedError where another version built it.
    """
    path = home() / "snapshots" / f"{Path(name).name}.duckdb"
    if not path.exists():
        raise NoSnapshotError(
            f"Snapshot {name[:12]} is not in {path.parent}. Load its files again."
        )
    if _outdated(path):
        raise OutdatedError(
            f"Snapshot {name[:12]} was built by another version of this program. "
            "Your files are safe where they are: load them again with: mentoring-roi load DIR",
            Snapshot(name, path).role,
        )
    return Snapshot(name, path)


def _outdated(path: Path) -> bool:
    reports = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    formats = {reports.get(language, {}).get("schema") for language in LANGUAGES}
    return reports.get("built") != version() or formats != {FINDINGS_JSON}


@contextmanager
def ask(snapshot: Snapshot) -> Iterator[Session]:
    """Open a session on a published snapshot: read-only, with no way to reach anything else."""
    with Session(_sealed(str(snapshot.path)), snapshot.id) as session:
        yield session


@contextmanager
def ask_unpublished(con: duckdb.DuckDBPyConnection, report: Report) -> Iterator[Session]:
    """Open a session on checked tables that are not published (`evaluate --data`)."""
    _build(con, report)
    with Session(con, content_id(con, report)) as session:
        yield session


def content_id(con: duckdb.DuckDBPyConnection, report: Report) -> str:
    """Return the hash that names these tables; equal rows of any file give an equal name."""
    company = report.company
    own = json.dumps(
        [
            {name: dict(values) for name, values in company.assumptions.items()},
            {group.name: group.declaration() for group in company.goal_groups},
            *company.grades,
            *([dict(company.mentors)] if company.mentors else []),
            *([float(company.free_space_used)] if company.free_space_used else []),
            *([{"employer": dict(company.employer)}] if company.employer else []),
            *(
                [{"keys": [repr(key) for key in _keys(report)]}]
                if company.matching != Matching() or company.attributes
                else []
            ),
            *([{"role": company.role}] if company.role != CompanySettings.role else []),
            *([{"notice_months": report.notice_months}] if report.notice_months else []),
            *(
                [{"gap_days": company.contract_gap_days}]
                if company.contract_gap_days is not None
                else []
            ),
        ],
        sort_keys=True,
    )
    digest = hashlib.sha256(f"{report.as_of} {report.review_cycle_months} {own}".encode())
    for name in sorted(TABLES):
        columns = sorted(column.name for column in TABLES[name].columns)
        digest.update(f"{name} {columns}".encode())
        typed_row = f"select {', '.join(columns)} from {name}"
        rows = con.execute(
            f"select sha256(to_json(t)::varchar) as row_hash from ({typed_row}) as t "
            "order by row_hash"
        )
        while batch := rows.fetchmany(100_000):
            digest.update("".join(row[0] for row in batch).encode())
    for name in ("attribute", "declared_value"):
        for row in con.execute(f"select * from {name} order by all").fetchall():
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _build(con: duckdb.DuckDBPyConnection, report: Report) -> None:
    if report.as_of is None:
        raise ValueError("The files do not say up to which day they are complete.")
    build(
        con,
        as_of=report.as_of,
        review_months=report.review_cycle_months,
        notice_months=report.notice_months,
        contract_gap_days=report.company.contract_gap_days,
        goal_groups=report.company.goal_groups,
        grades=report.company.grades,
        keys=_keys(report),
    )


def _keys(report: Report) -> tuple[KeyDeclaration, ...]:
    return report.company.matching.possible(report.company.attributes)


def _write(con: duckdb.DuckDBPyConnection, report: Report, path: Path) -> None:
    con.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as published")
    try:
        for name, table in TABLES.items():
            columns = ", ".join(column.name for column in table.columns)
            con.execute(
                f"create table published.{name} as select {columns} from {name} order by all"
            )
        for name in ("attribute", "declared_value"):
            con.execute(f"create table published.{name} as select * from {name} order by all")
    finally:
        con.execute("detach published")
    target = duckdb.connect(str(path), config=LIMITS)
    try:
        _build(target, report)
        target.execute("checkpoint")
    finally:
        target.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _replace_text(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


@cache
def _sealed(path: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(path, read_only=True, config=SEALED)
