"""Where matched people came from in a career move, and what it led to.

The SQL is in `career_moves/`.
"""

from __future__ import annotations

from metrics.comparison.steps import FOLDER, Columns
from metrics.warehouse.engine import Session

MOVES = FOLDER / "career_moves"


def move_counts(session: Session, *, kind: str, months: int) -> tuple[Columns, Columns]:
    """Return rows by origin, destination, arm and month, and the people per move.

    Both are of `matched`, the rows of the headline. `kind` is "job" or "grade"; an event after
    `months` months is none.
    """
    session.give("move_question", {"kind": "varchar", "months": "int"}, [[kind, months]])
    session.step(MOVES / "matched_move.sql")
    return session.table(MOVES / "counts.sql"), session.table(MOVES / "people.sql")
