"""Released facts reveal nobody's pay, reward or answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.disclosure import release
from metrics.rewards import CategoryPlan, RewardPlan, Scenario
from metrics.rewards.model import appraise
from metrics.rewards.pay_range import find_pay_range
from metrics.rewards.precedent import assess_precedent
from metrics.value import MeasuredResponse, Offer, Offers, Range, load_assumptions
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate

EFFECT = EffectEstimate(0.1, 0.03, 40.0)


def category(name: str, mentors: int, pay: float, **more) -> CategoryFacts:
    return CategoryFacts(
        name,
        pairings=30,
        mentors=mentors,
        hours_per_pairing=17.0,
        completion=0.6,
        mentor_pay=pay,
        mentee_pay=41_230.0,
        exits=EFFECT,
        score=EFFECT,
        recent=12,
        **more,
    )


def company(pay_of_few: float, mentors: int = 1) -> CompanyFacts:
    wages = 40_130_000.0 + pay_of_few
    parts = (
        category("", 40, (39 * 60_000 + pay_of_few) / 40),
        category("many", 39, 60_000.0),
        category("few", mentors, pay_of_few, reward_form="cash", reward_amount=pay_of_few / 100),
    )
    return CompanyFacts(
        "s",
        employees=900,
        wage_bill=wages,
        mean_pay=wages / 900,
        leaving=0.2312,
        categories={one.category: one for one in parts},
    )


def scenario() -> Scenario:
    plans = tuple(
        CategoryPlan(name, 12, 20.0, effect="measured", reward=RewardPlan("cash", 500.0))
        for name in ("many", "few")
    )
    return Scenario("s", plans, draws=200)


def test_no_figure_of_the_page_depends_on_what_the_only_mentor_of_a_category_earns():
    of = load_assumptions()
    shown = []
    for pay in (58_000.0, 61_000.0):
        facts = release(company(pay))
        shown.append(
            (
                facts,
                appraise(scenario(), facts, of),
                find_pay_range(scenario(), facts, of, "few"),
                assess_precedent(scenario().categories[1], scenario(), facts, of),
            )
        )
    assert shown[0] == shown[1]
    raw = [appraise(scenario(), company(pay), of).base for pay in (58_000.0, 61_000.0)]
    assert raw[0] != raw[1]


def test_the_company_stands_in_for_a_small_category():
    released = release(company(58_000.0, mentors=9))
    few, whole = released.categories["few"], released.categories[""]
    assert released.replaced_categories == ("few",)
    assert (few.exits, few.score) == (None, None)
    assert (few.reward_form, few.reward_amount) == (whole.reward_form, whole.reward_amount)
    assert few.mentor_pay == released.mean_pay and few.completion == whole.completion
    assert few.mentors == 5
    assert release(company(58_000.0, mentors=10)).replaced_categories == ()


@pytest.mark.parametrize(("few", "shown"), [(0, 0), (1, 5), (9, 5), (10, 10), (23, 23)])
def test_counts_of_one_to_nine_are_released_as_five(few, shown):
    known = company(58_000.0)
    parts = {**known.categories, "many": replace(known.categories["many"], recent=few)}
    assert release(replace(known, categories=parts)).categories["many"].recent == shown


def test_pay_and_wage_bill_are_rounded():
    facts = release(company(58_000.0))
    for one in facts.categories.values():
        assert one.mentor_pay % 500 == one.mentee_pay % 500 == 0
    assert facts.wage_bill % 100_000 == 0 and facts.mean_pay % 500 == 0 and facts.leaving == 0.23


@pytest.mark.parametrize(
    ("recent", "amount", "shown"), [(9, 433.33, 400.0), (9, 1_480.0, 1_000.0), (10, 433.33, 433.33)]
)
def test_a_recent_reward_of_few_mentors_has_one_digit(recent, amount, shown):
    known = company(58_000.0)
    paid = replace(
        known.categories["many"], recent=recent, reward_form="cash", reward_amount=amount
    )
    assert (
        release(replace(known, categories={**known.categories, "many": paid}))
        .categories["many"]
        .reward_amount
        == shown
    )


def test_answers_of_few_mentors_to_an_offer_count_as_not_measured():
    told = Range(0.5, 0.6, 0.7)
    rows = tuple(
        Offer("cash", low, None, *(MeasuredResponse(30, people, 20, told, told, told),) * 2)
        for low, people in ((0.0, 9), (500.0, 10))
    )
    few, many = release(replace(company(58_000.0), offers=Offers(rows))).offers.rows
    assert few.acceptance == few.completion == MeasuredResponse(0, 0, 0)
    assert many == rows[1]


def test_released_facts_released_again_are_the_same():
    once = release(company(58_000.0))
    assert release(once) == once
