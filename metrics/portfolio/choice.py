"""The best use of a budget: which categories with which reward plan, and with how many pairings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import TypedDict

import numpy as np

from metrics.i18n import N_, Message
from metrics.portfolio.options import (
    CENT,
    Amounts,
    CategoryLimits,
    ChosenOption,
    PortfolioOption,
    option_faults,
    price_options,
    totals,
)
from metrics.portfolio.solver import IntegerProgramme, best_solution, build_programme, minimise
from metrics.rewards.scenario import Fault, ScenarioError

__all__ = [
    "CHOSEN",
    "INFEASIBLE",
    "LIMITS",
    "NOTHING",
    "Amounts",
    "CategoryLimits",
    "Choice",
    "ChosenOption",
    "PortfolioOption",
    "LimitUse",
    "ChoiceTerms",
    "choose",
    "lower_tail",
    "price_options",
]
CHOSEN, NOTHING, INFEASIBLE = "chosen", "nothing", "infeasible"
LIMITS = {
    "cash": N_("Cash budget"),
    "hours": N_("Mentor hours"),
    "free_space": N_("Free space"),
    "liability": N_("Precedent liability limit"),
    "pairings": N_("Pairings"),
}
NO_BUDGET_MEETS = N_(
    "No budget can meet the categories' minimums. Lower a minimum or widen the other limits."
)
NO_BUDGET_HELPS = {
    "hours": N_("A larger budget does not help while mentors have at most {most} hours."),
    "free_space": N_(
        "A larger budget does not help while at most {most} euros of the free space are left."
    ),
    "liability": N_(
        "A larger budget does not help while the precedent liability limit is {most} euros."
    ),
}


class ChoiceTerms(TypedDict, total=False):
    """The terms of `choose` beside the budget."""

    hours: float
    free_space: float
    liability: float
    categories: Mapping[str, CategoryLimits]
    tail: float
    level: float


@dataclass(frozen=True)
class LimitUse:
    """A limit (a key of LIMITS, or "pairings"), of one category or of all (""), and what is left of
    it.
    """

    limit: str
    category: str
    used: float
    least: float
    most: float

    @property
    def left(self) -> float:
        return self.most - self.used


@dataclass(frozen=True)
class Choice:
    """What is chosen, in order of category and plan.

    `value` is what was made as large as possible, in euros (minus infinity where INFEASIBLE);
    `tail` the mean of the worst draws, None without draws. `status`: CHOSEN, NOTHING (nothing that
    can be had pays) or INFEASIBLE (the limits cannot all be kept); `notes` then say why. `smallest`
    is the smallest budget that buys something, None where none does. `proven`: no better choice
    exists; else the search was cut off.
    """

    chosen: tuple[ChosenOption, ...]
    totals: Amounts
    value: float
    tail: float | None
    slack: tuple[LimitUse, ...]
    status: str
    budget: float
    smallest: float | None = None
    proven: bool = True
    notes: tuple[Message, ...] = ()


def choose(
    options: Sequence[PortfolioOption],
    *,
    budget: float,
    hours: float = inf,
    free_space: float = inf,
    liability: float = inf,
    categories: Mapping[str, CategoryLimits] | None = None,
    tail: float = 0.0,
    level: float = 0.1,
) -> Choice:
    """The choice with the largest expected net, at most one plan per category, within every limit.

    `budget` limits cash, `liability` the summed precedent liability; `categories` holds limits of
    single categories. `tail` is the weight of the lower tail, 0 to 1: the mean net of the worst
    `level` of the joint draws (CVaR); it needs draws with every option, of one length. Of choices
    equal to half a cent the cheapest is taken, then the first by category and plan. ScenarioError
    with every fault of the input.
    """
    return pose_problem(
        options,
        budget=budget,
        hours=hours,
        free_space=free_space,
        liability=liability,
        categories=categories,
        tail=tail,
        level=level,
    ).answer()


def pose_problem(
    options: Sequence[PortfolioOption],
    *,
    budget: float,
    hours: float = inf,
    free_space: float = inf,
    liability: float = inf,
    categories: Mapping[str, CategoryLimits] | None = None,
    tail: float = 0.0,
    level: float = 0.1,
) -> PortfolioProblem:
    """The question behind `choose`, not yet answered."""
    most = {"cash": budget, "hours": hours, "free_space": free_space, "liability": liability}
    return PortfolioProblem(tuple(options), most, dict(categories or {}), tail, level)


@dataclass(frozen=True)
class PortfolioProblem:
    """A question of `choose` with its programme; the options are put in order of category and
    plan.
    """

    options: tuple[PortfolioOption, ...]
    most: Mapping[str, float]
    categories: Mapping[str, CategoryLimits]
    tail: float
    level: float

    def __post_init__(self) -> None:
        if found := tuple(_faults(self)):
            raise ScenarioError(found)
        ordered = tuple(
            sorted(self.options, key=lambda one: (one.category, one.plan, one.cost, -one.net))
        )
        object.__setattr__(self, "options", ordered)

    def answer(self) -> Choice:
        of = self.programme()
        found = best_solution(of) if self.options else None
        if found is not None:
            return self.choice(chosen_by_solution(of, found.variables), proven=found.proven)
        required = any(
            low > 0 for one in self.categories.values() for low in (one.cash[0], one.pairings[0])
        )
        return self.choice((), INFEASIBLE if required else NOTHING)

    def programme(self, **other: float) -> IntegerProgramme:
        """The programme, with other limits where given."""
        return build_programme(
            self.options,
            most={**self.most, **other},
            categories=self.categories,
            tail=self.tail,
            level=self.level,
        )

    def choice(
        self, chosen: tuple[ChosenOption, ...], status: str = "", *, proven: bool = True
    ) -> Choice:
        """The choice with all that follows from what is chosen."""
        status = status or (CHOSEN if chosen else NOTHING)
        smallest, notes = (None, ()) if status == CHOSEN else self._why_nothing(status)
        value = -inf if status == INFEASIBLE else self.value(chosen)
        return Choice(
            chosen,
            totals(chosen),
            value,
            self.lower(chosen),
            self._slack(chosen),
            status,
            self.most["cash"],
            smallest,
            proven,
            notes,
        )

    def value(self, chosen: Sequence[ChosenOption]) -> float:
        """The objective of a selection, in euros."""
        net = sum(one.total(lambda of: of.net) for one in chosen)
        return float((1 - self.tail) * net + (self.tail * self.lower(chosen) if self.tail else 0.0))

    def lower(self, chosen: Sequence[ChosenOption]) -> float | None:
        """The mean net of the worst draws; None where options come without draws."""
        if any(one.draws.size == 0 for one in self.options):
            return None
        return (
            lower_tail(sum(one.total(lambda of: of.draws) for one in chosen), self.level)
            if chosen
            else 0.0
        )

    def broken(self, chosen: Sequence[ChosenOption]) -> tuple[LimitUse, ...]:
        """The limits that a selection does not keep, to the cent."""
        return tuple(
            one for one in self._slack(chosen) if not one.least - CENT < one.used < one.most + CENT
        )

    def _slack(self, chosen: Sequence[ChosenOption]) -> tuple[LimitUse, ...]:
        used = totals(chosen)
        found = [
            LimitUse(name, "", getattr(used, name), 0.0, most) for name, most in self.most.items()
        ]
        for category, between in sorted(self.categories.items()):
            here = totals([one for one in chosen if one.option.category == category])
            found += [
                LimitUse(name, category, getattr(here, name), *getattr(between, name))
                for name in ("cash", "pairings")
                if getattr(between, name) != (0, inf)
            ]
        return tuple(found)

    def _why_nothing(self, status: str) -> tuple[float | None, tuple[Message, ...]]:
        if not self.options:
            return None, ((N_("There is nothing to choose from."), {}),)
        smallest = self.smallest_budget(pays=status == NOTHING)
        if smallest is not None:
            text = (
                N_(
                    "No option pays within a budget of {budget} euros. The smallest budget "
                    "that buys one is {smallest} euros."
                )
                if status == NOTHING
                else N_(
                    "A budget of {budget} euros does not cover the categories' minimums. The "
                    "smallest that does is {smallest} euros."
                )
            )
            return smallest, ((text, {"budget": self.most["cash"], "smallest": smallest}),)
        alone = tuple(
            name
            for name in self.most
            if name != "cash"
            and isfinite(self.most[name])
            and self.smallest_budget(pays=status == NOTHING, **{name: inf}) is not None
        )
        if alone:
            return None, tuple((NO_BUDGET_HELPS[name], {"most": self.most[name]}) for name in alone)
        text = (
            N_(
                "Within these limits, no option returns more than it costs. Doing nothing is "
                "the best choice."
            )
            if status == NOTHING
            else NO_BUDGET_MEETS
        )
        return None, ((text, {}),)

    def smallest_budget(self, *, pays: bool, **other: float) -> float | None:
        """The least cash with which the limits are kept, and with `pays` something is gained; None
        where none does.
        """
        of = self.programme(cash=inf, **other)
        rows = of.rows.and_row(of.value, CENT, inf) if pays else of.rows
        found = minimise(of, of.row(lambda one: one.cash), rows)
        return None if found is None else totals(chosen_by_solution(of, found.variables)).cash


def chosen_by_solution(of: IntegerProgramme, variables: np.ndarray) -> tuple[ChosenOption, ...]:
    """What the variables of a solution stand for."""
    counts = dict(zip(of.counted, variables[len(of.options) : of.main], strict=True))
    return tuple(
        ChosenOption(one, int(counts.get(i, 0)))
        for i, one in enumerate(of.options)
        if variables[i] > 0
    )


def lower_tail(net: np.ndarray, level: float) -> float:
    """The mean of the worst `level` of the draws; a draw at the border counts for the part that
    lies below it.

    Source: Rockafellar and Uryasev 2002, Journal of Banking and Finance 26(7).
    """
    ordered = np.sort(net)
    weight = np.clip(level * ordered.size - np.arange(ordered.size), 0, 1)
    return float(ordered @ weight / (level * ordered.size))


def _faults(of: PortfolioProblem) -> Iterator[Fault]:
    negative, between = (
        N_("{value} is negative; it must be zero or more."),
        N_("{value} is not between {low} and {high}."),
    )
    for name, most in of.most.items():
        if not most >= 0:
            yield Fault("budget" if name == "cash" else name, negative, {"value": most})
    for place, value, low in (("tail", of.tail, 0.0), ("level", of.level, 0.001)):
        if not low <= value <= 1:
            yield Fault(place, between, {"value": value, "low": low, "high": 1})
    for category, limits in of.categories.items():
        for name in ("cash", "pairings"):
            low, high = getattr(limits, name)
            if not 0 <= low <= high:
                yield Fault(
                    f"categories.{category}.{name}",
                    N_(
                        "The minimum ({low}) and the maximum ({high}) must be zero or more, "
                        "and in that order."
                    ),
                    {"low": low, "high": high},
                )
    for one in of.options:
        yield from option_faults(one, draws=of.options[0].draws.size, tail=of.tail)
