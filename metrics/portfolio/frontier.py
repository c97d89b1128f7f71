"""Around a choice: what other budgets buy, what comes next, and why each other option lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Unpack

from metrics.i18n import N_, Message
from metrics.portfolio.choice import (
    INFEASIBLE,
    Choice,
    ChoiceTerms,
    LimitUse,
    PortfolioProblem,
    chosen_options,
    pose_problem,
)
from metrics.portfolio.enumeration import OptionListing, TooManyError
from metrics.portfolio.options import CENT, ChosenOption, PortfolioOption
from metrics.portfolio.solver import IntegerProgramme, minimise

BELOW_ZERO = "below_zero"
OTHER_PLAN = "other_plan"
EQUAL = "equal"
LIMIT = "limit"
CUT_OFF = "cut_off"
REASONS = {
    BELOW_ZERO: N_("It would lower the result by {amount} euros."),
    OTHER_PLAN: N_("In the same category, {plan} is {amount} euros better."),
    EQUAL: N_(
        "It is worth no more than a cheaper choice, or one that costs the same and comes "
        "first by name."
    ),
    CUT_OFF: N_("The search stopped before this option could be ruled out."),
}
EXCEEDS = {
    "cash": N_("It would add {amount} euros, but exceeds the budget by {over} euros."),
    "hours": N_(
        "It would add {amount} euros, but needs {over} more mentor hours than are available."
    ),
    "free_space": N_(
        "It would add {amount} euros, but needs {over} euros more of the free space than is left."
    ),
    "liability": N_(
        "It would add {amount} euros, but exceeds the precedent liability limit by {over} euros."
    ),
}
CATEGORY_EXCEEDS = {
    "cash": N_(
        "It would add {amount} euros, but its category may take {least} to {most} euros and "
        "this option takes {used}."
    ),
    "pairings": N_(
        "It would add {amount} euros, but its category may have {least} to {most} pairings "
        "and this option has {used}."
    ),
}


@dataclass(frozen=True)
class NextChoice:
    """What changes with more money, and the `gain` in value.

    A plan or a count that changes is both in `added` and in `dropped`.
    """

    now: Choice
    then: Choice
    added: tuple[ChosenOption, ...]
    dropped: tuple[ChosenOption, ...]
    gain: float


@dataclass(frozen=True)
class RejectedOption:
    """Why an option is not in the choice.

    `loss`: how much worse the best choice with it is, None where there is none. `dropped`: what
    would make room for it. `limits`: the limits it would exceed in place of its category's plan
    (keys of LIMITS). `notes` are sentence keys with values, one for each such limit, else one.
    """

    option: PortfolioOption
    reason: str
    loss: float | None
    dropped: tuple[ChosenOption, ...]
    limits: tuple[str, ...]
    notes: tuple[Message, ...]


def budget_frontier(
    options: Sequence[PortfolioOption], budgets: Iterable[float], **terms: Unpack[ChoiceTerms]
) -> tuple[Choice, ...]:
    """Return the best choice for each budget, in order of budget; its value never falls.

    A choice that a smaller budget can pay as well is the best one there too and is not searched
    for again.
    """
    falling: list[Choice] = []
    for budget in sorted(set(budgets), reverse=True):
        problem = pose_problem(options, budget=budget, **terms)
        larger = falling[-1] if falling else None
        affordable = (
            larger is not None
            and larger.proven
            and larger.status != INFEASIBLE
            and larger.totals.cash <= budget
        )
        falling.append(problem.choice(larger.chosen) if larger and affordable else problem.answer())
    rising: list[Choice] = []
    for choice in reversed(falling):
        smaller = rising[-1] if rising else None
        if smaller and not choice.proven and smaller.value > choice.value:
            problem = pose_problem(options, budget=choice.budget, **terms)
            rising.append(problem.choice(smaller.chosen, proven=False))
        else:
            rising.append(choice)
    return tuple(rising)


def next_choice(
    options: Sequence[PortfolioOption],
    budget: float,
    extra: float = 10_000,
    **terms: Unpack[ChoiceTerms],
) -> NextChoice:
    """Return what is chosen next, and what is dropped, with `extra` euros more."""
    now, then = budget_frontier(options, (budget, budget + extra), **terms)
    added, dropped = _changes(now.chosen, then.chosen)
    gain = 0.0 if then.value == now.value else then.value - now.value
    return NextChoice(now, then, added, dropped, gain)


def explain_rejection(
    option: PortfolioOption,
    options: Sequence[PortfolioOption],
    *,
    budget: float,
    **terms: Unpack[ChoiceTerms],
) -> RejectedOption:
    """Return why this option is not in the best choice.

    Raise ValueError where it is, or where there is no choice at all.
    """
    problem = pose_problem(options, budget=budget, **terms)
    return _rejected(option, problem, _Searches.of(problem), problem.answer())


def rejected_options(
    options: Sequence[PortfolioOption],
    *,
    budget: float,
    category: str | None = None,
    **terms: Unpack[ChoiceTerms],
) -> tuple[RejectedOption, ...]:
    """Return why each option that is not in the best choice is not, of one category if named.

    Empty where the limits cannot all be met. Each takes a search of its own.
    """
    problem = pose_problem(options, budget=budget, **terms)
    choice = problem.answer()
    if choice.status == INFEASIBLE:
        return ()
    searches = _Searches.of(problem)
    return tuple(
        _rejected(option, problem, searches, choice)
        for option in problem.options
        if category in (None, option.category) and not _is_chosen(option, choice)
    )


def _is_chosen(option: PortfolioOption, choice: Choice) -> bool:
    return any(chosen.option is option for chosen in choice.chosen)


def _rejected(
    option: PortfolioOption, problem: PortfolioProblem, searches: _Searches, choice: Choice
) -> RejectedOption:
    if choice.status == INFEASIBLE or _is_chosen(option, choice):
        raise ValueError(
            f"{option.category} with {option.plan} has not lost: it is chosen, or nothing can be."
        )
    forced = searches.best_with(option)
    loss = None
    dropped: tuple[ChosenOption, ...] = ()
    if forced is not None:
        loss = max(choice.value - problem.value(forced), 0.0)
        _added, dropped = _changes(choice.chosen, forced)
    reason, limits, notes = _reason(option, problem, choice)
    return RejectedOption(option, reason, loss, dropped, limits, notes)


Reason = tuple[str, tuple[str, ...], tuple[Message, ...]]  # reason, limits and notes


def _reason(option: PortfolioOption, problem: PortfolioProblem, choice: Choice) -> Reason:
    """Return what happens if the option replaces its category's plan and nothing else changes."""
    rest = tuple(each for each in choice.chosen if each.option.category != option.category)
    present = [each for each in choice.chosen if each.option.category == option.category]
    counts = range(option.least, option.most + 1) if option.each else (0,)
    gains = {
        count: problem.value((*rest, ChosenOption(option, count))) - choice.value
        for count in counts
    }
    better = [count for count in counts if gains[count] > CENT / 2]
    if better:
        broken = problem.broken((*rest, ChosenOption(option, better[0])))
        if not broken:
            return _because(CUT_OFF)
        notes = tuple(_exceeds(use, gains[better[0]]) for use in broken)
        return LIMIT, tuple(use.limit for use in broken), notes
    gain = max(gains.values())
    if gain >= -CENT / 2:
        return _because(EQUAL)
    alone = gain + choice.value - problem.value(rest)
    if present and alone > 0:
        return _because(OTHER_PLAN, plan=present[0].option.plan, amount=-gain)
    return _because(BELOW_ZERO, amount=-alone)


