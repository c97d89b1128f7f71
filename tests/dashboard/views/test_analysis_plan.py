"""The page of the analysis plans: freezing one, trying to change it, planned or explored."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.views.analysis_plan import form, page
from metrics.contract.settings import ROLES
from metrics.disclosure.standing import NO_PLAN, TITLES
from metrics.plan_book import AFTER_DATA
from metrics.planning import (
    VERDICTS,
    PlanDraft,
    freeze_plan,
    look_dates,
    may_freeze,
    read_plan_book,
)
from metrics.store import AnalysisPlanStore
from tests.dashboard.reading import NOT_WORDS, shown, shows, texts

ACTIONS = {verdict: f"What we do at {verdict}." for verdict in VERDICTS}
LOOK = date(2027, 12, 31)


def fill(at, *, effect: float = 1.5, author: str = "Programme lead"):
    at.number_input(key="frozen_effect").set_value(effect)
    for number in range(len(VERDICTS)):
        at.text_area(key=f"frozen_action_{number}").set_value(f"Action {number}.")
    at.text_input(key="frozen_author").set_value(author)
    at.date_input(key="frozen_first").set_value(LOOK)
    at.run()
    return at.button(key="freeze").click().run()


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("home", ["sample", "empty"])
def test_the_page_freezes_a_plan_with_or_without_data(visit, entries, home, lang):
    at = visit("analysis_plan", home=home, lang=lang, metric="retention")
    assert not at.exception and not at.error
    fill(at)
    assert not at.exception and not at.error
    (found,) = read_plan_book().plans
    assert (found.plan.metric, found.plan.smallest_effect, found.plan.looks) == (
        "retention",
        1.5,
        (LOOK,),
    )
    assert found.plan.actions["holds"] == "Action 0." and found.author == "Programme lead"
    assert (found.seen.until is None) == (home == "empty")
    assert found.hash in texts(at) and not NOT_WORDS.search(texts(at))


def test_the_page_offers_no_way_to_change_a_frozen_plan(visit, entries):
    at = visit("analysis_plan", lang="en")
    fill(at)
    (before,) = read_plan_book().plans
    fill(at, effect=0.1)
    assert len(at.error) == 1
    for query in ({"frozen_effect": "0.1"}, {"frozen_plan_1": "0.1"}, {"plan": "1", "effect": "9"}):
        visit("analysis_plan", lang="en", **query)
    assert read_plan_book().plans == (before,)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_plan_is_withdrawn_with_a_reason_and_stays_on_the_page(visit, entries, lang):
    at = visit("analysis_plan", lang=lang)
    fill(at)
    (before,) = read_plan_book().plans
    at.button(key="withdraw_1").click().run()
    assert len(at.error) == 1 and read_plan_book().plans == (before,)
    at.text_input(key="withdrawal_reason_1").set_value("The programme changed.")
    at.text_input(key="withdrawal_author_1").set_value("Lead")
    at.button(key="withdraw_1").click().run()
    assert not at.exception and not at.error
    (after,) = read_plan_book().plans
    assert (after.hash, after.withdrawn.reason) == (before.hash, "The programme changed.")
    assert "The programme changed." in shown(at) and before.hash in texts(at)
    assert "withdraw_1" not in {button.key for button in at.button}


def test_an_incomplete_form_freezes_nothing_and_says_what_is_missing(visit, entries):
    at = visit("analysis_plan", lang="en")
    at.button(key="freeze").click().run()
    assert len(at.error) == 1 and not at.exception
    assert read_plan_book().plans == ()


def test_a_metric_page_says_planned_or_explored_and_the_interval_for_monthly_looks(visit, entries):
    at = visit("retention", lang="en")
    assert shows(at, NO_PLAN) and shows(at, TITLES["explored"])
    assert shows(at, "Had you looked every month: between {low} and {high}")
    freeze_plan(
        PlanDraft("retention", (date(2025, 12, 31),), 1.0, ACTIONS), role="ceo", author="CEO"
    )
    from dashboard import queries

    queries._plan_book.clear()
    assert shows(visit("retention", lang="en"), AFTER_DATA, plan=1)
    card = [one.value for one in visit("overview", lang="en").caption]
    assert sum(TITLES["explored"] in text for text in card) == 2


def test_a_store_that_does_not_answer_is_a_sentence(visit, monkeypatch):
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", "sqlite:////nowhere/at/all.sqlite")
    at = visit("analysis_plan", lang="en")
    assert len(at.error) == 1 and shows(at, AnalysisPlanStore.READ_FAILED)
    assert not visit("retention", lang="en").exception


@pytest.mark.parametrize("role", ROLES)
def test_the_form_is_for_roles_that_may_freeze(visit, entries, monkeypatch, role):
    from dashboard.session import access

    monkeypatch.setattr(access, "role_of", lambda _company: role)
    at = visit("analysis_plan", lang="en")
    assert bool(at.button) == may_freeze(role) != shows(at, form.READ_ONLY)


def test_looks_keep_the_end_of_the_month():
    assert look_dates(date(2026, 11, 30), 4, 1) == (
        date(2026, 11, 30),
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 2, 28),
    )
    assert look_dates(date(2027, 1, 30), 2, 1)[1] == date(2027, 2, 28)
    assert look_dates(date(2027, 5, 15), 3, 12)[2] == date(2029, 5, 15)


def test_with_no_plan_the_page_says_that_every_figure_is_explored(visit, entries):
    assert shows(visit("analysis_plan", lang="en"), page.NONE_YET)
