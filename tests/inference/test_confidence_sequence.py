"""The confidence sequence: its boundary against the formulas of the paper, and its promise."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import optimize, special, stats

from metrics.inference.confidence_sequence import (
    boundary,
    confidence_sequence,
    in_t,
    target_information,
    tuning,
)
from metrics.inference.interval import t_interval
from tests.calibration.looks import LOOKS, alarms_with_clusters, alarms_with_normals

INFINITE = float("inf")


def papers_half_width(t: float, sigma: float, rho: float, alpha: float) -> float:
    """Equation 4 of Waudby-Smith and others, as it is printed."""
    grown = t * rho**2 + 1
    return sigma * math.sqrt(2 * grown / (t**2 * rho**2) * math.log(math.sqrt(grown) / alpha))


@pytest.mark.parametrize("alpha", [0.05, 0.01])
@pytest.mark.parametrize(("t", "sigma", "rho"), [(10, 2.0, 0.3), (400, 1.0, 0.1), (3, 0.5, 2.0)])
def test_the_boundary_is_the_mixture_of_the_paper(t, sigma, rho, alpha):
    se = sigma / math.sqrt(t)
    ours = se * boundary(1 / se**2, 1 / (sigma * rho) ** 2, alpha=alpha)
    assert ours == pytest.approx(papers_half_width(t, sigma, rho, alpha), rel=1e-12)


@pytest.mark.parametrize("alpha", [0.05, 0.2])
def test_the_tuning_is_lamberts_and_makes_the_boundary_narrowest_at_the_target(alpha):
    lambert = -special.lambertw(-(alpha**2) / math.e, -1).real - 1
    rho = tuning(40.0, alpha=alpha)
    assert rho == pytest.approx(40.0 / lambert, rel=1e-12)
    found = optimize.minimize_scalar(
        lambda log: boundary(40.0, math.exp(log), alpha=alpha), bounds=(-5, 8), method="bounded"
    )
    assert found.x == pytest.approx(math.log(rho), abs=1e-4)
    assert boundary(40.0, rho, alpha=alpha) == pytest.approx(math.sqrt(1 + lambert), rel=1e-12)


def test_the_target_is_the_information_that_four_of_five_studies_need():
    information = target_information(1.5)
    power = stats.norm.sf(1.959963984540054 - 1.5 * math.sqrt(information))
    assert power == pytest.approx(0.8, abs=1e-9)
    for nothing in (0.0, float("nan"), INFINITE):
        with pytest.raises(ValueError):
            target_information(nothing)


def test_the_sequence_is_wider_than_the_interval_wherever_it_is_tuned():
    for effect in (0.05, 0.5, 5.0):
        for df in (2.0, 9.0, INFINITE):
            one = t_interval(1.0, 0.25, df)
            found = confidence_sequence(one, effect=effect)
            assert found.low < one.low and found.high > one.high
            assert (found.estimate, found.se, found.df) == (one.estimate, one.se, one.df)


def test_few_clusters_widen_it_by_the_tail_of_t():
    assert in_t(3.0, INFINITE) == 3.0
    assert stats.t.sf(in_t(3.0, 7), 7) == pytest.approx(stats.norm.sf(3.0), rel=1e-9)
    assert in_t(3.0, 0.2) == in_t(3.0, 1)


def test_without_a_spread_nothing_is_excluded():
    for variance in (0.0, INFINITE):
        found = confidence_sequence(t_interval(1.0, variance, 5), effect=1.0)
        assert (found.low, found.high) == (-INFINITE, INFINITE)


def test_over_twelve_looks_the_interval_errs_and_the_sequence_does_not():
    alarms = alarms_with_normals(4000, np.random.default_rng(12))
    assert alarms.looks == LOOKS == 12
    assert alarms.interval > 0.12
    assert alarms.sequence <= 0.05


@pytest.mark.parametrize("mentors", [6, 20])
def test_over_twelve_looks_few_unequal_mentors_do_not_break_it(mentors):
    alarms = alarms_with_clusters(600, np.random.default_rng(3), mentors=mentors)
    assert alarms.interval > alarms.sequence
    assert alarms.sequence <= 0.05
