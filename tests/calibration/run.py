"""One simulated company through the product's own code: build, evaluate, and the truth beside each
estimate."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unittest.mock import patch

import duckdb
import numpy as np

from metrics.catalog import Metric, catalogue
from metrics.contract import TABLES
from metrics.evaluate import (
    SHAPE,
    Answer,
    Interval,
    evaluate,
    event_cross_checks,
    panel_cross_checks,
)
from metrics.warehouse.build import build
from metrics.warehouse.engine import Session
from tests.calibration import truth
from tests.calibration.company import AS_OF, CYCLE, Company, Scenario, as_tables, simulate
from tests.calibration.scenarios import SCENARIOS
from tests.companies import SQL_TYPES

THRESHOLDS = ("FEWEST_MENTEES", "FEWEST_EVENTS", "FEWEST_MENTORS", "FEWEST_CONTROLS")


def headline_told_or_not(session: Session, answer: Answer) -> Interval | None:
    """The answer as if there were no least number of mentees, events, mentors and controls."""
    if answer.estimate:
        return answer.estimate
    shape = SHAPE[answer.metric.shape]
    with patch.multiple(shape, **{name: 0 for name in THRESHOLDS if hasattr(shape, name)}):
        estimate = evaluate(answer.metric, session).estimate
    return estimate if estimate and np.isfinite(estimate.se) else None


CHECKS = {
    "retention": {
        "matched": "matching alone",
        "later_pairing": "check: weights for later pairing",
        "adjusted": "check: two models",
        "rate_ratio": "check: rate ratio (logarithm)",
    },
    "performance": {
        "never_mentored": "check: never mentored, g-2",
        "lagged_ancova": "check: lagged regression",
        "conventional": "check: last value (g-1)",
        "lee_bounds": "check: Lee's bounds",
        "placebo": "check: placebo date",
    },
}
"""By metric the cross-checks that are judged, by the name the product gives them."""


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
        self.metrics = {name: metric for name, metric in catalogue().items() if name in CHECKS}
        self._con = duckdb.connect(config={"threads": 1})
        for name, table in TABLES.items():
            typed = ", ".join(f"{c.name} {SQL_TYPES.get(c.type, 'varchar')}" for c in table.columns)
            self._con.execute(f"create table {name} ({typed})")

    def records(
        self, scenario_name: str, number: int, seed: int, metrics: Sequence[str] = tuple(CHECKS)
    ) -> list[Record]:
        """Every estimator on company `number` of the scenario; the same arguments give the same
        company."""
        scenario, own = SCENARIOS[scenario_name], zlib.crc32(scenario_name.encode())
        company = simulate(scenario, np.random.default_rng([seed, own, number]))
        for name, table in as_tables(company).items():
            self._con.register("simulated", table)
            self._con.execute(f"delete from {name}")
            self._con.execute(f"insert into {name} by name select * from simulated")
        build(self._con, as_of=AS_OF, review_months=CYCLE)
        found = []
        with Session(self._con, "simulated") as session:
            for name, metric in ((name, self.metrics[name]) for name in metrics):
                for estimator, true, interval in _judged(session, metric, company, scenario):
                    told = (
                        (interval.estimate, interval.low, interval.high, interval.se)
                        if interval
                        else ()
                    )
                    found.append(Record(scenario_name, seed, number, name, estimator, true, *told))
        return found


def _judged(
    session: Session, metric: Metric, company: Company, scenario: Scenario
) -> Iterator[tuple[str, float, Interval | None]]:
    answer = evaluate(metric, session)
    if metric.name == "performance":
        true = everybody = truth.points_gained_in(session, scenario)
    else:
        true, everybody = (
            _months_gained(session, company, scenario, answer, of)
            for of in ("matched", "follow_up")
        )
    differing = {
        "adjusted": everybody,
        "rate_ratio": truth.log_rate_ratio(scenario),
        "placebo": 0.0,
    }
    yield "naive", true, answer.naive.interval if answer.naive else None
    yield "headline", differing.get(answer.method, true), answer.estimate
    checks = _checks(session, metric, answer)
    for check, label in CHECKS[metric.name].items():
        yield label, differing.get(check, true), checks.get(check)
    yield "headline, told or not", true, headline_told_or_not(session, answer)


def _months_gained(
    session: Session, company: Company, scenario: Scenario, answer: Answer, of: str
) -> float:
    compared = session.table(
        f"select cast(substr(person_id, 2) as int) as i from {of} where arm = 1"
    )
    return truth.months_gained(company, scenario, compared["i"], answer.horizon)


def _checks(session: Session, metric: Metric, answer: Answer) -> dict[str, Interval | None]:
    """Every cross-check with an estimate; the one that gave the headline is there too."""
    if answer.estimate is None:
        return {}
    if metric.shape == "panel":
        found = {
            one.name: one.estimate
            for one in panel_cross_checks.cross_checks(session, metric, answer)
        }
        return found | {"placebo": panel_cross_checks.placebo(session)}
    found = {
        one.name: one.estimate for one in event_cross_checks.cross_checks(session, metric, answer)
    }
    ratio = found.pop("rate_ratio")
    log = ratio and Interval(
        *(float(np.log(x)) for x in (ratio.estimate, ratio.low, ratio.high)), ratio.se, ratio.df
    )
    return {
        "matched": answer.estimate,
        **found,
        "rate_ratio": log,
        **({answer.method: answer.estimate} if answer.method != "matched" else {}),
    }
