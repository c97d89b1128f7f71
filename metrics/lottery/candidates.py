"""Who can take part in a lottery, and the list from which it is drawn."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from metrics.i18n import N_
from metrics.lottery.draw import Entrant
from metrics.mentors.assignment import Mentor
from metrics.mentors.eligibility import FOLDER as MENTORS_SQL
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent / "sql"
KEYS = {"department": N_("Department"), "location": N_("Location"), "grade": N_("Job level")}
"""What groups of a draw can be made of."""
LEFT_OUT = {
    "unknown": N_("not an employee, or about to leave"),
    "mentored": N_("has or had a mentor"),
    "drawn": N_("drawn in an earlier lottery"),
}
SEPARATORS = re.compile(r"[;,\t]")


@dataclass(frozen=True)
class Candidate:
    """An employee who can take part, with the traits that groups and teams are made of."""

    person_id: str
    department: str
    location: str
    grade: str
    team: str


@dataclass(frozen=True)
class Candidates:
    """Who can take part, and how many of those named cannot, by reason (LEFT_OUT)."""

    people: tuple[Candidate, ...]
    left_out: Mapping[str, int]


def candidates(
    session: Session, named: Collection[str], drawn_before: Collection[str]
) -> Candidates:
    """Return which of the people named can take part in a lottery."""
    for path in (MENTORS_SQL / "colleague.sql", FOLDER / "candidate_trait.sql"):
        session.step(path)
    known = {row["person_id"]: row for row in session.records("select * from candidate_trait")}
    people = []
    left_out: dict[str, int] = {}
    for name in sorted(set(named)):
        reason = _reason_against(name, known, drawn_before)
        if reason:
            left_out[reason] = left_out.get(reason, 0) + 1
            continue
        row = known[name]
        people.append(
            Candidate(name, row["department"], row["location"], row["grade"], row["team"] or "")
        )
    return Candidates(tuple(people), left_out)


def _reason_against(
    name: str, known: Mapping[str, Mapping[str, object]], drawn_before: Collection[str]
) -> str:
    if name not in known:
        return "unknown"
    if name in drawn_before:
        return "drawn"
    return "mentored" if known[name]["mentored"] else ""


def entrants(
    people: Iterable[Candidate], keys: Sequence[str], *, teams: bool
) -> tuple[Entrant, ...]:
    """Return the candidates as they draw lots: within groups of these keys, alone or by team.

    A team is the people of one manager in one group; who has no manager is a team of one.
    """
    listed = []
    for one in people:
        stratum = " · ".join(getattr(one, key) or "–" for key in keys)
        team = f"{one.team} {stratum}".strip() if teams and one.team else ""
        listed.append(Entrant(one.person_id, stratum, team))
    return tuple(listed)


def free_places(mentors: Iterable[Mentor], category: str) -> tuple[int, int]:
    """Return how many mentees mentors of a category have room for, and how many mentors that is."""
    places = [one.places for one in mentors if category in one.fit and one.places > 0]
    return sum(places), len(places)


def read_people(text: str) -> tuple[str, ...]:
    """Return the person ids of a list: the first column of each line, a header left out."""
    cells = [SEPARATORS.split(line)[0].strip().strip('"') for line in text.splitlines()]
    headers = {"person_id", "personeelsnummer", "person", "employee_id", "medewerker_id"}
    return tuple(cell for cell in cells if cell and cell.casefold() not in headers)
