"""From a company's tables to the shortlist, supply and demand and suggested pairs; from decisions
to a file to load.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from metrics.contract import TABLES
from metrics.contract.attributes import LANGUAGES
from metrics.mentors.assignment import Mentee, Mentor, Pair, Suggestion, suggest
from metrics.mentors.capacity import Agreed, Balance, Usual, Waiting, agreed, balances, waiting
from metrics.mentors.eligibility import MENTOR, Candidate, shortlist
from metrics.mentors.rules import MentorRules, Wishes
from metrics.warehouse.engine import Session

COLUMNS = tuple(column.name for column in TABLES["pairings"].columns)


@dataclass(frozen=True)
class Pool:
    """Who can mentor, what is asked of them, and whom to pair with whom. `usual` is what a pairing
    takes by category, `start` the day on which new pairs would begin: the first of a month, after
    the day the data reach.
    """

    candidates: tuple[Candidate, ...]
    balances: tuple[Balance, ...]
    waiting: tuple[Waiting, ...]
    suggestion: Suggestion
    usual: Mapping[str, Usual]
    start: date


def pool(
    session: Session, rules: MentorRules, experts: Mapping[str, Sequence[str]] | None = None
) -> Pool:
    """The pool of a snapshot; without profiles nobody can mentor, and without anybody waiting
    nobody is paired. `experts` as in `shortlist`.
    """
    candidates = shortlist(session, rules, experts)
    running, usual = agreed(session, rules.wishes)
    asking = waiting(session, rules.wishes)
    first, as_of = session.rows("select last_month + 1, as_of from run")[0]
    had = session.rows(
        "select distinct mentor_id, mentee_id from pairings where mentor_id is not null"
    )
    speaks = _languages(session)
    mentors = tuple(
        replace(one, languages=speaks.get(one.person_id, frozenset()))
        for one in free_mentors(candidates, running, usual, rules.wishes, month=first)
    )
    mentees = [
        Mentee(
            one.person_id,
            one.category,
            one.department or "",
            one.location or "",
            one.manager_id,
            speaks.get(one.person_id, frozenset()),
        )
        for one in asking
    ]
    named = {
        category: usual[category]
        for category in {one.category for one in (*candidates, *running, *asking)}
    }
    return Pool(
        candidates,
        balances(candidates, running, asking, usual, first=first),
        asking,
        suggest(mentors, mentees, wishes=rules.wishes, had=had),
        named,
        _month_after(as_of),
    )


def free_mentors(
    candidates: Sequence[Candidate],
    running: Sequence[Agreed],
    usual: Mapping[str, Usual],
    wishes: Wishes,
    *,
    month: int,
) -> Iterator[Mentor]:
    """Each person who can mentor, with the mentees for whom their hours of that month still
    suffice, at what a pairing takes in the dearest of their categories, and no more than
    `most_mentees` in all.
    """
    of: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.verdict == MENTOR:
            of.setdefault(one.person_id, []).append(one)
    for person, able in of.items():
        theirs = [
            one
            for one in running
            if one.mentor_id == person and (one.until is None or one.until >= month)
        ]
        hours = min(one.capacity for one in able) - sum(one.hours_a_month for one in theirs)
        each = max(usual[one.category].hours_a_month for one in able)
        places = min(int(hours / each + 1e-9), wishes.most_mentees - len(theirs))
        yield Mentor(
            person,
            max(places, 0),
            {one.category: one.fit for one in able},
            able[0].department or "",
            able[0].location or "",
            able[0].manager_id,
            len(theirs),
        )


def pairings_rows(
    session: Session, accepted: Sequence[Pair], usual: Mapping[str, Usual], start: date
) -> list[tuple[object, ...]]:
    """Every row of the table `pairings` (COLUMNS), then one per accepted pair from `start` on: what
    the files hold now, with what was decided, so that it can take the place of the file that was
    loaded. Dates as yyyy-mm-dd.
    """
    rows = [
        tuple(one.isoformat() if isinstance(one, date) else one for one in row)
        for row in session.rows(
            f"select {', '.join(COLUMNS)} from pairings order by start_date, pairing_id"
        )
    ]
    taken = {row[0] for row in rows}
    free = (name for n in count(1) if (name := f"N{start:%Y%m}-{n:03d}") not in taken)
    for pair, name in zip(accepted, free, strict=False):
        of = usual[pair.mentee.category]
        new = {
            "pairing_id": name,
            "mentor_id": pair.mentor.person_id,
            "mentee_id": pair.mentee.person_id,
            "category": pair.mentee.category,
            "start_date": start.isoformat(),
            "planned_end_date": (_months_later(start, of.months) - timedelta(days=1)).isoformat(),
            "agreed_hours": of.hours,
            "assignment": "invited",
        }
        rows.append(tuple(new.get(column) for column in COLUMNS))
    return rows


def _languages(session: Session) -> dict[str, frozenset[str]]:
    """The languages that each person declared."""
    found: dict[str, set[str]] = {}
    for person, language in session.rows(
        "select person_id, value from attribute where name = ?", [LANGUAGES]
    ):
        found.setdefault(person, set()).add(language)
    return {person: frozenset(spoken) for person, spoken in found.items()}


def _month_after(day: date) -> date:
    return _months_later(day.replace(day=1), 1)


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return first.replace(year=year, month=month + 1)
