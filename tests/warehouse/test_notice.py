"""The notice period: stated, or seen in the mentees' own exits."""

from __future__ import annotations

from datetime import date
from math import exp

import duckdb
import pytest

from metrics.warehouse.notice import deficit, notice_months


def months(*exits, at_risk=100):
    return {k: (at_risk, n) for k, n in enumerate(exits, start=1)}


def test_months_without_the_exits_that_later_months_let_expect_are_notice():
    steady = (3,) * 9
    assert deficit(months(0, 0, 3, *steady)) == (2, 0, pytest.approx(6.0))
    assert deficit(months(0, 0, 0, *steady)) == (3, 0, pytest.approx(9.0))
    assert deficit(months(0, 3, 3, *steady)) == (1, 0, pytest.approx(3.0))


def test_as_many_exits_as_later_or_too_few_to_see_are_no_notice():
    assert deficit(months(2, 3, 4, *(3,) * 9))[0] == 0
    assert deficit(months(0, 0, 0, 1, *(0,) * 8))[0] == 0  # 0.3 expected
    assert deficit(months(0, 0, 0)) == (0, 0, 0.0)


def test_a_few_exits_do_not_hide_a_notice_period_if_chance_would_rarely_leave_so_few():
    found, observed, expected = deficit(months(0, 0, 2, *(3,) * 9))
    assert (found, observed) == (3, 2) and expected == pytest.approx(9.0)
    assert exp(-9) * (1 + 9 + 81 / 2) < 0.05


def company(left: list[str | None], reason: str = "voluntary") -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(
        "create table staff (person_id varchar, hire_date date, exit_date date, "
        "exit_reason varchar, last_seen date)"
    )
    con.execute("create table pairings (mentee_id varchar, start_date date)")
    for i, day in enumerate(left):
        con.execute(
            "insert into staff values (?, '2020-01-01', ?, ?, null)", [f"p{i}", day, reason]
        )
        con.execute("insert into pairings values (?, '2023-03-15')", [f"p{i}"])
    return con


def test_a_stated_period_is_taken_as_it_is_and_not_asked_for():
    assert notice_months(company(["2023-08-31"] * 12), 0, date(2024, 12, 31)) == (0, [])
    assert notice_months(company([]), 2, date(2024, 12, 31)) == (2, [])


def test_an_unstated_period_is_seen_in_the_exits_and_asked_for():
    found, (asked,) = notice_months(company(["2023-08-31"] * 12), None, date(2024, 12, 31))
    assert (found, asked.rule) == (3, "run.notice_assumed")
    assert dict(asked.facts)["observed"] == 0
    found, (asked,) = notice_months(company([None] * 12), None, date(2024, 12, 31))
    assert (found, asked.rule) == (0, "run.notice_unstated")
    assert notice_months(company([None] * 9), None, date(2024, 12, 31)) == (0, [])


def test_people_who_moved_to_a_sister_company_gave_no_notice():
    moved = company(["2023-08-31"] * 12, "transfer")
    assert notice_months(moved, None, date(2024, 12, 31))[0] == 0
    last_seen = company([None] * 12)
    last_seen.execute("update staff set last_seen = '2023-08-31', exit_date = '2023-09-30'")
    assert notice_months(last_seen, None, date(2024, 12, 31))[0] == 0