def _because(reason: str, **values: object) -> Reason:
    return reason, (), ((REASONS[reason], values),)


def _exceeds(use: LimitUse, amount: float) -> Message:
    if use.category:
        return CATEGORY_EXCEEDS[use.limit], {
            "amount": amount,
            "used": use.used,
            "least": use.least,
            "most": use.most,
        }
    return EXCEEDS[use.limit], {"amount": amount, "over": use.used - use.most}


@dataclass(frozen=True)
class _Searches:
    """A problem that is solved again for each option.

    By listing where neither pairings are counted nor the tail has weight, else by general search.
    """

    programme: IntegerProgramme
    listing: OptionListing | None

    @classmethod
    def of(cls, problem: PortfolioProblem) -> _Searches:
        listing = None
        if not problem.tail and not any(option.each for option in problem.options):
            listing = OptionListing.of(problem.options, problem.most, problem.categories)
        return cls(problem.programme(), listing)

    def best_with(self, option: PortfolioOption) -> tuple[ChosenOption, ...] | None:
        """Return the best choice that contains the option; None where there is none."""
        if self.listing:
            with suppress(TooManyError):
                return self.listing.best_with(option)
        programme = self.programme
        column = [listed is option for listed in programme.options].index(True)
        least = programme.lower.copy()
        least[column] = 1
        solution = minimise(replace(programme, lower=least), -programme.value, programme.rows)
        return None if solution is None else chosen_options(programme, solution.variables)


def _changes(
    now: Sequence[ChosenOption], then: Sequence[ChosenOption]
) -> tuple[tuple[ChosenOption, ...], tuple[ChosenOption, ...]]:
    """Return what is added and what is dropped from one choice to another."""

    def new(
        chosen: Sequence[ChosenOption], before: Sequence[ChosenOption]
    ) -> tuple[ChosenOption, ...]:
        return tuple(
            each
            for each in chosen
            if not any(each.option is old.option and each.count == old.count for old in before)
        )

    return new(then, now), new(now, then)
