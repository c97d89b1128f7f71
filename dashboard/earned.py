"""Which categories earned attention: what is known of them, released, and kept for the next reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import data
from dashboard.decisions import Basis, basis_of
from metrics import value
from metrics.decide.case import CRITERIA, Case, Inside, about_what, available, cases
from metrics.decide.drill import CUSTOMERS, PEOPLE, cube, groups
from metrics.decide.experts import experts
from metrics.decide.gap import gaps
from metrics.decide.ranking import Ranking, rank
from metrics.decide.tree import Tree, tree
from metrics.disclosure import ReleasedInside, release
from metrics.warehouse.engine import Session
from metrics.warehouse.snapshot import Snapshot, ask, find


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
    found = data.kept("cases", f"{of.key} {sorted(urgency.items())}", lambda: cases(
        of.tree, of.basis.facts.facts, of.inside.inside, of.basis.of, urgency))
    return tuple(release(one).case for one in found)


def ranking_of(of: Categories, found: tuple[Case, ...], points: Mapping[str, float]) -> Ranking:
    """What may be shown of their ranking with this reader's weights."""
    options = tuple(one.option for one in found)
    return release(data.kept("ranking", f"{of.key} {options!r} {sorted(points.items())}",
                             lambda: rank(options, CRITERIA, points))).ranking


def _known(snapshot: Snapshot, version: str, basis: Basis) -> tuple[Tree, Inside]:
    of, pay = basis.of, basis.facts.facts.mean_pay
    per_exit = of["replacement_cost"].base * pay
    metrics = data.metrics(version)[0]
    with ask(find(snapshot.id)) as session:
        found = tree(session)
        named = sorted({one.outcome_metric for one in found.categories} & set(metrics))
        return found, Inside(
            cubes={CUSTOMERS: cube(session, CUSTOMERS),
                   PEOPLE: cube(session, PEOPLE, per_exit=per_exit)},
            groups=groups(session, per_exit=per_exit),
            available=available(session),
            solutions=_solutions(session, found),
            gaps={name: gaps(session, metrics[name], of, pay=pay, run=value.run_values(of))
                  for name in named if metrics[name].shape == "panel"},
        )


def _solutions(session: Session, found: Tree) -> dict[str, int]:
    """How many hidden experts there are, for the categories that are about customers; none where nobody could look."""
    known = experts(session)
    about = [one.category for one in found.in_use() if any(what == CUSTOMERS for what, _ in about_what(one, found))]
    return dict.fromkeys(about, len(known.experts)) if known else {}
