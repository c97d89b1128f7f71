"""Every page of a company that has not begun: nobody is paired yet, or every pairing is still to
come."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.exports.mentors import pairings_file
from metrics import open_company
from metrics.i18n import locale_for
from metrics.warehouse import snapshot
from metrics.warehouse.engine import LIMITS
from metrics.warehouse.folder_check import check_folder
from tests.conftest import SAMPLE
from tests.dashboard.test_pages import NOT_WORDS, texts, title

PAGES = (
    "overview",
    "retention",
    "performance",
    "value",
    "categories",
    "experts",
    "mentors",
    "rewards",
    "portfolio",
    "data",
    "promotion",
    "internal_move",
    "mentoring_hours",
    "consultant_value",
)
PURPOSE = "To pair people for the new year"
ABOUT_PAIRINGS = ("meetings", "checkins", "rewards")
OPTIONAL = (
    "positions",
    "reviews",
    "categories",
    "customers",
    "invitations",
    "trainings",
    "mentor_profiles",
)
SAYS = {  # what each page cannot know yet, or what it can
    "overview": "No pairing has begun yet",
    "retention": "has begun yet; at least 10",
    "value": "No pairing has begun",
    "performance": "has begun yet; at least 10",
    "categories": "comes first",
    "experts": "One hidden expert",
    "mentors": "nobody asks for a mentor yet",
    "rewards": "what others published",
    "portfolio": "begin under Rewards",
    "data": "No pairing started on or before",
    "promotion": "has begun yet; at least 10",
    "internal_move": "has begun yet; at least 10",
    "mentoring_hours": "Not known",
    "consultant_value": "Not known",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, found: list[dict[str, str]], columns: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(found)


def not_begun(folder: Path, *, without: tuple[str, ...] = ()) -> Path:
    """The sample company with the header of its pairings alone, without what refers to pairings and
    those tables."""
    shutil.copytree(SAMPLE, folder)
    for name in (*ABOUT_PAIRINGS, *without):
        (folder / f"{name}.csv").unlink()
    write(folder / "pairings.csv", [], list(rows(SAMPLE / "pairings.csv")[0]))
    return folder


def planned(folder: Path) -> Path:
    """The same with thirty pairings that begin after the last day of the data."""
    not_begun(folder)
    later = [
        {**row, "start_date": "2026-02-02", "planned_end_date": "2026-08-01"}
        for row in rows(SAMPLE / "pairings.csv")
        if not row["end_date"]
    ][-30:]
    write(folder / "pairings.csv", later, list(later[0]))
    return folder


def asked_for(folder: Path) -> Path:
    """The same as `not_begun` with forty people who accepted an invitation as a mentee."""
    not_begun(folder)
    able = {row["person_id"] for row in rows(folder / "mentor_profiles.csv")}
    here = [row["person_id"] for row in rows(folder / "staff.csv") if not row["exit_date"]]
    mentees = [one for one in here if one not in able][:40]
    write(
        folder / "invitations.csv",
        [
            {
                "person_id": one,
                "role": "mentee",
                "category": "customers",
                "invited_on": "2025-11-15",
                "response": "accepted",
            }
            for one in mentees
        ],
        list(rows(SAMPLE / "invitations.csv")[0]),
    )
    return folder


def only_staff(folder: Path) -> Path:
    return not_begun(folder, without=OPTIONAL)


def load(files: Path, home: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch, duckdb.connect(config=LIMITS) as con:
        patch.setenv("MENTORING_ROI_HOME", str(home))
        report = check_folder(files, con=con, today=date(2026, 1, 1))
        assert report.accepted, [finding.rule for finding in report.findings]
        snapshot.publish(con, report)
    return home


@pytest.fixture(scope="module")
def homes(tmp_path_factory) -> dict[str, Path]:
    """Folder by name; `visit` opens pages of these."""
    folder = tmp_path_factory.mktemp("not_begun")
    made = {"unpaired": not_begun, "planned": planned, "asked_for": asked_for, "staff": only_staff}
    return {
        name: load(make(folder / f"{name}_files"), folder / name) for name, make in made.items()
    }


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("home", "lang"), [("unpaired", "en"), ("unpaired", "nl"), ("planned", "en"), ("staff", "en")]
)
def test_a_page_has_one_message_and_neither_an_error_nor_a_figure_of_nobody(
    visit, page, home, lang
):
    at = visit(page, home=home, lang=lang)
    shown = texts(at)
    assert not at.exception and not at.error
    assert title(at)
    assert not NOT_WORDS.search(shown)
    assert not re.search(r"(?<![\d,.])0 (mentees|mentors|uur|hours|of)\b|about 10 mentees", shown)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_says_what_it_cannot_know_yet_or_what_it_can(visit, page):
    assert SAYS[page] in texts(visit(page, home="unpaired", lang="en")).replace("\\", "")


def test_where_to_start_is_in_the_order_of_the_money_at_stake(visit):
    at = visit("categories", home="unpaired", lang="en")
    table = next(one.value for one in at.markdown if "At stake per year" in one.value).splitlines()[
        2:
    ]
    assert [
        line.split("|")[2].replace("\\", "").replace("\xa0", " ").strip() for line in table
    ] == ["€ 1.4 million", "€ 552k", "€ 508k", "not known", "not known"]
    assert "alike for all: the leavers avoided" in texts(at).replace("\\", "")


def test_planned_pairings_are_hours_to_come_and_nothing_that_happened(visit):
    assert "hours suffice for what is asked" in title(visit("mentors", home="planned", lang="en"))
    assert "No pairing has begun yet" in texts(visit("overview", home="planned", lang="en"))


def test_who_asks_for_a_mentor_gets_suggestions_and_without_them_the_page_says_where_they_are_read(
    visit,
):
    assert "the table invitations" in visit("mentors", home="unpaired", lang="en").info[0].value
    assert "40 of 40 who wait can have a mentor" in texts(
        visit("mentors", home="asked_for", lang="en")
    )


def test_the_first_accepted_pairs_are_a_file_of_pairings_that_can_be_loaded(
    visit, homes, tmp_path, monkeypatch
):
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", f"sqlite:///{tmp_path}/log.sqlite")
    at = visit("mentors", home="asked_for", lang="en")
    at.text_input(key="pairs_author").set_value("Leader")
    at.text_input(key="pairs_purpose").set_value(PURPOSE)
    next(one for one in at.button if "FormSubmitter:pairs-" in one.key).click().run()
    assert not at.exception and len(at.dataframe[0].value) >= 30
    company = open_company(role="programme_lead")
    known = company.assign(purpose=PURPOSE, author="Leader")
    files = asked_for(tmp_path / "files")
    (files / "pairings.csv").write_bytes(
        pairings_file(company.pairings_with(known, {1, 2}), locale_for("en")).content
    )
    with duckdb.connect() as con:
        report = check_folder(files, con=con, today=date(2026, 2, 1))
    assert report.accepted and report.tables["pairings"] == 2


def test_a_plan_begins_with_the_companys_categories_and_published_effects(visit, scenarios):
    at = visit("rewards", home="unpaired", lang="en")
    assert at.selectbox(key="plan_category").options[0] == "Winning and keeping customers"
    next(one for one in at.number_input if one.label == "Pairings per year").set_value(20).run()
    assert not at.exception
    shown = texts(at).replace("\\", "")
    assert (
        "This plan" in title(at) and "what others published, not measured in this company" in shown
    )
    assert "Hours it takes, in money | € 0 | € 0 | **€ 0**" not in shown


def test_a_plan_can_begin_where_only_staff_is_loaded_and_categories_have_names(visit, scenarios):
    at = visit("rewards", home="staff", lang="nl")
    assert "Klanten winnen en behouden" in at.selectbox(key="plan_category").options


def test_a_budget_is_spent_on_the_plan_that_was_begun(visit, scenarios):
    at = visit("rewards", home="unpaired", lang="en")
    next(one for one in at.number_input if one.label == "Pairings per year").set_value(20).run()
    bought = visit(
        "portfolio",
        home="unpaired",
        lang="en",
        **{
            name: one[0] if isinstance(one, list) else one
            for name, one in at.query_params.items()
            if name in ("a", "plan")
        },
    )
    assert not bought.exception
    assert "the best choice is" in title(bought)


def test_a_talk_with_an_expert_can_be_about_a_category_before_anybody_is_paired(visit):
    at = visit("experts", home="unpaired", lang="en")
    assert "Managing risk" in next(one for one in at.selectbox if one.label == "Category").options


@pytest.mark.parametrize("table", OPTIONAL)
def test_without_one_of_the_other_tables_pages_about_beginning_still_answer(
    visit, homes, table, tmp_path
):
    homes["one_less"] = load(not_begun(tmp_path / "files", without=(table,)), tmp_path / "home")
    for page in ("categories", "experts", "mentors"):
        at = visit(page, home="one_less", lang="en")
        assert not at.exception and not at.error, page
        assert title(at) and not NOT_WORDS.search(texts(at)), page
