"""The second computation itself, held against tables small enough for paper."""

from __future__ import annotations

from datetime import date
from math import inf, sqrt

import pytest
from scipy import stats

from tests.drawn import table
from tests.oracle import panel, performance, read_company, retention, time_to_event
from tests.oracle.people import last_month, month_of
from tests.oracle.retention import exits, g_rmst, g_s12, influences, life_table
from tests.oracle.scores import banding, comparable_reviews
from tests.oracle.trials import matched, trial_rows

YEAR_END = date(2020, 12, 31)
JAN = 2020 * 12


def company(staff: str, pairings: str = "", positions: str = "", reviews: str = "") -> dict:
    drawn = {"staff": staff, "pairings": pairings, "positions": positions, "reviews": reviews}
    return {name: table(text) if text else [] for name, text in drawn.items()}


def rows_of(tables: dict, person: str, as_of: date = YEAR_END) -> list[tuple]:
    """(month - January 2020, arm, u, event) of each of the person's rows."""
    rows = trial_rows(tables, exits(tables, as_of=as_of), as_of=as_of)
    return [(row.month - JAN, row.arm, row.u, row.event) for row in rows if row.person_id == person]


def test_a_drawn_table_has_dates_numbers_text_and_blanks():
    drawn = table("""
        person_id | hire_date  | score | fte | code
        ann       | 2020-02-29 | 3     | 0.5 | "007"
        bob       |            |       | -1  |
    """)
    assert drawn == [
        {"person_id": "ann", "hire_date": date(2020, 2, 29), "score": 3, "fte": 0.5, "code": "007"},
        {"person_id": "bob", "hire_date": None, "score": None, "fte": -1, "code": None},
    ]


def test_an_incomplete_month_is_not_counted():
    assert last_month(date(2024, 2, 29)) == month_of(date(2024, 2, 1))
    assert last_month(date(2024, 2, 28)) == month_of(date(2024, 1, 1))
    assert last_month(date(2023, 2, 28)) == month_of(date(2023, 2, 1))
    assert last_month(date(2023, 12, 31)) == month_of(date(2023, 12, 1))
    assert last_month(date(2024, 1, 1)) == month_of(date(2023, 12, 1))


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
    # Controls, w = 2/4: y = 2 1.5 1 ...; con k = 0, eve k = 1: h0 = 1/4, h1 = 1/3;  S = .75, .5, .5, ...
    # RMST12 = 1 + 1 + 10/2 = 7 against 1 + .75 + 10/2 = 6.75; RMST24 = 13 against 12.75.
    # Influence, tau = 12. Mentees: g1 = 5 / (2 x 1/2) = 5; psi ann = 5/2, bea = -5/2.
    # Controls: g0 = 5.75 / (2 x 3/4) = 23/6, g1 = 5 / (1.5 x 2/3) = 5;
    #   con = 1/2 x 23/6 x 3/4 = 1.4375, eve = 1/2 (-23/24 + 10/3) = 1.1875,
    #   dan = fay = 1/2 (-23/24 - 5/3) = -1.3125.
    # Mentors: ann and dan share mo, leverage 1/2 (1/4 of the controls); bea 1/2; the others 1/4.
    # Clusters with mentees: (5/2 - 1.3125)^2 / .5 + 2.5^2 / .5; without: (1.4375^2 + 1.1875^2 + 1.3125^2) / .75.
    # Two effective clusters of mentees, four of controls: df = V^2 / (V1^2 / 1 + V0^2 / 3).
    answer = retention(company(SIX_PEOPLE, THEIR_PAIRINGS), as_of=YEAR_END)
    control, mentee = answer.curves
    assert (answer.rows, answer.eligible_mentees, answer.matched_mentees, answer.cells) == ((4, 2), 2, 2, 1)
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
    #   con = 1/2 x 1/3 x 3/4 = 1/8; eve = 1/2 (-1/12 + 1/3) = 1/8; dan = fay = 1/2 (-1/12 - 1/6) = -1/8.
    answer = retention(company(SIX_PEOPLE, THEIR_PAIRINGS), as_of=YEAR_END)
    assert answer.s12.variance == pytest.approx((1 / 8) ** 2 / 0.5 + (1 / 4) ** 2 / 0.5 + 3 * (1 / 8) ** 2 / 0.75)


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


def test_a_category_takes_mentees_and_leaves_the_pool_alone():
    answer = retention(company(SIX_PEOPLE, THEIR_PAIRINGS), as_of=YEAR_END, where={"category": "head"})
    assert answer.rows == (4, 1)
    assert answer.curves[0].y[0] == pytest.approx(1)


