"""Mentors against what is asked of them: hours a month by category, in the months to come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.mentors.eligibility import FOLDER, MENTOR, Candidate
from metrics.mentors.rules import Wishes
from metrics.warehouse.engine import Session

AHEAD = 12


@dataclass(frozen=True)
class Usual:
    """What a pairing of a category usually takes: the medians of the files, else what the rules
    say.
    """

    hours: float
    months: int

    @property
    def hours_a_month(self) -> float:
        return self.hours / self.months


@dataclass(frozen=True)
class Agreed:
    """A pairing that runs or is planned from the next month on, month numbers included; `until`
    None: no end known.
    """

    pairing_id: str
    mentor_id: str
    mentee_id: str
    category: str
    first: int
    until: int | None
    hours_a_month: float

    def in_month(self, month: int) -> float:
        """The hours agreed for that month."""
        return (
            self.hours_a_month
            if self.first <= month <= (month if self.until is None else self.until)
            else 0.0
        )


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits for a mentor, since `months_ago`; `reason`: accepted, no_click, too_busy
    or left.
    """

    person_id: str
    category: str
    reason: str
    months_ago: int
    department: str
    location: str
    manager_id: str


@dataclass(frozen=True)
class Month:
    """Hours of one month: what mentors can give, what running and what planned pairings ask.
    `pairings` ask it.
    """

    month: int
    capacity: float
    running: float
    planned: float
    pairings: int

    @property
    def short(self) -> float:
        """Hours that are asked and that nobody can give."""
        return max(self.running + self.planned - self.capacity, 0.0)


@dataclass(frozen=True)
class Balance:
    """Supply and demand of a category ('' for all): how many can mentor, run, and wait, and each
    month to come.
    """

    category: str
    mentors: int
    running: int
    waiting: int
    months: tuple[Month, ...]


def agreed(session: Session, wishes: Wishes) -> tuple[tuple[Agreed, ...], Mapping[str, Usual]]:
    """The pairings that run or begin from the next month on, and what a pairing usually takes, by
    category.

    Needs the step `agreed_pairing` of `shortlist`. A pairing without hours or end asks what is
    usual in its category.
    """
    rows = session.rows("select * from agreed_pairing order by pairing_id")
    usual = _usual(rows, wishes)
    next_month = session.rows("select last_month + 1 from run")[0][0]
    found = []
    for pairing, mentor, mentee, category, first, until, hours, months, over in rows:
        if over or (until is not None and until < next_month):
            continue
        of = usual[category]
        spread = (hours or of.hours) / max((months + 1) if months is not None else of.months, 1)
        found.append(Agreed(pairing, mentor, mentee, category, first, until, float(spread)))
    return tuple(found), usual


def _usual(rows: Sequence[tuple], wishes: Wishes) -> Mapping[str, Usual]:
    known: dict[str, tuple[list, list]] = defaultdict(lambda: ([], []))
    for _pairing, _mentor, _mentee, category, _first, _until, hours, months, _over in rows:
        known[category][0].extend([hours] if hours else [])
        known[category][1].extend([months + 1] if months is not None else [])
    usual: dict[str, Usual] = defaultdict(lambda: Usual(float(wishes.hours), wishes.months))
    for category, (hours, months) in known.items():
        usual[category] = Usual(
            float(np.median(hours)) if hours else float(wishes.hours),
            max(round(float(np.median(months))), 1) if months else wishes.months,
        )
    return usual


def waiting(session: Session, wishes: Wishes) -> tuple[Waiting, ...]:
    """Who works here and waits for a mentor, once each, by category and person. Needs `shortlist`'s
    steps.
    """
    session.step(FOLDER / "waiting.sql")
    rows = session.rows("select * from waiting where months_ago <= ?", [wishes.waiting_months])
    return tuple(Waiting(*row) for row in rows)


def balances(
    candidates: Sequence[Candidate],
    running: Sequence[Agreed],
    asking: Sequence[Waiting],
    usual: Mapping[str, Usual],
    *,
    first: int,
    months: int = AHEAD,
) -> tuple[Balance, ...]:
    """All categories together first, then each that has mentors or pairings, from month number
    `first` on.

    Who can mentor in several categories gives each an even part of their hours. Who waits starts at
    once and takes what is usual in the category. A pairing begun before `first` is running, a later
    one planned.
    """
    able = [one for one in candidates if one.verdict == MENTOR]
    among = Counter(one.person_id for one in able)
    names = sorted({one.category for one in (*candidates, *running, *asking)})
    return tuple(
        _balance(
            category,
            [one for one in able if category in ("", one.category)],
            among,
            [one for one in running if category in ("", one.category)],
            [one for one in asking if category in ("", one.category)],
            usual,
            range(first, first + months),
        )
        for category in (("", *names) if names else ())
    )


def _balance(
    category: str,
    able: Sequence[Candidate],
    among: Mapping[str, int],
    running: Sequence[Agreed],
    asking: Sequence[Waiting],
    usual: Mapping[str, Usual],
    months: range,
) -> Balance:
    capacity = sum(one.capacity / among[one.person_id] for one in able)
    begun = [one for one in running if one.first < months[0]]
    later = [one for one in running if one.first >= months[0]]
    rows = []
    for month in months:
        new = [
            usual[one.category].hours_a_month
            for one in asking
            if month < months[0] + usual[one.category].months
        ]
        planned = [one.in_month(month) for one in later if one.in_month(month)]
        now = [one.in_month(month) for one in begun if one.in_month(month)]
        rows.append(
            Month(
                month,
                capacity,
                sum(now),
                sum(planned) + sum(new),
                len(now) + len(planned) + len(new),
            )
        )
    return Balance(
        category,
        len({one.person_id for one in able}),
        len(begun),
        len(asking) + len(later),
        tuple(rows),
    )
