"""Assessments of mentors and seniors.

Some points nobody judged, and the hidden expert is no mentor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import parameters
from sample_data.state import SimulatedCompany

ASSESSED = 0.5  # of the seniors, of those who mentor already
MENTOR_ASSESSED = 0.95
SECOND_CATEGORY = 0.35
LAST_DAYS = 850  # an assessment is at most so old
BLANK = 0.04  # of every point
POINTS = {
    "attitude": (0.02, 0.07, 0.20, 0.43, 0.28),
    "knowledge": (0.01, 0.06, 0.17, 0.43, 0.33),
    "skill": (0.03, 0.10, 0.22, 0.41, 0.24),
}
WILLING = ("yes", "no", "unknown")
WILLING_SHARE = (0.74, 0.10, 0.16)
HOURS = (0, 2, 4, 6, 8)
HOURS_SHARE = (0.04, 0.14, 0.40, 0.29, 0.13)
SENIOR = parameters.GRADES.index("senior")


@dataclass(frozen=True)
class Profile:
    """A person (a number) assessed for a category; None where nobody judged."""

    person: int
    category: int
    day: int
    attitude: int | None
    knowledge: int | None
    skill: int | None
    willing: str
    hours: int | None


def profiles(rng: np.random.Generator, company: SimulatedCompany, expert: int) -> list[Profile]:
    """Return the assessments by person and category.

    The hidden expert knows most, cannot teach it and was never asked.
    """
    spells = company.employed()
    spells = spells[company.hired[spells] < parameters.AS_OF.toordinal() - 365]
    chance = np.where(
        company.mentor[spells], MENTOR_ASSESSED, ASSESSED * (company.grade[spells] == SENIOR)
    )
    rows = []
    for spell in spells[rng.random(len(spells)) < chance]:
        if (person := int(company.person[spell])) != expert:
            rows += assessed(rng, company, spell, person)
    rows.append(
        Profile(
            expert,
            parameters.CODES.index("customers"),
            parameters.AS_OF.toordinal() - 100,
            3,
            5,
            2,
            "unknown",
            None,
        )
    )
    return sorted(rows, key=lambda row: (row.person, row.category))


def assessed(
    rng: np.random.Generator, company: SimulatedCompany, spell: int, person: int
) -> list[Profile]:
    """Return one or two assessments of a person, mostly in the categories of their department."""
    shares = parameters.CATEGORY_BY_DEPARTMENT[company.department[spell]]
    chosen = rng.choice(
        len(parameters.CODES), 1 + int(rng.random() < SECOND_CATEGORY), replace=False, p=shares
    )
    earliest = max(parameters.AS_OF.toordinal() - LAST_DAYS, int(company.hired[spell]) + 60)
    day = int(rng.integers(earliest, parameters.AS_OF.toordinal() - 20))
    willing = (
        "yes"
        if company.mentor[spell] and rng.random() < 0.8
        else str(rng.choice(WILLING, p=WILLING_SHARE))
    )
    hours = None if rng.random() < BLANK else int(rng.choice(HOURS, p=HOURS_SHARE))
    return [
        Profile(
            person,
            int(category),
            day,
            attitude=point(rng, POINTS["attitude"]),
            knowledge=point(rng, POINTS["knowledge"]),
            skill=point(rng, POINTS["skill"]),
            willing=willing,
            hours=hours,
        )
        for category in chosen
    ]


def point(rng: np.random.Generator, shares: tuple[float, ...]) -> int | None:
    """Return a point from one to five, or None where nobody judged."""
    return None if rng.random() < BLANK else int(rng.choice(5, p=shares)) + 1
