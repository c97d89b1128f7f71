"""The role of the reader: named at the foot of the page, and in force wherever a page could name
somebody."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date

import pytest
import streamlit as st

from dashboard import queries
from dashboard.session import access
from metrics import open_company
from metrics.contract.settings import ROLES
from metrics.disclosure.roles import ROLE_TITLES, RefusedError, sees_names
from metrics.store import AuditLog, Practice, PracticeStore
from metrics.warehouse.snapshot import current
from tests.dashboard.reading import EN, says, shown, texts

PERSON = re.compile(r"\bP\d{4}\b")
WHY = {"purpose": "To talk with them", "author": "Somebody"}
TALK = Practice("P0001", "customers", "Calls", "Calls every new customer.")
NAMING = {
    "hidden experts": lambda role: open_company(role=role).name_experts(**WHY),
    "mentors and suggested pairings": lambda role: open_company(role=role).assign(**WHY),
    "practices": lambda role: open_company(role=role).record_practice(TALK, author="Somebody"),
    "adoptions": lambda role: open_company(role=role).adopt_practice(
        1, "P0002", date(2026, 1, 1), author="Somebody"
    ),
}


@pytest.fixture
def entries(tmp_path, monkeypatch):
    """Where the pages keep what is entered; one practice is there already."""
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", f"sqlite:///{tmp_path}/entries.sqlite")
    store = PracticeStore()
    store.record(TALK, author="CEO")
    yield store
    store.close()


@pytest.fixture
def reading(visit, monkeypatch):
    """Opens a page in a role."""

    def open_page(page, role):
        monkeypatch.setattr("dashboard.session.access.role_of", lambda _snapshot: role)
        return visit(page, lang="en")

    return open_page


@pytest.mark.parametrize("about", NAMING)
@pytest.mark.parametrize("role", [*ROLES, "boss"])
def test_every_role_may_or_may_not_with_everything_that_names_somebody(
    homes, monkeypatch, entries, role, about
):
    monkeypatch.setenv("MENTORING_ROI_HOME", str(homes["sample"]))
    before = entries.practices(), entries.adoptions()
    if sees_names(role):
        NAMING[about](role)
    else:
        with pytest.raises(RefusedError):
            NAMING[about](role)
        assert (entries.practices(), entries.adoptions()) == before
    log = AuditLog()
    assert [(line.about, line.role, line.allowed) for line in log.records()] == [
        (about, role, sees_names(role))
    ]
    log.close()


@pytest.mark.parametrize("page", ["experts", "mentors"])
@pytest.mark.parametrize("role", ROLES)
def test_a_page_offers_names_only_to_a_role_that_may_see_them(reading, entries, page, role):
    at = reading(page, role)
    assert not at.exception and not PERSON.search(texts(at))
    offered = {one.key for one in at.button} & {"reveal_open", "pairs_open", "practice_save"}
    assert bool(offered) == sees_names(role)
    refused = RefusedError(role).message(EN)
    assert (refused in shown(at)) == (not sees_names(role))


def test_names_shown_are_gone_in_another_role(reading, entries, monkeypatch):
    at = reading("experts", "ceo")
    at.text_input(key="reveal_author").input("CEO")
    at.text_input(key="reveal_purpose").input("To ask how it is done")
    at.button(key="reveal_open").click().run()
    assert PERSON.search(str([one.value for one in at.success]))
    monkeypatch.setattr("dashboard.session.access.role_of", lambda _snapshot: "analyst")
    at.run()
    assert not at.success and not PERSON.search(texts(at))


@pytest.mark.parametrize(
    ("role", "sees"), [("analyst", access.SEES_COUNTS), ("programme_lead", access.SEES_NAMES)]
)
def test_the_role_is_at_the_foot_of_a_page(reading, role, sees):
    foot = reading("data", role).caption[-1].value
    assert says(foot, access.ROLE_LINE, role=ROLE_TITLES[role], names=sees)


def test_a_newer_program_does_not_show_a_role_more(homes, tmp_path, monkeypatch):
    shutil.copytree(homes["sample"], tmp_path / "home")
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path / "home"))
    report = current().path.with_suffix(".json")
    said = json.loads(report.read_text(encoding="utf-8"))
    said["en"]["role"] = "analyst"
    for built in (said["built"], "another version"):
        report.write_text(json.dumps({**said, "built": built}), encoding="utf-8")
        st.cache_resource.clear()  # a report never changes by itself
        assert access.role_of(queries.company()) == "analyst"
    assert queries.outdated()
