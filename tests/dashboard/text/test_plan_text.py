"""A plan's title is no surer than the effects behind it; a budget's neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.text import plan_tables, plan_text, portfolio_text
from metrics.evaluate import Reason, Verdict
from metrics.evaluate.verdict import CANNOT_TELL, CONTRADICTED, LEANS, WORDS
from metrics.i18n import locale_for
from metrics.portfolio import choose
from metrics.portfolio.options import PortfolioOption
from metrics.rewards.model import appraise
from metrics.value.assumptions import load_assumptions
from metrics.value.return_verdict import EFFECT_CONTRADICTED, OF_CATEGORY
from tests.dashboard.exports.business_case import facts, plan

LANGUAGES = pytest.mark.parametrize("language", ["en", "nl"])
CONTRADICTION = Verdict(
    CONTRADICTED,
    tuple(
        Reason(
            "effect",
            f"exits:{category}",
            OF_CATEGORY[EFFECT_CONTRADICTED],
            {"title": "Retention", "category": category},
        )
        for category in ("lunch", "gift")
    ),
)


def appraised(word):
    verdict = CONTRADICTION if word == CONTRADICTED else Verdict(word)
    return replace(appraise(plan(), facts(), load_assumptions()), verdict=verdict)


@LANGUAGES
def test_the_title_of_a_contradicted_plan_holds_no_figure_and_no_odds(language):
    _ = locale_for(language)
    found = appraised(CONTRADICTED)
    title = plan_text.headline(found, _)
    assert title == _(plan_text.CONTRADICTED_PLAN)
    assert not any(sign.isdigit() for sign in title)
    assert plan_text.probability(found, _) == plan_text.NO_VALUE
    assert _.percent(found.pays) not in plan_text.subheading(found, _)


@LANGUAGES
def test_the_title_of_a_plan_that_cannot_be_told_begins_with_that(language):
    _ = locale_for(language)
    found = appraised(CANNOT_TELL)
    amount = _.money_short(found.net.median)
    title = plan_text.headline(found, _)
    assert title == _(
        plan_text.UNDECIDED_PLAN, amount=amount, span=_.plural("in a year", "over {n} years", 3)
    )
    assert _.percent(found.pays) not in title


def test_a_plan_that_leans_keeps_its_figure():
    _ = locale_for("en")
    found = appraised(LEANS)
    assert _.money_short(abs(found.net.median)) in plan_text.headline(found, _)


@LANGUAGES
def test_a_reason_that_holds_for_two_categories_is_one_sentence_with_both_names(language):
    _ = locale_for(language)
    names = {"lunch": "First", "gift": "Second"}
    word, *reasons = plan_text.verdict_lines(appraised(CONTRADICTED), names, _)
    assert _(WORDS[CONTRADICTED]) in word
    assert len(reasons) == 1
    assert "First, Second" in reasons[0]


@LANGUAGES
def test_the_tables_of_a_plan_hold_the_word(language):
    _ = locale_for(language)
    found = appraised(CONTRADICTED)
    rows = dict(plan_tables.decision_rows({"today": found}, {"today": 0.0}, _))
    assert rows[_(plan_tables.VERDICT)] == [_(WORDS[CONTRADICTED])]
    assert [_(plan_tables.VERDICT), "", "", _(WORDS[CONTRADICTED])] in plan_tables.figure_table(
        found, _
    )


@LANGUAGES
def test_the_best_use_of_a_budget_names_no_amount_that_is_contradicted(language):
    _ = locale_for(language)
    option = PortfolioOption(category="care", plan="thanks", net=5_432.0, cash=10.0)
    choice = choose([option], budget=1_000.0)
    net = _.money_short(5_432.0)
    titles = {
        word: portfolio_text.headline(choice, Verdict(word), _)
        for word in (LEANS, CANNOT_TELL, CONTRADICTED)
    }
    assert [net in title for title in titles.values()] == [True, True, False]
    assert len(set(titles.values())) == 3
