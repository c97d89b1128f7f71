"""A link holds the whole page, and nothing forged gets in by it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.session import keys
from dashboard.session.plan_comparison import UNREADABLE
from dashboard.session.plan_links import encode
from tests.dashboard.reading import says, shown, texts
from tests.dashboard.views.rewards_page import BONUS, open_rewards, parameter, plan_a


@pytest.fixture
def navigate(monkeypatch):
    """Opens a URL of before, as the back and forward buttons of a browser do."""

    def open_url(at, link: str):
        at.query_params["a"] = link
        with monkeypatch.context() as patch:
            patch.setattr("dashboard.session.url_state.is_history_navigation", lambda: True)
            return at.run()

    return open_url


def change_amount(at, amount: float):
    return at.number_input(key="plan_amount").set_value(amount).run()


def amount(at) -> float:
    return at.number_input(key="plan_amount").value


def test_a_link_reproduces_the_page(visit, scenarios):
    at = open_rewards(visit, a=encode(BONUS), plan="a")
    assert at.number_input(key="plan_pairings").value in (24, 0)
    again = open_rewards(
        visit,
        a=parameter(at, "a"),
        plan="a",
    )
    assert shown(again) == shown(at)
    assert "Bonus for customers" in shown(at)


@pytest.mark.parametrize("forged", ["x", "<img src=x>", "A" * 9000, encode(BONUS)[:-5]])
def test_a_forged_link_is_reported_and_the_rest_of_the_page_works(visit, scenarios, forged):
    at = open_rewards(visit, a=forged, b=encode(BONUS), plan="zz")
    assert not at.exception
    assert says(at.warning[0].value, UNREADABLE)
    assert "Bonus for customers" in str(at.segmented_control(key="shown_plan").options)


def test_names_in_a_link_are_text_and_nothing_else(visit, scenarios):
    evil = replace(BONUS, name="![x](http://example.org/x) <b>&")
    at = open_rewards(visit, a=encode(evil), plan="a")
    assert not at.exception
    assert "![x]" not in texts(at)


def test_a_second_quick_change_that_arrives_with_the_old_url_loses_nothing(visit, scenarios):
    at = change_amount(open_rewards(visit), 950.0)
    old = parameter(at, "a")
    change_amount(at, 900.0)
    at.query_params["a"] = old
    at.number_input(key="plan_one_offs").set_value(500.0).run()
    assert amount(at) == 900.0 and plan_a(at).one_offs == 500.0
    at.query_params["a"] = old
    at.run()
    assert amount(at) == 900.0 and plan_a(at).one_offs == 500.0


def test_the_back_button_undoes_a_change_and_forward_redoes_it(visit, scenarios, navigate):
    at = change_amount(open_rewards(visit), 900.0)
    before = parameter(at, "a")
    change_amount(at, 640.0)
    after = parameter(at, "a")
    navigate(at, before)
    assert parameter(at, "a") == before and amount(at) == 900.0
    navigate(at, after)
    assert amount(at) == 640.0


def test_going_back_to_a_url_without_plans_keeps_them_and_does_not_write_them(
    visit, scenarios, navigate
):
    at = change_amount(open_rewards(visit), 900.0)
    navigate(at, "")
    assert at.session_state[keys.COMPARISON].chosen == "a" and amount(at) == 900.0
    assert not at.query_params.get("a")
