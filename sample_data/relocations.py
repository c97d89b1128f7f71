"""Moves between the company's locations: the same small chance for everybody, mentored or not."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from sample_data import company as c
from sample_data.state import Company

LOCATION = 3  # its place in a position of `Company.positions`


def relocate(rng: np.random.Generator, company: Company) -> None:
    """Let people move after the five years are lived through; only locations change, in positions
    and in staff.

    A person who comes back starts where they last worked.
    """
    started = defaultdict(list)
    for spell, day in sorted(company.positions):
        started[spell].append(day)
    at: dict[int, int] = {}
    for spell in range(company.count):
        person = int(company.person[spell])
        first, moves = (
            at.get(person, int(company.location[spell])),
            moving_days(rng, company, spell),
        )
        where = {
            day: int(place)
            for day, place in zip(moves, places(rng, first, len(moves)), strict=True)
        }
        position, here = (), first
        for day in sorted({*started[spell], *where}):
            here = where.get(day, here)
            position = company.positions.get((spell, day), position)
            company.positions[spell, day] = (*position[:LOCATION], here, *position[LOCATION + 1 :])
        at[person] = company.location[spell] = here


def moving_days(rng: np.random.Generator, company: Company, spell: int) -> list[int]:
    """The days of a spell on which somebody moves, from the first day that is seen on."""
    end = int(company.left[spell]) or c.AS_OF.toordinal()
    day, days = max(int(company.hired[spell]), c.FIRST_DAY.toordinal()), []
    while (day := day + 1 + int(rng.exponential(30.44 / c.MONTHLY_RELOCATION))) <= end:
        days.append(day)
    return days


def places(rng: np.random.Generator, first: int, moves: int) -> np.ndarray:
    """Where each move leads: never to the location that one is at."""
    return (first + np.cumsum(rng.integers(1, len(c.LOCATIONS), moves))) % len(c.LOCATIONS)
