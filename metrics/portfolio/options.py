"""What can be bought: each category with each reward plan, and what that takes and returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf, isfinite

import numpy as np

from metrics.i18n import N_
from metrics.rewards.appraisal import CASH, COST
from metrics.rewards.benefits import benefit_flows
from metrics.rewards.cash_flows import cohorts, responses
from metrics.rewards.costs import cost_flows, yearly_rewards
from metrics.rewards.inputs import assumptions_in_force, uncertain_numbers
from metrics.rewards.model import appraisal_faults as scenario_faults
from metrics.rewards.precedent import assess_precedent
from metrics.rewards.scenario import CategoryPlan, Fault, RewardPlan, Scenario, ScenarioError
from metrics.rewards.tax_terms import discount_factor
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Draws, Values

SUMS = ("cost", "cash", "hours", "free_space", "liability", "net", "pairings")
KEPT_DRAWS = 250
CENT = 0.01


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """What something takes and returns, expected: `cost` (cash and capacity), `cash`, `free_space`
    and precedent `liability` in euros, mentor `hours`; `net` = gain - cost, with one value per
    joint draw in `draws` (may be empty).
    """

    cost: float = 0.0
    cash: float = 0.0
    hours: float = 0.0
    free_space: float = 0.0
    liability: float = 0.0
    net: float = 0.0
    pairings: int = 0
    draws: np.ndarray = field(default_factory=lambda: np.empty(0), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class PortfolioOption(Amounts):
    """One reward plan in one category. Its own amounts count once it is chosen.

    Where `each` is given, `least` to `most` pairings come on top, each with those amounts.
    """

    category: str
    plan: str
    each: Amounts | None = None
    least: int = 0
    most: int = 0


@dataclass(frozen=True)
class CategoryLimits:
    """What one category must at least and may at most take. A minimum above zero means that it has
    to be chosen.
    """

    cash: tuple[float, float] = (0.0, inf)
    pairings: tuple[float, float] = (0, inf)


@dataclass(frozen=True)
class ChosenOption:
    """A chosen option with the number of pairings that come on top (0 where they are not
    counted).
    """

    option: PortfolioOption
    count: int = 0

    def total(self, amount: Callable[[Amounts], float]) -> float:
        """Its amount with all its pairings; an array for draws."""
        each = amount(self.option.each) * self.count if self.option.each else 0
        return amount(self.option) + each


def totals(chosen: Sequence[ChosenOption]) -> Amounts:
    """The sums over what is chosen, without draws."""
    return Amounts(
        **{
            name: sum(one.total(lambda of, name=name: getattr(of, name)) for one in chosen)
            for name in SUMS
        }
    )


def price_options(
    scenario: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    plans: Mapping[str, RewardPlan],
    *,
    between: Mapping[str, tuple[int, int]] | None = None,
    kept: int = KEPT_DRAWS,
) -> tuple[PortfolioOption, ...]:
    """Every category of the scenario with every plan, by name, in place of the reward it has there.

    All are appraised on the same draws, so that what moves together does. `net` is the expected net
    present value; cash, cost and agreed mentor hours are those of all years, `free_space` that of
    the year that uses most, as if no other category used it (the limit of a choice sees to that);
    `liability` is the base one of `assess_precedent`. What all categories share (coordinator,
    one-offs) is in none of them. A category in `between` has its pairings counted, from the least
    to the most started each year; the rest keep the scenario's. `kept` draws stay with an option,
    evenly spread over the scenario's. ScenarioError and AssumptionError as in `appraise` and
    `assess_precedent`.
    """
    counted = dict(between or {})
    for reward in (None, *plans.values()):
        asked = (
            scenario
            if reward is None
            else replace(
                scenario,
                categories=tuple(replace(plan, reward=reward) for plan in scenario.categories),
            )
        )
        if found := scenario_faults(asked, assumptions, facts.employer):
            raise ScenarioError(found)
    value = Draws(
        uncertain_numbers(scenario, facts, assumptions), seed=scenario.seed, n=scenario.draws
    )

    def priced(plan: CategoryPlan, pairings: int) -> Amounts:
        return _priced(replace(plan, pairings=pairings), scenario, facts, assumptions, value, kept)

    made = []
    for plan in scenario.categories:
        for name, reward in plans.items():
            offered = replace(plan, reward=reward)
            least, most = counted.get(plan.category, (plan.pairings, plan.pairings))
            if least == most:
                made.append(_option(plan.category, name, priced(offered, most)))
            else:
                made.append(
                    _counted(plan.category, name, priced(offered, least), priced(offered, most))
                )
    return tuple(made)


def _option(category: str, plan: str, amounts: Amounts, **more: object) -> PortfolioOption:
    return PortfolioOption(
        category=category,
        plan=plan,
        draws=amounts.draws,
        **more,
        **{name: getattr(amounts, name) for name in SUMS},
    )


def _counted(category: str, plan: str, low: Amounts, high: Amounts) -> PortfolioOption:
    """The straight line through both ends: an amount once, and one for each pairing."""
    least, most = low.pairings, high.pairings
    each = Amounts(
        **{
            name: (getattr(high, name) - getattr(low, name)) / (most - least)
            for name in (*SUMS, "draws")
        }
    )
    once = Amounts(
        **{name: getattr(low, name) - least * getattr(each, name) for name in (*SUMS, "draws")}
    )
    return _option(category, plan, once, each=each, least=least, most=most)


def _priced(
    plan: CategoryPlan,
    scenario: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    value: Values,
    kept: int,
) -> Amounts:
    alone = replace(scenario, categories=(plan,), one_offs=0.0)
    pairs = cohorts(
        plan,
        value,
        responses(alone, facts, assumptions_in_force(scenario, assumptions))[plan.category],
    )
    by_category = {plan.category: pairs}
    spent = [one for one in cost_flows(alone, facts, by_category, value) if one.category]
    flows = [*spent, *benefit_flows(alone, facts, by_category, value)]
    net = np.zeros(scenario.draws) + sum(
        (-1 if one.side == COST else 1) * discount_factor(scenario, one.year) * one.amount
        for one in flows
    )
    return Amounts(
        cost=sum(float(np.mean(one.amount)) for one in spent),
        cash=sum(float(np.mean(one.amount)) for one in spent if one.kind == CASH),
        hours=sum(float(np.mean(one.started)) for one in pairs) * plan.hours,
        free_space=max(
            (float(np.mean(one.used)) for one in yearly_rewards(alone, facts, by_category, value)),
            default=0.0,
        ),
        liability=assess_precedent(plan, alone, facts, assumptions).liability.base,
        net=float(net.mean()),
        pairings=plan.pairings,
        draws=net[:: max(net.size // kept, 1)][:kept],
    )


def option_faults(one: PortfolioOption, *, draws: int, tail: float) -> Iterator[Fault]:
    """What is wrong with an option; with a `tail` it must have that many draws."""
    at = f"options.{one.category}.{one.plan}"
    if one.each and not 0 <= one.least <= one.most:
        yield Fault(
            at,
            N_(
                "The minimum ({low}) and the maximum ({high}) must be zero or more, and in that "
                "order."
            ),
            {"low": one.least, "high": one.most},
        )
    for count in {one.least, one.most} if one.each else {0}:
        for name in ("cost", "cash", "hours", "free_space", "liability"):
            value = ChosenOption(one, count).total(lambda of, name=name: getattr(of, name))
            if not -CENT / 2 <= value < inf:
                yield Fault(
                    f"{at}.{name}",
                    N_("{value} is not a valid amount; enter zero or more."),
                    {"value": value},
                )
    if not isfinite(one.net) or (one.each and not isfinite(one.each.net)):
        yield Fault(f"{at}.net", N_("{value} is not an amount."), {"value": one.net})
    sizes = {one.draws.size} | ({one.each.draws.size} if one.each else set())
    if tail and sizes != {draws} or tail and not draws:
        yield Fault(
            f"{at}.draws",
            N_("The lower tail needs the same number of draws for every option, at least one."),
            {},
        )
