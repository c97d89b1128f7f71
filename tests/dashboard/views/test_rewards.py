"""The rewards page says what each plan returns, how certain that is, and where it comes from."""

from __future__ import annotations

import json
import re

import pytest

from dashboard.session.plan_links import encode
from dashboard.text.plan_tables import (
    CASH_COST,
    CASH_RETURN,
    CONSULTANT,
    EVPI,
    NET,
    NET_BASE,
    NET_MEDIAN,
    NPV,
    ROI,
    TIME_COST,
    WORK_GAINED,
)
from dashboard.text.plan_text import COSTS, LIKELY_RANGE, RETURNS
from dashboard.views.rewards.details import ONE_MORE_EURO
from dashboard.views.rewards.page import CAVEATS, NO_CURRENT_PLAN, NO_MEETINGS
from metrics.rewards.precedent import JUDGED, LAW
from metrics.value.reward_cost import ABOVE_FREE_SPACE
from tests.dashboard.reading import NOT_WORDS, says, shows, table, texts, title
from tests.dashboard.views.rewards_page import BONUS, open_rewards


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("home", ["sample", "empty", "few", "bare"])
def test_the_page_has_one_message_and_no_machine_words(visit, scenarios, home, lang):
    at = visit("rewards", home=home, lang=lang)
    assert not at.exception
    assert title(at) and not NOT_WORDS.search(texts(at))


def test_without_meetings_hours_count_as_agreed_and_the_page_says_so(visit, scenarios):
    at = open_rewards(visit, home="bare")
    assert any(says(one.value, NO_MEETINGS) for one in at.info)
    assert table(at, TIME_COST)[TIME_COST][1] != table(at, CASH_COST)[CASH_COST][1]


def test_where_no_pairing_started_lately_the_page_says_how_to_begin(visit, scenarios):
    at = open_rewards(visit, home="few")
    assert title(at) == NO_CURRENT_PLAN


def test_the_headline_gives_the_net_result_and_its_probability(visit, scenarios):
    at = open_rewards(visit)
    assert says(title(at), RETURNS) or says(title(at), COSTS)
    assert re.search(r"€ \d.*\d+%", title(at))
    assert shows(at, LIKELY_RANGE) and shows(at, CAVEATS)


def test_doing_nothing_and_today_are_compared_and_cash_is_separate_from_hours(visit, scenarios):
    rows = table(open_rewards(visit), NET_MEDIAN)
    assert rows[NET_MEDIAN][0] == "€ 0"
    assert {CASH_COST, TIME_COST, CASH_RETURN, WORK_GAINED} <= set(rows)
    outside = table(open_rewards(visit), NET_BASE)[CONSULTANT][1]
    assert outside != rows[NET_MEDIAN][1]


def test_the_table_for_finance_has_the_figure_of_the_workbook_to_the_cent(visit, scenarios):
    rows = table(open_rewards(visit, "bridge", a=encode(BONUS), plan="a"), NET_BASE)
    assert all(re.fullmatch(r"−?€ [\d,]+\.\d\d", cell) for cell in rows[NET_BASE])
    assert {ROI, EVPI} <= set(rows)


def test_each_figure_of_the_plan_shown_has_its_range(visit, scenarios):
    at = open_rewards(visit, a=encode(BONUS), plan="a")
    rows = table(at, NET)
    assert rows[NET][1] == table(at, NET_MEDIAN)[NET_MEDIAN][2]
    assert all(re.search(r"\d.* to .*\d", rows[name][2]) for name in (NPV, ROI))


def test_the_pay_range_shows_what_one_more_euro_does_and_what_a_net_amount_costs(visit, scenarios):
    at = open_rewards(visit, "pay_range", a=encode(BONUS), plan="a")
    assert shows(at, ONE_MORE_EURO)
    assert table(at, ABOVE_FREE_SPACE)[ABOVE_FREE_SPACE][1] == "€ 1,800.00"


@pytest.mark.parametrize("detail", ["bridge", "sensitivity", "uncertainty", "pay_range"])
def test_each_chart_has_its_figures_in_words(visit, scenarios, detail):
    at = open_rewards(visit, detail, a=encode(BONUS), plan="a")
    assert not at.exception
    (chart,) = at.get("plotly_chart")
    assert chart.proto.alt and "€" in chart.proto.alt
    assert json.loads(chart.proto.spec)["layout"]["separators"] == ".,"


def test_the_precedent_scorecard_names_its_points_and_is_called_a_judgement(visit, scenarios):
    at = open_rewards(visit, "precedent", a=encode(BONUS), plan="a")
    assert "Winning and keeping customers" in table(at, "Winning and keeping customers")
    assert shows(at, JUDGED) and shows(at, LAW)


def test_the_downloads_are_there(visit, scenarios):
    at = open_rewards(visit, a=encode(BONUS), plan="a")
    assert {button.key for button in at.get("download_button")} >= {
        "download_rewards",
        "download_workbook",
        "download_report",
    }
