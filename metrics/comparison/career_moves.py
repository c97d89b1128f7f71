"""Where the matched people of a time to event came from and what its event led to; the SQL is in
`flows/`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from metrics.warehouse.engine import Session

FLOWS = Path(__file__).parent / "flows"
COUNTS, PEOPLE = (
    (FLOWS / f"{name}.sql").read_text(encoding="utf-8") for name in ("counts", "people")
)
Columns = dict[str, np.ndarray]


def flow_counts(session: Session, *, kind: str, months: int) -> tuple[Columns, Columns]:
    """Rows by origin, destination, arm and month, and the people per move; needs `weighted` of the
    headline.

    `kind` is "job" or "grade"; events after `months` are none.
    """
    session.give("flow", {"kind": "varchar", "months": "int"}, [[kind, months]])
    session.step(FLOWS / "moved.sql")
    return session.table(COUNTS), session.table(PEOPLE)
