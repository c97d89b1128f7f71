"""Draws of assumptions and of measured effects."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.value import load_assumptions
from metrics.value.draws import RETURN_DRAWS, draw_effect


def test_draws_stay_between_low_and_high_and_favour_the_base():
    one = load_assumptions()["replacement_cost"]
    draws = one.draws(np.random.default_rng(1), RETURN_DRAWS)
    assert one.low <= draws.min() and draws.max() <= one.high
    assert draws.mean() == pytest.approx((one.low + 4 * one.base + one.high) / 6, rel=0.02)


def test_effects_are_drawn_around_their_estimate():
    draws = draw_effect(2.0, 1.0, 40.0, np.random.default_rng(3), RETURN_DRAWS)
    assert draws.mean() == pytest.approx(2.0, abs=0.02)
    assert np.quantile(draws, 0.975) == pytest.approx(3.0, abs=0.05)


def test_with_fewer_than_three_degrees_of_freedom_the_interval_still_holds_95_percent():
    draws = draw_effect(2.0, 1.0, 1.0, np.random.default_rng(3), RETURN_DRAWS)
    assert np.mean(np.abs(draws - 2.0) <= 1.0) == pytest.approx(0.95, abs=0.005)
    assert draws.mean() == pytest.approx(2.0, abs=0.02)
