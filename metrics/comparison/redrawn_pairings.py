"""Who could have been paired in the month, or the period, in which somebody was."""

from __future__ import annotations

from metrics.comparison.steps import FOLDER, Columns
from metrics.warehouse.engine import Session

REDRAWN = FOLDER / "redrawn"
KEYS = ("band", "tenure_band", "department", "grade")
"""What people of a month are alike in, the most important first."""
TRAITS = ("fine_band", "fine_tenure", "department", "grade")
"""What is taken out of the outcomes besides, as the weights of the answer do."""


def month_rows(session: Session) -> Columns:
    """Return per person and month of pairing the months without the event, and the keys.

    Reads the time zero of the answer about the whole company.
    """
    return session.table(REDRAWN / "month_rows.sql")


def value_rows(session: Session) -> Columns:
    """Return the values by person and period, with the first period after their pairing."""
    return session.table(REDRAWN / "value_rows.sql")
