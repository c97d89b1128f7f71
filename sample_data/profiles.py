"""Seniors assessed as mentors: most by themselves, blanks where nobody judged, and an expert who is
no mentor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import company as c
from sample_data.state import Company

ASSESSED, MENTOR_ASSESSED = 0.5, 0.95  # of the seniors, of those who mentor already
SECOND_CATEGORY = 0.35
LAST_DAYS = 850  # an assessment is at most so old
BLANK = 0.04  # of every point
POINTS = {
    "attitude": (0.02, 0.07, 0.20, 0.43, 0.28),
    "knowledge": (0.01, 0.06, 0.17, 0.43, 0.33),
    "skill": (0.03, 0.10, 0.22, 0.41, 0.24),
}
WILLING, WILLING_SHARE = ("yes", "no", "unknown"), (0.74, 0.10, 0.16)
HOURS, HOURS_SHARE = (0, 2, 4, 6, 8), (0.04, 0.14, 0.40, 0.29, 0.13)
SENIOR = c.GRADES.index("senior")


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


def profiles(rng: np.random.Generator, company: Company, expert: int) -> list[Profile]:
    """The assessments by person and category. The hidden expert knows most, cannot pass it on and
    was never asked.
    """
    here = company.employed()
    here = here[company.hired[here] < c.AS_OF.toordinal() - 365]
    chance = np.where(
        company.mentor[here], MENTOR_ASSESSED, ASSESSED * (company.grade[here] == SENIOR)
    )
    rows = []
    for spell in here[rng.random(len(here)) < chance]:
        if (person := int(company.person[spell])) != expert:
            rows += assessed(rng, company, spell, person)
    rows.append(
        Profile(
            expert, c.CODES.index("customers"), c.AS_OF.toordinal() - 100, 3, 5, 2, "unknown", None
        )
    )
    return sorted(rows, key=lambda row: (row.person, row.category))


def assessed(rng: np.random.Generator, company: Company, spell: int, person: int) -> list[Profile]:
    """One or two assessments of one person, in the categories that their department is asked for
    most.
    """
    shares = c.CATEGORY_BY_DEPARTMENT[company.department[spell]]
    chosen = rng.choice(
        len(c.CODES), 1 + int(rng.random() < SECOND_CATEGORY), replace=False, p=shares
    )
    earliest = max(c.AS_OF.toordinal() - LAST_DAYS, int(company.hired[spell]) + 60)
    day = int(rng.integers(earliest, c.AS_OF.toordinal() - 20))
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
            *(point(rng, shares) for shares in POINTS.values()),
            willing,
            hours,
        )
        for category in chosen
    ]


def point(rng: np.random.Generator, shares: tuple[float, ...]) -> int | None:
    """One to five, or None where nobody judged."""
    return None if rng.random() < BLANK else int(rng.choice(5, p=shares)) + 1
