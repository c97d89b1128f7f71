"""Several groups at once, against statsmodels and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from metrics.inference.interval import t_interval
from metrics.inference.shrinkage import between_group_variance, holm_intervals, shrink_to_mean

numbers = st.lists(
    st.tuples(st.floats(-5, 5), st.floats(0.2, 3), st.integers(3, 200)), min_size=1, max_size=7
)


def groups(rows):
    return {f"g{i}": t_interval(estimate, se**2, df) for i, (estimate, se, df) in enumerate(rows)}


@given(rows=numbers)
def test_an_interval_excludes_zero_exactly_where_holms_test_rejects(rows):
    found = groups(rows)
    p = [2 * stats.t.sf(abs(one.estimate) / one.se, one.df) for one in found.values()]
    if any(abs(value - 0.05 / k) < 1e-6 for value in p for k in range(1, len(p) + 1)):
        return
    rejected = multipletests(p, alpha=0.05, method="holm")[0]
    assert [one.excludes_zero for one in holm_intervals(found).values()] == list(rejected)


def test_one_group_keeps_its_interval():
    one = groups([(2.0, 1.0, 30)])
    assert holm_intervals(one)["g0"].high == pytest.approx(one["g0"].high)


def test_groups_that_differ_no_more_than_chance_get_the_common_mean():
    found = shrink_to_mean(groups([(1.0, 1.0, 50), (1.2, 1.0, 50), (0.8, 1.0, 50), (1.1, 1.0, 50)]))
    middles = [one.estimate for one in found.values()]
    assert np.ptp(middles) < 0.2 * 0.4 + 0.3 and np.mean(middles) == pytest.approx(1.025, abs=0.01)


def test_the_least_precise_group_is_shrunk_most():
    found = shrink_to_mean(groups([(0.0, 0.5, 50), (2.0, 0.5, 50), (4.0, 0.5, 50), (8.0, 3.0, 50)]))
    assert abs(found["g3"].estimate - 8) > abs(found["g2"].estimate - 4)


def test_two_groups_are_not_shrunk():
    two = groups([(0.0, 1.0, 50), (5.0, 1.0, 50)])
    assert shrink_to_mean(two) == two


def test_the_variance_between_groups_solves_paule_and_mandels_equation():
    y, v = np.array([0.0, 3.0, 6.0, 9.0]), np.array([0.5, 1.0, 0.7, 0.2])
    between = between_group_variance(y, v)
    weight = 1 / (v + between)
    assert np.sum(weight * (y - np.average(y, weights=weight)) ** 2) == pytest.approx(3.0, abs=1e-9)


def test_shrunk_intervals_have_their_nominal_coverage():
    rng, held = np.random.default_rng(5), []
    for _ in range(300):
        truth = rng.normal(1.0, 0.7, 8)
        se = rng.uniform(0.4, 1.2, 8)
        found = shrink_to_mean(
            {str(i): t_interval(rng.normal(truth[i], se[i]), se[i] ** 2, 1e6) for i in range(8)}
        )
        held += [found[str(i)].low <= truth[i] <= found[str(i)].high for i in range(8)]
    assert 0.92 <= np.mean(held) <= 0.985
