"""The second computation of the effect on scores, held against paper."""

from __future__ import annotations

from math import inf, sqrt

import pytest
from scipy import stats

from tests.oracle import panel, performance
from tests.oracle.on_paper import JAN, YEAR_END, company

REVIEWED = """
    person_id | hire_date  | department
    ann       | 2015-01-01 | sales
    bea       | 2015-01-01 | legal
    con       | 2015-01-01 | sales
    dan       | 2015-01-01 | legal
    nia       | 2019-12-01 | sales
"""
PAIRED = """
    pairing_id | mentor_id | mentee_id | category | start_date
    p1         | mo        | ann       | peer     | 2020-01-10
    p2         | mo        | bea       | head     | 2020-01-10
    p3         | pat       | nia       | peer     | 2020-01-10
"""
REVIEWS = """
    person_id | review_date | score
    ann       | 2018-05-15  | 3
    ann       | 2018-11-15  | 2
    ann       | 2019-05-15  | 4
    ann       | 2019-11-15  | 1
    ann       | 2020-05-15  | 4
    ann       | 2020-11-15  | 5
    bea       | 2019-05-15  | 2
    bea       | 2020-05-15  | 4
    con       | 2018-05-15  | 3
    con       | 2019-05-15  | 3
    con       | 2020-05-15  | 3
    con       | 2020-11-15  | 4
    dan       | 2019-05-15  | 2
    dan       | 2020-05-15  | 3
    dan       | 2020-11-15  | 2
    nia       | 2020-05-15  | 5
"""


def test_the_effect_on_scores_and_its_variance_are_those_on_paper():
    # G = first half of 2020; base = mean of 2018 and the first half of 2019: ann 3, bea 2, con 3,
    # dan 2.
    # t = G: mentees +1, +2; controls 0, +1: 1.5 - .5 = 1, n = 2.
    # t = G + 1: ann +2; controls +1, 0: 2 - .5 = 1.5, n = 1.
    # ATT = (2 x 1 + 1.5) / 3. Influence: ann -1/6, bea 1/6, con 1/6 - 1/12, dan -1/6 + 1/12.
    # Treated weight 2/3 and 1/3: V = (1/6 : 1/3)^2 + (1/6 : 2/3)^2 + 2 x (1/12)^2; df = 1 / (4/9 +
    # 1/9) - 1.
    answer = performance(
        company(REVIEWED, PAIRED, reviews=REVIEWS), as_of=YEAR_END, review_cycle_months=6
    )
    first_half = JAN // 6
    cells = [(cell.g, cell.t, cell.n, cell.n_control, cell.att) for cell in answer.cells]
    assert cells == [(first_half, first_half, 2, 2, 1.0), (first_half, first_half + 1, 1, 2, 1.5)]
    assert answer.att.value == pytest.approx(3.5 / 3)
    assert answer.att.v_person == pytest.approx(1 / 4 + 1 / 16 + 2 / 144)
    assert answer.att.v_mentor == inf
    assert (answer.mentees, answer.used, answer.without_base) == (3, 2, 1)

    two_mentors = company(
        REVIEWED, PAIRED.replace("mo        | bea", "kim       | bea"), reviews=REVIEWS
    )
    att = performance(two_mentors, as_of=YEAR_END, review_cycle_months=6).att
    assert (att.v_mentor, att.df) == pytest.approx((att.v_person, 0.8))
    half = stats.t.ppf(0.975, 1) * sqrt(att.variance)  # degrees of freedom below 1 count as 1
    assert (att.low, att.high) == pytest.approx((3.5 / 3 - half, 3.5 / 3 + half))


def test_a_category_restricts_the_treated_and_a_department_everyone():
    tables = company(REVIEWED, PAIRED, reviews=REVIEWS)
    head = performance(tables, as_of=YEAR_END, review_cycle_months=6, where={"category": "head"})
    assert [(cell.n, cell.n_control, cell.att) for cell in head.cells] == [(1, 2, 1.5)]
    sales = performance(
        tables, as_of=YEAR_END, review_cycle_months=6, where={"department": "sales"}
    )
    assert [(cell.n, cell.n_control, cell.att) for cell in sales.cells] == [(1, 1, 1), (1, 1, 1)]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2020-05-14", 0),
        ("2020-05-15", 1),
        ("2020-07-01", 1),
        ("2020-11-15", 2),
        ("2018-01-01", -4),
    ],
)
def test_the_first_period_after_pairing_has_its_review_after_the_pairing(start, expected):
    values = [("ann", JAN // 6 + step, 1.0) for step in range(-10, 6)]
    values += [("con", period, 0.0) for _, period, _ in values]
    tables = company(
        REVIEWED,
        f"""
        pairing_id | mentor_id | mentee_id | category | start_date
        p1         | mo        | ann       | peer     | {start}
        """,
        reviews=REVIEWS,
    )
    answer = panel(tables, values, as_of=YEAR_END, review_cycle_months=6)
    assert answer.cells[0].g - JAN // 6 == expected
    assert [cell.t - cell.g for cell in answer.cells] == [0, 1, 2, 3]
