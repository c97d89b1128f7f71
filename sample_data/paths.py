"""The article's receptionist: with a mentor, more people find their way from the reception to
sales.
"""

from __future__ import annotations

import numpy as np

from sample_data import company as c
from sample_data.state import Company

RECEPTION, ACCOUNT = 0, 0  # their places in `company.FAMILIES`
SALARY = 5  # its place in a position of `Company.positions`, before the manager's


def to_sales(rng: np.random.Generator, company: Company) -> None:
    """Let mentored receptionists go to sales, after the five years are lived through: positions and
    staff change.

    Nothing else does: reviews and the day of leaving stay as they were.
    """
    if not company.effect:
        return
    for spell in range(company.count):
        day = crossing_day(rng, company, spell)
        if day:
            cross(rng, company, spell, day)


def crossing_day(rng: np.random.Generator, company: Company, spell: int) -> int:
    """The day on which a mentee who is still at the reception goes to sales, 0 for nobody else."""
    paired, left = int(company.paired_on[spell]), int(company.left[spell])
    if not paired or company.hired[spell] > paired:
        return 0
    end = c.month_of(left or c.AS_OF.toordinal())
    for month in range(c.month_of(paired) + 1, end + 1):
        drawn, day = rng.random(), c.day_of(month, rng.integers(2, 29))
        if drawn < c.PATH_ADDED and (not left or day < left):
            department, family = position_on(company, spell, day)[:2]
            return day if (department, family) == (c.SERVICE, RECEPTION) else 0
    return 0


def cross(rng: np.random.Generator, company: Company, spell: int, day: int) -> None:
    """From that day on, until a move to sales that was there already, the work is sales, for the
    pay of such a move.
    """
    company.positions[spell, day] = position_on(company, spell, day)
    manager = int(company.person[rng.choice(managers(company, day))]) + 1
    later = sorted(on for s, on in company.positions if s == spell and on >= day)
    for on in later:
        known = company.positions[spell, on]
        salary = known[SALARY] if known[0] == c.SALES else round(known[SALARY] * c.PATH_RAISE)
        company.positions[spell, on] = (c.SALES, ACCOUNT, *known[2:SALARY], salary, manager)
    last = company.positions[spell, later[-1]]
    company.department[spell], company.family[spell] = last[:2]
    company.salary[spell], company.manager[spell] = last[SALARY], manager


def managers(company: Company, day: int) -> np.ndarray:
    """Spells of seniors in sales who were there on that day and still are at the end."""
    spells = company.spells
    return np.flatnonzero(
        (company.department[spells] == c.SALES)
        & (company.grade[spells] == 2)
        & (company.hired[spells] < day)
        & (company.left[spells] == 0)
    )


def position_on(company: Company, spell: int, day: int) -> tuple:
    """The position in force on a day."""
    return company.positions[
        spell, max(on for s, on in company.positions if s == spell and on <= day)
    ]
