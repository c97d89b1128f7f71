"""Who is in which trial, month by month, for people drawn by hand."""

from __future__ import annotations

from datetime import date

import pytest

from metrics import comparison
from metrics.catalog import catalogue
from metrics.evaluate import evaluate
from metrics.evaluate.answer import NONE_YET
from metrics.evaluate.rows import load_metric_rows
from tests.companies import asked, drawn

METRICS = catalogue()
JAN = 2024 * 12
YEAR_END = date(2024, 12, 31)


def trials(
    staff: str, pairings: str, as_of: date = YEAR_END, positions: str = ""
) -> dict[str, list[tuple]]:
    """person -> rows (trial month counted from January 2024, arm, u, event)."""
    with asked(drawn(staff=staff, pairings=pairings, positions=positions), as_of=as_of) as session:
        load_metric_rows(session, METRICS["retention"], {})
        comparison.set_role(session, "mentee")
        comparison.form_trials(session)
        found: dict[str, list[tuple]] = {}
        for person, *row in session.rows(
            f"select person_id, trial_month - {JAN}, arm, u, event from follow_up order by person_id, trial_month"
        ):
            found.setdefault(person, []).append(tuple(row))
        return found


STAFF = """
    person_id | hire_date  | exit_date  | department
    ann       | 2020-01-01 |            | sales
    bea       | 2020-01-01 | 2024-06-10 | sales
    con       | 2020-01-01 |            | sales
"""
PAIRED = """
    pairing_id | mentor_id | mentee_id | category | start_date
    m1         | zed       | ann       | peer     | 2024-03-10
"""


def test_follow_up_starts_on_the_first_day_of_the_month_after_pairing():
    assert trials(STAFF, PAIRED) == {
        "ann": [(2, 1, 8, 0)],  # trial March; April is 0, December 8
        "bea": [(2, 0, 2, 1)],  # left in June, the third month
        "con": [(2, 0, 8, 0)],
    }


@pytest.mark.parametrize(
    ("exit_date", "expected"),
    [
        ("2024-03-31", None),  # the last day of the pairing month: not there at time zero
        ("2024-04-01", [(2, 1, 0, 1)]),  # the first day of follow-up: an event in month 0
        ("2024-12-31", [(2, 1, 8, 1)]),  # the last day of the data
        ("2025-01-01", [(2, 1, 8, 0)]),  # has not happened yet
    ],
)
def test_first_and_last_days_decide_who_is_followed(exit_date, expected):
    staff = STAFF.replace(
        "ann       | 2020-01-01 |           ", f"ann       | 2020-01-01 | {exit_date}"
    )
    assert trials(staff, PAIRED).get("ann") == expected


def test_paired_on_the_last_day_of_a_leap_february_starts_in_march():
    assert trials(STAFF, PAIRED.replace("2024-03-10", "2024-02-29"))["ann"] == [(1, 1, 9, 0)]


def test_a_hire_in_the_trial_month_can_be_compared_and_a_later_one_cannot():
    late = STAFF + "dan | 2024-03-20 | | sales\n eve | 2024-04-01 | | sales"
    found = trials(late, PAIRED)
    assert found["dan"] == [(2, 0, 8, 0)] and "eve" not in found


def test_a_control_is_followed_until_the_month_before_their_own_pairing():
    both = PAIRED + "m2 | zed | con | peer | 2024-06-15"
    assert trials(STAFF, both)["con"] == [(2, 0, 1, 0), (5, 1, 5, 0)]


def test_only_the_first_pairing_counts_and_a_missing_end_changes_nothing():
    again = """
        pairing_id | mentor_id | mentee_id | category | start_date | end_date
        m2         | yan       | ann       | expert   | 2024-05-10 |
        m1         | zed       | ann       | peer     | 2024-03-10 | 2024-03-20
    """
    assert trials(STAFF, again)["ann"] == [(2, 1, 8, 0)]


def test_a_rehired_person_counts_in_the_running_spell():
    rehired = STAFF + "dan | 2020-01-01 | 2024-02-15 | sales\n dan | 2024-07-01 | | sales"
    both = PAIRED + "m2 | zed | con | peer | 2024-08-15"
    assert trials(rehired, both)["dan"] == [(7, 0, 3, 0)]


def test_someone_who_is_mentoring_is_in_neither_arm():
    mentor = PAIRED.replace("zed", "con")
    assert "con" not in trials(STAFF, mentor)
    over = mentor.replace("start_date", "start_date | end_date").replace(
        "2024-03-10", "2024-03-10 | 2024-04-30"
    )
    later = over + "m2 | zed | bea | peer | 2024-05-05 | "
    assert trials(STAFF, later)["con"] == [(4, 0, 6, 0)]


def test_an_incomplete_last_month_is_not_counted():
    assert trials(STAFF, PAIRED, as_of=date(2024, 12, 30))["con"] == [(2, 0, 7, 0)]


def test_the_position_of_the_first_day_of_the_month_decides():
    moves = """
        person_id | valid_from | department
        con       | 2020-01-01 | care
        con       | 2024-03-02 | sales
    """
    with asked(drawn(staff=STAFF, pairings=PAIRED, positions=moves), as_of=YEAR_END) as session:
        load_metric_rows(session, METRICS["retention"], {})
        comparison.set_role(session, "mentee")
        comparison.form_trials(session)
        assert session.rows(
            "select distinct department from follow_up where person_id = 'con'"
        ) == [("care",)]


PAIRED_FOUR_TIMES = (
    PAIRED
    + """
    m2 | zed | x2 | peer | 2024-05-02
    m3 | zed | x3 | peer | 2024-06-02
    m4 | zed | x4 | peer | 2024-09-02
"""
)
FOUR_MENTEES = STAFF + "".join(f"x{i} | 2020-01-01 | | sales\n" for i in (2, 3, 4))


def test_without_pairings_there_is_no_answer_yet():
    with asked(drawn(staff=STAFF), as_of=YEAR_END) as session:
        for name in ("retention", "performance"):
            answer = evaluate(METRICS[name], session)
            assert (answer.direction, answer.estimate, answer.needed) == (
                "no estimate",
                None,
                None,
            )
            (check,) = answer.checks
            assert (check.name, check.passed, check.text) == ("matched_mentees", False, NONE_YET)


def test_an_empty_company_has_no_answer_yet():
    with asked(drawn(), as_of=YEAR_END) as session:
        for metric in METRICS.values():
            assert (
                evaluate(
                    metric,
                    session,
                    run={"outside_rate_low": 1, "outside_rate": 2, "outside_rate_high": 3},
                ).estimate
                is None
            )
