"""Who can mentor in a category: for each criterion whether somebody is in, out or not yet assessed.

A good performer is not yet a mentor. Nothing is guessed: a criterion that nobody judged stays open,
and so does the verdict. Good performers who do not fit are experts to learn from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from pathlib import Path

from metrics.i18n import N_
from metrics.mentors.rules import POINTS, Asked, MentorRules
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent / "sql"
IN, OUT, OPEN = "in", "out", "open"
MENTOR, UNJUDGED, EXPERT, NO_MENTOR = "mentor", "open", "expert", "out"
VERDICTS = {
    MENTOR: N_("can be a mentor"),
    UNJUDGED: N_("not fully assessed yet"),
    EXPERT: N_("expert, not a mentor: learn from them, do not assign"),
    NO_MENTOR: N_("does not meet the requirements"),
}
"""In the order in which they are listed."""
CRITERIA = {
    "attitude": N_("Attitude"),
    "knowledge": N_("Knowledge"),
    "skill": N_("Skill"),
    "willing": N_("Willingness"),
    "capacity": N_("Hours"),
}

SCORED = N_("{value} of 5 points; at least {least} are required.")
NOT_JUDGED = N_("Not assessed yet.")
TOO_OLD = N_("Assessed {months} months ago; an assessment is valid for {most} months.")
WILLING = {"yes": N_("Willing."), "no": N_("Not willing.")}
NOT_ASKED = N_("Not asked yet.")
HOURS = N_("{value} hours a month; at least {least} are required.")


@dataclass(frozen=True)
class Judged:
    """One criterion of one person: IN, OUT or OPEN, and why in a sentence with its values."""

    state: str
    says: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidate:
    """Somebody who was assessed for a category, or mentors in it now. `criteria` has the keys of
    CRITERIA.

    `performs`: a good performer, by the last review or among the experts found; `expert_in`: by
    what they are one of those ("" for customers kept). `fit`: points above what is asked, 0 unless
    the verdict is MENTOR. `capacity`: hours a month in all, None where nobody knows.
    """

    person_id: str
    category: str
    department: str
    location: str
    manager_id: str
    criteria: Mapping[str, Judged]
    verdict: str
    performs: bool
    fit: float = 0.0
    capacity: float | None = None
    expert_in: tuple[str, ...] = ()


def shortlist(
    session: Session, rules: MentorRules, experts: Mapping[str, Sequence[str]] | None = None
) -> tuple[Candidate, ...]:
    """Everybody here who was assessed for a category or mentors in it, by category, verdict and
    fit.

    `experts` are people found to be good at their work in other ways than by a review, with by what
    each is (see `experts.expert_in`). Of several assessments the last one counts; one older than
    `valid_months` counts as none. Empty without profiles and pairings.
    """
    for name in ("colleague", "agreed_pairing", "candidate"):
        session.step(FOLDER / f"{name}.sql")
    rows = session.rows("select * from candidate")
    found = [_candidate(row, rules, experts or {}) for row in rows]
    order = list(VERDICTS)
    return tuple(
        sorted(
            found, key=lambda one: (one.category, order.index(one.verdict), -one.fit, one.person_id)
        )
    )


def _candidate(row: tuple, rules: MentorRules, experts: Mapping[str, Sequence[str]]) -> Candidate:
    (
        person,
        category,
        department,
        location,
        manager,
        place,
        months_ago,
        attitude,
        knowledge,
        skill,
        willing,
        capacity,
        assessed,
    ) = row
    asked = rules.of(category)
    values = {
        "attitude": attitude,
        "knowledge": knowledge,
        "skill": skill,
        "willing": willing,
        "capacity": capacity,
    }
    stale = bool(assessed) and months_ago > asked.valid_months
    criteria = {
        name: _stale(months_ago, asked) if stale else judged(name, values[name], asked)
        for name in CRITERIA
    }
    performs = person in experts or (place is not None and place < asked.best_share)
    verdict = verdict_of(criteria, performs)
    fit = sum(values[name] - getattr(asked, name) for name in POINTS) if verdict == MENTOR else 0.0
    known = None if stale or capacity is None else float(capacity)
    return Candidate(
        person,
        category,
        department,
        location,
        manager,
        criteria,
        verdict,
        performs,
        float(fit),
        known,
        tuple(experts.get(person, ())),
    )


def judged(criterion: str, value: object, asked: Asked) -> Judged:
    """The state of one criterion by the value assessed; None is never anything but OPEN."""
    if value is None or (isinstance(value, float) and isnan(value)):
        return Judged(OPEN, NOT_ASKED if criterion == "willing" else NOT_JUDGED)
    if criterion == "willing":
        return Judged(IN if value == "yes" else OUT, WILLING[str(value)])
    least = getattr(asked, criterion)
    says = HOURS if criterion == "capacity" else SCORED
    return Judged(IN if value >= least else OUT, says, {"value": value, "least": least})


def verdict_of(criteria: Mapping[str, Judged], performs: bool) -> str:
    """MENTOR where every criterion is in; where one is out, EXPERT for a good performer who lacks
    more than hours, else NO_MENTOR; where none is out but some are open, UNJUDGED.
    """
    out = {name for name, one in criteria.items() if one.state == OUT}
    if out:
        return EXPERT if performs and out != {"capacity"} else NO_MENTOR
    return UNJUDGED if any(one.state == OPEN for one in criteria.values()) else MENTOR


def _stale(months_ago: float, asked: Asked) -> Judged:
    return Judged(OPEN, TOO_OLD, {"months": int(months_ago), "most": asked.valid_months})
