"""What a reward costs the employer, by form: within the free space, above it, exempt, or as wage
with charges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from metrics.i18n import N_, Message
from metrics.value.employer import LUNCHES, USUAL, Employer
from metrics.value.tax import TaxError, TaxRules, premiums_due

FORMS = ("nothing", "recognition", "lunch", "gift", "time_off", "cash", "training")
HOURS = ("recognition", "time_off")
UNTAXED = ("nothing", "training", *HOURS)
PAID = ("gross", "net", "free_space")

Amount = float | np.ndarray


@dataclass(frozen=True)
class RewardCost:
    """What a reward costs in a year, in euros, for all `people` together; an array where `people`
    is one.

    `counted`: what of it counts for the free space; `free_space_used`: the part of that which fits
    in.

    `given`: the reward itself, what the mentors see. On top of it: `gross_up` (tax paid so that a
    net amount is left), `holiday_pay`, social `charges`, and the `levy` above the free space.
    `hours`: the reward is time, so that `given` is capacity and no cash. `notes`: what to look at,
    as sentence keys with values.
    """

    form: str
    people: Amount
    given: Amount
    hours: bool = False
    gross_up: Amount = 0.0
    holiday_pay: Amount = 0.0
    charges: Amount = 0.0
    levy: Amount = 0.0
    counted: Amount = 0.0
    free_space_used: Amount = 0.0
    notes: tuple[Message, ...] = ()

    @property
    def total(self) -> Amount:
        """Everything together."""
        return self.given + self.gross_up + self.holiday_pay + self.charges + self.levy

    @property
    def cash(self) -> Amount:
        """What is paid out, to whomever."""
        return self.total * (not self.hours)

    @property
    def capacity(self) -> Amount:
        """What the hours given cost; no money leaves the company for them."""
        return self.total * self.hours

    @property
    def each(self) -> Amount:
        """The total per mentor; 0 where there is nobody."""
        return self.total / np.where(np.equal(self.people, 0), 1, self.people)


@dataclass(frozen=True)
class NetCost:
    """What it costs to leave a mentor a net amount in one way; None where the year's rates do not
    tell (`reason`).
    """

    way: str
    pay: float | None
    cost: float | None
    reason: TaxError | None = None


def employer_cost(
    form: str,
    amount: float,
    *,
    rules: TaxRules,
    pay: float,
    people: Amount,
    free_space_left: float,
    times: float = 1,
    paid: str = "gross",
    employer: Employer = USUAL,
) -> RewardCost:
    """The yearly cost in euros of giving `people` mentors `amount` euros each, `times` a year, in
    that form.

    `amount` includes VAT; of time off and recognition it is what the hours cost, of training also
    the travel. `pay`: each mentor's own taxable wage in the year without the reward.
    `free_space_left`: euros of the free space that nothing else has used, counted as none where it
    is below zero. `people` may be an array (draws), the rest are single numbers. `paid` is about
    cash: "gross" wage, a "net" amount that is grossed up (see `gross_amount`), or a net amount
    designated to the "free_space". The employer's `lunch`: a "snack" or drink at the workplace
    counts for nothing, a meal "at_work" for its fixed value, one "outside" for what it costs.
    `rules` hold its own rates already.

    Within the free space a reward costs what it is; above it the levy comes on top, which the
    average of the mentors bears. Training is taken to be for the work, which exempts it. TaxError
    where an amount is negative, a word is unknown or a rate that is needed is not known of
    the year; what is given to nobody needs none. Not in it: pension, and what is the company's own
    in the return-to-work premium (Whk). Source: the rates of tax.toml.
    """
    _check(form, amount, pay, people, times, paid, employer.lunch)
    given = amount * times
    if not rules.taxed or form in UNTAXED or not given or not np.any(people):
        return RewardCost(form, people, given * people, hours=form in HOURS)
    if form == "cash" and paid != "free_space":
        return _as_wage(
            given, rules=rules, pay=pay, people=people, net=paid == "net", employer=employer
        )
    counted = given
    if form == "lunch" and employer.lunch != "outside":
        counted = (
            min(amount, rules.rate("meal").value) * times if employer.lunch == "at_work" else 0.0
        )
    all_counted = counted * people
    inside = np.minimum(all_counted, max(0.0, free_space_left))
    return RewardCost(
        form,
        people,
        given * people,
        levy=rules.rate("levy").value * (all_counted - inside),
        counted=all_counted,
        free_space_used=inside,
        notes=tuple(_unusual(counted, rules)),
    )


def rates_needed(form: str, *, paid: str = "gross", employer: Employer = USUAL) -> tuple[str, ...]:
    """The rates by name that `employer_cost` asks for, with the free space that it is told of."""
    if form in UNTAXED:
        return ()
    if form == "cash" and paid != "free_space":
        taxes = ("income_tax", "labour_credit", "general_credit") if paid == "net" else ()
        return (
            *taxes,
            *premiums_due(size=employer.size, contracts=employer.contracts),
            "premium_wage",
        )
    own = ("meal",) if form == "lunch" and employer.lunch == "at_work" else ()
    return ("free_space", *own, "levy", "usual_limit")


def gross_amount(net: float, *, rules: TaxRules, pay: float, credits: bool = True) -> float:
    """The gross amount on top of `pay` that leaves `net` after income tax, both in euros a year.

    Worked out band by band, so exact also where the amount crosses an edge. `credits`: the tax
    credits that are lost with more pay are counted, as the tables for bonuses do; without, only the
    rates of the brackets. Below the pay at which a credit begins to be lost its build-up is not
    counted, so that the gross amount is never too low there.
    """
    if not rules.taxed:
        return net
    schedules = [rules.rate("income_tax")] + [
        rules.rate(f"{one}_credit") for one in ("labour", "general") if credits
    ]
    edges = sorted({start for schedule in schedules for start, _ in schedule.bands if start > pay})
    gross, left = 0.0, net
    for edge in edges:
        kept = 1 - sum(schedule.at(pay + gross) for schedule in schedules)
        room = edge - pay - gross
        if left <= room * kept:
            return gross + left / kept
        gross, left = gross + room, left - room * kept
    return gross + left / (1 - sum(schedule.at(pay + gross) for schedule in schedules))


def net_cost(
    rules: TaxRules,
    *,
    net: float = 1_000.0,
    pays: tuple[float, ...] = (60_000.0, 100_000.0),
    employer: Employer = USUAL,
) -> tuple[NetCost, ...]:
    """What it costs in euros to leave one mentor `net` euros, in each way; as wage at each of
    `pays` (euros a year).

    A row whose rates are not known of the year has no cost and says why; the other rows stand.
    """

    def designated() -> Amount:
        return employer_cost("gift", net, rules=rules, pay=0.0, people=1, free_space_left=0.0).total

    def wage(pay: float, credits: bool) -> Amount:
        return _as_wage(
            net, rules=rules, pay=pay, people=1, net=True, employer=employer, credits=credits
        ).total

    ways = [
        (N_("as wage, grossed up at the bracket rate"), False),
        (N_("as wage, grossed up, with tax credits lost"), True),
    ]
    return (
        NetCost(N_("within the free space, or training of that value"), None, net),
        _told(N_("above the free space, with the final levy"), None, designated),
        *(_told(way, pay, partial(wage, pay, credits)) for pay in pays for way, credits in ways),
    )


def _told(way: str, pay: float | None, cost: Callable[[], Amount]) -> NetCost:
    try:
        return NetCost(way, pay, float(cost()))
    except TaxError as error:
        return NetCost(way, pay, None, error)


def _as_wage(
    amount: float,
    *,
    rules: TaxRules,
    pay: float,
    people: Amount,
    net: bool,
    employer: Employer,
    credits: bool = True,
) -> RewardCost:
    """Cash on the payslip: charges are due on the part of it that lies below the highest premium
    wage.
    """
    gross = gross_amount(amount, rules=rules, pay=pay, credits=credits) if net else amount
    holiday_pay = gross * employer.holiday_pay if rules.taxed else 0.0
    return RewardCost(
        "cash",
        people,
        amount * people,
        gross_up=(gross - amount) * people,
        holiday_pay=holiday_pay * people,
        charges=_charges(gross + holiday_pay, rules=rules, pay=pay, employer=employer) * people,
    )


def _charges(wage: float, *, rules: TaxRules, pay: float, employer: Employer) -> float:
    if not rules.taxed:
        return 0.0
    below = max(0.0, min(wage, rules.rate("premium_wage").value - pay))
    return below * rules.charges(size=employer.size, contracts=employer.contracts)


def _unusual(counted: float, rules: TaxRules) -> Iterator[Message]:
    limit = rules.rate("usual_limit").value
    if counted > limit:
        yield (
            N_(
                "{amount} euros a person a year is more than the {limit} euros that the tax "
                "office regards as customary. Above that, the company must be able to show "
                "that such a reward is customary."
            ),
            {"amount": counted, "limit": limit},
        )


def _check(
    form: str, amount: float, pay: float, people: Amount, times: float, paid: str, lunch: str
) -> None:
    for value, known in ((form, FORMS), (paid, PAID), (lunch, LUNCHES)):
        if value not in known:
            raise TaxError(
                N_("'{value}' is not one of {known}."), value=value, known=", ".join(known)
            )
    for value in (amount, pay, times, float(np.min(people))):
        if not value >= 0:
            raise TaxError(N_("{value} is negative; it must be zero or more."), value=value)
