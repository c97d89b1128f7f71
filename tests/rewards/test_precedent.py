"""What a repeated reward may become: the score card by hand, the liability to the cent, and which
way it moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.rewards.faults import AMOUNT, BETWEEN, NO_POINTS
from metrics.rewards.precedent import (
    COUNCIL,
    FIRST_YEARS_RATES,
    HIGH,
    JUDGED,
    LAW,
    LOW,
    MEDIUM,
    NO_RISK,
    NOTHING,
    assess_precedent,
)
from metrics.rewards.scenario import CategoryPlan, RewardPlan, Scenario, ScenarioError
from metrics.value import load_assumptions
from metrics.value.company_facts import CategoryFacts, CompanyFacts

ASSUMPTIONS = load_assumptions()
FACTS = CompanyFacts(
    "snap",
    employees=200,
    wage_bill=9_000_000,
    mean_pay=45_000,
    free_space_used=10_000,
    categories={
        "sales": CategoryFacts("sales", 20, 15, 20, 0.8, mentor_pay=60_000, mentee_pay=40_000)
    },
)
CASH = RewardPlan("cash", 500.0)


def assess(
    reward: RewardPlan = CASH,
    *,
    pairings: int = 20,
    years: int = 1,
    facts: CompanyFacts = FACTS,
    company=ASSUMPTIONS,
    **scenario,
):
    plan = CategoryPlan("sales", pairings, 24, reward=reward)
    return assess_precedent(
        plan,
        Scenario("s", (plan,), years=years, tax_profile="none", **scenario),
        facts,
        company,
    )


def test_a_first_bonus_with_a_stated_limit_and_end_counts_for_its_cash_and_its_circle_only():
    risk = assess()
    assert {mark.name: mark.points for mark in risk.lines} == {
        "repeated": 0,
        "unwritten": 0,
        "formula": 0,
        "open": 0,
        "circle": pytest.approx(5),
        "cash": 10,
    }
    assert (risk.points, risk.most, risk.band) == (pytest.approx(15), 100, LOW)


def test_the_liability_is_chance_times_circle_times_yearly_cost_times_years_discounted_to_the_cent():
    risk = assess()  # 20 mentors at 500 euros: 10,000 a year, from the second year on
    assert (risk.circle, risk.yearly) == (20, 10_000)
    five, ten = (
        sum(10_000 / 1.08 ** (1.5 + year) for year in range(years)) for years in (5, 10)
    )  # in mid-year
    assert (five, ten) == (pytest.approx(38_419.87, abs=0.005), pytest.approx(64_567.79, abs=0.005))
    assert (risk.liability.low, risk.liability.base, risk.liability.high) == (
        0,
        pytest.approx(0.02 * 38_419.87, abs=0.005),
        pytest.approx(0.1 * 64_567.79, abs=0.005),
    )


def test_part_of_a_year_counts_for_that_part():
    risk = assess(
        assumptions=(
            ("precedent_years", 1.5, 1.5, 1.5),
            ("precedent_chance_low", 0.05, 0.05, 0.05),
        ),
        discount_rate=0.0,
    )
    assert risk.liability.base == pytest.approx(0.05 * 10_000 * 1.5)


def test_a_bonus_by_formula_without_limit_or_end_for_five_years_is_in_the_high_band():
    risk = assess(
        RewardPlan("cash", 500.0, reserved=False, discretionary=False, ends=False, years_before=4)
    )
    assert risk.points == pytest.approx(30 + 20 + 15 + 15 + 5 + 10)
    assert risk.band == HIGH and risk.probability.base == 0.6
    assert risk.liability.base == pytest.approx(0.6 * 38_419.87, abs=0.005)


def test_more_years_than_count_as_long_count_for_no_more_than_all_points():
    risk = assess(replace(CASH, years_before=20))
    assert {mark.name: mark.points for mark in risk.lines}["repeated"] == 30


def test_social_charges_are_part_of_what_an_entitlement_would_cost():
    plan = CategoryPlan("sales", 20, 24, reward=CASH)
    taxed = assess_precedent(plan, Scenario("s", (plan,), tax_year=2026), FACTS, ASSUMPTIONS)
    assert taxed.yearly == pytest.approx(10_000 * 1.1849, abs=0.01)


def test_a_quarterly_bonus_over_six_months_is_given_twice():
    assert assess(replace(CASH, when="quarterly")).yearly == 20_000


@pytest.mark.parametrize(
    "reward", [RewardPlan(), RewardPlan("cash", 0.0), RewardPlan("nothing", 100.0)]
)
def test_nothing_given_is_nothing_owed(reward):
    risk = assess(reward, years=10)
    assert (risk.band, risk.probability.high, risk.liability.high) == (NO_RISK, 0, 0)
    assert (NOTHING, {}) in risk.notes and (JUDGED, {}) not in risk.notes


def test_nobody_in_the_circle_is_nothing_owed():
    assert assess(pairings=0).liability.high == 0


def test_given_longer_the_chance_is_never_lower():
    rewards = [replace(CASH, reserved=False, ends=False, years_before=years) for years in range(12)]
    chances = [assess(reward).probability.base for reward in rewards]
    assert chances == sorted(chances) and chances[0] < chances[-1]
    planned = [assess(rewards[0], years=years).probability.base for years in range(1, 11)]
    assert planned == sorted(planned) and planned[0] < planned[-1]


@pytest.mark.parametrize("care", ["reserved", "discretionary", "ends"])
@pytest.mark.parametrize("years", [0, 1, 2, 4, 9])
@pytest.mark.parametrize("form", ["cash", "gift"])
def test_a_written_limit_discretion_or_a_stated_end_never_raises_the_chance(care, years, form):
    careless = RewardPlan(
        form, 500.0, reserved=False, discretionary=False, ends=False, years_before=years
    )
    before, after = assess(careless), assess(replace(careless, **{care: True}))
    assert after.points < before.points and after.probability.base <= before.probability.base


def test_in_kind_counts_for_less_than_cash():
    assert assess(replace(CASH, form="gift")).points == pytest.approx(5 + 0.3 * 10)


def test_recognition_is_neither_cash_nor_in_kind():
    assert assess(RewardPlan("recognition", 500.0)).points == pytest.approx(5)


def test_within_a_band_the_liability_is_linear_in_the_circle():
    one, two = assess(pairings=10), assess(pairings=20)
    assert one.band == two.band
    assert two.liability.base == pytest.approx(2 * one.liability.base)


def test_a_higher_discount_rate_never_makes_the_liability_larger():
    liabilities = [assess(discount_rate=rate).liability.base for rate in (0.0, 0.05, 0.1, 1.0)]
    assert liabilities == sorted(liabilities, reverse=True) and liabilities[0] > liabilities[-1]


def test_the_low_end_is_never_above_the_base_nor_the_base_above_the_high_end():
    for years in range(10):
        liability = assess(
            replace(CASH, reserved=False, discretionary=False, years_before=years)
        ).liability
        assert liability.low <= liability.base <= liability.high


def test_a_company_changes_bands_chances_and_points():
    own = {
        "precedent_middle_from": {"base": 0.1},
        "precedent_chance_middle": {"low": 0.1, "base": 0.25, "high": 0.3},
    }
    risk = assess(company=load_assumptions(own))
    assert (risk.band, risk.probability.base) == (MEDIUM, 0.25)
    assert assess(assumptions=(("precedent_cash", 0, 0, 0),)).points == pytest.approx(5)


@pytest.mark.parametrize(
    ("own", "text", "place"),
    [
        ({"precedent_chance_low": {"base": 0.9}}, BETWEEN, "precedent_chance_low"),
        (
            {"precedent_chance_high": {"low": 0.9, "base": 1.0, "high": 1.5}},
            BETWEEN,
            "precedent_chance_high",
        ),
        ({"precedent_middle_from": {"base": 0.8}}, BETWEEN, "precedent_middle_from"),
        ({"precedent_cash": {"base": -1}}, AMOUNT, "precedent_cash"),
        (
            {
                f"precedent_{name}": {"base": 0}
                for name in ("repeated", "unwritten", "formula", "open", "circle", "cash")
            },
            NO_POINTS,
            "precedent_repeated",
        ),
    ],
)
def test_bands_out_of_order_are_refused(own, text, place):
    with pytest.raises(ScenarioError) as refused:
        assess(company=load_assumptions(own))
    (fault,) = refused.value.faults
    assert (fault.text, fault.place) == (text, f"assumptions.{place}")


def test_a_rate_that_the_first_year_lacks_is_a_fault_at_the_form_like_any_other():
    plan = CategoryPlan("sales", 20, 24, reward=CASH)
    with pytest.raises(ScenarioError) as refused:
        assess_precedent(plan, Scenario("s", (plan,), tax_year=2027), FACTS, ASSUMPTIONS)
    assert [one.place for one in refused.value.faults] == ["categories.sales.reward.form"]


def test_the_year_whose_rates_an_entitlement_is_counted_with_is_said():
    plan = CategoryPlan("sales", 20, 24, reward=CASH)
    taxed = assess_precedent(plan, Scenario("s", (plan,), years=3), FACTS, ASSUMPTIONS)
    assert (FIRST_YEARS_RATES, {"year": "2026"}) in taxed.notes
    assert FIRST_YEARS_RATES not in [text for text, _values in assess().notes]


@pytest.mark.parametrize(("employees", "said"), [(49, False), (50, True)])
def test_the_works_council_is_named_from_fifty_employees_on(employees, said):
    notes = assess(facts=replace(FACTS, employees=employees)).notes
    assert ((COUNCIL, {"n": 50}) in notes) == said
    assert (LAW, {}) in notes and (JUDGED, {}) in notes


def test_a_company_without_known_staff_has_everybody_in_the_circle():
    risk = assess(facts=replace(FACTS, employees=0))
    assert [mark.share for mark in risk.lines if mark.name == "circle"] == [1]
