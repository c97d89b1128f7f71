"""The mentors' pool as it may be shown: counts and hours. Who is who only by `reveal`, after the
purpose is logged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.disclosure.release import count, release
from metrics.disclosure.released import Count, Released
from metrics.disclosure.roles import permit
from metrics.mentors.assignment import Suggestion
from metrics.mentors.capacity import Balance, Month, Usual
from metrics.mentors.eligibility import CRITERIA, IN, MENTOR, OPEN, OUT, VERDICTS, Candidate
from metrics.mentors.service import Pool
from metrics.scope import SMALLEST_GROUP
from metrics.store import AuditLog

STATES = (IN, OUT, OPEN)


@dataclass(frozen=True)
class ReleasedShortlist:
    """How many people of a category have each verdict, and each state by criterion; in tens where
    one is below ten.
    """

    category: str
    verdicts: Mapping[str, Count]
    criteria: Mapping[str, Mapping[str, Count]]
    rounded: bool


@dataclass(frozen=True)
class ReleasedMonth:
    """Hours of one month; None where fewer than ten people stand behind them, or nobody was
    assessed.
    """

    month: int
    capacity: float | None
    running: float | None
    planned: float | None


@dataclass(frozen=True)
class ReleasedBalance:
    """Supply and demand of a category ('' for all)."""

    category: str
    mentors: Count
    running: Count
    waiting: Count
    months: tuple[ReleasedMonth, ...]


@dataclass(frozen=True)
class ReleasedPool(Released):
    """The pool without anybody in it; `assessed`: whether anybody was. `pairs` are suggested;
    `without` mentees have none. `rounded`: pairings and who waits are in tens, as a small number
    could be found by subtraction.
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
class ReleasedPeople(Released):
    """Who is in the pool and who is suggested to whom, for one who said what for."""

    candidates: tuple[Candidate, ...]
    suggestion: Suggestion
    usual: Mapping[str, Usual]
    start: date


@release.register
def _(known: Pool) -> ReleasedPool:
    by_category: dict[str, list[Candidate]] = {}
    for one in known.candidates:
        by_category.setdefault(one.category, []).append(one)
    shortlists = tuple(_shortlist(name, people) for name, people in by_category.items())
    assessed = any(
        judged.state != OPEN for one in known.candidates for judged in one.criteria.values()
    )
    pairs, without = len(known.suggestion.pairs), len(known.suggestion.unmatched)
    rounded = _any_few(
        [pairs, without, *(n for one in known.balances for n in (one.running, one.waiting))]
    )
    return ReleasedPool(
        shortlists,
        _balances(known.balances, {one.category: one for one in shortlists}, assessed, rounded),
        assessed,
        mentors=count(_people(known.candidates, MENTOR)),
        experts=count(_people(known.candidates, "expert")),
        waiting=_count(len(known.waiting), rounded),
        pairs=_count(pairs, rounded),
        without=_count(without, rounded),
        start=known.start,
        rounded=rounded,
    )


def reveal(known: Pool, *, role: str, log: AuditLog, purpose: str, author: str) -> ReleasedPeople:
    """Who they are, for a role that may see names and after the question is in the log. Else tells
    nothing and raises RefusedError or StoreError.
    """
    permit("mentors and suggested pairings", role=role, log=log, purpose=purpose, author=author)
    return ReleasedPeople(known.candidates, known.suggestion, known.usual, known.start)


def _people(candidates: Iterable[Candidate], verdict: str) -> int:
    return len({one.person_id for one in candidates if one.verdict == verdict})


def _shortlist(category: str, people: Sequence[Candidate]) -> ReleasedShortlist:
    verdicts = Counter(one.verdict for one in people)
    criteria = {name: Counter(one.criteria[name].state for one in people) for name in CRITERIA}
    rounded = _any_few(n for counts in (verdicts, *criteria.values()) for n in counts.values())
    return ReleasedShortlist(
        category,
        {name: _count(verdicts[name], rounded) for name in VERDICTS},
        {
            name: {state: _count(counts[state], rounded) for state in STATES}
            for name, counts in criteria.items()
        },
        rounded,
    )


def _any_few(counts: Iterable[int]) -> bool:
    return any(0 < n < SMALLEST_GROUP for n in counts)


def _count(n: int, rounded: bool) -> Count:
    """In tens where another count could be found by subtraction."""
    return int(n / 10 + 0.5) * 10 if rounded and n >= SMALLEST_GROUP else count(n)


def _balances(
    known: Sequence[Balance],
    shortlists: Mapping[str, ReleasedShortlist],
    assessed: bool,
    rounded: bool,
) -> tuple[ReleasedBalance, ...]:
    """Hours and counts in tens for all where those of one category are not shown, as they could be
    found by subtraction.
    """
    hidden = _any_few(
        n for one in known for month in one.months for n in (one.mentors, month.pairings)
    )
    found = []
    for one in known:
        mentors = (
            shortlists[one.category].verdicts[MENTOR]
            if one.category in shortlists
            else count(one.mentors)
        )
        found.append(
            ReleasedBalance(
                one.category,
                mentors,
                _count(one.running, rounded),
                _count(one.waiting, rounded),
                tuple(
                    _month(month, one.mentors if assessed else None, hidden) for month in one.months
                ),
            )
        )
    return tuple(found)


def _month(known: Month, mentors: int | None, hidden: bool) -> ReleasedMonth:
    def shown(hours: float, people: int | None) -> float | None:
        if people is None or 0 < people < SMALLEST_GROUP:
            return None
        return float(round(hours / 10) * 10) if hidden else float(round(hours))

    return ReleasedMonth(
        known.month,
        shown(known.capacity, mentors),
        shown(known.running, known.pairings),
        shown(known.planned, known.pairings),
    )
