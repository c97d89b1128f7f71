"""One simulated company through the product's own code: build, evaluate, evidence, return, groups,
portfolio, looks; and the truth beside each figure."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import duckdb
import numpy as np

from metrics.catalog import Metric, catalogue
from metrics.contract import TABLES
from metrics.evaluate import (
    HORIZON,
    Answer,
    Evidence,
    Interval,
    PlannedMethod,
    evaluate,
    evidence,
    judge_alone,
)
from metrics.evaluate.answer import DOUBLY_ROBUST, ONE_MONTH
from metrics.evaluate.verdict_rules import NEGATIVE_CONTROLS
from metrics.inference.sample_size import YEAR
from metrics.warehouse.build import build
from metrics.warehouse.engine import Session
from tests.calibration import truth
from tests.calibration.company import simulate
from tests.calibration.people import AS_OF, CYCLE, Company, Scenario
from tests.calibration.scenarios import SCENARIOS
from tests.calibration.tables import as_tables, with_programme
from tests.companies import SQL_TYPES

SEED = 20260101
RETENTION, PERFORMANCE = METRICS = ("retention", "performance")
NAIVE, HEADLINE = "naive", "headline"
RETURN, BREAK_EVEN = "return", 1.0  # euros per euro spent
UNKNOWN = float("nan")
CHECKS = {
    RETENTION: {
        "matched": "check: matching alone",
        "later_pairing": "check: weights for later pairing",
        "exact_cells": "check: exact cells",
        "adjusted": "check: two models",
        "rate_ratio": "check: rate ratio (logarithm)",
    },
    PERFORMANCE: {
        "never_mentored": "check: never mentored, g-2",
        "lagged_ancova": "check: lagged regression",
        "conventional": "check: last value (g-1)",
        "lee_bounds": "check: Lee's bounds",
        "without_covariates": "check: without covariates",
        "placebo": "check: placebo date",
    },
}
"""By metric the cross-checks that are judged, by the name the product gives them."""


@dataclass(frozen=True)
class Row:
    """One figure of one company beside the truth; without an answer the numbers are NaN.

    `sure` is whether zero is excluded (of a control: whether it fails; of a return: whether it is
    sure to pay), `word` the verdict where one was given, `method` how the estimate was made, `n`
    the mentees compared."""

    scenario: str
    number: int
    quantity: str
    figure: str
    truth: float = UNKNOWN
    estimate: float = UNKNOWN
    low: float = UNKNOWN
    high: float = UNKNOWN
    sure: bool = False
    word: str = ""
    method: str = ""
    n: int = 0

    @property
    def wrongly_sure(self) -> bool:
        """Whether zero is excluded by an interval that does not hold the truth; of a return, whether
        it is sure to pay and does not."""
        if self.quantity == RETURN:
            return self.sure and self.truth < BREAK_EVEN
        return self.sure and not self.low <= self.truth <= self.high


@dataclass(frozen=True)
class Drawn:
    """Company `number` of a scenario, loaded into the engine."""

    scenario: Scenario
    number: int
    company: Company

    @property
    def judged(self) -> bool:
        """Whether verdict and return are asked for."""
        return self.number < self.scenario.judged

    def row(
        self,
        quantity: str,
        figure: str,
        true: float,
        interval: Interval | None,
        *,
        sure: bool | None = None,
        answer: Answer | None = None,
        word: str = "",
    ) -> Row:
        """The row of an interval beside the truth, or of the lack of one."""
        about = {"method": answer.method, "n": answer.n_mentees} if answer else {}
        name = self.scenario.name
        if interval is None or not np.isfinite(interval.estimate):
            return Row(name, self.number, quantity, figure, true, word=word, **about)
        ends = (interval.estimate, interval.low, interval.high)
        told = interval.excludes_zero if sure is None else sure
        return Row(name, self.number, quantity, figure, true, *ends, told, word, **about)


class Product:
    """The product on a database of its own, in which one company replaces the other."""

    def __init__(self) -> None:
        self.metrics = {name: catalogue()[name] for name in METRICS}
        self.con = duckdb.connect(config={"threads": 1})
        for name, table in TABLES.items():
            typed = ", ".join(f"{c.name} {SQL_TYPES.get(c.type, 'varchar')}" for c in table.columns)
            self.con.execute(f"create table {name} ({typed})")

    def load(self, name: str, number: int, seed: int = SEED) -> Drawn:
        """Build company `number` of the scenario; the same arguments give the same company."""
        scenario, own = SCENARIOS[name], zlib.crc32(name.encode())
        company = simulate(scenario, np.random.default_rng([seed, own, number]))
        tables = with_programme(as_tables(company, scenario.categories), company)
        for table, rows in tables.items():
            self.con.register("simulated", rows)
            self.con.execute(f"delete from {table}")
            self.con.execute(f"insert into {table} by name select * from simulated")
        build(
            self.con,
            as_of=AS_OF,
            review_months=CYCLE,
            notice_months=scenario.declared_notice,
        )
        return Drawn(scenario, number, company)

    def session(self) -> Session:
        """A workspace over the loaded company."""
        return Session(self.con, "simulated")

    def answer(self, metric: str, session: Session, scenario: Scenario) -> Answer:
        """The answer, by the method of the scenario's plan if it has one."""
        return evaluate(self.metrics[metric], session, planned=_planned(metric, scenario))

    def evidence(self, metric: str, session: Session, scenario: Scenario) -> Evidence:
        """The answer with everything for and against it."""
        return evidence(self.metrics[metric], session, planned=_planned(metric, scenario))


