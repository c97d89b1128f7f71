"""What counts as a promotion and as a move, in which month, and which grade is higher than
which."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from metrics import comparison
from metrics.catalog import catalogue
from metrics.evaluate import Answer, Interval, evaluate, raked_weights
from metrics.evaluate.career_moves import career_moves
from metrics.evaluate.rows import load_metric_rows
from metrics.evaluate.time_to_event import arm_curve
from metrics.scope import Scope
from tests.companies import asked, awkward, drawn
from tests.oracle import moves, time_to_event

METRICS = catalogue()
AS_OF = date(2023, 12, 31)
JAN = 2023 * 12
ORDER = ("junior", "medior", "senior")
STAFF = """
    person_id | hire_date  | exit_date  | grade  | department | job_family
    ann       | 2020-01-01 |            | senior | Sales      | account
"""
seeds = st.integers(0, 10**6)


def happened(name: str, positions: str, staff: str = STAFF, grades: tuple = ORDER) -> list[tuple]:
    """(month counted from January 2023, what it led to), in order of time."""
    with asked(drawn(staff=staff, positions=positions), as_of=AS_OF, grades=grades) as session:
        load_metric_rows(session, METRICS[name], {})
        return session.rows(f"select month - {JAN}, cause from metric_rows order by month, cause")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("junior 2020-01-01, medior 2023-03-01", [(2, "medior")]),  # from the first day of March
        (
            "junior 2020-01-01, medior 2023-03-31",
            [(2, "medior")],
        ),  # in the month of the day, not the month after
        (
            "junior 2020-01-01, medior 2023-03-05, senior 2023-03-20",
            [(2, "senior")],
        ),  # one step a month
        (
            "junior 2020-01-01, medior 2023-03-05, junior 2023-03-20",
            [],
        ),  # put right within the month
        ("medior 2020-01-01, junior 2022-01-01, medior 2023-03-01", []),  # back to a former grade
        ("medior 2020-01-01, junior 2022-01-01, senior 2023-03-01", [(2, "senior")]),
        (
            "junior 2020-01-01, - 2022-01-01, medior 2023-03-01",
            [(2, "medior")],
        ),  # a gap goes on as junior
        ("- 2020-01-01, medior 2023-03-01", []),  # nothing known before
        (
            "junior 2020-01-01, trainee 2022-01-01, medior 2023-03-01",
            [(2, "medior")],
        ),  # trainee has no place
        ("trainee 2020-01-01, medior 2023-03-01", []),
        (
            "junior 2019-06-01, senior 2020-01-01",
            [],
        ),  # a position before the hire is none of this spell's
        ("senior 2023-03-01", []),  # the first that is written down is no step
    ],
)
def test_a_promotion_is_a_step_above_every_grade_before(rows, expected):
    lines = [one.split() for one in rows.split(", ")]
    drawing = "person_id | valid_from | grade\n" + "\n".join(
        f"ann | {day} | {'' if grade == '-' else grade}" for grade, day in lines
    )
    assert happened("promotion", drawing) == expected


def test_a_rehired_person_starts_a_new_spell():
    staff = (
        STAFF.replace("2020-01-01 |            |", "2020-01-01 | 2021-06-30 |")
        + """
    ann       | 2022-02-01 |            | senior | Sales      | account
    """
    )
    positions = """
        person_id | valid_from | grade  | department | job_family
        ann       | 2020-01-01 | medior | Sales      | account
        ann       | 2022-02-01 | senior | Care       | nursing
        ann       | 2023-04-01 | junior | Care       | nursing
        ann       | 2023-05-01 | medior | Care       | nursing
    """
    assert (
        happened("promotion", positions, staff) == []
    )  # hired as senior; medior is below what this spell began with
    assert happened("internal_move", positions, staff) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Sales/account 2020-01-01, Sales/field 2023-03-15", [(2, "field (Sales)")]),
        ("Sales/account 2020-01-01, Care/account 2023-03-01", [(2, "account (Care)")]),
        (
            "Sales/account 2020-01-01, Care/nursing 2022-12-01, Sales/account 2023-03-01",
            [(-1, "nursing (Care)"), (2, "account (Sales)")],
        ),  # a step back is a move too
        (
            "Sales/account 2020-01-01, Sales/ 2022-01-01, Sales/field 2023-03-01",
            [(2, "field (Sales)")],
        ),
        ("Sales/account 2020-01-01, Sales/ 2022-01-01, Sales/account 2023-03-01", []),
        ("Sales/ 2020-01-01, Sales/field 2023-03-01", []),  # what it was before is not known
        ("Sales/ 2020-01-01, Care/ 2023-03-01", [(2, "Care")]),
        (
            "Sales/account 2020-01-01, Sales/account 2023-03-01",
            [],
        ),  # another grade or manager perhaps, the same work
    ],
)
def test_a_move_is_a_step_to_another_job_family_or_department(rows, expected):
    lines = [one.split() for one in rows.split(", ")]
    drawing = "person_id | valid_from | department | job_family\n" + "\n".join(
        f"ann | {day} | {where.split('/')[0]} | {where.split('/')[1]}" for where, day in lines
    )
    assert happened("internal_move", drawing) == expected


def test_a_move_counts_from_the_first_day_after_the_month_of_pairing():
    staff = "person_id | hire_date\n ann | 2020-01-01\n bea | 2020-01-01\n zed | 2020-01-01"
    pairings = (
        "pairing_id | mentor_id | mentee_id | category | start_date\n m1 | zed | ann | "
        "peer | 2023-03-10"
    )
    positions = """
        person_id | valid_from | grade
        ann       | 2020-01-01 | junior
        ann       | {}         | medior
    """
    found = {}
    for day in ("2023-03-20", "2023-04-01"):
        with asked(
            drawn(staff=staff, pairings=pairings, positions=positions.format(day)),
            as_of=AS_OF,
            grades=ORDER,
        ) as session:
            evaluate(METRICS["promotion"], session)
            found[day] = session.rows("select u, event from follow_up where person_id = 'ann'")
    assert found == {"2023-03-20": [(8, 0)], "2023-04-01": [(0, 1)]}


PAID = """
    person_id | valid_from | grade | annual_salary | fte
    ann       | 2020-01-01 | B     | 60000         | 1
    bea       | 2020-01-01 | A     | 30000         | 0.5
    con       | 2020-01-01 | C     | 50000         | 1
    dee       | 2020-01-01 | C     | 90000         |
    eve       | 2020-01-01 | D     |               | 1
