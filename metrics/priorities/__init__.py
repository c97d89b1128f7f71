"""Which categories to work on first, and where exactly."""

from metrics.priorities.business_case import (
    COSTS,
    CRITERIA,
    EFFECT,
    MENTORS,
    SOLUTION,
    STAKE,
    URGENCY,
    BusinessCase,
)
from metrics.priorities.category_tree import Category
from metrics.priorities.company_evidence import ASSUMED
from metrics.priorities.drilldown import (
    CUSTOMERS,
    DIMENSIONS,
    GROUP,
    PEOPLE,
    SUBJECTS,
    Cell,
    CellKey,
    Cube,
    narrowest_cell,
)
from metrics.priorities.ranking import Ranked, Ranking, UncertainValue
from metrics.priorities.stake import category_cells

__all__ = [
    "ASSUMED",
    "BusinessCase",
    "COSTS",
    "CRITERIA",
    "CUSTOMERS",
    "Category",
    "Cell",
    "CellKey",
    "Cube",
    "DIMENSIONS",
    "EFFECT",
    "GROUP",
    "MENTORS",
    "PEOPLE",
    "Ranked",
    "Ranking",
    "SOLUTION",
    "STAKE",
    "SUBJECTS",
    "URGENCY",
    "UncertainValue",
    "category_cells",
    "narrowest_cell",
]
