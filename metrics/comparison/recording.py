"""How the events of a metric were recorded: what the files show of contracts, dates and leavers."""

from __future__ import annotations

from metrics.comparison.steps import FOLDER
from metrics.warehouse.engine import Session

RECORDING = FOLDER / "recording"


def renewals(session: Session) -> tuple[int, int]:
    """Return the events, and those after which the same person is hired again within a month."""
    (row,) = session.records(RECORDING / "renewals.sql")
    return int(row["events"]), int(row["renewed"])


def events_by_calendar_month(session: Session) -> dict[int, int]:
    """Return the events by month of the year, 0 for January; months without one are left out."""
    rows = session.records(RECORDING / "event_months.sql")
    return {int(row["calendar_month"]): int(row["events"]) for row in rows}


def without_trace(session: Session) -> tuple[int, int]:
    """Return people with a score who count as employed, and those long without a new score."""
    (row,) = session.records(RECORDING / "without_trace.sql")
    return int(row["employed"]), int(row["without_trace"])


def has_scores(session: Session) -> bool:
    """Return whether anybody has a score, by which mentees can be compared with colleagues."""
    return bool(session.records("select 1 as any_row from review_score limit 1"))
