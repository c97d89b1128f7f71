"""Moves between locations: the same small chance for everybody, mentored or not."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from sample_data import parameters
from sample_data.state import SimulatedCompany

LOCATION = 3  # its place in a position of `Company.positions`


def relocate(rng: np.random.Generator, company: SimulatedCompany) -> None:
    """Move people between locations, after the five years are simulated.

    Only locations in positions and staff change. A person who comes back starts where they last
    worked.
    """
    started = defaultdict(list)
    for spell, day in sorted(company.positions):
        started[spell].append(day)
    last_location: dict[int, int] = {}
    for spell in range(company.count):
        person = int(company.person[spell])
        first = last_location.get(person, int(company.location[spell]))
        moves = moving_days(rng, company, spell)
        location_from = {
            day: int(place)
            for day, place in zip(moves, places(rng, first, len(moves)), strict=True)
        }
        position = ()
        location = first
        for day in sorted({*started[spell], *location_from}):
            location = location_from.get(day, location)
            position = company.positions.get((spell, day), position)
            company.positions[spell, day] = (
                *position[:LOCATION],
                location,
                *position[LOCATION + 1 :],
            )
        last_location[person] = company.location[spell] = location


def moving_days(rng: np.random.Generator, company: SimulatedCompany, spell: int) -> list[int]:
    """Return the days of a spell on which the person moves, from the first observed day on."""
    end = int(company.left[spell]) or parameters.AS_OF.toordinal()
    day = max(int(company.hired[spell]), parameters.FIRST_DAY.toordinal())
    days = []
    while (day := day + 1 + int(rng.exponential(30.44 / parameters.MONTHLY_RELOCATION))) <= end:
        days.append(day)
    return days


def places(rng: np.random.Generator, first: int, moves: int) -> np.ndarray:
    """Return where each move leads: never to the current location."""
    return (first + np.cumsum(rng.integers(1, len(parameters.LOCATIONS), moves))) % len(
        parameters.LOCATIONS
    )
