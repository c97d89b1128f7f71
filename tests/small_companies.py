"""Companies of about 100 people, 20 mentees and 4 mentors, drawn at random with a known effect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import duckdb
import numpy as np

from metrics.contract import TABLES
from metrics.warehouse.build import build
from metrics.warehouse.engine import Session
from tests.calibration.company import AS_OF, CYCLE, Scenario, as_tables, simulate
from tests.companies import SQL_TYPES

SMALL = Scenario("small", people=100, mentors=4, pairing_rate=0.006)
NO_EFFECT = replace(SMALL, hazard_ratio=1.0, points=0.0)


@contextmanager
def small_company(seed: int, scenario: Scenario = SMALL) -> Iterator[Session]:
    """A session on the company of that seed."""
    con = duckdb.connect(config={"threads": 1})
    try:
        for name, table in TABLES.items():
            typed = ", ".join(f"{c.name} {SQL_TYPES.get(c.type, 'varchar')}" for c in table.columns)
            con.execute(f"create table {name} ({typed})")
        for name, rows in as_tables(simulate(scenario, np.random.default_rng(seed))).items():
            con.register("simulated", rows)
            con.execute(f"insert into {name} by name select * from simulated")
        build(con, as_of=AS_OF, review_months=CYCLE)
        with Session(con, f"small {seed}") as session:
            yield session
    finally:
        con.close()
