"""Who is like whom, and the rows behind the checks of an answer: runs the SQL in `balance/` and `panel/check_*.sql`.

Asked after an answer in the same session: it reads `outcome`, `weighted`, `observed`, `base` and `difference`, and
keeps tables of its own beside them (`compared`, `check_...`), so that the answer's tables stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from metrics.comparison.steps import FOLDER, Columns, _text
from metrics.warehouse.engine import Session

BALANCE = FOLDER / "balance"
KEYS = ("department", "grade", "band", "tenure_band", "trial_year")
OTHER_KEYS = ("location", "gender")


def levels(session: Session) -> Columns:
    """Per key_name and level: rows before (n1, n0) and weights after (w1, w0); keeps `compared`."""
    session.step(BALANCE / "compared.sql")
    return session.table(_text(BALANCE / "levels.sql"))


def effective_others(session: Session) -> tuple[int, float]:
    """How many others are compared with, and how many equally weighted people they count as."""
    people, effective = session.rows(_text(BALANCE / "effective.sql"))[0]
    return int(people), float(effective or 0.0)


def cell_counts(session: Session) -> Columns:
    """Rows per cell (a column for each of KEYS), arm, u and event, matched or not; keeps `compared`."""
    session.step(BALANCE / "compared.sql")
    return session.table(_text(BALANCE / "cell_counts.sql"))


def ratio_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Per person their influence on one estimate, given coefficients (arm, u, event, influence per unit of weight)."""
    columns = {"arm": "int", "u": "int", "event": "int", "influence": "double"}
    session.give("check_coefficient", columns, coefficients)
    return session.table(_text(BALANCE / "ratio_influence.sql"))
