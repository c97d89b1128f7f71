"""Shares, their differences and ratios: against scipy, published examples, and what must hold of
any interval."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm
from scipy.stats.contingency import relative_risk

from metrics.inference.proportions import Z_975, difference_limits, ratio_limits, share_limits


def test_the_quantile_is_that_of_95_percent():
    assert pytest.approx(norm.ppf(0.975), abs=1e-12) == Z_975


@given(n=st.integers(1, 500), data=st.data())
def test_a_share_has_the_score_interval_of_scipy(n, data):
    k = data.draw(st.integers(0, n))
    found = binomtest(k, n).proportion_ci(0.95, method="wilson")
    assert share_limits(k, n) == pytest.approx((found.low, found.high), abs=1e-9)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((10, 10, 0, 10), 0.6075, 1.0),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((10, 10, 0, 20), 0.6791, 1.0),
    ],
)
def test_a_difference_is_that_of_newcombes_table(counts, low, high):
    assert difference_limits(*counts) == pytest.approx((low, high), abs=5e-5)


def test_a_ratio_of_large_counts_is_near_the_one_of_the_logarithm():
    katz = relative_risk(400, 1000, 300, 1000).confidence_interval()
    assert ratio_limits(400, 1000, 300, 1000) == pytest.approx((katz.low, katz.high), abs=0.004)


@given(n1=st.integers(1, 80), n0=st.integers(1, 80), data=st.data())
def test_a_ratio_lies_on_the_same_side_of_one_as_the_difference_of_zero(n1, n0, data):
    k1, k0 = data.draw(st.integers(0, n1)), data.draw(st.integers(1, n0))
    low, high = ratio_limits(k1, n1, k0, n0)
    below, above = difference_limits(k1, n1, k0, n0)
    assert 0 <= low <= (k1 / n1) / (k0 / n0) + 1e-12 <= high + 1e-9
    assert (low > 1 + 1e-9) <= (below > 0) and (high < 1 - 1e-9) <= (above < 0)


def test_no_event_in_the_first_group_gives_a_ratio_from_zero():
    low, high = ratio_limits(0, 30, 12, 30)
    assert low == 0 and 0 < high < 1 and high != inf
