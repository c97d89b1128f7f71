"""Who is like whom, and the rows behind the checks of an answer: runs the SQL in `balance/` and
`panel/check_*.sql`.

Asked after an answer in the same session: it reads `outcome`, `weighted`, `observed`, `base` and
`difference`, and keeps tables of its own beside them (`compared`, `check_...`), so that the
answer's tables stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from metrics.comparison.steps import FOLDER, PANEL, TRIALS, Columns, _text
from metrics.warehouse.engine import Session

BALANCE = FOLDER / "balance"
KEYS = ("department", "grade", "band", "tenure_band", "trial_year")
STRATUM = ("department", "grade", "tenure_band")  # within which both arms weigh the same


def levels(session: Session) -> Columns:
    """Per key_name and level: rows before (n1, n0) and weights after (w1, w0); keeps `compared`."""
    session.step(BALANCE / "compared.sql")
    return session.table(_text(BALANCE / "levels.sql"))


def effective_others(session: Session) -> tuple[int, float]:
    """How many others are compared with, and how many equally weighted people they count as."""
    people, effective = session.rows(_text(BALANCE / "effective.sql"))[0]
    return int(people), float(effective or 0.0)


def cell_counts(session: Session) -> Columns:
    """Rows per cell (a column for each of KEYS), arm, u and event, matched or not; keeps
    `compared`.
    """
    session.step(BALANCE / "compared.sql")
    return session.table(_text(BALANCE / "cell_counts.sql"))


def ratio_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person their influence on one estimate, given coefficients (arm, u, event, influence per
    unit of weight).
    """
    columns = {"arm": "int", "u": "int", "event": "int", "influence": "double"}
    session.give("check_coefficient", columns, coefficients)
    return session.table(_text(BALANCE / "ratio_influence.sql"))


def life_table(session: Session) -> Columns:
    """Weighted and plain numbers of matched rows per arm, u and event."""
    return session.table(_text(TRIALS / "life_table.sql"))


def check_cells(session: Session, name: str) -> Columns:
    """Cells (g, t, treated, n, total, squares) of the differences that `panel/check_<name>.sql`
    makes.

    Keeps the differences as `check_difference`.
    """
    session.step(PANEL / "check_role.sql")
    if name == "conventional":
        session.step(PANEL / "check_lagged.sql")
    session.step(PANEL / f"check_{name}.sql", "check_difference")
    return session.table(_text(PANEL / "check_cells.sql"))


def check_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person their influence on the estimate from `check_difference`: coefficients (g, t,
    treated, mean, scale).
    """
    columns = {"g": "int", "t": "int", "treated": "int", "mean": "double", "scale": "double"}
    session.give("check_coefficient", columns, coefficients)
    return session.table(_text(PANEL / "check_influence.sql"))


def ancova_moments(session: Session) -> Columns:
    """Per person the sums of squares and products (dd, dx, xx, dy, xy) within cohort and period."""
    for name in ("check_role", "check_lagged"):
        session.step(PANEL / f"{name}.sql")
    return session.table(_text(PANEL / "check_moments.sql"))


def seen(session: Session) -> Columns:
    """Per (g, t, treated) of the headline: people with a base, and those of them with a value in
    t.
    """
    return session.table(_text(PANEL / "check_seen.sql"))


def trimmed(session: Session, *, treated: int, share: float) -> Columns:
    """Per (g, t, treated) of the headline: n, and the mean difference without the top or bottom
    `share` of one arm.
    """
    session.give("check_trim", {"treated": "int", "share": "double"}, [[treated, share]])
    return session.table(_text(PANEL / "check_trimmed.sql"))
