"""Hours and both prices of them, checked by hand."""

from __future__ import annotations

import pytest

from metrics.value import hours_by_category, load_assumptions
from metrics.value.hours import hour_price_range
from tests.companies import asked, drawn
from tests.conftest import TODAY

DRAWN = drawn(
    staff="""
        person_id | hire_date  | department | annual_salary
        ann       | 2020-01-01 | sales      | 40000
        zed       | 2015-01-01 | sales      | 60000
    """,
    pairings="""
        pairing_id | mentor_id | mentee_id | category | start_date
        m1         | zed       | ann       | peer     | 2024-03-10
    """,
    meetings="""
        pairing_id | held_on    | minutes
        m1         | 2024-03-20 | 90
        m1         | 2024-04-20 | 30
    """,
    categories="""
        category | outside_rate_low | outside_rate | outside_rate_high
        peer     | 100              | 150          | 200
    """,
)


def test_two_hours_cost_what_a_hand_computation_says():
    assumptions = load_assumptions()
    with asked(DRAWN, as_of=TODAY) as session:
        total, peer = hours_by_category(session, assumptions)
    assert (total.hours, peer.hours, peer.pairings, peer.mentors) == (2.0, 2.0, 1, 1)
    assert (peer.outside.low, peer.outside.base, peer.outside.high) == (200, 300, 400)
    hour = (
        (40_000 + 60_000)
        * 1.08
        * (1 + assumptions["employer_charges"].base)
        / assumptions["productive_hours"].base
    )
    assert peer.inside.base == pytest.approx(2 * hour)
    assert peer.inside.low < peer.inside.base < peer.inside.high


def test_a_category_without_a_rate_takes_the_assumption():
    assumptions = load_assumptions({"outside_rate": {"base": 140}})
    with asked({**DRAWN, "categories": []}, as_of=TODAY) as session:
        assert hours_by_category(session, assumptions)[1].outside.base == 280


def test_unknown_pay_takes_the_companys_mean_and_then_the_assumption():
    assumptions = load_assumptions()
    unknown = [{**row, "annual_salary": None} for row in DRAWN["staff"]]
    with asked({**DRAWN, "staff": unknown}, as_of=TODAY) as session:
        price = hour_price_range(assumptions["default_salary"].base, assumptions)
        assert hours_by_category(session, assumptions)[1].inside.base == pytest.approx(
            4 * price.base
        )


def test_without_meetings_there_is_nothing_to_price():
    with asked({**DRAWN, "meetings": []}, as_of=TODAY) as session:
        assert hours_by_category(session, load_assumptions()) == ()
