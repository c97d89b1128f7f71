"""Evidence that the categories' business cases are built from, and the figures of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from metrics.priorities.drilldown import GROUP, PEOPLE, CellKey, Cube, group_against_rest
from metrics.priorities.performance_gap import PerformanceGap
from metrics.priorities.ranking import UncertainValue
from metrics.warehouse.engine import Session

AVAILABLE_SQL = Path(__file__).parent / "sql" / "available.sql"
MEASURED = "measured"
ASSUMED = "assumed"
ENTERED = "entered"
SubjectCell = tuple[str, CellKey]  # CUSTOMERS, PEOPLE or GROUP, and the key of a cell in its cube


@dataclass(frozen=True)
class CaseFigure:
    """One figure of a case.

    `kind` is MEASURED in the company, ASSUMED (with its `grade`) or ENTERED by the leader. `says`
    is the sentence key of its source, filled in from `values`.
    """

    amount: UncertainValue
    kind: str
    says: str = ""
    values: Mapping[str, object] | None = None
    grade: str = ""


@dataclass(frozen=True)
class CompanyEvidence:
    """What cases are built from besides the company facts.

    `cubes` by subject; `performance_gaps` by metric and department; `available_mentors` by
    category; `in_house_experts` by category, without those where no one could look;
    `goal_group_cubes`: the cells of PEOPLE within each goal group. The `hidden_...` fields name
    what release() took out to protect privacy; before release they are empty.
    """

    cubes: Mapping[str, Cube]
    performance_gaps: Mapping[str, Mapping[str, PerformanceGap]]
    available_mentors: Mapping[str, int]
    in_house_experts: Mapping[str, CaseFigure] = field(default_factory=dict)
    goal_group_cubes: Mapping[str, Cube] = field(default_factory=dict)
    hidden_cells: frozenset[SubjectCell] = frozenset()
    hidden_gaps: frozenset[tuple[str, str]] = frozenset()
    hidden_mentors: frozenset[str] = frozenset()

    def cube_around(self, subject: str, key: CellKey) -> Cube | None:
        """Return the cube in which to read a cell; None without one.

        A goal group is read in a cube of its own, against everyone else.
        """
        if subject != GROUP:
            return self.cubes.get(subject)
        name = key[0] or ""
        group = self.goal_group_cubes.get(name)
        everyone = self.cubes.get(PEOPLE)
        if group is None or everyone is None:
            return None
        own = group.cells.get(group.top)
        whole = everyone.cells.get(everyone.top)
        return group_against_rest(name, own, whole) if own and whole else None


def available_mentors(session: Session) -> dict[str, int]:
    """Return how many of those who ever mentored in a category are still employed, by category."""
    rows = session.records(AVAILABLE_SQL)
    return {row["category"]: row["available"] for row in rows}
