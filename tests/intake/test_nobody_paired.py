"""A company where nobody is paired yet can be loaded, and is told what will be missing."""

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


def test_pairings_of_which_only_the_header_is_there_are_accepted_and_what_will_be_missing_is_said(
    tmp_path: Path,
) -> None:
    write(tmp_path, NOBODY_PAIRED)
    report = check(tmp_path)
    assert report.accepted and report.tables["pairings"] == 0
    assert [(one.rule, one.severity) for one in report.findings] == [
        ("run.nobody_paired", "warning"),
        ("table.empty", "note"),
    ]
    assert "what mentoring did" in report.findings[0].message(locale_for("en"))


def test_staff_of_which_only_the_header_is_there_are_refused(tmp_path: Path) -> None:
    write(tmp_path, {"staff.csv": HEAD})
    report = check(tmp_path)
    assert not report.accepted
    assert [(one.rule, one.file) for one in report.findings if one.severity == "fatal"] == [
        ("table.empty", "staff.csv")
    ]


@pytest.mark.parametrize("table", ["meetings", "checkins"])
def test_rows_about_pairings_that_a_header_alone_cannot_hold_are_refused(
    table: str, tmp_path: Path
) -> None:
    write(tmp_path, {name: text for name, text in NOBODY_PAIRED.items() if name != f"{table}.csv"})
    report = check(tmp_path)
    assert not report.accepted
    assert {one.rule for one in report.findings if one.severity == "fatal"} == {
        f"{table}.unknown_pairing"
    }


def test_a_missing_file_of_pairings_says_that_a_header_will_do(tmp_path: Path) -> None:
    write(tmp_path, {**NOBODY_PAIRED, "pairings.csv": ""})
    (missing,) = check(tmp_path).findings
    assert missing.severity == "fatal" and "only the header will do" in missing.remedy(
        locale_for("en")
    )


def test_tables_with_their_headers_alone_are_the_same_company_as_one_without_them(
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
