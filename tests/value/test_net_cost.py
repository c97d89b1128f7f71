"""What it costs to leave an amount net: the gross amount behind it by hand, and 1,000 euros net in
every way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.value.employer import Employer
from metrics.value.reward_cost import gross_amount, net_cost
from metrics.value.tax import tax_rules

NL26 = tax_rules("NL", 2026)
CENT = 0.005


def test_a_net_amount_that_crosses_a_bracket_is_worked_out_on_both_sides_of_it():
    # From 78,000, brackets only: 426 euros keep 62.44 % = 265.9944; the other 734.0056 / 0.505 =
    # 1,453.4764
    gross = gross_amount(1_000, rules=NL26, pay=78_000, credits=False)
    assert gross == pytest.approx(426 + 1_453.4764, abs=CENT)


def test_from_the_highest_bracket_only_the_labour_credit_is_lost_and_above_its_end_nothing():
    assert gross_amount(1_000, rules=NL26, pay=90_000) == pytest.approx(
        1_000 / (1 - 0.4950 - 0.0651)
    )
    assert gross_amount(1_000, rules=NL26, pay=140_000) == pytest.approx(1_000 / 0.5050)


@settings(max_examples=60, deadline=None)
@given(net=st.floats(1, 20_000), pay=st.floats(20_000, 150_000), credits=st.booleans())
def test_what_is_left_of_the_gross_amount_is_the_net_one(net, pay, credits):
    names = ["income_tax", *(["labour_credit", "general_credit"] if credits else [])]
    gross = gross_amount(net, rules=NL26, pay=pay, credits=credits)
    tax = sum(NL26.rate(name).on(pay + gross) - NL26.rate(name).on(pay) for name in names)
    assert gross - tax == pytest.approx(net)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        # at 60,000: 1,000 / (1 - rate) x (1 + charges); with credits the 6.51 % and the general
        # credit's rate are lost too;
        # at 100,000, above the highest premium wage: 1,000 / 0.505 and 1,000 / (0.505 - 0.0651)
        (2024, [1_000, 1_800, 1_858.00, 2_347.36, 1_980.20, 2_273.24]),  # 36.97 %, 6.63 %, 17.11 %
        (2025, [1_000, 1_800, 1_877.16, 2_362.65, 1_980.20, 2_273.24]),  # 37.48 %, 6.337 %, 17.36 %
        (2026, [1_000, 1_800, 1_875.88, 2_364.73, 1_980.20, 2_273.24]),  # 37.56 %, 6.398 %, 17.13 %
    ],
)
def test_a_thousand_euros_net_costs_by_form_what_a_hand_computation_says(year, expected):
    rows = net_cost(tax_rules("NL", year), employer=Employer(size="small"))
    assert [row.cost for row in rows] == pytest.approx(expected, abs=CENT)


def test_where_the_years_income_tax_is_unknown_the_other_ways_still_have_a_cost():
    rows = net_cost(tax_rules("NL", 2027))
    assert [row.cost for row in rows] == [1_000, 1_800, None, None, None, None]
    assert all("2027" in str(row.reason) for row in rows[2:])


def test_without_tax_rules_a_thousand_euros_net_costs_a_thousand_in_every_way():
    assert {
        row.cost for row in net_cost(tax_rules("none", 2026), employer=Employer(holiday_pay=0.08))
    } == {1_000}
