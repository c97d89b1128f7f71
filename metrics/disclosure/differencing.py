"""Differencing: answers about parts of the company that would reveal few people by subtraction.

Filters give an answer about a part of the company. Subtracted from the answer about everyone, or
about another part, it tells about the people in between. A part is therefore shown only if enough
mentees remain in everything it can be subtracted from (`suppression`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from metrics.catalog import Metric
from metrics.disclosure.released_answers import (
    ReleasedAnswer,
    ReleasedEvidence,
    evidence_about,
    hidden_verdict,
    release_answer,
)
from metrics.disclosure.suppression import hidden_cells
from metrics.disclosure.thresholds import NOT_TOLD, TOO_FEW
from metrics.evaluate import Answer, Evidence, evaluate
from metrics.evaluate.answer import NO_ESTIMATE
from metrics.i18n import N_
from metrics.priorities.drilldown import CellCounts, CellKey, Cube
from metrics.scope import FILTERS, SMALLEST_GROUP, Scope
from metrics.warehouse.engine import Session

MENTEES = "mentees"
MAX_FILTERS = 2
"""The most filters at a time; with each more, more groups differ by one person."""
GROUP = "goal_group"
COLUMNS = tuple(column for column in FILTERS if column != GROUP)
"""The filters by which every mentee has one value. A mentee may be in several goal groups, so each
group is a column of its own: in it or not."""
IN_GROUP = "1"
NOT_IN_GROUP = "0"
FROM_TABLE = {"category": "first_pairing", "tenure": "role_entry"}
MENTEES_SQL = (
    "select first_pairing.person_id, "
    + ", ".join(f"{FROM_TABLE.get(column, 'person')}.{column}" for column in COLUMNS)
    + " from first_pairing "
    "left join person on person.person_id = first_pairing.person_id "
    "left join role_entry on role_entry.person_id = first_pairing.person_id "
    "and role_entry.role = 'mentee'"
)
GROUPS_SQL = "select person_id, goal_group from role_group where role = 'mentee'"
COMPARED_SQL = {
    "time to event": "select distinct person_id from matched where arm = 1",
    "panel": "select distinct person_id from panel_compared where treated = 1",
}
TOO_MANY_FILTERS = N_(
    "Use at most two filters at a time. With more, the combined answers would reveal data "
    "about individuals."
)
TOO_FEW_LEFT = N_(
    "Not shown to protect privacy: combined with other results it would reveal data about fewer "
    "than {threshold} people."
)


@dataclass(frozen=True)
class FilterCells:
    """The mentees of every part that filters can select, and the parts that may not be shown.

    A key has a value for each of COLUMNS, then whether they are in each of `groups`.
    """

    mentees: Cube
    hidden: frozenset[CellKey]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class FilteredAnswer:
    """An answer about a part of the company, with the mentees of all parts."""

    answer: Answer
    cells: FilterCells


@dataclass(frozen=True)
class FilteredEvidence:
    """The evidence about a part of the company, with the mentees of all parts."""

    evidence: Evidence
    cells: FilterCells


def filter_cells(
    session: Session, metric: Metric, run: Mapping[str, float] | None = None
) -> FilterCells:
    """Return the parts for a metric that compares persons, with those that may not be shown.

    The metric's answer about the whole company is calculated in this session.
    """
    cube, groups = mentee_cube(session, metric, run)
    return hide_small_parts(cube, groups)


def mentee_cube(
    session: Session, metric: Metric, run: Mapping[str, float] | None = None
) -> tuple[Cube, tuple[str, ...]]:
    """Return the mentees by the values of at most MAX_FILTERS of FILTERS, and the goal groups.

    `units` are those ever paired, `people` those compared in the metric's answer about the whole
    company, which is calculated in this session.
    """
    evaluate(metric, session, run=run)
    compared = {row["person_id"] for row in session.records(COMPARED_SQL[metric.shape])}
    belongs = {(row["person_id"], row[GROUP]) for row in session.records(GROUPS_SQL)}
    groups = tuple(sorted({group for _person, group in belongs}))
    people = []
    for row in session.records(MENTEES_SQL):
        person = row["person_id"]
        within = (IN_GROUP if (person, group) in belongs else NOT_IN_GROUP for group in groups)
        people.append((person in compared, [*(row[column] for column in COLUMNS), *within]))
    return cube_of(people), groups


def cube_of(mentees: Sequence[tuple[bool, Sequence[str | None]]]) -> Cube:
    """Return the cells of mentees.

    Each mentee is given as whether they are compared, and their value in each of COLUMNS, then in
    each goal group.
    """
    units: Counter[CellKey] = Counter()
    people: Counter[CellKey] = Counter()
    for compared, values in mentees:
        for key in _keys([value or "" for value in values]):
            units[key] += 1
            people[key] += compared
    return Cube(
        MENTEES, {key: CellCounts(n, people[key], 0.0, 0, None) for key, n in units.items()}
    )


def hide_small_parts(mentees: Cube, groups: tuple[str, ...] = ()) -> FilterCells:
    """Return the parts that filters can select, with those that may not be shown."""
    return FilterCells(mentees, hidden_cells(mentees), groups)


def key_of(scope: Scope, groups: tuple[str, ...] = ()) -> CellKey:
    """Return the cell of a scope's filters."""
    asked = scope.value(GROUP)
    within = (IN_GROUP if group == asked else None for group in groups)
    return (*(scope.value(column) for column in COLUMNS), *within)


def release_filtered_answer(filtered: FilteredAnswer) -> ReleasedAnswer:
    """Return the answer as `release_answer` does; without figures if its part may not be shown."""
    answer = release_answer(filtered.answer)
    reason = _why_hidden(filtered.answer.scope, filtered.cells)
    if not reason:
        return answer
    return replace(
        answer,
        hidden=reason,
        direction=NO_ESTIMATE,
        estimate=None,
        naive=None,
        n_asked=NOT_TOLD,
        n_mentees=NOT_TOLD,
        n_controls=NOT_TOLD,
        n_mentors=NOT_TOLD,
        matched_share=None,
        needed=None,
        dropped={},
        checks=(),
        companions={},
        lines=None,
        events={},
        parts=(),
        matched=None,
        sequence=None,
        verdict=hidden_verdict(answer.verdict, reason),
    )


def release_filtered_evidence(filtered: FilteredEvidence) -> ReleasedEvidence:
    """Return the evidence; nothing but the answer if its part may not be shown."""
    evidence = filtered.evidence
    answer = release_filtered_answer(FilteredAnswer(evidence.answer, filtered.cells))
    return evidence_about(answer, evidence)


def _why_hidden(scope: Scope, cells: FilterCells) -> str:
    if len(scope.where) > MAX_FILTERS:
        return TOO_MANY_FILTERS
    key = key_of(scope, cells.groups)
    if not scope.where or key not in cells.hidden:
        return ""
    own = cells.mentees.cells[key]
    return TOO_FEW if min(own.units, own.people) < SMALLEST_GROUP else TOO_FEW_LEFT


def _keys(values: Sequence[str]) -> Iterator[CellKey]:
    """Yield the key of every part that a mentee with these values belongs to."""
    for n in range(MAX_FILTERS + 1):
        for chosen in combinations(range(len(values)), n):
            yield tuple(value if at in chosen else None for at, value in enumerate(values))
