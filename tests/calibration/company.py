"""A company drawn at random, month by month, of which the effect of mentoring is known.

Here is everything that a test of one company needs; `people.py` says what a scenario is. Draws that only some scenarios need come from a stream of their own, so that the others' companies
stay as they are."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

import numpy as np

from tests.calibration.people import (
    AS_OF,
    CYCLE,
    EARLIEST_HIRE,
    FIRST_PAIRING,
    GROWTH,
    LAST_HIRE,
    LAYOFF,
    LAYOFF_POINTS,
    MEAN_SCORE,
    MONTHS,
    NEVER,
    PAIR_BY_DEPARTMENT,
    PAIR_BY_GRADE,
    PAIR_BY_TENURE,
    REVIEW_MONTH,
    SCORE_BY_ABILITY,
    SCORE_BY_CHANCE,
    SCORE_BY_PERIOD,
    SPREAD_OF_SCORES,
    UNREVIEWED,
    Company,
    People,
    Scenario,
    between,
    cohort_size,
    effects,
    first_review,
    points_gained,
    strength,
    tenure_band,
)
from tests.calibration.tables import as_tables

__all__ = [
    "AS_OF",
    "CYCLE",
    "GROWTH",
    "MEAN_SCORE",
    "NEVER",
    "REVIEW_MONTH",
    "Scenario",
    "as_tables",
    "first_review",
    "simulate",
]

MENTORS_AFTER = 12  # months of service after which an employee may become a mentor


def simulate(scenario: Scenario, rng: np.random.Generator) -> Company:
    """A company of that scenario."""
    (apart,) = rng.spawn(1)
    people = _hire(scenario, rng)
    n = scenario.people
    mentor = rng.integers(scenario.mentors, size=n)
    on_exits, on_scores = rng.normal(size=(2, scenario.mentors))[:, mentor]
    chance = rng.normal(size=n)
    paired, left, last = np.full(n, NEVER), np.full(n, NEVER), np.full(n, MEAN_SCORE)
    earlier = last.copy()
    grouped = Company(
        people, paired, left, mentor, (), last, last, group_effects=_group_effects(scenario, apart)
    )
    by_group = effects(grouped, replace(scenario, later_is_better=False), np.arange(n))
    ratio = np.exp(by_group[0]) * np.exp(scenario.mentor_hazard_sd * on_exits)
    moving, seats = Moving(scenario, apart), Seats(scenario, n)
    unit, reviews = people.department * scenario.grades + people.grade, []
    for month in range(MONTHS):
        at_work = (people.hired <= month) & (left >= month)
        now = moving.begin(month, people, at_work)
        undecided = at_work & (left == NEVER)
        seats.fill(month, at_work & (paired == NEVER), people.hired, left, last)
        if month >= FIRST_PAIRING:
            known = (last + earlier) / 2 if scenario.two_reviews else last
            rate = _pairing_rate(scenario, now, month, known)
            free = undecided & (paired == NEVER) & ~seats.ever
            begins = free & (rng.random(n) < rate)
            paired[begins] = month
            seats.pair(begins, mentor)
        shared = scenario.spill_over * _mentored_share(unit, at_work, paired < month)
        size = cohort_size(scenario, paired)
        mentored = ratio ** (strength(scenario, month - paired) * size * seats.present(left, month))
        change = np.where(paired < month, mentored, scenario.hazard_ratio**shared)
        rate = _in_year_end(now.exit_rate(month, scenario) * change, month, scenario)
        left[undecided & (rng.random(n) < rate)] = month + scenario.notice_months
        leaving = at_work & (left == month)
        if month % CYCLE == REVIEW_MONTH:
            chance = scenario.persistence * chance + np.sqrt(
                1 - scenario.persistence**2
            ) * rng.normal(size=n)
            own = points_gained(by_group[1] * size, (month - first_review(paired)) // CYCLE)
            own = own + scenario.mentor_points_sd * on_scores
            gained = np.where(paired <= month, own, scenario.points * shared)
            score = _score(scenario, people, month, chance) + gained
            seen = np.flatnonzero(at_work & ~leaving & (rng.random(n) >= UNREVIEWED))
            earlier[seen] = last[seen]
            last[seen] = np.round(score[seen], 1)
            reviews.append((month, seen, last[seen].copy()))
    pairing_day = rng.integers(0, 27, size=n)
    renewed = rng.random(n) < scenario.contract_renewals
    return replace(
        grouped,
        reviews=tuple(reviews),
        pairing_day=pairing_day,
        renewed=renewed,
        moves=tuple(moving.moves),
        relocations=tuple(moving.relocations),
        staff_mentor=seats.mentor_of if scenario.staff_mentors else None,
    )


def _group_effects(scenario: Scenario, rng: np.random.Generator) -> np.ndarray | None:
    """What each group adds to the log hazard ratio and to the points; None without groups."""
    if not scenario.groups:
        return None
    n = scenario.departments if scenario.groups == "department" else scenario.categories
    spread = np.array([[scenario.group_hazard_sd], [scenario.group_points_sd]])
    return spread * rng.normal(size=(2, n))


@dataclass
class Moving:
    """Who moves to another department or place, at the beginning of a month."""

    scenario: Scenario
    rng: np.random.Generator
    moves: list[tuple[int, np.ndarray, np.ndarray]] = field(default_factory=list)
    relocations: list[tuple[int, np.ndarray, np.ndarray]] = field(default_factory=list)
    department: np.ndarray | None = None

    def begin(self, month: int, people: People, at_work: np.ndarray) -> People:
        """The people as they are in that month."""
        settled = np.flatnonzero(at_work & (people.hired < month))
        if self.scenario.relocations:
            who = settled[self.rng.random(len(settled)) < self.scenario.relocations]
            self.relocations.append((month, who, self.rng.integers(1, 3, size=len(who))))
        if not self.scenario.moves:
            return people
        if self.department is None:
            self.department = people.department.copy()
        who = settled[self.rng.random(len(settled)) < self.scenario.moves]
        step = self.rng.integers(1, self.scenario.departments, size=len(who))
        self.department[who] = (self.department[who] + step) % self.scenario.departments
        self.moves.append((month, who, self.department[who].copy()))
        return replace(people, department=self.department)


class Seats:
    """The employees who are mentors, one per seat; a seat whose holder left is filled again."""

    def __init__(self, scenario: Scenario, people: int) -> None:
        self.on = scenario.staff_mentors
        self.holder = np.full(scenario.mentors, -1)
        self.ever = np.zeros(people, dtype=bool)
        self.mentor_of = np.full(people, -1)

    def fill(
        self,
        month: int,
        free: np.ndarray,
        hired: np.ndarray,
        left: np.ndarray,
        score: np.ndarray,
    ) -> None:
        """Give the empty seats to those with the highest scores among the `free` employees."""
        if not self.on or month < FIRST_PAIRING:
            return
        empty = (self.holder < 0) | (left[self.holder] < month)
        able = np.flatnonzero(free & ~self.ever & (hired <= month - MENTORS_AFTER))
        best = able[np.argsort(-score[able], kind="stable")][: int(empty.sum())]
        self.holder[np.flatnonzero(empty)[: len(best)]] = best
        self.ever[best] = True

    def pair(self, begins: np.ndarray, seat: np.ndarray) -> None:
        """Note whose mentee everybody becomes who begins now."""
        if self.on:
            self.mentor_of[begins] = self.holder[seat[begins]]

    def present(self, left: np.ndarray, month: int) -> np.ndarray | float:
        """1 for those whose mentor is still there when the month begins, else 0."""
        return (left[self.mentor_of] >= month).astype(float) if self.on else 1.0


def _in_year_end(rate: np.ndarray, month: int, scenario: Scenario) -> np.ndarray:
    """The chance of leaving in a month; where people leave in December only, that of the year."""
    if not scenario.exits_at_year_end:
        return rate
    return 1 - (1 - rate) ** 12 if month % 12 == 11 else np.zeros_like(rate)


def _hire(scenario: Scenario, rng: np.random.Generator) -> People:
    before = round(scenario.people * scenario.hired_before)
    drawn = _draw(scenario, scenario.people * 6, EARLIEST_HIRE, 0, rng)
    stayed = np.ones(
        len(drawn.hired), bool
    )  # people who left before the data begin were never seen
    for month in range(EARLIEST_HIRE, 0):
        stayed &= (month < drawn.hired) | (
            rng.random(len(stayed)) >= drawn.exit_rate(month, scenario)
        )
    early = drawn.of(np.flatnonzero(stayed)[:before])
    late = _draw(scenario, scenario.people - before, 0, LAST_HIRE, rng)
    return People(
        *(np.concatenate([getattr(early, f.name), getattr(late, f.name)]) for f in fields(People))
    )


def _draw(scenario: Scenario, n: int, first: int, after: int, rng: np.random.Generator) -> People:
    hired, department, grade = (
        rng.integers(low, high, size=n)
        for low, high in ((first, after), (0, scenario.departments), (0, scenario.grades))
    )
    return People(hired, department, grade, rng.normal(size=n))


def _pairing_rate(scenario: Scenario, people: People, month: int, last: np.ndarray) -> np.ndarray:
    seen = people.ability if scenario.on_ability else (last - MEAN_SCORE) / SPREAD_OF_SCORES
    rate = scenario.pairing_rate * np.exp(scenario.selection * seen - scenario.selection**2 / 2)
    rate = rate * between(PAIR_BY_DEPARTMENT, scenario.departments)[people.department]
    rate = rate * between(PAIR_BY_GRADE, scenario.grades)[people.grade]
    return rate * PAIR_BY_TENURE[tenure_band(month - people.hired)]


def _mentored_share(unit: np.ndarray, at_work: np.ndarray, mentored: np.ndarray) -> np.ndarray:
    units = int(unit.max()) + 1
    there = np.bincount(unit[at_work], minlength=units)
    share = np.bincount(unit[at_work & mentored], minlength=units) / np.maximum(there, 1)
    return share[unit]


def _score(scenario: Scenario, people: People, month: int, chance: np.ndarray) -> np.ndarray:
    score = MEAN_SCORE + SCORE_BY_ABILITY * people.ability + SCORE_BY_CHANCE * chance
    shock = LAYOFF_POINTS if scenario.layoff and LAYOFF[0] <= month < LAYOFF[1] else 0.0
    return score + SCORE_BY_PERIOD * (month // CYCLE) + shock