"""


def places(positions: str, grades: tuple = ()) -> dict[str, int]:
    staff = "person_id | hire_date\n" + "\n".join(
        f"{one} | 2020-01-01" for one in ("ann", "bea", "con", "dee", "eve")
    )
    with asked(drawn(staff=staff, positions=positions), as_of=AS_OF, grades=grades) as session:
        return dict(session.rows("select grade, place from grade_order"))


def test_without_a_declared_order_the_median_full_time_pay_decides():
    assert places(PAID) == {
        "A": 1,
        "B": 1,
        "C": 2,
    }  # 60,000 each, 70,000; nobody's pay is known in D


def test_a_declared_order_of_grades_takes_precedence_over_pay():
    assert places(PAID, ("C", "A", "B")) == {"C": 1, "A": 2, "B": 3}


def restless(seed: int) -> dict[str, list[dict]]:
    """An awkward company whose people also change department and job family, some days without a
    known one."""
    tables, rng = awkward(seed), random.Random(seed)
    for row in tables["positions"]:
        row["department"] = rng.choice(["Sales", "Sales", "Care"])
        row["job_family"] = rng.choice(["front", "back", None])
        row["grade"] = rng.choice(["junior", "medior", "senior"])
    return tables


@example(seed=3210, name="internal_move")  # somebody left and was hired again in one month
@example(seed=79159, name="promotion")  # and had another position in that month before leaving
@given(seed=seeds, name=st.sampled_from(["promotion", "internal_move"]))
def test_the_months_and_the_flows_agree_with_plain_python(seed, name):
    tables, metric = restless(seed), METRICS[name]
    events = (
        moves.promotions(tables, ORDER, as_of=AS_OF)
        if name == "promotion"
        else moves.internal_moves(tables, as_of=AS_OF)
    )
    expected = time_to_event(tables, events, as_of=AS_OF)
    led = moves.flows(tables, events, as_of=AS_OF, of=metric.flow, months=12)
    with asked(tables, as_of=AS_OF, grades=ORDER) as session:
        load_metric_rows(session, metric, {})
        comparison.set_role(session, "mentee")
        comparison.form_trials(session)
        comparison.set_scope(session, Scope())
        raked_weights.keep_matched(session)
        life, _, _ = comparison.trial_counts(session)
        told = Answer(metric, Scope(), "drawn", "unclear", Interval(0, -1, 1, 1, 10), horizon=12)
        found = career_moves(session, metric, told)
    if expected.rmst24 is not None:
        one, zero = (arm_curve(life, arm) for arm in (1, 0))
        assert one.rmst(24) - zero.rmst(24) == pytest.approx(
            expected.rmst24.value, rel=1e-9, abs=1e-9
        )
    assert {
        (move.origin, move.destination): (move.mentees, move.others, move.expected)
        for move in found.moves
    } == {
        key: (
            mentees,
            others,
            pytest.approx(number, rel=1e-9, abs=1e-9) if number == number else None,
        )
        for key, (mentees, others, number) in led.items()
    }


def test_the_sample_companys_planted_effects_lie_in_the_intervals(sample_session):
    truth = json.loads(
        (Path(__file__).parents[2] / "sample_data" / "truth.json").read_text(encoding="utf-8")
    )
    for name in ("promotion", "internal_move"):
        found = evaluate(METRICS[name], sample_session).estimate
        assert found.low < truth[name]["estimate"] < found.high and found.estimate < 0
