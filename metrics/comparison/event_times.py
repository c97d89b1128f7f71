"""A panel's effects by event time, with what each person adds to them."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.comparison.steps import PANEL, Columns
from metrics.warehouse.engine import Session


def event_cells(session: Session) -> Columns:
    """Return the answer's cells (g, t, treated, n, total, squares), event times -4 to 3."""
    return session.table(PANEL / "cells.sql")


def event_influence(session: Session, coefficients: Sequence[Sequence[object]]) -> Columns:
    """Return per person and event time their influence on the effect at that event time.

    `coefficients` are (g, t, treated, mean, scale).
    """
    columns = {"g": "int", "t": "int", "treated": "int", "mean": "double", "scale": "double"}
    session.give("event_coefficient", columns, coefficients)
    return session.table(PANEL / "event_influence.sql")


def base_shares(session: Session) -> dict[int, float]:
    """Return how much each event time weighs in the mentees' bases, adding up to 1."""
    shares = session.table(PANEL / "base_share.sql")
    total = float(shares["weight"].sum())
    return {
        int(time): float(weight) / total
        for time, weight in zip(shares["event_time"], shares["weight"], strict=True)
    }
