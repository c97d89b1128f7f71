"""Release of the mentor pool: counts and hours.

Names are revealed only by `reveal_mentors`, after the purpose is in the log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.disclosure.roles import permit
from metrics.disclosure.thresholds import Count, any_small, count, is_small
from metrics.mentors.assignment import Suggestion
from metrics.mentors.capacity import CapacityBalance, MonthlyHours, TypicalPairing
from metrics.mentors.eligibility import (
    CRITERIA,
    EXPERT,
    IN,
    MENTOR,
    OPEN,
    OUT,
    SUITABILITIES,
    Candidate,
)
from metrics.mentors.service import MentorPool
from metrics.scope import SMALLEST_GROUP
from metrics.store import AuditLog

STATES = (IN, OUT, OPEN)


@dataclass(frozen=True)
class ReleasedShortlist:
    """How many people of a category have each suitability, and each state by criterion.

    If one of these counts is below ten, `rounded` is true and the others are in tens.
    """

    category: str
    suitabilities: Mapping[str, Count]
    criteria: Mapping[str, Mapping[str, Count]]
    rounded: bool


@dataclass(frozen=True)
class ReleasedMonth:
    """Hours of one month; None if they are of fewer than ten people, or nobody was assessed."""

    month: int
    capacity: float | None
    running: float | None
    planned: float | None


@dataclass(frozen=True)
class ReleasedBalance:
    """Supply and demand of a category ("" for all)."""

    category: str
    mentors: Count
    running: Count
    waiting: Count
    months: tuple[ReleasedMonth, ...]


@dataclass(frozen=True)
class ReleasedPool:
    """The pool without names.

    `assessed`: whether anyone was. `pairs` are suggested, `without` mentees have no suggestion. If
    `rounded`, pairings and waiting mentees are in tens, because a small number could be found by
    subtraction.
    """

    shortlists: tuple[ReleasedShortlist, ...]
    balances: tuple[ReleasedBalance, ...]
    assessed: bool
    mentors: Count
    experts: Count
    waiting: Count
    pairs: Count
    without: Count
    start: date
    rounded: bool = False


@dataclass(frozen=True)
class RevealedPool:
    """Who is in the pool and who is suggested to whom, for a stated purpose."""

    candidates: tuple[Candidate, ...]
    suggestion: Suggestion
    typical: Mapping[str, TypicalPairing]
    start: date


def release_pool(pool: MentorPool) -> ReleasedPool:
    """Return counts and hours of the pool."""
    by_category: dict[str, list[Candidate]] = {}
    for candidate in pool.candidates:
        by_category.setdefault(candidate.category, []).append(candidate)
    shortlists = {name: _shortlist(name, people) for name, people in by_category.items()}
    assessed = any(
        result.state != OPEN
        for candidate in pool.candidates
        for result in candidate.criteria.values()
    )
    pairs = len(pool.suggestion.pairs)
    without = len(pool.suggestion.unmatched)
    rounded = any_small(
        [
            pairs,
            without,
            *(n for balance in pool.balances for n in (balance.running, balance.waiting)),
        ]
    )
    return ReleasedPool(
        tuple(shortlists.values()),
        _balances(pool.balances, shortlists, assessed, rounded),
        assessed,
        mentors=count(_people(pool.candidates, MENTOR)),
        experts=count(_people(pool.candidates, EXPERT)),
        waiting=_count(len(pool.waiting), rounded),
        pairs=_count(pairs, rounded),
        without=_count(without, rounded),
        start=pool.start,
        rounded=rounded,
    )


def reveal_mentors(
    pool: MentorPool, *, role: str, log: AuditLog, purpose: str, author: str
) -> RevealedPool:
    """Return who is in the pool, for a role that may see names, once the request is in the log.

    Else reveals nothing and raises RefusedError or StoreError.
    """
    permit("mentors and suggested pairings", role=role, log=log, purpose=purpose, author=author)
    return RevealedPool(pool.candidates, pool.suggestion, pool.typical, pool.start)


def _people(candidates: Iterable[Candidate], suitability: str) -> int:
    return len({person.person_id for person in candidates if person.suitability == suitability})


def _shortlist(category: str, people: Sequence[Candidate]) -> ReleasedShortlist:
    suitabilities = Counter(person.suitability for person in people)
    criteria = {
        name: Counter(person.criteria[name].state for person in people) for name in CRITERIA
    }
    rounded = any_small(
        n for counts in (suitabilities, *criteria.values()) for n in counts.values()
    )
    return ReleasedShortlist(
        category,
        {name: _count(suitabilities[name], rounded) for name in SUITABILITIES},
        {
            name: {state: _count(counts[state], rounded) for state in STATES}
            for name, counts in criteria.items()
        },
        rounded,
    )


def _count(n: int, rounded: bool) -> Count:
    """Return the count as shown, to the nearest ten if `rounded` and at least the threshold."""
    return int(n / 10 + 0.5) * 10 if rounded and n >= SMALLEST_GROUP else count(n)


def _balances(
    balances: Sequence[CapacityBalance],
    shortlists: Mapping[str, ReleasedShortlist],
    assessed: bool,
    rounded: bool,
) -> tuple[ReleasedBalance, ...]:
    """Return the balances.

    If the hours of one category are not shown, those of all are in tens, because they could be
    found by subtraction.
    """
    in_tens = any_small(
        n
        for balance in balances
        for month in balance.months
        for n in (balance.mentors, month.pairings)
    )
    released = []
    for balance in balances:
        mentors = count(balance.mentors)
        if balance.category in shortlists:
            mentors = shortlists[balance.category].suitabilities[MENTOR]
        people = balance.mentors if assessed else None
        released.append(
            ReleasedBalance(
                balance.category,
                mentors,
                _count(balance.running, rounded),
                _count(balance.waiting, rounded),
                tuple(_month(month, people, in_tens) for month in balance.months),
            )
        )
    return tuple(released)


def _month(month: MonthlyHours, mentors: int | None, in_tens: bool) -> ReleasedMonth:
    """Return the month; `mentors` is None if nobody was assessed."""
    return ReleasedMonth(
        month.month,
        None if mentors is None else _hours(month.capacity, mentors, in_tens),
        _hours(month.running, month.pairings, in_tens),
        _hours(month.planned, month.pairings, in_tens),
    )


def _hours(hours: float, people: int, in_tens: bool) -> float | None:
    if is_small(people):
        return None
    return float(round(hours / 10) * 10) if in_tens else float(round(hours))
