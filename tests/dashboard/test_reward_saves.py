"""Plans are saved with a reason, opened by a link, and two people who save at once lose nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from dashboard.session.plan_links import encode
from metrics.disclosure import release
from metrics.store import ScenarioStore
from metrics.value import load_assumptions
from metrics.value.company_facts import CompanyFacts
from tests.dashboard.bench import BONUS, LEFT, bench, shown, table


def test_a_saved_plan_is_opened_by_its_link_with_the_same_figures(visit, scenarios):
    at = bench(visit, "saved", a=encode(BONUS), plan="a")
    at.text_input(key="save_author").set_value("Finance")
    next(button for button in at.button if "Save plan" in button.label).click().run()
    assert not at.exception and "version 1" in at.success[0].value.replace("\\", "")
    linked = bench(visit, "saved", scenario="Bonus for customers", version="1")
    assert "the figures are as they were saved" in shown(linked)
    assert table(linked, LEFT)[LEFT][2] == table(at, LEFT)[LEFT][2]
    assert "not saved" in shown(bench(visit, scenario="no such plan")).replace(
        "is saved", "not saved"
    )


def test_a_conflicting_save_shows_both_and_loses_neither(visit, scenarios):
    at = bench(visit, "saved", a=encode(BONUS), plan="a")
    known = release(CompanyFacts("s", 100, 4e6, 40_000.0)).facts, load_assumptions()
    ScenarioStore(scenarios).save(
        replace(BONUS, years=3, later_years="held"),
        *known,
        based_on=None,
        author="Somebody else",
        note="three years",
    )
    at.text_input(key="save_author").set_value("Finance")
    next(button for button in at.button if "Save plan" in button.label).click().run()
    assert not at.exception
    assert "Somebody else saved version 1" in at.warning[0].value.replace("\\", "")
    assert {"Yours", "Saved meanwhile"} <= set(re.findall(r"Yours|Saved meanwhile", shown(at)))
    assert table(at, "Saved meanwhile")["Reason for this version"] == ["–", "three years"]
    at.button(key="save_on_top").click().run()
    store = ScenarioStore(scenarios)
    assert [one.author for one in store.versions("Bonus for customers")] == [
        "Somebody else",
        "Finance",
    ]
    assert store.load("Bonus for customers", 1).scenario.years == 3


def test_why_a_version_was_made_is_kept_with_it_and_stands_in_its_history(visit, scenarios):
    at = bench(visit, "saved", a=encode(BONUS), plan="a")
    for note in ("asked by the works council", "half of it"):
        at.text_input(key="save_author").set_value("Finance")
        next(
            field for field in at.text_input if field.label == "Reason for this version"
        ).set_value(note)
        next(button for button in at.button if "Save plan" in button.label).click().run()
        assert not at.exception and "Saved as" in at.success[0].value
    rows = table(at, "Reason for this version")
    assert {version: cells[1:] for version, cells in rows.items()} == {
        "2": ["Finance", "half of it"],
        "1": ["Finance", "asked by the works council"],
    }


def test_a_version_that_todays_rules_cannot_reckon_is_said_and_kept(visit, scenarios):
    known = release(CompanyFacts("s", 100, 4e6, 40_000.0)).facts, load_assumptions()
    ScenarioStore(scenarios).save(replace(BONUS, years=3), *known, based_on=None, author="Finance")
    at = bench(visit, "saved", a=encode(BONUS, 1), plan="a")
    assert not at.exception and "cannot reckon it as it was saved" in shown(at)
