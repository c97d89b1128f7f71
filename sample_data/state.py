"""What the company is at any time: its spells, positions, reviews and pairings so far.

A spell is a position in the arrays of `Company`; a rehire is a new spell that copies the person's
old one. Days are proleptic ordinals (0 = none), months are `year * 12 + month - 1`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import company as c


@dataclass(frozen=True)
class Pairing:
    """A mentor and a mentee; spells and days, `ended` is 0 where the file shows no end date."""

    mentor: int
    mentee: int
    category: int
    started: int
    planned: int
    until: int
    ended: int
    reason: str
    hours: int
    assignment: str


@dataclass(frozen=True)
class Review:
    """A review as written, and as it would have been without mentoring (`plain`)."""

    person: int
    day: int
    score: float
    plain: float
    manager: int


class Company:
    """All spells, positions, reviews and pairings so far; filled by `simulate`."""

    def __init__(self, rng: np.random.Generator, *, staff: int, effect: bool) -> None:
        room = 5 * staff
        self.rng, self.staff, self.effect = rng, staff, effect
        self.count = self.persons = 0
        self.person, self.hired, self.left, self.entry = (np.zeros(room, int) for _ in range(4))
        self.department, self.family, self.grade, self.location = (
            np.zeros(room, int) for _ in range(4)
        )
        self.salary, self.manager, self.busy_until = (np.zeros(room, int) for _ in range(3))
        self.reason = np.full(room, "", dtype=object)
        self.female, self.mentor = np.zeros(room, bool), np.zeros(room, bool)
        self.ability, self.last_score, self.fte = (
            np.zeros(room),
            np.full(room, np.nan),
            np.ones(room),
        )
        self.paired_on, self.category = np.zeros(room, int), np.full(room, -1)
        self.positions: dict[tuple[int, int], tuple] = {}
        self.reviews: list[Review] = []
        self.pairings: list[Pairing] = []

    @property
    def spells(self) -> slice:
        return slice(0, self.count)

    def employed(self) -> np.ndarray:
        """Positions of the spells that have not ended."""
        return np.flatnonzero(self.left[self.spells] == 0)

    def note_position(self, spell: int, day: int) -> None:
        """Write down today's department, grade, pay and manager as valid from a day."""
        self.positions[spell, day] = (
            self.department[spell],
            self.family[spell],
            self.grade[spell],
            self.location[spell],
            self.fte[spell],
            self.salary[spell],
            self.manager[spell],
        )
        self.busy_until[spell] = day

    def mentored(self, spells: np.ndarray, month: int) -> np.ndarray:
        """Whether each was first paired in an earlier month: the effect on exits starts the month
        after.
        """
        return (self.paired_on[spells] > 0) & (self.paired_on[spells] < c.day_of(month, 1))
