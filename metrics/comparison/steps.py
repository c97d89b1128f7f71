"""The steps of a comparison, run in a session; the SQL in this folder says what each makes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from metrics.comparison.own_keys import set_keys
from metrics.i18n import N_
from metrics.scope import (
    FILTERS,
    MENTEE,
    MENTOR_FILTERS,
    OF_PAIRINGS,
    Scope,
    UnknownFilterError,
    check_filter,
)
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent
TRIALS = FOLDER / "trials"
PANEL = FOLDER / "panel"
SCOPE = FOLDER / "scope"
ADOPTER = "adopter"
"""The role of people who adopted a practice, beside those that a scope can name."""
ENTRY_TABLES = {"tenure": "role_entry", "goal_group": "role_group"}
Columns = dict[str, np.ndarray]
ESTIMATES = ("long_rmst", "short_rmst", "short_survival")
"""What a row of a trial has an influence on, in the order of the columns."""


def set_role(session: Session, role: str, keys: Sequence[str] = ()) -> None:
    """Keep whom the question is about: `exposure` for that role, `other_role` for the other side.

    `role` is one of scope.ROLES, or ADOPTER; `keys` are those on which people are matched besides
    the fixed ones (see `own_keys.set_keys`).
    """
    session.give("question", {"role": "varchar"}, [[role]])
    for name in ("exposure", "other_role"):
        session.step(SCOPE / f"{name}.sql")
    keep_entry(session)
    set_keys(session, keys)


def keep_entry(session: Session) -> None:
    """Keep `role_entry` and `role_group`: who people were when they began in a role.

    Both are for all roles, so they are made once per session.
    """
    if not session.has("role_group"):
        for name in ("role_entry", "role_group"):
            session.step(SCOPE / f"{name}.sql")


def set_scope(session: Session, scope: Scope) -> None:
    """Keep the question's filters as the one-row table `scope`, and what they leave.

    Makes `scope_person` and `scope_pairing`. Raises UnknownFilterError for a value that nobody has.
    """
    for column, value in scope.where:
        if value not in values_of(session, column, scope.role):
            raise UnknownFilterError(
                N_("No one in these data has {column} '{value}'."), column=column, value=value
            )
    values = {column: scope.value(column) for column in (*FILTERS, *MENTOR_FILTERS)}
    session.give("scope", dict.fromkeys(values, "varchar"), [list(values.values())])
    for name in ("scope_person", "scope_pairing"):
        session.step(SCOPE / f"{name}.sql")


def values_of(session: Session, column: str, role: str = MENTEE) -> list[str]:
    """Return the values by which a question about a role can be narrowed, in order, without ''."""
    check_filter(column)
    table = ENTRY_TABLES.get(column, "role_exposure" if column in OF_PAIRINGS else "role_person")
    if column in ENTRY_TABLES:
        keep_entry(session)
    found = session.records(
        f"select distinct {column} as value from {table} where role = ? and {column} <> '' "
        "order by value",
        [role],
    )
    return [row["value"] for row in found]


def form_trials(session: Session, *, wait: int = 0) -> None:
    """Keep `follow_up`: one row per eligible person and trial, with how its follow-up ends.

    `own_stratum` numbers the combination of the question's own keys, 0 without any. Time zero is
    the first day of the month after pairing, later by the notice period that `run` holds and by
    `wait` months more. That is the one row of `time_zero`.
    """
    notice = session.value("select notice_months from run")
    session.give("time_zero", {"wait_months": "int"}, [[notice + wait]])
    for name in ("eligible", "follow_up"):
        session.step(TRIALS / f"{name}.sql")


def trial_patterns(session: Session) -> Columns:
    """Return per pattern within the scope its keys, and the rows of mentees (n1) and others (n0).

    Keeps `trial_pattern`.
    """
    for name in ("scope_follow_up", "trial_pattern"):
        session.step(TRIALS / f"{name}.sql")
    return session.table(TRIALS / "pattern_rows.sql")


def keep_matched(session: Session, weights: Sequence[tuple[int, float]]) -> None:
    """Keep `matched`: the rows of the patterns that are compared, with their weights.

    `weights` are (pattern, weight of one of its rows of the comparison group).
    """
    give_by_pattern(session, "pattern_weight", ("weight",), weights)
    session.step(TRIALS / "matched.sql")


def give_by_pattern(
    session: Session, name: str, columns: Sequence[str], rows: Sequence[Sequence[float]]
) -> None:
    """Keep the rows (a pattern, then numbers) as a table."""
    session.give(name, {"pattern": "int"} | dict.fromkeys(columns, "double"), rows)


def trial_counts(session: Session) -> tuple[Columns, Columns, dict[str, int]]:
    """Return life-table counts, naive counts, and how many first pairings met which fate.

    Both counts have arm, u, event and weight. Reads `matched`.
    """
    return (
        session.table(TRIALS / "life_table.sql"),
        session.table(TRIALS / "naive.sql"),
        fates(session, TRIALS / "dropped.sql"),
    )


def trial_events(session: Session, horizon: int) -> dict[int, int]:
    """Return arm -> people with the event within `horizon` months.

    A control in many trials counts once.
    """
    people = session.records(
        "select arm, count(distinct person_id) as n from matched where event = 1 and u < ? "
        "group by arm",
        [horizon],
    )
    return {row["arm"]: row["n"] for row in people}


def pattern_others(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per pattern the sums of its comparison group's influence on each of `ESTIMATES`.

    `coefficients` are (arm, u, event, and a number for each estimate), per unit of weight.
    """
    columns = {"arm": "int", "u": "int", "event": "int"} | dict.fromkeys(ESTIMATES, "double")
    session.give("coefficient", columns, coefficients)
    return session.table(TRIALS / "pattern_others.sql")


def trial_influence(session: Session, adjustments: Sequence[Sequence[float]]) -> Columns:
    """Return per person their influence on each of `ESTIMATES`.

    `adjustments` are (pattern, and for each estimate what the estimated weights add). Reads the
    coefficients given to `pattern_others`.
    """
    give_by_pattern(session, "pattern_adjustment", ESTIMATES, adjustments)
    return session.table(TRIALS / "influence.sql")


def panel_cells(session: Session) -> tuple[Columns, Columns, dict[str, int]]:
    """Return the cells, the naive sums per person, and how many first pairings met which fate.

    Cells have g, t, treated, n, total and squares. Keeps `difference`, the values of the scope less
    each person's base, and whom the answer compares (`panel_compared`).
    """
    for name in ("observed", "base", "difference", "panel_compared"):
        session.step(PANEL / f"{name}.sql")
    return (
        session.table(PANEL / "cells.sql"),
        session.table(PANEL / "naive.sql"),
        fates(session, PANEL / "dropped.sql"),
    )


def panel_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per person their influence on the estimate.

    `coefficients` are (g, t, treated, mean, scale).
    """
    columns = {"g": "int", "t": "int", "treated": "int", "mean": "double", "scale": "double"}
    session.give("coefficient", columns, coefficients)
    return session.table(PANEL / "influence.sql")


def fates(session: Session, path: Path) -> dict[str, int]:
    """Return fate -> first pairings that met it, from one of the files `dropped`."""
    return {row["fate"]: row["n"] for row in session.records(path)}
