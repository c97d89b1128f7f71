"""Which hidden experts already know the way in a category: by the measures that it is about, and by
customers kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from metrics.i18n import N_
from metrics.priorities.business_case import MEASURED, Figure, about_what
from metrics.priorities.category_tree import Category, Tree
from metrics.priorities.drilldown import CUSTOMERS
from metrics.priorities.ranking import Known

BY_CUSTOMERS = N_("People who retain significantly more customers than expected.")
BY_MEASURES = N_("People who perform significantly better than expected, by: {by}.")
CUSTOMERS_RETAINED = N_("customers retained")


def solutions(
    tree: Tree, expert_in: Mapping[str, Sequence[str]], measures: Collection[str]
) -> dict[str, Figure]:
    """How many experts are inside of every category in use, by its code; without those where nobody
    could look.

    `expert_in`: for each expert the measures by which they are one ("" is customers kept),
    `measures`: all those by which somebody looked. An expert by several of a category's measures
    counts once.
    """
    named = expert_in.values()
    about = {one.category: about_measures(one, tree, measures) for one in tree.in_use()}
    return {
        category: _figure(sum(not keys.isdisjoint(of) for of in named), keys)
        for category, keys in about.items()
        if keys
    }


def about_measures(category: Category, tree: Tree, measures: Collection[str]) -> set[str]:
    """Those of `measures` that a category is about: "" where it is about customers, and each
    measure that it, or one below it, names as its outcome, its goal group or itself.
    """
    names = {
        name
        for one in tree.within(category.category)
        for name in (one.outcome_metric, one.goal_group, one.category)
        if name
    }
    if any(subject == CUSTOMERS for subject, _place in about_what(category, tree)):
        names.add("")
    return names & set(measures)


def _figure(people: int, keys: set[str]) -> Figure:
    known = Known.sure(float(people))
    if keys == {""}:
        return Figure(known, MEASURED, BY_CUSTOMERS)
    by = tuple(key or CUSTOMERS_RETAINED for key in sorted(keys))
    return Figure(known, MEASURED, BY_MEASURES, {"by": by})
