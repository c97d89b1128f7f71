"""A company in which mentoring keeps people in one department and does nothing in the other.

Most mentees are in the first, most of those who wait in the second, so the effect for those who
would be paired next is known, and is not that of the mentees so far."""

from __future__ import annotations

import random
from datetime import date, timedelta

FIRST_YEAR = 2019
MONTHS = 60
AS_OF = date(2023, 12, 31)
HAZARD = 0.03  # of leaving in a month
RATIO = {"Sales": 0.3, "Care": 1.0}  # of the hazard, with mentoring
PAIRED = {"Sales": 0.012, "Care": 0.005}  # chance of a first pairing in a month
WAITING = {"Sales": 0.1, "Care": 0.8}  # share of those left who are on the waiting list
MENTORS = 40


def simulated(seed: int, people: int = 1200, *, elsewhere: int = 0) -> dict[str, list[dict]]:
    """The company's tables. `elsewhere` people wait in a department without any mentee."""
    rng = random.Random(seed)
    tables: dict[str, list[dict]] = {"staff": [], "pairings": [], "lottery_entries": []}
    for number in range(people):
        _live(rng, f"P{number}", rng.choice(["Sales", "Care"]), tables)
    for number in range(elsewhere):
        person = f"E{number}"
        tables["staff"].append(_row(person, "Warehouse", date(2018, 3, 1), None))
        tables["lottery_entries"].append(_waiting(person))
    return tables


def gained(department: str, months: int) -> float:
    """The months that mentoring gives somebody in a department, by the simulation's own chances."""
    with_it = sum((1 - HAZARD * RATIO[department]) ** k for k in range(months))
    return with_it - sum((1 - HAZARD) ** k for k in range(months))


def truth(tables: dict[str, list[dict]], months: int) -> float:
    """The mean of `gained` over the people who wait."""
    department = {row["person_id"]: row["department"] for row in tables["staff"]}
    found = [gained(department[row["person_id"]], months) for row in tables["lottery_entries"]]
    return sum(found) / len(found)


def _live(rng: random.Random, person: str, department: str, tables: dict[str, list[dict]]) -> None:
    arrives = rng.randrange(-36, MONTHS - 6)  # months from the start of the simulation
    paired = None
    exit_date = None
    for month in range(max(arrives, 0), MONTHS):
        if paired is None and rng.random() < PAIRED[department]:
            paired = month
        ratio = RATIO[department] if paired is not None and month > paired else 1.0
        if rng.random() < HAZARD * ratio:
            exit_date = _day(month + 1) - timedelta(days=1)
            break
    tables["staff"].append(_row(person, department, _day(arrives), exit_date))
    if paired is not None:
        tables["pairings"].append(
            {
                "pairing_id": f"M{person}",
                "mentor_id": f"mentor {rng.randrange(MENTORS)}",
                "mentee_id": person,
                "category": "peer",
                "start_date": _day(paired) + timedelta(days=4),
            }
        )
    elif exit_date is None and rng.random() < WAITING[department]:
        tables["lottery_entries"].append(_waiting(person))


def _day(month: int) -> date:
    return date(FIRST_YEAR + month // 12, month % 12 + 1, 1)


def _row(person: str, department: str, hired: date, left: date | None) -> dict:
    return {
        "person_id": person,
        "hire_date": hired,
        "exit_date": left,
        "department": department,
        "grade": "one",
    }


def _waiting(person: str) -> dict:
    return {
        "lottery_id": "1",
        "person_id": person,
        "category": "peer",
        "drawn_on": date(2023, 12, 1),
        "drawn": False,
    }
