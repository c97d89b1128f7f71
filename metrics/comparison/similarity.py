"""Who is like whom, and the rows behind the checks of an answer.

The SQL in `balance/` and `panel/check_*.sql` reads what an answer left in the session, and keeps
tables of its own (`trial_weight`, `check_...`), so that the answer's tables stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from metrics.comparison.steps import FOLDER, PANEL, TRIALS, Columns
from metrics.warehouse.engine import Session

BALANCE = FOLDER / "balance"
KEYS = ("department", "grade", "band", "tenure_band", "trial_year")
"""The keys of exact cells."""
MARGINS = ("department", "grade", "fine_band", "fine_tenure", "trial_year")
"""The keys of which both arms have the same totals: those of KEYS, with finer bands."""


def levels(session: Session) -> Columns:
    """Return rows before (n1, n0) and weights after matching (w1, w0), per key_name and level.

    Keeps `trial_weight`.
    """
    session.step(BALANCE / "trial_weight.sql")
    return session.table(BALANCE / "levels.sql")


def own_levels(session: Session) -> Columns:
    """Return the same for the question's own keys, in the order asked; after `levels`."""
    return session.table(BALANCE / "own_levels.sql")


def effective_others(session: Session) -> tuple[int, float]:
    """Return how many controls are matched, and how many equally weighted people they count as."""
    (others,) = session.records(BALANCE / "effective.sql")
    return int(others["people"]), float(others["effective"] or 0.0)


def cell_counts(session: Session) -> Columns:
    """Return rows per cell (a column for each of KEYS), arm, u and event, matched or not.

    Keeps `trial_weight`.
    """
    session.step(BALANCE / "trial_weight.sql")
    return session.table(BALANCE / "cell_counts.sql")


def ratio_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per person their influence on one estimate.

    `coefficients` are (arm, u, event, influence per unit of weight).
    """
    columns = {"arm": "int", "u": "int", "event": "int", "influence": "double"}
    session.give("check_coefficient", columns, coefficients)
    return session.table(BALANCE / "ratio_influence.sql")


def life_table(session: Session) -> Columns:
    """Return weighted and plain numbers of matched rows per arm, u and event."""
    return session.table(TRIALS / "life_table.sql")


def check_cells(session: Session, name: str, lag: int) -> Columns:
    """Return cells (g, t, treated, n, total, squares) of a check's differences.

    They are those that `panel/check_<name>.sql` makes; keeps them as `check_difference`. The last
    value for which nobody can have been chosen is `lag` periods before g.
    """
    session.give("check_lag", {"periods": "int"}, [[lag]])
    session.step(PANEL / "check_role.sql")
    if name == "conventional":
        session.step(PANEL / "check_lagged.sql")
    session.step(PANEL / f"check_{name}.sql")
    return session.table(PANEL / "check_cells.sql")


def check_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per person their influence on the estimate from `check_difference`.

    `coefficients` are (g, t, treated, mean, scale).
    """
    columns = {"g": "int", "t": "int", "treated": "int", "mean": "double", "scale": "double"}
    session.give("check_coefficient", columns, coefficients)
    return session.table(PANEL / "check_influence.sql")


def ancova_moments(session: Session) -> Columns:
    """Return per person the sums of squares and products (dd, dx, xx, dy, xy).

    They are within cohort and period. Keeps `check_role` and `check_lagged`.
    """
    for name in ("check_role", "check_lagged"):
        session.step(PANEL / f"{name}.sql")
    return session.table(PANEL / "check_moments.sql")


def people_with_values(session: Session) -> Columns:
    """Return people with a base, and those of them with a value in t, per (g, t, treated)."""
    return session.table(PANEL / "check_seen.sql")


def trimmed(session: Session, *, treated: int, share: float) -> Columns:
    """Return n and the trimmed mean differences (low, high) per (g, t, treated).

    They leave out the top or the bottom `share` of one arm; the other arm's are plain means.
    """
    session.give("check_trim", {"treated": "int", "share": "double"}, [[treated, share]])
    return session.table(PANEL / "check_trimmed.sql")
