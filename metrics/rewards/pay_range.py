"""The pay range of a category: from what a mentor gives up to what the hours cost from outside.

Below its floor a mentor gives up more than they get; above its ceiling an outsider is cheaper. It
also shows where in that range the plan earns its reward back (`break_even`). All figures are what
the reward costs the employer, in euros per mentor and pairing that meets its terms.
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
from metrics.rewards.faults import appraisal_faults
from metrics.rewards.inputs import assumptions_in_force
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

BELOW = "below"
INSIDE = "inside"
ABOVE = "above"
CLOSED = "closed"
POINTS = 24  # on the curve, besides no reward and the plan's own
LEAST_TOP = 500.0  # euros; the curve reaches at least twice as far
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
    """The pay range of one category for rewards of one `form`.

    In euros at employer cost per mentor and pairing. `floor`: what the mentor gives up. `ceiling`:
    what the agreed hours cost from outside, less what else the mentor's hours cost (the mentee's
    are spent either way). `present`: the plan's reward, and `place` where it lies at base.

    `marginal`: the change of the net present value with one more euro promised per pairing; above
    zero, more pays. None without a pairing, and without a reward, because the step from nothing to
    something is not marginal.

    `break_even` has every number at its base; `cautious` and `hopeful` are at the ends of 80 % of
    the draws. Each holds no, one or several rewards, up to `top`. `best`: the point of `curve` with
    the highest value at base.
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
    """Return the pay range of `category`, considered apart with its share of the shared costs.

    For a plan without a reward the range is about cash, or about a gift where the tax year does not
    hold the rates for cash. Amounts are searched up to twice the widest end of the range and, if
    the plan still pays there, up to 64 times further. Two break-evens less than a third apart
    (beyond that, less than twice) may both be missed. `appraise` is that of the model unless given.
    Raise ScenarioError where the scenario does not have the category or cannot be appraised.
    """
    if faults := appraisal_faults(scenario, assumptions, facts.employer):
        raise ScenarioError(faults)
    appraise = appraise or partial(model.appraise, facts=facts, assumptions=assumptions)
    part = isolate_category(scenario, category, assumptions)
    assumptions = assumptions_in_force(part, assumptions)
    plan = part.plan(category)
    form = _form(plan, part, facts)
    floor = _floor(plan, facts, assumptions)
    ceiling = _ceiling(part, facts, assumptions, category, appraise)
    present = _reward_cost(plan, part, facts, assumptions)
    place = place_in_range(present, floor=floor.base, ceiling=ceiling.base)
    widest = max(present, floor.high, ceiling.high, LEAST_TOP, plan.reward.amount * plan.times)
    top = 2 * widest / plan.times

    @cache
    def at(amount: float) -> CurvePoint:
        rewarded = _with_amount(part, category, form, amount)
        appraisal = appraise(rewarded)
        return CurvePoint(
            amount,
            cost=_reward_cost(rewarded.plan(category), rewarded, facts, assumptions),
            base=appraisal.base["npv"] or 0.0,
            low=appraisal.npv.low,
            high=appraisal.npv.high,
        )

    amounts = np.geomspace(top / 500, top, POINTS).tolist()
    curve = value_curve(at, {0.0, plan.reward.amount, *amounts})
    crossings = {end: find_crossings(curve, end, at) for end in ENDS}
    return PayRange(
        category,
        form,
        floor,
        ceiling,
        present,
        place,
        marginal=_marginal(part, plan, at),
        break_even=crossings["base"],
        cautious=crossings["low"],
        hopeful=crossings["high"],
        best=max(curve, key=lambda point: point.base),
        top=curve[-1].amount,
        curve=curve,
        notes=(
            _place_sentence(place, present, floor, ceiling),
            break_even_sentence(crossings["base"], curve),
        ),
    )


