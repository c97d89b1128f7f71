"""What a reward costs the employer: one case by hand per form, the edges to the cent, and what
always holds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.value.employer import Employer
from metrics.value.reward_cost import FORMS, employer_cost
from metrics.value.tax import TaxError, tax_rules

NL26 = tax_rules("NL", 2026)
NONE = tax_rules("none", 2026)
ROOM = {"pay": 60_000, "free_space_left": 100_000}
CENT = 0.005


def cost(form, amount, *, rules=NL26, people=1, **more):
    return employer_cost(form, amount, rules=rules, people=people, **{**ROOM, **more})


# One case by hand per form, 2026 unless it says otherwise.


def test_nothing_costs_nothing():
    assert cost("nothing", 0, people=12).total == 0


@pytest.mark.parametrize("form", ["recognition", "time_off"])
def test_time_given_costs_its_hours_as_capacity_and_no_cash(form):
    reward = cost(form, 320, people=5)  # 8 hours of 40 euros for each of 5 mentors
    assert (reward.capacity, reward.cash, reward.total, reward.free_space_used) == (
        1_600,
        0,
        1_600,
        0,
    )


def test_training_is_exempt_also_with_the_free_space_used_up():
    reward = cost("training", 900, people=4, free_space_left=0)  # 850 of fees and 50 of travel
    assert (reward.cash, reward.levy, reward.free_space_used) == (3_600, 0, 0)


def test_a_meal_at_work_counts_for_its_fixed_value_and_costs_its_price():
    # 6 lunches of 18 euros for 10 mentors cost 1,080; 6 x 10 x 4.05 = 243 counts; 200 is left, so
    # 80 % of 43 = 34.40
    reward = cost("lunch", 18, people=10, times=6, free_space_left=200)
    assert reward.given == 1_080 and reward.free_space_used == 200
    assert reward.levy == pytest.approx(34.40, abs=CENT) and reward.total == pytest.approx(
        1_114.40, abs=CENT
    )


def test_a_meal_cheaper_than_the_fixed_value_counts_for_its_price():
    assert cost("lunch", 3, people=10).free_space_used == 30


def test_a_snack_at_work_counts_for_nothing():
    reward = cost("lunch", 6, people=10, employer=Employer(lunch="snack"), free_space_left=0)
    assert (reward.total, reward.levy) == (60, 0)


def test_a_meal_outside_counts_for_its_price():
    reward = cost("lunch", 45, people=10, employer=Employer(lunch="outside"), free_space_left=0)
    assert reward.levy == pytest.approx(360) and reward.total == pytest.approx(
        810
    )  # 450 and 80 % of it


def test_a_gift_costs_its_price_in_the_free_space_and_80_percent_more_above_it():
    # 20 mentors x 75 = 1,500; 1,000 is left; 80 % of 500 = 400
    reward = cost("gift", 75, people=20, free_space_left=1_000)
    assert (reward.total, reward.levy, reward.free_space_used) == (1_900, 400, 1_000)
    assert reward.each == 95


def test_a_gross_bonus_bears_social_charges():
    # 500 x 18.49 % = 92.45, for 8 mentors: 8 x 592.45 = 4,739.60
    reward = cost("cash", 500, people=8)
    assert reward.charges == pytest.approx(739.60, abs=CENT) and reward.total == pytest.approx(
        4_739.60, abs=CENT
    )


def test_a_bonus_of_2024_bears_the_charges_of_2024():
    assert cost("cash", 500, rules=tax_rules("NL", 2024)).total == pytest.approx(
        592.35, abs=CENT
    )  # 500 x 1.1847


def test_a_bonus_that_counts_for_holiday_pay_bears_charges_on_that_too():
    # 500 x 1.08 = 540; x 1.1713 (small employer) = 632.502
    reward = cost("cash", 500, employer=Employer(size="small", holiday_pay=0.08))
    assert reward.holiday_pay == pytest.approx(40) and reward.total == pytest.approx(
        632.502, abs=CENT
    )


def test_a_net_bonus_is_grossed_up_with_the_credits_that_are_lost():
    # kept of a euro at 60,000: 1 - 0.3756 - 0.0651 - 0.06398 = 0.49532; 300 / 0.49532 = 605.669; x
    # 1.1849 = 717.66
    reward = cost("cash", 300, paid="net")
    assert reward.given == 300 and reward.gross_up == pytest.approx(305.669, abs=CENT)
    assert reward.total == pytest.approx(717.66, abs=CENT)


def test_a_bonus_designated_to_the_free_space_costs_as_a_gift_does():
    designated = cost("cash", 750, people=20, paid="free_space", free_space_left=1_000)
    gift = cost("gift", 750, people=20, free_space_left=1_000)
    assert (designated.total, designated.levy) == (
        gift.total,
        gift.levy,
    ) and designated.charges == 0


# The edges.


@pytest.mark.parametrize(
    ("left", "total"),
    [
        (1_000.00, 1_000.00),  # exactly what is left
        (999.99, 1_000.008),  # one cent over: 0.8 cent of levy
        (0, 1_800.00),
        (-500, 1_800.00),  # more used than there was counts as none left
        (math.inf, 1_000.00),
    ],
)
def test_the_free_space_is_filled_to_the_cent(left, total):
    assert cost("gift", 100, people=10, free_space_left=left).total == pytest.approx(
        total, abs=1e-9
    )


@pytest.mark.parametrize(
    ("pay", "charges"),
    [
        (
            78_409,
            184.90,
        ),  # ends exactly at the highest premium wage of 79,409: 18.49 % of all of it
        (78_909, 92.45),  # 500 of 1,000 below it
        (79_408.99, 0.001849),
        (79_409, 0),
        (120_000, 0),
    ],
)
def test_charges_end_at_the_highest_premium_wage(pay, charges):
    assert cost("cash", 1_000, pay=pay).charges == pytest.approx(charges, abs=1e-6)


@pytest.mark.parametrize(("amount", "unusual"), [(2_400, False), (2_400.01, True)])
def test_more_than_2400_a_person_a_year_in_the_free_space_is_warned_about(amount, unusual):
    notes = cost("gift", amount).notes
    assert bool(notes) == unusual
    assert all(values == {"amount": amount, "limit": 2_400} for _, values in notes)


def test_a_gross_bonus_of_any_size_is_not_warned_about():
    assert cost("cash", 10_000).notes == ()


def test_the_rates_of_another_year_are_never_used():
    costs = {
        year: cost("cash", 1_000, rules=tax_rules("NL", year), paid="net").total
        for year in (2024, 2025, 2026)
    }
    assert len({round(float(one), 2) for one in costs.values()}) == 3


# Errors.


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("cash", {}),
        ("cash", {"paid": "net"}),
        ("lunch", {}),
    ],
)
def test_a_form_that_needs_a_rate_unknown_in_2027_is_an_error(form, more):
    with pytest.raises(TaxError) as refused:
        cost(form, 100, rules=tax_rules("NL", 2027), **more)
    assert refused.value.values["year"] == "2027"
    assert refused.value.values["known"] == "2024, 2025, 2026"


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("training", {}),
        ("gift", {}),
        ("time_off", {}),
        ("recognition", {}),
        ("nothing", {}),
        ("cash", {"paid": "free_space"}),
        ("lunch", {"employer": Employer(lunch="outside")}),
    ],
)
def test_a_form_that_needs_nothing_else_can_be_costed_in_2027(form, more):
    assert cost(form, 100, rules=tax_rules("NL", 2027), **more).total == 100


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": -1},
        {"amount": math.nan},
        {"pay": -1},
        {"people": -1},
        {"times": -1},
        {"people": np.array([3.0, -1.0])},
    ],
)
def test_a_negative_amount_is_an_error(wrong):
    with pytest.raises(TaxError) as refused:
        employer_cost("gift", **{"amount": 10, "people": 1, "rules": NL26, **ROOM, **wrong})
    assert not refused.value.values["value"] >= 0


@pytest.mark.parametrize(
    "wrong", [{"form": "car"}, {"paid": "black"}, {"employer": Employer(lunch="brunch")}]
)
def test_an_unknown_word_is_an_error_that_names_the_known_ones(wrong):
    with pytest.raises(TaxError) as refused:
        employer_cost(**{"form": "cash", "amount": 10, "people": 1, "rules": NL26, **ROOM, **wrong})
    assert refused.value.values["value"] in ("car", "black", "brunch")
    assert refused.value.values["value"] not in refused.value.values["known"]


# What always holds.

euros = st.floats(0, 20_000).map(lambda value: round(value, 2))
pays = st.floats(20_000, 150_000).map(lambda value: round(value, 2))
forms = st.sampled_from(FORMS)
paid_as = st.sampled_from(["gross", "net", "free_space"])


@settings(max_examples=60, deadline=None)
@given(form=forms, paid=paid_as, pay=pays, one=euros, other=euros, left=euros)
def test_more_never_costs_less_and_never_less_than_is_given(form, paid, pay, one, other, left):
    less, more = sorted((one, other))
    costs = [
        cost(form, amount, paid=paid, pay=pay, free_space_left=left, people=7)
        for amount in (less, more)
    ]
    assert costs[0].total <= costs[1].total + 1e-6
    assert all(each.total >= each.given - 1e-9 for each in costs)


@settings(max_examples=60, deadline=None)
@given(amount=euros, left=euros, people=st.integers(0, 40))
def test_in_the_free_space_an_amount_costs_itself_and_above_it_one_point_eight_times(
    amount, left, people
):
    total = cost("gift", amount, people=people, free_space_left=left).total
    inside = min(amount * people, left)
    assert total == pytest.approx(inside + 1.8 * (amount * people - inside))


@settings(max_examples=40, deadline=None)
@given(form=forms, paid=paid_as, amount=euros, pay=pays)
def test_without_tax_rules_an_amount_costs_what_it_is(form, paid, amount, pay):
    assert (
        cost(form, amount, rules=NONE, paid=paid, pay=pay, people=3, free_space_left=0).total
        == amount * 3
    )


@settings(max_examples=40, deadline=None)
@given(form=forms, paid=paid_as, amount=euros, left=euros)
def test_draws_of_people_cost_what_each_of_them_costs(form, paid, amount, left):
    people = np.array([0.0, 1.0, 2.5, 40.0])
    together = cost(form, amount, people=people, paid=paid, free_space_left=left)
    alone = [cost(form, amount, people=one, paid=paid, free_space_left=left) for one in people]
    assert np.broadcast_to(together.total, 4) == pytest.approx([one.total for one in alone])
    assert np.broadcast_to(together.each, 4) == pytest.approx([one.each for one in alone])
