"""Values per person and month: the position held then, scaled to the usual amount of work."""

from __future__ import annotations

from datetime import date

from metrics.experts.records import score_rows
from tests.companies import asked, drawn

STAFF = """
    person_id | hire_date  | exit_date  | department | job_family | grade
    ann       | 2020-01-01 |            | Care       | phone      | senior
    bob       | 2020-01-01 | 2024-03-10 | Sales      | field      | junior
    bob       | 2024-03-20 |            | Care       |            | senior
    cas       | 2020-01-01 | 2024-06-30 | Sales      | field      | junior
"""
POSITIONS = """
    person_id | valid_from | department | job_family | grade
    ann       | 2020-01-01 | Sales      | field      | junior
    ann       | 2024-05-01 | Care       | phone      | senior
"""


def rows(measures: str, *columns: str, as_of: date = date(2024, 12, 15)) -> list[tuple]:
    """The rows of a company in which these results are known, by the columns."""
    with asked(drawn(staff=STAFF, positions=POSITIONS, measures=measures), as_of=as_of) as session:
        found = score_rows(session)
    return list(
        zip(*(found[name].tolist() for name in ("owner_id", "month", *columns)), strict=True)
    )


MARCH, JUNE = 2024 * 12 + 2, 2024 * 12 + 5


def test_a_value_belongs_to_the_position_held_then_the_last_one_in_a_month():
    assert rows(
        """
        person_id | period_end | measure | value | better
        ann       | 2024-03-31 | sales   | 1.5   | more
        ann       | 2024-06-30 | sales   | 2.5   | more
        bob       | 2024-03-31 | sales   | 3.5   | more
        cas       | 2024-03-31 | sales   | 4.5   | more
        cas       | 2024-12-01 | sales   | 5.5   | more
    """,
        "value",
        "work",
        "grade",
        "employed",
    ) == [
        ("ann", MARCH, 1.5, "field", "junior", 1),
        ("ann", JUNE, 2.5, "phone", "senior", 1),
        ("bob", MARCH, 3.5, "Care", "senior", 1),
        ("cas", MARCH, 4.5, "field", "junior", 0),
    ]


def test_values_of_one_month_are_averaged_and_an_incomplete_month_is_left_out():
    assert rows(
        """
        person_id | period_end | measure | value | better
        ann       | 2024-06-01 | sales   | 1.5   | more
        ann       | 2024-06-30 | sales   | 2.5   | more
        ann       | 2024-12-01 | sales   | 9.5   | more
    """,
        "value",
    ) == [("ann", JUNE, 2.0)]


def test_whole_counts_are_scaled_to_the_usual_amount_of_work_and_need_one():
    assert rows(
        """
        person_id | period_end | measure | value | exposure | better
        ann       | 2024-03-31 | calls   | 6     | 200      | more
        ann       | 2024-06-30 | calls   | 6     |          | more
        bob       | 2024-03-31 | calls   | 6     | 400      | more
        cas       | 2024-03-31 | calls   | 6     | 0        | more
    """,
        "value",
    ) == [("ann", MARCH, 6 / 200 * 300), ("bob", MARCH, 6 / 400 * 300)]


def test_averages_and_negative_values_are_not_scaled_by_the_amount_of_work():
    for value in (4.5, -6):
        assert rows(
            f"""
            person_id | period_end | measure | value   | exposure | better
            ann       | 2024-03-31 | result  | {value} | 200      | more
            bob       | 2024-03-31 | result  | 6       | 400      | more
        """,
            "value",
        ) == [("ann", MARCH, value), ("bob", MARCH, 6)]
