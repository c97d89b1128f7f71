"""Runs the steps of the cross-checks for time to event; `weighted` and `metric_rows` must be in the
session.

The SQL beside this file says what each step makes.
"""

from __future__ import annotations

from collections.abc import Sequence

from metrics.comparison.steps import TRIALS, Columns
from metrics.warehouse.engine import Session


def follow_months(session: Session) -> None:
    """Keeps `employed_month`: everybody's months since the programme began, with what holds in
    them.
    """
    began, last = session.rows(
        "select min(pair_month), max(last_month) from first_pairing cross join run"
    )[0]
    months = [] if began is None else [[month] for month in range(began + 1, last + 1)]
    session.give("calendar", {"month": "int"}, months)
    session.step(TRIALS / "employed_month.sql")


def rate_strata(session: Session) -> Columns:
    """Person-months and those with the event while exposed and while not, per stratum (d1, n1, d0,
    n0).
    """
    return session.table(_text("rate_strata"))


def ending_counts(session: Session) -> Columns:
    """Keeps `ending`; counts by arm, u and ending (0 without the event, 1 voluntary, 2 another
    cause).
    """
    session.step(TRIALS / "ending.sql")
    return session.table(_text("ending_counts"))


def ending_people(session: Session, horizon: int) -> dict[tuple[int, int], int]:
    """(arm, ending) -> people with such an event within `horizon` months (a control in many trials
    counts once).
    """
    people = (
        "select arm, ending, count(distinct person_id) from ending where ending > 0 and u < ? "
        "group by arm, ending"
    )
    return {(arm, ending): n for arm, ending, n in session.rows(people, [horizon])}


def ending_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person their influence on the months lost to each cause, given (arm, u, ending,
    voluntary, other).
    """
    columns = {"arm": "int", "u": "int", "ending": "int", "voluntary": "double", "other": "double"}
    session.give("ending_coefficient", columns, coefficients)
    return session.table(_text("ending_influence"))


def uncensored_counts(session: Session, horizon: int) -> Columns:
    """Keeps `uncensored`; by arm and follow-up month the weight at risk and with the event, when
    people who are paired later are replaced by their peers (needs `employed_month`).
    """
    _give_months(session, horizon)
    for name in ("staying_unpaired", "uncensored"):
        session.step(TRIALS / f"{name}.sql")
    return session.table(_text("uncensored_counts"))


def uncensored_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person their influence on the months gained, given (arm, k, at risk, by the event)."""
    columns = {"arm": "int", "k": "int", "at_risk": "double", "event": "double"}
    session.give("uncensored_coefficient", columns, coefficients)
    return session.table(_text("uncensored_influence"))


def later_paired(session: Session, horizon: int) -> float:
    """The share of the rows of people not paired yet that end within `horizon` months because they
    are.
    """
    _give_months(session, horizon)
    n, later = session.rows(_text("later_paired"))[0]
    return later / n if n else 0.0


def comparable_counts(session: Session) -> Columns:
    """Keeps `comparable`, the rows that the filters leave, matched or not; their number by arm, u
    and event.
    """
    session.step(TRIALS / "comparable.sql")
    return session.table(_text("comparable_counts"))


def comparable_events(session: Session, horizon: int) -> dict[int, int]:
    """Arm -> people with the event within `horizon` months, matched or not (needs `comparable`)."""
    people = (
        "select arm, count(distinct person_id) from comparable where event = 1 and u < ? "
        "group by arm"
    )
    return dict(session.rows(people, [horizon]))


def patterns(session: Session, values: Sequence[Sequence[object]]) -> Columns:
    """Per pattern its keys, rows of each arm and sums of their pseudo-values, given (arm, u, event,
    value).
    """
    session.give(
        "pseudo_value", {"arm": "int", "u": "int", "event": "int", "value": "double"}, values
    )
    return session.table(_text("pattern"))


def pattern_influence(
    session: Session, coefficients: Sequence[tuple[int, int, float, float]]
) -> Columns:
    """Per person their influence on the adjusted months gained, given (pattern, arm, scale,
    centre).
    """
    rows = ", ".join(
        f"({pattern}, {arm}, {scale:.17e}, {centre:.17e})"
        for pattern, arm, scale, centre in coefficients
    )
    session.keep(
        "pattern_coefficient",
        f"select * from (values {rows}) as given (pattern, arm, scale, centre)",
        source="pattern_coefficient",
    )  # thousands of rows: many times faster than one insert each
    return session.table(_text("pattern_influence"))


def _give_months(session: Session, horizon: int) -> None:
    session.give("follow_up", {"k": "int"}, [[k] for k in range(horizon)])


def _text(name: str) -> str:
    return (TRIALS / f"{name}.sql").read_text(encoding="utf-8")
