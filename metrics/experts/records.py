"""Customers by owner: in how many months they could be lost, and how many were; the same of any
measure counted per person.

Runs the SQL in `sql/`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np

from metrics.comparison.steps import Columns
from metrics.warehouse.engine import Session

SQL = Path(__file__).parent / "sql"


def count_customers(session: Session) -> Columns:
    """Keeps `account`, `account_month` and `owner_month`; the counts per owner, half of their time
    and cell.

    Columns owner_id, half (1 or 2), age_band, segment, product, size, at_risk (months, added over
    customers), lost. Empty where no customer has an owner in staff.
    """
    session.step(SQL / "account.sql")
    first, last = session.rows("select min(from_month), max(to_month) from account")[0]
    months = [] if first is None else [[month] for month in range(first, last + 1)]
    session.give("calendar", {"month": "int"}, months)
    for name in ("account_month", "owner_month"):
        session.step(SQL / f"{name}.sql")
    return session.table(SQL / "owner_cell.sql")


def about_owners(session: Session) -> Columns:
    """Per owner: department, job_family, here (1 while employed), accounts, kept, months,
    annual_margin (NaN where not known); needs `account`.
    """
    return session.table(SQL / "owner_about.sql")


def count_measures(session: Session) -> Columns:
    """Keeps `measure_half`: per measure, person (owner_id) and period the half of their work,
    job_family, year, department and grade, exposure and events; all of it. Empty where nothing is
    counted.
    """
    session.step(SQL / "measure_half.sql")
    return session.table("select * from measure_half order by measure, owner_id, month")


def about_measured(session: Session) -> Columns:
    """Per measure and person (owner_id): what is better (fewer or more), unit, department,
    job_family, here, accounts (periods) and months; needs `measure_half`.
    """
    return session.table(SQL / "measure_about.sql")


def score_rows(session: Session) -> Columns:
    """Per measure, person (owner_id) and month, in that order: value, better, unit, department,
    job_family, work, grade and here (1 while employed today); of every measure whose rows agree on
    what is better.
    """
    return session.table(SQL / "score.sql")


def alike(
    about: Mapping[str, np.ndarray], places: Collection[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """People per department (with job family "") and per department and job family of `places`."""
    asked = {*places, *((department, "") for department, _family in places)}
    return {
        (department, family): int(
            np.sum(
                (about["department"] == department)
                & ((about["job_family"] == family) | (family == ""))
            )
        )
        for department, family in sorted(asked)
    }
