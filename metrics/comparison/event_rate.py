"""How often a metric's event happens in the company without mentoring."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.comparison.steps import TRIALS
from metrics.warehouse.engine import Session


@dataclass(frozen=True)
class EventRate:
    """The events of a time to event among people who were not paired (yet), in all months."""

    people: int
    months: float
    events: int

    @property
    def monthly(self) -> float:
        """Return the chance of the event in a month, 0 to 1; 0 without any month."""
        return min(self.events / self.months, 1.0) if self.months else 0.0


def event_rate(session: Session) -> EventRate:
    """Return the rate of the metric whose rows the session holds, in the whole company."""
    (row,) = session.records(TRIALS / "event_rate.sql")
    return EventRate(int(row["n"]), float(row["months"]), int(row["events"]))
