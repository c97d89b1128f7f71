"""From a company's typed tables to the derived tables that questions read.

The files in `build/` run in the order of their names, one portable `select` each. Only the score
bands are computed here, between two of them, because engines disagree about quantiles.
"""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from metrics.contract import TABLES
from metrics.contract.goal_groups import GoalGroup
from metrics.contract.matching_keys import KeyDeclaration, possible_keys
from metrics.warehouse.matching_keys import DECILES, band_lows, keep_keys
from metrics.warehouse.sql_file import sql_file

STEPS = sorted((Path(__file__).parent / "build").glob("*.sql"))
GIVEN = (
    "run",
    "attribute",
    "declared_group",
    "declared_grade",
    "declared_value",
    "key_band",
    "matching_key",
    "score_band",
)
"""Tables of a snapshot that come from Python, beside the company's own and those of STEPS."""


def version() -> str:
    """Return a hash that names this way of building: the steps, and the columns of each table."""
    steps = [path.name + path.read_text(encoding="utf-8") for path in STEPS]
    tables = [
        f"{table.name} {column.name}" for table in TABLES.values() for column in table.columns
    ]
    return hashlib.sha256("".join((*steps, *tables)).encode()).hexdigest()


def month_number(day: date) -> int:
    """Return the month of a day as one whole number, year * 12 + month - 1."""
    return day.year * 12 + day.month - 1


def last_whole_month(as_of: date) -> int:
    """Return the last month of which the data hold every day."""
    whole = as_of.day == calendar.monthrange(as_of.year, as_of.month)[1]
    return month_number(as_of) - (0 if whole else 1)


def build(
    con: duckdb.DuckDBPyConnection,
    *,
    as_of: date,
    review_months: int,
    notice_months: int = 0,
    contract_gap_days: int | None = None,
    goal_groups: Sequence[GoalGroup] = (),
    grades: Sequence[str] = (),
    keys: Sequence[KeyDeclaration] = possible_keys(),
) -> None:
    """Add the derived tables beside the typed ones in the connection's current schema.

    `review_months` is the length of a review period, `notice_months` how long people still stay
    after they gave notice, `contract_gap_days` up to how many days between two rows of a person
    leave them one spell (see `01_spell.sql` for None); `grades` go from low to high; `keys` are
    those by which people can be matched.
    """
    con.execute(
        "create or replace table run as select cast(? as date) as as_of, "
        "cast(? as integer) as last_month, cast(? as integer) as review_months, "
        "cast(? as integer) as notice_months, cast(? as integer) as contract_gap_days",
        [as_of, last_whole_month(as_of), review_months, notice_months, contract_gap_days],
    )
    _keep_groups(con, goal_groups)
    _keep_grades(con, grades)
    keep_keys(con, keys)
    con.execute(
        "create table if not exists attribute (person_id varchar, name varchar, value varchar)"
    )
    for path in STEPS:
        file = sql_file(path)
        con.execute(f"create or replace table {file.makes} as\n{file.text}")
        if file.makes == "scaled_score":
            _keep_bands(con)


def _keep_groups(con: duckdb.DuckDBPyConnection, groups: Sequence[GoalGroup]) -> None:
    con.execute(
        "create or replace table declared_group (name varchar, name_nl varchar, name_en "
        "varchar, department varchar, job_family varchar, grade varchar, location varchar, "
        "gender varchar, tenure_months_from integer, tenure_months_below integer)"
    )
    if groups:
        con.executemany(
            f"insert into declared_group values ({', '.join('?' * 10)})",
            [astuple(group) for group in groups],
        )


def _keep_grades(con: duckdb.DuckDBPyConnection, grades: Sequence[str]) -> None:
    con.execute("create or replace table declared_grade (grade varchar, place integer)")
    if grades:
        con.executemany(
            "insert into declared_grade values (?, ?)",
            [[grade, place] for place, grade in enumerate(grades, start=1)],
        )


def _keep_bands(con: duckdb.DuckDBPyConnection) -> None:
    scores = con.execute(
        "select score, count(*) as n from scaled_score group by score order by score"
    ).fetchnumpy()
    values = np.asarray(scores["score"], dtype=float)
    counts = np.asarray(scores["n"], dtype=float)
    bands = band_lows(values, counts)
    fine_bands = band_lows(values, counts, DECILES)
    con.execute("create or replace table score_band (band integer, fine_band integer, low double)")
    con.executemany(
        "insert into score_band values (?, ?, ?)",
        [
            [sum(cut <= low for cut in bands), fine_band, low]
            for fine_band, low in enumerate(fine_bands, start=1)
        ],
    )
