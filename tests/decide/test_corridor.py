"""The reward corridor: its ends to the cent, break-evens that exist, do not, or are several, and what always holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from metrics.decide import CategoryPlan, RewardPlan, Scenario, ScenarioError
from metrics.decide.appraisal import CAPACITY, COST, Appraisal, MoneyLine
from metrics.decide.corridor import (
    ABOVE,
    ALWAYS,
    BELOW,
    CLOSED,
    FROM,
    INSIDE,
    NEVER,
    PLACES,
    SEVERAL,
    UP_TO,
    apart,
    corridor,
    where,
)
from metrics.decide.facts import CategoryFacts, Effect, Facts
from metrics.decide.model import appraise
from metrics.value import assumptions
from metrics.value.outcome import Spread

OF = assumptions()
SALES = CategoryFacts("sales", 20, 15, 20, 0.8, mentor_pay=60_000, mentee_pay=40_000)
FACTS = Facts("snap", employees=200, wage_bill=9_000_000, mean_pay=45_000, leaving=0.12, categories={"sales": SALES})
CASH = RewardPlan("cash", 500.0)


def plan_of(reward: RewardPlan = CASH, *, pairings: int = 20) -> CategoryPlan:
    return CategoryPlan("sales", pairings, 24, months=6, effect="measured", reward=reward)


def scenario(reward: RewardPlan = CASH, *, pairings: int = 20, **more) -> Scenario:
    return Scenario("s", (plan_of(reward, pairings=pairings),), **more)


def worth(npv: Callable[[float], float], *, other: float = 0.0, give: float = 100.0) -> Callable[[Scenario], Appraisal]:
    """An appraisal whose net present value is a function of the reward: `give` euros less and more at its ends."""
    def flat(value: float) -> Spread:
        return Spread(value - 2 * give, value - give, value, value + give, value + 2 * give)

    def appraised(one: Scenario) -> Appraisal:
        value = npv(one.categories[0].reward.amount)
        lines = tuple(MoneyLine(name, "sales", COST, CAPACITY, 0, other, flat(other))
                      for name in ("mentor_time", "mentee_time"))
        return Appraisal(one, lines, {"npv": value}, *[flat(value)] * 4, None, None, None, 0.5, 0.0, (), flat(0.0))
    return appraised


def found_at(npv: Callable[[float], float], reward: RewardPlan = CASH, **more):
    return corridor(scenario(reward, tax_profile="none"), FACTS, OF, "sales", appraise=worth(npv, **more))


def test_the_floor_is_the_hours_times_what_an_own_hour_costs_the_mentor():
    floor = corridor(scenario(), FACTS, OF, "sales").floor
    hour = 60_000 * 1.08 * 1.1849 / 1575
    assert hour == pytest.approx(48.7502, abs=1e-4)
    assert (floor.low, floor.base, floor.high) == (
        0, pytest.approx(292.50, abs=0.005), pytest.approx(24 * 60_000 * 1.08 * 1.1849 / 1500))


def test_the_ceiling_is_the_hours_at_the_outside_rate_less_what_the_mentors_hours_cost_besides():
    hour, mean_hour = (pay * 1.08 * 1.1849 / 1575 for pay in (60_000, 45_000))
    mentor, talks, coordinator = 24 * hour, 6 * 52 / 12 * 0.17 * mean_hour, 52 * 6 * mean_hour / 20
    assert 24 * 127 - mentor - talks - coordinator == pytest.approx(1146.01, abs=0.005)
    found = corridor(scenario(), FACTS, OF, "sales").ceiling
    assert found.base == pytest.approx(1146.01, abs=0.005)
    assert found.low < found.base < found.high


def test_a_years_plan_repeated_has_the_same_ceiling_for_each_pairing():
    once, thrice = (corridor(scenario(years=years, later_years="held"), FACTS, OF, "sales").ceiling.base
                    for years in (1, 3))
    assert once == pytest.approx(thrice)


def test_the_ceilings_ends_take_the_cheapest_outsider_with_the_dearest_programme_and_the_other_way_about():
    found = found_at(lambda _: 0.0, other=20 * 100, give=200).ceiling
    assert (found.low, found.base, found.high) == pytest.approx((24 * 95 - 110, 24 * 127 - 100, 24 * 175 - 90))


def test_a_category_with_a_rate_of_its_own_has_its_own_ceiling():
    own = replace(FACTS, categories={"sales": replace(SALES, outside_rate=(100.0, 200.0, 300.0))})
    found = corridor(scenario(), own, OF, "sales", appraise=worth(lambda _: 0.0, give=0)).ceiling
    assert (found.low, found.base, found.high) == (2400, 4800, 7200)


def test_the_present_reward_counts_at_what_it_costs_the_employer():
    assert corridor(scenario(), FACTS, OF, "sales").present == pytest.approx(500 * 1.1849, abs=0.005)
    quarterly = scenario(replace(CASH, when="quarterly"), tax_profile="none")
    assert corridor(quarterly, FACTS, OF, "sales").present == 1000
    net = corridor(scenario(replace(CASH, paid="net")), FACTS, OF, "sales").present
    assert net == pytest.approx(500 / (1 - 0.3756 - 0.0651 - 0.06398) * 1.1849, abs=0.005)  # and credits lost
    for when, times in (("once", 1), ("quarterly", 2)):  # and the way there, and a day of work, each time
        training = scenario(RewardPlan("training", 500.0, when), tax_profile="none")
        found = corridor(training, FACTS, OF, "sales").present
        assert found == pytest.approx(times * (500 + 100 + 8 * 48.7502), abs=0.005)


def test_above_what_is_left_of_the_free_space_the_levy_is_in_the_present_reward():
    space = 0.02 * 400_000 + 0.0118 * 8_600_000  # of a wage bill of 9 million in 2026: 109,480
    gift = scenario(RewardPlan("gift", 1000.0))  # 20,000 for all, of which 8,000 fit
    used = replace(FACTS, free_space_used=space - 8_000)
    assert corridor(gift, FACTS, OF, "sales").present == pytest.approx(1000)
    assert corridor(gift, used, OF, "sales").present == pytest.approx(1000 + 0.8 * 12_000 / 20)


def test_at_no_euros_recognition_is_still_given_and_a_bonus_is_not():
    asked = []

    def appraised(one: Scenario) -> Appraisal:
        asked.append(one.categories[0].reward)
        return worth(lambda _: 0.0)(one)

    for form, at_nothing in (("recognition", "recognition"), ("cash", "nothing")):
        asked.clear()
        corridor(scenario(RewardPlan(form, 10.0)), FACTS, OF, "sales", appraise=appraised)
        assert {one.form for one in asked[1:] if not one.amount} == {at_nothing}, "the first is without any reward"


@pytest.mark.parametrize(("present", "floor", "ceiling", "place"), [
    (99, 100, 200, BELOW), (100, 100, 200, INSIDE), (150, 100, 200, INSIDE), (200, 100, 200, INSIDE),
    (201, 100, 200, ABOVE), (150, 200, 100, CLOSED), (0, 0, -1, CLOSED), (0, 0, 0, INSIDE),
])
def test_the_reward_lies_below_inside_or_above_or_no_reward_pays(present, floor, ceiling, place):
    assert where(present, floor=floor, ceiling=ceiling) == place


@pytest.mark.parametrize(("amount", "place"), [(200, BELOW), (500, INSIDE), (1000, ABOVE)])
def test_the_sentence_says_where_the_reward_lies_with_its_figures(amount, place):
    found = corridor(scenario(replace(CASH, amount=amount)), FACTS, OF, "sales")
    assert found.place == place
    assert found.notes[0] == (PLACES[place], {"present": round(amount * 1.1849), "floor": 293, "ceiling": 1146})


def test_where_mentors_earn_more_than_outsiders_cost_no_reward_pays():
    dear = replace(FACTS, categories={"sales": replace(SALES, mentor_pay=400_000)})
    assert corridor(scenario(), dear, OF, "sales").place == CLOSED


def test_one_break_even_is_found_to_the_cent_with_its_range():
    found = found_at(lambda amount: 1234.5 - 2.5 * amount)
    (only,) = found.break_even
    assert (only.amount, only.pays) == (pytest.approx(493.80, abs=0.01), "below")
    assert only.cost == only.amount
    assert [one.amount for one in (*found.cautious, *found.hopeful)] == pytest.approx([453.8, 533.8])
    assert found.notes[1] == (UP_TO, {"amount": 494})


def test_a_reward_too_small_to_work_pays_from_an_amount_on():
    found = found_at(lambda amount: amount - 300)
    assert [(round(one.amount, 1), one.pays) for one in found.break_even] == [(300.0, "above")]
    assert found.notes[1][0] == FROM


def test_a_plan_that_pays_at_every_reward_or_at_none_has_no_break_even_and_says_which():
    always, never = found_at(lambda _: 1.0), found_at(lambda _: -1.0)
    assert (always.break_even, always.notes[1][0]) == ((), ALWAYS)
    assert (never.break_even, never.notes[1][0]) == ((), NEVER)
    assert never.hopeful == () and never.curve[-1].high > 0, "the hopeful end never passes zero either"


def test_a_break_even_far_above_the_corridor_is_found_too():
    (only,) = found_at(lambda amount: 40_000 - amount).break_even
    assert only.amount == pytest.approx(40_000, abs=0.01)
    assert found_at(lambda amount: 1e9 - amount).notes[1][0] == ALWAYS


def test_a_small_reward_that_spoils_gives_several_break_evens_and_none_is_left_out():
    def spoiling(amount: float) -> float:
        return 50.0 if not amount else -100 + amount if amount < 400 else 700 - amount

    found = found_at(spoiling)
    assert [one.pays for one in found.break_even] == ["below", "above", "below"]
    assert [one.amount for one in found.break_even] == pytest.approx([0, 100, 700], abs=0.01)
    assert found.notes[1] == (SEVERAL, {"first": 0, "last": 700, "n": 3})
    assert found.best.amount == pytest.approx(400, rel=0.3)


def test_a_value_that_jumps_past_zero_is_found_at_its_jump():
    found = found_at(lambda amount: 10.0 if amount < 333.33 else -10.0)
    assert [one.amount for one in found.break_even] == pytest.approx([333.33], abs=0.01)


def test_one_more_euro_is_counted_per_pairing_started_and_discounted():
    found = found_at(lambda amount: -15 * amount)  # 20 pairings lose 15 of each 20 euros promised
    assert found.marginal.base == pytest.approx(-0.75 * 1.08**0.5)
    quarterly = found_at(lambda amount: -30 * amount, replace(CASH, when="quarterly"))
    assert quarterly.marginal.base == pytest.approx(-0.75 * 1.08**0.5)  # half a euro, twice


def test_without_a_pairing_or_a_reward_there_is_no_margin():
    assert corridor(scenario(pairings=0), FACTS, OF, "sales").marginal is None
    found = found_at(lambda amount: -amount, RewardPlan())
    assert (found.marginal, found.form, found.present) == (None, "cash", 0)


STRONG = replace(FACTS, categories={
    "sales": replace(SALES, exits=Effect(0.10, 0.02, 30), score=Effect(0.30, 0.05, 30)),
    "it": CategoryFacts("it", 10, 10, 20, 0.8, 50_000, 50_000, exits=Effect(0.05, 0.02, 30))})


@pytest.mark.parametrize("form", ["recognition", "lunch", "gift", "time_off", "cash", "training"])
def test_the_value_at_a_break_even_is_nothing_and_its_sides_are_told_right(form):
    one = scenario(RewardPlan(form, 50.0), years=2, later_years="held")
    found = corridor(one, STRONG, OF, "sales")
    part = apart(one, "sales", OF)
    assert found.form == form
    for crossing in found.break_even:
        near = [appraise(part.with_reward("sales", RewardPlan(form, crossing.amount + step)), STRONG, OF).base["npv"]
                for step in (-1.0, 1.0)]
        assert (near[0] > 0 > near[1]) == (crossing.pays == "below")
    assert found.break_even or found.notes[1][0] in (ALWAYS, NEVER)


def test_a_reward_inside_its_corridor_that_pays_has_a_break_even_above_its_floor():
    found = corridor(scenario(), STRONG, OF, "sales")
    (only,) = found.break_even
    at = next(point for point in found.curve if point.amount == 500)
    assert found.place == INSIDE and at.base > 0
    assert found.floor.base <= found.present <= only.cost
    assert all(one.amount < only.amount for one in found.cautious)
    assert only.amount < found.hopeful[0].amount


def test_the_parts_of_a_scenario_add_up_to_the_whole():
    other = CategoryPlan("it", 30, 10, effect="measured", reward=RewardPlan("lunch", 20.0))
    whole = Scenario("s", (plan_of(), other), years=2, one_offs=5_000.0, later_years="held")
    parts = [appraise(apart(whole, name, OF), STRONG, OF).base["npv"] for name in ("sales", "it")]
    assert sum(parts) == pytest.approx(appraise(replace(whole, draws=100), STRONG, OF).base["npv"])


def test_a_scenarios_own_numbers_move_the_corridor():
    own = (("mentor_own_time", 1.0, 1.0, 1.0), ("outside_rate", 200.0, 200.0, 200.0))
    before, after = (corridor(scenario(assumptions=changed), FACTS, OF, "sales") for changed in ((), own))
    assert after.floor.base == pytest.approx(4 * before.floor.base)
    assert after.ceiling.base == pytest.approx(before.ceiling.base + 24 * (200 - 127))


def test_ranges_are_in_order_and_points_too():
    found = corridor(scenario(years=3, later_years="held"), STRONG, OF, "sales")
    for one in (found.floor, found.ceiling, found.marginal):
        assert one.low <= one.base <= one.high
    assert all(point.low <= point.high for point in found.curve)
    assert [point.amount for point in found.curve] == sorted({point.amount for point in found.curve})


def test_a_category_that_is_not_in_the_scenario_is_refused_in_a_sentence():
    with pytest.raises(ScenarioError, match="risk is not in the scenario"):
        corridor(scenario(), FACTS, OF, "risk")


def test_where_the_year_does_not_tell_what_cash_costs_a_plan_without_a_reward_is_asked_about_a_gift():
    assert corridor(scenario(RewardPlan(), tax_year=2027), FACTS, OF, "sales").form == "gift"
    assert corridor(scenario(RewardPlan(), tax_year=2026), FACTS, OF, "sales").form == "cash"


@pytest.mark.parametrize("reward", [RewardPlan("lunch", 25.0), CASH, RewardPlan("cash", 500.0, paid="net")])
def test_a_rate_that_the_year_does_not_hold_is_a_fault_at_the_form(reward):
    with pytest.raises(ScenarioError) as refused:
        corridor(scenario(reward, tax_year=2027), FACTS, OF, "sales")
    assert [one.place for one in refused.value.faults] == ["categories.sales.reward.form"]
