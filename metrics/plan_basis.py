"""What plans are appraised with, and every question about a plan: appraise, pay range, budget."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from metrics.disclosure import ReleasedFacts, release
from metrics.portfolio.choice import Choice, ChoiceTerms, choose, pose_problem
from metrics.portfolio.frontier import (
    NextChoice,
    RejectedOption,
    budget_frontier,
    next_choice,
    rejected_options,
)
from metrics.portfolio.options import (
    CategoryLimits,
    ChosenOption,
    PortfolioOption,
    price_options,
)
from metrics.rewards import CategoryPlan, Fault, RewardPlan, Scenario
from metrics.rewards.appraisal import Appraisal
from metrics.rewards.faults import appraisal_faults
from metrics.rewards.model import appraise
from metrics.rewards.pay_range import PayRange, find_pay_range
from metrics.rewards.precedent import PrecedentRisk, assess_precedent
from metrics.rewards.scenario import todays_plan
from metrics.rewards.tax_terms import free_space_left
from metrics.value import Assumption

OPTION_SETS = 8  # priced option sets kept; one serves all questions about one request


@dataclass(frozen=True)
class OptimisationRequest:
    """What a budget can buy, and within which limits.

    `plans` are (name, reward plan): each can be given to each category of `scenario`. `limits` are
    (name, maximum), `tail` is the weight of the worst outcomes. `pairings` are (category, minimum,
    maximum) where the number of pairings is chosen too; a minimum above zero means that the
    category has to be chosen. All others keep the scenario's number.
    """

    scenario: Scenario
    plans: tuple[tuple[str, RewardPlan], ...]
    limits: tuple[tuple[str, float], ...] = ()
    tail: float = 0.0
    pairings: tuple[tuple[str, int, int], ...] = ()

    def terms(self) -> ChoiceTerms:
        """Return the terms of the search beside the budget."""
        needed = {
            category: CategoryLimits(pairings=(minimum, maximum))
            for category, minimum, maximum in self.pairings
            if minimum
        }
        limits = dict(self.limits)
        return ChoiceTerms(categories=needed, tail=self.tail, **limits)  # type: ignore[typeddict-item]


class PlanBasis:
    """The released facts of a company and the assumptions in force: all that a plan rests on.

    A saved plan keeps both, so its own basis answers as it did on the day it was saved.
    """

    def __init__(self, facts: ReleasedFacts, assumptions: Mapping[str, Assumption]) -> None:
        self.facts = facts
        self.assumptions = assumptions
        self._options = lru_cache(OPTION_SETS)(self._price_options)

    @cached_property
    def key(self) -> str:
        """Return a hash of the facts and the assumptions: equal keys give equal answers."""
        content = repr((self.facts, sorted(self.assumptions.items())))
        return hashlib.sha256(content.encode()).hexdigest()

    def todays_plan(self) -> Scenario:
        """Return what runs today as a plan of one year."""
        return todays_plan(self.facts)

    def faults(self, scenario: Scenario) -> tuple[Fault, ...]:
        """Return everything for which the plan cannot be appraised; empty if it can."""
        return appraisal_faults(scenario, self.assumptions, self.facts.employer)

    def appraise(self, scenario: Scenario) -> Appraisal:
        """Return what the plan costs and returns. Raise ScenarioError where it has faults."""
        return release(appraise(scenario, self.facts, self.assumptions))

    def pay_range(self, scenario: Scenario, category: str) -> PayRange:
        """Return from what mentors give up to what mentoring is worth, in one category."""
        return release(find_pay_range(scenario, self.facts, self.assumptions, category))

    def precedent(self, plan: CategoryPlan, scenario: Scenario) -> PrecedentRisk:
        """Return the risk that a category's reward becomes an entitlement, and its liability."""
        return release(assess_precedent(plan, scenario, self.facts, self.assumptions))

    def free_space_left(self, scenario: Scenario) -> float:
        """Return what is left of a year's free space (work-costs scheme), euros."""
        return free_space_left(scenario, self.facts)

    def largest_budget(self, request: OptimisationRequest) -> float:
        """Return the cash that the dearest plan of every category takes together, euros."""
        priced = self._options_of(request)
        return sum(
            max(
                ChosenOption(option, option.most).total("cash")
                for option in priced
                if option.category == plan.category
            )
            for plan in request.scenario.categories
        )

    def optimise(self, request: OptimisationRequest, budget: float) -> Choice:
        """Return the best choice within the budget, euros of cash."""
        return release(choose(self._options_of(request), budget=budget, **request.terms()))

    def smallest_budget(self, request: OptimisationRequest) -> float | None:
        """Return the smallest budget that buys something that pays, euros; None if none does."""
        problem = pose_problem(self._options_of(request), budget=0.0, **request.terms())
        return problem.smallest_budget(pays=True)

    def spend_more(self, request: OptimisationRequest, budget: float, extra: float) -> NextChoice:
        """Return what changes with `extra` euros on top of the budget."""
        return release(next_choice(self._options_of(request), budget, extra, **request.terms()))

    def not_chosen(self, request: OptimisationRequest, budget: float) -> tuple[RejectedOption, ...]:
        """Return, for each option that is not chosen, the reason."""
        rejected = rejected_options(self._options_of(request), budget=budget, **request.terms())
        return tuple(release(loser) for loser in rejected)

    def frontier(
        self, request: OptimisationRequest, budgets: tuple[float, ...]
    ) -> tuple[Choice, ...]:
        """Return the best choice at each of the budgets."""
        choices = budget_frontier(self._options_of(request), budgets, **request.terms())
        return tuple(release(choice) for choice in choices)

    def _options_of(self, request: OptimisationRequest) -> tuple[PortfolioOption, ...]:
        return self._options(request.scenario, request.plans, request.pairings)

    def _price_options(
        self,
        scenario: Scenario,
        plans: tuple[tuple[str, RewardPlan], ...],
        pairings: tuple[tuple[str, int, int], ...],
    ) -> tuple[PortfolioOption, ...]:
        between = {category: (max(minimum, 1), maximum) for category, minimum, maximum in pairings}
        return price_options(scenario, self.facts, self.assumptions, dict(plans), between=between)
