"""Promotions, moves to other work, and from where to where they led, a second time: person by
person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from .people import Attributes, Spell, Tables, last_month, month_of, spells
from .raking import matched
from .trials import Event, trial_rows

COLUMNS = ("department", "job_family", "grade")


def written(tables: Tables, spell: Spell) -> list[dict]:
    """What is written down of a spell in each month, last, with the last known value where a column
    is left empty."""
    left = min(spell.row.get("exit_date") or date.max, spell.seen or date.max)
    known: dict = {}
    found = []
    for row in sorted(tables["positions"], key=lambda row: row["valid_from"]):
        if (
            row["person_id"] == spell.person_id
            and spell.row["hire_date"] <= row["valid_from"] <= left
        ):
            known = known | {name: row[name] for name in COLUMNS if row.get(name)}
            found.append(known | {"month": month_of(row["valid_from"])})
    return [
        one
        for one, then in zip(found, [*found[1:], {}], strict=True)
        if one["month"] != then.get("month")
    ]


def promotions(tables: Tables, order: Sequence[str], *, as_of: date) -> list[Event]:
    """An event per step to a grade that stands after every earlier one of the spell."""
    events = []
    for spell in spells(tables, last_month(as_of)):
        earlier: list[int] = []
        for i, now in enumerate(written(tables, spell)):
            place = order.index(now["grade"]) if now.get("grade") in order else None
            if i and place is not None and earlier and all(place > one for one in earlier):
                events.append((spell.person_id, now["month"], 1, now["grade"]))
            if place is not None:
                earlier.append(place)
    return events


def internal_moves(tables: Tables, *, as_of: date) -> list[Event]:
    """An event per change of department or job family within a spell."""
    events = []
    for spell in spells(tables, last_month(as_of)):
        rows = written(tables, spell)
        for before, now in zip(rows, rows[1:], strict=False):
            if any(
                name in before and before[name] != now[name]
                for name in ("department", "job_family")
            ):
                events.append((spell.person_id, now["month"], 1, job(now)))
    return events


def job(place: dict) -> str:
    if not place.get("job_family") or not place.get("department"):
        return place.get("job_family") or place.get("department") or ""
    return f"{place['job_family']} ({place['department']})"


def flows(tables: Tables, events: list[Event], *, as_of: date, of: str, months: int) -> dict:
    """(origin, destination) -> (mentees who moved, others who moved, expected moves of as many
    others)."""
    led = {(person, month): cause for person, month, _event, cause in events}
    at, stays = Attributes(tables), spells(tables, last_month(as_of))
    papers = {id(spell): written(tables, spell) for spell in stays}
    kept, weights, _cells = matched(trial_rows(tables, events, as_of=as_of))
    rows = defaultdict(list)
    for row, weight in zip(kept, weights, strict=True):
        spell = next(
            s for s in stays if s.person_id == row.person_id and s.entry <= row.month < s.last
        )
        origin = place_of(papers[id(spell)], at, spell, row.month)[of]
        moved = row.event and row.u < months
        to = led[row.person_id, row.month + 1 + row.u] if moved else None
        rows[origin].append((row.arm, row.u, weight, to, row.person_id))
    return {
        (origin, to): figures
        for origin, here in rows.items()
        for to, figures in _from(here, months).items()
    }


def place_of(rows: list[dict], at: Attributes, spell: Spell, month: int) -> dict:
    past = [row for row in rows if row["month"] <= month]
    known = (past[-1] if past else rows[0]) if rows else {}
    place = {name: known.get(name) or at.at(spell, month + 1)[name] for name in COLUMNS}
    return place | {"job": job(place)}


def _from(rows: list[tuple], months: int) -> dict:
    destinations = {to for *_, to, _person in rows if to is not None}
    others = [row for row in rows if row[0] == 0]
    expected = dict.fromkeys(destinations, 0.0)
    staying = followed = 1.0
    mentees = sum(1 for row in rows if row[0] == 1)
    for k in range(months):
        for_all = range(months) if not sum(w for _, u, w, *_ in others if u >= k) else [k]
        exposure = sum(w for j in for_all for _, u, w, *_ in others if u >= j)
        pace = {
            to: sum(w for j in for_all for _, u, w, led, _p in others if u == j and led == to)
            / exposure
            if exposure
            else float("nan")
            for to in destinations
        }
        for to in destinations:
            expected[to] += mentees * followed * staying * pace[to]
        staying *= 1 - sum(pace.values())
        at_risk = [row for row in rows if row[0] == 1 and row[1] >= k]
        unmoved = [row for row in at_risk if not (row[1] == k and row[3] is not None)]
        if unmoved:
            followed *= sum(1 for row in unmoved if row[1] > k) / len(unmoved)
    people = {
        (arm, to): len({person for a, _u, _w, led, person in rows if (a, led) == (arm, to)})
        for arm in (0, 1)
        for to in destinations
    }
    return {to: (people[1, to], people[0, to], expected[to]) for to in destinations}
