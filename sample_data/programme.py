"""The mentoring programme: who is chosen, with which mentor, how a pairing ends, when the two
meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from sample_data import company as c
from sample_data.state import Company, Pairing

LEARNED = (
    "Kijk nu anders naar onze offertes",
    "Handige manier om een klantgesprek voor te bereiden",
    "Nieuw rapport leren kennen",
    "Beter leren luisteren",
    "Weet nu wat er op de werkvloer speelt",
    "Andere kijk op het werk van de collega's in de dienst",
)


@dataclass(frozen=True)
class Meeting:
    """One talk of a pairing."""

    pairing: int
    day: int
    minutes: int
    kind: str
    mentee_rating: int | None
    mentor_rating: int | None
    learned: str


def pair(company: Company, month: int) -> None:
    """Choose this month's mentees and give each a mentor; some earlier mentees get a second one."""
    if not c.FIRST_PAIRING <= month <= c.LAST_PAIRING:
        return
    rng = company.rng
    for mentee in chosen(company, month):
        company.category[mentee] = rng.choice(
            len(c.CODES), p=c.CATEGORY_BY_DEPARTMENT[company.department[mentee]]
        )
        started = c.day_of(month, rng.integers(1, 29))
        begin(company, mentee, started)
        company.paired_on[mentee] = started
    for pairing in second_chances(company, month):
        begin(company, pairing.mentee, c.day_of(month, rng.integers(13, 29)))


def chosen(company: Company, month: int) -> np.ndarray:
    """Spells of this month's mentees: never paired, no mentors, drawn by the weights of
    `company.py`.
    """
    here = company.employed()
    here = here[
        (company.entry[here] < month) & (company.paired_on[here] == 0) & ~company.mentor[here]
    ]
    score = company.last_score[here]
    weight = c.SELECTION_BY_SCORE[np.searchsorted(c.SELECTION_CUTS, np.nan_to_num(score) + 1e-9)]
    weight = np.where(np.isnan(score), c.SELECTION_NEVER_REVIEWED, weight)
    weight = (
        weight
        * c.SELECTION_BY_DEPARTMENT[company.department[here]]
        * c.SELECTION_BY_GRADE[company.grade[here]]
    )
    weight = weight * np.exp(c.SELECTION_SLOPE * company.ability[here])
    number = max(int(company.rng.poisson(c.MENTEES_PER_MONTH_PER_STAFF * company.staff)), 1)
    return company.rng.choice(here, number, replace=False, p=weight / weight.sum())


def begin(company: Company, mentee: int, started: int) -> None:
    """Note a pairing with a mentor who has room; hours, planned end and real end are drawn at
    once.
    """
    rng = company.rng
    mentor = free_mentor(company, mentee, started)
    months = int(rng.integers(6, 13))
    planned = started + round(months * 30.4)
    until, reason = planned + int(rng.integers(-10, 25)), "completed"
    fate = rng.random()
    if fate < 0.07:
        until, reason = started + int(rng.integers(35, 90)), "no_click"
    elif fate < 0.14:
        until, reason = started + int(rng.integers(60, 150)), "too_busy"
    ended = 0 if rng.random() < 0.05 else until
    hours = int(rng.choice([24, 24, 30] if months < 10 else [24, 30, 30, 36, 48]))
    assignment = str(rng.choice(["voluntary", "invited", "mandatory"], p=[0.5, 0.4, 0.1]))
    company.pairings.append(
        Pairing(
            mentor,
            mentee,
            int(company.category[mentee]),
            started,
            planned,
            until,
            ended,
            reason,
            hours,
            assignment,
        )
    )
    company.busy_until[mentee] = max(company.busy_until[mentee], started)
    company.busy_until[mentor] = max(company.busy_until[mentor], started)


def free_mentor(company: Company, mentee: int, started: int) -> int:
    """The mentor with the fewest running pairings; well-rated seniors are added while the pool is
    too small.
    """
    here = company.employed()
    size = max(round(c.MENTORS_PER_STAFF * company.staff), 4)
    senior = (
        (company.grade[here] == 2)
        & (company.last_score[here] >= 3.6)
        & (company.paired_on[here] == 0)
    )
    recruits = here[senior & ~company.mentor[here] & (company.entry[here] < c.month_of(started))]
    missing = min(size - int(company.mentor[here].sum()), len(recruits))
    if missing > 0:
        company.mentor[company.rng.choice(recruits, missing, replace=False)] = True
    mentors = here[company.mentor[here] & (here != mentee)]
    had = {p.mentor for p in company.pairings if p.mentee == mentee}
    running = np.array(
        [
            sum(p.mentor == m and p.until >= started for p in company.pairings) + 9 * (m in had)
            for m in mentors
        ]
    )
    return int(company.rng.choice(mentors[running == running.min()]))


def second_chances(company: Company, month: int) -> list[Pairing]:
    """Pairings that ended last month and whose mentee gets a second mentor: half of those who did
    not click.
    """
    ended = [
        p
        for p in company.pairings
        if c.month_of(p.until) == month - 1
        and company.left[p.mentee] == 0
        and sum(q.mentee == p.mentee for q in company.pairings) == 1
    ]
    return [
        p
        for p in ended
        if company.rng.random() < {"no_click": 0.5, "completed": 0.06}.get(p.reason, 0.0)
    ]


def finished(company: Company) -> list[Pairing]:
    """The pairings by start as the files show them on the last day: who left ended theirs, later
    ends are open.
    """
    rows = []
    for p in company.pairings:
        until, ended, reason = p.until, p.ended, p.reason
        leaver = min(
            (int(company.left[s]) for s in (p.mentor, p.mentee) if company.left[s]),
            default=until + 1,
        )
        if leaver <= until:
            until, ended, reason = leaver, leaver if ended else 0, "left"
        if until > c.AS_OF.toordinal():
            ended, reason = 0, ""
        rows.append(
            Pairing(
                p.mentor,
                p.mentee,
                p.category,
                p.started,
                p.planned,
                until,
                ended,
                reason if ended else "",
                p.hours,
                p.assignment,
            )
        )
    return sorted(rows, key=lambda p: p.started)


def meetings(rng: np.random.Generator, pairings: list[Pairing]) -> list[Meeting]:
    """The talks of every pairing on working days, roughly every two weeks until its real end."""
    rows = []
    for number, p in enumerate(pairings):
        day, end = p.started + int(rng.integers(2, 12)), min(p.until, c.AS_OF.toordinal())
        while True:
            weekday = date.fromordinal(day).weekday()
            held = day + (7 - weekday if weekday > 4 else 0)
            if held > end:
                break
            rows.append(meeting(rng, number, held))
            day = held + int(rng.integers(10, 21))
    return rows


def meeting(rng: np.random.Generator, pairing: int, day: int) -> Meeting:
    """One talk: 45 to 90 minutes, now and then a half day of shadowing or a training."""
    kind = str(rng.choice(["mentoring", "shadowing", "training"], p=[0.88, 0.08, 0.04]))
    minutes = int(
        rng.choice([45, 60, 75, 90], p=[0.2, 0.35, 0.2, 0.25])
        if kind == "mentoring"
        else rng.choice([120, 150, 180])
    )
    ratings = [
        int(rng.choice([2, 3, 4, 5], p=[0.06, 0.24, 0.45, 0.25])) if rng.random() < share else None
        for share in (0.35, 0.2)
    ]
    learned = str(rng.choice(LEARNED)) if rng.random() < 0.05 else ""
    return Meeting(pairing, day, minutes, kind, ratings[0], ratings[1], learned)
