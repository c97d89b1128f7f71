"""Which moves may be shown: those that enough mentees with enough different mentors made; the rest
is joined.

The number of mentees with any move stands elsewhere too, so that what is left out could be found by
subtraction. The joined moves are therefore shown as one number, and where that would be about fewer
than ten people the smallest move that is shown joins them. Moves are never split by a filter, so no
two pictures can be subtracted either.
"""

from __future__ import annotations

from collections.abc import Sequence

from metrics.disclosure.release import release
from metrics.disclosure.released import ReleasedFlow, ReleasedFlows
from metrics.evaluate.career_moves import CareerMove, CareerMoves
from metrics.scope import SMALLEST_GROUP


@release.register
def _(known: CareerMoves) -> ReleasedFlows:
    ordered = sorted(known.moves, key=lambda move: (-move.mentees, move.origin, move.destination))
    named = [move for move in ordered if min(move.mentees, move.mentors) >= SMALLEST_GROUP]
    joined = [move for move in ordered if move not in named]
    while named and 0 < _mentees(joined) < SMALLEST_GROUP:
        joined.append(named.pop())
    other = _flow("", "", joined) if _mentees(joined) >= SMALLEST_GROUP else None
    rows = tuple(_flow(move.origin, move.destination, [move]) for move in named)
    return ReleasedFlows(known.metric, known.months, rows, other)


def _mentees(moves: Sequence[CareerMove]) -> int:
    return sum(move.mentees for move in moves)


def _flow(origin: str, destination: str, moves: Sequence[CareerMove]) -> ReleasedFlow:
    """One row; how many alike would have moved is told in whole people, and only where enough or
    none of them did.
    """
    alike = sum(move.others for move in moves)
    told = (alike == 0 or alike >= SMALLEST_GROUP) and all(
        move.expected is not None for move in moves
    )
    return ReleasedFlow(
        origin,
        destination,
        _mentees(moves),
        round(sum(move.expected for move in moves)) if told else None,
    )
