"""Eligibility: who can mentor in a category, by criterion in, out or not yet assessed.

A good performer is not yet a mentor. Nothing is guessed: a criterion that was not assessed stays
open, and so does the suitability. Good performers who do not meet the requirements are experts to
learn from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from pathlib import Path
from typing import Any

from metrics.i18n import N_
from metrics.mentors.rules import POINTS, MentorRules, Requirements
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent / "sql"
IN = "in"
OUT = "out"
OPEN = "open"
MENTOR = "mentor"
NOT_ASSESSED = "open"
EXPERT = "expert"
NO_MENTOR = "out"
SUITABILITIES = {
    MENTOR: N_("can be a mentor"),
    NOT_ASSESSED: N_("not fully assessed yet"),
    EXPERT: N_("expert, not a mentor: learn from them, do not assign"),
    NO_MENTOR: N_("does not meet the requirements"),
}
"""In the order in which they are listed."""
WILLINGNESS = "willing"
HOURS = "capacity"
CRITERIA = {
    "attitude": N_("Attitude"),
    "knowledge": N_("Knowledge"),
    "skill": N_("Skill"),
    WILLINGNESS: N_("Willingness"),
    HOURS: N_("Hours"),
}

POINTS_SAYS = N_("{value} of 5 points; at least {least} are required.")
NOT_ASSESSED_SAYS = N_("Not assessed yet.")
TOO_OLD_SAYS = N_("Assessed {months} months ago; an assessment is valid for {most} months.")
WILLING_SAYS = {"yes": N_("Willing."), "no": N_("Not willing.")}
NOT_ASKED_SAYS = N_("Not asked yet.")
HOURS_SAYS = N_("{value} hours a month; at least {least} are required.")


@dataclass(frozen=True)
class CriterionResult:
    """One criterion of one person: IN, OUT or OPEN, and why, as a sentence key with its values."""

    state: str
    says: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidate:
    """A person who was assessed for a category, or mentors in it now.

    `criteria` has the keys of CRITERIA. `performs`: a good performer, by the last review or as a
    hidden expert; `expert_in`: the measures that name them as one ("" for customers retained).
    `fit`: points above the requirements, 0 unless the suitability is MENTOR. `capacity`: hours a
    month in all, None if not known.
    """

    person_id: str
    category: str
    department: str
    location: str
    manager_id: str
    criteria: Mapping[str, CriterionResult]
    suitability: str
    performs: bool
    fit: float = 0.0
    capacity: float | None = None
    expert_in: tuple[str, ...] = ()


def shortlist(
    session: Session, rules: MentorRules, experts: Mapping[str, Sequence[str]] | None = None
) -> tuple[Candidate, ...]:
    """Return the candidates of every category, by category, suitability and fit.

    `experts` are people found to be good at their work in other ways than by a review, with the
    measures that name each (`experts.measures_by_expert`). Of several assessments the last one
    counts; one older than `valid_months` counts as none. Empty without profiles and pairings. Keeps
    the tables `colleague`, `agreed_pairing` and `candidate`.
    """
    for name in ("colleague", "agreed_pairing", "candidate"):
        session.step(FOLDER / f"{name}.sql")
    rows = session.records("select * from candidate")
    candidates = [_candidate(row, rules, experts or {}) for row in rows]
    order = list(SUITABILITIES)
    return tuple(
        sorted(
            candidates,
            key=lambda one: (one.category, order.index(one.suitability), -one.fit, one.person_id),
        )
    )


def _candidate(
    row: Mapping[str, Any], rules: MentorRules, experts: Mapping[str, Sequence[str]]
) -> Candidate:
    person = row["person_id"]
    place = row["place"]
    capacity = row["capacity"]
    requirements = rules.requirements_for(row["category"])
    stale = bool(row["assessed"]) and row["months_ago"] > requirements.valid_months
    criteria = {
        name: _stale(row["months_ago"], requirements)
        if stale
        else assess_criterion(name, row[name], requirements)
        for name in CRITERIA
    }
    performs = person in experts or (place is not None and place < requirements.best_share)
    suitability = suitability_of(criteria, performs)
    fit = 0.0
    if suitability == MENTOR:
        fit = float(sum(row[name] - getattr(requirements, name) for name in POINTS))
    return Candidate(
        person,
        row["category"],
        row["department"],
        row["location"],
        row["manager_id"],
        criteria,
        suitability,
        performs,
        fit,
        None if stale or capacity is None else float(capacity),
        tuple(experts.get(person, ())),
    )


def assess_criterion(
    criterion: str, value: str | float | None, requirements: Requirements
) -> CriterionResult:
    """Return the state of one criterion by the value assessed; without a value it is OPEN."""
    if value is None or (isinstance(value, float) and isnan(value)):
        says = NOT_ASKED_SAYS if criterion == WILLINGNESS else NOT_ASSESSED_SAYS
        return CriterionResult(OPEN, says)
    if isinstance(value, str):
        return CriterionResult(IN if value == "yes" else OUT, WILLING_SAYS[value])
    least = getattr(requirements, criterion)
    says = HOURS_SAYS if criterion == HOURS else POINTS_SAYS
    return CriterionResult(IN if value >= least else OUT, says, {"value": value, "least": least})


def suitability_of(criteria: Mapping[str, CriterionResult], performs: bool) -> str:
    """Return the suitability that follows from the criteria.

    MENTOR if all are in. If one is out: EXPERT for a good performer who lacks more than hours, else
    NO_MENTOR. If none is out but some are open, NOT_ASSESSED.
    """
    out = {name for name, result in criteria.items() if result.state == OUT}
    if out:
        return EXPERT if performs and out != {HOURS} else NO_MENTOR
    still_open = any(result.state == OPEN for result in criteria.values())
    return NOT_ASSESSED if still_open else MENTOR


def _stale(months_ago: float, requirements: Requirements) -> CriterionResult:
    values = {"months": int(months_ago), "most": requirements.valid_months}
    return CriterionResult(OPEN, TOO_OLD_SAYS, values)
