"""The rows of the trials: who is compared with whom, from which month on, for how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .own_keys import Keys, OwnLevels
from .people import (
    Attributes,
    Tables,
    first_day,
    first_pairings,
    last_month,
    mentor_months,
    month_of,
    spells,
)
from .scores import ScoreBands

Event = tuple[str, int, int, str | None]


@dataclass(frozen=True)
class TrialRow:
    """A person in a trial. `u` is the follow-up index in which the row ends, with the event or
    without."""

    person_id: str
    mentor_or_person: str
    month: int
    arm: int
    cell: tuple
    margins: tuple
    u: int
    event: bool
    attributes: dict


def trial_rows(
    tables: Tables,
    events: Iterable[Event],
    *,
    as_of: date,
    notice: int = 0,
    keys: Keys | None = None,
) -> list[TrialRow]:
    """Every row of every trial, before cells are matched and before any filter.

    Time zero is the first day of the month after the trial month, `notice` months later. `keys`
    are further keys of the cells."""
    end = last_month(as_of)
    pairings = first_pairings(tables, end)
    paired = {person: month_of(row["start_date"]) for person, row in pairings.items()}
    mentoring = mentor_months(tables)
    attributes, bands = Attributes(tables), ScoreBands(tables)
    own = OwnLevels(tables, keys or {})
    fine_bands = ScoreBands(tables, parts=10)
    event_months, censored_months = _months_by_person(events)

    rows = []
    trial_months = sorted({month for month in paired.values() if month + notice < end})
    for m in trial_months:
        start = m + 1 + notice
        for spell in spells(tables, end):
            person = spell.person_id
            pair_month = paired.get(person)
            is_mentor = any(began <= m <= stop for began, stop in mentoring.get(person, []))
            employed = spell.entry <= m and spell.last >= start
            if not employed or is_mentor or (pair_month is not None and pair_month < m):
                continue
            arm = int(pair_month == m)
            limit = spell.last if arm or pair_month is None else min(spell.last, pair_month - 1)
            if limit < start:
                continue
            stop, event = _follow_up(
                start, limit, event_months.get(person, ()), censored_months.get(person, ())
            )
            known = attributes.at(spell, m)
            pairing = pairings.get(person, {})
            review_limit = pairing["start_date"] if arm else first_day(m)
            band = bands.before(person, review_limit)
            cell = (
                known["department"],
                known["grade"],
                band,
                _tenure_band(m - spell.hired),
                m // 12,
                *own.at(spell, m),
            )
            margins = (
                known["department"],
                known["grade"],
                fine_bands.before(person, review_limit),
                _fine_tenure(m - spell.hired),
                m // 12,
                *own.at(spell, m),
            )
            rows.append(
                TrialRow(
                    person_id=person,
                    mentor_or_person=f"mentor {pairing['mentor_id']}"
                    if pairing.get("mentor_id")
                    else person,
                    month=m,
                    arm=arm,
                    cell=cell,
                    margins=margins,
                    u=stop - start,
                    event=event,
                    attributes=known | _of_pairing(pairing, m - spell.hired),
                )
            )
    return rows


OF_PAIRING = ("category", "goal_group", "tenure")


def _of_pairing(pairing: dict, tenure: int) -> dict:
    band = "0-11" if tenure < 12 else "12-23" if tenure < 24 else "24+"
    names = ("category", "goal_group")
    return {name: pairing.get(name) for name in names} | {"tenure": band}


def _months_by_person(events: Iterable[Event]) -> tuple[dict, dict]:
    happened, censored = defaultdict(list), defaultdict(list)
    for person, month, event, _cause in events:
        (happened if event else censored)[person].append(month)
    return happened, censored


def _follow_up(
    start: int, limit: int, event_months: Iterable[int], censored_months: Iterable[int]
) -> tuple[int, bool]:
    """(last month, whether the event happened in it), for a row observed from month `start` to
    month `limit`."""
    happened = [month for month in event_months if start <= month <= limit]
    if happened:
        return min(happened), True
    censored = [month for month in censored_months if start <= month <= limit]
    return min([limit, *censored]), False


def _tenure_band(months: int) -> int:
    return 0 if months < 12 else 1 if months < 24 else 2


def _fine_tenure(months: int) -> int:
    return sum(months >= cut for cut in (3, 6, 12, 18, 24, 36, 48))


def restrict(rows: list[TrialRow], where: dict | None) -> list[TrialRow]:
    """The rows that a filter keeps; what a pairing says is asked of arm 1 only."""
    asked = where or {}
    return [
        row
        for row in rows
        if all(
            row.attributes[name] == value or (row.arm == 0 and name in OF_PAIRING)
            for name, value in asked.items()
        )
    ]
