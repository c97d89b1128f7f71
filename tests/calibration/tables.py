"""A simulated company as the typed tables of the contract."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from tests.calibration.people import FIRST_DAY, MONTHS, NEVER, Company

DEPARTMENTS = ("care", "sales", "works", *(f"team {n:02}" for n in range(4, 41)))
GRADES = ("junior", "senior", *(f"level {n}" for n in range(3, 21)))
PLACES = ("north", "south", "west")
LOWEST_PAY, PAY_PER_GRADE = 42_000.0, 9_000.0  # euros a year
CATEGORIES = np.array(["peer", *(f"programme {n}" for n in range(2, 21))], dtype=object)
MEETINGS, MINUTES = 6, 60  # one a month, the first in the month after pairing


def as_tables(company: Company, categories: int = 1) -> dict[str, pa.Table]:
    """The company as the typed tables `staff`, `positions`, `reviews` and `pairings`.

    `positions` are there for people who moved. Pairings are of so many categories.

    People are hired on the first day of a month, paired before its 28th, leave on the 28th and are
    reviewed on its last day, so that within a month the order is that of `simulate`."""
    people, mentees = company.people, np.flatnonzero(company.paired < NEVER)
    names = np.array([f"p{i:04}" for i in range(len(people.hired))])
    return {
        "staff": _staff(company, names),
        "positions": _positions(company, names),
        "reviews": pa.table({
            "person_id": names[np.concatenate([seen for _, seen, _ in company.reviews])],
            "review_date": np.concatenate([_days(np.full(len(seen), month + 1)) - 1
                                           for month, seen, _ in company.reviews]),
            "score": np.concatenate([scores for _, _, scores in company.reviews]),
        }),
        "pairings": pa.table({
            "pairing_id": np.array([f"m{i:04}" for i in mentees], dtype=object),
            "mentor_id": _mentors(company, names, mentees),
            "mentee_id": names[mentees],
            "category": CATEGORIES[company.mentor[mentees] % categories],
            "start_date": _days(company.paired[mentees]) + company.pairing_day[mentees],
        }),
    }  # fmt: skip


def _staff(company: Company, names: np.ndarray) -> pa.Table:
    """One row per person, or one per year of theirs where the contract is renewed every year."""
    people, left = company.people, company.left
    last = np.minimum(left, MONTHS)
    years = np.where(company.renewed, np.maximum(-(-(last - people.hired + 1) // 12), 1), 1)
    years = np.where(people.hired + 12 * (years - 1) >= MONTHS, years - 1, years)
    years = np.maximum(years, 1)
    who = np.repeat(np.arange(len(names)), years)
    nth = np.arange(len(who)) - np.repeat(np.cumsum(years) - years, years)
    seen = (people.hired[who] + 12 * (nth + 1) > 0) | (nth == years[who] - 1)
    who, nth = who[seen], nth[seen]
    hired = people.hired[who] + 12 * nth
    renews = nth < years[who] - 1
    exits = np.where(renews, _days(hired + 12) - 1, _days(left[who]) + 27)
    reason = np.where(renews, "end_of_contract", "voluntary").astype(object)
    stays = ~renews & (left[who] == NEVER)
    return pa.table({
        "person_id": names[who],
        "hire_date": _days(hired),
        "exit_date": pa.array(exits, mask=stays),
        "exit_reason": pa.array(reason, pa.string(), mask=stays),
        "observed_from": pa.array(_days(np.zeros_like(hired)), mask=hired >= 0),
        "department": np.array(DEPARTMENTS)[people.department[who]],
        "grade": np.array(GRADES)[people.grade[who]],
    })  # fmt: skip


def _mentors(company: Company, names: np.ndarray, mentees: np.ndarray) -> np.ndarray:
    if company.staff_mentor is not None:
        return names[company.staff_mentor[mentees]]
    return np.array([f"mentor{m:02}" for m in company.mentor[mentees]], dtype=object)


def _positions(company: Company, names: np.ndarray) -> pa.Table:
    """One row at hire and one per move for people who moved; none for the others."""
    people = company.people
    changed = [who for _month, who, _to in (*company.moves, *company.relocations)]
    movers = np.unique(np.concatenate(changed)) if changed else np.array([], dtype=int)
    department, place = people.department.copy(), np.arange(len(names)) % len(PLACES)
    rows = [(people.hired[movers], movers, department[movers], place[movers])]
    for month in range(MONTHS):
        there: list[np.ndarray] = []
        for at, who, to in company.moves:
            if at == month:
                department[who] = to
                there.append(who)
        for at, who, to in company.relocations:
            if at == month:
                place[who] = (place[who] + to) % len(PLACES)
                there.append(who)
        if there:
            now = np.unique(np.concatenate(there))
            rows.append((np.full(len(now), month), now, department[now], place[now]))
    since, who, departments, places = map(np.concatenate, zip(*rows, strict=True))
    located = bool(company.relocations)
    return pa.table({
        "person_id": names[who],
        "valid_from": _days(since),
        "department": np.array(DEPARTMENTS)[departments],
        "grade": np.array(GRADES)[people.grade[who]],
        "location": pa.array(np.array(PLACES)[places], mask=np.full(len(who), not located)),
    })  # fmt: skip


def with_programme(tables: Mapping[str, pa.Table], company: Company) -> dict[str, pa.Table]:
    """The tables with what the return is made of: pay by grade, and an hour of mentoring a month.

    A pairing is planned for half a year; it ends earlier where mentee or mentor leaves."""
    mentees = np.flatnonzero(company.paired < NEVER)
    until = np.minimum(company.left[mentees], MONTHS - 1)
    if company.staff_mentor is not None:
        until = np.minimum(until, company.left[company.staff_mentor[mentees]])
    paired = company.paired[mentees]
    held = np.clip(until - paired - 1, 0, MEETINGS)  # none in the month of leaving
    nth = np.arange(held.sum()) - np.repeat(np.cumsum(held) - held, held)
    pairings, staff = tables["pairings"], tables["staff"]
    grade = np.array([GRADES.index(name) for name in staff["grade"].to_pylist()])
    return {
        **tables,
        "staff": staff.append_column(
            "annual_salary", pa.array(LOWEST_PAY + PAY_PER_GRADE * grade)
        ),
        "pairings": pairings.append_column(
            "planned_end_date", pa.array(_days(paired + MEETINGS + 1) - 1)
        ).append_column("agreed_hours", pa.array(np.full(len(mentees), MEETINGS * MINUTES / 60.0))),
        "meetings": pa.table({
            "pairing_id": np.repeat(np.array([f"m{i:04}" for i in mentees], dtype=object), held),
            "held_on": _days(np.repeat(paired, held) + 1 + nth) + 14,
            "minutes": np.full(int(held.sum()), float(MINUTES)),
        }),
    }  # fmt: skip


def _days(months: np.ndarray) -> np.ndarray:
    return (FIRST_DAY + months.astype(int)).astype("datetime64[D]")
