"""What the hours cost inside, and what they would have cost from outside: two figures, side by
side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from metrics.value.assumptions import ENDS, Assumption, run_values
from metrics.warehouse.engine import Session

SQL = Path(__file__).parent / "hours.sql"


@dataclass(frozen=True)
class Range:
    """A figure with the lowest and highest the assumptions allow."""

    low: float
    base: float
    high: float


@dataclass(frozen=True)
class CategoryHours:
    """One category (or all, category ''): what happened, in hours, and both prices of it in
    euros.
    """

    category: str
    pairings: int
    mentors: int
    hours: float
    inside: Range
    outside: Range


def hour_price_range(pay: float, assumptions: Mapping[str, Assumption]) -> Range:
    """The loaded cost of one working hour of somebody with annual pay `pay`: holiday pay and
    employer charges on top, divided by the hours worked in a year. Pension and overhead are not in
    it.
    """
    on_top = [
        (1 + getattr(assumptions["holiday_pay"], end))
        * (1 + getattr(assumptions["employer_charges"], end))
        for end in ENDS
    ]
    hours = assumptions["productive_hours"]
    return Range(
        pay * on_top[0] / hours.high, pay * on_top[1] / hours.base, pay * on_top[2] / hours.low
    )


def hours_by_category(
    session: Session, assumptions: Mapping[str, Assumption]
) -> tuple[CategoryHours, ...]:
    """One row per category with meetings, in order, after a first row for all of them together."""
    values = {**run_values(assumptions), "default_salary": assumptions["default_salary"].base}
    extra = ", ".join(f"cast({value!r} as double) as {name}" for name, value in values.items())
    session.forget("run")
    session.keep("run", f"select run.*, {extra} from main.run", source=SQL.name)
    rows = [_row(row, assumptions) for row in session.rows(SQL.read_text(encoding="utf-8"))]
    return (_together(session, rows), *rows) if rows else ()


def _row(row: tuple, assumptions: Mapping[str, Assumption]) -> CategoryHours:
    category, pairings, mentors, hours, mentor_pay, mentee_pay, low, base, high = row
    price = hour_price_range(1.0, assumptions)
    pay_hours = mentor_pay + mentee_pay
    inside = Range(pay_hours * price.low, pay_hours * price.base, pay_hours * price.high)
    return CategoryHours(category, pairings, mentors, hours, inside, Range(low, base, high))


def _together(session: Session, rows: list[CategoryHours]) -> CategoryHours:
    mentors = session.rows("select count(distinct mentor_id) from meeting_held")[0][0]

    def added(side: str) -> Range:
        return Range(*(sum(getattr(getattr(row, side), end) for row in rows) for end in ENDS))

    return CategoryHours(
        "",
        sum(row.pairings for row in rows),
        mentors,
        sum(row.hours for row in rows),
        added("inside"),
        added("outside"),
    )
