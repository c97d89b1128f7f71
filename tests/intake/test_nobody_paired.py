"""A company where nobody is paired yet can be loaded, with a warning."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from metrics.contract import TABLES
from metrics.i18n import locale_for
from metrics.warehouse.folder_check import check_folder
from metrics.warehouse.snapshot import content_id
from tests.intake.folders import HEAD, PAIRINGS, check, write

NOBODY_PAIRED = {
    "pairings.csv": PAIRINGS,
    "meetings.csv": "",
    "checkins.csv": "",
    "rewards.csv": "",
}


def test_a_header_without_pairings_is_accepted_with_a_warning(
    tmp_path: Path,
) -> None:
    write(tmp_path, NOBODY_PAIRED)
    report = check(tmp_path)
    assert report.accepted and report.tables["pairings"] == 0
    assert [(finding.rule, finding.severity) for finding in report.findings] == [
        ("run.nobody_paired", "warning"),
        ("table.empty", "note"),
    ]
    assert report.findings[0].facts == (("day", report.as_of),)


def test_a_header_without_staff_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"staff.csv": HEAD})
    report = check(tmp_path)
    assert not report.accepted
    assert [
        (finding.rule, finding.file) for finding in report.findings if finding.severity == "fatal"
    ] == [("table.empty", "staff.csv")]


@pytest.mark.parametrize("table", ["meetings", "checkins"])
def test_rows_about_pairings_that_do_not_exist_are_refused(table: str, tmp_path: Path) -> None:
    write(tmp_path, {name: text for name, text in NOBODY_PAIRED.items() if name != f"{table}.csv"})
    report = check(tmp_path)
    assert not report.accepted
    assert {finding.rule for finding in report.findings if finding.severity == "fatal"} == {
        f"{table}.unknown_pairing"
    }


def test_a_missing_pairings_file_refers_to_the_templates(tmp_path: Path) -> None:
    write(tmp_path, {**NOBODY_PAIRED, "pairings.csv": ""})
    (missing,) = check(tmp_path).findings
    assert (missing.rule, missing.severity) == ("folder.pairings_missing", "fatal")
    assert "`mentoring-roi templates`" in missing.remedy(locale_for("en"))


def test_empty_tables_and_absent_tables_are_the_same_company(
    tmp_path: Path,
) -> None:
    absent = {f"{name}.csv": "" for name, table in TABLES.items() if not table.required}
    headers = {
        f"{name}.csv": ",".join(column.name for column in table.columns) + "\n"
        for name, table in TABLES.items()
        if not table.required
    }
    found = []
    for name, others in (("absent", absent), ("headers", headers)):
        (tmp_path / name).mkdir()
        write(tmp_path / name, NOBODY_PAIRED | others)
        with duckdb.connect() as con:
            report = check_folder(tmp_path / name, con=con, today=date(2026, 6, 1))
            assert report.accepted, report.findings
            found.append(content_id(con, report))
    assert found[0] == found[1]
