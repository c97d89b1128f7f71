"""Pseudo-values on paper, and a doubly robust estimate that is right when one of its two models
is."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.inference.aipw import design_matrix, doubly_robust, fit_log_odds, pseudo_values
from metrics.inference.survival import kaplan_meier


def of_rows(u, event, tau):
    ones = np.ones(len(u))
    return kaplan_meier(np.array(u), np.array(event), ones, ones, tau=tau)


def test_without_censoring_a_pseudo_value_is_the_rows_own_months():
    found = of_rows([0, 1, 1, 4, 9], [1, 1, 1, 1, 1], tau=6)
    assert pseudo_values(found, 6, event=1, months=10) == pytest.approx(
        [1, 2, 3, 4, 5, 6, 6, 6, 6, 6]
    )


def test_pseudo_values_average_to_the_restricted_mean_with_censoring_too():
    rng = np.random.default_rng(3)
    u, event = rng.integers(0, 12, 300), rng.integers(0, 2, 300)
    found = of_rows(u, event, tau=8)
    values = {e: pseudo_values(found, 8, event=e, months=12) for e in (0, 1)}
    mean = np.mean([values[e][k] for k, e in zip(u, event, strict=True)])
    assert mean == pytest.approx(found.rmst(8), abs=1e-10)
    assert (values[0] >= values[1]).all(), "a censored row has as many months or more"


def patterns(seed: int):
    """Three keys, crossed; counts and sums per pattern."""
    rng = np.random.default_rng(seed)
    keys = [
        k.ravel()
        for k in np.meshgrid(np.arange(3), np.array(["a", "b"]), np.arange(4), indexing="ij")
    ]
    n0, n1 = rng.integers(5, 60, 24).astype(float), rng.integers(0, 12, 24).astype(float)
    return keys, n1, n1 * rng.normal(18, 2, 24), n0, n0 * rng.normal(16, 2, 24)


def test_with_a_column_per_pattern_it_is_the_matched_estimate():
    _, n1, total1, n0, total0 = patterns(1)
    found = doubly_robust(design_matrix([np.arange(24)]), n1, total1, n0, total0)
    matched = (total1.sum() - (n1 * total0 / n0).sum()) / n1.sum()
    assert found.estimate == pytest.approx(matched, abs=1e-6)


def test_both_models_equal_those_of_statsmodels():
    api = pytest.importorskip("statsmodels.api")
    keys, n1, _, n0, total0 = patterns(2)
    x = design_matrix(keys)
    expected = api.GLM(np.column_stack([n1, n0]), x, family=api.families.Binomial()).fit(tol=1e-14)
    assert fit_log_odds(x, n1, n0) == pytest.approx(x @ expected.params, abs=1e-7)
    linear = api.WLS(total0 / n0, x, weights=n0).fit()
    found = doubly_robust(x, n1, n1, n0, total0)
    assert found.expected == pytest.approx(linear.fittedvalues, abs=1e-9)


@pytest.mark.parametrize("right", ["outcome", "choice"])
def test_the_estimate_is_right_when_one_of_the_models_is(right):
    keys, n1, _, n0, _ = patterns(4)
    x, effect = design_matrix(keys), 1.5
    if right == "outcome":  # whom they chose follows no model
        base = x @ np.arange(x.shape[1]) + 12
        n1 = np.where((keys[0] == 1) == (keys[2] > 1), 12.0, 1.0)
    else:  # what others reach follows no model, who is chosen does
        base = 12 + 3 * ((keys[0] == 1) & (keys[2] == 2)) + 2 * ((keys[0] == 2) & (keys[1] == "a"))
        n1 = n0 * np.exp(x @ np.linspace(-2.5, 0.5, x.shape[1]))
    found = doubly_robust(x, n1, n1 * (base + effect), n0, n0 * base)
    assert found.estimate == pytest.approx(effect, abs=1e-6)
    naive = (n1 @ (base + effect)) / n1.sum() - (n0 @ base) / n0.sum()
    assert abs(naive - effect) > 0.05, "the simple difference of the averages is not right"


def test_a_level_in_which_nobody_was_mentored_gets_no_weight():
    keys, n1, total1, n0, total0 = patterns(5)
    nobody = keys[0] == 2
    n1, total1 = np.where(nobody, 0, n1), np.where(nobody, 0, total1)
    found = doubly_robust(design_matrix(keys), n1, total1, n0, total0)
    assert np.isfinite(found.estimate)
    assert found.odds[nobody].max() < 1e-6 < found.odds[~nobody].min()


def test_one_pattern_leaves_the_difference_of_the_means():
    one = [np.array(["x"])]
    found = doubly_robust(
        design_matrix(one), np.array([4.0]), np.array([80.0]), np.array([10.0]), np.array([150.0])
    )
    assert found.estimate == pytest.approx(5.0)
