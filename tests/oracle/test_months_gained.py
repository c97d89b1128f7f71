"""The second computation of months gained, their variance and influence, held against paper."""

from __future__ import annotations

from math import inf, sqrt

import pytest
from scipy import stats

from tests.drawn import table
from tests.oracle import performance, retention
from tests.oracle.on_paper import YEAR_END, company
from tests.oracle.raking import matched
from tests.oracle.retention import exits, g_rmst, g_s12, influences, life_table
from tests.oracle.trials import trial_rows

SIX_PEOPLE = """
    person_id | hire_date  | exit_date  | department
    ann       | 2019-06-01 |            | sales
    bea       | 2019-06-01 | 2020-03-15 | sales
    con       | 2019-06-01 | 2020-02-10 | sales
    dan       | 2019-06-01 |            | sales
    eve       | 2019-06-01 | 2020-03-31 | sales
    fay       | 2019-06-01 |            | sales
"""
THEIR_PAIRINGS = """
    pairing_id | mentor_id | mentee_id | category | start_date
    p1         | mo        | ann       | peer     | 2020-01-10
    p2         | pat       | bea       | head     | 2020-01-31
    p3         | mo        | dan       | peer     | 2020-12-01
"""


def test_months_gained_and_their_variance_are_those_on_paper():
    # One trial, January 2020; February is k = 0, December k = 10. Dan is a control until November.
    # Mentees:  y = 2 2 1 1 ...; bea leaves in k = 1:        h1 = 1/2;            S = 1, .5, .5, ...
    # Controls, w = 2/4: y = 2 1.5 1 ...; con k = 0, eve k = 1: h0 = 1/4, h1 = 1/3;  S = .75, .5,
    # .5, ...
    # RMST12 = 1 + 1 + 10/2 = 7 against 1 + .75 + 10/2 = 6.75; RMST24 = 13 against 12.75.
    # Influence, tau = 12. Mentees: g1 = 5 / (2 x 1/2) = 5; psi ann = 5/2, bea = -5/2.
    # Controls: g0 = 5.75 / (2 x 3/4) = 23/6, g1 = 5 / (1.5 x 2/3) = 5;
    #   con = 1/2 x 23/6 x 3/4 = 1.4375, eve = 1/2 (-23/24 + 10/3) = 1.1875,
    #   dan = fay = 1/2 (-23/24 - 5/3) = -1.3125.
    # Mentors: ann and dan share mo, leverage 1/2 (1/4 of the controls); bea 1/2; the others 1/4.
    # Clusters with mentees: (5/2 - 1.3125)^2 / .5 + 2.5^2 / .5; without: (1.4375^2 + 1.1875^2 +
    # 1.3125^2) / .75.
    # Two effective clusters of mentees, four of controls: df = V^2 / (V1^2 / 1 + V0^2 / 3).
    answer = retention(company(SIX_PEOPLE, THEIR_PAIRINGS), as_of=YEAR_END)
    control, mentee = answer.curves
    assert (answer.rows, answer.eligible_mentees, answer.matched_mentees, answer.patterns) == (
        (4, 2),
        2,
        2,
        1,
    )
    assert mentee.y[:4] == [2, 2, 1, 1]
    assert mentee.y[10:12] == [1, 0]
    assert mentee.d[:3] == [0, 1, 0]
    assert control.y[:3] == [2, 1.5, 1]
    assert control.y[9:12] == [1, 0.5, 0]
    assert control.d[:3] == [0.5, 0.5, 0]
    assert answer.rmst12.value == pytest.approx(0.25)
    assert answer.rmst24.value == pytest.approx(0.25)
    assert answer.s12.value == pytest.approx(0)

    with_mentees = 1.1875**2 / 0.5 + 2.5**2 / 0.5
    without = (1.4375**2 + 1.1875**2 + 1.3125**2) / 0.75
    assert answer.rmst12.variance == pytest.approx(with_mentees + without)
    assert answer.ess_person == pytest.approx((4, 2))
    assert answer.ess_mentor == pytest.approx((4, 2))
    df = (with_mentees + without) ** 2 / (with_mentees**2 + without**2 / 3)
    half = stats.t.ppf(0.975, df) * sqrt(with_mentees + without)
    assert (answer.rmst12.low, answer.rmst12.high) == pytest.approx((0.25 - half, 0.25 + half))


