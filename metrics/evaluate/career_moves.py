"""Moves from one job or grade to another: those of mentees, and those expected of as many peers."""

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

MENTEE = 1
OTHER = 0


@dataclass(frozen=True)
class CareerMove:
    """One move, by the people who made it within the horizon.

    `mentees` made it, with so many `mentors`, and `others` (people). `expected` is how many would
    have made it if as many comparable others had been followed for as long: weights as in the
    headline, within one origin. None where nobody comparable had that origin.
    """

    origin: str
    destination: str
    mentees: int
    mentors: int
    others: int
    expected: float | None


@dataclass(frozen=True)
class CareerMoves:
    """Every first move of a mentee or of a comparable other within `months` after pairing."""

    metric: Metric
    months: int
    moves: tuple[CareerMove, ...]


def career_moves(session: Session, metric: Metric, answer: Answer) -> CareerMoves | None:
    """Return the moves behind the answer given in this session, about mentees of the company.

    None for a metric without moves, an answer without an estimate, and a part of the company: the
    moves of a part and of the whole would disclose those of the rest.
    """
    months = answer.horizon
    if not metric.flow or answer.estimate is None or months is None or answer.scope != Scope():
        return None
    counts, people = move_counts(session, kind=metric.flow, months=months)
    moves: list[CareerMove] = []
    for origin in np.unique(counts["origin"]):
        moves += _moves_from(origin, counts, people, months)
    return CareerMoves(metric, months, tuple(moves))


def _moves_from(
    origin: str, counts: dict[str, np.ndarray], people: dict[str, np.ndarray], months: int
) -> list[CareerMove]:
    from_origin = people["origin"] == origin
    destinations = np.unique(people["destination"][from_origin])
    if not len(destinations):
        return []
    at_origin = counts["origin"] == origin
    is_mentee = counts["arm"] == MENTEE
    is_other = counts["arm"] == OTHER
    events = [
        _curve(
            counts,
            at_origin & is_other & (counts["event"] == 1) & (counts["destination"] == destination),
            months,
        ).events
        for destination in destinations
    ]
    expected = expected_moves(
        _curve(counts, at_origin & is_mentee, months),
        _curve(counts, at_origin & is_other, months),
        np.array(events),
    )
    return [
        _move(origin, destination, people, number)
        for destination, number in zip(destinations, expected, strict=True)
    ]


def _move(
    origin: str, destination: str, people: dict[str, np.ndarray], expected: float
) -> CareerMove:
    selected = (people["origin"] == origin) & (people["destination"] == destination)
    columns = (people[name][selected] for name in ("arm", "people", "mentors"))
    by_arm = {int(arm): (int(n), int(mentors)) for arm, n, mentors in zip(*columns, strict=True)}
    mentees, mentors = by_arm.get(MENTEE, (0, 0))
    others, _mentors_of_others = by_arm.get(OTHER, (0, 0))
    return CareerMove(
        str(origin),
        str(destination),
        mentees,
        mentors,
        others,
        None if np.isnan(expected) else float(expected),
    )


def _curve(counts: dict[str, np.ndarray], rows: np.ndarray, months: int) -> Curve:
    return kaplan_meier(*(counts[name][rows] for name in ("u", "event", "weight", "n")), tau=months)
