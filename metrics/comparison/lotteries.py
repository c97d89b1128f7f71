"""The candidates of lotteries, drawn or not, and what became of them.

The SQL in `lottery/` reads `metric_rows` and keeps the table `lottery_entrant`.
"""

from __future__ import annotations

from metrics.comparison.steps import FOLDER, Columns
from metrics.warehouse.engine import Session

LOTTERY = FOLDER / "lottery"
OUTCOMES = {"time to event": "months", "panel": "values"}


def form_lotteries(session: Session) -> dict[str, int]:
    """Keep `lottery_entrant`; return how many candidates count, and how many do not, by reason."""
    session.step(LOTTERY / "lottery_entrant.sql")
    rows = session.records("select fate, count(*) as n from lottery_entrant group by fate")
    return {row["fate"]: row["n"] for row in rows}


def lottery_outcomes(session: Session, shape: str) -> Columns:
    """Return one row per candidate who counts; what it holds is said in the SQL of the shape.

    Raises KeyError for a total.
    """
    return session.table(LOTTERY / f"{OUTCOMES[shape]}.sql")


def recent_outcomes(session: Session, shape: str) -> Columns:
    """Return the recent outcome of each person: value, and for a panel what it was earlier."""
    return session.table(LOTTERY / f"recent_{OUTCOMES[shape]}.sql")


def mentee_outcomes(session: Session, shape: str) -> Columns:
    """Return the outcome of mentees since pairing, with their mentor (cluster_id)."""
    return session.table(LOTTERY / f"mentee_{OUTCOMES[shape]}.sql")
