"""The page of hidden experts: counts for everybody, names only after a logged purpose, and the record
of an interview."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dashboard.text.expert_text import CUSTOMERS_LOST
from metrics.evaluate.adopters import TITLE
from metrics.store import AuditLog
from tests.dashboard.conftest import SAMPLE, publish
from tests.dashboard.reading import press, says, shown, shows, texts, title

TRUTH = json.loads((Path(__file__).parents[3] / "sample_data" / "truth.json").read_text())
PLANTED, LUCKY = TRUTH["hidden_expert"]["person_id"], TRUTH["lucky_one"]["person_id"]


@pytest.mark.parametrize(
    ("lang", "home"), [("en", "sample"), ("nl", "sample"), ("en", "bare"), ("nl", "empty")]
)
def test_the_page_shows_that_there_is_an_expert_and_nobodys_name(visit, entries, lang, home):
    at = visit("experts", home=home, lang=lang)
    assert not at.exception
    assert PLANTED not in texts(at) and LUCKY not in texts(at)
    if home == "sample" and lang == "en":
        assert says(title(at), CUSTOMERS_LOST.one) and "Sales" in title(at)


def test_names_are_shown_after_a_purpose_that_is_logged(visit, entries):
    log = AuditLog()
    at = press(visit("experts", lang="en"), "reveal_open")
    assert PLANTED not in texts(at) and log.records() == () and at.error
    at.text_input(key="reveal_author").input("CEO")
    at = press(at, "reveal_open")
    assert PLANTED not in texts(at) and log.records() == ()
    at.text_input(key="reveal_purpose").input("To ask how it is done")
    at = press(at, "reveal_open")
    assert PLANTED in at.success[0].value and LUCKY not in texts(at)
    assert [(one.author, one.role, one.allowed, one.purpose) for one in log.records()] == [
        ("CEO", "programme_lead", True, "To ask how it is done")
    ]
    log.close()


def test_an_interview_and_its_adopters_are_recorded(visit, entries):
    at = visit("experts", lang="en")
    expert = next(one for one in at.text_input if one.form_id == "practice")
    expert.input("P1")
    at.text_input(key="practice_title").input("Calls")
    at.text_input(key="practice_author").input("CEO")
    at.text_area(key="practice_what").input("Calls every new customer.")
    at = press(at, "practice_save")
    (kept,) = entries.practices()
    assert (kept.practice.expert_id, kept.practice.title, kept.author) == (
        "P1",
        "Calls",
        "CEO",
    ) and at.success
    at = visit("experts", lang="en")
    assert any("| Calls |" in one.value for one in at.markdown)
    at.text_input(key="adoption_person").input("P2")
    at.text_input(key="adoption_author").input("CEO")
    at = press(at, "adoption_save")
    assert [one.person_id for one in entries.adoptions()] == ["P2"] and not at.exception


def test_an_incomplete_record_is_refused(visit, entries):
    at = press(visit("experts", lang="en"), "practice_save")
    assert entries.practices() == () and at.error and not at.success


def test_practices_in_the_files_are_shown_with_their_effect(
    visit, entries, homes, tmp_path, monkeypatch
):
    folder = tmp_path / "files"
    shutil.copytree(SAMPLE, folder)
    (folder / "practices.csv").write_text(
        f"practice_id,expert_id,category,recorded_on,title\nW1,{PLANTED},customers,2022-01-01,Calls in week two\n"
    )
    sellers = [
        row.split(",")[0]
        for row in (folder / "staff.csv").read_text().splitlines()[1:]
        if ",Sales," in row
    ]
    (folder / "adoptions.csv").write_text(
        "practice_id,person_id,adopted_on\n"
        + "".join(f"W1,{one},2023-03-01\n" for one in dict.fromkeys(sellers))
    )
    monkeypatch.setitem(homes, "practices", tmp_path / "home")
    monkeypatch.setenv("MENTORING_ROI_HOME", str(homes["practices"]))
    publish(folder)
    at = visit("experts", home="practices", lang="en")
    assert not at.exception and "Calls in week two" in shown(at)
    assert shows(at, TITLE)
    assert PLANTED not in texts(at)
