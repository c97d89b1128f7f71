"""What a budget buys, from released facts only, and kept for the next reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard import data
from dashboard.decisions import Basis
from metrics.disclosure import ReleasedChoice, release
from metrics.portfolio.choice import (
    CategoryLimits,
    ChosenOption,
    PortfolioOption,
    choose,
    pose_problem,
    price_options,
)
from metrics.portfolio.frontier import frontier, next_choice, rejected_options
from metrics.rewards import RewardPlan, Scenario, tax_terms


@dataclass(frozen=True)
class OptimisationRequest:
    """What can be bought: the scenario's categories, each with every plan of `plans` (name, plan),
    within the limits (name, most); `tail` is the weight of the bad cases. `between`: (category,
    least, most) for categories whose pairings are chosen too; a least above zero means that it has
    to be bought. The others keep the scenario's.
    """

    scenario: Scenario
    plans: tuple[tuple[str, RewardPlan], ...]
    limits: tuple[tuple[str, float], ...] = ()
    tail: float = 0.0
    between: tuple[tuple[str, int, int], ...] = ()

    def terms(self) -> dict[str, Any]:
        """What `choose` is asked beside the budget."""
        needed = {
            category: CategoryLimits(pairings=(least, most))
            for category, least, most in self.between
            if least
        }
        return {**dict(self.limits), "categories": needed, "tail": self.tail}


def dearest(menu: OptimisationRequest, basis: Basis) -> float:
    """The cash that the dearest plan of every category takes together."""
    found = _options(menu, basis)
    return sum(
        max(
            ChosenOption(one, one.most).total(lambda of: of.cash)
            for one in found
            if one.category == plan.category
        )
        for plan in menu.scenario.categories
    )


def free_space_left(scenario: Scenario, basis: Basis) -> float:
    """What is left of a year's free space under the work-costs scheme, euros."""
    return tax_terms.free_space_left(scenario, basis.facts.facts)


def choice_of(menu: OptimisationRequest, budget: float, basis: Basis) -> ReleasedChoice:
    """The best choice within the budget."""
    return release(
        _kept("choice", menu, budget, basis, lambda of: choose(of, budget=budget, **menu.terms()))
    )


def smallest_of(menu: OptimisationRequest, basis: Basis) -> float | None:
    """The smallest budget that buys something that pays, euros; None where none does."""
    return _kept(
        "smallest",
        menu,
        0.0,
        basis,
        lambda of: pose_problem(of, budget=0.0, **menu.terms()).smallest_budget(pays=True),
    )


def next_of(menu: OptimisationRequest, budget: float, extra: float, basis: Basis) -> ReleasedChoice:
    """What is chosen next with `extra` euros more."""
    return release(
        _kept(
            f"next {extra}",
            menu,
            budget,
            basis,
            lambda of: next_choice(of, budget, extra, **menu.terms()),
        )
    )


def losers_of(menu: OptimisationRequest, budget: float, basis: Basis) -> tuple[ReleasedChoice, ...]:
    """Why each option that is not chosen is not."""
    found = _kept(
        "losers",
        menu,
        budget,
        basis,
        lambda of: rejected_options(of, budget=budget, **menu.terms()),
    )
    return tuple(map(release, found))


def frontier_of(
    menu: OptimisationRequest, budgets: tuple[float, ...], basis: Basis
) -> tuple[ReleasedChoice, ...]:
    """The best choice at every budget."""
    found = _kept(
        "frontier", menu, budgets, basis, lambda of: frontier(of, budgets, **menu.terms())
    )
    return tuple(map(release, found))


def _kept(
    what: str,
    menu: OptimisationRequest,
    budget: object,
    basis: Basis,
    made: Callable[[tuple[PortfolioOption, ...]], Any],
) -> Any:
    return data.kept(what, f"{basis.key} {budget} {menu!r}", lambda: made(_options(menu, basis)))


def _options(menu: OptimisationRequest, basis: Basis) -> tuple[PortfolioOption, ...]:
    counted = {category: (max(least, 1), most) for category, least, most in menu.between}
    return data.kept(
        "options",
        f"{basis.key} {menu.scenario!r} {menu.plans!r} {counted!r}",
        lambda: price_options(
            menu.scenario, basis.facts.facts, basis.assumptions, dict(menu.plans), between=counted
        ),
    )
