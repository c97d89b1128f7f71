"""First values of people who were mentored soon after hire, and of others hired when they were.

Asked after a panel's answer in the same session: the SQL in `newcomers/` reads `observed`,
`first_period` and `base`, and keeps tables of its own beside them (`hired`, `newcomer`,
`newcomer_row`).
"""

from __future__ import annotations

from metrics.comparison.steps import FOLDER, Columns
from metrics.warehouse.engine import Session

NEWCOMERS = FOLDER / "newcomers"


def newcomers(session: Session) -> tuple[int, Columns]:
    """How many newcomers have a value after pairing; per person compared their weight1, weight0,
    total1 and total0.
    """
    for name in ("hired", "newcomer", "newcomer_row"):
        session.step(NEWCOMERS / f"{name}.sql")
    found = session.rows("select count(*) from newcomer")[0][0]
    return found, session.table((NEWCOMERS / "people.sql").read_text(encoding="utf-8"))
