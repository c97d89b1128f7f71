"""The steps of the negative controls that every time to event has."""

from __future__ import annotations

from metrics.comparison.steps import FOLDER, Columns
from metrics.warehouse.engine import Session

NEGATIVE = FOLDER / "negative"


def history_moments(session: Session) -> Columns:
    """Return per person the sums of squares and products (dd, dx, xx, dy, xy) and their weights.

    Of being paired, the last score and the scores before it, within matching cells. Reads
    `scope_follow_up`, keeps `score_history`.
    """
    session.step(NEGATIVE / "score_history.sql")
    return session.table(NEGATIVE / "history_moments.sql")
