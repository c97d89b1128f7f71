"""Release of the company facts that plans are calculated from.

The facts are made safe; what is calculated from safe facts adds nothing about anyone, so it is
released as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.disclosure.released_value import PAY_STEP
from metrics.disclosure.thresholds import is_small
from metrics.scope import SMALLEST_GROUP
from metrics.value import MeasuredResponse, Offer, Offers
from metrics.value.company_facts import CategoryFacts, CompanyFacts

WAGES_STEP = 100_000
FEW_PAIRINGS = 5  # the count that a plan starts from if it is one to nine
NEVER_MEASURED = MeasuredResponse(0, 0, 0)


@dataclass(frozen=True)
class ReleasedFacts(CompanyFacts):
    """Company facts in which nothing is about fewer people than the threshold.

    Everything calculated from them may be shown.
    """

    @property
    def replaced_categories(self) -> tuple[str, ...]:
        """Return the small categories, whose figures are those of the company as a whole."""
        return tuple(sorted(small_categories(self)))


def release_facts(facts: CompanyFacts) -> ReleasedFacts:
    """Return the facts, made safe; released facts stay the same.

    Pay is rounded, so that a hidden group's pay cannot be found by subtraction. The wage bill is in
    steps, so that a new employee's pay cannot be found by comparing two loads. A small category is
    the company in all but its name and its rates. What fewer than ten mentors got lately has one
    significant digit.
    """
    small = small_categories(facts)
    pay = _rounded_pay(facts.mean_pay)
    categories = {}
    for name, category in facts.categories.items():
        if name in small:
            category = _stand_in(category, facts.categories[""], pay)
        categories[name] = _rounded(category)
    values = vars(facts) | {
        "categories": categories,
        "mean_pay": pay,
        "wage_bill": round(facts.wage_bill / WAGES_STEP) * WAGES_STEP,
        "leaving": None if facts.leaving is None else round(facts.leaving, 2),
        "offers": Offers(tuple(map(_answered_by_enough, facts.offers.rows))),
    }
    return ReleasedFacts(**values)


def small_categories(facts: CompanyFacts) -> set[str]:
    """Return the categories with pairings, but too few of them or too few mentors."""
    return {
        name
        for name, category in facts.categories.items()
        if name and category.pairings and min(category.pairings, category.mentors) < SMALLEST_GROUP
    }


def _stand_in(category: CategoryFacts, company: CategoryFacts, pay: float) -> CategoryFacts:
    """Return the company in the place of a small category.

    The category keeps its hours agreed and the rates that outsiders ask.
    """
    return replace(
        company,
        category=category.category,
        mentor_pay=pay,
        mentee_pay=pay,
        pairings=category.pairings,
        mentors=category.mentors,
        recent=category.recent,
        months=category.months,
        outside_rate=category.outside_rate,
        exits=None,
        score=None,
        own_outcome=None,
    )


def _answered_by_enough(offer: Offer) -> Offer:
    """Return the offer with only what enough people answered, the rest as if never measured."""
    return replace(
        offer,
        acceptance=_or_never(offer.acceptance),
        completion=_or_never(offer.completion),
    )


def _or_never(response: MeasuredResponse) -> MeasuredResponse:
    return response if response.people >= SMALLEST_GROUP else NEVER_MEASURED


def _rounded(category: CategoryFacts) -> CategoryFacts:
    amount = category.reward_amount
    if category.recent < SMALLEST_GROUP:
        amount = float(f"{amount:.0e}")  # one significant digit
    return replace(
        category,
        pairings=_rounded_count(category.pairings),
        mentors=_rounded_count(category.mentors),
        recent=_rounded_count(category.recent),
        mentor_pay=_rounded_pay(category.mentor_pay),
        mentee_pay=_rounded_pay(category.mentee_pay),
        reward_amount=amount,
    )


def _rounded_count(n: int) -> int:
    return FEW_PAIRINGS if is_small(n) else n


def _rounded_pay(euros: float) -> float:
    return float(round(euros / PAY_STEP) * PAY_STEP)
