"""People who took a practice over, in the place of mentees: runs the SQL in `adopters/`."""

from __future__ import annotations

from metrics.comparison.steps import BUILD, FOLDER
from metrics.warehouse.engine import Session

ADOPTERS = FOLDER / "adopters"


def look_from_adopters(session: Session) -> None:
    """Set `first_pairing` and `person` to be about those who took a practice over.

    As `look_from` does for mentors.
    """
    session.forget("pairings", "first_pairing", "person")
    session.step(ADOPTERS / "pairings.sql")
    for name in ("first_pairing", "person"):
        session.step(BUILD[name], name)
