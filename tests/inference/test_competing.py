"""Months lost per cause: on paper, adding up to what the survival curve says, and their influence
as a derivative."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.inference.competing import cause_hazards, months_lost_influence
from metrics.inference.survival import kaplan_meier, rmst_gradient, row_influence


def drawn(seed: int, n: int = 60) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 9, n), rng.integers(0, 3, n), rng.uniform(0.5, 2, n)


def test_months_lost_of_four_people_by_hand():
    """One leaves in month 0 by cause 1, one in month 1 by cause 2, one is censored in month 1, one
    stays."""
    found = cause_hazards(
        np.array([0, 1, 1, 7]), np.array([1, 2, 0, 0]), np.ones(4), n_causes=2, tau=4
    )
    assert found.at_risk.tolist() == [4, 3, 1, 1]
    assert found.before.tolist() == pytest.approx([1, 3 / 4, 1 / 2, 1 / 2])
    # cause 1: a quarter is lost from month 1 on (3 months); cause 2: 3/4 * 1/3 from month 2 on (2
    # months)
    assert found.months_lost.tolist() == pytest.approx([3 / 4, 2 / 4])


@pytest.mark.parametrize("seed", range(5))
def test_months_lost_add_up_to_what_the_restricted_mean_lacks(seed):
    u, ending, weight = drawn(seed)
    whole = kaplan_meier(u, (ending > 0).astype(int), weight, weight, tau=6)
    lost = cause_hazards(u, ending, weight, n_causes=2, tau=6).months_lost
    assert lost.sum() == pytest.approx(6 - whole.rmst(6), abs=1e-12)


def test_the_other_cause_does_not_censor():
    u, ending, weight = np.array([0, 0, 1, 1]), np.array([2, 2, 1, 1]), np.ones(4)
    competing = cause_hazards(u, ending, weight, n_causes=2, tau=3).months_lost
    assert competing.tolist() == pytest.approx([0.5 * 1, 0.5 * 2])
    assert (
        3 - kaplan_meier(u, (ending == 1).astype(int), weight, weight, tau=3).rmst(3) > competing[0]
    )


@pytest.mark.parametrize("cause", [0, 1])
def test_the_influence_of_a_row_is_the_derivative_to_its_weight(cause):
    u, ending, weight = drawn(7)

    def lost(w):
        return cause_hazards(u, ending, w, n_causes=2, tau=6).months_lost[cause]

    of = cause_hazards(u, ending, weight, n_causes=2, tau=6)
    for i in range(len(u)):
        bumped = weight.copy()
        bumped[i] += 1e-6
        influence = months_lost_influence(of, ending=int(ending[i]), months=9)[cause, u[i]]
        assert influence == pytest.approx((lost(bumped) - lost(weight)) / 1e-6, abs=1e-5)


@pytest.mark.parametrize("ending", [0, 1, 2])
def test_the_influences_on_the_causes_add_up_to_that_on_the_restricted_mean(ending):
    u, endings, weight = drawn(8)
    event = (endings > 0).astype(int)
    whole = kaplan_meier(u, event, weight, weight, tau=6)
    of = cause_hazards(u, endings, weight, n_causes=2, tau=6)
    per_cause = months_lost_influence(of, ending=ending, months=9).sum(axis=0)
    on_rmst = row_influence(whole, rmst_gradient(whole, 6), event=int(ending > 0), arm=1, months=9)
    assert per_cause == pytest.approx(-on_rmst, abs=1e-12)


def test_months_without_anyone_at_risk_do_not_divide_by_zero():
    of = cause_hazards(np.array([0, 0]), np.array([1, 2]), np.ones(2), n_causes=2, tau=4)
    assert of.months_lost.tolist() == pytest.approx([1.5, 1.5])
    assert np.isfinite(months_lost_influence(of, ending=1, months=6)).all()
