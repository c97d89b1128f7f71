"""The statement: every kind of plan in both languages, whole sentences, no figure left open, and
names as people write them."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest

from metrics.i18n import locale_for
from metrics.rewards import CategoryPlan, RewardPlan, Scenario, ScenarioError
from metrics.rewards.announcement import write_announcement
from metrics.rewards.scenario import FORMS, PAID, WHEN

LIMITED = {"en": "As a company with limited means", "nl": "Als bedrijf met beperkte middelen"}
NO_RIGHT = {
    "en": "no right for later can be derived",
    "nl": "geen rechten voor later worden ontleend",
}
CASH = RewardPlan("cash", 500.0)


def said(
    reward: RewardPlan = CASH,
    language: str = "en",
    *,
    plan: dict | None = None,
    years: int = 1,
    **more,
) -> str:
    one = CategoryPlan(
        **{"category": "sales", "pairings": 20, "hours": 24, "reward": reward, **(plan or {})}
    )
    text = write_announcement(
        Scenario("s", (one,), years=years), one.category, locale_for(language), **more
    )
    return text.replace("\u00a0", " ")


def test_a_statement_reads_as_it_would_be_sent():
    reward = RewardPlan("cash", 500.0, "quarterly", least_hours=0.8, least_checkins=3)
    assert (
        said(reward, title="Winning customers", company="Example", years=2)
        == """\
# Mentoring (Winning customers): what we offer and what we expect

## For whom

This is for everybody who mentors a colleague (Winning customers), for at most 20 pairings a year.

## What we expect

Mentor and mentee agree on 24 hours in 6 months. Whoever is too busy, or finds that the two do not get along, says so \
in time. The reward is for pairings that meet at least 80% of these hours. For the reward, at least 3 talks with the \
leader about how it goes must have been held.

## What we offer

We offer mentors a bonus of € 500 gross. A mentor can get it after each quarter of a pairing, at most 2 times. The \
management decides each time whether it is given; meeting the terms alone gives no right to it.

## What we do not promise

As a company with limited means, we cannot reward every initiative, however much we value it. This offer holds for \
this programme and this period only. It is not part of wages or terms of employment, and no right for later can be \
derived from its being given, even repeatedly. We may change or end it for pairings that have not started yet. Taking \
part is no promise of promotion, higher pay or a better review.

## Until when

This holds for pairings that start on or before 31 December 2027. Then it ends by itself; going on after that would be \
a new decision, put in writing.

