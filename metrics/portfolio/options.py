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
from metrics.rewards.faults import AMOUNT, appraisal_faults
from metrics.rewards.inputs import assumptions_in_force, uncertain_numbers
from metrics.rewards.precedent import assess_precedent
from metrics.rewards.scenario import CategoryPlan, Fault, RewardPlan, Scenario, ScenarioError
from metrics.rewards.tax_terms import discount_factor
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import Draws, Values

SUMS = ("cost", "cash", "hours", "free_space", "liability", "net", "pairings")
KEPT_DRAWS = 250
CENT = 0.01
NOT_IN_ORDER = N_(
    "The minimum ({low}) and the maximum ({high}) must be zero or more, and in that order."
)
UNEQUAL_DRAWS = N_("The lower tail needs the same number of draws for every option, at least one.")


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """What something takes and returns, expected.

    `cost` (cash and capacity), `cash`, `free_space` and precedent `liability` in euros, mentor
    `hours`; `net` = gain - cost, with one value per joint draw in `draws` (may be empty).
    """

    cost: float = 0.0
    cash: float = 0.0
    hours: float = 0.0
    free_space: float = 0.0
    liability: float = 0.0
    net: float = 0.0
    pairings: float = 0
    draws: np.ndarray = field(default_factory=lambda: np.empty(0), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class PortfolioOption(Amounts):
    """One reward plan in one category; its own amounts count once it is chosen.

    Where `each` is given, `least` to `most` pairings come on top, each with those amounts.
    """

    category: str
    plan: str
    each: Amounts | None = None
    least: int = 0
    most: int = 0


@dataclass(frozen=True)
class CategoryLimits:
    """The minimum and the maximum that one category may take.

    A minimum above zero means that the category has to be chosen.
    """

    cash: tuple[float, float] = (0.0, inf)
    pairings: tuple[float, float] = (0, inf)


@dataclass(frozen=True)
class ChosenOption:
    """A chosen option with the number of pairings on top (0 where they are not counted)."""

    option: PortfolioOption
    count: int = 0

    def total(self, name: str) -> float:
        """Return one of its amounts (a name of SUMS) with all its pairings."""
        each = getattr(self.option.each, name) * self.count if self.option.each else 0
        return getattr(self.option, name) + each

    @property
    def draws(self) -> np.ndarray:
        """Its net with all its pairings, per joint draw."""
        if self.option.each:
            return self.option.draws + self.option.each.draws * self.count
        return self.option.draws


def totals(chosen: Sequence[ChosenOption]) -> Amounts:
    """Return the sums over the chosen options, without draws."""
    return _amounts(lambda name: sum(option.total(name) for option in chosen), np.empty(0))


def price_options(
    scenario: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    plans: Mapping[str, RewardPlan],
    *,
    between: Mapping[str, tuple[int, int]] | None = None,
    kept: int = KEPT_DRAWS,
) -> tuple[PortfolioOption, ...]:
    """Return every category of the scenario with each plan, by name, in place of its own reward.

    All are appraised on the same draws, so that options that vary together do so here. `net` is the
    expected net present value; cash, cost and agreed mentor hours are those of all years;
    `free_space` is that of the year that uses most, as if no other category used it (the limit of a
    choice takes care of that); `liability` is the base one of `assess_precedent`. What all
    categories share (coordinator, one-offs) is in none of them.

    A category in `between` has its pairings counted, from the least to the most started each year;
    the others keep the scenario's. `kept` draws stay with an option, evenly spread over the
    scenario's. Raise ScenarioError as `appraise` and `assess_precedent` do.
    """
    _check(scenario, facts, assumptions, plans)
    counted = dict(between or {})
    numbers = uncertain_numbers(scenario, facts, assumptions)
    values = Draws(numbers, seed=scenario.seed, n=scenario.draws)

    def priced(plan: CategoryPlan, pairings: int) -> Amounts:
        planned = replace(plan, pairings=pairings)
        return _priced(planned, scenario, facts, assumptions, values, kept)

    options = []
    for plan in scenario.categories:
        for name, reward in plans.items():
            offered = replace(plan, reward=reward)
            least, most = counted.get(plan.category, (plan.pairings, plan.pairings))
            if least == most:
                option = _option(plan.category, name, priced(offered, most))
            else:
                low = priced(offered, least)
                high = priced(offered, most)
                option = _counted(plan.category, name, low, high, least=least, most=most)
            options.append(option)
    return tuple(options)


def _check(
    scenario: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    plans: Mapping[str, RewardPlan],
) -> None:
    """Raise ScenarioError where the scenario has faults, with its own rewards or a plan's."""
    scenarios = [scenario]
    for reward in plans.values():
        categories = tuple(replace(plan, reward=reward) for plan in scenario.categories)
        scenarios.append(replace(scenario, categories=categories))
    for checked in scenarios:
        if faults := appraisal_faults(checked, assumptions, facts.employer):
            raise ScenarioError(faults)


def _amounts(amount: Callable[[str], float], draws: np.ndarray) -> Amounts:
    """Return the amounts that a function of their name gives."""
    return Amounts(
        cost=amount("cost"),
        cash=amount("cash"),
        hours=amount("hours"),
        free_space=amount("free_space"),
        liability=amount("liability"),
        net=amount("net"),
        pairings=amount("pairings"),
        draws=draws,
    )


def _option(
    category: str,
    plan: str,
    amounts: Amounts,
    *,
    each: Amounts | None = None,
    least: int = 0,
    most: int = 0,
) -> PortfolioOption:
    return PortfolioOption(
        category=category,
        plan=plan,
        cost=amounts.cost,
        cash=amounts.cash,
        hours=amounts.hours,
        free_space=amounts.free_space,
        liability=amounts.liability,
        net=amounts.net,
        pairings=amounts.pairings,
        draws=amounts.draws,
        each=each,
        least=least,
        most=most,
    )


def _counted(
    category: str, plan: str, low: Amounts, high: Amounts, *, least: int, most: int
) -> PortfolioOption:
    """Return the straight line through both ends: an amount once, and one for each pairing."""
    each = _amounts(
        lambda name: (getattr(high, name) - getattr(low, name)) / (most - least),
        (high.draws - low.draws) / (most - least),
    )
    once = _amounts(
        lambda name: getattr(low, name) - least * getattr(each, name),
        low.draws - least * each.draws,
    )
    return _option(category, plan, once, each=each, least=least, most=most)


def _priced(
    plan: CategoryPlan,
    scenario: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    values: Values,
    kept: int,
) -> Amounts:
    alone = replace(scenario, categories=(plan,), one_offs=0.0)
    answers = responses(alone, facts, assumptions_in_force(scenario, assumptions))
    years = cohorts(plan, values, answers[plan.category])
    pairs = {plan.category: years}
    spent = [flow for flow in cost_flows(alone, facts, pairs, values) if flow.category]
    flows = [*spent, *benefit_flows(alone, facts, pairs, values)]
    net = np.zeros(scenario.draws) + sum(
        (-1 if flow.side == COST else 1) * discount_factor(scenario, flow.year) * flow.amount
        for flow in flows
    )
    rewards = yearly_rewards(alone, facts, pairs, values)
    return Amounts(
        cost=sum(float(np.mean(flow.amount)) for flow in spent),
        cash=sum(float(np.mean(flow.amount)) for flow in spent if flow.kind == CASH),
        hours=sum(float(np.mean(cohort.started)) for cohort in years) * plan.hours,
        free_space=max((float(np.mean(reward.used)) for reward in rewards), default=0.0),
        liability=assess_precedent(plan, alone, facts, assumptions).liability.base,
        net=float(net.mean()),
        pairings=plan.pairings,
        draws=net[:: max(net.size // kept, 1)][:kept],
    )


def option_faults(option: PortfolioOption, *, draws: int, tail: float) -> Iterator[Fault]:
    """Yield what is wrong with an option; with a `tail` it must have that many draws."""
    at = f"options.{option.category}.{option.plan}"
    if option.each and not 0 <= option.least <= option.most:
        yield Fault(at, NOT_IN_ORDER, {"low": option.least, "high": option.most})
    for count in {option.least, option.most} if option.each else {0}:
        for name in ("cost", "cash", "hours", "free_space", "liability"):
            value = ChosenOption(option, count).total(name)
            if not -CENT / 2 <= value < inf:
                yield Fault(f"{at}.{name}", AMOUNT, {"value": value})
    if not isfinite(option.net) or (option.each and not isfinite(option.each.net)):
        yield Fault(f"{at}.net", N_("{value} is not an amount."), {"value": option.net})
    sizes = {option.draws.size} | ({option.each.draws.size} if option.each else set())
    if tail and (sizes != {draws} or not draws):
        yield Fault(f"{at}.draws", UNEQUAL_DRAWS)
