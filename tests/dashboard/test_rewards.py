"""The rewards page as finance uses it: compare, change, see what follows, save, open by a link; and what goes wrong."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from dashboard.scenarios import SLOTS, decode, encode
from metrics.decide import CategoryPlan, RewardPlan, Scenario
from metrics.disclosure import release
from metrics.store import ScenarioStore
from tests.dashboard.test_pages import NOT_WORDS, texts, title

LEFT = "Left over, middle of the draws"
BONUS = Scenario("Bonus for customers", (
    CategoryPlan("customers", 24, 20.0, 9, "measured", RewardPlan("cash", 750.0)),))


@pytest.fixture
def scenarios(tmp_path, monkeypatch) -> str:
    """The address of a store of one's own."""
    address = f"sqlite:///{tmp_path}/scenarios.sqlite"
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", address)
    return address


def shown(at) -> str:
    return texts(at).replace("\\", "")


def table(at, name: str) -> dict[str, list[str]]:
    """A table of the page by its rows' names; `name` is in it."""
    block = next(part.value for part in at.markdown if name in part.value and part.value.startswith("|"))
    lines = [[cell.strip(" *") for cell in line.replace("\\", "").strip("| ").split(" | ")]
             for line in block.splitlines()]
    return {line[0]: line[1:] for line in lines[2:]}


def bench(visit, behind: str = "", **query: str):
    at = visit("rewards", lang="en", **query)
    if behind:
        at.segmented_control(key="behind").set_value(behind).run()
    return at


def plan_a(at) -> Scenario:
    (link,) = [at.query_params["a"]] if isinstance(at.query_params["a"], str) else at.query_params["a"]
    return decode(link)[0]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("home", ["sample", "empty", "few", "bare"])
def test_the_page_has_one_message_and_nothing_that_only_a_machine_understands(visit, scenarios, home, lang):
    at = visit("rewards", home=home, lang=lang)
    assert not at.exception
    assert title(at) and not NOT_WORDS.search(texts(at))


def test_without_meetings_hours_count_as_agreed_and_that_is_said(visit, scenarios):
    at = bench(visit, home="bare")
    assert any("hours count as agreed" in one.value for one in at.info)
    assert table(at, LEFT)["Hours it takes, in money"][1] != table(at, LEFT)["Cash out"][1]


def test_where_nothing_started_lately_the_page_says_how_to_begin(visit, scenarios):
    at = bench(visit, home="few")
    assert title(at) == "No pairing started in the last twelve months"


def test_the_headline_says_what_is_left_in_a_year_and_how_sure_that_is(visit, scenarios):
    at = bench(visit)
    said = title(at).replace("\xa0", " ")
    assert re.match(r"This plan (returns|costs) € .+ more than it (costs|returns) in a year; .*sure", said)
    assert "That is the middle of the draws: 80 of 100 lie between" in shown(at)
    assert "What this plan does not know" in shown(at)


def test_doing_nothing_and_today_stand_side_by_side_and_cash_is_apart_from_hours(visit, scenarios):
    rows = table(bench(visit), LEFT)
    assert [cells[0] for cells in rows.values()][:1] == ["€\xa00"]
    assert {"Cash out", "Hours it takes, in money", "Cash back", "Work gained, in money"} <= set(rows)
    assert "The same hours from outside: never added" in rows
    outside = rows["The same hours from outside: never added"][1]
    assert outside != rows[LEFT][1]


def test_the_figure_of_the_workbook_stands_in_the_table_to_the_cent(visit, scenarios):
    rows = table(bench(visit, "bridge", a=encode(BONUS), plan="a"), LEFT)
    assert all(re.fullmatch(r"−?€\xa0[\d,]+\.\d\d", cell) for cell in rows["Left over, at base"])
    assert {"Return on investment", "What it is worth to know more, at most"} <= set(rows)


def test_the_free_space_that_other_things_use_is_a_field_and_every_note_is_shown(visit, scenarios):
    gift = replace(BONUS, years=2, tax_year=2026).with_reward("customers", RewardPlan("gift", 2_500.0))
    at = bench(visit, a=encode(gift), plan="a")
    assert at.number_input(key="plan_free_space_used").value is None and "does not hold" not in shown(at)
    at.number_input(key="plan_free_space_used").set_value(9e8).run()
    assert not at.exception and plan_a(at).free_space_used == 9e8
    for said in ("the free space of the work-costs scheme does not hold all rewards of year 1",
                 "of year 2", "costed with the tax rules of 2026", "takes as usual", "net present value at base goes"):
        assert said in shown(at), said


