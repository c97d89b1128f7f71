"""Pairings that break off, and months in which a pairing runs.

The SQL in `protocol/` reads the rows that the headline left and `employed_month`; its README has
the definitions.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.comparison.steps import FOLDER, TRIALS, Columns, give_by_pattern
from metrics.warehouse.engine import Session

PROTOCOL = FOLDER / "protocol"
REASONS = ("no_click", "too_busy", "mentor_left", "other")
"""Why a pairing breaks off; `other` includes an unknown reason."""


def breakoff_patterns(session: Session, horizon: int) -> Columns:
    """Return per pattern of months in which a pairing could break off its keys, and what happened.

    That is the months in which it went on (`went_on`), and those in which it broke off for each of
    `REASONS`. Keeps `pairing_end` and `breakoff_month`.
    """
    wait = session.value("select wait_months from time_zero")
    session.give("since_month", {"since": "int"}, [[since] for since in range(wait + horizon)])
    for name in ("pairing_end", "breakoff_month"):
        session.step(PROTOCOL / f"{name}.sql")
    return session.table(PROTOCOL / "breakoff_pattern.sql")


def untold(session: Session) -> tuple[int, int]:
    """Return the mentees of whom the files cannot tell whether the pairing broke off, and all.

    Reads `pairing_end`.
    """
    (found,) = session.records(
        "select coalesce(sum(is_untold), 0) as untold, count(*) as n from pairing_end"
    )
    return int(found["untold"]), found["n"]


def broken_off(session: Session) -> int:
    """Return the mentees whose pairing broke off while they were followed within the horizon."""
    return session.value("select count(*) from breakoff_month where ended_by <> ''")


def lasting(session: Session) -> Columns:
    """Return per month since pairing the mentees whose pairing had not broken off before.

    n counts them, `ended` those whose pairing breaks off in it.
    """
    return session.table(PROTOCOL / "lasting.sql")


def protocol_counts(
    session: Session, hazards: Sequence[tuple[int, float]], shares: np.ndarray
) -> Columns:
    """Return the mentees' weight at risk and with the event per follow-up month, n and `largest`.

    `hazards` are (pattern, hazard of breaking off), `shares` the share of pairings that had not
    broken off before each follow-up month. Keeps `protocol`.
    """
    give_by_pattern(session, "breakoff_chance", ("hazard",), hazards)
    rows = [[k, float(share)] for k, share in enumerate(shares)]
    session.give("lasting_share", {"k": "int", "share": "double"}, rows)
    for name in ("breakoff_hazard", "protocol"):
        session.step(PROTOCOL / f"{name}.sql")
    return session.table(PROTOCOL / "protocol_counts.sql")


def others_life(session: Session) -> Columns:
    """Return the comparison group's weighted and plain rows per u and event, as the headline's."""
    life = session.table(TRIALS / "life_table.sql")
    others = life["arm"] == 0
    return {name: column[others] for name, column in life.items()}


def protocol_events(session: Session, horizon: int) -> dict[int, int]:
    """Return arm -> people with the event within `horizon` months that counts per protocol."""
    others = session.value(
        "select count(distinct person_id) from matched where arm = 0 and event = 1 and u < ?",
        [horizon],
    )
    return {1: session.value("select count(*) from protocol where event = 1"), 0: others}


def others_matched(session: Session, coefficients: Sequence[Sequence[object]]) -> None:
    """Keep `other_part`, the influence of the comparison group with the weights of matching.

    `coefficients` are (u, event, influence per unit of weight).
    """
    columns = {"u": "int", "event": "int", "influence": "double"}
    session.give("other_coefficient", columns, coefficients)
    session.step(PROTOCOL / "others_matched.sql")


def others_uncensored(session: Session, coefficients: Sequence[Sequence[object]]) -> None:
    """Keep `other_part` with the weights that replace those who are paired later.

    `coefficients` are (k, at risk, by the event). Reads `uncensored`.
    """
    columns = {"k": "int", "at_risk": "double", "event": "double"}
    session.give("other_month_coefficient", columns, coefficients)
    session.step(PROTOCOL / "others_uncensored.sql")


def protocol_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per person their influence on the months gained per protocol, and their weights.

    `coefficients` are (k, at risk, by the event), of mentees. Reads `other_part`.
    """
    columns = {"k": "int", "at_risk": "double", "event": "double"}
    session.give("mentee_coefficient", columns, coefficients)
    return session.table(PROTOCOL / "protocol_influence.sql")


def treated_strata(session: Session) -> Columns:
    """Return person-months and those with the event per stratum, as `rate_strata` does.

    n1 and d1 count months in which a pairing runs; `months_after` those of n0 that come after a
    first pairing. Reads `employed_month`, keeps `treated_month`.
    """
    session.step(PROTOCOL / "treated_month.sql")
    return session.table(PROTOCOL / "treated_strata.sql")
