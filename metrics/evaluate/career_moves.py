"""Moves from one job or grade to another: how many mentees made each, and how many of as many
people alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.catalog import Metric
from metrics.comparison.career_moves import move_counts
from metrics.evaluate.answer import Answer
from metrics.inference.survival import Curve, kaplan_meier
from metrics.inference.transitions import expected_moves
from metrics.scope import Scope
from metrics.warehouse.engine import Session

MENTEE, OTHER = 1, 0


@dataclass(frozen=True)
class CareerMove:
    """One move: the `mentees` who made it within the horizon and their mentors, and the `others`
    (people) who did.

    `expected` is how many would have made it if as many others alike had been followed as long:
    weights as in the headline, within one origin. None where nobody alike had that origin.
    """

    origin: str
    destination: str
    mentees: int
    mentors: int
    others: int
    expected: float | None


@dataclass(frozen=True)
class CareerMoves:
    """Every move that a mentee or somebody alike made as the first within `months` after
    pairing.
    """

    metric: Metric
    months: int
    moves: tuple[CareerMove, ...]


def career_moves(session: Session, metric: Metric, answer: Answer) -> CareerMoves | None:
    """The moves behind the answer that was given in this session, about mentees of the whole
    company.

    None for a metric without moves, an answer that cannot be told, and a part of the company: the
    moves of a part and of the whole would tell those of the rest.
    """
    if (
        not metric.flow
        or answer.estimate is None
        or answer.horizon is None
        or answer.scope != Scope()
    ):
        return None
    counts, people = move_counts(session, kind=metric.flow, months=answer.horizon)
    found = [
        move
        for origin in np.unique(counts["origin"])
        for move in _from(origin, counts, people, answer.horizon)
    ]
    return CareerMoves(metric, answer.horizon, tuple(found))


def _from(
    origin: str, counts: dict[str, np.ndarray], people: dict[str, np.ndarray], months: int
) -> list[CareerMove]:
    here = counts["origin"] == origin
    mentees, others = (
        _curve(counts, here & (counts["arm"] == arm), months) for arm in (MENTEE, OTHER)
    )
    led = people["origin"] == origin
    destinations = np.unique(people["destination"][led])
    if not len(destinations):
        return []
    events = np.array(
        [
            _curve(
                counts,
                here
                & (counts["arm"] == OTHER)
                & (counts["event"] == 1)
                & (counts["destination"] == to),
                months,
            ).events
            for to in destinations
        ]
    )
    expected = expected_moves(mentees, others, events)
    moves = []
    for to, number in zip(destinations, expected, strict=True):
        by_arm = {
            int(arm): (int(n), int(mentors))
            for arm, n, mentors in zip(
                *(
                    people[name][led & (people["destination"] == to)]
                    for name in ("arm", "people", "mentors")
                ),
                strict=True,
            )
        }
        moved, mentors = by_arm.get(MENTEE, (0, 0))
        moves.append(
            CareerMove(
                str(origin),
                str(to),
                moved,
                mentors,
                by_arm.get(OTHER, (0, 0))[0],
                None if np.isnan(number) else float(number),
            )
        )
    return moves


def _curve(counts: dict[str, np.ndarray], of: np.ndarray, months: int) -> Curve:
    return kaplan_meier(*(counts[name][of] for name in ("u", "event", "weight", "n")), tau=months)
