"""The mentor pool of a snapshot, and the pairings file with the accepted pairs.

From a company's tables to the shortlist, supply and demand, and suggested pairs; from decisions to
a file to load.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from metrics.contract import TABLES
from metrics.contract.attributes import LANGUAGES
from metrics.mentors.assignment import Mentee, Mentor, SuggestedPair, Suggestion, suggest_pairs
from metrics.mentors.capacity import (
    AgreedPairing,
    CapacityBalance,
    TypicalPairing,
    WaitingMentee,
    agreed_pairings,
    capacity_balances,
    categories_of,
    waiting_mentees,
)
from metrics.mentors.eligibility import MENTOR, Candidate, shortlist
from metrics.mentors.rules import MentorRules, PairingRules
from metrics.warehouse.engine import Session

COLUMNS = tuple(column.name for column in TABLES["pairings"].columns)


@dataclass(frozen=True)
class MentorPool:
    """Who can mentor, how many hours are needed, and whom to pair with whom.

    `typical` is what a pairing takes by category. `start` is the day on which new pairs would
    begin: the first of the month after the last day of the data. `mentors` are those who can
    mentor, with their free places.
    """

    candidates: tuple[Candidate, ...]
    balances: tuple[CapacityBalance, ...]
    waiting: tuple[WaitingMentee, ...]
    suggestion: Suggestion
    typical: Mapping[str, TypicalPairing]
    start: date
    mentors: tuple[Mentor, ...] = ()


def mentor_pool(
    session: Session, rules: MentorRules, experts: Mapping[str, Sequence[str]] | None = None
) -> MentorPool:
    """Return the pool of a snapshot; `experts` as in `shortlist`.

    Without profiles nobody can mentor, and without waiting mentees nobody is paired.
    """
    candidates = shortlist(session, rules, experts)
    running, typical = agreed_pairings(session, rules.pairing)
    waiting = waiting_mentees(session, rules.pairing)
    (run,) = session.records("select last_month + 1 as next_month, as_of from run")
    paired_before = session.records(
        "select distinct mentor_id, mentee_id from pairings where mentor_id is not null"
    )
    languages = declared_languages(session)
    mentors = tuple(
        replace(mentor, languages=languages.get(mentor.person_id, frozenset()))
        for mentor in free_mentors(
            candidates, running, typical, rules.pairing, month=run["next_month"]
        )
    )
    mentees = [
        Mentee(
            mentee.person_id,
            mentee.category,
            mentee.department or "",
            mentee.location or "",
            mentee.manager_id,
            languages.get(mentee.person_id, frozenset()),
        )
        for mentee in waiting
    ]
    return MentorPool(
        candidates,
        capacity_balances(candidates, running, waiting, typical, first=run["next_month"]),
        waiting,
        suggest_pairs(
            mentors,
            mentees,
            rules=rules.pairing,
            paired_before=[(row["mentor_id"], row["mentee_id"]) for row in paired_before],
        ),
        {name: typical[name] for name in categories_of(candidates, running, waiting)},
        _month_after(run["as_of"]),
        mentors,
    )


def free_mentors(
    candidates: Sequence[Candidate],
    running: Sequence[AgreedPairing],
    typical: Mapping[str, TypicalPairing],
    rules: PairingRules,
    *,
    month: int,
) -> Iterator[Mentor]:
    """Yield each person who can mentor, with the number of mentees they have hours for.

    Counted by their hours of that month, at what a pairing takes in the most demanding of their
    categories, and no more than `most_mentees` in all.
    """
    able: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.suitability == MENTOR:
            able.setdefault(candidate.person_id, []).append(candidate)
    for person, own in able.items():
        mentees = [
            pairing
            for pairing in running
            if pairing.mentor_id == person and (pairing.until is None or pairing.until >= month)
        ]
        capacity = min(candidate.capacity or 0.0 for candidate in own)
        hours = capacity - sum(pairing.hours_a_month for pairing in mentees)
        hours_each = max(typical[candidate.category].hours_a_month for candidate in own)
        places = min(int(hours / hours_each + 1e-9), rules.most_mentees - len(mentees))
        yield Mentor(
            person,
            max(places, 0),
            {candidate.category: candidate.fit for candidate in own},
            own[0].department or "",
            own[0].location or "",
            own[0].manager_id,
            len(mentees),
        )


def pairings_rows(
    session: Session,
    accepted: Sequence[SuggestedPair],
    typical: Mapping[str, TypicalPairing],
    start: date,
) -> list[tuple[object, ...]]:
    """Return every row of the table `pairings` (COLUMNS), then one per accepted pair.

    The new rows begin at `start`. Together they can replace the file that was loaded. Dates are
    yyyy-mm-dd.
    """
    rows = [
        tuple(_plain(row[column]) for column in COLUMNS)
        for row in session.records(
            f"select {', '.join(COLUMNS)} from pairings order by start_date, pairing_id"
        )
    ]
    taken = {row[COLUMNS.index("pairing_id")] for row in rows}
    free_ids = (name for n in count(1) if (name := f"N{start:%Y%m}-{n:03d}") not in taken)
    for pair, name in zip(accepted, free_ids, strict=False):
        usual = typical[pair.mentee.category]
        new = {
            "pairing_id": name,
            "mentor_id": pair.mentor.person_id,
            "mentee_id": pair.mentee.person_id,
            "category": pair.mentee.category,
            "start_date": start.isoformat(),
            "planned_end_date": (
                _months_later(start, usual.months) - timedelta(days=1)
            ).isoformat(),
            "agreed_hours": usual.hours,
            "assignment": "invited",
        }
        rows.append(tuple(new.get(column) for column in COLUMNS))
    return rows


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def declared_languages(session: Session) -> dict[str, frozenset[str]]:
    """Return the languages that each person declared."""
    languages: dict[str, set[str]] = {}
    for row in session.records(
        "select person_id, value from attribute where name = ?", [LANGUAGES]
    ):
        languages.setdefault(row["person_id"], set()).add(row["value"])
    return {person: frozenset(own) for person, own in languages.items()}


def _month_after(day: date) -> date:
    return _months_later(day.replace(day=1), 1)


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return first.replace(year=year, month=month + 1)
