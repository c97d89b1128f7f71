"""Records that experts are found in: customers by owner, counts by person, and scores by period.

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
    """Return the counts of lost customers per owner, half of their time, and cell of the case mix.

    Columns: owner_id, half (1 or 2), age_band, segment, product, size, at_risk (months, added over
    customers), events (customers lost). Empty if no customer has an owner in staff. Keeps the
    tables `account`, `account_month` and `owner_month`.
    """
    session.step(SQL / "account.sql")
    (span,) = session.records(
        "select min(from_month) as first_month, max(to_month) as last_month from account"
    )
    months: list[list[int]] = []
    if span["first_month"] is not None:
        months = [[month] for month in range(span["first_month"], span["last_month"] + 1)]
    session.give("calendar", {"month": "int"}, months)
    for name in ("account_month", "owner_month"):
        session.step(SQL / f"{name}.sql")
    return _table(session, "owner_cell")


def about_owners(session: Session) -> Columns:
    """Return where each owner works and what their customers bring in; needs `account`.

    Columns: owner_id, department, job_family, employed (1 or 0), accounts, kept, months,
    annual_margin (NaN if not known).
    """
    return _table(session, "owner_about")


def count_measures(session: Session) -> Columns:
    """Return the counts per measure, person (owner_id) and period; empty if nothing is counted.

    Columns: the half of the person's work, job_family, year, department, grade, at_risk (exposure)
    and events. Keeps the table `measure_half`.
    """
    session.step(SQL / "measure_half.sql")
    return session.table("select * from measure_half order by measure, owner_id, month")


def about_measured(session: Session) -> Columns:
    """Return where each measured person works, per measure; needs `measure_half`.

    Columns: owner_id, better (fewer or more), unit, department, job_family, employed, accounts
    (periods) and months.
    """
    return _table(session, "measure_about")


def score_rows(session: Session) -> Columns:
    """Return the values per measure, person (owner_id) and month, in that order.

    Columns: value, better, unit, department, job_family, work, grade and employed (1 or 0,
    today). Only measures whose rows agree on what is better.
    """
    return _table(session, "score")


def colleague_counts(
    about: Mapping[str, np.ndarray], places: Collection[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Return the number of people in each of `places` (department, job family).

    The whole department has job family "".
    """
    departments = {(department, "") for department, _family in places}
    return {
        (department, family): int(
            np.sum(
                (about["department"] == department)
                & ((about["job_family"] == family) | (family == ""))
            )
        )
        for department, family in sorted({*places, *departments})
    }


def _table(session: Session, name: str) -> Columns:
    return session.table(SQL / f"{name}.sql")
