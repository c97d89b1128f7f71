"""A planned answer keeps its estimator and its horizon, and says when the usual rule would not."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

import pytest

from metrics.catalog import catalogue
from metrics.evaluate import FALLBACK_CHECK, PlannedMethod, evaluate, fallback_estimator
from metrics.evaluate.answer import CENSORING_WEIGHTS, DOUBLY_ROBUST, MATCHED, NO_ESTIMATE
from metrics.evaluate.planned_method import ESTIMATORS, KEPT_CHECK
from metrics.inference.confidence_sequence import confidence_sequence
from metrics.inference.interval import Interval
from tests.companies import asked, awkward

RETENTION = catalogue()["retention"]
PERFORMANCE = catalogue()["performance"]
SWITCHES = {DOUBLY_ROBUST: {"LEAST_MATCHED": 1.1}, CENSORING_WEIGHTS: {"MOST_LATER_PAIRED": 0.0}}


def planned(estimator: str = MATCHED, horizon: int | None = 24) -> PlannedMethod:
    return PlannedMethod(estimator, horizon, 1.0)


def same(one: Interval, other: Interval) -> bool:
    return astuple(one) == pytest.approx(astuple(other), rel=1e-9)


def checks(answer) -> dict:
    return {check.name: check for check in answer.checks}


@pytest.mark.parametrize("usual", SWITCHES)
def test_where_the_usual_rule_would_switch_the_plan_does_not(sample_session, monkeypatch, usual):
    before = evaluate(RETENTION, sample_session, planned=planned())
    assert before.method == MATCHED and KEPT_CHECK not in checks(before)
    for name, limit in SWITCHES[usual].items():
        monkeypatch.setattr(fallback_estimator, name, limit)
    assert evaluate(RETENTION, sample_session).method == usual
    after = evaluate(RETENTION, sample_session, planned=planned())
    assert after.method == MATCHED and same(after.estimate, before.estimate)
    assert all(same(after.companions[name], one) for name, one in before.companions.items())
    said = checks(after)[KEPT_CHECK]
    assert said.passed is None
    assert said.values == {"usual": (ESTIMATORS[usual],), "planned": (ESTIMATORS[MATCHED],)}


@pytest.mark.parametrize("estimator", SWITCHES)
def test_a_planned_estimator_is_used_whatever_the_data(sample_session, monkeypatch, estimator):
    found = evaluate(RETENTION, sample_session, planned=planned(estimator))
    assert found.method == estimator
    assert {FALLBACK_CHECK, KEPT_CHECK} <= set(checks(found))
    for name, limit in SWITCHES[estimator].items():
        monkeypatch.setattr(fallback_estimator, name, limit)
    usual = evaluate(RETENTION, sample_session)
    assert same(found.estimate, usual.estimate) and same(found.matched, usual.matched)
    kept = evaluate(RETENTION, sample_session, planned=planned(estimator))
    assert KEPT_CHECK not in checks(kept) and same(kept.estimate, found.estimate)


def test_the_planned_horizon_does_not_follow_the_data(sample_session):
    year = evaluate(RETENTION, sample_session, planned=planned(horizon=12))
    usual = evaluate(RETENTION, sample_session)
    assert (usual.horizon, year.horizon) == (24, 12)
    assert same(year.estimate, usual.companions["months_12"])


def test_without_follow_up_the_planned_horizon_is_no_answer_and_not_a_shorter_one():
    tables = awkward(3)
    with asked(tables, as_of=date(2023, 12, 31)) as session:
        if evaluate(RETENTION, session).horizon == 24:
            pytest.skip("followed for long enough")
        found = evaluate(RETENTION, session, planned=planned(horizon=24))
    assert (found.horizon, found.estimate, found.direction) == (24, None, NO_ESTIMATE)
    assert checks(found)["follow_up"].passed is False


def test_the_sequence_is_tuned_for_the_effect_of_the_plan(sample_session):
    found = evaluate(RETENTION, sample_session, planned=PlannedMethod(MATCHED, 24, 2.5))
    assert found.sequence == confidence_sequence(found.estimate, effect=2.5)
    usual = evaluate(RETENTION, sample_session)
    assert usual.sequence == confidence_sequence(usual.estimate, effect=1.0)
    assert usual.sequence.low < usual.estimate.low < usual.estimate.high < usual.sequence.high


def test_a_panel_has_a_sequence_and_a_total_has_none(sample_session):
    panel = evaluate(PERFORMANCE, sample_session)
    assert panel.sequence == confidence_sequence(panel.estimate, effect=0.2 * panel.spread)
    assert evaluate(catalogue()["mentoring_hours"], sample_session).sequence is None
