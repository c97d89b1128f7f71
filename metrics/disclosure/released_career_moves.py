"""Release of career moves: those of enough mentees with enough different mentors, the rest joined.

The number of mentees with any move is shown elsewhere too, so that what is left out could be found
by subtraction. The joined moves are therefore shown as one number; if that would be about fewer
than ten people, the smallest move that is shown joins them. Moves are never split by a filter, so
no two pictures can be subtracted either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.catalog import Metric
from metrics.disclosure.thresholds import is_small
from metrics.evaluate.career_moves import CareerMove, CareerMoves
from metrics.scope import SMALLEST_GROUP


@dataclass(frozen=True)
class ReleasedFlow:
    """A move that `mentees` made.

    `expected` is how many of as many comparable colleagues would have made it. None if there were
    no comparable colleagues, or if `hidden`: too few of them made it.
    """

    origin: str
    destination: str
    mentees: int
    expected: int | None
    hidden: bool = False


@dataclass(frozen=True)
class ReleasedFlows:
    """The moves that enough mentees made within `months` after pairing, largest first.

    `other` is all other moves together; None if there are none, or too few to show.
    """

    metric: Metric
    months: int
    moves: tuple[ReleasedFlow, ...]
    other: ReleasedFlow | None


def release_flows(flows: CareerMoves) -> ReleasedFlows:
    """Return the moves that may be shown, and all others together."""
    ordered = sorted(flows.moves, key=lambda move: (-move.mentees, move.origin, move.destination))
    shown = [move for move in ordered if min(move.mentees, move.mentors) >= SMALLEST_GROUP]
    joined = [move for move in ordered if move not in shown]
    while shown and is_small(_mentees(joined)):
        joined.append(shown.pop())
    other = _flow("", "", joined) if _mentees(joined) >= SMALLEST_GROUP else None
    rows = tuple(_flow(move.origin, move.destination, [move]) for move in shown)
    return ReleasedFlows(flows.metric, flows.months, rows, other)


def _mentees(moves: Sequence[CareerMove]) -> int:
    return sum(move.mentees for move in moves)


def _flow(origin: str, destination: str, moves: Sequence[CareerMove]) -> ReleasedFlow:
    """Return one row; `expected` is shown if enough or none of the colleagues made the moves."""
    hidden = is_small(sum(move.others for move in moves))
    expected = [move.expected for move in moves if move.expected is not None]
    shown = len(expected) == len(moves) and not hidden
    return ReleasedFlow(
        origin,
        destination,
        _mentees(moves),
        round(sum(expected)) if shown else None,
        hidden,
    )
