"""Around a choice: what other budgets buy, what comes next with more money, and why each option
that lost did.
"""

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
    chosen_by_solution,
    pose_problem,
)
from metrics.portfolio.enumeration import OptionListing, TooManyError
from metrics.portfolio.options import CENT, ChosenOption, PortfolioOption
from metrics.portfolio.solver import IntegerProgramme, minimise

BELOW_ZERO, OTHER_PLAN, EQUAL, LIMIT, CUT_OFF = (
    "below_zero",
    "other_plan",
    "equal",
    "limit",
    "cut_off",
)
REASONS = {
    BELOW_ZERO: N_("It would lower the result by {amount} euros."),
    OTHER_PLAN: N_("In the same category, {plan} is {amount} euros better."),
    EQUAL: N_(
        "It is worth no more than a cheaper choice, or one that costs the same and comes "
        "first by name."
    ),
    CUT_OFF: N_("The search stopped before this option could be ruled out."),
}
TAKES = {
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
CATEGORY_TAKES = {
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
    """What changes with more money: `added` and `dropped` (a changed plan or count is in both),
    `gain` in value.
    """

    now: Choice
    then: Choice
    added: tuple[ChosenOption, ...]
    dropped: tuple[ChosenOption, ...]
    gain: float


@dataclass(frozen=True)
class RejectedOption:
    """Why an option is not in the choice. `loss`: how much worse the best choice with it is, None
    where it cannot be had at all. `dropped`: what would make place for it. `limits` are the limits
    it would break in the place of its category's plan (keys of LIMITS). `notes` are sentence keys
    with values, one for each such limit, else one.
    """

    option: PortfolioOption
    reason: str
    loss: float | None
    dropped: tuple[ChosenOption, ...]
    limits: tuple[str, ...]
    notes: tuple[Message, ...]


def frontier(
    options: Sequence[PortfolioOption], budgets: Iterable[float], **terms: Unpack[ChoiceTerms]
) -> tuple[Choice, ...]:
    """The best choice for each budget, in order of budget; its value never falls.

    A choice that a smaller budget can pay as well is the best one there too and is not searched
    again.
    """
    found: list[Choice] = []
    for budget in sorted(set(budgets), reverse=True):
        question = pose_problem(options, budget=budget, **terms)
        again = (
            found
            and found[-1].proven
            and found[-1].status != INFEASIBLE
            and found[-1].totals.cash <= budget
        )
        found.append(question.choice(found[-1].chosen) if again else question.answer())
    rising: list[Choice] = []
    for one in reversed(found):
        better = rising and not one.proven and rising[-1].value > one.value
        question = pose_problem(options, budget=one.budget, **terms)
        rising.append(question.choice(rising[-1].chosen, proven=False) if better else one)
    return tuple(rising)


def next_choice(
    options: Sequence[PortfolioOption],
    budget: float,
    extra: float = 10_000,
    **terms: Unpack[ChoiceTerms],
) -> NextChoice:
    """What is chosen next, and what is dropped, with `extra` euros more."""
    now, then = frontier(options, (budget, budget + extra), **terms)
    added, dropped = _changes(now.chosen, then.chosen)
    return NextChoice(
        now, then, added, dropped, 0.0 if then.value == now.value else then.value - now.value
    )


def explain_rejection(
    option: PortfolioOption,
    options: Sequence[PortfolioOption],
    *,
    budget: float,
    **terms: Unpack[ChoiceTerms],
) -> RejectedOption:
    """Why this option is not in the best choice; ValueError where it is, or where there is no
    choice at all.
    """
    question = pose_problem(options, budget=budget, **terms)
    return _loser(option, question, _Searches.of(question), question.answer())


def rejected_options(
    options: Sequence[PortfolioOption],
    *,
    budget: float,
    category: str | None = None,
    **terms: Unpack[ChoiceTerms],
) -> tuple[RejectedOption, ...]:
    """Why each option that is not in the best choice is not, of one category if it is named; empty
    where the limits cannot all be kept. Each takes a search of its own.
    """
    question = pose_problem(options, budget=budget, **terms)
    choice = question.answer()
    if choice.status == INFEASIBLE:
        return ()
    taken, of = [one.option for one in choice.chosen], _Searches.of(question)
    return tuple(
        _loser(one, question, of, choice)
        for one in question.options
        if category in (None, one.category) and not any(one is it for it in taken)
    )


def _loser(
    option: PortfolioOption, question: PortfolioProblem, of: _Searches, choice: Choice
) -> RejectedOption:
    if choice.status == INFEASIBLE or any(one.option is option for one in choice.chosen):
        raise ValueError(
            f"{option.category} with {option.plan} has not lost: it is chosen, or nothing can be."
        )
    forced = of.best_with(option)
    loss = None if forced is None else max(choice.value - question.value(forced), 0.0)
    dropped = () if forced is None else _changes(choice.chosen, forced)[1]
    reason, limits, notes = _reason(option, question, choice)
    return RejectedOption(option, reason, loss, dropped, limits, notes)


def _reason(
    option: PortfolioOption, question: PortfolioProblem, choice: Choice
) -> tuple[str, tuple[str, ...], tuple[Message, ...]]:
    """What happens if the option takes its category's place in the choice and nothing else
    changes.
    """
    rest = tuple(one for one in choice.chosen if one.option.category != option.category)
    present = [one for one in choice.chosen if one.option.category == option.category]
    counts = range(option.least, option.most + 1) if option.each else (0,)
    gains = {
        count: question.value((*rest, ChosenOption(option, count))) - choice.value
        for count in counts
    }
    better = [count for count in counts if gains[count] > CENT / 2]
    if better:
        broken = question.broken((*rest, ChosenOption(option, better[0])))
        if not broken:
            return _because(CUT_OFF)
        return (
            LIMIT,
            tuple(one.limit for one in broken),
            tuple(_too_much(one, gains[better[0]]) for one in broken),
        )
    gain = max(gains.values())
    if gain >= -CENT / 2:
        return _because(EQUAL)
    alone = gain + choice.value - question.value(rest)
    if present and alone > 0:
        return _because(OTHER_PLAN, plan=present[0].option.plan, amount=-gain)
    return _because(BELOW_ZERO, amount=-alone)


def _because(reason: str, **values: object) -> tuple[str, tuple[str, ...], tuple[Message, ...]]:
    return reason, (), ((REASONS[reason], values),)


def _too_much(one: LimitUse, amount: float) -> Message:
    if one.category:
        return CATEGORY_TAKES[one.limit], {
            "amount": amount,
            "used": one.used,
            "least": one.least,
            "most": one.most,
        }
    return TAKES[one.limit], {"amount": amount, "over": one.used - one.most}


@dataclass(frozen=True)
class _Searches:
    """A question that is asked again for each option; listed where pairings are not counted and no
    tail counts.
    """

    programme: IntegerProgramme
    listing: OptionListing | None

    @classmethod
    def of(cls, question: PortfolioProblem) -> _Searches:
        plain = not question.tail and not any(one.each for one in question.options)
        listing = (
            OptionListing.of(question.options, question.most, question.categories)
            if plain
            else None
        )
        return cls(question.programme(), listing)

    def best_with(self, option: PortfolioOption) -> tuple[ChosenOption, ...] | None:
        """The best choice that has the option in it; None where there is none."""
        if self.listing:
            with suppress(TooManyError):
                return self.listing.best_with(option)
        of, least = self.programme, self.programme.lower.copy()
        least[[one is option for one in of.options].index(True)] = 1
        found = minimise(replace(of, lower=least), -of.value, of.rows)
        return None if found is None else chosen_by_solution(of, found.variables)


def _changes(
    now: Sequence[ChosenOption], then: Sequence[ChosenOption]
) -> tuple[tuple[ChosenOption, ...], tuple[ChosenOption, ...]]:
    def new(
        of: Sequence[ChosenOption], against: Sequence[ChosenOption]
    ) -> tuple[ChosenOption, ...]:
        return tuple(
            one
            for one in of
            if not any(one.option is other.option and one.count == other.count for other in against)
        )

    return new(then, now), new(now, then)
