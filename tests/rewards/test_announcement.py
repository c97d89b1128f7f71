"""The statement: every kind of plan in both languages, whole sentences, no figure left open, and
names as people write them."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest

from metrics.i18n import locale_for
from metrics.rewards import CategoryPlan, RewardPlan, Scenario, ScenarioError
from metrics.rewards.announcement import (
    ALL_CATEGORIES,
    BONUSES,
    LIMITED_MEANS,
    NO_RIGHT,
    NOTHING_OFFERED,
    OFFERS,
    SIGNED,
    THANKS_PERSONALLY,
    THANKS_PUBLICLY,
    write_announcement,
)
from metrics.rewards.scenario import WHEN
from metrics.value.reward_cost import FORMS, PAID

english = locale_for("en")
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


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def test_every_term_of_a_plan_is_in_its_section():
    reward = RewardPlan("cash", 500.0, "quarterly", least_hours=0.8, least_checkins=3)
    text = said(reward, title="Winning customers", company="Example", years=2)
    title, who, expected, offered, no_promise, until = re.split("\n##? ", "\n" + text)[1:]
    assert "(Winning customers)" in title and "(Winning customers)" in who
    assert [numbers(part) for part in (who, expected, offered, no_promise, until)] == [
        ["20"],
        ["24", "6", "80", "3"],
        ["500", "2"],
        [],
        ["31", "2027"],
    ]
    assert english(LIMITED_MEANS) in no_promise and english(NO_RIGHT) in no_promise
    assert text.endswith("\n\n" + english(SIGNED, company="Example") + "\n")


@pytest.mark.parametrize(("form", "when"), list(product(FORMS, WHEN)))
def test_every_plan_has_a_complete_message_in_both_languages(form, when):
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
def test_the_message_states_the_limit_where_the_plan_does(language):
    stated, not_stated = (
        said(RewardPlan("cash", 500.0, reserved=one), language) for one in (True, False)
    )
    for sentence in map(locale_for(language), (LIMITED_MEANS, NO_RIGHT)):
        assert sentence in stated and sentence not in not_stated


@pytest.mark.parametrize(
    ("language", "day"), [("en", "31 December 2026"), ("nl", "31 december 2026")]
)
def test_the_end_is_the_last_day_of_the_plans_years(language, day):
    assert day in said(language=language)
    assert day not in said(language=language, years=2)
    assert day not in said(RewardPlan("cash", 500.0, ends=False), language)
    assert "2031" in said(language=language, until=date(2031, 6, 30))


@pytest.mark.parametrize(
    ("reward", "offer", "amount"),
    [
        (RewardPlan(), NOTHING_OFFERED, ""),
        (RewardPlan("cash", 0.0), NOTHING_OFFERED, ""),
        (RewardPlan("recognition", public=True), THANKS_PUBLICLY, ""),
        (RewardPlan("recognition", public=False), THANKS_PERSONALLY, ""),
        (RewardPlan("lunch", 15.0), OFFERS["lunch"], ""),
        (RewardPlan("gift", 50.0), OFFERS["gift"], ""),
        (RewardPlan("time_off", 250.0), OFFERS["time_off"], "€ 250"),
        (RewardPlan("cash", 499.5), BONUSES["gross"], "€ 499.50"),
        (RewardPlan("cash", 500.0, paid="net"), BONUSES["net"], "€ 500"),
        (RewardPlan("cash", 500.0, paid="free_space"), BONUSES["free_space"], "€ 500"),
        (RewardPlan("training", 1500.0), OFFERS["training"], "€ 1,500"),
    ],
)
def test_each_form_is_offered_in_a_sentence_of_its_own(reward, offer, amount):
    assert english(offer, amount=amount) in said(reward)


@pytest.mark.parametrize("form", ["lunch", "gift"])
def test_a_lunch_or_a_gift_has_no_price_in_it(form):
    assert "€" not in said(RewardPlan(form, 35.0))


def test_terms_of_a_reward_are_not_asked_where_there_is_none():
    text = said(RewardPlan("nothing", least_hours=0.8, least_checkins=37))
    assert not {"80", "37"} & set(numbers(text))


@pytest.mark.parametrize(
    ("language", "one", "more"),
    [
        ("en", "at most 1 pairing a year", "at most 1,200 pairings a year"),
        ("nl", "1 koppeling per jaar", "1.200 koppelingen per jaar"),
    ],
)
def test_singular_and_plural_differ(language, one, more):
    assert one in said(language=language, plan={"pairings": 1})
    assert more in said(language=language, plan={"pairings": 1200})
    assert "0" not in said(language=language, plan={"pairings": 0}).split("\n")[4]


def test_hours_appear_as_agreed():
    assert re.search(r"24 hours .* 6 months", said())
    assert re.search(r"1 hour .* 1 month\.", said(plan={"hours": 1, "months": 1}))
    assert "7.5 hours" in said(plan={"hours": 7.5})


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("empty", ["", "  \n\t", "\u200b"])
def test_without_names_nothing_is_left_open(empty, language):
    text = said(language=language, plan={"category": empty}, company=empty)
    _ = locale_for(language)
    assert "()" not in text and _(SIGNED, company="").strip() not in text
    assert f"({_(ALL_CATEGORIES)})" in text


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
def test_names_appear_as_people_write_them(name):
    assert f"({name})" in said(title=name) and english(SIGNED, company=name) in said(company=name)


def test_a_name_cannot_break_the_page_nor_turn_its_direction():
    text = said(title="one\n# two\r\n\u202ethree\x00", company="x" * 5000)
    assert "(one # two three)" in text and text.count("\n# ") == 0
    assert text.endswith("x…\n") and len(text) < 2_000


def test_a_category_that_is_not_in_the_scenario_is_refused_in_a_sentence():
    with pytest.raises(ScenarioError, match="risk"):
        write_announcement(Scenario("s"), "risk", locale_for("en"))
