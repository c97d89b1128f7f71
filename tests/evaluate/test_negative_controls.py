"""Negative controls of a time to event: equal to plain Python, silent without a mechanism, and they
fail where people in notice are not paired or a hidden trait decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import numpy as np
import pytest

from metrics.catalog import catalogue
from metrics.contract import TABLES
from metrics.evaluate import evaluate, headline, negative_controls, time_to_event
from metrics.evaluate.planned_method import PlannedMethod
from metrics.scope import Scope
from metrics.warehouse.build import build
from metrics.warehouse.engine import Session
from tests.calibration.company import AS_OF as SIMULATED_UNTIL
from tests.calibration.company import CYCLE, Scenario, as_tables, simulate
from tests.companies import SQL_TYPES, asked, awkward
from tests.oracle.people import month_of
from tests.oracle.retention import exits
from tests.oracle.trials import trial_rows

METRICS = catalogue()
RETENTION = METRICS["retention"]
AS_OF = date(2023, 12, 31)
NOTHING = {"hazard_ratio": 1.0, "points": 0.0}


@pytest.fixture
def no_least_numbers(monkeypatch):
    for name in ("FEWEST_MENTEES", "FEWEST_EVENTS", "FEWEST_MENTORS", "FEWEST_CONTROLS"):
        monkeypatch.setattr(time_to_event, name, 0)
    monkeypatch.setattr(negative_controls, "FEWEST_EXPECTED", 0)
    monkeypatch.setattr(negative_controls, "FEWEST_WITH_HISTORY", 1)


def earlier_scores(tables):
    """(arm, cell, last score, mean of up to four before it) per trial row that has them."""
    by_person: dict[str, dict[date, list[float]]] = {}
    for row in tables["reviews"]:
        days = by_person.setdefault(row["person_id"], {})
        days.setdefault(row["review_date"], []).append(float(row["score"]))
    paired = {}
    for row in sorted(tables["pairings"], key=lambda row: (row["start_date"], row["pairing_id"])):
        paired.setdefault(row["mentee_id"], row["start_date"])
    for row in trial_rows(tables, exits(tables, as_of=AS_OF), as_of=AS_OF):
        days = sorted(by_person.get(row.person_id, {}).items())
        before = [
            float(np.mean(scores))
            for day, scores in days
            if (day < paired[row.person_id] if row.arm else month_of(day) < row.month)
        ]
        if len(before) > 1:
            yield row.arm, row.cell, before[-1], float(np.mean(before[-5:-1]))


@pytest.mark.parametrize("seed", [1, 4, 9])
def test_earlier_scores_given_the_last_are_compared_as_by_least_squares(seed, no_least_numbers):
    tables = awkward(seed, people=150)
    with asked(tables, as_of=AS_OF) as session:
        evaluate(RETENTION, session)
        found = negative_controls.later_paired_exposure(session)
    rows = list(earlier_scores(tables))
    both = {cell for arm, cell, _x, _y in rows if arm} & {
        cell for arm, cell, _x, _y in rows if not arm
    }
    rows = [row for row in rows if row[1] in both]
    cells = sorted({row[1] for row in rows}, key=str)
    design = np.array([[row[0], row[2], *(row[1] == cell for cell in cells)] for row in rows])
    effect = np.linalg.lstsq(design.astype(float), np.array([row[3] for row in rows]), rcond=None)
    assert found.estimate.estimate == pytest.approx(effect[0][0], abs=1e-9)


@pytest.mark.parametrize("seed", [1, 4])
def test_the_landmark_is_the_answer_of_a_company_with_three_months_of_notice(
    seed, no_least_numbers
):
    tables = awkward(seed, people=150)
    with asked(tables, as_of=AS_OF) as session:
        answer = evaluate(RETENTION, session)
        found = negative_controls.landmark(session, RETENTION, answer)
        again = evaluate(RETENTION, session)
    assert again.estimate == answer.estimate
    planned = PlannedMethod(answer.method, answer.horizon - 3, 1.0)
    with asked(tables, as_of=AS_OF, notice_months=3) as session:
        headline.prepare(RETENTION, session, Scope(), None)
        expected = headline.answer(RETENTION, session, Scope(), planned)
    assert found.estimate == expected.estimate
    assert found.estimate != answer.estimate


def test_early_exits_are_the_shares_of_the_first_months(no_least_numbers):
    tables = awkward(2, people=200)
    with asked(tables, as_of=AS_OF) as session:
        answer = evaluate(RETENTION, session)
        found = negative_controls.early_exits(session, answer.horizon)
        rows = session.rows("select arm, u, event, weight from matched")
    months, left = found.values["months"], {}
    for arm in (1, 0):
        left[arm] = 1.0
        for k in range(months):
            at_risk = sum(w for a, u, _e, w in rows if a == arm and u >= k)
            gone = sum(w for a, u, e, w in rows if a == arm and u == k and e)
            left[arm] *= 1 - gone / at_risk
    assert found.estimate.estimate == pytest.approx(100 * (left[0] - left[1]), abs=1e-9)


def test_without_an_answer_each_says_so_and_a_panel_has_none(sample_session):
    answer = replace(evaluate(RETENTION, sample_session), estimate=None)
    found = negative_controls.negative_controls(sample_session, RETENTION, answer)
    assert [check.name for check in found] == ["early_exits", "later_paired_exposure", "landmark"]
    assert all(check.agrees is None and check.values["reason"] for check in found)
    panel = METRICS["performance"]
    assert negative_controls.negative_controls(sample_session, panel, answer) == ()


def test_an_effect_from_the_first_month_on_is_told_but_does_not_fail(sample_session):
    answer = evaluate(RETENTION, sample_session)
    found = {
        check.name: check
        for check in negative_controls.negative_controls(sample_session, RETENTION, answer)
    }
    early = found["early_exits"]
    assert early.agrees is None and early.values["from_start"] and early.estimate.high < 0
    assert found["later_paired_exposure"].agrees and found["landmark"].agrees


def controls(scenario, seed, notice=0):
    con = duckdb.connect(config={"threads": 1})
    for name, table in TABLES.items():
        typed = ", ".join(f"{c.name} {SQL_TYPES.get(c.type, 'varchar')}" for c in table.columns)
        con.execute(f"create table {name} ({typed})")
    company = simulate(scenario, np.random.default_rng(seed))
    for name, rows in as_tables(company).items():
        con.register("simulated", rows)
        con.execute(f"insert into {name} by name select * from simulated")
    build(con, as_of=SIMULATED_UNTIL, review_months=CYCLE, notice_months=notice)
    with Session(con, "simulated") as session:
        answer = evaluate(RETENTION, session)
        found = negative_controls.negative_controls(session, RETENTION, answer)
    return answer, {check.name: check.agrees for check in found}


BIG = {"people": 2500, "mentors": 60, **NOTHING}


def test_a_notice_period_fails_the_first_months_until_it_is_stated():
    scenario = Scenario("notice", notice_months=3, **BIG)
    assert controls(scenario, 1)[1]["early_exits"] is False
    answer, found = controls(scenario, 1, notice=3)
    assert found["early_exits"] is not False
    assert {check.name: check.values.get("months") for check in answer.checks}["time_zero"] == 3
    assert answer.dropped["left"] > 0


def test_a_hidden_trait_that_moves_scores_fails_the_earlier_scores():
    assert (
        controls(Scenario("trait", on_ability=True, **BIG), 1)[1]["later_paired_exposure"] is False
    )


def test_selection_on_the_last_review_alone_fails_nothing():
    assert False not in controls(Scenario("seen", **BIG), 1)[1].values()
