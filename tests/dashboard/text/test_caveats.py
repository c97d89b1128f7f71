"""Caveats: the most consequential first, each with what would settle it."""

from __future__ import annotations

from dashboard.text.answer_text import ABSENT_TABLES
from dashboard.text.caveats import caveats
from metrics.i18n import locale_for
from metrics.value import load_assumptions
from tests.dashboard.text.answers import METRICS, answer

_ = locale_for("en")
UNCLEAR = answer(direction="unclear", low=-1.0, middle=0.5, high=2.0, needed=300)
FEW_COMPARED = answer("performance", matched_share=0.6, dropped={"no_base": 27})


def found(**about):
    usual = {"headlines": {}, "groups": {}, "outcome": None, "assumptions": load_assumptions()}
    return caveats(_, **{**usual, **about})


def test_an_unclear_headline_comes_first_and_there_are_three_caveats_at_most():
    first, second, third = found(
        headlines={"retention": UNCLEAR, "performance": FEW_COMPARED},
        groups={name: answer(direction="unclear", low=-1.0, needed=99) for name in "abc"},
    )
    assert first.text.startswith(METRICS["retention"].question) and "300" in first.next_step
    assert second.text.startswith(METRICS["performance"].title) and "40%" in second.text
    assert third.text.startswith("a") and "99" in third.next_step


def test_a_table_that_the_comparison_lacks_comes_before_everything_else():
    first, second = found(absent=["reviews"], headlines={"retention": UNCLEAR})
    assert first.text == ABSENT_TABLES["reviews"]
    assert second.text.startswith(METRICS["retention"].question)


def test_mentees_who_were_not_compared_for_a_reason_without_a_next_step_are_no_caveat():
    assert found(headlines={"performance": answer(matched_share=0.6, dropped={"left": 27})}) == []
