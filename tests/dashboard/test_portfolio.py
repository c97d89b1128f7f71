"""The portfolio page: what a budget buys, what comes next, why the others lost."""

from __future__ import annotations

import re

import pytest

from dashboard.session.plan_links import decode
from tests.dashboard.test_pages import NOT_WORDS, texts, title


def shown(at) -> str:
    return texts(at).replace("\\", "").replace("\xa0", " ")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("home", ["sample", "empty", "few", "bare"])
def test_the_page_has_one_message_and_nothing_that_only_a_machine_understands(visit, home, lang):
    at = visit("portfolio", home=home, lang=lang)
    assert not at.exception
    assert title(at) and not NOT_WORDS.search(texts(at))


def test_the_headline_says_what_the_budget_buys(visit):
    at = visit("portfolio", lang="en", budget="2000")
    assert re.fullmatch(
        r"With € 2,000 the best choice is \d categor(y|ies), and leaves € \S+ on average",
        title(at).replace("\xa0", " "),
    )
    assert at.slider(key="budget").value == 2000


def test_more_budget_never_leaves_less_and_the_choice_keeps_within_it(visit):
    left = []
    for budget in ("0", "3000", "8000"):
        at = visit("portfolio", lang="en", budget=budget)
        row = next(line for line in shown(at).splitlines() if line.startswith("| **together**"))
        cash, net = (cell.strip(" *").replace("€ ", "") for cell in row.split("|")[4:6])
        spent = float(cash[:-1]) * 1000 if cash.endswith("k") else float(cash.replace(",", ""))
        assert spent <= float(budget) * 1.001
        left.append(float(net[:-1]) * 1000 if net.endswith("k") else float(net.replace(",", "")))
    assert left == sorted(left)


def test_the_fold_says_why_each_of_the_others_lost(visit):
    at = visit("portfolio", lang="en", budget="2000")
    assert "Why not" not in shown(at)
    at.session_state["losers"] = True
    at.run()
    assert not at.exception
    assert "Why not" in shown(at) and "In the same category a" in shown(at)


def test_ten_thousand_more_is_answered(visit):
    assert "With € 10,000 more" in [
        one.value.replace("\\", "").replace("\xa0", " ")
        for one in visit("portfolio", lang="en").subheader
    ]


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
def test_a_forged_limit_is_left_out(visit, query):
    at = visit("portfolio", lang="en", **query)
    assert not at.exception and title(at)


def test_a_limit_that_allows_nothing_says_why(visit):
    at = visit("portfolio", lang="en", hours="1")
    assert "buys nothing" in title(at) and at.info


def test_pairings_may_be_counted_and_a_least_has_to_be_bought(visit):
    at = visit("portfolio", lang="en", budget="4000", least_risk="3", most_risk="5")
    assert not at.exception and not at.error
    rows = {
        cells[1].strip(): cells[3].strip()
        for line in shown(at).splitlines()
        if line.startswith("| ") and len(cells := line.split("|")) > 5
    }
    assert rows["Managing risk"] in ("3", "4", "5")
    at = visit("portfolio", lang="en", budget="4000", least_risk="5", most_risk="3")
    assert not at.exception and "must be in that order" in at.error[0].value


def test_the_smallest_budget_that_buys_something_is_a_sentence(visit):
    said = shown(visit("portfolio", lang="en", budget="2000"))
    assert "The smallest budget that buys something" in said or "Even without a budget" in said


def test_the_free_space_that_other_things_use_goes_with_the_plan(visit):
    at = visit("portfolio", lang="en", budget="4000", space_used="900000000")
    assert not at.exception and title(at)
    at.button(key="add_choice").click().run()
    (link,) = (
        [at.query_params["a"]] if isinstance(at.query_params["a"], str) else at.query_params["a"]
    )
    assert decode(link)[0].free_space_used == 9e8


def test_the_choice_can_be_added_to_the_plans(visit):
    at = visit("portfolio", lang="en", budget="2000")
    at.button(key="add_choice").click().run()
    assert not at.exception
    (link,) = (
        [at.query_params["a"]] if isinstance(at.query_params["a"], str) else at.query_params["a"]
    )
    plan, _based_on = decode(link)
    rows = [line for line in shown(at).splitlines() if line.startswith("| ") and "€" in line][:-1]
    assert len(plan.categories) == len(rows) and plan.name == "Best for € 2,000"
