"""The mentors page: counts for everybody; people only in files, after a logged purpose."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.exports.mentors import pairings_file, shortlist_file, suggestions_file
from dashboard.views.mentors.page import (
    HOURS_SUFFICE,
    NOBODY_ASSESSED,
    NOT_ASSESSED,
    QUESTION,
    SHORTLIST,
)
from metrics import open_company
from metrics.i18n import locale_for
from metrics.mentors.eligibility import CRITERIA, EXPERT, MENTOR, SUITABILITIES
from metrics.store import AuditLog
from metrics.warehouse import snapshot
from metrics.warehouse.folder_check import check_folder
from tests.dashboard.reading import (
    EN,
    NOT_WORDS,
    press,
    says,
    shows,
    table,
    texts,
    title,
    unescaped,
)

SAMPLE = Path(__file__).parents[3] / "sample_data" / "company"
PERSON = re.compile(r"\bP\d{4}\b")
PURPOSE = "To pair people for the new year"


def opened(visit, **asked):
    at = visit("mentors", **asked)
    at.text_input(key="pairs_author").set_value("Leader")
    at.text_input(key="pairs_purpose").set_value(PURPOSE)
    return press(at, "pairs_open")


def shown(at) -> str:
    frames = " ".join(one.value.to_csv() for one in at.dataframe)
    return (
        texts(at)
        + frames
        + str(at.selectbox)
        + " ".join(one.proto.alt for one in at.get("plotly_chart"))
    )


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("home", ["sample", "empty", "few", "bare"])
def test_the_page_has_one_message_and_nobodys_number(visit, home, lang):
    at = visit("mentors", home=home, lang=lang)
    assert not at.exception
    assert title(at)
    assert not NOT_WORDS.search(texts(at))
    assert not PERSON.search(shown(at))


def test_the_headline_says_where_mentors_fall_short_or_that_they_suffice(visit):
    assert title(visit("mentors", lang="en")) == EN(HOURS_SUFFICE, n="57")


def test_without_profiles_the_page_says_what_the_table_would_tell(visit):
    at = visit("mentors", home="bare", lang="en")
    assert says(at.info[0].value, NOBODY_ASSESSED)
    assert title(at) == QUESTION


def test_a_category_shows_its_shortlist_as_counts_by_criterion(visit):
    at = visit("mentors", lang="en", category="customers")
    assert shows(at, SHORTLIST, category="Winning and keeping customers")
    assert set(table(at, CRITERIA["attitude"])) == set(CRITERIA.values())
    assert shows(at, NOT_ASSESSED) and shows(at, SUITABILITIES[EXPERT])


def test_small_counts_are_hidden_and_cannot_be_found_by_subtraction(visit):
    visit("mentors", lang="en")
    pool = open_company().mentors()
    for one in pool.shortlists:
        for counts in (one.suitabilities, *one.criteria.values()):
            assert all(n == 0 or n == "<10" or n >= 10 for n in counts.values())
            if "<10" in (
                *one.suitabilities.values(),
                *(n for of in one.criteria.values() for n in of.values()),
            ):
                assert all(n == "<10" or n % 10 == 0 for n in counts.values())
    (few,) = (one for one in pool.balances if one.category == "global")
    assert few.mentors == few.running == few.waiting == "<10"
    assert {month.capacity for month in few.months} == {None}
    assert {month.running for month in few.months} <= {None, 0.0}
    together = pool.balances[0]
    assert together.category == "" and all(month.capacity % 10 == 0 for month in together.months)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_people_are_only_in_the_files_and_the_purpose_in_the_log(visit, lang):
    at = opened(visit, lang=lang)
    assert not at.exception
    assert not PERSON.search(shown(at)), "the page itself numbers the pairs"
    assert not NOT_WORDS.search(texts(at))
    logged = AuditLog().records()[-1]
    assert (logged.author, logged.role, logged.purpose, logged.about) == (
        "Leader",
        "programme_lead",
        PURPOSE,
        "mentors and suggested pairings",
    )
    assert len(at.get("download_button")) == 2, "shortlist and suggestions; nothing is accepted yet"


@pytest.mark.parametrize(
    ("author", "purpose"), [("", PURPOSE), ("Leader", ""), ("Leader", "because")]
)
def test_without_a_name_or_a_purpose_nothing_opens_and_nothing_is_logged(visit, author, purpose):
    at = visit("mentors", lang="en")
    before = len(AuditLog().records())
    at.text_input(key="pairs_author").set_value(author)
    at.text_input(key="pairs_purpose").set_value(purpose)
    at = press(at, "pairs_open")
    assert at.error and not at.get("download_button")
    assert len(AuditLog().records()) == before


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_files_say_who_why_and_what_to_load(visit, lang):
    visit("mentors", lang=lang)
    _, company = locale_for(lang), open_company(role="ceo")
    known = company.assign(purpose=PURPOSE, author="Leader")
    names = company.category_names(lang)
    listed, suggested = (
        rows(file.content, lang)
        for file in (
            shortlist_file(known, names, _),
            suggestions_file(known, names, _),
        )
    )
    assert len(listed) == len(known.candidates) and len(suggested) == len(known.suggestion.pairs)
    assert all(all(line.values()) for line in listed), "every criterion says why"
    assert {one.suitability for one in known.candidates} > {MENTOR, EXPERT}
    pairings = rows(pairings_file(company.pairings_with(known, {1, 3}), _).content, lang)
    start = "startdatum" if lang == "nl" else "start_date"
    assert [line[start] for line in pairings[-2:]] == ["2026-01-01"] * 2
    mentee = "mentee" if lang == "nl" else "mentee_id"
    assert pairings[-1][mentee] == known.suggestion.pairs[2].mentee.person_id


def rows(content: bytes, lang: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(
            content.decode("utf-8-sig").splitlines(), delimiter=";" if lang == "nl" else ","
        )
    )


def test_rules_without_a_meaning_are_reported_on_the_page(visit, homes, tmp_path, monkeypatch):
    shutil.copytree(SAMPLE, tmp_path / "files")
    with (tmp_path / "files" / "company.toml").open("a", encoding="utf-8") as file:
        file.write("\n[mentors]\nskil = 3\n")
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path / "own"))
    with duckdb.connect() as con:
        snapshot.publish(con, check_folder(tmp_path / "files", con=con, today=date(2026, 1, 1)))
    monkeypatch.setitem(homes, "own", tmp_path / "own")
    at = visit("mentors", home="own", lang="en")
    assert "'skil'" in unescaped(at.error[0].value)
