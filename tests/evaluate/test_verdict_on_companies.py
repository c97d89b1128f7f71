"""The verdict on companies made so that an answer is wrongly sure: the word is not `holds`.

Mentoring does nothing in them unless it is said, and each has one thing that no comparison sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from metrics.catalog import catalogue
from metrics.contract import TABLES
from metrics.evaluate import HOLDS, Evidence, Verdict, evidence
from metrics.inference.confidence_sequence import confidence_sequence
from metrics.inference.interval import t_interval
from metrics.warehouse.build import build
from metrics.warehouse.engine import Session
from tests.calibration.company import AS_OF, CYCLE, Scenario, as_tables, simulate
from tests.companies import SQL_TYPES

METRICS = catalogue()
WORKS = Scenario("mentoring works", hazard_ratio=0.35)
MANY = Scenario(
    "many people, no effect",
    people=2_000,
    mentors=100,
    pairing_rate=0.012,
    hazard_ratio=1.0,
    points=0.0,
)
Tables = dict[str, pa.Table]


@contextmanager
def built(tables: Tables, contract_gap_days: int | None = None) -> Iterator[Session]:
    """A session on typed tables, built the way a load builds them."""
    con = duckdb.connect(config={"threads": 1})
    try:
        for name, table in TABLES.items():
            typed = ", ".join(f"{c.name} {SQL_TYPES.get(c.type, 'varchar')}" for c in table.columns)
            con.execute(f"create table {name} ({typed})")
        for name, rows in tables.items():
            con.register("simulated", rows)
            con.execute(f"insert into {name} by name select * from simulated")
        build(con, as_of=AS_OF, review_months=CYCLE, contract_gap_days=contract_gap_days)
        with Session(con, "simulated") as session:
            yield session
    finally:
        con.close()


def found(
    scenario: Scenario,
    metric: str = "retention",
    *,
    seed: int = 1,
    change=None,
    contract_gap_days: int | None = None,
) -> Evidence:
    tables = as_tables(simulate(scenario, np.random.default_rng(seed)))
    with built(change(tables) if change else tables, contract_gap_days) as session:
        return evidence(METRICS[metric], session)


def word_of(one: Evidence) -> str:
    verdict = one.answer.verdict
    assert isinstance(verdict, Verdict)
    return verdict.word


def reasons_of(one: Evidence) -> set[str]:
    verdict = one.answer.verdict
    assert isinstance(verdict, Verdict)
    return {reason.check for reason in verdict.reasons}


def staff_changed(change: Callable[[dict[str, np.ndarray]], dict[str, list]]):
    """Return what changes the exits of the staff table; `change` gives new columns."""

    def changed(tables: Tables) -> Tables:
        staff = tables["staff"]
        columns = {name: np.array(staff[name].to_pylist(), dtype=object) for name in ("exit_date",)}
        for name, values in change(columns).items():
            at = staff.column_names.index(name)
            staff = staff.set_column(at, name, pa.array(values, pa.date32()))
        return {**tables, "staff": staff}

    return changed


def at_year_end(columns: dict[str, np.ndarray]) -> dict[str, list]:
    return {
        "exit_date": [
            None if day is None else day.replace(month=12, day=28) for day in columns["exit_date"]
        ]
    }


def unrecorded(columns: dict[str, np.ndarray]) -> dict[str, list]:
    days = columns["exit_date"]
    return {"exit_date": [None if n % 3 == 0 else day for n, day in enumerate(days)]}


def test_exits_that_are_known_by_the_year_only_do_not_hold():
    one = found(WORKS, change=staff_changed(at_year_end))
    assert word_of(one) != HOLDS and "event_months" in reasons_of(one)


def test_people_who_left_without_an_exit_date_do_not_hold():
    one = found(WORKS, change=staff_changed(unrecorded))
    assert word_of(one) != HOLDS and "without_trace" in reasons_of(one)


def test_the_same_company_without_those_faults_passes_the_checks_of_its_data():
    one = found(WORKS)
    assert one.data and all(check.passed for check in one.data)


@pytest.mark.parametrize("seed", [3, 12])
def test_people_in_an_unstated_notice_period_who_are_never_paired_do_not_hold(seed):
    notice = replace(MANY, people=2_500, mentors=60, pairing_rate=0.0055, notice_months=2)
    one = found(notice, seed=seed)
    assert one.answer.direction == "more", "it is wrongly sure"
    assert word_of(one) != HOLDS


def test_renewed_contracts_are_no_exits_and_where_they_are_counted_as_exits_it_does_not_hold():
    renewed = replace(WORKS, contract_renewals=0.4)
    in_one_row = found(WORKS).answer.estimate
    merged = found(renewed).answer.estimate  # contracts before the data begin are not in the files
    assert in_one_row and merged
    assert merged.estimate == pytest.approx(in_one_row.estimate, abs=0.05)
    as_exits = found(renewed, contract_gap_days=0)
    assert word_of(as_exits) != HOLDS and "contract_renewals" in reasons_of(as_exits)


@pytest.mark.parametrize("seed", [2, 3])
def test_an_unseen_trait_that_decides_who_is_paired_and_who_stays_does_not_hold(seed):
    hidden = replace(MANY, on_ability=True, selection=1.2)
    one = found(hidden, seed=seed)
    assert one.answer.direction == "more", "it is wrongly sure"
    assert word_of(one) != HOLDS


@pytest.mark.parametrize("seed", [1, 5])
def test_people_chosen_on_the_mean_of_two_reviews_do_not_hold(seed):
    """A base that still holds the review before last flatters; both reviews are covariates."""
    two = replace(
        MANY, people=1_500, mentors=60, pairing_rate=0.01, selection=-2.0, two_reviews=True
    )
    one = found(two, "performance", seed=seed)
    (without,) = [check for check in one.cross_checks if check.name == "without_covariates"]
    assert without.estimate and without.estimate.low > 0, "without covariates it is wrongly sure"
    assert one.answer.method == "with_covariates" and one.answer.direction != "more"
    assert word_of(one) != HOLDS


def test_of_answers_that_are_sure_at_some_look_hardly_any_keep_zero_out_of_the_monthly_interval():
    """Sums of 24 monthly looks at nothing: who stops at the first sure one is often wrong."""
    rng = np.random.default_rng(7)
    sums = rng.normal(size=(400, 24)).cumsum(axis=1)
    n = np.arange(1, 25)
    sure = held = 0
    for path in sums:
        looks = [t_interval(s / k, 1 / k, 1e6) for s, k in zip(path[5:], n[5:], strict=True)]
        some = [look for look in looks if look.excludes_zero]
        sure += bool(some)
        held += any(confidence_sequence(look, effect=1.0).excludes_zero for look in some)
    assert sure > 0.1 * len(sums) and held <= 0.05 * len(sums)
