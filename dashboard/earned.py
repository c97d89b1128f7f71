"""Which categories earned attention: what is known of them, released, and kept for the next
reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard import data, experts
from dashboard.decisions import Basis, basis_of
from metrics import value
from metrics.disclosure import ReleasedInside, release
from metrics.experts.find import expert_in
from metrics.priorities.business_case import CRITERIA, Case, Inside, available, cases
from metrics.priorities.category_tree import Tree, tree
from metrics.priorities.drilldown import CUSTOMERS, PEOPLE, cube, groups
from metrics.priorities.gap import gaps
from metrics.priorities.ranking import Ranking, rank
from metrics.priorities.solutions import solutions
from metrics.rewards.model import appraise
from metrics.rewards.scenario import todays_plan
from metrics.warehouse.snapshot import Snapshot, ask, find

DRAWS = 1_000


@dataclass(frozen=True)
class Categories:
    """The tree, and what its categories are judged by. `key` stands for all of it."""

    tree: Tree
    basis: Basis
    inside: ReleasedInside
    key: str


def categories_of(snapshot: Snapshot, version: str) -> Categories:
    """What is known of the categories now."""
    basis = basis_of(snapshot, version)
    key = f"{snapshot.id} {version} {basis.key}"
    found, known = data.kept("inside", key, lambda: _known(snapshot, version, basis))
    return Categories(found, basis, release(known), key)


def cases_of(of: Categories, urgency: Mapping[str, float]) -> tuple[Case, ...]:
    """What may be shown of each case; `urgency` is what this reader entered."""
    found = data.kept(
        "cases",
        f"{of.key} {sorted(urgency.items())}",
        lambda: cases(
            of.tree,
            of.basis.facts.facts,
            of.inside.inside,
            of.basis.assumptions,
            _costs(of.basis),
            urgency,
        ),
    )
    return tuple(release(one).case for one in found)


def ranking_of(of: Categories, found: tuple[Case, ...], points: Mapping[str, float]) -> Ranking:
    """What may be shown of their ranking with this reader's weights."""
    options = tuple(one.option for one in found)
    return release(
        data.kept(
            "ranking",
            f"{of.key} {options!r} {sorted(points.items())}",
            lambda: rank(options, CRITERIA, points),
        )
    ).ranking


def _costs(basis: Basis) -> dict[str, tuple[float, float, float]]:
    plan = replace(todays_plan(basis.facts.facts), draws=DRAWS)
    if not plan.categories:
        return {}
    return appraise(plan, basis.facts.facts, basis.assumptions).costs_by_category()


def _known(snapshot: Snapshot, version: str, basis: Basis) -> tuple[Tree, Inside]:
    of, pay = basis.assumptions, basis.facts.facts.mean_pay
    per_exit = of["replacement_cost"].base * pay
    metrics, named_experts = data.metrics(version)[0], experts.unreleased(snapshot)
    with ask(find(snapshot.id)) as session:
        found = tree(session)
        named = sorted({one.outcome_metric for one in found.categories} & set(metrics))
        return found, Inside(
            cubes={
                CUSTOMERS: cube(session, CUSTOMERS),
                PEOPLE: cube(session, PEOPLE, per_exit=per_exit),
            },
            groups=groups(session, per_exit=per_exit),
            available=available(session),
            solutions=solutions(found, expert_in(named_experts), named_experts),
            gaps={
                name: gaps(session, metrics[name], of, pay=pay, run=value.run_values(of))
                for name in named
                if metrics[name].shape == "panel"
            },
        )
