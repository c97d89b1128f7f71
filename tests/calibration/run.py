"""One simulated company through the product's own code: build, evaluate, and the truth beside each estimate."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from unittest.mock import patch

import duckdb
import numpy as np

from metrics.catalog import Metric, catalogue
from metrics.contract import TABLES
from metrics.evaluate import SHAPE, Answer, Interval, evaluate
from metrics.warehouse.build import build
from metrics.warehouse.engine import Session
from tests.calibration import truth
from tests.calibration.company import AS_OF, CYCLE, Company, Scenario, as_tables, simulate
from tests.calibration.scenarios import SCENARIOS
from tests.companies import SQL_TYPES

Estimator = Callable[[Session, Answer], Interval | None]
THRESHOLDS = ("FEWEST_MENTEES", "FEWEST_EVENTS", "FEWEST_MENTORS", "FEWEST_CONTROLS")


def naive(_session: Session, answer: Answer) -> Interval | None:
    """What the simple comparison beside the answer says."""
    return answer.naive.interval if answer.naive else None


def headline(_session: Session, answer: Answer) -> Interval | None:
    """The answer itself."""
    return answer.estimate


def headline_told_or_not(session: Session, answer: Answer) -> Interval | None:
    """The answer as if there were no least number of mentees, events, mentors and controls."""
    if answer.estimate:
        return answer.estimate
    shape = SHAPE[answer.metric.shape]
    with patch.multiple(shape, **{name: 0 for name in THRESHOLDS if hasattr(shape, name)}):
        estimate = evaluate(answer.metric, session).estimate
    return estimate if estimate and np.isfinite(estimate.se) else None


ESTIMATORS: Mapping[str, dict[str, Estimator]] = {
    metric: {"naive": naive, "headline": headline, "headline, told or not": headline_told_or_not}
    for metric in ("retention", "performance")
}
"""By metric, what is judged: name -> a function of the session, which still holds the tables of the answer, and the
answer. It gives an interval in the metric's unit, or None where it cannot tell. A cross-check is added here."""


@dataclass(frozen=True)
class Record:
    """One estimate of one company beside the truth; without an estimate the numbers are NaN."""

    scenario: str
    seed: int
    number: int
    metric: str
    estimator: str
    truth: float
    estimate: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    se: float = float("nan")


class Product:
    """The product on a database of its own, in which one company replaces the other."""

    def __init__(self) -> None:
        self.metrics = {name: metric for name, metric in catalogue().items() if name in ESTIMATORS}
        self._con = duckdb.connect(config={"threads": 1})
        for name, table in TABLES.items():
            typed = ", ".join(f"{c.name} {SQL_TYPES.get(c.type, 'varchar')}" for c in table.columns)
            self._con.execute(f"create table {name} ({typed})")

    def records(self, scenario_name: str, number: int, seed: int) -> list[Record]:
        """Every estimator on company `number` of the scenario; the same arguments give the same company."""
        scenario, own = SCENARIOS[scenario_name], zlib.crc32(scenario_name.encode())
        company = simulate(scenario, np.random.default_rng([seed, own, number]))
        for name, table in as_tables(company).items():
            self._con.register("simulated", table)
            self._con.execute(f"delete from {name}")
            self._con.execute(f"insert into {name} by name select * from simulated")
        build(self._con, as_of=AS_OF, review_months=CYCLE)
        found = []
        with Session(self._con, "simulated") as session:
            for name, metric in self.metrics.items():
                for estimator, true, interval in _judged(session, metric, company, scenario):
                    told = (interval.estimate, interval.low, interval.high, interval.se) if interval else ()
                    found.append(Record(scenario_name, seed, number, name, estimator, true, *told))
        return found


def _judged(
    session: Session, metric: Metric, company: Company, scenario: Scenario
) -> Iterator[tuple[str, float, Interval | None]]:
    answer = evaluate(metric, session)
    if metric.name == "performance":
        true = truth.points_gained_in(session, scenario)
    else:
        compared = session.table("select cast(substr(person_id, 2) as int) as i from weighted where arm = 1")
        true = truth.months_gained(company, scenario, compared["i"], answer.horizon)
    for name, estimator in ESTIMATORS[metric.name].items():
        yield name, true, estimator(session, answer)
