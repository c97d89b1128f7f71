"""Hidden experts on customers: no lucky year, no small portfolio, no easier customers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from metrics.experts.count_outliers import EventCounts, comparable_cells, find_count_outliers
from metrics.experts.find import CUSTOMER_CASE_MIX, customer_experts
from metrics.experts.records import about_owners, count_customers
from tests.companies import asked, drawn

TRUTH = json.loads((Path(__file__).parents[2] / "sample_data" / "truth.json").read_text())
STAFF = """
person_id | hire_date  | exit_date  | department | job_family | grade
A         | 2020-01-01 |            | Sales      | field      | senior
B         | 2022-03-15 |            | Sales      | field      | junior
C         | 2020-01-01 | 2022-06-10 | Service    | desk       | junior
"""
CUSTOMERS = """
customer_id | owner_id | started_on | ended_on   | segment | product | annual_revenue | margin
K1          | A        | 2022-01-10 | 2022-04-02 | small   | x       | 1000           | 0.5
K2          | A        | 2020-06-01 |            | large   | x       | 3000           | 0.1
K3          | B        | 2021-01-01 | 2022-02-01 | small   | x       | 2000           | 0.2
K4          | B        | 2021-01-01 | 2022-03-31 | small   |         |                |
K5          | C        | 2022-05-01 | 2022-09-01 | small   | x       | 5000           | 0.3
K6          | X        | 2022-01-01 | 2022-04-01 | small   | x       | 9000           | 0.3
K7          | A        | 2022-11-30 | 2023-06-30 | small   | x       | 4000           | 0.1
"""


@pytest.fixture
def drawn_session():
    with asked(drawn(staff=STAFF, customers=CUSTOMERS), as_of=date(2022, 12, 31)) as session:
        yield session


def test_an_account_counts_while_its_owner_could_lose_it(drawn_session):
    count_customers(drawn_session)
    found = {
        row[0]: row[1:]
        for row in drawn_session.rows(
            "select customer_id, from_month - 24264, to_month - 24264, lost, size from "
            "account order by customer_id"
        )
    }
    assert found == {
        "K1": (0, 3, 1, 1),  # January to April, lost
        "K2": (-19, 11, 0, 2),  # kept to the end of the data
        "K4": (2, 2, 1, 0),  # its owner came in the month in which it was lost; without revenue
        "K5": (4, 5, 0, 3),  # lost after its owner had left: nobody's loss
        "K7": (10, 11, 0, 2),  # lost after the data end
    }  # K3 was lost before its owner came; K6 has no known owner


def test_counts_are_months_at_risk_and_losses_by_owner_half_and_case_mix(drawn_session):
    table = count_customers(drawn_session)
    of_a = table["owner_id"] == "A"
    assert (table["at_risk"].sum(), table["events"].sum()) == (4 + 31 + 1 + 2 + 2, 2)
    assert (
        table["at_risk"][of_a & (table["half"] == 1)].sum() == 19
    )  # half of 37, the month that reaches it included
    assert sorted(set(table["age_band"][of_a & (table["segment"] == "large")])) == [0, 1, 2]


def test_an_owner_has_a_department_and_a_mean_margin_per_customer(drawn_session):
    count_customers(drawn_session)
    about = about_owners(drawn_session)
    rows = {about["owner_id"][i]: i for i in range(3)}
    a, b, c = rows["A"], rows["B"], rows["C"]
    assert (about["department"][a], about["accounts"][a], about["kept"][a]) == ("Sales", 3, 2)
    assert about["annual_margin"][a] == pytest.approx((500 + 300 + 400) / 3) and np.isnan(
        about["annual_margin"][b]
    )
    assert (about["employed"][a], about["employed"][c]) == (1, 0)


def counts(*owners: tuple[int, int, int, int]) -> EventCounts:
    """One cell; per owner months at risk and losses in the first and the second half, beside
    ninety-nine alike."""
    rows = [*owners, *((100, 2, 100, 2) for _ in range(99))]
    at_risk = np.array([n for row in rows for n in row[::2]], dtype=float)
    lost = np.array([n for row in rows for n in row[1::2]], dtype=float)
    owner = np.repeat(np.arange(len(rows)), 2)
    half = np.tile([1, 2], len(rows))
    return EventCounts(
        owner, half, owner * 0, at_risk, lost, len(rows), np.ones(len(rows), dtype=bool)
    )


def test_an_owner_with_far_fewer_losses_in_both_halves_is_named():
    found = find_count_outliers(counts((1000, 6, 1000, 7)))
    assert found.named.tolist() == [True] + [False] * 99
    assert found.p[0] == pytest.approx(stats.binom.cdf(13, 409, 2000 / 21800), rel=1e-9)
    assert found.expected[0] == pytest.approx(409 * 2000 / 21800)


def test_one_good_half_is_not_enough():
    found = find_count_outliers(counts((1000, 1, 1000, 20)))
    assert found.p[0] < 0.005 and not found.named.any()


def test_a_small_portfolio_is_not_assessed_however_good():
    found = find_count_outliers(counts((200, 0, 200, 0)))
    assert not found.assessed.any() and np.isnan(found.p[0]) and not found.named.any()


def test_an_owner_with_far_more_losses_is_never_named():
    assert not find_count_outliers(counts((1000, 45, 1000, 45))).named.any()


def test_a_leaver_is_not_named_and_does_not_count_as_a_test():
    gone = replace(counts((1000, 6, 1000, 7)), eligible=np.arange(100) > 0)
    assert (
        not find_count_outliers(gone).named.any() and not find_count_outliers(gone).assessed.any()
    )


def test_easier_customers_do_not_make_an_expert():
    # the first has only customers who leave a quarter as often, under any owner
    rows = [(0, 1, 0, 2000, 20), (0, 2, 0, 2000, 20)]
    rows += [
        (i, half, cell, 500, 5 + 15 * cell)
        for i in range(1, 21)
        for half in (1, 2)
        for cell in (0, 1)
    ]
    alike = EventCounts(*map(np.array, zip(*rows, strict=True)), 21, np.ones(21, dtype=bool))
    assert not find_count_outliers(alike).named.any()
    assert find_count_outliers(replace(alike, cell=alike.cell * 0)).named[0]


def test_more_tests_need_smaller_p_values():
    one = counts((500, 4, 500, 5))
    assert (
        find_count_outliers(one).p[0] == pytest.approx(0.0062, abs=0.002)
        and find_count_outliers(one).named[0]
    )
    many = counts((500, 4, 500, 5), *[(500, 10, 500, 10)] * 60)
    assert not find_count_outliers(many).named.any()


def test_cells_grow_until_ten_customers_were_lost_in_each():
    table = {key: np.array([0, 0, 1, 1]) for key in CUSTOMER_CASE_MIX[:3]} | {
        "size": np.array([0, 1, 2, 3])
    }
    assert (
        comparable_cells(table | {"events": np.array([10, 10, 10, 10])}, CUSTOMER_CASE_MIX)[0]
        == CUSTOMER_CASE_MIX
    )
    keys, cell = comparable_cells(table | {"events": np.array([5, 5, 5, 5])}, CUSTOMER_CASE_MIX)
    assert keys == CUSTOMER_CASE_MIX[:3] and cell.tolist() == [0, 0, 1, 1]
    assert comparable_cells(table | {"events": np.array([1, 1, 1, 1])}, CUSTOMER_CASE_MIX)[0] == ()


def test_the_planted_expert_is_found_and_the_lucky_one_is_not(sample_session):
    found = customer_experts(sample_session)
    (expert,) = found.experts
    assert (
        expert.person_id == TRUTH["hidden_expert"]["person_id"] != TRUTH["lucky_one"]["person_id"]
    )
    assert (expert.department, expert.units) == ("Sales", TRUTH["hidden_expert"]["accounts"])
    assert expert.low <= TRUTH["hidden_expert"]["loss_ratio"] <= expert.high < 1
    assert expert.events / expert.expected < expert.ratio < 1
    assert expert.margin > 0 and found.owners > 200
    assert sum(n for _low, _high, n in found.by_size) == found.owners


def test_without_customers_there_is_no_answer():
    with asked(drawn(staff=STAFF), as_of=date(2022, 12, 31)) as session:
        assert customer_experts(session) is None
