"""Runs the steps of a comparison in a session; the SQL beside this file says what each makes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from metrics.i18n import N_
from metrics.scope import (
    FILTERS,
    MENTOR,
    MENTOR_FILTERS,
    OF_PAIRINGS,
    Scope,
    UnknownFilterError,
    check_filter,
)
from metrics.warehouse.build import STEPS
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent
TRIALS, PANEL, MENTORS = FOLDER / "trials", FOLDER / "panel", FOLDER / "mentors"
BUILD = {path.stem.split("_", 1)[1]: path for path in STEPS}
Columns = dict[str, np.ndarray]


def look_from(session: Session, scope: Scope, column: str | None = None) -> None:
    """Set who `first_pairing`, `pairing_summary` and `person` are about.

    Call it before a comparison is prepared.

    Mentees: the snapshot's own tables. Mentors: the same, made of the pairings with the roles
    exchanged. Where the scope or `column` is one of the mentor's, that stands in the place of the
    pairing's category.
    """
    session.forget("pairings", "first_pairing", "pairing_summary", "person")
    if scope.role == MENTOR:
        for name in ("pairing_summary", "pairings"):
            session.step(MENTORS / f"{name}.sql")
        for name in ("first_pairing", "person"):
            session.step(BUILD[name], name)
        return
    of_mentor = [name for name in (column, *dict(scope.where)) if name in MENTOR_FILTERS]
    if of_mentor:
        session.give("mentor_column", {"name": "varchar"}, [[of_mentor[0]]])
        session.step(MENTORS / "grouped.sql", "first_pairing")


def ask_about(session: Session, scope: Scope) -> None:
    """Keeps the question's filters as the one-row table `asked`, and `asked_person`, whom they
    leave.

    A value that nobody has is an error.
    """
    for column, value in scope.where:
        if value not in values_of(session, column):
            raise UnknownFilterError(
                N_("No one in these data has {column} '{value}'."), column=column, value=value
            )
    asked = {column: scope.value(column) for column in FILTERS} | {"category": scope.pairings}
    session.give("asked", dict.fromkeys(asked, "varchar"), [list(asked.values())])
    session.step(FOLDER / "asked_person.sql")


def values_of(session: Session, column: str) -> list[str]:
    """The values by which a question can be narrowed, in order, without the empty one.

    For a column of the mentor `look_from` must have been asked about it.
    """
    check_filter(column)
    if column in OF_PAIRINGS:
        column, table = "category", "first_pairing"
    else:
        table = "person"
    found = session.rows(
        f"select distinct {column} from {table} where {column} <> '' order by {column}"
    )
    return [row[0] for row in found]


def form_trials(session: Session) -> None:
    """Keeps `outcome`: one row per eligible person and trial, with how its follow-up ends (needs
    `metric_rows`).
    """
    for name in ("eligible", "outcome"):
        session.step(TRIALS / f"{name}.sql")


def leave_out_mentored(session: Session) -> None:
    """Takes from the `metric_rows` of a panel the values of mentees after their pairing; asked
    before `look_from`.
    """
    session.forget("pairings", "first_pairing")
    session.step(PANEL / "first_period.sql", "mentored_from")
    session.step(MENTORS / "not_mentored.sql", "metric_rows")


def trial_counts(session: Session) -> tuple[Columns, Columns, dict[str, int]]:
    """Keeps `weighted`, the rows of `outcome` in matched cells of the part that is `asked` about.

    Life-table counts, the naive counts (both: arm, u, event, weight), and what became of the
    pairings.
    """
    session.step(TRIALS / "weighted.sql")
    life, naive = (session.table(_text(TRIALS / f"{name}.sql")) for name in ("life_table", "naive"))
    return life, naive, dict(session.rows(_text(TRIALS / "dropped.sql")))


def trial_events(session: Session, horizon: int) -> dict[int, int]:
    """Arm -> people with the event within `horizon` months (a control in many trials counts
    once).
    """
    people = (
        "select arm, count(distinct person_id) from weighted where event = 1 and u < ? group by arm"
    )
    return dict(session.rows(people, [horizon]))


def trial_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person their influence on each estimate, given coefficients (arm, u, event, three
    numbers).
    """
    columns = {"arm": "int", "u": "int", "event": "int"}
    columns |= dict.fromkeys(("long_rmst", "short_rmst", "short_survival"), "double")
    session.give("coefficient", columns, coefficients)
    return session.table(_text(TRIALS / "influence.sql"))


def date_pairings(session: Session) -> None:
    """Keeps `first_period`: the first period after each mentee's pairing."""
    session.step(PANEL / "first_period.sql")


def panel_cells(session: Session) -> tuple[Columns, Columns, dict[str, int]]:
    """Keeps `difference`, the values less each person's base in the part that is `asked` about.

    Cells (g, t, treated, n, total, squares), the naive sums per person, and what became of the
    pairings.
    """
    for name in ("observed", "base", "difference"):
        session.step(PANEL / f"{name}.sql")
    cells, naive = (session.table(_text(PANEL / f"{name}.sql")) for name in ("cells", "naive"))
    return cells, naive, dict(session.rows(_text(PANEL / "dropped.sql")))


def panel_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person their influence on the estimate, given coefficients (g, t, treated, mean,
    scale).
    """
    columns = {"g": "int", "t": "int", "treated": "int", "mean": "double", "scale": "double"}
    session.give("coefficient", columns, coefficients)
    return session.table(_text(PANEL / "influence.sql"))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
