"""The mentoring programme: who is chosen, with which mentor, how pairings end, and meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from sample_data import parameters
from sample_data.state import Pairing, SimulatedCompany

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
    """One meeting of a pairing."""

    pairing: int
    day: int
    minutes: int
    kind: str
    mentee_rating: int | None
    mentor_rating: int | None
    learned: str


def pair(company: SimulatedCompany, month: int) -> None:
    """Choose this month's mentees and pair each; some earlier mentees get a second mentor."""
    if not parameters.FIRST_PAIRING <= month <= parameters.LAST_PAIRING:
        return
    rng = company.rng
    for mentee in chosen(company, month):
        company.category[mentee] = rng.choice(
            len(parameters.CODES), p=parameters.CATEGORY_BY_DEPARTMENT[company.department[mentee]]
        )
        started = parameters.day_of(month, int(rng.integers(1, 29)))
        begin(company, mentee, started)
        company.paired_on[mentee] = started
    for pairing in second_chances(company, month):
        begin(company, pairing.mentee, parameters.day_of(month, int(rng.integers(13, 29))))


def chosen(company: SimulatedCompany, month: int) -> np.ndarray:
    """Return the spells of this month's mentees: never paired and no mentors.

    They are drawn by the weights of `parameters.py`.
    """
    spells = company.employed()
    spells = spells[
        (company.entry[spells] < month) & (company.paired_on[spells] == 0) & ~company.mentor[spells]
    ]
    score = company.last_score[spells]
    weight = parameters.SELECTION_BY_SCORE[
        np.searchsorted(parameters.SELECTION_CUTS, np.nan_to_num(score) + 1e-9)
    ]
    weight = np.where(np.isnan(score), parameters.SELECTION_NEVER_REVIEWED, weight)
    weight = (
        weight
        * parameters.SELECTION_BY_DEPARTMENT[company.department[spells]]
        * parameters.SELECTION_BY_GRADE[company.grade[spells]]
    )
    weight = weight * np.exp(parameters.SELECTION_SLOPE * company.ability[spells])
    number = max(
        int(company.rng.poisson(parameters.MENTEES_PER_MONTH_PER_STAFF * company.staff)), 1
    )
    return company.rng.choice(spells, number, replace=False, p=weight / weight.sum())


def begin(company: SimulatedCompany, mentee: int, started: int) -> None:
    """Add a pairing with a mentor who has room; its hours and its end are drawn at once."""
    rng = company.rng
    mentor = free_mentor(company, mentee, started)
    months = int(rng.integers(6, 13))
    planned = started + round(months * 30.4)
    until = planned + int(rng.integers(-10, 25))
    reason = "completed"
    fate = rng.random()
    if fate < 0.07:
        until = started + int(rng.integers(35, 90))
        reason = "no_click"
    elif fate < 0.14:
        until = started + int(rng.integers(60, 150))
        reason = "too_busy"
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


def free_mentor(company: SimulatedCompany, mentee: int, started: int) -> int:
    """Return the mentor with the fewest active pairings.

    Well-rated seniors are added while there are too few mentors.
    """
    spells = company.employed()
    size = max(round(parameters.MENTORS_PER_STAFF * company.staff), 4)
    senior = (
        (company.grade[spells] == 2)
        & (company.last_score[spells] >= 3.6)
        & (company.paired_on[spells] == 0)
    )
    recruits = spells[
        senior & ~company.mentor[spells] & (company.entry[spells] < parameters.month_of(started))
    ]
    missing = min(size - int(company.mentor[spells].sum()), len(recruits))
    if missing > 0:
        company.mentor[company.rng.choice(recruits, missing, replace=False)] = True
    mentors = spells[company.mentor[spells] & (spells != mentee)]
    had = {p.mentor for p in company.pairings if p.mentee == mentee}
    running = np.array(
        [
            sum(p.mentor == m and p.until >= started for p in company.pairings) + 9 * (m in had)
            for m in mentors
        ]
    )
    return int(company.rng.choice(mentors[running == running.min()]))


def second_chances(company: SimulatedCompany, month: int) -> list[Pairing]:
    """Return the pairings that ended last month and whose mentee gets a second mentor.

    That is half of those that did not click.
    """
    ended = [
        p
        for p in company.pairings
        if parameters.month_of(p.until) == month - 1
        and company.left[p.mentee] == 0
        and sum(q.mentee == p.mentee for q in company.pairings) == 1
    ]
    return [
        p
        for p in ended
        if company.rng.random() < {"no_click": 0.5, "completed": 0.06}.get(p.reason, 0.0)
    ]


def finished(company: SimulatedCompany) -> list[Pairing]:
    """Return the pairings by start, as the files show them on the last day.

    A leaver ends their pairings; ends after the last day are open.
    """
    rows = []
    for p in company.pairings:
        until = p.until
        ended = p.ended
        reason = p.reason
        leaver = min(
            (int(company.left[s]) for s in (p.mentor, p.mentee) if company.left[s]),
            default=until + 1,
        )
        if leaver <= until:
            until = leaver
            ended = leaver if ended else 0
            reason = "left"
        if until > parameters.AS_OF.toordinal():
            ended = 0
            reason = ""
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
    """Return the meetings of every pairing: on working days, roughly every two weeks."""
    rows = []
    for number, p in enumerate(pairings):
        day = p.started + int(rng.integers(2, 12))
        end = min(p.until, parameters.AS_OF.toordinal())
        while True:
            weekday = date.fromordinal(day).weekday()
            held = day + (7 - weekday if weekday > 4 else 0)
            if held > end:
                break
            rows.append(meeting(rng, number, held))
            day = held + int(rng.integers(10, 21))
    return rows


def meeting(rng: np.random.Generator, pairing: int, day: int) -> Meeting:
    """Return one meeting: 45 to 90 minutes, sometimes a half day of shadowing or training."""
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
