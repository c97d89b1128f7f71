"""What the page of the data tells of rows, to each role, and who can load files there."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import queries
from metrics import check_files, open_company, publish
from metrics.contract.settings import ROLES
from metrics.disclosure.roles import RefusedError, sees_names
from metrics.store import Practice, PracticeStore
from metrics.warehouse import snapshot
from metrics.warehouse.uploads import Files
from tests.contract.drawn_company import write_company
from tests.dashboard.test_pages import texts

TODAY = date(2026, 6, 1)
ODD = {
    "person_id": "QQ7",
    "hire_date": "2020-03-07",
    "manager_id": "QQ7",
    "annual_salary": "3517",
    "exit_date": "2026-09-17",
}
OF_A_ROW = ("QQ7", "3517", "3,517", "2020", "2026")  # the person, the pay, the dates


@pytest.fixture
def files(tmp_path):
    """The files of the drawn company with an odd row in staff, for a role: as a browser sends
    them."""

    def of(role: str) -> Files:
        folder = tmp_path / "files"
        folder.mkdir(exist_ok=True)
        write_company(folder, staff=ODD)
        with (folder / "company.toml").open("a", encoding="utf-8") as own:
            own.write(f'\n[local]\nrole = "{role}"\n')
        return tuple((path.name, path.read_bytes()) for path in sorted(folder.iterdir()))

    return of


@pytest.fixture
def reading(files, visit, homes, tmp_path):
    """Opens the page of the data where the files were loaded for a role; `sent` are then sent in
    the browser."""

    def open_page(role: str, sent: Files = ()):
        homes["odd"] = tmp_path / "odd"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MENTORING_ROI_HOME", str(homes["odd"]))
            publish(files(role), today=TODAY, role="ceo")
        at = visit("data", home="odd", lang="en")
        if sent:
            at.file_uploader(key="own_files").set_value(
                [(name, text, "text/csv") for name, text in sent]
            ).run()
        return at

    return open_page


def plainly(at) -> str:
    return texts(at).replace("\\", "")


@pytest.mark.parametrize("role", ROLES)
def test_no_role_reads_a_persons_number_dates_or_pay_in_the_findings_of_a_load(reading, role):
    told = plainly(reading(role))
    assert "makes … their own manager" in told and "The annual salary in line" in told
    assert not [one for one in OF_A_ROW if one in told]
    assert ("staff.csv, line 6" in told) == sees_names(role)
    assert ("lines: <10" in told) == (not sees_names(role))
    assert "mentoring-roi check DIR" in told


@pytest.mark.parametrize("role", ROLES)
def test_who_sends_files_reads_their_values_but_never_pay(reading, files, role):
    told = plainly(reading(role, files(role)))
    assert "makes QQ7 their own manager" in told
    assert "The annual salary in line 6" in told and "3517" not in told


@pytest.mark.parametrize("role", ROLES)
def test_only_a_role_that_sees_names_loads_in_the_browser(reading, files, monkeypatch, role):
    at = reading(role, files(role))
    before = snapshot.current().id
    if sees_names(role):
        next(one for one in at.button if one.label == "Load").click().run()
        assert "Loaded as snapshot" in texts(at)
        return
    assert "Load" not in [
        one.label for one in at.button
    ] and "files are checked here and not loaded" in plainly(at)
    with pytest.raises(RefusedError):
        publish(files("ceo"), today=TODAY, role=role)
    assert snapshot.current().id == before


def test_whom_others_wrote_about_cannot_be_found_by_sending_chosen_files(
    files, monkeypatch, tmp_path
):
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", f"sqlite:///{tmp_path}/entries.sqlite")
    store = PracticeStore()
    store.record(Practice("Q42", "customers", "Calls", "Calls every new customer."), author="CEO")
    store.close()
    found = {
        role: str(check_files(files(role), today=TODAY, role=role))
        for role in ("ceo", "works_council")
    }
    assert (
        "practices.unknown_expert" in found["ceo"]
        and "practices.unknown_expert" not in found["works_council"]
    )


def test_no_page_can_read_findings_that_were_not_released(reading):
    reading("ceo")
    assert "findings" not in queries.report(open_company(), "en")
