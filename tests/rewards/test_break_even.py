"""Where a reward is earned back: break-evens that exist, do not, or are several, and what one more
euro does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.rewards import RewardPlan
from metrics.rewards.break_even import ALWAYS, FROM, NEVER, SEVERAL, UP_TO
from metrics.rewards.model import appraise
from metrics.rewards.pay_range import INSIDE, find_pay_range, isolate_category
from tests.rewards.pay_range_cases import ASSUMPTIONS, CASH, FACTS, STRONG, found_at, scenario


def test_one_break_even_is_found_to_the_cent_with_its_range():
    pay_range = found_at(lambda amount: 1234.5 - 2.5 * amount)
    (only,) = pay_range.break_even
    assert (only.amount, only.pays) == (pytest.approx(493.80, abs=0.01), "below")
    assert only.cost == only.amount
    assert [one.amount for one in (*pay_range.cautious, *pay_range.hopeful)] == pytest.approx(
        [453.8, 533.8]
    )
    assert pay_range.notes[1] == (UP_TO, {"amount": pytest.approx(493.80, abs=0.01)})


def test_a_reward_too_small_to_work_pays_from_an_amount_on():
    pay_range = found_at(lambda amount: amount - 300)
    assert [(round(one.amount, 1), one.pays) for one in pay_range.break_even] == [(300.0, "above")]
    assert pay_range.notes[1][0] == FROM


def test_a_plan_that_pays_at_every_reward_or_at_none_has_no_break_even_and_says_which():
    always, never = found_at(lambda _: 1.0), found_at(lambda _: -1.0)
    assert (always.break_even, always.notes[1][0]) == ((), ALWAYS)
    assert (never.break_even, never.notes[1][0]) == ((), NEVER)
    assert never.hopeful == () and never.curve[-1].high > 0, (
        "the hopeful end never passes zero either"
    )


def test_a_break_even_far_above_the_pay_range_is_found_too():
    (only,) = found_at(lambda amount: 40_000 - amount).break_even
    assert only.amount == pytest.approx(40_000, abs=0.01)
    assert found_at(lambda amount: 1e9 - amount).notes[1][0] == ALWAYS


def test_a_small_reward_that_works_less_well_gives_several_break_evens_and_none_is_left_out():
    def spoiling(amount: float) -> float:
        return 50.0 if not amount else -100 + amount if amount < 400 else 700 - amount

    pay_range = found_at(spoiling)
    assert [one.pays for one in pay_range.break_even] == ["below", "above", "below"]
    assert [one.amount for one in pay_range.break_even] == pytest.approx([0, 100, 700], abs=0.01)
    assert pay_range.notes[1] == (
        SEVERAL,
        pytest.approx({"first": 0, "last": 700, "n": 3}, abs=0.01),
    )
    assert pay_range.best.amount == pytest.approx(400, rel=0.3)


def test_a_value_that_jumps_past_zero_is_found_at_its_jump():
    pay_range = found_at(lambda amount: 10.0 if amount < 333.33 else -10.0)
    assert [one.amount for one in pay_range.break_even] == pytest.approx([333.33], abs=0.01)


def test_one_more_euro_is_counted_per_pairing_started_and_discounted():
    pay_range = found_at(
        lambda amount: -15 * amount
    )  # 20 pairings lose 15 of each 20 euros promised
    assert pay_range.marginal.base == pytest.approx(-0.75 * 1.08**0.5)
    quarterly = found_at(lambda amount: -30 * amount, replace(CASH, when="quarterly"))
    assert quarterly.marginal.base == pytest.approx(-0.75 * 1.08**0.5)  # half a euro, twice


def test_without_a_pairing_or_a_reward_there_is_no_marginal_value():
    assert find_pay_range(scenario(pairings=0), FACTS, ASSUMPTIONS, "sales").marginal is None
    pay_range = found_at(lambda amount: -amount, RewardPlan())
    assert (pay_range.marginal, pay_range.form, pay_range.present) == (None, "cash", 0)


@pytest.mark.parametrize("form", ["recognition", "lunch", "gift", "time_off", "cash", "training"])
def test_the_value_at_a_break_even_is_zero_and_its_sides_are_right(form):
    one = scenario(RewardPlan(form, 50.0), years=2, later_years="held")
    pay_range = find_pay_range(one, STRONG, ASSUMPTIONS, "sales")
    part = isolate_category(one, "sales", ASSUMPTIONS)
    assert pay_range.form == form
    for crossing in pay_range.break_even:
        near = [
            appraise(
                part.with_reward("sales", RewardPlan(form, crossing.amount + step)),
                STRONG,
                ASSUMPTIONS,
            ).base["npv"]
            for step in (-1.0, 1.0)
        ]
        assert (near[0] > 0 > near[1]) == (crossing.pays == "below")
    assert pay_range.break_even or pay_range.notes[1][0] in (ALWAYS, NEVER)


def test_a_reward_inside_its_pay_range_that_pays_has_a_break_even_above_its_floor():
    pay_range = find_pay_range(scenario(), STRONG, ASSUMPTIONS, "sales")
    (only,) = pay_range.break_even
    at = next(point for point in pay_range.curve if point.amount == 500)
    assert pay_range.place == INSIDE and at.base > 0
    assert pay_range.floor.base <= pay_range.present <= only.cost
    assert all(one.amount < only.amount for one in pay_range.cautious)
    assert only.amount < pay_range.hopeful[0].amount
