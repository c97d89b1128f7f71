"""Two parts of the same comparison, each against similar people within it: the SQL in `subgroups/`.

It reads what an answer left in the session, `follow_up` (time to event) or `difference` (panel),
and keeps tables of its own, so that the answer's tables stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from metrics.comparison.adjusted_panel import COLUMNS, SLOPES, rows_of
from metrics.comparison.steps import FOLDER, Columns, give_by_pattern
from metrics.warehouse.engine import Session

SUBGROUPS = FOLDER / "subgroups"
SAME = ("department", "job_family", "grade", "location", "gender", "paired_for")
MONTHS = ("tenure_months_from", "tenure_months_below")
Key = tuple[int, int]


def keep_entrants(session: Session, shape: str) -> None:
    """Keep `entrant`: who each person was when their comparison began, never after."""
    name = "trial_entrant" if shape == "time to event" else "panel_entrant"
    session.step(SUBGROUPS / f"{name}.sql")


def declared_groups(session: Session) -> list[dict[str, Any]]:
    """Return the groups that the company declared.

    Each has name, name_nl, name_en and the conditions (None where there is none).
    """
    names = ("name", "name_nl", "name_en", *SAME[:-1], *MONTHS)
    return session.records(f"select {', '.join(names)} from declared_group")


def paired_for(session: Session) -> list[str]:
    """Return the groups that pairings name as the one they were meant for."""
    found = session.records(
        "select distinct paired_for from entrant where paired_for <> '' order by paired_for"
    )
    return [row["paired_for"] for row in found]


def split_by_group(session: Session, conditions: Mapping[str, object]) -> None:
    """Keep `subgroup_entrant`: in the group (1), where all conditions hold, or not (0)."""
    columns = dict.fromkeys(SAME, "varchar") | dict.fromkeys(MONTHS, "int")
    session.give("group_condition", columns, [[conditions.get(name) for name in columns]])
    session.step(SUBGROUPS / "goal_group.sql")


def split_by_crowding(session: Session, above: float) -> None:
    """Keep `subgroup_entrant`: in a department with more mentored than `above` (1) or not (0)."""
    session.give("crowding_limit", {"above": "double"}, [[above]])
    for name in ("department_month", "crowded_department"):
        session.step(SUBGROUPS / f"{name}.sql")


def keep_departments_apart(session: Session) -> None:
    """Keep `subgroup_entrant`: mentees, and the others only from departments without mentees."""
    session.step(SUBGROUPS / "department_apart.sql")


def entrants(session: Session) -> dict[Key, int]:
    """Return (part, arm) -> people, whether or not there is anybody to compare them with."""
    people = session.records(
        "select part, arm, count(distinct person_id) as n from subgroup_entrant group by part, arm"
    )
    return {(row["part"], row["arm"]): row["n"] for row in people}


def trial_patterns(session: Session) -> Columns:
    """Return per part and pattern its keys, and the rows of mentees (n1) and of others (n0).

    Keeps `subgroup_pattern`.
    """
    session.step(SUBGROUPS / "subgroup_pattern.sql")
    return session.table(SUBGROUPS / "subgroup_rows.sql")


def trial_counts(session: Session, weights: Sequence[tuple[int, float]]) -> Columns:
    """Return the weighted and plain rows by part, arm, u and event; keeps `subgroup_trial`.

    `weights` are (pattern that is compared, weight of one of its rows of the comparison group).
    """
    give_by_pattern(session, "subgroup_weight", ("weight",), weights)
    session.step(SUBGROUPS / "subgroup_trial.sql")
    return session.table(SUBGROUPS / "trial_counts.sql")


def trial_events(session: Session, horizon: int) -> dict[Key, int]:
    """Return (part, arm) -> people with the event within `horizon` months."""
    people = session.records(
        "select part, arm, count(distinct person_id) as n from subgroup_trial "
        "where event = 1 and u < ? group by part, arm",
        [horizon],
    )
    return {(row["part"], row["arm"]): row["n"] for row in people}


def pattern_others(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per pattern the sum of its comparison group's influence per unit of weight.

    `coefficients` are (part, arm, u, event, influence).
    """
    columns = {"part": "int", "arm": "int", "u": "int", "event": "int", "influence": "double"}
    session.give("subgroup_coefficient", columns, coefficients)
    return session.table(SUBGROUPS / "subgroup_others.sql")


def trial_people(session: Session, adjustments: Sequence[tuple[int, float]]) -> Columns:
    """Return per person their influence, and their weights in each part and arm.

    `adjustments` are (pattern, what the estimated weights add). Reads the coefficients given to
    `pattern_others`.
    """
    give_by_pattern(session, "subgroup_adjustment", ("influence",), adjustments)
    return session.table(SUBGROUPS / "trial_people.sql")


def panel_counts(session: Session) -> Columns:
    """Return cells (part, g, t, treated, n, total, squares)."""
    return session.table(SUBGROUPS / "panel_counts.sql")


def panel_people(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per person their influence, and their cells in each part and arm.

    `coefficients` are (part, g, t, treated, mean, scale).
    """
    columns = dict.fromkeys(("part", "g", "t", "treated"), "int")
    columns |= {"mean": "double", "scale": "double"}
    session.give("subgroup_coefficient", columns, coefficients)
    return session.table(SUBGROUPS / "panel_people.sql")


def adjusted_panel_counts(session: Session) -> Columns:
    """Return the counts of `adjusted_panel.adjusted_counts` per part; reads `adjusted_change`."""
    return session.table(SUBGROUPS / "adjusted_panel_counts.sql")


def adjusted_panel_people(
    session: Session, coefficients: Mapping[str, np.ndarray], slopes: Mapping[str, np.ndarray]
) -> Columns:
    """Return per person their influence with covariates, and their cells in each part and arm.

    `coefficients` have part and the columns of `adjusted_panel.keep_coefficients`; `slopes`, one
    entry per part, have part, the sign of its effect, and those named there.
    """
    session.give("subgroup_coefficient", {"part": "int"} | COLUMNS, rows_of(coefficients))
    columns = dict.fromkeys(("part", "sign"), "int")
    columns |= dict.fromkeys(SLOPES, "double")
    session.give("subgroup_slope", columns, rows_of(slopes))
    return session.table(SUBGROUPS / "adjusted_panel_people.sql")
