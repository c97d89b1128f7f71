"""A link holds the whole page, and nothing forged gets in by it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.session.plan_comparison import UNREADABLE
from dashboard.session.plan_links import encode
from tests.dashboard.reading import says, shown, texts
from tests.dashboard.views.rewards_page import BONUS, open_rewards, parameter


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
