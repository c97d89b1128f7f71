"""The rewards page says what each plan leaves and how sure that is, and what lies behind it."""

from __future__ import annotations

import json
import re

import pytest

from dashboard.session.plan_links import encode
from tests.dashboard.bench import BONUS, LEFT, bench, shown, table
from tests.dashboard.test_pages import NOT_WORDS, texts, title

BASE = "Net result, base case"


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("home", ["sample", "empty", "few", "bare"])
def test_the_page_has_one_message_and_nothing_that_only_a_machine_understands(
    visit, scenarios, home, lang
):
    at = visit("rewards", home=home, lang=lang)
    assert not at.exception
    assert title(at) and not NOT_WORDS.search(texts(at))


def test_without_meetings_hours_count_as_agreed_and_that_is_said(visit, scenarios):
    at = bench(visit, home="bare")
    assert any("hours count as agreed" in one.value for one in at.info)
    assert table(at, LEFT)["Cost of time"][1] != table(at, LEFT)["Cash out"][1]


def test_where_nothing_started_lately_the_page_says_how_to_begin(visit, scenarios):
    at = bench(visit, home="few")
    assert title(at) == "No pairing started in the last twelve months"


def test_the_headline_says_what_is_left_in_a_year_and_how_sure_that_is(visit, scenarios):
    at = bench(visit)
    said = title(at).replace("\xa0", " ")
    assert re.match(
        r"This plan (returns|costs) € .+ more than it (costs|returns) in a year; .*sure", said
    )
    assert re.search("Likely between .* and .*: 80 of 100 simulated outcomes lie there", shown(at))
    assert "Caveats and uncertainty" in shown(at)


def test_doing_nothing_and_today_stand_side_by_side_and_cash_is_apart_from_hours(visit, scenarios):
    rows = table(bench(visit), LEFT)
    assert [cells[0] for cells in rows.values()][:1] == ["€\xa00"]
    assert {"Cash out", "Cost of time", "Cash back", "Value of work gained"} <= set(rows)
    (outside,) = [table(bench(visit), BASE)["Consultant equivalent (never added)"][1]]
    assert outside != rows[LEFT][1]


def test_the_figure_of_the_workbook_stands_in_finances_table_to_the_cent(visit, scenarios):
    rows = table(bench(visit, "bridge", a=encode(BONUS), plan="a"), BASE)
    assert all(re.fullmatch(r"−?€\xa0[\d,]+\.\d\d", cell) for cell in rows[BASE])
    assert {"Return on investment", "Maximum value of more information"} <= set(rows)


def test_each_figure_of_the_plan_looked_at_has_its_range(visit, scenarios):
    at = bench(visit, a=encode(BONUS), plan="a")
    rows = table(at, "base case | middle outcome")
    assert rows["Left over"][1] == table(at, LEFT)[LEFT][2]
    assert all(
        re.search(r"\d.* to .*\d", rows[name][2])
        for name in ("Net present value", "Return on investment")
    )


def test_room_for_a_reward_shows_what_one_more_euro_does_and_what_a_net_amount_costs(
    visit, scenarios
):
    said = shown(bench(visit, "corridor", a=encode(BONUS), plan="a"))
    assert "One more euro promised for each pairing changes the net present value by" in said
    rows = table(bench(visit, "corridor", a=encode(BONUS), plan="a"), "Cost to the company")
    assert rows["above the free space, with the final levy"][1] == "€\xa01,800.00"


@pytest.mark.parametrize("behind", ["bridge", "tornado", "sureness", "corridor"])
def test_each_picture_says_in_words_what_it_shows(visit, scenarios, behind):
    at = bench(visit, behind, a=encode(BONUS), plan="a")
    assert not at.exception
    (chart,) = at.get("plotly_chart")
    assert chart.proto.alt and "€" in chart.proto.alt
    assert json.loads(chart.proto.spec)["layout"]["separators"] == ".,"


def test_the_score_card_of_a_precedent_names_its_points_and_that_it_is_a_judgement(
    visit, scenarios
):
    at = bench(visit, "precedent", a=encode(BONUS), plan="a")
    said = shown(at)
    assert (
        "Winning and keeping customers" in said
        and "own judgement" in said
        and "no legal advice" in said
    )


def test_the_files_to_take_away_are_there(visit, scenarios):
    at = bench(visit, a=encode(BONUS), plan="a")
    assert {button.key for button in at.get("download_button")} >= {
        "download_rewards",
        "download_workbook",
        "download_report",
    }
