"""Release of what the categories' business cases are built from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.disclosure.suppression import hidden_cells
from metrics.disclosure.thresholds import any_small
from metrics.priorities.company_evidence import CompanyEvidence, SubjectCell
from metrics.priorities.drilldown import GROUP, Cube
from metrics.priorities.performance_gap import PerformanceGap
from metrics.scope import SMALLEST_GROUP


@dataclass(frozen=True)
class ReleasedCompanyEvidence(CompanyEvidence):
    """Company evidence in which nothing is about fewer people than the threshold."""


def release_company_evidence(evidence: CompanyEvidence) -> ReleasedCompanyEvidence:
    """Return the evidence without cells, gaps, goal groups or mentors about few people.

    Of a goal group only the whole is kept. The number of in-house experts is kept, as on their own
    page: it gives no name, department or figure of anyone.
    """
    cubes = {}
    hidden = set[SubjectCell]()
    for subject, cube in evidence.cubes.items():
        out = hidden_cells(cube)
        kept = {key: counts for key, counts in cube.cells.items() if key not in out}
        cubes[subject] = Cube(subject, kept)
        hidden |= {(subject, key) for key in out}
    groups = {}
    for name, cube in evidence.goal_group_cubes.items():
        if cube.top not in cube.cells:
            continue
        if _few_in_or_out(cube, evidence.cubes[cube.subject]):
            hidden.add((GROUP, (name,)))
        else:
            groups[name] = Cube(cube.subject, {cube.top: cube.cells[cube.top]})
    gaps = {metric: _gaps(by) for metric, by in evidence.performance_gaps.items()}
    mentors = {name: n for name, n in evidence.available_mentors.items() if n >= SMALLEST_GROUP}
    return ReleasedCompanyEvidence(
        cubes=cubes,
        performance_gaps=gaps,
        available_mentors=mentors,
        in_house_experts=evidence.in_house_experts,
        goal_group_cubes=groups,
        hidden_cells=frozenset(hidden),
        hidden_gaps=frozenset(
            (metric, department)
            for metric, by in evidence.performance_gaps.items()
            for department in set(by) - set(gaps[metric])
        ),
        hidden_mentors=frozenset(
            name for name, n in evidence.available_mentors.items() if n and name not in mentors
        ),
    )


def _few_in_or_out(group: Cube, everyone: Cube) -> bool:
    """Return whether a goal group, or the difference between it and a cell, is one to nine people.

    A cell counts if it contains the whole group, or the group contains the whole cell.
    """
    own = group.cells[group.top].people
    sizes = [own]
    for key, counts in everyone.cells.items():
        shared = group.cells[key].people if key in group.cells else 0
        if shared in (own, counts.people):
            sizes.append(abs(counts.people - own))
    return any_small(sizes)


def _gaps(gaps: Mapping[str, PerformanceGap]) -> dict[str, PerformanceGap]:
    """Return the gaps with enough people on both sides.

    If exactly one is hidden, the smallest of the others is hidden too.
    """
    shown = {
        name: gap
        for name, gap in gaps.items()
        if min(gap.people, gap.other_people) >= SMALLEST_GROUP
    }
    if len(gaps) - len(shown) == 1 and shown:
        shown.pop(min(shown, key=lambda name: (shown[name].people, name)))
    return shown
