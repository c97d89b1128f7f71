"""First values of people who were mentored soon after hire, and of others hired when they were.

The SQL in `newcomers/` reads `observed` and `base`, which a panel's answer left in the session, and
keeps tables of its own (`hired`, `newcomer`, `newcomer_row`).
"""

from __future__ import annotations

from metrics.comparison.steps import FOLDER, Columns
from metrics.warehouse.engine import Session

NEWCOMERS = FOLDER / "newcomers"


def newcomers(session: Session) -> tuple[int, Columns]:
    """Return how many newcomers have a value after pairing, and the people compared.

    Per person compared: weight1, weight0, total1 and total0.
    """
    for name in ("hired", "newcomer", "newcomer_row"):
        session.step(NEWCOMERS / f"{name}.sql")
    return session.value("select count(*) from newcomer"), session.table(NEWCOMERS / "people.sql")
