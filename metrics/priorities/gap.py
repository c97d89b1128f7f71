"""What it is worth a year if a department came level with its peers on a category's own measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from metrics.catalog import Metric
from metrics.evaluate.rows import load_metric_rows
from metrics.inference.sample_size import YEAR
from metrics.value.assumptions import ENDS, Assumption
from metrics.warehouse.engine import Session

SQL = Path(__file__).parent / "sql" / "gap.sql"


@dataclass(frozen=True)
class Gap:
    """A department's `own` mean of a panel's last year beside that of all `others`, and what coming
    level is `worth` a year in euros (low, base, high; 0 where it is no worse). None where the unit
    has no price. `people` and `people_beside` stand behind the two means.
    """

    metric: str
    people: int
    people_beside: int
    own: float
    others: float
    worth: tuple[float, float, float] | None


def gaps(
    session: Session,
    metric: Metric,
    assumptions: Mapping[str, Assumption],
    *,
    pay: float,
    run: Mapping[str, float] | None = None,
) -> dict[str, Gap]:
    """The gap of every department to all others on a panel, by department; empty for another shape
    or without values.

    Euros a period are priced as they are; points as standard deviations of the company's values, by
    the assumptions `score_validity` and `performance_value`, with `pay` a year.
    """
    if metric.shape != "panel":
        return {}
    load_metric_rows(session, metric, run or {})
    rows = session.rows(SQL)
    cycle = session.rows("select review_months from run")[0][0]
    n = sum(people for _, people, _, _ in rows)
    total, squares = (sum(row[1] * row[at] for row in rows) for at in (2, 3))
    if not n:
        return {}
    spread = sqrt(max(squares / n - (total / n) ** 2, 0.0))
    found = {}
    for department, people, own, _ in rows:
        if people < n:
            others = (total - people * own) / (n - people)
            behind = max((others - own) * (1 if metric.good == "more" else -1), 0.0)
            found[department] = Gap(
                metric.name,
                people,
                n - people,
                own,
                others,
                _worth(metric, behind * people, assumptions, spread=spread, pay=pay, cycle=cycle),
            )
    return found


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
        return (behind * YEAR / cycle,) * 3
    if metric.unit != "points" or not spread:
        return None
    valid, priced = assumptions["score_validity"], assumptions["performance_value"]
    return tuple(behind / spread * pay * getattr(valid, end) * getattr(priced, end) for end in ENDS)
