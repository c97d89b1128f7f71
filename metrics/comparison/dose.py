"""Mentees who met much in their first 90 days and mentees who met little, from day 90 on.

The SQL in `dose/` reads what an answer left in the session, `follow_up` (time to event) or
`difference` (panel), and keeps tables of its own, from `landmark` on.
"""

from __future__ import annotations

from datetime import timedelta

from metrics.comparison import own_keys
from metrics.comparison.steps import FOLDER, Columns
from metrics.warehouse.engine import Session

DOSE = FOLDER / "dose"
KEYS = ("department", "grade", "band", "tenure_band")
OWN = "own_stratum"


def keys_asked(session: Session) -> tuple[str, ...]:
    """Return what a cell can be made of: KEYS, then the question's own keys together (OWN)."""
    return (*KEYS, OWN) if own_keys.asked_keys(session) else KEYS


def any_meeting(session: Session) -> bool:
    """Return whether any meeting of a known pairing is recorded."""
    return session.value("select count(*) from meeting_held") > 0


def minutes_before(session: Session, days: int) -> Columns:
    """Return the minutes that mentees met before day `days`, of those still employed on it.

    Keeps them as `landmark`.
    """
    starts = session.records("select distinct start_date from exposure order by start_date")
    dates = [[row["start_date"], row["start_date"] + timedelta(days=days)] for row in starts]
    session.give("landmark_day", {"start_date": "date", "day": "date"}, dates)
    session.step(DOSE / "landmark.sql")
    return session.table("select minutes from landmark")


def divide_at(session: Session, minutes: float) -> None:
    """Set where the halves divide: more minutes is one half, as many or fewer the other."""
    session.give("dose_cut", {"minutes": "double"}, [[minutes]])


def keep_followed(session: Session) -> int:
    """Return how many with more minutes can be followed from the month after that day on.

    Keeps all who can, as `landmark_follow_up`.
    """
    session.step(DOSE / "landmark_follow_up.sql")
    return int(session.value("select coalesce(sum(more), 0) from landmark_follow_up"))


def matched_follow_up(session: Session, keys: int) -> Columns:
    """Return more, u, event and weight per mentee in a cell that holds both halves.

    A cell is made of the first `keys` of `keys_asked`. Keeps `landmark_matched`.
    """
    session.give("dose_keys", {"n": "int"}, [[keys]])
    session.step(DOSE / "landmark_matched.sql")
    return session.table("select * from landmark_matched order by person_id")


def matched_change(session: Session) -> Columns:
    """Return more, change and weight per mentee with a later value, where g holds both halves.

    Keeps `landmark_change`.
    """
    for name in ("landmark_period", "landmark_change"):
        session.step(DOSE / f"{name}.sql")
    return session.table("select * from landmark_change order by person_id")
