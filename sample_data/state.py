"""The state of the simulated company: spells, positions, reviews and pairings so far.

A spell is a position in the arrays of `SimulatedCompany`; a rehire is a new spell that copies the
person's old one. Days are proleptic ordinals (0 = none), months are `year * 12 + month - 1`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import parameters


@dataclass(frozen=True)
class Pairing:
    """A mentor and a mentee, as spells, with the days of the pairing.

    `until` is the real end; `ended` is 0 where the file shows no end date.
    """

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
    """A review as written, and its score without mentoring (`plain`)."""

    person: int
    day: int
    score: float
    plain: float
    manager: int


class SimulatedCompany:
    """All spells, positions, reviews and pairings so far; filled by `simulate`."""

    def __init__(self, rng: np.random.Generator, *, staff: int, effect: bool) -> None:
        room = 5 * staff
        self.rng = rng
        self.staff = staff
        self.effect = effect
        self.count = self.persons = 0
        self.person, self.hired, self.left, self.entry = (np.zeros(room, int) for _ in range(4))
        self.department, self.family, self.grade, self.location = (
            np.zeros(room, int) for _ in range(4)
        )
        self.salary, self.manager, self.busy_until = (np.zeros(room, int) for _ in range(3))
        self.reason = np.full(room, "", dtype=object)
        self.female = np.zeros(room, bool)
        self.mentor = np.zeros(room, bool)
        self.ability = np.zeros(room)
        self.last_score = np.full(room, np.nan)
        self.fte = np.ones(room)
        self.paired_on = np.zeros(room, int)
        self.category = np.full(room, -1)
        self.positions: dict[tuple[int, int], tuple] = {}
        self.reviews: list[Review] = []
        self.pairings: list[Pairing] = []

    @property
    def spells(self) -> slice:
        """The spells in use, as a slice of every array."""
        return slice(0, self.count)

    def employed(self) -> np.ndarray:
        """Return the positions of the spells that have not ended."""
        return np.flatnonzero(self.left[self.spells] == 0)

    def note_position(self, spell: int, day: int) -> None:
        """Record today's department, grade, pay and manager as valid from a day."""
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
        """Return whether each spell was first paired in an earlier month."""
        return (self.paired_on[spells] > 0) & (self.paired_on[spells] < parameters.day_of(month, 1))
