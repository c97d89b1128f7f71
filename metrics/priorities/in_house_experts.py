"""In-house experts per category: by the measures that it is about, and by customers retained."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from metrics.i18n import N_
from metrics.priorities.category_tree import Category, CategoryTree
from metrics.priorities.company_evidence import MEASURED, CaseFigure
from metrics.priorities.drilldown import CUSTOMERS
from metrics.priorities.ranking import UncertainValue
from metrics.priorities.stake import category_cells

BY_CUSTOMERS = N_("People who retain significantly more customers than expected.")
BY_MEASURES = N_("People who perform significantly better than expected, by: {by}.")
CUSTOMERS_RETAINED = N_("customers retained")
CUSTOMERS_KEY = ""  # the key of customers retained; a measure's key is its name


def in_house_experts(
    tree: CategoryTree,
    measures_by_expert: Mapping[str, Sequence[str]],
    measures: Collection[str],
) -> dict[str, CaseFigure]:
    """Return the number of in-house experts of every category in use, by its code.

    `measures_by_expert` holds for each expert the measures that name them, `measures` all that
    were searched. An expert by several of a category's measures counts once. Categories that no
    searched measure is about are left out.
    """
    figures = {}
    for category in tree.in_use():
        names = category_measures(category, tree, measures)
        if names:
            experts = sum(not names.isdisjoint(own) for own in measures_by_expert.values())
            figures[category.code] = _figure(experts, names)
    return figures


def category_measures(
    category: Category, tree: CategoryTree, measures: Collection[str]
) -> set[str]:
    """Return those of `measures` that a category is about.

    These are CUSTOMERS_KEY if it is about customers, and each measure that it or one of its
    sub-categories names as its outcome, its goal group or itself.
    """
    names = {
        name
        for part in tree.subtree(category.code)
        for name in (part.outcome_metric, part.goal_group, part.code)
        if name
    }
    if any(subject == CUSTOMERS for subject, _key in category_cells(category, tree)):
        names.add(CUSTOMERS_KEY)
    return names & set(measures)


def _figure(experts: int, measures: set[str]) -> CaseFigure:
    amount = UncertainValue.exact(float(experts))
    if measures == {CUSTOMERS_KEY}:
        return CaseFigure(amount, MEASURED, BY_CUSTOMERS)
    by = tuple(name or CUSTOMERS_RETAINED for name in sorted(measures))
    return CaseFigure(amount, MEASURED, BY_MEASURES, {"by": by})
