"""A career path: with a mentor, more receptionists move to sales."""

from __future__ import annotations

import numpy as np

from sample_data import parameters
from sample_data.state import SimulatedCompany

RECEPTION = 0  # their places in `company.FAMILIES`
ACCOUNT = 0
SALARY = 5  # its place in a position of `Company.positions`, before the manager's


def to_sales(rng: np.random.Generator, company: SimulatedCompany) -> None:
    """Move mentored receptionists to sales, after the five years are simulated.

    Only positions and staff change: reviews and exits stay as they were.
    """
    if not company.effect:
        return
    for spell in range(company.count):
        day = crossing_day(rng, company, spell)
        if day:
            cross(rng, company, spell, day)


def crossing_day(rng: np.random.Generator, company: SimulatedCompany, spell: int) -> int:
    """Return the day on which a mentee moves from the reception to sales.

    It is 0 for everyone else.
    """
    paired = int(company.paired_on[spell])
    left = int(company.left[spell])
    if not paired or company.hired[spell] > paired:
        return 0
    end = parameters.month_of(left or parameters.AS_OF.toordinal())
    for month in range(parameters.month_of(paired) + 1, end + 1):
        drawn = rng.random()
        day = parameters.day_of(month, int(rng.integers(2, 29)))
        if drawn < parameters.PATH_ADDED and (not left or day < left):
            department, family = position_on(company, spell, day)[:2]
            return day if (department, family) == (parameters.SERVICE, RECEPTION) else 0
    return 0


def cross(rng: np.random.Generator, company: SimulatedCompany, spell: int, day: int) -> None:
    """Put the spell in sales from that day on, with the pay of such a move.

    A move to sales that was there already keeps its own pay.
    """
    company.positions[spell, day] = position_on(company, spell, day)
    manager = int(company.person[rng.choice(managers(company, day))]) + 1
    later = sorted(on for s, on in company.positions if s == spell and on >= day)
    for on in later:
        position = company.positions[spell, on]
        salary = (
            position[SALARY]
            if position[0] == parameters.SALES
            else round(position[SALARY] * parameters.PATH_RAISE)
        )
        company.positions[spell, on] = (
            parameters.SALES,
            ACCOUNT,
            *position[2:SALARY],
            salary,
            manager,
        )
    last = company.positions[spell, later[-1]]
    company.department[spell], company.family[spell] = last[:2]
    company.salary[spell] = last[SALARY]
    company.manager[spell] = manager


def managers(company: SimulatedCompany, day: int) -> np.ndarray:
    """Return the spells of seniors in sales on that day who are still there at the end."""
    spells = company.spells
    return np.flatnonzero(
        (company.department[spells] == parameters.SALES)
        & (company.grade[spells] == 2)
        & (company.hired[spells] < day)
        & (company.left[spells] == 0)
    )


def position_on(company: SimulatedCompany, spell: int, day: int) -> tuple:
    """Return the position in force on a day."""
    return company.positions[
        spell, max(on for s, on in company.positions if s == spell and on <= day)
    ]
