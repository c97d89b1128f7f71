"""The second computation of cells: positions, tenure and score bands as they were at that
moment."""

from __future__ import annotations

from tests.drawn import table
from tests.oracle.on_paper import CONTROL, YEAR_END, company
from tests.oracle.scores import banding, comparable_reviews
from tests.oracle.trials import trial_rows


def test_a_cell_holds_what_was_in_force_on_the_first_day_of_the_month():
    tables = company(
        CONTROL + "    new | 2020-02-10 | |",
        """
        pairing_id | mentor_id | mentee_id | category | start_date
        p1         | mo        | a         | peer     | 2020-02-10
        """,
        """
        person_id | valid_from | department | grade
        con       | 2015-01-01 | sales      | g1
        con       | 2020-02-01 | sales      | g2
        con       | 2020-02-02 | legal      | g3
        new       | 2020-02-10 | sales      |
        new       | 2020-02-20 | legal      |
        """,
    )
    cells = {row.person_id: row.cell for row in trial_rows(tables, [], as_of=YEAR_END)}
    assert cells["con"] == ("sales", "g2", 0, 2, 2020)
    assert cells["new"] == ("sales", None, 0, 0, 2020)


def test_the_band_is_of_the_last_review_before_pairing_or_before_the_month():
    tables = company(
        CONTROL + "    ann | 2015-01-01 | |",
        """
        pairing_id | mentor_id | mentee_id | category | start_date
        p1         | mo        | ann       | peer     | 2020-02-10
        """,
        reviews="""
        person_id | review_date | score
        ann       | 2020-02-01  | 2
        ann       | 2020-02-09  | 3
        ann       | 2020-02-10  | 5
        con       | 2020-01-31  | 4
        con       | 2020-02-01  | 5
        """,
    )
    bands = {row.person_id: row.cell[2] for row in trial_rows(tables, [], as_of=YEAR_END)}
    assert bands == {"ann": 3, "con": 4}


def test_bands_are_scores_or_quintiles():
    assert [banding([1, 2, 3, 3, 7])(score) for score in (1, 3, 7)] == [1, 3, 7]
    tens = banding([10.0 * step for step in range(1, 11)])  # cuts 20, 40, 60, 80
    assert [tens(score) for score in (10, 20, 39, 40, 60, 79.9, 80, 100)] == [
        1,
        2,
        2,
        3,
        4,
        4,
        5,
        5,
    ]
    halves = banding([1, 1, 1, 1, 2.5])  # cuts 1, 1, 1, 1
    assert [halves(score) for score in (0.5, 1, 2.5)] == [1, 5, 5]


def test_scores_on_two_scales_are_standardised_within_the_year():
    reviews = table("""
        person_id | review_date | score | scale_max
        ann       | 2019-06-01  | 2     | 5
        bob       | 2019-06-01  | 4     | 5
        ann       | 2020-06-01  | 7     | 10
    """)
    assert [score for *_, score in comparable_reviews({"reviews": reviews})] == [-1, 1, 0]
    assert [score for *_, score in comparable_reviews({"reviews": reviews[:2]})] == [2, 4]
