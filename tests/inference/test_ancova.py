"""The lagged regression equals ordinary least squares with an intercept per group; trimming is that
of Lee."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from metrics.inference.ancova import lagged_regression, trimmed_share


def generated(seed: int):
    """Rows in six groups: two to nine rows of each of 40 people, of whom a third are mentored."""
    rng = np.random.default_rng(seed)
    person = np.repeat(np.arange(40), rng.integers(2, 10, 40))
    group = rng.integers(0, 6, len(person))
    d = (person % 3 == 0).astype(float)
    x = rng.normal(3, 1, len(person)) + 0.3 * d
    y = (
        0.25 * d
        + 0.6 * x
        + 0.2 * group
        + rng.normal(0, 1, len(person))
        + rng.normal(0, 0.5, 40)[person]
    )
    return person, group, d, x, y


def moments(person, group, d, x, y):
    """The sums per person of squares and products, each variable less its mean in the group."""
    d, x, y = (v - (np.bincount(group, weights=v) / np.bincount(group))[group] for v in (d, x, y))
    return [np.bincount(person, weights=w) for w in (d * d, d * x, x * x, d * y, x * y)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_effect_slope_and_clustered_error_equal_those_of_statsmodels(seed):
    person, group, d, x, y = generated(seed)
    dummies = (group[:, None] == np.arange(6)).astype(float)
    cluster = person // 4
    fitted = sm.OLS(y, np.column_stack([d, x, dummies])).fit(
        cov_type="cluster", cov_kwds={"groups": cluster, "use_correction": False}
    )
    found = lagged_regression(*moments(person, group, d, x, y))
    assert (found.effect, found.slope) == pytest.approx(tuple(fitted.params[:2]), abs=1e-10)
    by_cluster = np.bincount(np.arange(40) // 4, weights=found.influence)
    assert np.sqrt(np.sum(by_cluster**2)) == pytest.approx(fitted.bse[0], rel=1e-9)
    assert found.influence.sum() == pytest.approx(0, abs=1e-12)


def test_without_spread_in_the_value_before_there_is_no_effect():
    person, group, d, _, y = generated(4)
    assert lagged_regression(*moments(person, group, d, d, y)) is None
    assert lagged_regression(*[np.array([])] * 5) is None


def test_the_arm_that_keeps_more_is_trimmed_to_the_share_the_other_keeps():
    """Of 10 and 30 mentees 9 and 27 are seen (90 %); of the others half and three quarters, so
    68.75 % as weighted."""
    arm, share = trimmed_share(
        np.array([10.0, 30.0]),
        np.array([9.0, 27.0]),
        np.array([20.0, 40.0]),
        np.array([10.0, 30.0]),
    )
    assert (arm, share) == (1, pytest.approx(1 - 0.6875 / 0.9))
    arm, share = trimmed_share(
        np.array([10.0]), np.array([5.0]), np.array([20.0]), np.array([15.0])
    )
    assert (arm, share) == (0, pytest.approx(1 - 0.5 / 0.75))


def test_nobody_is_trimmed_where_both_keep_the_same_share_or_an_arm_is_empty():
    assert (
        trimmed_share(np.array([10.0]), np.array([5.0]), np.array([20.0]), np.array([10.0]))[1]
        == 0.0
    )
    assert (
        trimmed_share(np.array([10.0]), np.array([0.0]), np.array([20.0]), np.array([10.0]))[1]
        == 0.0
    )