def test_the_twelve_month_variance_is_that_on_paper():
    # S_11 = 1/2 in both arms. Mentees: g1 = .5 / (2 x 1/2) = 1/2; psi = +-1/4.
    # Controls: g0 = .5 / 1.5 = 1/3, g1 = .5 / 1 = 1/2;
    # con = 1/2 x 1/3 x 3/4 = 1/8; eve = 1/2 (-1/12 + 1/3) = 1/8; dan = fay = 1/2 (-1/12 - 1/6) =
    # -1/8.
    answer = retention(company(SIX_PEOPLE, THEIR_PAIRINGS), as_of=YEAR_END)
    assert answer.s12.variance == pytest.approx(
        (1 / 8) ** 2 / 0.5 + (1 / 4) ** 2 / 0.5 + 3 * (1 / 8) ** 2 / 0.75
    )


def test_an_influence_is_the_derivative_of_the_difference():
    tables = company(SIX_PEOPLE, THEIR_PAIRINGS)
    rows, weights, _ = matched(trial_rows(tables, exits(tables, as_of=YEAR_END), as_of=YEAR_END))
    curves = [life_table(rows, weights, arm) for arm in (0, 1)]
    measures = [
        (lambda curve: curve.rmst(24), [g_rmst(curve, 24) for curve in curves]),
        (lambda curve: curve.rmst(12), [g_rmst(curve, 12) for curve in curves]),
        (lambda curve: curve.s[11], [g_s12(curve) for curve in curves]),
    ]
    for measure, g in measures:
        psi = influences(rows, weights, g, curves)
        for i, row in enumerate(rows):
            step = 1e-6
            heavier = [w * (1 + step) if j == i else w for j, w in enumerate(weights)]
            moved = measure(life_table(rows, heavier, row.arm)) - measure(curves[row.arm])
            assert psi[i] == pytest.approx((moved if row.arm else -moved) / step, abs=1e-4)


def test_one_mentor_for_all_has_no_finite_variance():
    one_mentor = THEIR_PAIRINGS.replace("pat", "mo ")
    answer = retention(company(SIX_PEOPLE, one_mentor), as_of=YEAR_END)
    assert answer.rmst24.variance == inf
    assert answer.ess_mentor[1] == pytest.approx(1)


def test_a_category_restricts_the_mentees_and_not_the_comparison_group():
    answer = retention(
        company(SIX_PEOPLE, THEIR_PAIRINGS), as_of=YEAR_END, where={"category": "head"}
    )
    assert answer.rows == (4, 1)
    assert answer.curves[0].y[0] == pytest.approx(1)


def test_a_department_restricts_rows_after_the_trials_are_formed():
    moved = company(
        SIX_PEOPLE.replace(
            "con       | 2019-06-01 | 2020-02-10 | sales", "con | 2019-06-01 | | legal"
        )
    )
    moved |= {"pairings": table(THEIR_PAIRINGS)}
    sales = retention(moved, as_of=YEAR_END, where={"department": "sales"})
    legal = retention(moved, as_of=YEAR_END, where={"department": "legal"})
    assert (sales.rows, sales.patterns) == ((3, 2), 1)
    assert (legal.rows, legal.patterns, legal.rmst24) == ((1, 0), 0, None)


def test_without_pairings_there_is_nothing_to_compare():
    answer = retention(company(SIX_PEOPLE), as_of=YEAR_END)
    assert (answer.rows, answer.patterns, answer.rmst24) == ((0, 0), 0, None)
    nobody = performance(company(SIX_PEOPLE), as_of=YEAR_END, review_cycle_months=6)
    assert (nobody.cells, nobody.att, nobody.mentees) == ([], None, 0)
