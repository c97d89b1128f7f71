"""The steps of the cross-checks for a time to event, of the rows that the headline left."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.comparison.steps import TRIALS, Columns, give_by_pattern
from metrics.warehouse.engine import Session


def follow_months(session: Session) -> None:
    """Keep `employed_month`: everybody's months since the programme began, with what holds then."""
    (span,) = session.records(
        "select min(pair_month) as first_month, max(last_month) as last_month "
        "from exposure cross join run"
    )
    begun = span["first_month"] is not None
    months = range(span["first_month"] + 1, span["last_month"] + 1) if begun else ()
    session.give("calendar", {"month": "int"}, [[month] for month in months])
    session.step(TRIALS / "employed_month.sql")


def rate_strata(session: Session) -> Columns:
    """Return person-months and those with the event, per stratum.

    n1 and d1 count them while exposed, n0 and d0 while not. Reads `employed_month`.
    """
    return session.table(TRIALS / "rate_strata.sql")


def cause_people(session: Session, horizon: int) -> dict[str, tuple[int, int]]:
    """Return cause -> people of the comparison group and mentees with such an event.

    Within `horizon` months; a control in many trials counts once. An unknown cause is "". Reads
    `matched`.
    """
    people = session.records(
        "select coalesce(cause, '') as cause, "
        "count(distinct case when arm = 0 then person_id end) as others, "
        "count(distinct case when arm = 1 then person_id end) as mentees "
        "from matched where event = 1 and u < ? group by coalesce(cause, '') order by 1",
        [horizon],
    )
    return {row["cause"]: (row["others"], row["mentees"]) for row in people}


def ending_counts(session: Session, causes: Sequence[str]) -> Columns:
    """Return counts by arm, u and ending: 0 without the event, 1, 2, ... for `causes`.

    Every other cause has the number after theirs. Keeps `ending`.
    """
    numbers: list[list[object]] = [[cause, n] for n, cause in enumerate(causes, start=1)]
    numbers.append([None, len(causes) + 1])
    session.give("cause_number", {"cause": "varchar", "ending": "int"}, numbers)
    session.step(TRIALS / "ending.sql")
    return session.table(TRIALS / "ending_counts.sql")


def ending_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per cause and person their influence on the months lost to the cause.

    `coefficients` are (arm, u, ending, cause, influence), causes numbered as endings are.
    """
    columns = dict.fromkeys(("arm", "u", "ending", "cause"), "int") | {"influence": "double"}
    session.give("ending_coefficient", columns, coefficients)
    return session.table(TRIALS / "ending_influence.sql")


def unpaired_patterns(session: Session) -> Columns:
    """Return per pattern of months before pairing its keys, and the months paired and unpaired.

    Reads `employed_month`, keeps `unpaired_month`.
    """
    session.step(TRIALS / "unpaired_month.sql")
    return session.table(TRIALS / "unpaired_pattern.sql")


def uncensored_counts(
    session: Session, horizon: int, hazards: Sequence[tuple[int, float]]
) -> Columns:
    """Return the weight at risk and with the event, by arm and follow-up month.

    People who are paired later are replaced by their peers. `hazards` are (pattern of
    `unpaired_patterns`, hazard of being paired in a month). Keeps `uncensored`.
    """
    _give_months(session, horizon)
    give_by_pattern(session, "pairing_chance", ("hazard",), hazards)
    for name in ("unpaired_hazard", "uncensored"):
        session.step(TRIALS / f"{name}.sql")
    return session.table(TRIALS / "uncensored_counts.sql")


def uncensored_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per person their influence on the months gained.

    `coefficients` are (arm, k, at risk, by the event).
    """
    columns = {"arm": "int", "k": "int", "at_risk": "double", "event": "double"}
    session.give("uncensored_coefficient", columns, coefficients)
    return session.table(TRIALS / "uncensored_influence.sql")


def cell_life(session: Session) -> Columns:
    """Return weighted and plain rows of exact cells per arm, u and event; keeps `cell_matched`."""
    session.step(TRIALS / "cell_matched.sql")
    return session.table(TRIALS / "cell_life.sql")


def cell_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per person their influence on the months gained by exact cells.

    `coefficients` are (arm, u, event, influence per unit of weight). Reads `cell_matched`.
    """
    columns = {"arm": "int", "u": "int", "event": "int", "influence": "double"}
    session.give("cell_coefficient", columns, coefficients)
    return session.table(TRIALS / "cell_influence.sql")


def later_paired(session: Session, horizon: int) -> float:
    """Return the share of control rows that end within `horizon` months by a later pairing."""
    _give_months(session, horizon)
    (rows,) = session.records(TRIALS / "later_paired.sql")
    return rows["later_paired"] / rows["n"] if rows["n"] else 0.0


def pattern_counts(session: Session) -> Columns:
    """Return rows by arm, u and event of all trials in the scope, matched or not.

    Reads `trial_pattern`.
    """
    return session.table(TRIALS / "scope_counts.sql")


def pattern_events(session: Session, horizon: int) -> dict[int, int]:
    """Return arm -> people with the event within `horizon` months, matched or not.

    Reads `trial_pattern`.
    """
    people = session.records(
        "select arm, count(distinct person_id) as n from trial_pattern "
        "where event = 1 and u < ? group by arm",
        [horizon],
    )
    return {row["arm"]: row["n"] for row in people}


def patterns(session: Session, values: Sequence[Sequence[object]]) -> Columns:
    """Return per pattern its keys, the rows of each arm and the sums of their pseudo-values.

    `values` are (arm, u, event, pseudo-value).
    """
    session.give(
        "pseudo_value", {"arm": "int", "u": "int", "event": "int", "value": "double"}, values
    )
    return session.table(TRIALS / "pattern.sql")


def pattern_influence(
    session: Session, coefficients: Sequence[tuple[int, int, float, float]]
) -> Columns:
    """Return per person their influence on the adjusted months gained.

    `coefficients` are (pattern, arm, scale, centre).
    """
    give_by_pattern(session, "pattern_coefficient", ("arm", "scale", "centre"), coefficients)
    return session.table(TRIALS / "pattern_influence.sql")


def _give_months(session: Session, horizon: int) -> None:
    session.give("follow_up_month", {"k": "int"}, [[k] for k in range(horizon)])
