"""The portfolio page: what a budget buys, what comes next, and why the other options lost."""

from __future__ import annotations

import re

import pytest

from dashboard.session.plan_links import decode
from dashboard.text.portfolio_text import NO_OPTION_PAYS
from dashboard.views.portfolio.choice import (
    BEST_FOR,
    PAYS_WITHOUT,
    REASON,
    SMALLEST_BUDGET,
    TOTAL,
    WITH_EXTRA,
)
from metrics.portfolio.frontier import OTHER_PLAN, REASONS
from tests.dashboard.reading import NOT_WORDS, says, shown, shows, table, texts, title
from tests.dashboard.views.rewards_page import parameter


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("home", ["sample", "empty", "few", "bare"])
def test_the_page_has_one_message_and_no_machine_words(visit, home, lang):
    at = visit("portfolio", home=home, lang=lang)
    assert not at.exception
    assert title(at) and not NOT_WORDS.search(texts(at))


def test_the_headline_says_what_the_budget_buys(visit):
    at = visit("portfolio", lang="en", budget="2000")
    assert re.search(r"€ 2,000\b.*\b\d categor(y|ies)\b.*€ \S+", title(at))
    assert at.slider(key="budget").value == 2000


def test_a_larger_budget_never_lowers_the_net_result_and_is_not_exceeded(visit):
    left = []
    for budget in ("0", "3000", "8000"):
        at = visit("portfolio", lang="en", budget=budget)
        cash, net = (cell.replace("€ ", "") for cell in table(at, TOTAL)[TOTAL][2:4])
        spent = float(cash[:-1]) * 1000 if cash.endswith("k") else float(cash.replace(",", ""))
        assert spent <= float(budget) * 1.001
        left.append(float(net[:-1]) * 1000 if net.endswith("k") else float(net.replace(",", "")))
    assert left == sorted(left)


def test_each_rejected_option_has_a_reason_once_the_fold_is_opened(visit):
    at = visit("portfolio", lang="en", budget="2000")
    assert REASON not in shown(at)
    at.session_state["rejected_options"] = True
    at.run()
    assert not at.exception
    assert REASON in shown(at) and shows(at, REASONS[OTHER_PLAN])


def test_the_page_says_what_ten_thousand_euros_more_would_change(visit):
    at = visit("portfolio", lang="en")
    assert any(says(one.value, WITH_EXTRA, more="€ 10,000") for one in at.subheader)


@pytest.mark.parametrize(
    "query",
    [
        {"budget": "abc"},
        {"budget": "-5"},
        {"budget": "9e9"},
        {"hours": "x"},
        {"hours": "-4", "careful": "x"},
        {"precedent": "1", "budget": "0"},
    ],
)
def test_an_invalid_limit_in_the_url_is_ignored(visit, query):
    at = visit("portfolio", lang="en", **query)
    assert not at.exception and title(at)


def test_a_limit_that_allows_nothing_is_explained(visit):
    at = visit("portfolio", lang="en", hours="1")
    assert says(title(at), NO_OPTION_PAYS) and at.info


def test_a_minimum_of_pairings_forces_the_category_into_the_choice(visit):
    at = visit("portfolio", lang="en", budget="4000", least_risk="3", most_risk="5")
    assert not at.exception and not at.error
    rows = {
        cells[1].strip(): cells[3].strip()
        for line in shown(at).splitlines()
        if line.startswith("| ") and len(cells := line.split("|")) > 5
    }
    assert rows["Managing risk"] in ("3", "4", "5")
    at = visit("portfolio", lang="en", budget="4000", least_risk="5", most_risk="3")
    assert not at.exception and re.search(r"\b5\b.*\b3\b", at.error[0].value)


def test_the_page_names_the_smallest_budget_that_pays(visit):
    at = visit("portfolio", lang="en", budget="2000")
    assert shows(at, SMALLEST_BUDGET) or shows(at, PAYS_WITHOUT)


def test_free_space_used_elsewhere_is_kept_in_the_added_plan(visit):
    at = visit("portfolio", lang="en", budget="4000", space_used="900000000")
    assert not at.exception and title(at)
    at.button(key="add_choice").click().run()
    link = parameter(at, "a")
    assert decode(link)[0].free_space_used == 9e8


def test_the_choice_can_be_added_to_the_plans(visit):
    at = visit("portfolio", lang="en", budget="2000")
    at.button(key="add_choice").click().run()
    assert not at.exception
    link = parameter(at, "a")
    plan, _based_on = decode(link)
    rows = table(at, TOTAL)
    assert len(plan.categories) == len(rows) - 1
    assert says(plan.name, BEST_FOR, budget="€ 2,000")
