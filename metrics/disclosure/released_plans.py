"""The gate for what scenarios are made from. Facts are made safe; what is computed from safe facts
adds nothing.
"""

from __future__ import annotations

from dataclasses import replace

from metrics.disclosure.release import PAY_STEP, count, release
from metrics.disclosure.released import (
    ReleasedAppraisal,
    ReleasedChoice,
    ReleasedFacts,
    ReleasedPayRange,
    ReleasedPrecedent,
    ReleasedResponse,
)
from metrics.portfolio.choice import Choice
from metrics.portfolio.frontier import NextChoice, RejectedOption
from metrics.rewards.appraisal import Appraisal
from metrics.rewards.pay_range import PayRange
from metrics.rewards.precedent import PrecedentRisk
from metrics.scope import SMALLEST_GROUP
from metrics.value import MeasuredResponse, Offer, Offers
from metrics.value.company_facts import CategoryFacts, CompanyFacts

WAGES_STEP = 100_000
FEW_PAIRINGS = 5  # what a plan starts from where one to nine pairings began lately


@release.register
def _(known: CompanyFacts) -> ReleasedFacts:
    """Pay rounded, so that a hidden group's cannot be found by subtraction; the wage bill in steps,
    so that one who joins cannot be found by comparing two loads. A category of few is the company
    in all but its name and its rates; what fewer than ten mentors got lately has one digit.
    """
    company = known.categories.get("")
    few = [
        name
        for name, one in known.categories.items()
        if name and one.pairings and min(one.pairings, one.mentors) < SMALLEST_GROUP
    ]
    pay = _pay(known.mean_pay)
    shown = {
        name: _facts(_like(one, company, pay) if name in few else one)
        for name, one in known.categories.items()
    }
    return ReleasedFacts(
        replace(
            known,
            categories=shown,
            mean_pay=pay,
            wage_bill=round(known.wage_bill / WAGES_STEP) * WAGES_STEP,
            leaving=None if known.leaving is None else round(known.leaving, 2),
            offers=Offers(tuple(_of_enough(row) for row in known.offers.rows)),
        ),
        stands_in=tuple(sorted(few)),
    )


def _like(one: CategoryFacts, company: CategoryFacts, pay: float) -> CategoryFacts:
    """The company in the place of a category of few; what was agreed and what outsiders ask stays
    its own.
    """
    return replace(
        company,
        category=one.category,
        mentor_pay=pay,
        mentee_pay=pay,
        pairings=one.pairings,
        mentors=one.mentors,
        recent=one.recent,
        months=one.months,
        outside_rate=one.outside_rate,
        exits=None,
        score=None,
        own_outcome=None,
    )


def _of_enough(row: Offer) -> Offer:
    """The row with only what enough people answered; what a few did is as if it was never
    measured.
    """
    untold = {
        name: MeasuredResponse(0, 0, 0)
        for name in ("acceptance", "completion")
        if getattr(row, name).people < SMALLEST_GROUP
    }
    return replace(row, **untold)


def _facts(one: CategoryFacts) -> CategoryFacts:
    pairings, mentors, recent = (
        FEW_PAIRINGS if 0 < n < SMALLEST_GROUP else n
        for n in (one.pairings, one.mentors, one.recent)
    )
    amount = (
        float(f"{one.reward_amount:.0e}") if one.recent < SMALLEST_GROUP else one.reward_amount
    )  # in one digit
    return replace(
        one,
        pairings=pairings,
        mentors=mentors,
        recent=recent,
        mentor_pay=_pay(one.mentor_pay),
        mentee_pay=_pay(one.mentee_pay),
        reward_amount=amount,
    )


def _pay(euros: float) -> float:
    return float(round(euros / PAY_STEP) * PAY_STEP)


@release.register
def _(known: Appraisal) -> ReleasedAppraisal:
    return ReleasedAppraisal(
        known
    )  # made from released facts and from what the reader asked for: nothing is added


@release.register
def _(known: PayRange) -> ReleasedPayRange:
    return ReleasedPayRange(known)  # as an appraisal


@release.register
def _(known: PrecedentRisk) -> ReleasedPrecedent:
    return ReleasedPrecedent(known)  # as an appraisal


@release.register(Choice)
@release.register(NextChoice)
@release.register(RejectedOption)
def _(known: Choice | NextChoice | RejectedOption) -> ReleasedChoice:
    return ReleasedChoice(known)  # as an appraisal


@release.register
def _(known: Offers) -> ReleasedResponse:
    return ReleasedResponse(
        tuple(
            replace(row, acceptance=_measured(row.acceptance), completion=_measured(row.completion))
            for row in known.rows
        )
    )


def _measured(known: MeasuredResponse) -> MeasuredResponse:
    counts = {name: count(getattr(known, name)) for name in ("n", "people", "met")}
    if known.people >= SMALLEST_GROUP:
        return replace(known, **counts)
    return replace(known, **counts, share=None, difference=None, ratio=None)
