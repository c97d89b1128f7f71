"""Files sent by a browser: checked without a trace, loaded only when accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard import upload
from metrics.warehouse import snapshot

SAMPLE = Path(__file__).parents[2] / "sample_data" / "company"
TODAY = date(2026, 1, 1)


def sent(*names: str) -> upload.Files:
    return tuple((name, (SAMPLE / name).read_bytes()) for name in names)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path))
    return tmp_path


def test_a_check_changes_nothing(home):
    report = upload.check(
        sent("staff.csv", "pairings.csv", "company.toml"), today=TODAY, role="ceo"
    )
    assert report["nl"]["accepted"] and report["en"]["tables"]["staff"] > 0
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("home")
def test_accepted_files_answer_questions_from_now_on():
    loaded = upload.load(sent("staff.csv", "pairings.csv", "company.toml"), today=TODAY, role="ceo")
    assert snapshot.current() == loaded


@pytest.mark.usefixtures("home")
def test_refused_files_change_nothing():
    before = upload.load(sent("staff.csv", "pairings.csv", "company.toml"), today=TODAY, role="ceo")
    broken = (
        ("staff.csv", b"person_id,hire_date,department\n1,2020-13-45,Sales\n"),
        *sent("pairings.csv"),
    )
    assert not upload.check(broken, today=TODAY, role="ceo")["en"]["accepted"]
    with pytest.raises(ValueError, match="not accepted"):
        upload.load(broken, today=TODAY, role="ceo")
    assert snapshot.current() == before


def test_a_file_cannot_leave_its_folder_by_its_name(home):
    content = (SAMPLE / "staff.csv").read_bytes()
    files = (("../../staff.csv", content), ("C:\\x\\pairings.csv", sent("pairings.csv")[0][1]))
    report = upload.check(files, today=TODAY, role="ceo")
    assert report["en"]["tables"]["staff"] > 0 and report["en"]["tables"]["pairings"] > 0
    assert not (home.parent / "staff.csv").exists()


def test_two_files_of_one_name_are_noticed():
    assert upload.same_names((("a/staff.csv", b""), ("staff.csv", b""), ("pairings.csv", b""))) == [
        "staff.csv"
    ]


def test_the_templates_are_an_archive_in_the_readers_language():
    assert upload.templates("nl")[:2] == b"PK"
    assert upload.templates("nl") != upload.templates("en")