@pytest.mark.parametrize(("change", "tab"), [
    ({"discount_rate": 2.0}, "The plan as a whole"), ({"free_space_used": -1.0}, "The plan as a whole"),
    ({"assumptions": (("replacement_cost", 0.9, 0.5, 0.3),)}, "Assumptions"), ({"seed": -1}, "take this plan away"),
    ({"categories": (replace(BONUS.categories[0], reward=RewardPlan("cash", 5.0, least_hours=2.0)),)}, "Terms, and"),
])
def test_a_fault_without_a_visible_field_says_where_it_is_mended(visit, scenarios, change, tab):
    at = bench(visit, a=encode(replace(BONUS, **change)), plan="a")
    assert not at.exception and tab in at.error[0].value.replace("\\", "")


def test_room_for_a_reward_shows_what_one_more_euro_does_and_what_a_net_amount_costs(visit, scenarios):
    said = shown(bench(visit, "corridor", a=encode(BONUS), plan="a"))
    assert "One more euro promised for each pairing changes the net present value by" in said
    rows = table(bench(visit, "corridor", a=encode(BONUS), plan="a"), "Costs the company")
    assert rows["above the free space, with the levy"][1] == "€\xa01,800.00"


def test_a_changed_bonus_becomes_a_plan_of_its_own_with_new_figures_and_stands_in_the_url(visit, scenarios):
    at = bench(visit)
    before = table(at, LEFT)
    at.selectbox(key="plan_form").set_value("cash").run()
    at.number_input(key="plan_amount").set_value(900.0).run()
    after = table(at, LEFT)
    assert [len(cells) for cells in (before[LEFT], after[LEFT])] == [2, 3]
    assert after[LEFT][:2] == before[LEFT] and after["Cash out"][2] != after["Cash out"][1]
    assert plan_a(at).categories[0].reward.amount == 900.0
    assert "corridor" in shown(at)


def test_a_link_reproduces_the_page(visit, scenarios):
    at = bench(visit, a=encode(BONUS), plan="a")
    assert at.number_input(key="plan_pairings").value in (24, 0)
    again = bench(visit, a=at.query_params["a"][0] if isinstance(at.query_params["a"], list) else at.query_params["a"],
                  plan="a")
    assert shown(again) == shown(at)
    assert "Bonus for customers" in shown(at)


@pytest.mark.parametrize("forged", ["x", "<img src=x>", "A" * 9000, encode(BONUS)[:-5]])
def test_a_forged_link_is_said_and_the_rest_of_the_page_works(visit, scenarios, forged):
    at = bench(visit, a=forged, b=encode(BONUS), plan="zz")
    assert not at.exception
    assert "cannot be read" in at.warning[0].value
    assert "Bonus for customers" in str(at.segmented_control(key="shown_plan").options)


def test_names_in_a_link_are_text_and_nothing_else(visit, scenarios):
    evil = replace(BONUS, name="![x](http://example.org/x) <b>&")
    at = bench(visit, a=encode(evil), plan="a")
    assert not at.exception
    assert "![x]" not in texts(at)


@pytest.mark.parametrize(("change", "says"), [
    ({"reward": RewardPlan("cash", -5.0)}, "is negative"), ({"pairings": -1}, "is negative"),
    ({"months": 0}, "months is not between"), ({"reward": RewardPlan("cash", 5.0, least_hours=2.0)}, "not a share"),
])
def test_a_fault_is_a_sentence_at_its_field_and_nothing_is_lost(visit, scenarios, change, says):
    faulty = replace(BONUS, categories=(replace(BONUS.categories[0], **change),))
    at = bench(visit, a=encode(faulty), b=encode(BONUS), plan="a")
    at.selectbox(key="plan_category").set_value("customers").run()
    assert not at.exception
    assert any(says in error.value.replace("\\", "") for error in at.error)
    assert title(at) == "This plan cannot be reckoned yet"
    assert plan_a(at) == faulty
    assert len(table(at, LEFT)[LEFT]) == 3


def test_a_year_without_tax_rules_says_so_at_the_field(visit, scenarios):
    at = bench(visit, a=encode(replace(BONUS, tax_year=2035)), plan="a")
    assert not at.exception and any("2035" in error.value for error in at.error)
    at.number_input(key="plan_tax_year").set_value(2026).run()
    assert not at.error


def test_four_plans_are_the_most_and_the_page_says_so(visit, scenarios):
    at = bench(visit, **{slot: encode(replace(BONUS, name=f"Plan {slot}")) for slot in SLOTS})
    assert at.button(key="copy_plan").disabled
    assert "Take one away" in at.info[0].value and at.number_input(key="plan_years").disabled
    at.segmented_control(key="shown_plan").set_value("b").run()
    at.button(key="drop_plan").click().run()
    assert not at.button(key="copy_plan").disabled
    assert len(table(at, LEFT)[LEFT]) == 5


def test_two_plans_of_one_name_are_told_apart_by_their_letter(visit, scenarios):
    at = bench(visit, a=encode(BONUS), b=encode(replace(BONUS, years=2)), plan="a")
    at.segmented_control(key="shown_plan").set_value("b").run()
    assert "over 2 years" in title(at) and "Bonus for customers (B)" in shown(at)


