"""Companies drawn as tables for the second computation, and the rows that one person of them
gets."""

from __future__ import annotations

from datetime import date

from tests.drawn import table
from tests.oracle.retention import exits
from tests.oracle.trials import trial_rows

YEAR_END = date(2020, 12, 31)
JAN = 2020 * 12
CONTROL = """
    person_id | hire_date  | observed_from | exit_date
    con       | 2015-01-01 |               |
"""


def company(staff: str, pairings: str = "", positions: str = "", reviews: str = "") -> dict:
    drawn = {"staff": staff, "pairings": pairings, "positions": positions, "reviews": reviews}
    return {name: table(text) if text else [] for name, text in drawn.items()}


def rows_of(tables: dict, person: str, as_of: date = YEAR_END) -> list[tuple]:
    """(month - January 2020, arm, u, event) of each of the person's rows."""
    rows = trial_rows(tables, exits(tables, as_of=as_of), as_of=as_of)
    return [(row.month - JAN, row.arm, row.u, row.event) for row in rows if row.person_id == person]
