"""Contracts renewed as rows of their own are one employment spell."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from metrics.catalog import catalogue
from metrics.evaluate import evaluate, time_to_event
from tests.companies import asked, awkward, drawn

AS_OF = date(2023, 12, 31)
SPELLS = "select hire_date, last_month - hire_month as months, has_left, department from spell"


def spells(second, reason="", gap_days=None):
    tables = drawn(
        staff=f"""
        person_id | hire_date  | exit_date  | exit_reason | department
        ann       | 2020-02-01 | 2021-02-28 | {reason}    | Care
        ann       | {second}   | 2022-05-31 | voluntary   | Sales
        """
    )
    with asked(tables, as_of=AS_OF, contract_gap_days=gap_days) as session:
        return session.rows(SPELLS + " order by spell")


ONE = [(date(2020, 2, 1), 27, 1, "Sales")]


def test_a_row_that_begins_the_day_after_is_the_same_spell():
    assert spells("2021-03-01") == ONE
    assert spells("2021-03-01", "voluntary") == ONE


@pytest.mark.parametrize(
    ("second", "reason", "n"),
    [
        ("2021-03-07", "end_of_contract", 1),
        ("2021-03-08", "end_of_contract", 2),
        ("2021-03-02", "voluntary", 2),
        ("2021-03-02", "", 2),
    ],
)
def test_without_a_statement_a_week_after_the_end_of_a_contract_is_the_same_spell(
    second, reason, n
):
    assert len(spells(second, reason)) == n


def test_a_stated_gap_decides_whatever_the_reason():
    assert len(spells("2021-03-31", "voluntary", gap_days=31)) == 1
    assert len(spells("2021-04-01", "voluntary", gap_days=31)) == 2
    assert len(spells("2021-03-01", "end_of_contract", gap_days=0)) == 2


@pytest.mark.parametrize("exit_date", ["2019-12-31", "2020-02-29", "2023-02-28", "2000-02-29"])
def test_days_are_counted_over_the_end_of_a_month_a_year_and_a_leap_day(exit_date):
    left = date.fromisoformat(exit_date)
    for days, n in ((1, 1), (2, 2)):
        tables = drawn(
            staff=f"""
            person_id | hire_date  | exit_date
            ann       | 1999-02-01 | {left}
            ann       | {left + timedelta(days=days)} |
            """
        )
        with asked(tables, as_of=AS_OF) as session:
            assert session.value("select count(*) from spell") == n


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_rows_cut_at_any_day_leave_the_answer_as_it_is(seed, monkeypatch):
    for name in ("FEWEST_MENTEES", "FEWEST_EVENTS", "FEWEST_MENTORS", "FEWEST_CONTROLS"):
        monkeypatch.setattr(time_to_event, name, 0)
    tables = awkward(seed, people=120)
    rng = random.Random(seed)
    cut = []
    for row in tables["staff"]:
        last = row["exit_date"] or AS_OF
        day = row["hire_date"] + timedelta(days=rng.randint(1, 900))
        if day >= last or (row["observed_from"] and day <= row["observed_from"]):
            cut.append(row)
            continue
        first = {**row, "exit_date": day, "exit_reason": "end_of_contract"}
        cut += [first, {**row, "hire_date": day + timedelta(days=1), "observed_from": None}]
    assert len(cut) > len(tables["staff"]) + 20
    metric = catalogue()["retention"]
    answers = []
    for staff in (tables["staff"], cut):
        with asked({**tables, "staff": staff}, as_of=AS_OF) as session:
            answers.append(evaluate(metric, session))
    one, other = answers
    assert one.estimate is not None
    assert other.estimate.estimate == pytest.approx(one.estimate.estimate, abs=1e-9)
    assert other.estimate.high == pytest.approx(one.estimate.high, abs=1e-9)
    assert other.dropped == one.dropped
