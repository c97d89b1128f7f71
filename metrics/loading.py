"""Bringing a company's files in, and opening what is loaded."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from metrics import value
from metrics.company import Company
from metrics.contract.settings import CompanySettings
from metrics.disclosure import release
from metrics.disclosure.released_findings import CheckReport, ReleasedFindings
from metrics.disclosure.roles import permit_load, sees_names
from metrics.i18n import Locale
from metrics.intake.templates import write_templates, zipped_templates
from metrics.mentors.rules import load_mentor_rules
from metrics.plan_book import read_plan_book
from metrics.source import published, unpublished
from metrics.store import StoreError, browser_entries
from metrics.warehouse.engine import LIMITS
from metrics.warehouse.entries import Entries
from metrics.warehouse.folder_check import Report, check_folder
from metrics.warehouse.snapshot import NoSnapshotError, OutdatedError, Snapshot, current, find
from metrics.warehouse.snapshot import publish as publish_tables
from metrics.warehouse.uploads import SUFFIXES, Files, as_folder, repeated_names

__all__ = [
    "SUFFIXES",
    "USUAL_ROLE",
    "Files",
    "FilesRefusedError",
    "Load",
    "NoSnapshotError",
    "OutdatedError",
    "Report",
    "check_files",
    "loaded_snapshot",
    "open_company",
    "open_folder",
    "own_metrics_folders",
    "publish",
    "read_findings",
    "repeated_names",
    "write_templates",
    "zipped_templates",
]

OWN_METRICS = (
    "MENTORING_ROI_METRICS"  # folders with the company's own metrics, separated as in PATH
)
USUAL_ROLE = CompanySettings.role  # of a reader whose company says nothing
logger = logging.getLogger(__name__)
Progress = Callable[[str, int, int | None], None]


class FilesRefusedError(ValueError):
    """Files with a fatal finding; `report` says what is wrong where."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("The files were refused; the report says what is wrong.")


@dataclass(frozen=True)
class Load:
    """What a load reported, and the snapshot it published; None if the files were refused."""

    report: Report
    snapshot: Snapshot | None


def open_company(
    snapshot: str | None = None,
    *,
    role: str | None = None,
    own_metrics: Sequence[Path] | None = None,
) -> Company:
    """Return the company of a snapshot: the one loaded last, unless another is named by its id.

    `role` decides what may be seen (else that of company.toml), `own_metrics` are folders with
    metrics of the company (else MENTORING_ROI_METRICS). Raise NoSnapshotError where nothing is
    loaded, OutdatedError where another version of this program built it.
    """
    found = current() if snapshot is None else find(snapshot)
    folders = own_metrics_folders() if own_metrics is None else own_metrics
    return Company(published(found), role=role, own_metrics=tuple(folders), plans=read_plan_book())


@contextmanager
def open_folder(
    folder: Path,
    *,
    as_of: date | None = None,
    role: str | None = None,
    own_metrics: Sequence[Path] | None = None,
    progress: Progress | None = None,
) -> Iterator[Company]:
    """Give the company of a folder of files without publishing it. Raise FilesRefusedError."""
    folders = own_metrics_folders() if own_metrics is None else own_metrics
    with _checked(folder, as_of=as_of, progress=progress) as (con, report):
        if not report.accepted:
            raise FilesRefusedError(report)
        with unpublished(con, report) as source:
            plans = replace(read_plan_book(), loaded=False)
            yield Company(source, role=role, own_metrics=tuple(folders), plans=plans)


def loaded_snapshot() -> str:
    """Return the id of what is loaded. Raise NoSnapshotError or OutdatedError."""
    return current().id


def check_files(
    files: Path | Files,
    *,
    role: str | None = None,
    as_of: date | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> Report:
    """Return what is in the files, a folder or (name, content) pairs, and what is wrong with them.

    Nothing changes. What was entered in the browser is checked beside the files only for a role
    that sees names: with well-chosen files others could find out whom it is about. Raise
    AssumptionError or MentorRulesError for settings without a meaning.
    """
    entries = browser_entries() if role is not None and sees_names(role) else {}
    with _checked(files, as_of=as_of, today=today, entries=entries, progress=progress) as (
        _con,
        report,
    ):
        _check_settings(report)
        return report


def publish(
    files: Path | Files,
    *,
    role: str | None = None,
    as_of: date | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> Load:
    """Check the files, with what was entered in the browser, and make them the current snapshot.

    Where they are refused nothing changes. `role` is that of a reader in the browser: RefusedError
    where it may not load. Raise AssumptionError or MentorRulesError as `check_files` does.
    """
    if role is not None:
        permit_load(role)
    with _checked(
        files, as_of=as_of, today=today, entries=browser_entries(), progress=progress
    ) as (
        con,
        report,
    ):
        _check_settings(report)
        loaded = Load(report, publish_tables(con, report) if report.accepted else None)
    if loaded.snapshot is not None:
        _take_looks(loaded.snapshot)
    return loaded


def _take_looks(snapshot: Snapshot) -> None:
    """Keep what came of the plans that these data answer; the load stands if that cannot be."""
    try:
        open_company(snapshot.id).take_looks()
    except StoreError as error:
        logger.error("What came of the analysis plans was not kept: %s", error)


def read_findings(report: Mapping[str, Any], role: str, locale: Locale) -> ReleasedFindings:
    """Return the findings of a reader's own files, as that reader may read them."""
    return release(CheckReport(report, role, locale, own=True))


def own_metrics_folders() -> list[Path]:
    """Return the folders with the company's own metrics that the environment names."""
    return [Path(part) for part in os.environ.get(OWN_METRICS, "").split(os.pathsep) if part]


@contextmanager
def _checked(
    files: Path | Files,
    *,
    as_of: date | None = None,
    today: date | None = None,
    entries: Entries | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Report]]:
    with as_folder(files) as folder, duckdb.connect(config=LIMITS) as con:
        yield (
            con,
            check_folder(
                folder,
                con=con,
                today=today or date.today(),
                as_of=as_of,
                entries=entries,
                progress=progress,
            ),
        )


def _check_settings(report: Report) -> None:
    value.load_assumptions(report.company.assumptions)
    load_mentor_rules(report.company.mentors)
