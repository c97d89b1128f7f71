"""What the data page says about rows to each role, and who can load files there."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import queries
from dashboard.views.data.findings import LINES, MASKED
from dashboard.views.data.own_files import CHECK_ONLY
from dashboard.views.data.page import LOADED
from metrics import check_files, open_company, publish
from metrics.contract import RULES
from metrics.contract.settings import ROLES
from metrics.disclosure.released_findings import HIDDEN
from metrics.disclosure.roles import RefusedError, sees_names
from metrics.store import Practice, PracticeStore
from metrics.warehouse import snapshot
from metrics.warehouse.uploads import Files
from tests.contract.drawn_company import write_company
from tests.dashboard.reading import press, says, shown, shows

TODAY = date(2026, 6, 1)
ODD = {
    "person_id": "QQ7",
    "hire_date": "2020-03-07",
    "manager_id": "QQ7",
    "annual_salary": "3517",
    "exit_date": "2026-09-17",
}
OWN_MANAGER = RULES["staff.own_manager"].message
LOW_PAY = "staff.salary_implausible"
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


@pytest.mark.parametrize("role", ROLES)
def test_no_role_reads_a_persons_number_dates_or_pay_in_the_findings_of_a_load(reading, role):
    at = reading(role)
    told = shown(at)
    assert says(told, OWN_MANAGER, value=HIDDEN) and says(told, RULES[LOW_PAY].message)
    assert not [one for one in OF_A_ROW if one in told]
    assert ("staff.csv, line 6" in told) == sees_names(role)
    assert says(told, LINES, n="<10") == (not sees_names(role))
    assert shows(at, MASKED)


@pytest.mark.parametrize("role", ROLES)
def test_who_sends_files_reads_their_values_but_never_pay(reading, files, role):
    told = shown(reading(role, files(role)))
    assert says(told, OWN_MANAGER, value="QQ7")
    assert says(told, RULES[LOW_PAY].message, line=6) and "3517" not in told


@pytest.mark.parametrize("role", ROLES)
def test_only_a_role_that_sees_names_loads_in_the_browser(reading, files, monkeypatch, role):
    at = reading(role, files(role))
    before = snapshot.current().id
    if sees_names(role):
        press(at, "load")
        assert shows(at, LOADED)
        return
    assert "load" not in [one.key for one in at.button] and shows(at, CHECK_ONLY)
    with pytest.raises(RefusedError):
        publish(files("ceo"), today=TODAY, role=role)
    assert snapshot.current().id == before


def test_people_in_others_entries_cannot_be_found_by_sending_chosen_files(
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
