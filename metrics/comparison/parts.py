"""Two parts of the same comparison, each against people alike within it: runs the SQL in `parts/`.

Asked after an answer in the same session: it reads `outcome` (time to event) or `difference`
(panel) and keeps tables of its own (`placed`, `unit_month`, `parted`, `part_row`), so that the
answer's tables stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.comparison.steps import FOLDER, Columns, _text
from metrics.warehouse.engine import Session

PARTS = FOLDER / "parts"
SAME = ("department", "job_family", "grade", "location", "gender", "paired_for")
MONTHS = ("tenure_months_from", "tenure_months_below")
Key = tuple[int, int]


def place(session: Session, shape: str) -> None:
    """Keeps `placed`: who each person was when their comparison began, never after."""
    session.step(
        PARTS / ("trial_placed.sql" if shape == "time to event" else "panel_placed.sql"), "placed"
    )


def declared_groups(session: Session) -> list[dict[str, object]]:
    """The groups that the company declared: name, name_nl, name_en and conditions (None where there
    is none).
    """
    names = ("name", "name_nl", "name_en", *SAME[:-1], *MONTHS)
    rows = session.rows(f"select {', '.join(names)} from declared_group")
    return [dict(zip(names, row, strict=True)) for row in rows]


def paired_for(session: Session) -> list[str]:
    """The groups that pairings name as the one they were meant for (needs `placed`)."""
    found = session.rows(
        "select distinct paired_for from placed where paired_for <> '' order by paired_for"
    )
    return [row[0] for row in found]


def split_by_group(session: Session, conditions: Mapping[str, object]) -> None:
    """Keeps `parted`: in the group (1), where all conditions hold, or not (0)."""
    columns = dict.fromkeys(SAME, "varchar") | dict.fromkeys(MONTHS, "int")
    session.give("asked_group", columns, [[conditions.get(name) for name in columns]])
    session.step(PARTS / "goal_part.sql", "parted")


def split_by_crowding(session: Session, above: float) -> None:
    """Keeps `parted`: in a unit with a larger mentored share than `above` (1), or not (0)."""
    session.give("crowding", {"above": "double"}, [[above]])
    for name, kept in (("unit_month", "unit_month"), ("crowded_part", "parted")):
        session.step(PARTS / f"{name}.sql", kept)


def keep_apart(session: Session) -> None:
    """Keeps `parted`: mentees, and the others only from units without mentees (needs
    `unit_month`).
    """
    session.step(PARTS / "apart_part.sql", "parted")


def parted_people(session: Session) -> dict[Key, int]:
    """(part, arm) -> people placed there, whether or not there is anybody to compare them with."""
    rows = session.rows(
        "select part, arm, count(distinct person_id) from parted group by part, arm"
    )
    return {(part, arm): n for part, arm, n in rows}


def trial_counts(session: Session) -> Columns:
    """Keeps `part_row`; the weighted and plain rows by part, arm, u and event."""
    session.step(PARTS / "part_row.sql")
    return session.table(_text(PARTS / "trial_counts.sql"))


def trial_events(session: Session, horizon: int) -> dict[Key, int]:
    """(part, arm) -> people with the event within `horizon` months."""
    people = (
        "select part, arm, count(distinct person_id) from part_row where event = 1 and u < ? "
        "group by part, arm"
    )
    return {(part, arm): n for part, arm, n in session.rows(people, [horizon])}


def trial_people(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person influence and weights in each part and arm, given (part, arm, u, event,
    influence).
    """
    columns = {"part": "int", "arm": "int", "u": "int", "event": "int", "influence": "double"}
    session.give("part_coefficient", columns, coefficients)
    return session.table(_text(PARTS / "trial_people.sql"))


def panel_counts(session: Session) -> Columns:
    """Cells (part, g, t, treated, n, total, squares)."""
    return session.table(_text(PARTS / "panel_counts.sql"))


def panel_people(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person influence and cells in each part and arm, given (part, g, t, treated, mean,
    scale).
    """
    columns = {
        "part": "int",
        "g": "int",
        "t": "int",
        "treated": "int",
        "mean": "double",
        "scale": "double",
    }
    session.give("part_coefficient", columns, coefficients)
    return session.table(_text(PARTS / "panel_people.sql"))
