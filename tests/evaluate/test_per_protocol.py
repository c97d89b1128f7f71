"""Pairings that stop early: what is an early end and what an exit, and what the weights are for.

Mentoring does nothing in the simulated companies, so every figure should be near the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from metrics.catalog import catalogue
from metrics.disclosure import release
from metrics.evaluate import PROTOCOL_FIGURES, Evidence, evaluate, evidence, judge, per_protocol
from metrics.scope import SMALLEST_GROUP
from tests.calibration.company import Scenario, as_tables, simulate
from tests.evaluate.test_verdict_on_companies import MANY, Tables, built

METRICS = catalogue()
RETENTION = METRICS["retention"]
Row = dict[str, object]
DATES = ("start_date", "planned_end_date", "end_date")


def ended(tables: Tables, change: Callable[[Row, Row], Mapping[str, object]]) -> Tables:
    """The company with what `change` says of each pairing and its mentee's row of staff."""
    staff = {row["person_id"]: row for row in tables["staff"].to_pylist()}
    rows = [row | change(row, staff[row["mentee_id"]]) for row in tables["pairings"].to_pylist()]
    names = [*rows[0]]
    types = [(name, pa.date32() if name in DATES else pa.string()) for name in names]
    return {**tables, "pairings": pa.Table.from_pylist(rows, schema=pa.schema(types))}


def company_of(seed: int, scenario: Scenario = MANY) -> Tables:
    return as_tables(simulate(scenario, np.random.default_rng(seed)))


def year_after(row: Row) -> date:
    return row["start_date"] + timedelta(days=365)


def found(tables: Tables) -> tuple[float, per_protocol.PerProtocol]:
    """Months gained by the answer and per protocol."""
    with built(tables) as session:
        answer = evaluate(RETENTION, session)
        return answer.estimate.estimate, per_protocol.months_gained(
            session, answer.horizon, answer.method
        )


@pytest.mark.parametrize("notice", [0, 60])
def test_a_pairing_that_ends_because_the_mentee_leaves_is_an_exit(notice):
    """Taken out, these exits would be months that mentoring gained."""

    def with_the_exit(row: Row, person: Row) -> Row:
        left = person["exit_date"]
        if left is None or left > year_after(row) or left < row["start_date"]:
            return {"planned_end_date": year_after(row), "end_date": None, "end_reason": None}
        end = max(left - timedelta(days=notice), row["start_date"])
        return {"planned_end_date": year_after(row), "end_date": end, "end_reason": "left"}

    answer, one = found(ended(company_of(1), with_the_exit))
    assert one.broken_off == 0 and one.gained.interval.estimate == pytest.approx(answer, abs=1e-9)
    assert one.largest == 1


def test_weights_repair_that_pairings_stop_where_people_leave_most(monkeypatch):
    def change(row: Row, person: Row) -> Row:
        rng = np.random.default_rng(int(row["pairing_id"][1:]))
        stops = rng.random() < {"care": 0.0, "sales": 0.3, "works": 0.9}[person["department"]]
        end = row["start_date"] + timedelta(days=int(rng.integers(30, 120)))
        left = person["exit_date"]
        if not stops or (left is not None and left <= end):
            return {"planned_end_date": year_after(row), "end_date": None, "end_reason": None}
        return {"planned_end_date": year_after(row), "end_date": end, "end_reason": "too_busy"}

    weighted, unweighted = [], []
    for seed in (1, 2, 3, 4):
        tables = ended(company_of(seed, replace(MANY, turnover_power=3.0)), change)
        with built(tables) as session:
            answer = evaluate(RETENTION, session)
            one = per_protocol.months_gained(session, answer.horizon, answer.method)
            with monkeypatch.context() as patch:
                patch.setattr(per_protocol, "breakoff_hazards", nobody_stops)
                plain = per_protocol.months_gained(session, answer.horizon, answer.method)
        weighted.append(one.gained.interval.estimate - answer.estimate.estimate)
        unweighted.append(plain.gained.interval.estimate - answer.estimate.estimate)
        assert weighted[-1] < unweighted[-1] and one.largest > 4
    assert np.mean(unweighted) > 0.4 and np.mean(weighted) < 0.6 * np.mean(unweighted)


def nobody_stops(_session: object, patterns: Mapping[str, np.ndarray]) -> list[tuple[int, float]]:
    return [(int(pattern), 0.0) for pattern in patterns["pattern"]]


def test_without_planned_ends_and_reasons_the_files_cannot_tell():
    def change(row: Row, _person: Row) -> Row:
        return {"end_date": row["start_date"] + timedelta(days=90), "end_reason": None}

    with built(ended(company_of(1), change)) as session:
        evaluate(RETENTION, session)
        check = per_protocol.by_protocol(session, 24)
    assert check.estimate is None and check.values["percent"] > 80


def test_the_three_figures_of_the_sample_company_hold_the_planted_effect(sample_session):
    one = evidence(RETENTION, sample_session)
    answered, lasted, treated = (
        {check.name: check for check in one.cross_checks}[name] for name in PROTOCOL_FIGURES
    )
    assert answered.estimate == one.answer.estimate
    assert lasted.estimate.low < answered.estimate.estimate < lasted.estimate.high
    assert 50 < lasted.values["people"] < 130 and 1 < lasted.values["largest"] < 3
    assert 0.5 < treated.estimate.estimate < 1
    assert 0 < treated.values["months_after"] < treated.values["other_months"]


def test_they_inform_and_never_turn_the_verdict(sample_session):
    one = evidence(RETENTION, sample_session)
    others = tuple(check for check in one.cross_checks if check.name not in PROTOCOL_FIGURES)
    assert len(others) == len(one.cross_checks) - 3
    assert judge(replace(one, cross_checks=others)) == one.answer.verdict
    assert {check.agrees for check in one.cross_checks if check not in others} == {None}


def test_few_pairings_that_stopped_are_not_counted_out(sample_session):
    one = evidence(RETENTION, sample_session)
    few = tuple(
        replace(check, values={**check.values, "people": SMALLEST_GROUP - 1})
        for check in one.cross_checks
    )
    released = release(Evidence(one.answer, cross_checks=few))
    shown = {check.name: check for check in released.cross_checks}
    assert shown["per_protocol"].values["people"] == f"<{SMALLEST_GROUP}"


def test_a_panel_has_none_and_an_answer_without_estimate_says_why(sample_session):
    performance = METRICS["performance"]
    answer = evaluate(performance, sample_session)
    assert per_protocol.companions(sample_session, performance, answer) == ()
    untold = replace(evaluate(RETENTION, sample_session), estimate=None)
    for check in per_protocol.companions(sample_session, RETENTION, untold):
        assert check.estimate is None and check.values["reason"]
