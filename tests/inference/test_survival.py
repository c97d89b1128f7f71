"""Curves and their influence, on numbers small enough for paper."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.inference.survival import kaplan_meier, rmst_gradient, row_influence, survival_gradient


def four_rows():
    """Ends: one event in month 0, one censored in month 0, one event in month 1, one still there
    after month 2."""
    u, event = np.array([0, 0, 1, 5]), np.array([1, 0, 1, 0])
    return kaplan_meier(u, event, np.ones(4), np.ones(4), tau=3)


def test_at_risk_hazard_and_survival_are_those_of_the_rows():
    found = four_rows()
    assert found.at_risk.tolist() == [4, 2, 1]
    assert found.hazard.tolist() == [0.25, 0.5, 0.0]
    assert found.survival.tolist() == [0.75, 0.375, 0.375]
    assert found.rmst(3) == 1 + 0.75 + 0.375


def test_a_month_with_nobody_at_risk_has_no_hazard():
    assert kaplan_meier(
        np.array([0]), np.array([1]), np.ones(1), np.ones(1), tau=3
    ).hazard.tolist() == [
        1.0,
        0.0,
        0.0,
    ]


@pytest.mark.parametrize("arm", [0, 1])
@pytest.mark.parametrize("target", ["rmst", "survival"])
def test_the_influence_of_a_row_is_the_derivative_to_its_weight(arm, target):
    rng = np.random.default_rng(7)
    u, event, weight = rng.integers(0, 9, 40), rng.integers(0, 2, 40), rng.uniform(0.5, 2, 40)

    def estimate(w):
        found = kaplan_meier(u, event, w, np.ones(40), tau=6)
        return found.rmst(6) if target == "rmst" else found.survival[3]

    found = kaplan_meier(u, event, weight, np.ones(40), tau=6)
    gradient = rmst_gradient(found, 6) if target == "rmst" else survival_gradient(found, 4)
    sign = 1 if arm else -1
    for i in range(40):
        bumped = weight.copy()
        bumped[i] += 1e-6
        slope = sign * (estimate(bumped) - estimate(weight)) / 1e-6
        influence = row_influence(found, gradient, event=int(event[i]), arm=arm, months=9)[u[i]]
        assert influence == pytest.approx(slope, abs=1e-5)


def test_influences_add_up_to_zero():
    rng = np.random.default_rng(8)
    u, event, weight = rng.integers(0, 30, 200), rng.integers(0, 2, 200), rng.uniform(0.5, 2, 200)
    found = kaplan_meier(u, event, weight, np.ones(200), tau=24)
    by_event = [
        row_influence(found, rmst_gradient(found, 24), event=e, arm=1, months=30) for e in (0, 1)
    ]
    assert sum(
        w * by_event[e][k] for k, e, w in zip(u, event, weight, strict=True)
    ) == pytest.approx(0, abs=1e-9)
