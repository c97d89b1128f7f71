"""Mentees who met much in their first 90 days and mentees who met little, from day 90 on.

Asked after an answer in the same session: the SQL in `dose/` reads `outcome` (time to event) or
`difference` (panel) and keeps tables of its own (`landmark`, `followed`, `followed_alike`,
`later_period`, `changed_alike`).
"""

from __future__ import annotations

from datetime import timedelta

from metrics.comparison.steps import FOLDER, Columns
from metrics.warehouse.engine import Session

DOSE = FOLDER / "dose"
KEYS = ("department", "grade", "band", "tenure_band")


def any_meeting(session: Session) -> bool:
    """Whether any meeting of a known pairing is recorded."""
    return session.rows("select count(*) from meeting_held")[0][0] > 0


def minutes_at(session: Session, days: int) -> Columns:
    """Keeps `landmark`: the mentees still employed `days` days after pairing; their minutes of
    meetings before that.
    """
    starts = session.rows("select distinct start_date from first_pairing order by start_date")
    dates = [[start, start + timedelta(days=days)] for (start,) in starts]
    session.give("landmark_day", {"start_date": "date", "day": "date"}, dates)
    session.step(DOSE / "landmark.sql")
    return session.table("select minutes from landmark")


def split_at(session: Session, minutes: float) -> None:
    """Sets the middle: more minutes than this is one half, as many or fewer the other."""
    session.give("dose_middle", {"minutes": "double"}, [[minutes]])


def follow(session: Session) -> int:
    """Keeps `followed`, who can be followed from the month after; how many of them are of the half
    with more.
    """
    session.step(DOSE / "followed.sql")
    return int(session.rows("select coalesce(sum(more), 0) from followed")[0][0])


def followed_alike(session: Session, keys: int) -> Columns:
    """Per mentee in a cell of the first `keys` of KEYS that holds both halves: more, u, event and
    weight.
    """
    session.give("dose_keys", {"n": "int"}, [[keys]])
    session.step(DOSE / "followed_alike.sql")
    return session.table("select * from followed_alike order by person_id")


def changed_alike(session: Session) -> Columns:
    """Per mentee with a value after, where their g holds both halves: more, change and weight."""
    for name in ("later_period", "changed_alike"):
        session.step(DOSE / f"{name}.sql")
    return session.table("select * from changed_alike order by person_id")
