"""What follows from a scenario, from released facts only, and kept for the next reader."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard import data, worth
from metrics import evaluate as evaluation
from metrics.decide import CategoryPlan, Fault, RewardPlan, Scenario, measured
from metrics.decide.corridor import corridor
from metrics.decide.facts import Facts
from metrics.decide.frontier import frontier, losers, next_with
from metrics.decide.model import appraise, faults
from metrics.decide.portfolio import Between, Chosen, Option, asked, choose, options
from metrics.decide.precedent import precedent
from metrics.decide.terms import space_left
from metrics.disclosure import (
    ReleasedAppraisal,
    ReleasedChoice,
    ReleasedCorridor,
    ReleasedFacts,
    ReleasedPrecedent,
    release,
)
from metrics.evaluate import Answer
from metrics.value import Assumption
from metrics.warehouse.snapshot import Snapshot, ask, find


@dataclass(frozen=True)
class Basis:
    """What a scenario is appraised with: released facts and the assumptions in force. `key` stands for both."""

    facts: ReleasedFacts
    of: Mapping[str, Assumption]
    key: str

    @classmethod
    def made_of(cls, facts: ReleasedFacts, of: Mapping[str, Assumption]) -> Basis:
        """The basis with its key."""
        return cls(facts, of, hashlib.sha256(repr((facts, sorted(of.items()))).encode()).hexdigest())


def basis_of(snapshot: Snapshot, version: str) -> Basis:
    """What is known of the company now, and what is assumed."""
    known = data.kept("facts", f"{snapshot.id} {version}", lambda: _facts(snapshot, version))
    return Basis.made_of(release(known), data.assumptions(snapshot))


def faults_of(scenario: Scenario, basis: Basis) -> tuple[Fault, ...]:
    """Everything for which the scenario cannot be appraised."""
    return faults(scenario, basis.of)


def appraised(scenario: Scenario, basis: Basis) -> ReleasedAppraisal:
    """What it costs and returns; the scenario has no faults."""
    found = data.kept("appraisal", f"{basis.key} {scenario!r}",
                      lambda: appraise(scenario, basis.facts.facts, basis.of))
    return release(found)


def corridor_of(scenario: Scenario, category: str, basis: Basis) -> ReleasedCorridor:
    """The corridor of one of its categories."""
    found = data.kept("corridor", f"{basis.key} {category} {scenario!r}",
                      lambda: corridor(scenario, basis.facts.facts, basis.of, category))
    return release(found)


def precedent_of(plan: CategoryPlan, scenario: Scenario, basis: Basis) -> ReleasedPrecedent:
    """The score card of one category's reward, and what it may become."""
    return release(precedent(plan, scenario, basis.facts.facts, basis.of))


@dataclass(frozen=True)
class Menu:
    """What can be bought: the scenario's categories, each with every plan of `plans` (name, plan), within the limits
    (name, most); `tail` is the weight of the bad cases. `between`: (category, least, most) for categories whose
    pairings are chosen too; a least above zero means that it has to be bought. The others keep the scenario's."""

    scenario: Scenario
    plans: tuple[tuple[str, RewardPlan], ...]
    limits: tuple[tuple[str, float], ...] = ()
    tail: float = 0.0
    between: tuple[tuple[str, int, int], ...] = ()

    def terms(self) -> dict[str, Any]:
        """What `choose` is asked beside the budget."""
        needed = {category: Between(pairings=(least, most)) for category, least, most in self.between if least}
        return {**dict(self.limits), "categories": needed, "tail": self.tail}


def dearest(menu: Menu, basis: Basis) -> float:
    """The cash that the dearest plan of every category takes together."""
    found = _options(menu, basis)
    return sum(max(Chosen(one, one.most).total(lambda of: of.cash) for one in found if one.category == plan.category)
               for plan in menu.scenario.categories)


def free_space_left(scenario: Scenario, basis: Basis) -> float:
    """What is left of a year's free space under the work-costs scheme, euros."""
    return space_left(scenario, basis.facts.facts)


def choice_of(menu: Menu, budget: float, basis: Basis) -> ReleasedChoice:
    """The best choice within the budget."""
    return release(_kept("choice", menu, budget, basis, lambda of: choose(of, budget=budget, **menu.terms())))


def smallest_of(menu: Menu, basis: Basis) -> float | None:
    """The smallest budget that buys something that pays, euros; None where none does."""
    return _kept("smallest", menu, 0.0, basis,
                 lambda of: asked(of, budget=0.0, **menu.terms()).smallest_budget(pays=True))


def next_of(menu: Menu, budget: float, extra: float, basis: Basis) -> ReleasedChoice:
    """What is chosen next with `extra` euros more."""
    return release(_kept(f"next {extra}", menu, budget, basis,
                         lambda of: next_with(of, budget, extra, **menu.terms())))


def losers_of(menu: Menu, budget: float, basis: Basis) -> tuple[ReleasedChoice, ...]:
    """Why each option that is not chosen is not."""
    found = _kept("losers", menu, budget, basis, lambda of: losers(of, budget=budget, **menu.terms()))
    return tuple(map(release, found))


def frontier_of(menu: Menu, budgets: tuple[float, ...], basis: Basis) -> tuple[ReleasedChoice, ...]:
    """The best choice at every budget."""
    found = _kept("frontier", menu, budgets, basis, lambda of: frontier(of, budgets, **menu.terms()))
    return tuple(map(release, found))


def _kept(what: str, menu: Menu, budget: object, basis: Basis, made: Callable[[tuple[Option, ...]], Any]) -> Any:
    return data.kept(what, f"{basis.key} {budget} {menu!r}", lambda: made(_options(menu, basis)))


def _options(menu: Menu, basis: Basis) -> tuple[Option, ...]:
    counted = {category: (max(least, 1), most) for category, least, most in menu.between}
    return data.kept("options", f"{basis.key} {menu.scenario!r} {menu.plans!r} {counted!r}",
                     lambda: options(menu.scenario, basis.facts.facts, basis.of, dict(menu.plans), between=counted))


def _facts(snapshot: Snapshot, version: str) -> Facts:
    stay, perform = (data.unreleased(snapshot.id, name, (), version) for name in worth.PRICED)
    stay_by, perform_by = (_by_category(snapshot, name, version) for name in worth.PRICED)
    with ask(find(snapshot.id)) as session:
        named = measured.outcome_metrics(session)
        own_by = {category: data.unreleased(snapshot.id, name, (("category", category),), version)
                  for category, name in named.items() if name in data.metrics(version)[0]}
        return measured.facts(session, data.assumptions(snapshot), stay=stay, perform=perform, stay_by=stay_by,
                              perform_by=perform_by, own_by=own_by, free_space_used=snapshot.free_space_used)


def _by_category(snapshot: Snapshot, name: str, version: str) -> dict[str, Answer]:
    alone = {one: data.unreleased(snapshot.id, name, (("category", one),), version)
             for one in data.values(snapshot, "category")}
    return evaluation.together(alone, "category")