def isolate_category(
    scenario: Scenario, category: str, assumptions: Mapping[str, Assumption]
) -> Scenario:
    """Return the scenario of that category alone, with few draws.

    It bears one-offs and coordinator by its share of the pairings.
    """
    plan = scenario.plan(category)
    pairings = sum(other.pairings for other in scenario.categories)
    share = plan.pairings / pairings if pairings else 1.0
    shared = assumptions_in_force(scenario, assumptions)["coordinator_hours"]
    others = tuple(changed for changed in scenario.assumptions if changed[0] != shared.name)
    coordinator = (shared.name, shared.low * share, shared.base * share, shared.high * share)
    return replace(
        scenario,
        categories=(plan,),
        one_offs=scenario.one_offs * share,
        assumptions=(*others, coordinator),
        draws=PAY_RANGE_DRAWS,
    )


def place_in_range(present: float, *, floor: float, ceiling: float) -> str:
    """Return BELOW, INSIDE or ABOVE the range; CLOSED where its floor is above its ceiling."""
    if floor > ceiling:
        return CLOSED
    if present < floor:
        return BELOW
    return ABOVE if present > ceiling else INSIDE


def _floor(plan: CategoryPlan, facts: CompanyFacts, assumptions: Mapping[str, Assumption]) -> Range:
    price = hour_price_range(mentor_pay(plan.category, facts, assumptions), assumptions)
    own_time = assumptions["mentor_own_time"]
    return Range(*(plan.hours * getattr(price, end) * getattr(own_time, end) for end in ENDS))


def _ceiling(
    part: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    category: str,
    appraise: Appraise,
) -> Range:
    """Return the ceiling.

    Its low end has the cheapest outsider and the most expensive programme, its high end the
    reverse.
    """
    plan = part.plan(category)
    outside = assumptions["outside_rate"]
    low, base, high = facts.for_category(category).outside_rate or (
        outside.low,
        outside.base,
        outside.high,
    )
    bare = appraise(part.with_reward(category, replace(plan.reward, form="nothing", amount=0.0)))
    lines = [line for line in bare.lines if line.side == COST and line.name not in NOT_OTHER]
    started = max(plan.pairings, 1) * part.years
    return Range(
        plan.hours * low - sum(line.quantiles.high for line in lines) / started,
        plan.hours * base - sum(line.base for line in lines) / started,
        plan.hours * high - sum(line.quantiles.low for line in lines) / started,
    )


def _form(plan: CategoryPlan, part: Scenario, facts: CompanyFacts) -> str:
    """Return the form of reward that the range is about."""
    if plan.reward.form != "nothing":
        return plan.reward.form
    rules = tax_rules_of_year(part, 0, facts.employer)
    if not rules.taxed:
        return "cash"
    needed = rates_needed("cash", paid=plan.reward.paid, employer=facts.employer)
    return "cash" if all(name in rules.rates for name in needed) else "gift"


def _with_amount(part: Scenario, category: str, form: str, amount: float) -> Scenario:
    """Return the scenario with that amount.

    An amount of zero is no reward, except for recognition, which may cost nothing.
    """
    reward = part.plan(category).reward
    given = form if amount or form == "recognition" else "nothing"
    return part.with_reward(category, replace(reward, form=given, amount=amount))


def _reward_cost(
    plan: CategoryPlan,
    part: Scenario,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
) -> float:
    people = max(plan.pairings, 1)
    return cost_if_all_qualify(plan, part, facts, assumptions, people=people) / people


def _marginal(
    part: Scenario, plan: CategoryPlan, at: Callable[[float], CurvePoint]
) -> Range | None:
    """Return the slope at base, between the slopes of the curve's two ends."""
    if not plan.pairings or not plan.reward.amount:
        return None
    euros = plan.pairings * sum(discount_factor(part, year) for year in range(part.years))
    now = at(plan.reward.amount)
    more = at(plan.reward.amount + 1 / plan.times)
    low, base, high = ((getattr(more, end) - getattr(now, end)) / euros for end in ENDS)
    return Range(min(low, base, high), base, max(low, base, high))


def _place_sentence(place: str, present: float, floor: Range, ceiling: Range) -> Message:
    return PLACES[place], {
        "present": Euros(present),
        "floor": Euros(floor.base),
        "ceiling": Euros(ceiling.base),
    }
