"""The best use of a budget: which categories with which reward plan, and with how many pairings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import TypedDict, Unpack

import numpy as np

from metrics.i18n import N_, Message
from metrics.portfolio.options import (
    CENT,
    NOT_IN_ORDER,
    Amounts,
    CategoryLimits,
    ChosenOption,
    PortfolioOption,
    option_faults,
    totals,
)
from metrics.portfolio.solver import IntegerProgramme, best_solution, build_programme, minimise
from metrics.rewards.faults import BETWEEN, NEGATIVE
from metrics.rewards.scenario import Fault, ScenarioError

CHOSEN = "chosen"
NOTHING = "nothing"
INFEASIBLE = "infeasible"
LIMITS = {
    "cash": N_("Cash budget"),
    "hours": N_("Mentor hours"),
    "free_space": N_("Free space"),
    "liability": N_("Precedent liability limit"),
    "pairings": N_("Pairings"),
}
NO_OPTIONS = N_("There is nothing to choose from.")
SMALLEST = {
    NOTHING: N_(
        "No option pays within a budget of {budget} euros. The smallest budget that buys one is "
        "{smallest} euros."
    ),
    INFEASIBLE: N_(
        "A budget of {budget} euros does not cover the categories' minimums. The smallest that "
        "does is {smallest} euros."
    ),
}
NO_BUDGET_HELPS = {
    "hours": N_("A larger budget does not help while mentors have at most {most} hours."),
    "free_space": N_(
        "A larger budget does not help while at most {most} euros of the free space are left."
    ),
    "liability": N_(
        "A larger budget does not help while the precedent liability limit is {most} euros."
    ),
}
NOTHING_PAYS = N_(
    "Within these limits, no option returns more than it costs. Doing nothing is the best choice."
)
NO_BUDGET_MEETS = N_(
    "No budget can meet the categories' minimums. Lower a minimum or widen the other limits."
)


class ChoiceTerms(TypedDict, total=False):
    """The terms of `choose` besides the budget."""

    hours: float
    free_space: float
    liability: float
    categories: Mapping[str, CategoryLimits]
    tail: float
    level: float


@dataclass(frozen=True)
class LimitUse:
    """How much of a limit is used: a key of LIMITS, of one category or of all ("")."""

    limit: str
    category: str
    used: float
    least: float
    most: float

    @property
    def left(self) -> float:
        """What is left of the limit."""
        return self.most - self.used


@dataclass(frozen=True)
class Choice:
    """The options chosen, in order of category and plan.

    `value` is what was maximised, in euros (minus infinity where INFEASIBLE); `tail` the mean of
    the worst draws, None without draws. `slack` says how much of each limit is used.

    `status`: CHOSEN, NOTHING (no option within the limits pays) or INFEASIBLE (the limits cannot
    all be met); `notes` then say why. `smallest` is the smallest budget that buys something, None
    where none does. `proven`: no better choice exists; otherwise the search was cut off.
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
    options: Sequence[PortfolioOption], *, budget: float, **terms: Unpack[ChoiceTerms]
) -> Choice:
    """Return the choice with the largest expected net, at most one plan per category.

    `budget` limits cash, `liability` the total precedent liability; `categories` holds limits of
    single categories. `tail` is the weight of the lower tail, 0 to 1: the mean net of the worst
    `level` of the joint draws (CVaR); it needs draws with every option, of one length. Of choices
    equal to half a cent the cheapest is taken, then the first by category and plan. Raise
    ScenarioError with every fault of the input.
    """
    return pose_problem(options, budget=budget, **terms).answer()


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
    """Return the problem that `choose` solves, not yet answered."""
    most = {"cash": budget, "hours": hours, "free_space": free_space, "liability": liability}
    return PortfolioProblem(tuple(options), most, dict(categories or {}), tail, level)


