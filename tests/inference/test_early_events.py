"""Events right after the start: an interval that holds without any event, and gradients that are
derivatives."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from metrics.inference.early_events import early_difference, proportional_gradients
from metrics.inference.survival import kaplan_meier


def test_no_event_at_all_among_mentees_is_as_uncertain_as_the_expected_risk():
    found = early_difference(0.0, 0.05, n1=100, variance=1e-8, variance0=1e-8, df=np.inf)
    assert found.se == pytest.approx(np.sqrt(0.05 * 0.95 / 100 + 1e-8))
    assert found.high == pytest.approx(-0.05 + 1.959964 * found.se, abs=1e-6)


def test_the_clustered_variance_counts_where_it_is_larger_and_tests_share_the_level():
    found = early_difference(0.1, 0.05, n1=100, variance=0.01, variance0=0.0, df=9.0, tests=2)
    assert found.se == pytest.approx(0.1)
    assert found.high - found.estimate == pytest.approx(0.1 * stats.t.ppf(0.9875, 9))


def curve(rates):
    """A life table of 10,000 people with these hazards."""
    left, u, event, n = 10_000.0, [], [], []
    for k, rate in enumerate(rates):
        u.append(k)
        event.append(1)
        n.append(left * rate)
        left *= 1 - rate
    u.append(len(rates) - 1)
    event.append(0)
    n.append(left)
    counts = np.array(n)
    return kaplan_meier(np.array(u), np.array(event), counts, counts, tau=len(rates))


def test_the_gradients_are_the_derivatives_of_what_goes_beyond_the_later_months():
    mentees, others = np.array([0.01, 0.02, 0.015, 0.03]), np.array([0.02, 0.03, 0.02, 0.025])

    def beyond(one, zero):
        risk1, risk0 = (1 - np.prod(1 - rates[:2]) for rates in (one, zero))
        return risk1 - risk0 * one[2:].sum() / zero[2:].sum()

    of1, of0, expected = proportional_gradients(curve(mentees), curve(others), 2, 4)
    assert beyond(mentees, others) == pytest.approx(1 - 0.99 * 0.98 - expected)
    for arm, (gradient, at_risk) in enumerate(
        ((of1, curve(mentees).at_risk), (of0, curve(others).at_risk))
    ):
        for k in range(4):
            step = np.eye(4)[k] * 1e-6
            moved = (mentees + step, others) if arm == 0 else (mentees, others + step)
            slope = (beyond(*moved) - beyond(mentees, others)) / 1e-6
            sign = -1 if arm == 0 else 1
            assert gradient[k] * at_risk[k] == pytest.approx(sign * slope, rel=1e-4)
