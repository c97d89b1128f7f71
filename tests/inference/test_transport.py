"""Weights that carry an effect over to other people: margins, what is left out, and influence."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from metrics.inference.raking import PENALTY
from metrics.inference.transport import transport_weights

DEPARTMENT = np.array(["a", "a", "b", "b", "c", "c"])
YEAR = np.array([1, 2, 1, 2, 1, 2])
N1 = np.array([12.0, 8.0, 5.0, 9.0, 3.0, 4.0])
N0 = np.array([40.0, 30.0, 50.0, 20.0, 30.0, 10.0])
VALUE1 = np.array([3.0, 5.0, 1.0, 2.0, 7.0, 4.0])
VALUE0 = np.array([2.0, 4.5, 1.5, 1.0, 6.0, 1.0])


def weights(n1=N1, n0=N0, target=("a", "b"), people=(10.0, 40.0)):
    return transport_weights(
        [DEPARTMENT, YEAR], [DEPARTMENT], n1, n0, [np.array(target)], np.array(people)
    )


def effect(n1, n0) -> float:
    """A weighted mean of each arm's values: the difference."""
    found = weights(n1, n0)
    rows1, rows0 = found.weight1 * n1, found.weight0 * n0
    return float((rows1 @ VALUE1) / rows1.sum() - (rows0 @ VALUE0) / rows0.sum())


def test_both_arms_get_the_targets_margins_and_others_the_mentees_years_too():
    found = weights()
    rows1, rows0 = found.weight1 * N1, found.weight0 * N0
    for rows in (rows1, rows0):
        assert rows[DEPARTMENT == "a"].sum() == pytest.approx(10, abs=0.2)
        assert rows[DEPARTMENT == "b"].sum() == pytest.approx(40, abs=0.2)
        assert rows[DEPARTMENT == "c"].sum() == 0
    for year in (1, 2):
        assert rows0[year == YEAR].sum() == pytest.approx(rows1[year == YEAR].sum(), abs=0.2)


def test_a_target_like_the_mentees_leaves_their_weights_equal():
    of_target = [N1[name == DEPARTMENT].sum() for name in "abc"]
    found = weights(target=tuple("abc"), people=of_target)
    assert found.weight1 == pytest.approx(np.ones(6), abs=1e-9)


def test_people_whose_level_has_no_mentees_are_left_out_and_said():
    found = weights(target=("a", "d"), people=(10.0, 40.0))
    assert found.covered.tolist() == [True, False]
    assert (found.weight1 * N1).sum() == pytest.approx(10)


def test_the_mentees_weights_are_those_of_a_general_minimiser():
    x = np.column_stack([np.ones(4), DEPARTMENT[:4] == "a", DEPARTMENT[:4] == "b"]).astype(float)
    target = np.array([50.0, 10.0, 40.0])
    penalty = np.array([0.0, 1.0, 1.0]) * PENALTY * 50

    def objective(at):
        return N1[:4] @ np.exp(x @ at) - at @ target + penalty @ at**2 / 2

    at = minimize(objective, np.zeros(3), method="BFGS", options={"gtol": 1e-10}).x
    assert weights().weight1[:4] == pytest.approx(np.exp(x @ at), rel=1e-5)


@pytest.mark.parametrize("arm", [1, 0])
@pytest.mark.parametrize("pattern", [0, 1, 2, 3])
def test_the_influence_is_the_change_of_the_effect_by_one_more_row(arm, pattern):
    """Estimated weights included: against the effect made again with a little more of a row."""
    found = weights()
    rows1, rows0 = found.weight1 * N1, found.weight0 * N0
    influence1 = (VALUE1 - rows1 @ VALUE1 / rows1.sum()) / rows1.sum()
    influence0 = -(VALUE0 - rows0 @ VALUE0 / rows0.sum()) / rows0.sum()
    added1, added0 = found.adjustments(N1 * influence1, N0 * influence0, N1)
    analytic = {
        1: found.weight1[pattern] * (influence1 + added1)[pattern],
        0: found.weight0[pattern] * (influence0 + added0)[pattern],
    }[arm]
    step = 1e-5
    more = np.eye(6)[pattern] * step
    if arm == 1:
        numeric = (effect(N1 + more, N0) - effect(N1 - more, N0)) / (2 * step)
    else:
        numeric = (effect(N1, N0 + more) - effect(N1, N0 - more)) / (2 * step)
    assert analytic == pytest.approx(numeric, abs=2e-5)