@dataclass(frozen=True)
class Answered:
    """One metric's answer with its verdict, where it was judged, and what is true.

    `true_share` is the true gain in the share still employed after a year, NaN for scores."""

    answer: Answer
    true: float
    true_share: float
    rows: tuple[Row, ...]


def answered(product: Product, drawn: Drawn, metric: str) -> Answered:
    """The simple comparison and the headline, and where they are asked for verdict and checks."""
    with product.session() as session:
        answer = product.answer(metric, session, drawn.scenario)
        true, share = true_effect(session, drawn, answer), true_share(session, drawn, answer)
        naive = answer.naive.interval if answer.naive else None
        rows = [drawn.row(metric, NAIVE, true, naive)]
        headline = drawn.row(metric, HEADLINE, true, answer.estimate, answer=answer)
        checked = drawn.judged and drawn.scenario.checked
        if drawn.judged or (drawn.scenario.doubtful and headline.wrongly_sure):
            verdict = judge_alone(answer)
            everybody = true_effect(session, drawn, answer, everybody=True)
            if checked or verdict is None:
                found = product.evidence(metric, session, drawn.scenario)
                verdict = found.answer.verdict
                if checked:
                    rows += _check_rows(drawn, product.metrics[metric], found, true, everybody)
                    rows += _control_rows(drawn, metric, found)
            answer = replace(answer, verdict=verdict)
            headline = replace(headline, word=verdict.word if verdict else "")
    return Answered(answer, true, share, (*rows, headline))


def true_effect(
    session: Session, drawn: Drawn, answer: Answer, *, everybody: bool = False
) -> float:
    """What the answer that the session holds should have been; of `everybody` who could be
    followed, where they need not have been matched."""
    if answer.metric.shape == "panel":
        return truth.points_gained_in(session, drawn.company, drawn.scenario)
    who = compared(session, "follow_up" if everybody else _of(answer))
    if not len(who):
        return UNKNOWN
    return truth.months_gained(drawn.company, drawn.scenario, who, answer.horizon or 24)


def true_share(session: Session, drawn: Drawn, answer: Answer) -> float:
    """What the gain in the share still employed after a year should have been."""
    if answer.metric.shape == "panel":
        return UNKNOWN
    who = compared(session, _of(answer))
    if not len(who):
        return UNKNOWN
    return truth.share_gained(drawn.company, drawn.scenario, who, YEAR)


def _of(answer: Answer) -> str:
    """The table of those whom the answer is about."""
    return "follow_up" if answer.method == DOUBLY_ROBUST else "matched"


def compared(session: Session, of: str = "matched") -> np.ndarray:
    """The numbers of the mentees in the table, one per trial."""
    rows = session.table(f"select cast(substr(person_id, 2) as int) as i from {of} where arm = 1")
    return rows["i"].astype(int)


def _planned(metric: str, scenario: Scenario) -> PlannedMethod | None:
    """What the scenario's analysis plan fixes; it plans months only."""
    if metric != RETENTION or not scenario.method:
        return None
    return PlannedMethod(scenario.method, HORIZON, ONE_MONTH)


def _check_rows(
    drawn: Drawn, metric: Metric, found: Evidence, true: float, everybody: float
) -> Iterator[Row]:
    """The cross-checks that answer the same question; the one that gave the headline is left
    out."""
    if found.answer.estimate is None:
        return
    estimates = {check.name: check.estimate for check in found.cross_checks}
    differing = {
        "adjusted": everybody,
        "rate_ratio": truth.log_rate_ratio(drawn.scenario),
        "placebo": 0.0,
    }
    for check in found.sensitivity:
        if check.name == "placebo":
            values = [check.values[name] for name in ("estimate", "low", "high")]
            estimates["placebo"] = Interval(*map(float, values), UNKNOWN, UNKNOWN)  # type: ignore[arg-type]
    for name, label in CHECKS[metric.name].items():
        interval = estimates.get(name)
        if name == "rate_ratio" and interval:
            ends = (interval.estimate, interval.low, interval.high)
            interval = Interval(*(float(np.log(end)) for end in ends), interval.se, interval.df)
        if interval:
            yield drawn.row(metric.name, label, differing.get(name, true), interval)


def _control_rows(drawn: Drawn, metric: str, found: Evidence) -> Iterator[Row]:
    """The negative controls that could be made; `sure` says that one fails."""
    for check in found.cross_checks:
        if check.name in NEGATIVE_CONTROLS and check.agrees is not None:
            interval = check.estimate or Interval(0.0, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
            name = f"control: {check.name}"
            yield drawn.row(metric, name, UNKNOWN, interval, sure=not check.agrees)
    for one in found.sensitivity:
        if one.name in NEGATIVE_CONTROLS and one.passed is not None:
            ends: Mapping[str, object] = one.values
            numbers = [float(ends.get(name, 0.0)) for name in ("estimate", "low", "high")]  # type: ignore[arg-type]
            interval = Interval(*numbers, UNKNOWN, UNKNOWN)
            name = f"control: {one.name}"
            yield drawn.row(metric, name, UNKNOWN, interval, sure=not one.passed)
