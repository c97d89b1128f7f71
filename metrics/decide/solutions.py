"""Which hidden experts already know the way in a category: by the measures that it is about, and by
customers kept."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.decide.case import MEASURED, Figure, about_what
from metrics.decide.drill import CUSTOMERS
from metrics.decide.experts import Experts, expert_in
from metrics.decide.ranking import Known
from metrics.decide.scores import ScoredExperts
from metrics.decide.tree import Category, Tree
from metrics.words import N_


def solutions(tree: Tree, known: Mapping[str, Experts | ScoredExperts]) -> dict[str, Figure]:
    """How many experts are inside of every category in use, by its code; without those where nobody
    could look.

    `known` as `experts_by` gives it. Who is an expert in several of a category's measures counts
    once."""
    named = expert_in(known).values()
    about = {one.category: about_measures(one, tree, known) for one in tree.in_use()}
    return {
        category: _figure(sum(not keys.isdisjoint(of) for of in named), keys)
        for category, keys in about.items()
        if keys
    }


def about_measures(category: Category, tree: Tree, known: Mapping[str, object]) -> set[str]:
    """The keys of `known` that a category is about: "" where it is about customers, and each
    measure that it, or one below it, names as its outcome, its goal group or itself."""
    names = {
        name
        for one in tree.within(category.category)
        for name in (one.outcome_metric, one.goal_group, one.category)
        if name
    }
    if any(subject == CUSTOMERS for subject, _place in about_what(category, tree)):
        names.add("")
    return names & set(known)


def _figure(people: int, keys: set[str]) -> Figure:
    known = Known.sure(float(people))
    if keys == {""}:
        return Figure(
            known, MEASURED, N_("People who keep surely more customers than others would have.")
        )
    by = tuple(key or N_("customers kept") for key in sorted(keys))
    return Figure(
        known, MEASURED, N_("People who do surely better than others would, by: {by}."), {"by": by}
    )
