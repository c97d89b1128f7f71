"""The second computation of trials: who is in which, in which arm, from when and how long."""

from __future__ import annotations

from datetime import date

import pytest

from tests.oracle import time_to_event
from tests.oracle.on_paper import CONTROL, JAN, YEAR_END, company, rows_of
from tests.oracle.people import last_month, month_of
from tests.oracle.trials import trial_rows


def test_an_incomplete_month_is_not_counted():
    assert last_month(date(2024, 2, 29)) == month_of(date(2024, 2, 1))
    assert last_month(date(2024, 2, 28)) == month_of(date(2024, 1, 1))
    assert last_month(date(2023, 2, 28)) == month_of(date(2023, 2, 1))
    assert last_month(date(2023, 12, 31)) == month_of(date(2023, 12, 1))
    assert last_month(date(2024, 1, 1)) == month_of(date(2023, 12, 1))


@pytest.mark.parametrize("day", ["2020-02-01", "2020-02-15", "2020-02-29"])
def test_any_day_of_a_month_starts_the_clock_on_the_first_of_the_next(day):
    tables = company(
        CONTROL + "    ann | 2015-01-01 | | 2020-03-01",
        f"""
        pairing_id | mentor_id | mentee_id | category | start_date
        p1         | mo        | ann       | peer     | {day}
        """,
    )
    assert rows_of(tables, "ann") == [(1, 1, 0, True)]
    assert rows_of(tables, "con") == [(1, 0, 9, False)]


@pytest.mark.parametrize(
    ("exit_date", "expected"),
    [
        ("2020-01-31", []),
        ("2020-02-01", [(0, 1, 0, True)]),
        ("2020-02-29", [(0, 1, 0, True)]),
        ("2020-03-01", [(0, 1, 1, True)]),
        ("2020-12-31", [(0, 1, 10, True)]),
        ("2021-01-01", [(0, 1, 10, False)]),
        ("", [(0, 1, 10, False)]),
    ],
)
def test_a_leaver_counts_from_the_first_day_after_the_pairing_month(exit_date, expected):
    tables = company(
        CONTROL + f"    ann | 2015-01-01 | | {exit_date}",
        """
        pairing_id | mentor_id | mentee_id | category | start_date
        p1         | mo        | ann       | peer     | 2020-01-10
        """,
    )
    assert rows_of(tables, "ann") == expected


def test_a_pairing_in_the_last_or_an_incomplete_month_opens_no_trial():
    tables = company(
        CONTROL,
        """
        pairing_id | mentor_id | mentee_id | category | start_date
        p1         | mo        | con       | peer     | 2020-12-01
        """,
    )
    assert rows_of(tables, "con") == []
    assert rows_of(tables, "con", date(2021, 1, 30)) == []
    assert rows_of(tables, "con", date(2021, 1, 31)) == [(11, 1, 0, False)]


def test_someone_observed_late_is_in_no_trial_before_that():
    tables = company(
        CONTROL + "    late | 2015-01-01 | 2020-02-10 |\n    new | 2020-03-31 | |",
        """
        pairing_id | mentor_id | mentee_id | category | start_date
        p1         | mo        | a         | peer     | 2020-01-10
        p2         | mo        | b         | peer     | 2020-02-10
        p3         | mo        | c         | peer     | 2020-03-10
        """,
    )
    assert [row[0] for row in rows_of(tables, "con")] == [0, 1, 2]
    assert [row[0] for row in rows_of(tables, "late")] == [1, 2]
    assert [row[0] for row in rows_of(tables, "new")] == [2]
    tenure = {row.person_id: row.cell[3] for row in trial_rows(tables, [], as_of=YEAR_END)}
    assert tenure == {"con": 2, "late": 2, "new": 0}


def test_a_control_is_followed_until_the_month_before_pairing():
    tables = company(
        CONTROL + "    x | 2015-01-01 | |\n    y | 2015-01-01 | |",
        """
        pairing_id | mentor_id | mentee_id | category | start_date
        p1         | mo        | x         | peer     | 2020-01-10
        p2         | mo        | y         | peer     | 2020-02-10
        p3         | mo        | con       | peer     | 2020-04-10
        """,
    )
    assert rows_of(tables, "y") == [(1, 1, 9, False)]
    assert rows_of(tables, "con") == [(0, 0, 1, False), (1, 0, 0, False), (3, 1, 7, False)]


def test_a_rehire_is_a_new_spell_of_the_same_person():
    tables = company(
        CONTROL + "    back | 2019-01-01 | | 2020-02-15\n    back | 2020-05-01 | |",
        """
        pairing_id | mentor_id | mentee_id | category | start_date
        p1         | mo        | a         | peer     | 2020-01-10
        p2         | mo        | b         | peer     | 2020-03-10
        p3         | mo        | c         | peer     | 2020-05-10
        p4         | mo        | back      | peer     | 2020-06-10
        """,
    )
    assert rows_of(tables, "back") == [(0, 0, 0, True), (5, 1, 5, False)]


def test_only_the_first_pairing_and_its_mentor_count():
    tables = company(
        CONTROL,
        """
        pairing_id | mentor_id | mentee_id | category | start_date | end_date
        p3         | one       | con       | head     | 2020-01-10 | 2020-01-20
        p2         | two       | con       | peer     | 2020-01-10 |
        p1         | three     | con       | peer     | 2020-04-10 |
        """,
    )
    (row,) = trial_rows(tables, [], as_of=YEAR_END)
    assert (row.month, row.arm, row.mentor_or_person, row.attributes["category"]) == (
        JAN,
        1,
        "mentor two",
        "peer",
    )


def test_someone_who_mentors_in_the_month_is_in_neither_arm():
    months = """
        p1         | zed       | a         | peer     | 2020-01-10 |            |
        p2         | zed       | b         | peer     | 2020-02-10 |            |
        p3         | zed       | c         | peer     | 2020-03-10 |            |
        p4         | zed       | d         | peer     | 2020-04-10 |            |
    """
    pairings = """
        pairing_id | mentor_id | mentee_id | category | start_date | planned_end_date | end_date
        p5         | con       | e         | peer     | 2020-02-29 | {planned} | {end}
    """

    def trials_of_con(planned: str = "", end: str = "") -> list[int]:
        tables = company(CONTROL, pairings.format(planned=planned, end=end).rstrip() + months)
        return [row[0] for row in rows_of(tables, "con")]

    assert trials_of_con() == [0]
    assert trials_of_con(planned="2020-03-01") == [0, 3]
    assert trials_of_con(planned="2020-06-01", end="2020-02-29") == [0, 2, 3]


def test_any_event_is_followed_within_the_spell():
    tables = company(
        CONTROL + "    ann | 2015-01-01 | | 2020-06-30\n    bob | 2015-01-01 | |",
        """
        pairing_id | mentor_id | mentee_id | category | start_date
        p1         | mo        | ann       | peer     | 2020-01-10
        """,
    )
    events = [
        ("ann", JAN, 1, None),  # before time zero
        ("ann", JAN + 7, 1, None),  # after the spell
        ("con", JAN + 4, 1, None),
        ("con", JAN + 2, 1, None),
        ("bob", JAN + 3, 0, None),
    ]
    rows = trial_rows(tables, events, as_of=YEAR_END)
    assert {row.person_id: (row.u, row.event) for row in rows} == {
        "ann": (4, False),
        "con": (1, True),
        "bob": (2, False),
    }
    assert time_to_event(tables, events, as_of=YEAR_END).curves[0].d[1] == pytest.approx(0.5)
