"""Capacity: the hours that mentors have against the hours that pairings need.

By category, in the months to come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from metrics.mentors.eligibility import FOLDER, MENTOR, Candidate
from metrics.mentors.rules import PairingRules
from metrics.warehouse.engine import Session

MONTHS_AHEAD = 12


@dataclass(frozen=True)
class TypicalPairing:
    """What a pairing of a category usually takes: the medians of the files, else the rules."""

    hours: float
    months: int

    @property
    def hours_a_month(self) -> float:
        """Return the hours of one month."""
        return self.hours / self.months


@dataclass(frozen=True)
class AgreedPairing:
    """A pairing that is running or planned.

    `first` and `until` are month numbers, both included; `until` is None if no end is known.
    """

    pairing_id: str
    mentor_id: str
    mentee_id: str
    category: str
    first: int
    until: int | None
    hours_a_month: float

    def hours_in(self, month: int) -> float:
        """Return the hours agreed for that month."""
        runs = self.first <= month and (self.until is None or month <= self.until)
        return self.hours_a_month if runs else 0.0


@dataclass(frozen=True)
class WaitingMentee:
    """An employee who has waited for a mentor since `months_ago`.

    `reason` is accepted (an invitation), or how the last pairing ended: no_click, too_busy or left.
    """

    person_id: str
    category: str
    reason: str
    months_ago: int
    department: str
    location: str
    manager_id: str


@dataclass(frozen=True)
class MonthlyHours:
    """Hours of one month: what mentors can give, and what running and planned pairings need.

    `pairings` counts the pairings that need them.
    """

    month: int
    capacity: float
    running: float
    planned: float
    pairings: int

    @property
    def short(self) -> float:
        """Return the hours needed that no mentor can give."""
        return max(self.running + self.planned - self.capacity, 0.0)


@dataclass(frozen=True)
class CapacityBalance:
    """Supply and demand of a category ("" for all).

    `mentors` can mentor, `running` pairings run, and `waiting` mentees wait or are planned.
    """

    category: str
    mentors: int
    running: int
    waiting: int
    months: tuple[MonthlyHours, ...]


def agreed_pairings(
    session: Session, rules: PairingRules
) -> tuple[tuple[AgreedPairing, ...], Mapping[str, TypicalPairing]]:
    """Return the pairings that run or start from the next month on, and the typical ones.

    Typical pairings are by category. A pairing without hours or end takes what is typical of its
    category. Needs the table `agreed_pairing` of `shortlist`.
    """
    rows = session.records("select * from agreed_pairing order by pairing_id")
    typical = _typical(rows, rules)
    next_month = session.value("select last_month + 1 from run")
    pairings = []
    for row in rows:
        until = row["until_month"]
        if row["over"] or (until is not None and until < next_month):
            continue
        usual = typical[row["category"]]
        months = usual.months if row["months"] is None else row["months"] + 1
        hours_a_month = float((row["agreed_hours"] or usual.hours) / max(months, 1))
        pairings.append(
            AgreedPairing(
                row["pairing_id"],
                row["mentor_id"],
                row["mentee_id"],
                row["category"],
                row["from_month"],
                until,
                hours_a_month,
            )
        )
    return tuple(pairings), typical


def _typical(
    rows: Sequence[Mapping[str, Any]], rules: PairingRules
) -> Mapping[str, TypicalPairing]:
    hours: dict[str, list[float]] = defaultdict(list)
    months: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row["agreed_hours"]:
            hours[row["category"]].append(row["agreed_hours"])
        if row["months"] is not None:
            months[row["category"]].append(row["months"] + 1)
    typical: dict[str, TypicalPairing] = defaultdict(
        lambda: TypicalPairing(float(rules.hours), rules.months)
    )
    for category in {row["category"] for row in rows}:
        own_hours = hours[category]
        own_months = months[category]
        typical[category] = TypicalPairing(
            float(np.median(own_hours)) if own_hours else float(rules.hours),
            max(round(float(np.median(own_months))), 1) if own_months else rules.months,
        )
    return typical


def waiting_mentees(session: Session, rules: PairingRules) -> tuple[WaitingMentee, ...]:
    """Return the employees who wait for a mentor, once each, by category and person.

    Needs the tables of `shortlist`.
    """
    session.step(FOLDER / "waiting.sql")
    rows = session.records("select * from waiting where months_ago <= ?", [rules.waiting_months])
    return tuple(WaitingMentee(**row) for row in rows)


def capacity_balances(
    candidates: Sequence[Candidate],
    running: Sequence[AgreedPairing],
    waiting: Sequence[WaitingMentee],
    typical: Mapping[str, TypicalPairing],
    *,
    first: int,
    months: int = MONTHS_AHEAD,
) -> tuple[CapacityBalance, ...]:
    """Return the balance of all categories together, then of each with mentors or pairings.

    From month number `first` on. A mentor of several categories gives each an even part of their
    hours. A waiting mentee starts at once and takes what is typical of the category. A pairing
    begun before `first` is running, a later one planned.
    """
    able = [candidate for candidate in candidates if candidate.suitability == MENTOR]
    shares = Counter(candidate.person_id for candidate in able)
    names = categories_of(candidates, running, waiting)
    return tuple(
        _balance(
            category,
            [candidate for candidate in able if category in ("", candidate.category)],
            shares,
            [pairing for pairing in running if category in ("", pairing.category)],
            [mentee for mentee in waiting if category in ("", mentee.category)],
            typical,
            range(first, first + months),
        )
        for category in (("", *names) if names else ())
    )


def categories_of(
    candidates: Sequence[Candidate],
    running: Sequence[AgreedPairing],
    waiting: Sequence[WaitingMentee],
) -> list[str]:
    """Return the categories with candidates, pairings or waiting mentees, in order."""
    names = {candidate.category for candidate in candidates}
    names |= {pairing.category for pairing in running}
    names |= {mentee.category for mentee in waiting}
    return sorted(names)


def _balance(
    category: str,
    able: Sequence[Candidate],
    shares: Mapping[str, int],
    agreed: Sequence[AgreedPairing],
    waiting: Sequence[WaitingMentee],
    typical: Mapping[str, TypicalPairing],
    months: range,
) -> CapacityBalance:
    capacity = sum((candidate.capacity or 0.0) / shares[candidate.person_id] for candidate in able)
    begun = [pairing for pairing in agreed if pairing.first < months[0]]
    later = [pairing for pairing in agreed if pairing.first >= months[0]]
    rows = []
    for month in months:
        new = [
            typical[mentee.category].hours_a_month
            for mentee in waiting
            if month < months[0] + typical[mentee.category].months
        ]
        planned = [hours for pairing in later if (hours := pairing.hours_in(month))]
        running = [hours for pairing in begun if (hours := pairing.hours_in(month))]
        rows.append(
            MonthlyHours(
                month,
                capacity,
                sum(running),
                sum(planned) + sum(new),
                len(running) + len(planned) + len(new),
            )
        )
    return CapacityBalance(
        category,
        len({candidate.person_id for candidate in able}),
        len(begun),
        len(waiting) + len(later),
        tuple(rows),
    )
