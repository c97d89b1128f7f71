"""How many of as many others alike would have moved: by hand, and the mentees' own pace gives their
own count."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.inference.survival import kaplan_meier
from metrics.inference.transitions import expected_moves, follow_up_share


def arm(*rows: tuple, months: int):
    """The curve of rows (month in which it ends, moved or not), each of weight 1."""
    u, event = (np.array(column) for column in zip(*rows, strict=True))
    return kaplan_meier(u, event, np.ones(len(rows)), np.ones(len(rows)), tau=months)


def test_expected_moves_of_two_months_by_hand():
    mentees = arm((0, 1), (0, 0), (1, 0), (1, 0), months=2)  # four: one moves, one leaves, two stay
    others = arm(
        (0, 1), (0, 1), *[(1, 1)] * 2, *[(1, 0)] * 6, months=2
    )  # ten: two move, then two of eight
    events = np.array([[2.0, 1.0], [0.0, 1.0]])
    assert follow_up_share(mentees) == pytest.approx(
        [1, 2 / 3]
    )  # of the three who did not move two are still there
    # month 0: 4 x 2/10 to the first; month 1: 4 x 2/3 followed x 8/10 unmoved x 1/8 to each
    assert expected_moves(mentees, others, events) == pytest.approx(
        [0.8 + 4 * 2 / 3 * 0.8 / 8, 4 * 2 / 3 * 0.8 / 8]
    )


def test_months_without_others_use_their_usual_pace():
    mentees = arm((1, 0), months=2)
    others = arm((0, 1), (0, 0), months=2)
    assert expected_moves(mentees, others, np.array([[1.0, 0.0]])) == pytest.approx(
        [0.5 + 0.5 * 0.5]
    )
    nobody = kaplan_meier(np.array([], int), np.array([], int), np.array([]), np.array([]), tau=2)
    assert np.isnan(expected_moves(mentees, nobody, np.zeros((1, 2)))).all()


rows = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 1)), min_size=1, max_size=30)


@given(rows=rows)
def test_at_the_mentees_own_pace_the_expected_moves_equal_the_observed(rows):
    mentees = arm(*rows, months=6)
    assert expected_moves(mentees, mentees, mentees.events[None, :])[0] == pytest.approx(
        mentees.events.sum()
    )
