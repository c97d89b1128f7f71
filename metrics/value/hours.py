"""What mentoring hours cost inside the company, and what they would have cost from outside.

The two figures are shown side by side and never added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from metrics.value.assumptions import ENDS, Assumption, run_values
from metrics.value.draws import Amount, Range
from metrics.warehouse.engine import Session

SQL = Path(__file__).parent / "sql" / "hours_by_category.sql"
Price = TypeVar("Price", float, np.ndarray, Amount)


@dataclass(frozen=True)
class CategoryHours:
    """The hours of one category, or of all (category ''), and both prices of them in euros."""

    category: str
    pairings: int
    mentors: int
    hours: float
    inside: Range
    outside: Range


def hour_price(values: Mapping[str, Price]) -> Price:
    """Return the loaded cost of one working hour for each euro of full-time annual pay.

    Formula:
        (1 + holiday pay) × (1 + employer charges) / hours worked in a year

    Pension and overhead are not included.
    """
    return (
        (1 + values["holiday_pay"]) * (1 + values["employer_charges"]) / values["productive_hours"]
    )


def hour_price_range(pay: float, assumptions: Mapping[str, Assumption]) -> Range:
    """Return the loaded cost of one working hour of someone with full-time annual pay `pay`.

    The low end takes the low charges and the most hours, the high end the reverse (`hour_price`).
    """

    def price(charges: str, hours: str) -> float:
        ends = {"holiday_pay": charges, "employer_charges": charges, "productive_hours": hours}
        values = {name: getattr(assumptions[name], end) for name, end in ends.items()}
        return pay * hour_price(values)

    return Range(price("low", "high"), price("base", "base"), price("high", "low"))


def hours_by_category(
    session: Session, assumptions: Mapping[str, Assumption]
) -> tuple[CategoryHours, ...]:
    """Return one row per category with meetings, after a first row for all of them together.

    Empty where there are no meetings. Pay where the files hold none: the company's mean, else the
    assumption `default_salary`.
    """
    values = {**run_values(assumptions), "default_salary": assumptions["default_salary"].base}
    session.give("assumption", dict.fromkeys(values, "double"), [list(values.values())])
    records = session.records(SQL)
    rows = [_category_hours(record, assumptions) for record in records]
    return (_all_categories(session, rows), *rows) if rows else ()


def _category_hours(
    record: Mapping[str, Any], assumptions: Mapping[str, Assumption]
) -> CategoryHours:
    pay_hours = record["mentor_pay_hours"] + record["mentee_pay_hours"]
    return CategoryHours(
        record["category"],
        record["pairings"],
        record["mentors"],
        record["hours"],
        inside=hour_price_range(pay_hours, assumptions),
        outside=Range(record["outside_low"], record["outside"], record["outside_high"]),
    )


def _all_categories(session: Session, rows: list[CategoryHours]) -> CategoryHours:
    mentors = session.value("select count(distinct mentor_id) from meeting_held")

    def total(ranges: list[Range]) -> Range:
        return Range(*(sum(getattr(price, end) for price in ranges) for end in ENDS))

    return CategoryHours(
        "",
        sum(row.pairings for row in rows),
        mentors,
        sum(row.hours for row in rows),
        inside=total([row.inside for row in rows]),
        outside=total([row.outside for row in rows]),
    )
