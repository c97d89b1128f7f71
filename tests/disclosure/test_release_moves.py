"""No move of fewer than ten mentees or mentors is shown or can be found by subtraction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalog import catalogue
from metrics.disclosure import release
from metrics.evaluate import CareerMove, CareerMoves

METRIC = catalogue()["internal_move"]


def shown(*moves: tuple):
    """Moves of (name, mentees, mentors, others, expected), released: rows (name, mentees, alike),
    and the rest."""
    known = CareerMoves(METRIC, 24, tuple(CareerMove("here", *move) for move in moves))
    found = release(known)
    rest = found.other and (found.other.mentees, found.other.expected)
    return [(row.destination, row.mentees, row.expected) for row in found.moves], rest


def test_moves_of_enough_people_are_shown_largest_first():
    assert shown(("b", 12, 10, 16, 2.6), ("a", 30, 20, 90, 11.5)) == (
        [("a", 30, 12), ("b", 12, 3)],
        None,
    )


def test_small_moves_are_joined():
    assert shown(("a", 30, 20, 90, 11.0), ("b", 6, 6, 12, 3.4), ("c", 5, 5, 8, 2.3)) == (
        [("a", 30, 11)],
        (11, 6),
    )


def test_a_small_rest_joins_the_smallest_move():
    assert shown(("a", 30, 20, 90, 11.0), ("b", 12, 11, 40, 5.0), ("c", 3, 3, 20, 2.0)) == (
        [("a", 30, 11)],
        (15, 7),
    )
    assert shown(("a", 12, 11, 90, 11.0), ("c", 3, 3, 20, 2.0)) == ([], (15, 13))


def test_only_small_moves_show_nothing():
    assert shown(("a", 5, 5, 90, 11.0), ("b", 4, 4, 20, 2.0)) == ([], None)
    assert shown() == ([], None)


def test_a_move_of_one_mentors_mentees_is_not_named():
    assert shown(("a", 30, 20, 90, 11.0), ("b", 12, 9, 40, 5.0)) == ([("a", 30, 11)], (12, 5))


@pytest.mark.parametrize(
    ("others", "expected", "alike"),
    [
        (9, 2.0, None),
        (10, 2.0, 2),
        (0, 0.0, 0),
        (0, None, None),
    ],
)
def test_expected_moves_are_shown_if_enough_or_no_colleagues_moved(others, expected, alike):
    assert shown(("a", 30, 20, others, expected)) == ([("a", 30, alike)], None)


def test_a_move_without_comparable_colleagues_is_not_hidden_for_privacy():
    for others, hidden in ((9, True), (0, False)):
        moves = CareerMoves(METRIC, 24, (CareerMove("here", "a", 30, 20, others, None),))
        (move,) = release(moves).moves
        assert (move.expected, move.hidden) == (None, hidden)


@given(counts=st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=8))
def test_the_total_minus_the_named_moves_is_never_one_to_nine_people(counts):
    moves = [
        (f"to {i}", mentees, min(mentees, mentors), 20, 1.0)
        for i, (mentees, mentors) in enumerate(counts)
    ]
    named, rest = shown(*moves)
    left = sum(mentees for mentees, _ in counts) - sum(mentees for _, mentees, _ in named)
    assert all(mentees >= 10 for _, mentees, _ in named)
    if named:
        assert left == 0 or left >= 10
    assert rest is None or rest[0] == left >= 10
