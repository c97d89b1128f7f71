"""What a reward costs the employer: within the free space, above it, exempt, or as wage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from metrics.i18n import N_, Message
from metrics.value.draws import Amount
from metrics.value.employer import LUNCHES, USUAL, Employer
from metrics.value.tax import TaxError, TaxRules, premiums_due

FORMS = ("nothing", "recognition", "lunch", "gift", "time_off", "cash", "training")
HOUR_REWARDS = ("recognition", "time_off")
UNTAXED = ("nothing", "training", *HOUR_REWARDS)
PAID = ("gross", "net", "free_space")
ABOVE_FREE_SPACE = N_("above the free space, with the final levy")
NOT_CUSTOMARY = N_(
    "{amount} euros a person a year is more than the {limit} euros that the tax office regards as "
    "customary. Above that, the company must be able to show that such a reward is customary."
)


@dataclass(frozen=True)
class RewardCost:
    """What a reward costs in a year, in euros, for all `people` together; arrays where `people` is.

    `given` is the reward itself, what the mentors see. On top of it come `gross_up` (tax paid so
    that a net amount is left), `holiday_pay`, social `charges`, and the `levy` above the free
    space. `counted` is what counts for the free space, `free_space_used` the part of it that fits
    in. `hours`: the reward is time, so that `given` is capacity and not cash. `notes`: what to look
    at, as sentence keys with values.
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
        """All of it together."""
        return self.given + self.gross_up + self.holiday_pay + self.charges + self.levy

    @property
    def cash(self) -> Amount:
        """What is paid out, to mentors and to the tax office."""
        return self.total * (not self.hours)

    @property
    def capacity(self) -> Amount:
        """What the hours given cost; no money leaves the company for them."""
        return self.total * self.hours

    @property
    def each(self) -> Amount:
        """The total per mentor; 0 without mentors."""
        return self.total / np.where(np.equal(self.people, 0), 1, self.people)


@dataclass(frozen=True)
class NetCost:
    """What it costs to leave a mentor a net amount in one way.

    `pay` is the wage at which that holds, where it matters. `cost` is None where the year's rates
    are unknown (`reason`).
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
    """Return the yearly cost of giving `people` mentors `amount` euros each, `times` a year.

    `amount` includes VAT; for time off and recognition it is what the hours cost, for training also
    the travel. `pay`: each mentor's taxable wage in the year without the reward. `free_space_left`:
    euros of the free space that nothing else has used; below zero counts as none. `people` may be
    an array (draws), the rest are single numbers. `paid` is about cash: "gross" wage, a "net"
    amount that is grossed up (`gross_amount`), or a net amount designated to the "free_space". The
    employer's `lunch`: a "snack" at the workplace counts for nothing, a meal "at_work" for its
    fixed value, one "outside" for what it costs. `rules` hold the employer's own rates already.

    Within the free space a reward costs its amount; above it the levy comes on top, which the mean
    of the mentors bears. Training is taken to be for the work, which exempts it. Raise TaxError
    where an amount is negative, a word is unknown or a rate of `rates_needed` is unknown in the
    year; what is given to nobody needs none. Not included: pension and, unless the employer states
    it, its own return-to-work premium (Whk). Source: the rates of tax.toml.
    """
    _check(form, amount, pay, people, times, paid, employer.lunch)
    given = amount * times
    if not rules.taxed or form in UNTAXED or not given or not np.any(people):
        return RewardCost(form, people, given * people, hours=form in HOUR_REWARDS)
    if form == "cash" and paid != "free_space":
        return _as_wage(
            given, rules=rules, pay=pay, people=people, net=paid == "net", employer=employer
        )
    counted = given
    if form == "lunch":
        counted = _counted_lunch(amount, rules, employer) * times
    all_counted = counted * people
    inside = np.minimum(all_counted, max(0.0, free_space_left))
    return RewardCost(
        form,
        people,
        given * people,
        levy=rules.rate("levy").value * (all_counted - inside),
        counted=all_counted,
        free_space_used=inside,
        notes=tuple(_not_customary(counted, rules)),
    )


def rates_needed(form: str, *, paid: str = "gross", employer: Employer = USUAL) -> tuple[str, ...]:
    """Return the names of the rates that `employer_cost` reads, and of the free space."""
    if form in UNTAXED:
        return ()
    if form == "cash" and paid != "free_space":
        taxes = ("income_tax", "labour_credit", "general_credit") if paid == "net" else ()
        premiums = premiums_due(size=employer.size, contracts=employer.contracts)
        return (*taxes, *premiums, "premium_wage")
    own = ("meal",) if form == "lunch" and employer.lunch == "at_work" else ()
    return ("free_space", *own, "levy", "usual_limit")


def gross_amount(net: float, *, rules: TaxRules, pay: float, credits: bool = True) -> float:
    """Return the gross amount on top of `pay` that leaves `net` after income tax, in euros a year.

    Worked out band by band, so exact also where the amount crosses an edge. `credits`: count the
    tax credits that are lost with more pay, as the tables for bonuses do; without, only the rates
    of the brackets. Below the pay at which a credit begins to be lost its build-up is not counted,
    so that the gross amount is never too low there.
    """
    if not rules.taxed:
        return net
    names = ["income_tax", *(("labour_credit", "general_credit") if credits else ())]
    schedules = [rules.rate(name) for name in names]
    edges = {start for rate in schedules for start, _rate in rate.bands if start > pay}
    gross = 0.0
    left = net
    for edge in sorted(edges):
        kept = 1 - sum(rate.at(pay + gross) for rate in schedules)
        room = edge - pay - gross
        if left <= room * kept:
            return gross + left / kept
        gross += room
        left -= room * kept
    return gross + left / (1 - sum(rate.at(pay + gross) for rate in schedules))


def net_cost(
    rules: TaxRules,
    *,
    net: float = 1_000.0,
    pays: tuple[float, ...] = (60_000.0, 100_000.0),
    employer: Employer = USUAL,
) -> tuple[NetCost, ...]:
    """Return what it costs to leave one mentor `net` euros, in each way.

    As wage at each of `pays` (euros a year). A way whose rates are unknown in the year has no cost
    and says why; the others stand.
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
        _net_cost(ABOVE_FREE_SPACE, None, designated),
        *(
            _net_cost(way, pay, partial(wage, pay, credits))
            for pay in pays
            for way, credits in ways
        ),
    )


def _net_cost(way: str, pay: float | None, cost: Callable[[], Amount]) -> NetCost:
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
    """Return the cost of cash on the payslip.

    Charges are due on the part of it that lies below the maximum premium wage.
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


def _counted_lunch(amount: float, rules: TaxRules, employer: Employer) -> float:
    """Return what one lunch counts for the free space."""
    if employer.lunch == "outside":
        return amount
    return min(amount, rules.rate("meal").value) if employer.lunch == "at_work" else 0.0


def _not_customary(counted: float, rules: TaxRules) -> Iterator[Message]:
    limit = rules.rate("usual_limit").value
    if counted > limit:
        yield NOT_CUSTOMARY, {"amount": counted, "limit": limit}


def _check(
    form: str, amount: float, pay: float, people: Amount, times: float, paid: str, lunch: str
) -> None:
    for word, known in ((form, FORMS), (paid, PAID), (lunch, LUNCHES)):
        if word not in known:
            raise TaxError(
                N_("'{value}' is not one of {known}."), value=word, known=", ".join(known)
            )
    for value in (amount, pay, times, float(np.min(people))):
        if not value >= 0:
            raise TaxError(N_("{value} is negative; it must be zero or more."), value=value)