@dataclass(frozen=True)
class PortfolioProblem:
    """Options and limits; the options are put in order of category and plan.

    `most` holds the limits on all categories together, `categories` those of single ones.
    """

    options: tuple[PortfolioOption, ...]
    most: Mapping[str, float]
    categories: Mapping[str, CategoryLimits]
    tail: float
    level: float

    def __post_init__(self) -> None:
        if faults := tuple(_faults(self)):
            raise ScenarioError(faults)
        ordered = sorted(
            self.options,
            key=lambda option: (option.category, option.plan, option.cost, -option.net),
        )
        object.__setattr__(self, "options", tuple(ordered))

    def answer(self) -> Choice:
        """Return the best choice."""
        programme = self.programme()
        best = best_solution(programme) if self.options else None
        if best is not None:
            return self.choice(chosen_options(programme, best.variables), proven=best.proven)
        required = any(
            low > 0
            for limits in self.categories.values()
            for low in (limits.cash[0], limits.pairings[0])
        )
        return self.choice((), INFEASIBLE if required else NOTHING)

    def programme(self, **other: float) -> IntegerProgramme:
        """Return the programme, with other limits where given."""
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
        """Return the choice with all that follows from what is chosen."""
        status = status or (CHOSEN if chosen else NOTHING)
        smallest, notes = (None, ()) if status == CHOSEN else self._why_nothing(status)
        return Choice(
            chosen,
            totals(chosen),
            value=-inf if status == INFEASIBLE else self.value(chosen),
            tail=self.tail_mean(chosen),
            slack=self._limit_use(chosen),
            status=status,
            budget=self.most["cash"],
            smallest=smallest,
            proven=proven,
            notes=notes,
        )

    def value(self, chosen: Sequence[ChosenOption]) -> float:
        """Return the objective of a selection, in euros."""
        net = sum(option.total("net") for option in chosen)
        tail = (self.tail_mean(chosen) or 0.0) if self.tail else 0.0
        return float((1 - self.tail) * net + self.tail * tail)

    def tail_mean(self, chosen: Sequence[ChosenOption]) -> float | None:
        """Return the mean net of the worst draws; None where options come without draws."""
        if any(option.draws.size == 0 for option in self.options):
            return None
        if not chosen:
            return 0.0
        return lower_tail(np.sum([option.draws for option in chosen], axis=0), self.level)

    def broken(self, chosen: Sequence[ChosenOption]) -> tuple[LimitUse, ...]:
        """Return the limits that a selection does not meet, to the cent."""
        return tuple(
            use
            for use in self._limit_use(chosen)
            if not use.least - CENT < use.used < use.most + CENT
        )

    def smallest_budget(self, *, pays: bool, **other: float) -> float | None:
        """Return the least cash that meets the limits, and with `pays` has a gain.

        None where none does. `other` replaces limits.
        """
        if not self.options:
            return None
        programme = self.programme(cash=inf, **other)
        rows = programme.rows
        if pays:
            rows = rows.and_row(programme.value, CENT, inf)
        solution = minimise(programme, programme.row("cash"), rows)
        if solution is None:
            return None
        return totals(chosen_options(programme, solution.variables)).cash

    def _limit_use(self, chosen: Sequence[ChosenOption]) -> tuple[LimitUse, ...]:
        used = totals(chosen)
        uses = [
            LimitUse(name, "", getattr(used, name), 0.0, most) for name, most in self.most.items()
        ]
        for category, limits in sorted(self.categories.items()):
            here = totals([each for each in chosen if each.option.category == category])
            for name, (low, high) in (("cash", limits.cash), ("pairings", limits.pairings)):
                if (low, high) != (0, inf):
                    uses.append(LimitUse(name, category, getattr(here, name), low, high))
        return tuple(uses)

    def _why_nothing(self, status: str) -> tuple[float | None, tuple[Message, ...]]:
        """Return the smallest budget that helps, and why nothing is chosen."""
        if not self.options:
            return None, ((NO_OPTIONS, {}),)
        pays = status == NOTHING
        smallest = self.smallest_budget(pays=pays)
        if smallest is not None:
            values = {"budget": self.most["cash"], "smallest": smallest}
            return smallest, ((SMALLEST[status], values),)
        blocking = [
            name
            for name, most in self.most.items()
            if name != "cash"
            and isfinite(most)
            and self.smallest_budget(pays=pays, **{name: inf}) is not None
        ]
        if blocking:
            return None, tuple(
                (NO_BUDGET_HELPS[name], {"most": self.most[name]}) for name in blocking
            )
        return None, ((NOTHING_PAYS if pays else NO_BUDGET_MEETS, {}),)


def chosen_options(programme: IntegerProgramme, variables: np.ndarray) -> tuple[ChosenOption, ...]:
    """Return the options that the variables of a solution stand for."""
    options = programme.options
    counts = dict(zip(programme.counted, variables[len(options) : programme.main], strict=True))
    return tuple(
        ChosenOption(option, int(counts.get(i, 0)))
        for i, option in enumerate(options)
        if variables[i] > 0
    )


def lower_tail(net: np.ndarray, level: float) -> float:
    """Return the mean of the worst `level` of the draws.

    A draw at the border counts for the part that lies below it.

    Source: Rockafellar and Uryasev 2002, Journal of Banking and Finance 26(7).
    """
    ordered = np.sort(net)
    weight = np.clip(level * ordered.size - np.arange(ordered.size), 0, 1)
    return float(ordered @ weight / (level * ordered.size))


def _faults(problem: PortfolioProblem) -> Iterator[Fault]:
    for name, most in problem.most.items():
        if not most >= 0:
            yield Fault("budget" if name == "cash" else name, NEGATIVE, {"value": most})
    for place, value, low in (("tail", problem.tail, 0.0), ("level", problem.level, 0.001)):
        if not low <= value <= 1:
            yield Fault(place, BETWEEN, {"value": value, "low": low, "high": 1})
    for category, limits in problem.categories.items():
        for name, (least, highest) in (("cash", limits.cash), ("pairings", limits.pairings)):
            if not 0 <= least <= highest:
                yield Fault(
                    f"categories.{category}.{name}",
                    NOT_IN_ORDER,
                    {"low": least, "high": highest},
                )
    for option in problem.options:
        yield from option_faults(option, draws=problem.options[0].draws.size, tail=problem.tail)
