"""The steps of the panel with covariates: sums per pattern, and what each person adds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from metrics.comparison.steps import PANEL, Columns, fates
from metrics.warehouse.engine import Session

CELL = ("g", "t", "treated", "pattern")
COEFFICIENTS = ("expected", "scale", "centre", "lever", "constant")
SLOPES = ("last", "before", "lever_last", "lever_before")
COLUMNS = dict.fromkeys(CELL, "int") | dict.fromkeys(COEFFICIENTS, "double")


def adjusted_counts(session: Session) -> Columns:
    """Return sums of squares and products per cohort, period, arm and pattern.

    y is the difference, x1 and x2 the values of g-1 and g-2. Reads `observed`; keeps `check_role`,
    `adjusted_earlier` and `adjusted_change`.
    """
    for name in ("check_role", "adjusted_earlier", "adjusted_change"):
        session.step(PANEL / f"{name}.sql")
    return session.table(PANEL / "adjusted_counts.sql")


def keep_coefficients(
    session: Session, coefficients: Mapping[str, np.ndarray], slopes: Mapping[str, float]
) -> None:
    """Keep what a difference adds to the effect, for those that are compared.

    `coefficients` has the columns CELL and COEFFICIENTS, one entry per row of the counts; `slopes`
    are last and before (of the values of g-1 and g-2), lever_last and lever_before.
    """
    session.give("adjusted_coefficient", COLUMNS, rows_of(coefficients))
    session.give("adjusted_slope", dict.fromkeys(slopes, "double"), [list(slopes.values())])


def rows_of(columns: Mapping[str, np.ndarray]) -> list[tuple[float, ...]]:
    """Return the rows of a table of numbers."""
    return list(zip(*(column.tolist() for column in columns.values()), strict=True))


def adjusted_influence(session: Session) -> Columns:
    """Return per person their influence on the adjusted effect, and cells as a mentee (weight1)."""
    return session.table(PANEL / "adjusted_influence.sql")


def adjusted_fates(session: Session) -> dict[str, int]:
    """Return how many first pairings met which fate in the comparison with covariates."""
    return fates(session, PANEL / "adjusted_dropped.sql")


def keep_compared(session: Session) -> None:
    """Keep `panel_compared`: whom the answer with covariates compares, in which periods."""
    session.step(PANEL / "adjusted_compared.sql")
