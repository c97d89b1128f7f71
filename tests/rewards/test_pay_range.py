"""The pay range: its ends to the cent, where a reward lies in it, and what always holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.rewards import CategoryPlan, RewardPlan, Scenario, ScenarioError
from metrics.rewards.appraisal import Appraisal
from metrics.rewards.model import appraise
from metrics.rewards.pay_range import (
    ABOVE,
    BELOW,
    CLOSED,
    INSIDE,
    PLACES,
    find_pay_range,
    isolate_category,
    place_in_range,
)
from tests.rewards.pay_range_cases import (
    ASSUMPTIONS,
    CASH,
    FACTS,
    SALES,
    STRONG,
    found_at,
    plan_of,
    scenario,
    worth,
)


def test_the_floor_is_the_hours_times_the_price_of_the_mentors_own_time():
    floor = find_pay_range(scenario(), FACTS, ASSUMPTIONS, "sales").floor
    hour = 60_000 * 1.08 * 1.1849 / 1575
    assert hour == pytest.approx(48.7502, abs=1e-4)
    assert (floor.low, floor.base, floor.high) == (
        0,
        pytest.approx(292.50, abs=0.005),
        pytest.approx(24 * 60_000 * 1.08 * 1.1849 / 1500),
    )


def test_the_ceiling_is_the_hours_at_the_outside_rate_less_the_other_costs_of_mentoring():
    hour, mean_hour = (pay * 1.08 * 1.1849 / 1575 for pay in (60_000, 45_000))
    mentor, talks, coordinator = 24 * hour, 6 * 52 / 12 * 0.17 * mean_hour, 52 * 6 * mean_hour / 20
    assert 24 * 127 - mentor - talks - coordinator == pytest.approx(1146.01, abs=0.005)
    ceiling = find_pay_range(scenario(), FACTS, ASSUMPTIONS, "sales").ceiling
    assert ceiling.base == pytest.approx(1146.01, abs=0.005)
    assert ceiling.low < ceiling.base < ceiling.high


def test_a_years_plan_repeated_has_the_same_ceiling_for_each_pairing():
    once, thrice = (
        find_pay_range(
            scenario(years=years, later_years="held"), FACTS, ASSUMPTIONS, "sales"
        ).ceiling.base
        for years in (1, 3)
    )
    assert once == pytest.approx(thrice)


def test_the_ceilings_low_end_has_the_cheapest_outsider_and_the_most_expensive_programme():
    ceiling = found_at(lambda _: 0.0, other=20 * 100, give=200).ceiling
    assert (ceiling.low, ceiling.base, ceiling.high) == pytest.approx(
        (24 * 95 - 110, 24 * 127 - 100, 24 * 175 - 90)
    )


def test_a_category_with_a_rate_of_its_own_has_its_own_ceiling():
    own = replace(FACTS, categories={"sales": replace(SALES, outside_rate=(100.0, 200.0, 300.0))})
    ceiling = find_pay_range(
        scenario(), own, ASSUMPTIONS, "sales", appraise=worth(lambda _: 0.0, give=0)
    ).ceiling
    assert (ceiling.low, ceiling.base, ceiling.high) == (2400, 4800, 7200)


def test_the_present_reward_counts_at_what_it_costs_the_employer():
    assert find_pay_range(scenario(), FACTS, ASSUMPTIONS, "sales").present == pytest.approx(
        500 * 1.1849, abs=0.005
    )
    quarterly = scenario(replace(CASH, when="quarterly"), tax_profile="none")
    assert find_pay_range(quarterly, FACTS, ASSUMPTIONS, "sales").present == 1000
    net = find_pay_range(scenario(replace(CASH, paid="net")), FACTS, ASSUMPTIONS, "sales").present
    assert net == pytest.approx(
        500 / (1 - 0.3756 - 0.0651 - 0.06398) * 1.1849, abs=0.005
    )  # and credits lost
    for when, times in (
        ("once", 1),
        ("quarterly", 2),
    ):  # and the way there, and a day of work, each time
        training = scenario(RewardPlan("training", 500.0, when), tax_profile="none")
        present = find_pay_range(training, FACTS, ASSUMPTIONS, "sales").present
        assert present == pytest.approx(times * (500 + 100 + 8 * 48.7502), abs=0.005)


def test_above_what_is_left_of_the_free_space_the_levy_is_in_the_present_reward():
    space = 0.02 * 400_000 + 0.0118 * 8_600_000  # of a wage bill of 9 million in 2026: 109,480
    gift = scenario(RewardPlan("gift", 1000.0))  # 20,000 for all, of which 8,000 fit
    used = replace(FACTS, free_space_used=space - 8_000)
    assert find_pay_range(gift, FACTS, ASSUMPTIONS, "sales").present == pytest.approx(1000)
    assert find_pay_range(gift, used, ASSUMPTIONS, "sales").present == pytest.approx(
        1000 + 0.8 * 12_000 / 20
    )


def test_at_no_euros_recognition_is_still_given_and_a_bonus_is_not():
    asked = []

    def appraised(one: Scenario) -> Appraisal:
        asked.append(one.categories[0].reward)
        return worth(lambda _: 0.0)(one)

    for form, at_nothing in (("recognition", "recognition"), ("cash", "nothing")):
        asked.clear()
        find_pay_range(
            scenario(RewardPlan(form, 10.0)), FACTS, ASSUMPTIONS, "sales", appraise=appraised
        )
        assert {one.form for one in asked[1:] if not one.amount} == {at_nothing}, (
            "the first is without any reward"
        )


@pytest.mark.parametrize(
    ("present", "floor", "ceiling", "place"),
    [
        (99, 100, 200, BELOW),
        (100, 100, 200, INSIDE),
        (150, 100, 200, INSIDE),
        (200, 100, 200, INSIDE),
        (201, 100, 200, ABOVE),
        (150, 200, 100, CLOSED),
        (0, 0, -1, CLOSED),
        (0, 0, 0, INSIDE),
    ],
)
def test_the_reward_lies_below_inside_or_above_or_no_reward_pays(present, floor, ceiling, place):
    assert place_in_range(present, floor=floor, ceiling=ceiling) == place


@pytest.mark.parametrize(("amount", "place"), [(200, BELOW), (500, INSIDE), (1000, ABOVE)])
def test_the_sentence_says_where_the_reward_lies_with_its_figures(amount, place):
    pay_range = find_pay_range(scenario(replace(CASH, amount=amount)), FACTS, ASSUMPTIONS, "sales")
    assert pay_range.place == place
    text, values = pay_range.notes[0]
    assert text == PLACES[place]
    assert values == pytest.approx(
        {"present": amount * 1.1849, "floor": 292.50, "ceiling": 1146.01}, abs=0.005
    )


def test_where_mentors_earn_more_than_outsiders_cost_no_reward_pays():
    dear = replace(FACTS, categories={"sales": replace(SALES, mentor_pay=400_000)})
    assert find_pay_range(scenario(), dear, ASSUMPTIONS, "sales").place == CLOSED


def test_the_parts_of_a_scenario_add_up_to_the_whole():
    other = CategoryPlan("it", 30, 10, effect="measured", reward=RewardPlan("lunch", 20.0))
    whole = Scenario("s", (plan_of(), other), years=2, one_offs=5_000.0, later_years="held")
    parts = [
        appraise(isolate_category(whole, name, ASSUMPTIONS), STRONG, ASSUMPTIONS).base["npv"]
        for name in ("sales", "it")
    ]
    assert sum(parts) == pytest.approx(
        appraise(replace(whole, draws=100), STRONG, ASSUMPTIONS).base["npv"]
    )


def test_a_scenarios_own_numbers_move_the_pay_range():
    own = (("mentor_own_time", 1.0, 1.0, 1.0), ("outside_rate", 200.0, 200.0, 200.0))
    before, after = (
        find_pay_range(scenario(assumptions=changed), FACTS, ASSUMPTIONS, "sales")
        for changed in ((), own)
    )
    assert after.floor.base == pytest.approx(4 * before.floor.base)
    assert after.ceiling.base == pytest.approx(before.ceiling.base + 24 * (200 - 127))


def test_ranges_are_in_order_and_points_too():
    pay_range = find_pay_range(scenario(years=3, later_years="held"), STRONG, ASSUMPTIONS, "sales")
    for one in (pay_range.floor, pay_range.ceiling, pay_range.marginal):
        assert one.low <= one.base <= one.high
    assert all(point.low <= point.high for point in pay_range.curve)
    assert [point.amount for point in pay_range.curve] == sorted(
        {point.amount for point in pay_range.curve}
    )


def test_a_category_that_is_not_in_the_scenario_is_refused():
    with pytest.raises(ScenarioError) as refused:
        find_pay_range(scenario(), FACTS, ASSUMPTIONS, "risk")
    assert [fault.place for fault in refused.value.faults] == ["categories.risk"]


def test_where_rates_for_cash_are_unknown_a_plan_without_a_reward_is_about_a_gift():
    assert (
        find_pay_range(scenario(RewardPlan(), tax_year=2027), FACTS, ASSUMPTIONS, "sales").form
        == "gift"
    )
    assert (
        find_pay_range(scenario(RewardPlan(), tax_year=2026), FACTS, ASSUMPTIONS, "sales").form
        == "cash"
    )


@pytest.mark.parametrize(
    "reward", [RewardPlan("lunch", 25.0), CASH, RewardPlan("cash", 500.0, paid="net")]
)
def test_a_rate_unknown_in_the_year_is_a_fault_at_the_form(reward):
    with pytest.raises(ScenarioError) as refused:
        find_pay_range(scenario(reward, tax_year=2027), FACTS, ASSUMPTIONS, "sales")
    assert [one.place for one in refused.value.faults] == ["categories.sales.reward.form"]
