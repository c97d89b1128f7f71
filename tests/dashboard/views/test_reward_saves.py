"""Plans are saved with a reason, opened by a link, and two people who save at once lose nothing."""

from __future__ import annotations

from dataclasses import replace

from dashboard.session.plan_links import encode
from dashboard.text.plan_tables import NET_MEDIAN
from dashboard.views.rewards.saving import (
    REASON,
    RULES_CANNOT,
    SAVED_AS,
    SAVED_MEANWHILE,
    UNCHANGED,
    YOUR_PLAN,
)
from metrics.disclosure import release
from metrics.store import ScenarioStore
from metrics.value import load_assumptions
from metrics.value.company_facts import CompanyFacts
from tests.dashboard.reading import press, says, shows, table
from tests.dashboard.views.rewards_page import BONUS, open_rewards


def test_a_saved_plan_is_opened_by_its_link_with_the_same_figures(visit, scenarios):
    at = open_rewards(visit, "saved", a=encode(BONUS), plan="a")
    at.text_input(key="save_author").set_value("Finance")
    press(at, "save_plan")
    assert not at.exception and says(at.success[0].value, SAVED_AS, version=1)
    linked = open_rewards(visit, "saved", scenario="Bonus for customers", version="1")
    assert shows(linked, UNCHANGED)
    assert table(linked, NET_MEDIAN)[NET_MEDIAN][2] == table(at, NET_MEDIAN)[NET_MEDIAN][2]
    unknown = open_rewards(visit, scenario="no such plan")
    assert any("no such plan" in one.value for one in unknown.warning)


def test_a_conflicting_save_shows_both_and_loses_neither(visit, scenarios):
    at = open_rewards(visit, "saved", a=encode(BONUS), plan="a")
    known = release(CompanyFacts("s", 100, 4e6, 40_000.0)), load_assumptions()
    ScenarioStore(scenarios).save(
        replace(BONUS, years=3, later_years="held"),
        *known,
        based_on=None,
        author="Somebody else",
        note="three years",
    )
    at.text_input(key="save_author").set_value("Finance")
    press(at, "save_plan")
    assert not at.exception
    assert "Somebody else" in at.warning[0].value
    assert shows(at, YOUR_PLAN) and shows(at, SAVED_MEANWHILE)
    assert table(at, REASON)[REASON] == ["–", "three years"]
    at.button(key="save_on_top").click().run()
    store = ScenarioStore(scenarios)
    assert [one.author for one in store.versions("Bonus for customers")] == [
        "Somebody else",
        "Finance",
    ]
    assert store.load("Bonus for customers", 1).scenario.years == 3


def test_the_reason_for_a_version_is_saved_and_listed_in_its_history(visit, scenarios):
    at = open_rewards(visit, "saved", a=encode(BONUS), plan="a")
    for note in ("asked by the works council", "half of it"):
        at.text_input(key="save_author").set_value("Finance")
        next(one for one in at.text_input if "save_note" in one.key).set_value(note)
        press(at, "save_plan")
        assert not at.exception and says(at.success[0].value, SAVED_AS)
    history = table(at, "2")
    assert {version: cells[1:] for version, cells in history.items()} == {
        "2": ["Finance", "half of it"],
        "1": ["Finance", "asked by the works council"],
    }


def test_a_version_that_todays_rules_cannot_calculate_is_reported_and_kept(visit, scenarios):
    known = release(CompanyFacts("s", 100, 4e6, 40_000.0)), load_assumptions()
    ScenarioStore(scenarios).save(replace(BONUS, years=3), *known, based_on=None, author="Finance")
    at = open_rewards(visit, "saved", a=encode(BONUS, 1), plan="a")
    assert not at.exception and shows(at, RULES_CANNOT)


def test_a_saved_plan_with_a_new_name_is_saved_as_a_new_plan(visit, scenarios):
    at = open_rewards(visit, "saved", a=encode(BONUS), plan="a")
    at.text_input(key="save_author").set_value("Finance")
    press(at, "save_plan")
    at.text_input(key="plan_name").set_value("Another name").run()
    assert not at.error
    at.text_input(key="save_author").set_value("Finance")
    press(at, "save_plan")
    assert not at.error and says(at.success[0].value, SAVED_AS, name="Another name", version=1)
    assert set(ScenarioStore(scenarios).names()) == {"Another name", "Bonus for customers"}
