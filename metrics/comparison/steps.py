"""Runs the steps of a comparison in a session; the SQL beside this file says what each makes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from metrics.scope import FILTERS, Scope, UnknownFilterError
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent
TRIALS, PANEL = FOLDER / "trials", FOLDER / "panel"
Columns = dict[str, np.ndarray]


def ask_about(session: Session, scope: Scope) -> None:
    """Keeps the question's filters as the one-row table `asked`, and `asked_person`, whom they leave.

    A value that nobody has is an error.
    """
    for column, value in scope.where:
        if value not in values_of(session, column):
            raise UnknownFilterError(f"Nobody in these data has {column} '{value}'.")
    session.give("asked", dict.fromkeys(FILTERS, "varchar"), [[scope.value(column) for column in FILTERS]])
    session.step(FOLDER / "asked_person.sql")


def values_of(session: Session, column: str) -> list[str]:
    """The values by which a question can be narrowed, in order, without the empty one."""
    if column not in FILTERS:
        raise UnknownFilterError(f"Cannot filter on '{column}': choose one of {', '.join(FILTERS)}.")
    table = "pairing" if column == "category" else "person"
    found = session.rows(f"select distinct {column} from {table} where {column} <> '' order by {column}")
    return [row[0] for row in found]


def form_trials(session: Session) -> None:
    """Keeps `outcome`: one row per eligible person and trial, with how its follow-up ends (needs `metric_rows`)."""
    for name in ("eligible", "outcome"):
        session.step(TRIALS / f"{name}.sql")


def trial_counts(session: Session) -> tuple[Columns, Columns, dict[str, int]]:
    """Keeps `weighted`, the rows of `outcome` in matched cells of the part that is `asked` about.

    Life-table counts, the naive counts (both: arm, u, event, weight), and what became of the pairings.
    """
    session.step(TRIALS / "weighted.sql")
    life, naive = (session.table(_text(TRIALS / f"{name}.sql")) for name in ("life_table", "naive"))
    return life, naive, dict(session.rows(_text(TRIALS / "dropped.sql")))


def trial_events(session: Session, horizon: int) -> dict[int, int]:
    """Arm -> people with the event within `horizon` months (a control in many trials counts once)."""
    people = "select arm, count(distinct person_id) from weighted where event = 1 and u < ? group by arm"
    return dict(session.rows(people, [horizon]))


def trial_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person their influence on each estimate, given coefficients (arm, u, event, three numbers)."""
    columns = {"arm": "int", "u": "int", "event": "int"}
    columns |= dict.fromkeys(("long_rmst", "short_rmst", "short_survival"), "double")
    session.give("coefficient", columns, coefficients)
    return session.table(_text(TRIALS / "influence.sql"))


def date_pairings(session: Session) -> None:
    """Keeps `first_period`: the first period after each mentee's pairing."""
    session.step(PANEL / "first_period.sql")


def panel_cells(session: Session) -> tuple[Columns, Columns, dict[str, int]]:
    """Keeps `difference`, the values less each person's base in the part that is `asked` about.

    Cells (g, t, treated, n, total, squares), the naive sums per person, and what became of the pairings.
    """
    for name in ("observed", "base", "difference"):
        session.step(PANEL / f"{name}.sql")
    cells, naive = (session.table(_text(PANEL / f"{name}.sql")) for name in ("cells", "naive"))
    return cells, naive, dict(session.rows(_text(PANEL / "dropped.sql")))


def panel_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person their influence on the estimate, given coefficients (g, t, treated, mean, scale)."""
    columns = {"g": "int", "t": "int", "treated": "int", "mean": "double", "scale": "double"}
    session.give("coefficient", columns, coefficients)
    return session.table(_text(PANEL / "influence.sql"))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
