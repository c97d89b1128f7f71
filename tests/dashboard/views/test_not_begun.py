"""Every page of a company that has not started: nobody is paired yet, or every pairing is in the
future."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.exports.mentors import pairings_file
from dashboard.text import answer_text
from dashboard.text.expert_text import CUSTOMERS_LOST
from dashboard.text.plan_tables import TIME_COST
from dashboard.text.priority_text import CRITERION_NOUNS, NOT_KNOWN
from dashboard.views import empty_states
from dashboard.views.categories.page import LEFT_OUT
from dashboard.views.mentors.page import HOURS_SUFFICE, NO_REQUESTS
from dashboard.views.mentors.pairings import CAN_HAVE_MENTOR, NO_ONE_WAITS
from dashboard.views.portfolio.page import NO_PLAN
from dashboard.views.rewards.page import PUBLISHED_ONLY
from metrics import open_company
from metrics.contract import RULES, TABLES
from metrics.evaluate.answer import enough_mentees
from metrics.i18n import locale_for
from metrics.priorities.business_case import EFFECT
from metrics.rewards.notes import NOT_MEASURED
from metrics.warehouse import snapshot
from metrics.warehouse.engine import LIMITS
from metrics.warehouse.folder_check import check_folder
from tests.conftest import SAMPLE
from tests.dashboard.reading import NOT_WORDS, press, says, shows, table, texts, title

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
NONE_BEGUN = enough_mentees(0, 10, asked=0).text
SAYS = {  # what each page cannot know yet, or what it can
    "overview": answer_text.NOT_STARTED,
    "retention": NONE_BEGUN,
    "value": answer_text.NOT_STARTED,
    "performance": NONE_BEGUN,
    "categories": LEFT_OUT,
    "experts": CUSTOMERS_LOST.one,
    "mentors": NO_REQUESTS,
    "rewards": PUBLISHED_ONLY,
    "portfolio": NO_PLAN,
    "data": RULES["run.nobody_paired"].message,
    "promotion": NONE_BEGUN,
    "internal_move": NONE_BEGUN,
    "mentoring_hours": empty_states.NOT_LOADED,
    "consultant_value": empty_states.NOT_LOADED,
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
    assert shows(visit(page, home="unpaired", lang="en"), SAYS[page])


def test_where_to_start_is_in_the_order_of_the_money_at_stake(visit):
    at = visit("categories", home="unpaired", lang="en")
    rows = table(at, "Winning and keeping customers")
    at_stake = [cells[0] for cells in rows.values()]
    assert at_stake == ["€ 1.4 million", "€ 552k", "€ 508k", NOT_KNOWN, NOT_KNOWN]
    assert shows(at, LEFT_OUT) and CRITERION_NOUNS[EFFECT] in texts(at)


def test_planned_pairings_count_as_hours_to_come_only(visit):
    assert says(title(visit("mentors", home="planned", lang="en")), HOURS_SUFFICE)
    assert shows(visit("overview", home="planned", lang="en"), answer_text.NOT_STARTED)


def test_who_asks_for_a_mentor_gets_suggestions_and_without_them_the_page_says_where_they_are_read(
    visit,
):
    at = visit("mentors", home="unpaired", lang="en")
    assert says(at.info[0].value, NO_ONE_WAITS, table=TABLES["invitations"].title("en"))
    at = visit("mentors", home="asked_for", lang="en")
    assert shows(at, CAN_HAVE_MENTOR, pairs=40, waiting=40)


def test_the_first_accepted_pairs_are_a_file_of_pairings_that_can_be_loaded(
    visit, homes, tmp_path, monkeypatch
):
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", f"sqlite:///{tmp_path}/log.sqlite")
    at = visit("mentors", home="asked_for", lang="en")
    at.text_input(key="pairs_author").set_value("Leader")
    at.text_input(key="pairs_purpose").set_value(PURPOSE)
    press(at, "pairs_open")
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
    at.number_input(key="plan_pairings").set_value(20).run()
    assert not at.exception
    assert re.search(r"€ \d", title(at)) and shows(at, NOT_MEASURED["published"])
    assert table(at, TIME_COST)[TIME_COST][2] != "€ 0"


def test_a_plan_can_begin_where_only_staff_is_loaded_and_categories_have_names(visit, scenarios):
    at = visit("rewards", home="staff", lang="nl")
    assert "Klanten winnen en behouden" in at.selectbox(key="plan_category").options


def test_a_budget_is_spent_on_the_plan_that_was_begun(visit, scenarios):
    at = visit("rewards", home="unpaired", lang="en")
    at.number_input(key="plan_pairings").set_value(20).run()
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
    assert re.search(r"€ [1-9].* € [1-9]", title(bought)), "the budget, and what it brings in"


def test_a_talk_with_an_expert_can_be_about_a_category_before_anybody_is_paired(visit):
    at = visit("experts", home="unpaired", lang="en")
    assert "Managing risk" in at.selectbox(key="practice_category").options


@pytest.mark.parametrize("table", OPTIONAL)
def test_without_one_of_the_other_tables_pages_about_beginning_still_answer(
    visit, homes, table, tmp_path
):
    homes["one_less"] = load(not_begun(tmp_path / "files", without=(table,)), tmp_path / "home")
    for page in ("categories", "experts", "mentors"):
        at = visit(page, home="one_less", lang="en")
        assert not at.exception and not at.error, page
        assert title(at) and not NOT_WORDS.search(texts(at)), page
