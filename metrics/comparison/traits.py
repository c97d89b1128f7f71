"""What is recorded of the people compared, counted with their outcomes: for a hidden trait."""

from __future__ import annotations

from metrics.comparison.steps import FOLDER, PANEL, Columns
from metrics.warehouse.engine import Session


def panel_traits(session: Session) -> Columns:
    """Return n, total and squares of a panel's differences per cell, arm and recorded traits.

    The traits are `department`, `grade` and `tenure_band` on entry, and `last_value`, that of the
    period before pairing (NaN where there is none). Keeps `entrant`.
    """
    session.step(FOLDER / "subgroups" / "panel_entrant.sql")
    return session.table(PANEL / "trait_counts.sql")