def test_a_department_takes_rows_after_the_trials_are_formed():
    moved = company(
        SIX_PEOPLE.replace("con       | 2019-06-01 | 2020-02-10 | sales", "con | 2019-06-01 | | legal")
    )
    moved |= {"pairings": table(THEIR_PAIRINGS)}
    sales = retention(moved, as_of=YEAR_END, where={"department": "sales"})
    legal = retention(moved, as_of=YEAR_END, where={"department": "legal"})
    assert (sales.rows, sales.cells) == ((3, 2), 1)
    assert (legal.rows, legal.cells, legal.rmst24) == ((1, 0), 0, None)


def test_without_pairings_there_is_nothing_to_compare():
    answer = retention(company(SIX_PEOPLE), as_of=YEAR_END)
    assert (answer.rows, answer.cells, answer.rmst24) == ((0, 0), 0, None)
    nobody = performance(company(SIX_PEOPLE), as_of=YEAR_END, review_cycle_months=6)
    assert (nobody.cells, nobody.att, nobody.mentees) == ([], None, 0)


CONTROL = """
    person_id | hire_date  | observed_from | exit_date
    con       | 2015-01-01 |               |
"""


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


def test_somebody_seen_late_is_in_no_trial_before_that():
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
    assert (row.month, row.arm, row.mentor_or_person, row.attributes["category"]) == (JAN, 1, "mentor two", "peer")


def test_who_mentors_in_the_month_is_in_neither_arm():
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
    assert [tens(score) for score in (10, 20, 39, 40, 60, 79.9, 80, 100)] == [1, 2, 2, 3, 4, 4, 5, 5]
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
    # G = first half of 2020; base = mean of 2018 and the first half of 2019: ann 3, bea 2, con 3, dan 2.
    # t = G: mentees +1, +2; controls 0, +1: 1.5 - .5 = 1, n = 2.
    # t = G + 1: ann +2; controls +1, 0: 2 - .5 = 1.5, n = 1.
    # ATT = (2 x 1 + 1.5) / 3. Influence: ann -1/6, bea 1/6, con 1/6 - 1/12, dan -1/6 + 1/12.
    # Treated weight 2/3 and 1/3: V = (1/6 : 1/3)^2 + (1/6 : 2/3)^2 + 2 x (1/12)^2; df = 1 / (4/9 + 1/9) - 1.
    answer = performance(company(REVIEWED, PAIRED, reviews=REVIEWS), as_of=YEAR_END, review_cycle_months=6)
    first_half = JAN // 6
    cells = [(cell.g, cell.t, cell.n, cell.n_control, cell.att) for cell in answer.cells]
    assert cells == [(first_half, first_half, 2, 2, 1.0), (first_half, first_half + 1, 1, 2, 1.5)]
    assert answer.att.value == pytest.approx(3.5 / 3)
    assert answer.att.v_person == pytest.approx(1 / 4 + 1 / 16 + 2 / 144)
    assert answer.att.v_mentor == inf
    assert (answer.mentees, answer.used, answer.without_base) == (3, 2, 1)

    two_mentors = company(REVIEWED, PAIRED.replace("mo        | bea", "kim       | bea"), reviews=REVIEWS)
    att = performance(two_mentors, as_of=YEAR_END, review_cycle_months=6).att
    assert (att.v_mentor, att.df) == pytest.approx((att.v_person, 0.8))
    half = stats.t.ppf(0.975, 1) * sqrt(att.variance)  # degrees of freedom below 1 count as 1
    assert (att.low, att.high) == pytest.approx((3.5 / 3 - half, 3.5 / 3 + half))


def test_the_panel_filter_takes_treated_by_category_and_everybody_by_department():
    tables = company(REVIEWED, PAIRED, reviews=REVIEWS)
    head = performance(tables, as_of=YEAR_END, review_cycle_months=6, where={"category": "head"})
    assert [(cell.n, cell.n_control, cell.att) for cell in head.cells] == [(1, 2, 1.5)]
    sales = performance(tables, as_of=YEAR_END, review_cycle_months=6, where={"department": "sales"})
    assert [(cell.n, cell.n_control, cell.att) for cell in sales.cells] == [(1, 1, 1), (1, 1, 1)]


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2020-05-14", 0), ("2020-05-15", 1), ("2020-07-01", 1), ("2020-11-15", 2), ("2018-01-01", -4)],
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


def test_a_company_is_read_from_its_files(tmp_path):
    (tmp_path / "staff.csv").write_text("person_id,hire_date,exit_date,fte\n007,2020-02-29,,0.8\n", "utf-8")
    (tmp_path / "company.toml").write_text("as_of = 2020-12-31\nreview_cycle_months = 6\n", "utf-8")
    tables, settings = read_company(tmp_path)
    assert tables["staff"] == [
        {"person_id": "007", "hire_date": date(2020, 2, 29), "exit_date": None, "fte": 0.8}
    ]
    assert (tables["reviews"], settings.as_of, settings.review_cycle_months) == ([], YEAR_END, 6)
