"""Groups read together: categories with Holm's intervals, parts of a company drawn to their
mean."""

from __future__ import annotations

import pytest

from metrics.catalog import catalogue
from metrics.evaluate import evaluate, evaluate_by
from metrics.scope import Scope

METRIC = catalogue()["retention"]


def test_categories_keep_their_estimate_and_get_a_wider_interval(sample_session):
    alone = {
        name: evaluate(METRIC, sample_session, Scope.of({"category": name}))
        for name in ("customers", "capability")
    }
    found = evaluate_by(METRIC, sample_session, "category")
    for name, one in alone.items():
        assert found[name].adjusted == "holm"
        assert found[name].estimate.estimate == pytest.approx(one.estimate.estimate)
        assert found[name].estimate.high >= one.estimate.high - 1e-9
    assert all(one.needed for one in found.values() if one.direction in ("unclear", "no estimate"))
    widths = [found[name].estimate.high - one.estimate.high for name, one in alone.items()]
    assert max(widths) > 0.1, "the surest category is asked most of"


def test_departments_are_shrunk_towards_their_mean(sample_session):
    names = ("Finance", "IT", "Operations", "Sales", "Service")
    alone = [
        evaluate(METRIC, sample_session, Scope.of({"department": name})).estimate for name in names
    ]
    found = evaluate_by(METRIC, sample_session, "department")
    told = [one.estimate.estimate for one in found.values() if one.estimate]
    assert {one.adjusted for one in found.values() if one.estimate} == {"shrunk"}
    known = [one.estimate for one in alone if one]
    assert max(told) - min(told) < max(known) - min(known)


def test_two_groups_and_totals_stay_as_they_are(sample_session):
    assert {one.adjusted for one in evaluate_by(METRIC, sample_session, "gender").values()} == {""}
    hours = evaluate_by(catalogue()["mentoring_hours"], sample_session, "category")
    assert {one.adjusted for one in hours.values()} == {""}
