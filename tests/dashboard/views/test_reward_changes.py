"""Finance changes a plan: each change makes a plan of its own, with new figures, and is in the URL."""

from __future__ import annotations

import re
from dataclasses import replace

from dashboard.session import keys
from dashboard.session.plan_comparison import NO_ROOM, SLOTS
from dashboard.session.plan_links import encode
from dashboard.text.plan_tables import CASH_COST, NET_MEDIAN, PERIOD, RETURN_PER_EURO
from dashboard.text.plan_text import ALONE_MOVES
from dashboard.views.rewards.assumptions import FROM_FILES, FROM_TAX_YEAR, WHERE_TO_SET
from metrics.disclosure.plain_text import filled
from metrics.rewards import RewardPlan
from metrics.rewards.faults import scenario_faults
from metrics.rewards.notes import USED_UP
from metrics.rewards.pay_range import PLACES
from metrics.value.employer import EMPLOYER_VALUES
from metrics.value.reward_cost import NOT_CUSTOMARY
from tests.dashboard.reading import EN, says, shown, shows, table, title, unescaped
from tests.dashboard.views.rewards_page import BONUS, open_rewards, plan_a


def test_a_changed_bonus_becomes_a_plan_of_its_own_with_new_figures_and_is_in_the_url(
    visit, scenarios
):
    at = open_rewards(visit)
    before = table(at, NET_MEDIAN)
    at.selectbox(key="plan_form").set_value("cash").run()
    at.number_input(key="plan_amount").set_value(900.0).run()
    after = table(at, NET_MEDIAN)
    assert [len(cells) for cells in (before[NET_MEDIAN], after[NET_MEDIAN])] == [2, 3]
    assert after[NET_MEDIAN][:2] == before[NET_MEDIAN]
    assert after[CASH_COST][2] != after[CASH_COST][1]
    assert plan_a(at).categories[0].reward.amount == 900.0
    assert any(shows(at, sentence) for sentence in PLACES.values())


def test_free_space_used_elsewhere_is_a_field_and_every_note_is_shown(visit, scenarios):
    gift = replace(BONUS, years=2, tax_year=2026).with_reward(
        "customers", RewardPlan("gift", 2_500.0)
    )
    at = open_rewards(visit, a=encode(gift), plan="a")
    assert at.number_input(key="plan_free_space_used").value is None
    assert not shows(at, USED_UP)
    at.number_input(key="plan_free_space_used").set_value(9e8).run()
    assert not at.exception and plan_a(at).free_space_used == 9e8
    assert shows(at, USED_UP, year=1) and shows(at, USED_UP, year=2)
    assert shows(at, NOT_CUSTOMARY) and shows(at, ALONE_MOVES)


def test_a_fifth_plan_is_refused_with_a_message(visit, scenarios):
    at = open_rewards(
        visit, **{slot: encode(replace(BONUS, name=f"Plan {slot}")) for slot in SLOTS}
    )
    assert at.button(key="copy_plan").disabled
    assert says(at.info[0].value, NO_ROOM) and at.number_input(key="plan_years").disabled
    at.segmented_control(key="shown_plan").set_value("b").run()
    at.button(key="drop_plan").click().run()
    assert not at.button(key="copy_plan").disabled
    assert len(table(at, NET_MEDIAN)[NET_MEDIAN]) == 5


def test_two_plans_of_one_name_differ_by_their_letter(visit, scenarios):
    at = open_rewards(
        visit, a=encode(BONUS), b=encode(replace(BONUS, years=2, later_years="held")), plan="a"
    )
    at.segmented_control(key="shown_plan").set_value("b").run()
    assert re.search(r"\b2 years", title(at)) and "Bonus for customers (B)" in shown(at)
    assert table(at, PERIOD)[PERIOD] == ["–", "1 year", "1 year", "2 years"]


def test_the_conservative_case_never_returns_more(visit, scenarios):
    at = open_rewards(visit, a=encode(replace(BONUS, conservative=True)), b=encode(BONUS), plan="a")
    cautious, normal = table(at, NET_MEDIAN)[RETURN_PER_EURO][2:]
    assert float(cautious.strip("€− ")) <= float(normal.strip("€− "))


def test_the_table_changes_the_plan_and_what_was_typed_stays(visit, scenarios):
    at = open_rewards(visit, "table", a=encode(BONUS), plan="a")
    at.session_state["table_0"] = {
        "edited_rows": {1: {"pairings": 40}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at.run()
    assert not at.exception
    changed = {one.category: one.pairings for one in plan_a(at).categories}
    assert 40 in changed.values()
    assert at.session_state[keys.OPEN_TABLE].base == BONUS


def test_a_changed_assumption_is_listed_and_a_faulty_one_is_explained(visit, scenarios):
    changed = replace(BONUS, assumptions=(("replacement_cost", 0.3, 0.5, 0.9),))
    at = open_rewards(visit, "assumptions", a=encode(changed), plan="a")
    assert "0.3 / 0.5 / 0.9" in shown(at)
    wrong = replace(BONUS, assumptions=(("replacement_cost", 0.9, 0.5, 0.3),))
    at = open_rewards(visit, "assumptions", a=encode(wrong), plan="a")
    (fault,) = scenario_faults(wrong)
    expected = filled(fault.text, fault.values, EN)
    assert any(expected in unescaped(error.value) for error in at.error)


def test_the_message_to_mentors_is_a_draft_to_edit(visit, scenarios):
    at = open_rewards(visit, "message", a=encode(BONUS), plan="a")
    (area,) = at.text_area
    assert "750" in area.value and "Winning and keeping customers" in area.value
    area.set_value("Our own words").run()
    assert at.text_area[0].value == "Our own words"


def test_the_employer_details_are_among_the_assumptions(visit, scenarios):
    at = open_rewards(visit, "assumptions")
    for sentence in (WHERE_TO_SET, EMPLOYER_VALUES["large"], FROM_TAX_YEAR, FROM_FILES):
        assert shows(at, sentence), sentence