def test_counting_cautiously_never_leaves_more(visit, scenarios):
    at = bench(visit, a=encode(replace(BONUS, conservative=True)), b=encode(BONUS), plan="a")
    cautious, normal = table(at, LEFT)["Returned per euro"][2:]
    assert float(cautious.strip("€−\xa0")) <= float(normal.strip("€−\xa0"))


@pytest.mark.parametrize("behind", ["bridge", "tornado", "sureness", "corridor"])
def test_each_picture_says_in_words_what_it_shows(visit, scenarios, behind):
    at = bench(visit, behind, a=encode(BONUS), plan="a")
    assert not at.exception
    (chart,) = at.get("plotly_chart")
    assert chart.proto.alt and "€" in chart.proto.alt
    assert json.loads(chart.proto.spec)["layout"]["separators"] == ".,"


def test_the_score_card_of_a_precedent_names_its_points_and_that_it_is_a_judgement(visit, scenarios):
    at = bench(visit, "precedent", a=encode(BONUS), plan="a")
    said = shown(at)
    assert "Winning and keeping customers" in said and "own judgement" in said and "no legal advice" in said


def test_the_table_changes_the_plan_and_what_was_typed_stays(visit, scenarios):
    at = bench(visit, "table", a=encode(BONUS), plan="a")
    at.session_state["table_0"] = {"edited_rows": {1: {"pairings": 40}}, "added_rows": [], "deleted_rows": []}
    at.run()
    assert not at.exception
    changed = {one.category: one.pairings for one in plan_a(at).categories}
    assert 40 in changed.values()
    assert at.session_state["open_table"].base == BONUS


def test_another_number_in_the_place_of_an_assumption_is_listed_and_can_be_put_back(visit, scenarios):
    changed = replace(BONUS, assumptions=(("replacement_cost", 0.3, 0.5, 0.9),))
    at = bench(visit, "assumptions", a=encode(changed), plan="a")
    assert "Differs from what comes with the product" in shown(at) and "0.3 / 0.5 / 0.9" in shown(at)
    wrong = replace(BONUS, assumptions=(("replacement_cost", 0.9, 0.5, 0.3),))
    at = bench(visit, "assumptions", a=encode(wrong), plan="a")
    assert any("must be in that order" in error.value for error in at.error)


def test_the_statement_is_a_draft_to_edit(visit, scenarios):
    at = bench(visit, "statement", a=encode(BONUS), plan="a")
    (area,) = at.text_area
    assert "750" in area.value and "Winning and keeping customers" in area.value
    area.set_value("Our own words").run()
    assert at.text_area[0].value == "Our own words"


def test_a_saved_plan_is_opened_by_its_link_with_the_same_figures(visit, scenarios):
    at = bench(visit, "saved", a=encode(BONUS), plan="a")
    at.text_input(key="save_author").set_value("Finance")
    next(button for button in at.button if "Save this plan" in button.label).click().run()
    assert not at.exception and "version 1" in at.success[0].value.replace("\\", "")
    linked = bench(visit, "saved", scenario="Bonus for customers", version="1")
    assert "the figures are as they were saved" in shown(linked)
    assert table(linked, LEFT)[LEFT][2] == table(at, LEFT)[LEFT][2]
    assert "not saved" in shown(bench(visit, scenario="no such plan")).replace("is saved", "not saved")


def test_a_conflicting_save_shows_both_and_loses_neither(visit, scenarios):
    at = bench(visit, "saved", a=encode(BONUS), plan="a")
    released = release_of(at)
    ScenarioStore(scenarios).save(replace(BONUS, years=3), *released, based_on=None, author="Somebody else")
    at.text_input(key="save_author").set_value("Finance")
    next(button for button in at.button if "Save this plan" in button.label).click().run()
    assert not at.exception
    assert "Somebody else saved version 1" in at.warning[0].value.replace("\\", "")
    assert {"Yours", "Saved meanwhile"} <= set(re.findall(r"Yours|Saved meanwhile", shown(at)))
    at.button(key="save_on_top").click().run()
    store = ScenarioStore(scenarios)
    assert [one.author for one in store.versions("Bonus for customers")] == ["Somebody else", "Finance"]
    assert store.load("Bonus for customers", 1).scenario.years == 3


def release_of(at):
    """What a save of somebody else would hold."""
    from metrics.decide.facts import Facts
    from metrics.value import assumptions

    return release(Facts("s", 100, 4e6, 40_000.0)).facts, assumptions()


def test_the_files_to_take_away_are_there(visit, scenarios):
    at = bench(visit, a=encode(BONUS), plan="a")
    assert {button.key for button in at.get("download_button")} >= {
        "download_rewards", "download_workbook", "download_report"}
