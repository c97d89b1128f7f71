"""Months, spells, first pairings and positions: as the definitions use these words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

Tables = dict[str, list[dict]]
POSITION = ("department", "grade", "job_family", "location")


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def last_month(as_of: date) -> int:
    """The last complete month."""
    is_complete = (as_of + timedelta(days=1)).day == 1
    return month_of(as_of) if is_complete else month_of(as_of) - 1


@dataclass(frozen=True)
class Spell:
    """A row of staff in months. `exit` is None when the spell is censored in `last`; `seen` is the
    last day on which the person could be followed, if that is known."""

    person_id: str
    hired: int
    entry: int
    last: int
    exit: int | None
    row: dict
    seen: date | None = None


def spells(tables: Tables, end: int) -> list[Spell]:
    """The spells observed up to month `end`; contracts that follow on each other are one."""
    found = []
    for row in _joined(tables["staff"]):
        hire_date = row["hire_date"]
        entry = month_of(max(hire_date, row.get("observed_from") or hire_date))
        exit_date, seen = exit_and_seen(row)
        exited = month_of(exit_date) if exit_date and month_of(exit_date) <= end else None
        censored = end if seen is None else min(end, last_month(seen))
        last = censored if exited is None else exited
        if entry <= last:
            found.append(
                Spell(row["person_id"], month_of(hire_date), entry, last, exited, row, seen)
            )
    return found


def _joined(rows: list[dict]) -> list[dict]:
    """The rows, those hired the day after they left (or in a week after a contract) as one."""
    joined: list[dict] = []
    for row in sorted(rows, key=lambda row: (row["person_id"], row["hire_date"])):
        before = joined[-1] if joined else {}
        if before.get("person_id") == row["person_id"] and before.get("exit_date"):
            days = (row["hire_date"] - before["exit_date"]).days
            most = 7 if before.get("exit_reason") == "end_of_contract" else 1
            if 0 < days <= most:
                began = {name: before.get(name) for name in ("hire_date", "observed_from")}
                joined[-1] = {**row, **began}
                continue
        joined.append(row)
    return joined


def exit_and_seen(row: dict) -> tuple[date | None, date | None]:
    """(the exit that counts, the last day of someone who could no longer be followed): at most
    one."""
    exit_date, seen = row.get("exit_date"), row.get("last_seen")
    if exit_date and row.get("exit_reason") == "transfer":
        return None, min(exit_date, seen or exit_date)
    if exit_date and (seen is None or exit_date <= seen):
        return exit_date, None
    return None, seen


def followed_on(spell: Spell, day: date) -> bool:
    """Whether someone was employed on a day, and could be followed on it."""
    began, left = spell.row["hire_date"], spell.row.get("exit_date") or date.max
    return began <= day <= min(left, spell.seen or date.max)


def counted_reviews(tables: Tables) -> list[dict]:
    """The reviews of people who could be followed on that day."""
    spells_of = defaultdict(list)
    for row in sorted(tables.get("staff") or [], key=lambda row: row["hire_date"]):
        spells_of[row["person_id"]].append(row)

    def counts(review: dict) -> bool:
        begun = [
            row
            for row in spells_of[review["person_id"]]
            if row["hire_date"] <= review["review_date"]
        ]
        seen = exit_and_seen(begun[-1])[1] if begun else None
        return seen is None or review["review_date"] <= seen

    return [review for review in tables.get("reviews") or [] if counts(review)]


def first_pairings(tables: Tables, end: int) -> dict[str, dict]:
    """mentee -> the pairing row that is theirs."""
    first: dict[str, dict] = {}
    for row in sorted(tables["pairings"], key=lambda row: (row["start_date"], row["pairing_id"])):
        if month_of(row["start_date"]) <= end:
            first.setdefault(row["mentee_id"], row)
    return first


def mentor_months(tables: Tables) -> dict[str, list[tuple[int, float]]]:
    """mentor -> (first month, last month) of every pairing they have as a mentor."""
    found = defaultdict(list)
    for row in tables["pairings"]:
        end = row.get("end_date") or row.get("planned_end_date")
        found[row["mentor_id"]].append(
            (month_of(row["start_date"]), month_of(end) if end else float("inf"))
        )
    return found


class Attributes:
    """What is known of a person in a month: department, grade, job_family, location, gender."""

    def __init__(self, tables: Tables) -> None:
        self.has_positions = bool(tables.get("positions"))
        self.positions = defaultdict(list)
        for row in sorted(tables.get("positions") or [], key=lambda row: row["valid_from"]):
            self.positions[row["person_id"]].append(row)

    def at(self, spell: Spell, month: int) -> dict:
        source = self._position(spell, month) if self.has_positions else spell.row
        return {name: source.get(name) for name in POSITION} | {"gender": spell.row.get("gender")}

    def _position(self, spell: Spell, month: int) -> dict:
        rows = self.positions[spell.person_id]
        if spell.hired == month:
            last_day = spell.row.get("exit_date") or date.max
            of_spell = [
                row for row in rows if spell.row["hire_date"] <= row["valid_from"] <= last_day
            ]
            return of_spell[0] if of_spell else {}
        in_force = bisect_right(rows, first_day(month), key=lambda row: row["valid_from"])
        return rows[in_force - 1] if in_force else {}