On behalf of Example
"""
    )


@pytest.mark.parametrize(("form", "when"), list(product(FORMS, WHEN)))
def test_every_plan_is_said_whole_in_both_languages(form, when):
    for paid, careful, years_before, months in product(PAID, (True, False), (0, 3), (2, 18)):
        reward = RewardPlan(
            form,
            1234.5,
            when,
            0.8 if careful else 0.0,
            3 if careful else 0,
            paid,
            careful,
            careful,
            careful,
            careful,
            years_before,
        )
        english, dutch = (
            said(reward, language, plan={"months": months}) for language in ("en", "nl")
        )
        for text in (english, dutch):
            assert not re.search(r"[{}]|%\(|None|\b(nan|inf)\b", text)
            assert text.count("\n## ") == 5 and "\n\n\n" not in text and text.endswith(".\n")
        shared = set(re.split(r"(?<=[.])\s|\n+", english)) & set(re.split(r"(?<=[.])\s|\n+", dutch))
        assert shared <= {""}, "every sentence is in the reader's language"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_limit_is_in_it_where_the_plan_states_one(language):
    stated, not_stated = (
        said(RewardPlan("cash", 500.0, reserved=one), language) for one in (True, False)
    )
    assert LIMITED[language] in stated and NO_RIGHT[language] in stated
    assert LIMITED[language] not in not_stated and NO_RIGHT[language] not in not_stated


@pytest.mark.parametrize(
    ("language", "day"), [("en", "31 December 2026"), ("nl", "31 december 2026")]
)
def test_the_end_is_the_last_day_of_the_plans_years(language, day):
    assert day in said(language=language)
    assert day not in said(language=language, years=2)
    assert day not in said(RewardPlan("cash", 500.0, ends=False), language)
    assert "2031" in said(language=language, until=date(2031, 6, 30))


@pytest.mark.parametrize(
    ("reward", "offered"),
    [
        (RewardPlan(), "no reward in money or in kind"),
        (RewardPlan("cash", 0.0), "no reward in money or in kind"),
        (RewardPlan("recognition", public=True), "thank mentors openly"),
        (RewardPlan("recognition", public=False), "thank mentors personally"),
        (RewardPlan("lunch", 15.0), "offer mentors a lunch"),
        (RewardPlan("gift", 50.0), "offer mentors a gift"),
        (RewardPlan("time_off", 250.0), "paid time off, worth € 250"),
        (RewardPlan("cash", 499.5), "a bonus of € 499.50 gross"),
        (RewardPlan("cash", 500.0, paid="net"), "a bonus of € 500 net"),
        (RewardPlan("cash", 500.0, paid="free_space"), "€ 500, on which they pay no tax"),
        (
            RewardPlan("training", 1500.0),
            "a training of the mentor's own choice, for work and career, up to € 1,500",
        ),
    ],
)
def test_each_form_is_offered_in_its_own_words(reward, offered):
    assert offered in said(reward)


@pytest.mark.parametrize("form", ["lunch", "gift"])
def test_a_lunch_or_a_gift_has_no_price_in_it(form):
    assert "€" not in said(RewardPlan(form, 35.0))


def test_terms_of_a_reward_are_not_asked_where_there_is_none():
    text = said(RewardPlan("nothing", least_hours=0.8, least_checkins=3))
    assert "reward is for" not in text and "For the reward" not in text


@pytest.mark.parametrize(
    ("language", "one", "more"),
    [
        ("en", "at most 1 pairing a year", "at most 1,200 pairings a year"),
        ("nl", "1 koppeling per jaar", "1.200 koppelingen per jaar"),
    ],
)
def test_one_and_many_are_said_differently(language, one, more):
    assert one in said(language=language, plan={"pairings": 1})
    assert more in said(language=language, plan={"pairings": 1200})
    assert "0" not in said(language=language, plan={"pairings": 0}).split("\n")[4]


def test_hours_are_said_as_they_are_agreed():
    assert "24 hours in 6 months" in said()
    assert "1 hour in 1 month." in said(plan={"hours": 1, "months": 1})
    assert "7.5 hours" in said(plan={"hours": 7.5})


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("empty", ["", "  \n\t", "\u200b"])
def test_without_names_nothing_is_left_open(empty, language):
    text = said(language=language, plan={"category": empty}, company=empty)
    assert "()" not in text and not re.search(r"On behalf of|Namens", text)
    assert {"en": "(all categories)", "nl": "(alle categorieën)"}[language] in text


@pytest.mark.parametrize(
    "name",
    [
        "R&D {budget} %s 100%",
        "Café «Zürich» – 東京 🙂",
        'O\'Neil "quoted" \\ back',
        "<script>alert(1)</script>",
        "a|b*c_d",
    ],
)
def test_names_stand_as_people_write_them(name):
    assert f"({name})" in said(title=name) and f"On behalf of {name}" in said(company=name)


def test_a_name_cannot_break_the_page_nor_turn_its_direction():
    text = said(title="one\n# two\r\n\u202ethree\x00", company="x" * 5000)
    assert "(one # two three)" in text and text.count("\n# ") == 0
    assert text.endswith("x…\n") and len(text) < 2_000


def test_a_category_that_is_not_in_the_scenario_is_refused_in_a_sentence():
    with pytest.raises(ScenarioError, match="risk is not in the scenario"):
        write_announcement(Scenario("s"), "risk", locale_for("en"))
