"""An own effect is pooled with published ones by precision, and the result holds the truth as often
as it says."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats

from metrics.inference.interval import Interval, t_interval
from metrics.inference.pooled_effect import (
    DiscountedEffect,
    Prior,
    months_of_ratio,
    months_prior,
    no_surer_than_people,
    pool,
    prior_of,
)

PRIOR = Prior(0.1, 0.2)


def test_the_pooled_effect_is_the_posterior_of_two_normal_distributions():
    own = Interval(1.0, 1.0 - 1.959963984540054 * 0.3, 1.0 + 1.959963984540054 * 0.3, 0.3, np.inf)
    pooled = pool(own, PRIOR)

    def density(x: float) -> float:
        return float(stats.norm.pdf(x, 0.1, 0.2) * stats.norm.pdf(1.0, x, 0.3))

    total = integrate.quad(density, -3, 4)[0]
    mean = integrate.quad(lambda x: x * density(x), -3, 4)[0] / total
    variance = integrate.quad(lambda x: (x - mean) ** 2 * density(x), -3, 4)[0] / total
    assert pooled.interval.estimate == pytest.approx(mean, abs=1e-9)
    assert pooled.interval.se == pytest.approx(np.sqrt(variance), abs=1e-9)
    assert pooled.published_share == pytest.approx(0.3**2 / (0.2**2 + 0.3**2))


@pytest.mark.parametrize("own", [None, Interval(1.0, -np.inf, np.inf, np.inf, 1.0)])
def test_without_an_own_effect_all_of_it_is_published(own):
    pooled = pool(own, PRIOR)
    assert pooled.published_share == 1 and pooled.interval == PRIOR.interval


def test_few_clusters_weigh_less_than_their_standard_error_says():
    few, many = (pool(t_interval(0.5, 0.04, df), PRIOR).published_share for df in (3, 300))
    assert many == pytest.approx(0.5, abs=0.01) and few > 0.7


def test_a_prior_is_wider_than_the_differences_between_companies():
    """One study without error, wholly believed: the mean is as unsure as that company differs."""
    prior = prior_of([DiscountedEffect(0.4, 0.0, 1.0, 0.0)], 0.3)
    assert prior.mean == pytest.approx(0.4) and prior.sd == pytest.approx(0.3 * np.sqrt(2))
    many = prior_of([DiscountedEffect(0.4, 0.0, 1.0, 0.0)] * 1000, 0.3)
    assert many.sd == pytest.approx(0.3, abs=1e-3)


def test_a_discounted_effect_has_the_moments_of_a_product():
    rng = np.random.default_rng(3)
    kept = rng.normal(0.25, 0.25, 1_000_000)
    drawn = kept * rng.normal(-0.7, 0.1, len(kept))
    one = DiscountedEffect(-0.7, 0.1, 0.25, 0.25)
    assert one.mean == pytest.approx(drawn.mean(), abs=1e-3)
    assert one.variance == pytest.approx(drawn.var(), rel=0.01)


def test_a_prior_needs_effects_and_differences_between_companies():
    for effects, between in (([], 0.3), ([DiscountedEffect(0.4, 0.1, 1, 0)], 0.0)):
        with pytest.raises(ValueError):
            prior_of(effects, between)


def test_months_of_a_ratio_are_the_area_between_two_curves():
    gained = months_of_ratio(np.log([0.5, 1.0, 2.0]), monthly=0.02, months=24)
    stay = 0.98 ** np.arange(24)
    half = np.array([0.98 ** (0.5 * k) for k in range(24)])
    assert gained[0] == pytest.approx(half.sum() - stay.sum()) and gained[0] > 0
    assert gained[1] == pytest.approx(0) and gained[2] < 0


def test_months_of_a_prior_are_those_of_its_draws():
    prior = Prior(-0.2, 0.4)
    rng = np.random.default_rng(5)
    drawn = months_of_ratio(rng.normal(-0.2, 0.4, 400_000), monthly=0.015, months=24)
    found = months_prior(prior, monthly=0.015, events=10**9, months=24)
    assert found.mean == pytest.approx(drawn.mean(), abs=0.01)
    assert found.sd == pytest.approx(drawn.std(), rel=0.01)
    few = months_prior(prior, monthly=0.015, events=4, months=24)
    assert few.mean == found.mean and few.sd > found.sd


def test_no_mentee_who_left_does_not_make_the_own_effect_sure():
    sure = Interval(0.5, 0.5, 0.5, 0.0, 3)
    wide = no_surer_than_people(sure, monthly=0.01, months=24, mentees=20, others=80)
    rng = np.random.default_rng(7)
    left = rng.geometric(0.01, 200_000)
    months = np.minimum(left, 24)
    expected = months.std() * np.sqrt(1 / 20 + 1 / 80)
    assert wide.se == pytest.approx(expected, rel=0.03)
    assert wide.high - wide.estimate == pytest.approx(1.96 * wide.se, rel=1e-3)
    unsure = Interval(0.5, -5.5, 6.5, 2.0, 3)
    assert no_surer_than_people(unsure, monthly=0.01, months=24, mentees=20, others=80) is unsure


def coverage(truth: np.ndarray, clusters: int, sd: float, seed: int) -> tuple[float, float]:
    """How often the pooled interval of companies with so few clusters holds the truth, and zero."""
    rng = np.random.default_rng(seed)
    found = truth[:, None] + rng.normal(0, sd, (len(truth), clusters))
    intervals = [
        pool(t_interval(row.mean(), row.var(ddof=1) / clusters, clusters - 1), PRIOR).interval
        for row in found
    ]
    held = [one.low <= true <= one.high for one, true in zip(intervals, truth, strict=True)]
    return float(np.mean(held)), float(np.mean([one.excludes_zero for one in intervals]))


@pytest.mark.parametrize("clusters", [4, 8])
@pytest.mark.parametrize("sd", [0.2, 1.0])
def test_the_interval_holds_the_truth_where_the_prior_is_right(clusters, sd):
    truth = np.random.default_rng(1).normal(PRIOR.mean, PRIOR.sd, 3000)
    assert coverage(truth, clusters, sd, 2)[0] > 0.92


@pytest.mark.parametrize("clusters", [4, 8])
@pytest.mark.parametrize("sd", [0.2, 1.0])
def test_where_mentoring_does_nothing_at_most_one_in_twenty_is_sure(clusters, sd):
    held, sure = coverage(np.zeros(3000), clusters, sd, 3)
    assert held > 0.94 and sure < 0.06


def test_where_the_truth_is_far_from_what_is_published_the_interval_leans_on_others():
    """The limit of the method, as its docstring says: little own data, two standard deviations
    away."""
    held, _sure = coverage(np.full(2000, PRIOR.mean + 2 * PRIOR.sd), 4, 1.0, 4)
    assert 0.4 < held < 0.7
