"""Files sent by a browser: checked without a trace, loaded only when accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from metrics import check_files, publish
from metrics.intake.templates import zipped_templates
from metrics.warehouse import snapshot
from metrics.warehouse.uploads import Files, repeated_names

SAMPLE = Path(__file__).parents[2] / "sample_data" / "company"
TODAY = date(2026, 1, 1)


def sent(*names: str) -> Files:
    return tuple((name, (SAMPLE / name).read_bytes()) for name in names)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path))
    return tmp_path


def test_a_check_changes_nothing(home):
    report = check_files(sent("staff.csv", "pairings.csv", "company.toml"), today=TODAY, role="ceo")
    assert report.accepted and report.tables["staff"] > 0
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("home")
def test_accepted_files_answer_questions_from_now_on():
    load = publish(sent("staff.csv", "pairings.csv", "company.toml"), today=TODAY, role="ceo")
    assert snapshot.current() == load.snapshot


@pytest.mark.usefixtures("home")
def test_refused_files_change_nothing():
    before = publish(sent("staff.csv", "pairings.csv", "company.toml"), today=TODAY, role="ceo")
    broken = (
        ("staff.csv", b"person_id,hire_date,department\n1,2020-13-45,Sales\n"),
        *sent("pairings.csv"),
    )
    assert not check_files(broken, today=TODAY, role="ceo").accepted
    assert publish(broken, today=TODAY, role="ceo").snapshot is None
    assert snapshot.current() == before.snapshot


def test_a_file_cannot_leave_its_folder_by_its_name(home):
    content = (SAMPLE / "staff.csv").read_bytes()
    files = (("../../staff.csv", content), ("C:\\x\\pairings.csv", sent("pairings.csv")[0][1]))
    report = check_files(files, today=TODAY, role="ceo")
    assert report.tables["staff"] > 0 and report.tables["pairings"] > 0
    assert not (home.parent / "staff.csv").exists()


def test_two_files_of_one_name_are_noticed():
    assert repeated_names((("a/staff.csv", b""), ("staff.csv", b""), ("pairings.csv", b""))) == [
        "staff.csv"
    ]


def test_the_templates_are_an_archive_in_the_readers_language():
    assert zipped_templates("nl")[:2] == b"PK"
    assert zipped_templates("nl") != zipped_templates("en")
