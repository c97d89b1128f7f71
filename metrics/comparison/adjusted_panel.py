"""The steps of the adjusted panel: changes with covariates, as sums per pattern."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.comparison.steps import PANEL, Columns
from metrics.warehouse.engine import Session

COEFFICIENTS = ("expected", "scale", "centre", "lever", "constant")


def adjusted_counts(session: Session) -> Columns:
    """Return sums of squares and products per cohort, period, arm and pattern.

    y is the difference, x1 and x2 the values of g-1 and g-2. Reads `observed`; keeps `check_role`,
    `adjusted_earlier` and `adjusted_change`.
    """
    for name in ("check_role", "adjusted_earlier", "adjusted_change"):
        session.step(PANEL / f"{name}.sql")
    return session.table(PANEL / "adjusted_counts.sql")


def adjusted_influence(
    session: Session, coefficients: Sequence[Sequence[float]], slopes: Sequence[float]
) -> Columns:
    """Return per person their influence on the adjusted effect, and cells as a mentee (weight1).

    `coefficients` are (g, t, treated, pattern, and COEFFICIENTS), one per row of the counts that is
    compared; `slopes` those of the values of g-1 and g-2, and then their levers.
    """
    rows = ", ".join(
        "("
        + ", ".join([*(str(int(key)) for key in row[:4]), *(f"{x:.17e}" for x in row[4:])])
        + ")"
        for row in coefficients
    )
    names = ", ".join(("g", "t", "treated", "pattern", *COEFFICIENTS))
    session.keep(
        "adjusted_coefficient",
        f"select * from (values {rows}) as given ({names})",
        source="adjusted_coefficient",
    )  # thousands of rows: many times faster than one insert each
    columns = dict.fromkeys(("last", "before", "lever_last", "lever_before"), "double")
    session.give("adjusted_slope", columns, [list(slopes)])
    return session.table(PANEL / "adjusted_influence.sql")
