"""Performance gap: the yearly value of a department reaching its peers on a panel metric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from metrics.catalog import Metric
from metrics.evaluate.rows import load_metric_rows
from metrics.inference.sample_size import YEAR
from metrics.value.assumptions import Assumption
from metrics.warehouse.engine import Session

GAP_SQL = Path(__file__).parent / "sql" / "gap.sql"


@dataclass(frozen=True)
class PerformanceGap:
    """A department's mean of a panel metric in the last year, compared with everyone else's.

    `own` and `others` are the two means, of `people` and `other_people`. `worth` is the yearly
    value in euros (low, base, high) of reaching the others' mean: 0 if the department is not
    behind, None if the metric's unit has no price.
    """

    metric: str
    people: int
    other_people: int
    own: float
    others: float
    worth: tuple[float, float, float] | None


def performance_gaps(
    session: Session,
    metric: Metric,
    assumptions: Mapping[str, Assumption],
    *,
    pay: float,
    run: Mapping[str, float] | None = None,
) -> dict[str, PerformanceGap]:
    """Return each department's gap to all others; empty if not a panel, or without values.

    Euros a period are priced as they are. Points are priced as standard deviations of the
    company's values, by the assumptions `score_validity` and `performance_value`, with `pay` in
    euros a year.
    """
    if metric.shape != "panel":
        return {}
    load_metric_rows(session, metric, run or {})
    rows = session.records(GAP_SQL)
    cycle = session.value("select review_months from run")
    n = sum(row["people"] for row in rows)
    if not n:
        return {}
    total = sum(row["people"] * row["value"] for row in rows)
    squares = sum(row["people"] * row["squares"] for row in rows)
    spread = sqrt(max(squares / n - (total / n) ** 2, 0.0))
    gaps = {}
    for row in rows:
        people = row["people"]
        own = row["value"]
        if people < n:
            others = (total - people * own) / (n - people)
            behind = max((others - own) * (1 if metric.good == "more" else -1), 0.0)
            worth = _worth(
                metric, behind * people, assumptions, spread=spread, pay=pay, cycle=cycle
            )
            gaps[row["department"]] = PerformanceGap(
                metric.name, people, n - people, own, others, worth
            )
    return gaps


def _worth(
    metric: Metric,
    behind: float,
    assumptions: Mapping[str, Assumption],
    *,
    spread: float,
    pay: float,
    cycle: int,
) -> tuple[float, float, float] | None:
    if metric.good == "neither":
        return None
    if metric.unit == "euros":
        yearly = behind * YEAR / cycle
        return yearly, yearly, yearly
    if metric.unit != "points" or not spread:
        return None
    valid = assumptions["score_validity"]
    priced = assumptions["performance_value"]
    pay_behind = behind / spread * pay
    return (
        pay_behind * valid.low * priced.low,
        pay_behind * valid.base * priced.base,
        pay_behind * valid.high * priced.high,
    )
