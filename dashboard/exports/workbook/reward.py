"""The steps of a reward: how many it brings to take part, and what it costs the employer."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exports.labels import FORMS, KINDS
from dashboard.exports.workbook.formula import (
    Part,
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
from dashboard.exports.workbook.planned import Given, Planned
from dashboard.exports.workbook.step import Line, Steps
from metrics.decide.appraisal import CAPACITY, CASH, COST
from metrics.value.response import IN_KIND


def response(steps: Steps, given: Given, title: str, years: Sequence[Part]) -> Sequence[Term]:
    """How many take part under a reward, as a multiple of how many do without one, for each number of years before."""
    _, of = steps.sheet.book.words, steps.of
    amount, multiple = given.amount, _("multiple")
    seen = where(given.public.same(_("yes")), 1, of["response_private"])
    small = 1 + seen * (of["response_cash_small"] - 1)
    step, enough = of["response_cash_step"], of["response_cash_enough"]
    risen = where(amount >= enough, 1, where(amount > step, logarithm(amount / step) / logarithm(enough / step), 0))
    labels = {_(FORMS[form]): form for form in IN_KIND}
    full = steps.one(_("Response to enough of it, {reward}", reward=title), multiple, among(
        given.form, {label: of[f"response_{form}"] for label, form in labels.items()}, 1), "factor")
    worth = steps.one(_("What is enough of it, {reward}", reward=title), _("euros"), among(
        given.form, {label: of[f"response_{form}_enough"] for label, form in labels.items()}, 1), "cents")
    cash = steps.one(_("Response if it is cash and new, {reward}", reward=title), multiple,
                     small + risen * (of["response_cash_full"] - small), "factor")
    other = steps.one(
        _("Response if it is not cash, {reward}", reward=title), multiple,
        where(steps.is_(given.form, "recognition"), 1 + seen * (of["response_recognition"] - 1),
              1 + where(amount >= worth, 1, amount / worth) * (full - 1)), "factor")
    nothing = either(
        steps.is_(given.form, "nothing"), both(amount.same(0), untrue(steps.is_(given.form, "recognition"))))

    def answer(before: Part) -> Term:
        faded = where(cash > 1, 1 + (cash - 1) * (1 - of["response_cash_decay"]) ** before, cash)
        return where(nothing, 1, where(steps.is_(given.form, "cash"), faded, other))

    name = _("How many take part, {reward}", reward=title)
    if len(years) == steps.years and title == _("planned reward"):
        return steps.yearly(name, multiple, lambda year: answer(years[year]), "factor")
    return [steps.one(name, multiple, answer(years[0]), "factor")]


def reward(
    steps: Steps, plan: Planned, met: Sequence[Term], space: Sequence[Term], hour: Term
) -> tuple[list[Line], Sequence[Term]]:
    """The lines of the reward, and the free space that it leaves to the next category."""
    _, form, euros = steps.sheet.book.words, plan.reward.form, steps.sheet.book.words("euros")
    times = steps.one(_("Times that a mentor gets it for one pairing"), _("times"), where(
        steps.is_(plan.when, "quarterly"), rounded_up(plan.months / 3),
        where(steps.is_(plan.when, "yearly"), rounded_up(plan.months / 12), 1)), "whole")
    given = steps.one(_("Reward for each mentor"), euros,
                      where(steps.is_(form, "nothing"), 0, plan.reward.amount * times), "cents")
    each, levy, used = given, term(0), ()
    if steps.tax.taxed:
        each, counted = _taxed(steps, plan, given, times)
        used = steps.yearly(_("Free space that it uses"), euros,
                            lambda year: least(counted * met[year], space[year]), "euro")
        space = steps.yearly(_("Free space left to the categories that follow"), euros,
                             lambda year: space[year] - used[year], "euro")
        over = steps.yearly(_("Levy on what is above the free space"), euros, lambda year: where(
            counted > 0, steps.tax.levy * (counted * met[year] - used[year]), 0), "euro")
    else:
        over = (levy,) * steps.years
    _is_training = steps.is_(form, "training")
    visits = steps.of["training_hours"] * plan.mentor_pay * hour
    return [
        Line("reward", plan.name, COST, where(
            steps.is_(form, "time_off"), _(KINDS[CAPACITY]), _(KINDS[CASH])), steps.yearly(
            _("Rewards, at what they cost the employer"), euros, lambda year: each * met[year] + over[year], "euro",
            "line")),
        Line("training_travel", plan.name, COST, _(KINDS[CASH]), steps.yearly(
            _("Travel for training"), euros,
            lambda year: where(_is_training, met[year] * times * steps.of["training_travel"], 0), "euro", "line")),
        Line("training_time", plan.name, COST, _(KINDS[CAPACITY]), steps.yearly(
            _("Time of mentors in training"), euros,
            lambda year: where(_is_training, met[year] * times * visits, 0), "euro", "line")),
    ], space


def _taxed(steps: Steps, plan: Planned, given: Term, times: Term) -> tuple[Term, Term]:
    """What the reward of one mentor costs before the levy, and what of it counts for the free space."""
    _, tax, form = steps.sheet.book.words, steps.tax, plan.reward.form
    euros, free = _("euros"), steps.is_(plan.paid, "free_space")
    as_wage = steps.one(_("Cash that is wage (1) or not (0)"), "", where(
        steps.is_(form, "cash"), where(free, 0, 1), 0), "whole") > 0
    net = where(steps.is_(plan.paid, "net"), tax.pay_for(tax.net_of(plan.mentor_pay) + given) - plan.mentor_pay, given)
    gross = steps.one(_("Gross wage of it"), euros, where(as_wage, net, 0), "cents")
    charges = steps.one(_("Social charges on it, up to the highest premium wage"), euros, where(
        as_wage, most(0, least(gross, tax.premium_wage - plan.mentor_pay)) * tax.charges, 0), "cents")
    counted = steps.one(_("Counts for the free space"), euros, where(
        steps.is_(form, "lunch"), least(plan.reward.amount, tax.meal) * times,
        where(steps.is_(form, "gift"), given, where(both(steps.is_(form, "cash"), free), given, 0))), "cents")
    each = steps.one(_("Cost of it for each mentor, without the levy"), euros, where(as_wage, gross, given) + charges,
                     "cents")
    return each, counted
