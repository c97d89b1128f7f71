"""What was entered in the browser joins a load: once, after the files, and never in the way of
it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from metrics.contract.findings import ENTERED_IN_BROWSER
from metrics.store import Practice, PracticeStore, browser_entries
from metrics.warehouse import snapshot
from metrics.warehouse.folder_check import Report, check_folder
from tests.contract.drawn_company import write_company

TODAY = date(2026, 6, 1)
CALLS = Practice(
    "M1", "customers_smb", "Calls in week two", "Calls every new customer.", "19 of 20", "yes", "no"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MENTORING_ROI_SCENARIOS", raising=False)
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    write_company(tmp_path / "files")
    return tmp_path / "files"


def keep(*adoptions: tuple[str, date]) -> None:
    """A practice in the browser's store, and who took it over."""
    store = PracticeStore()
    number = store.record(CALLS, author="CEO").number
    for person, day in adoptions:
        store.adopt(number, person, day, author="CEO")
    store.close()


def load(folder: Path) -> tuple[Report, snapshot.Snapshot]:
    with duckdb.connect() as con:
        report = check_folder(folder, con=con, today=TODAY, entries=browser_entries())
        return report, snapshot.publish(con, report)


def test_an_entry_is_in_the_next_snapshot_as_if_it_were_in_the_files(home, folder):
    before = load(folder)[1]
    keep(("P1", date(2025, 6, 1)))
    recorded_on = browser_entries()["practices"][0]["recorded_on"]
    assert recorded_on == datetime.now(UTC).date()
    report, after = load(folder)
    assert (report.findings, report.tables["practices"], report.tables["adoptions"]) == ((), 2, 2)
    assert after.id != before.id
    with snapshot.ask(after) as session:
        assert session.rows(
            "select expert_id, title, what, willing, recorded_on from practices "
            "where practice_id = 'browser-1'"
        ) == [("M1", "Calls in week two", "Calls every new customer.", "no", recorded_on)]
        assert session.rows(
            "select person_id, category from practice_adoption where practice_id = 'browser-1'"
        ) == [("P1", "customers_smb")]


def test_an_entry_that_the_files_have_too_is_a_finding_and_the_files_win(home, folder):
    keep(("P1", date(2025, 6, 1)))
    with (folder / "practices.csv").open("a", encoding="utf-8") as file:
        head = (folder / "practices.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
        row = {
            "practice_id": "browser-1",
            "expert_id": "M1",
            "category": "customers_smb",
            "recorded_on": "2025-03-01",
        }
        file.write(",".join(row.get(name, "") for name in head) + "\n")
    report, published = load(folder)
    (found,) = report.findings
    assert (found.rule, found.file, found.value, report.tables["practices"]) == (
        "entered.twice",
        ENTERED_IN_BROWSER,
        "browser-1",
        2,
    )
    assert found.line == 1
    with snapshot.ask(published) as session:
        rows = session.rows(
            "select recorded_on, title from practices where practice_id = 'browser-1'"
        )
        assert rows == [(date(2025, 3, 1), None)]
        assert session.rows(
            "select count(*) from practice_adoption where practice_id = 'browser-1'"
        ) == [(1,)]


def test_an_adoption_after_the_day_of_the_files_waits_for_a_later_load(home, folder):
    keep(("P1", date(2026, 2, 1)), ("L1", date(1066, 10, 14)))
    report, _published = load(folder)
    assert report.accepted and report.findings == () and report.tables["adoptions"] == 1


def test_an_entry_about_an_unknown_person_is_a_warning_at_its_place(home, folder):
    keep(("X9", date(2025, 6, 1)))
    (found,) = load(folder)[0].findings
    assert (found.rule, found.severity) == ("adoptions.unknown_person", "warning")
    assert (found.file, found.line) == (ENTERED_IN_BROWSER, 1)


def test_without_entries_no_database_is_made(home, folder):
    assert browser_entries() == {} and not home.exists()
