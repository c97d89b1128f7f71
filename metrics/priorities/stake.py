"""What is at stake in a category: losses of customers or people, or a performance gap, in euros."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.i18n import N_
from metrics.inference.rate_shrinkage import cell_rates
from metrics.priorities.category_tree import Category, CategoryTree
from metrics.priorities.company_evidence import (
    MEASURED,
    CaseFigure,
    CompanyEvidence,
    SubjectCell,
)
from metrics.priorities.drilldown import CUSTOMERS, GROUP, PEOPLE, CellKey, Cube
from metrics.priorities.ranking import UncertainValue
from metrics.value.assumptions import Assumption

NOTHING_NAMED = N_(
    "The category names no customers, department or measure, so nothing can be counted."
)
HIDDEN = N_("Not shown, to protect the privacy of a small group.")
NOBODY_COUNTED = N_("No customers or people were counted in this part of the company.")
NO_MONEY = N_("The revenue or margin of the lost customers is not known.")
NO_DEPARTMENT = N_("The category names no department to compare on its measure.")
NO_RESULTS = N_("A department of this category has no results on its measure.")
NO_PRICE = N_("The category's measure has no price in euros.")
STAKE_SOURCES = {
    CUSTOMERS: N_("Margin of customers lost per year."),
    PEOPLE: N_("Cost per year of replacing leavers."),
    GROUP: N_("Cost per year of replacing the group's leavers, conservative estimate."),
}
SEVERAL_SOURCES = N_("Margin of customers lost and replacement cost of leavers, per year.")


def category_cells(category: Category, tree: CategoryTree) -> tuple[SubjectCell, ...]:
    """Return the cells that a category is about; empty if it names none.

    These are its own; else all customers or people, if it is known to be about them; else those of
    its sub-categories. A goal group of a sub-category counts for the broader one only if there is
    nothing else: members of a group are also in a department, and would count twice.
    """
    if own := _own_cell(category, tree):
        return (own,)
    if category.at_stake in (CUSTOMERS, PEOPLE):
        return ((category.at_stake, (None, None, None)),)
    below = dict.fromkeys(
        cell for child in tree.children(category.code) for cell in category_cells(child, tree)
    )
    without_groups = tuple(cell for cell in below if cell[0] != GROUP)
    return without_groups or (tuple(below) if len(below) == 1 else ())


def _own_cell(category: Category, tree: CategoryTree) -> SubjectCell | None:
    department = category.department or None
    if category.goal_group in tree.goal_groups:
        return GROUP, (category.goal_group,)
    if category.segment or category.product:
        return CUSTOMERS, (category.segment or None, category.product or None, department)
    return (PEOPLE, (department, None, None)) if department else None


def stake(
    category: Category,
    cells: Sequence[SubjectCell],
    evidence: CompanyEvidence,
    assumptions: Mapping[str, Assumption],
) -> CaseFigure | str:
    """Return what is at stake in euros a year, or why it is missing.

    It is missing if any part of it is not known, so that a category never looks small for want of
    data.
    """
    if category.outcome_metric in evidence.performance_gaps:
        departments = {key[0] for subject, key in cells if subject == PEOPLE}
        return _stake_of_gaps(category.outcome_metric, departments, evidence)
    if not cells:
        return NOTHING_NAMED
    losses = []
    for subject, key in cells:
        loss = _loss(subject, key, evidence, assumptions["replacement_cost"])
        if isinstance(loss, str):
            return loss
        losses.append(loss)
    subjects = {subject for subject, _key in cells}
    text = STAKE_SOURCES[subjects.pop()] if len(subjects) == 1 else SEVERAL_SOURCES
    total = UncertainValue(
        sum(loss.value for loss in losses),
        sum(loss.low for loss in losses),
        sum(loss.high for loss in losses),
    )
    return CaseFigure(total, MEASURED, text)


def _stake_of_gaps(
    metric: str, departments: set[str | None], evidence: CompanyEvidence
) -> CaseFigure | str:
    gaps = evidence.performance_gaps[metric]
    worths = []
    for department in departments:
        if department is None:
            return NO_DEPARTMENT
        if (metric, department) in evidence.hidden_gaps:
            return HIDDEN
        if department not in gaps:
            return NO_RESULTS
        worth = gaps[department].worth
        if worth is None:
            return NO_PRICE
        worths.append(worth)
    if not worths:
        return NO_DEPARTMENT
    low, base, high = (sum(worth[end] for worth in worths) for end in range(3))
    return CaseFigure(
        UncertainValue(base, low, high),
        MEASURED,
        N_("Value per year of matching the others on {metric}."),
        {"metric": metric},
    )


def _loss(
    subject: str, key: CellKey, evidence: CompanyEvidence, replacement_cost: Assumption
) -> UncertainValue | str:
    """Return the yearly loss of a cell, or why it is missing.

    Its ends allow for chance in how many were lost and, for people, for the cost of replacing one.
    """
    if (subject, key) in evidence.hidden_cells:
        return HIDDEN
    cube = evidence.cube_around(subject, key)
    counts = cube.cells.get(key) if cube else None
    if cube is None or counts is None or counts.years <= 0:
        return NOBODY_COUNTED
    if counts.money is None:
        return NO_MONEY
    if subject == GROUP:
        loss = _group_loss(cube, key)
    else:
        rates = cell_rates([counts.lost], [counts.years])[0]
        low, high = (rates.low / rates.rate, rates.high / rates.rate) if rates.rate else (1.0, 1.0)
        loss = UncertainValue(counts.money, counts.money * low, counts.money * high)
    if subject == CUSTOMERS:
        return loss
    return UncertainValue(
        loss.value,
        loss.low * (replacement_cost.low / replacement_cost.base),
        loss.high * (replacement_cost.high / replacement_cost.base),
    )


def _group_loss(cube: Cube, key: CellKey) -> UncertainValue:
    """Return the yearly cost of a goal group's leavers, at its rate shrunk towards the others'."""
    cell = cube.cell(key)
    whole = cube.cells[cube.top]
    if cell is None or whole.money is None:
        raise ValueError(f"the goal group {key} has no exposure or no replacement cost")
    cost_per_exit = whole.money / whole.lost if whole.lost else 0.0
    return UncertainValue(
        cell.shrunk * cell.counts.years * cost_per_exit,
        cell.low * cell.counts.years * cost_per_exit,
        cell.high * cell.counts.years * cost_per_exit,
    )
