"""The rows of an answer, weighted to the people who could be paired next: `transport/*.sql`.

It reads what an answer of a time to event left in the session (`matched`, `follow_up`, `scope`) and
keeps tables of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from metrics.comparison.steps import FOLDER, Columns, give_by_pattern
from metrics.warehouse.engine import Session

TRANSPORT = FOLDER / "transport"


def next_cells(session: Session) -> Columns:
    """Return the people who could be paired next by their keys: `n`, and `waiting` of them."""
    session.step(TRANSPORT / "next_person.sql")
    return session.table(TRANSPORT / "next_cell.sql")


def matched_patterns(session: Session) -> Columns:
    """Return the patterns that are compared: keys, rows of mentees (n1) and of others (n0)."""
    return session.table(TRANSPORT / "matched_pattern.sql")


def life_table(session: Session, weights: Sequence[Sequence[float]]) -> Columns:
    """Return the weighted rows by arm, u and event; keeps `next_row`.

    `weights` are (pattern, weight of a mentee's row, weight of a row of the comparison group).
    """
    give_by_pattern(session, "next_weight", ("weight1", "weight0"), weights)
    session.step(TRANSPORT / "next_row.sql")
    return session.table(TRANSPORT / "life_table.sql")


def pattern_sums(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per pattern the sums of influence per unit of weight: influence1 and influence0.

    `coefficients` are (arm, u, event, influence).
    """
    columns = {"arm": "int", "u": "int", "event": "int", "influence": "double"}
    session.give("next_coefficient", columns, coefficients)
    return session.table(TRANSPORT / "pattern_sums.sql")


def people(session: Session, adjustments: Sequence[Sequence[float]]) -> Columns:
    """Return per person their influence, mentor and weights.

    `adjustments` are (pattern, what estimated weights add in arm 1, and in arm 0).
    """
    give_by_pattern(session, "next_adjustment", ("added1", "added0"), adjustments)
    return session.table(TRANSPORT / "people.sql")
