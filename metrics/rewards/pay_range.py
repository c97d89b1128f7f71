"""The reward corridor of a category: below its floor a mentor gives up more than he gets, above its
ceiling an outsider is cheaper; and where in it the plan earns its reward back.

All in what the reward costs the employer, in euros per mentor and pairing that meets its terms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from metrics.i18n import N_, Euros, Message
from metrics.rewards import model
from metrics.rewards.appraisal import COST, Appraisal
from metrics.rewards.break_even import (
    BreakEven,
    CurvePoint,
    break_even_sentence,
    find_crossings,
    value_curve,
)
from metrics.rewards.inputs import assumptions_in_force, known
from metrics.rewards.scenario import CategoryPlan, Scenario, ScenarioError
from metrics.rewards.tax_terms import (
    cost_if_all_qualify,
    discount_factor,
    mentor_pay,
    tax_rules_of_year,
)
from metrics.value.assumptions import ENDS, Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import PAY_RANGE_DRAWS, Range
from metrics.value.hours import hour_price_range
from metrics.value.reward_cost import rates_needed

BELOW, INSIDE, ABOVE, CLOSED = "below", "inside", "above", "closed"
POINTS = 24
LEAST_TOP = 500.0
NOT_OTHER = ("reward", "training_travel", "training_time", "mentee_time")
Appraise = Callable[[Scenario], Appraisal]

PLACES = {
    BELOW: N_(
        "A reward of {present} is below the pay range, which starts at {floor}: mentors give "
        "up more than they get."
    ),
    INSIDE: N_("A reward of {present} is within the pay range of {floor} to {ceiling}."),
    ABOVE: N_(
        "A reward of {present} is above the pay range, which ends at {ceiling}: external "
        "hours would cost less."
    ),
    CLOSED: N_("The floor of {floor} is above the ceiling of {ceiling}: no reward pays here."),
}


@dataclass(frozen=True)
class PayRange:
    """The corridor of one category for rewards of one `form`, in euros at employer cost per mentor
    and pairing.

    `floor`: what the mentor gives up. `ceiling`: what the agreed hours cost from outside, less what
    else the mentor's hours cost (the mentee's are spent either way). `present`: the plan's reward;
    `place`: where it lies at base. `marginal`: the change of the net present value with one more
    euro promised per pairing, above zero more pays; None without a pairing, or without a reward:
    the step from nothing to something is no margin. `break_even`: with every number at base;
    `cautious` and `hopeful`: at the ends of 80 % of the draws. None, one or several amounts each,
    up to `top`. `best`: the point of `curve` with the highest value at base.
    """

    category: str
    form: str
    floor: Range
    ceiling: Range
    present: float
    place: str
    marginal: Range | None
    break_even: tuple[BreakEven, ...]
    cautious: tuple[BreakEven, ...]
    hopeful: tuple[BreakEven, ...]
    best: CurvePoint
    top: float
    curve: tuple[CurvePoint, ...]
    notes: tuple[Message, ...]


def find_pay_range(
    scenario: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    category: str,
    *,
    appraise: Appraise | None = None,
) -> PayRange:
    """The corridor of `category` in `scenario`, the category taken apart with its share of the
    shared costs.

    A plan without a reward is asked about cash, or about a gift where the tax year does not tell
    what cash costs. Amounts are searched up to twice the widest end of the corridor and, if the
    plan still pays there, up to 64 times further; of two break-evens less than a third apart
    (beyond that, less than twice) both may be missed. `appraise` is that of the model unless given.
    ScenarioError where the scenario does not have the category or cannot be appraised.
    """
    if found := model.appraisal_faults(scenario, assumptions, facts.employer):
        raise ScenarioError(found)
    appraise = appraise or partial(model.appraise, facts=facts, assumptions=assumptions)
    part = isolate_category(scenario, category, assumptions)
    assumptions, plan = assumptions_in_force(part, assumptions), part.plan(category)
    form = _asked(plan, part, facts)
    floor = _floor(plan, facts, assumptions)
    ceiling = _ceiling(part, facts, assumptions, category, appraise)
    present = _cost(plan, part, facts, assumptions)
    place = place_in_range(present, floor=floor.base, ceiling=ceiling.base)
    top = (
        2
        * max(present, floor.high, ceiling.high, LEAST_TOP, plan.reward.amount * plan.times)
        / plan.times
    )

    @cache
    def at(amount: float) -> CurvePoint:
        one = _rewarded(part, category, form, amount)
        found = appraise(one)
        return CurvePoint(
            amount,
            _cost(one.plan(category), one, facts, assumptions),
            found.base["npv"],
            found.npv.low,
            found.npv.high,
        )

    curve = value_curve(
        at, {0.0, plan.reward.amount, *np.geomspace(top / 500, top, POINTS).tolist()}
    )
    crossings = {end: find_crossings(curve, end, at) for end in ENDS}
    return PayRange(
        category,
        form,
        floor,
        ceiling,
        present,
        place,
        _marginal(part, plan, at),
        crossings["base"],
        crossings["low"],
        crossings["high"],
        best=max(curve, key=lambda point: point.base),
        top=curve[-1].amount,
        curve=curve,
        notes=(
            _placed(place, present, floor, ceiling),
            break_even_sentence(crossings["base"], curve),
        ),
    )


def isolate_category(
    scenario: Scenario, category: str, assumptions: Mapping[str, Assumption]
) -> Scenario:
    """The category alone, with few draws, bearing one-offs and coordinator by its share of the
    pairings.
    """
    plan, pairings = scenario.plan(category), sum(one.pairings for one in scenario.categories)
    share = plan.pairings / pairings if pairings else 1.0
    shared = assumptions_in_force(scenario, assumptions)["coordinator_hours"]
    others = tuple(one for one in scenario.assumptions if one[0] != shared.name)
    part = (shared.name, shared.low * share, shared.base * share, shared.high * share)
    return replace(
        scenario,
        categories=(plan,),
        one_offs=scenario.one_offs * share,
        assumptions=(*others, part),
        draws=PAY_RANGE_DRAWS,
    )


def place_in_range(present: float, *, floor: float, ceiling: float) -> str:
    """BELOW, INSIDE or ABOVE the corridor; CLOSED where its floor is above its ceiling."""
    if floor > ceiling:
        return CLOSED
    return BELOW if present < floor else ABOVE if present > ceiling else INSIDE


def _floor(plan: CategoryPlan, facts: CompanyFacts, assumptions: Mapping[str, Assumption]) -> Range:
    hour, own = (
        hour_price_range(mentor_pay(plan.category, facts, assumptions), assumptions),
        assumptions["mentor_own_time"],
    )
    return Range(*(plan.hours * getattr(hour, end) * getattr(own, end) for end in ENDS))


def _ceiling(
    part: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    category: str,
    appraise: Appraise,
) -> Range:
    """The low end with the cheapest outsider and the dearest programme, the high end the other way
    about.
    """
    plan, rate = part.plan(category), assumptions["outside_rate"]
    low, base, high = known(facts, category).outside_rate or (rate.low, rate.base, rate.high)
    bare = appraise(part.with_reward(category, replace(plan.reward, form="nothing", amount=0.0)))
    lines = [line for line in bare.lines if line.side == COST and line.name not in NOT_OTHER]
    started = max(plan.pairings, 1) * part.years
    other = Range(
        *(
            sum(amounts) / started
            for amounts in (
                [line.quantiles.low for line in lines],
                [line.base for line in lines],
                [line.quantiles.high for line in lines],
            )
        )
    )
    return Range(
        plan.hours * low - other.high, plan.hours * base - other.base, plan.hours * high - other.low
    )


def _asked(plan: CategoryPlan, part: Scenario, facts: CompanyFacts) -> str:
    if plan.reward.form != "nothing":
        return plan.reward.form
    known = tax_rules_of_year(part, 0, facts.employer)
    cash = (
        rates_needed("cash", paid=plan.reward.paid, employer=facts.employer) if known.taxed else ()
    )
    return "cash" if all(name in known.rates for name in cash) else "gift"


def _rewarded(part: Scenario, category: str, form: str, amount: float) -> Scenario:
    """With that amount; nothing given is no reward, other than for recognition, which may cost
    nothing.
    """
    reward = part.plan(category).reward
    given = form if amount or form == "recognition" else "nothing"
    return part.with_reward(category, replace(reward, form=given, amount=amount))


def _cost(
    plan: CategoryPlan, part: Scenario, facts: CompanyFacts, assumptions: Mapping[str, Assumption]
) -> float:
    people = max(plan.pairings, 1)
    return cost_if_all_qualify(plan, part, facts, assumptions, people=people) / people


def _marginal(
    part: Scenario, plan: CategoryPlan, at: Callable[[float], CurvePoint]
) -> Range | None:
    """Between the slopes of the two ends' curves."""
    if not plan.pairings or not plan.reward.amount:
        return None
    euros = plan.pairings * sum(discount_factor(part, year) for year in range(part.years))
    now, more = at(plan.reward.amount), at(plan.reward.amount + 1 / plan.times)
    low, base, high = ((getattr(more, end) - getattr(now, end)) / euros for end in ENDS)
    return Range(min(low, base, high), base, max(low, base, high))


def _placed(place: str, present: float, floor: Range, ceiling: Range) -> Message:
    return PLACES[place], {
        "present": Euros(present),
        "floor": Euros(floor.base),
        "ceiling": Euros(ceiling.base),
    }
