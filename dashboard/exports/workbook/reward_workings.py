"""The steps of a reward: how many it brings to take part, and what it costs the employer."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exports.workbook.formula import (
    Term,
    among,
    both,
    either,
    least,
    logarithm,
    most,
    rounded_up,
    term,
    untrue,
    where,
)
from dashboard.exports.workbook.plan_sheet import Given, Planned
from dashboard.exports.workbook.workings import Line, Steps
from dashboard.text.labels import FLOW_KINDS, REWARD_FORMS
from metrics.rewards.appraisal import CAPACITY, CASH, COST
from metrics.rewards.cash_flows import LOWEST_MULTIPLIER
from metrics.value.reward_cost import HOURS
from metrics.value.reward_response import IN_KIND


def response(
    steps: Steps, given: Given, title: str, *, fixed: bool
) -> tuple[Sequence[Term], Sequence[Term]]:
    """How many take part and how many of these meet their hours under a reward, as multiples of
    what they are without one, for each year, or once if it is fixed: what was measured, else the
    curve of the assumptions.
    """
    _, of, multiple = steps.sheet.book.locale, steps.of, steps.sheet.book.locale("multiple")
    is_cash, (cash, other) = steps.is_(given.form, "cash"), _curve(steps, given, title)
    measured = steps.offers.answers(given.form, given.amount) if steps.offers else (None, None)
    accepted, met = (
        found and steps.one(name, multiple, found, "factor")
        for found, name in zip(
            measured,
            (
                _("Measured take-up (0: not measured), {reward}", reward=title),
                _("Measured completion (0: not measured), {reward}", reward=title),
            ),
            strict=True,
        )
    )
    nothing = either(
        steps.is_(given.form, "nothing"),
        both(given.amount.same(0), untrue(steps.is_(given.form, "recognition"))),
    )

    def faded(value: Term, year: int) -> Term:
        kept = (1 - of["response_cash_decay"]) ** (given.years + year if year else given.years)
        return where(both(is_cash, value > 1), 1 + (value - 1) * kept, value)

    def told(found: Term | None, assumed: Term, year: int) -> Term:
        known = where(found > 0, faded(found, year), assumed) if found else assumed
        return where(nothing, 1, most(LOWEST_MULTIPLIER, known))

    curve = steps.each(
        _("Response under the assumptions, {reward}", reward=title),
        multiple,
        lambda year: faded(where(is_cash, cash, other), year),
        "factor",
        fixed=fixed,
    )
    return (
        steps.each(
            _("Take-up, {reward}", reward=title),
            multiple,
            lambda year: told(accepted, curve[year], year),
            "factor",
            fixed=fixed,
        ),
        steps.each(
            _("Completion (hours met), {reward}", reward=title),
            multiple,
            lambda year: told(met, 1 + of["response_completion"] * (curve[year] - 1), year),
            "factor",
            fixed=fixed,
        ),
    )


def _curve(steps: Steps, given: Given, title: str) -> tuple[Term, Term]:
    """The response to a new reward by the assumptions, if it is cash and if it is not."""
    _, of, amount = steps.sheet.book.locale, steps.of, given.amount
    seen = where(given.public.same(_("yes")), 1, of["response_private"])
    small = 1 + seen * (of["response_cash_small"] - 1)
    step, enough = of["response_cash_step"], of["response_cash_enough"]
    risen = where(
        amount >= enough,
        1,
        where(amount > step, logarithm(amount / step) / logarithm(enough / step), 0),
    )
    labels = {_(REWARD_FORMS[form]): form for form in IN_KIND}
    full = steps.one(
        _("Response to a sufficient amount, {reward}", reward=title),
        _("multiple"),
        among(given.form, {label: of[f"response_{form}"] for label, form in labels.items()}, 1),
        "factor",
    )
    worth = steps.one(
        _("Sufficient amount, {reward}", reward=title),
        _("euros"),
        among(
            given.form, {label: of[f"response_{form}_enough"] for label, form in labels.items()}, 1
        ),
        "cents",
    )
    cash = steps.one(
        _("Response if cash and new, {reward}", reward=title),
        _("multiple"),
        small + risen * (of["response_cash_full"] - small),
        "factor",
    )
    other = steps.one(
        _("Response if not cash, {reward}", reward=title),
        _("multiple"),
        where(
            steps.is_(given.form, "recognition"),
            1 + seen * (of["response_recognition"] - 1),
            1 + where(amount >= worth, 1, amount / worth) * (full - 1),
        ),
        "factor",
    )
    return cash, other


def reward(
    steps: Steps, plan: Planned, met: Sequence[Term], space: Sequence[Term], hour: Term
) -> tuple[list[Line], Sequence[Term]]:
    """The lines of the reward, and the free space that it leaves to the next category."""
    _, form, euros = steps.sheet.book.locale, plan.reward.form, steps.sheet.book.locale("euros")
    times = steps.one(
        _("Awards per mentor and pairing"),
        _("times"),
        where(
            steps.is_(plan.when, "quarterly"),
            rounded_up(plan.months / 3),
            where(steps.is_(plan.when, "yearly"), rounded_up(plan.months / 12), 1),
        ),
        "whole",
    )
    given = steps.one(
        _("Reward per mentor"),
        euros,
        where(steps.is_(form, "nothing"), 0, plan.reward.amount * times),
        "cents",
    )
    each, over = (given,) * steps.years, (term(0),) * steps.years
    if steps.tax[0].taxed:
        each, counted = _taxed(steps, plan, given, times)

        def some(year: int, of: Term) -> Term:
            return where(met[year] > 0, where(counted[year] > 0, of, 0), 0)

        used = steps.yearly(
            _("Free space used"),
            euros,
            lambda year: some(year, least(counted[year] * met[year], space[year])),
            "euro",
        )
        space = steps.yearly(
            _("Free space left for the following categories"),
            euros,
            lambda year: space[year] - used[year],
            "euro",
        )
        over = steps.yearly(
            _("Final levy above the free space"),
            euros,
            lambda year: some(
                year, steps.tax[year].levy * (counted[year] * met[year] - used[year])
            ),
            "euro",
        )
    _is_training = both(steps.is_(form, "training"), plan.reward.amount > 0)
    visits = steps.of["training_hours"] * plan.mentor_pay * hour
    return [
        Line(
            "reward",
            plan.name,
            COST,
            where(steps.is_(form, *HOURS), _(FLOW_KINDS[CAPACITY]), _(FLOW_KINDS[CASH])),
            steps.yearly(
                _("Rewards, at employer cost"),
                euros,
                lambda year: where(met[year] > 0, each[year] * met[year] + over[year], 0),
                "euro",
                "line",
            ),
        ),
        Line(
            "training_travel",
            plan.name,
            COST,
            _(FLOW_KINDS[CASH]),
            steps.yearly(
                _("Training travel"),
                euros,
                lambda year: where(
                    _is_training, met[year] * times * steps.of["training_travel"], 0
                ),
                "euro",
                "line",
            ),
        ),
        Line(
            "training_time",
            plan.name,
            COST,
            _(FLOW_KINDS[CAPACITY]),
            steps.yearly(
                _("Mentor time in training"),
                euros,
                lambda year: where(_is_training, met[year] * times * visits, 0),
                "euro",
                "line",
            ),
        ),
    ], space


def _taxed(
    steps: Steps, plan: Planned, given: Term, times: Term
) -> tuple[Sequence[Term], Sequence[Term]]:
    """What the reward of one mentor costs in each year before the levy, and what of it counts for
    the free space.
    """
    _, form, employer = steps.sheet.book.locale, plan.reward.form, steps.company.employer
    euros, free = _("euros"), steps.is_(plan.paid, "free_space")
    as_wage = (
        steps.one(
            _("Cash paid as wage (1) or not (0)"),
            "",
            where(steps.is_(form, "cash"), where(free, 0, 1), 0),
            "whole",
        )
        > 0
    )
    wage = steps.one(
        _("Taxable wage of a mentor: pay plus holiday pay"),
        euros,
        plan.mentor_pay * (1 + steps.of["holiday_pay"]),
        "cents",
    )

    def gross_wage(year: int) -> Term:
        tax = steps.tax[year]
        net = where(
            steps.is_(plan.paid, "net"), tax.pay_for(tax.net_of(wage) + given) - wage, given
        )
        return where(given > 0, where(as_wage, net, 0), 0)

    def charges(year: int) -> Term:
        due = (
            most(0, least(paid[year], steps.tax[year].premium_wage - wage))
            * steps.tax[year].charges
        )
        return where(paid[year] > 0, due, 0)

    def counts(year: int) -> Term:
        meal = {
            "at_work": least(plan.reward.amount, steps.tax[year].meal) * times,
            "snack": term(0),
            "outside": given,
        }
        as_gift = where(
            steps.is_(form, "gift"), given, where(both(steps.is_(form, "cash"), free), given, 0)
        )
        return where(given > 0, where(steps.is_(form, "lunch"), meal[employer.lunch], as_gift), 0)

    gross = steps.yearly(_("Gross wage of the reward"), euros, gross_wage, "cents")
    paid = (
        gross
        if not employer.holiday_pay
        else steps.yearly(
            _("The same, plus holiday pay"),
            euros,
            lambda year: gross[year] * (1 + employer.holiday_pay),
            "cents",
        )
    )
    charged = steps.yearly(
        _("Social charges on the reward, up to the maximum premium wage"), euros, charges, "cents"
    )
    counted = steps.yearly(_("Counts towards the free space"), euros, counts, "cents")
    each = steps.yearly(
        _("Cost per mentor, before the final levy"),
        euros,
        lambda year: where(as_wage, paid[year], given) + charged[year],
        "cents",
    )
    return each, counted
