"""The workings of a reward: how many take part because of it, and what it costs the employer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.exports.workbook.category_section import CategoryCells, RewardCells
from dashboard.exports.workbook.formula import (
    Term,
    all_of,
    any_of,
    choose,
    if_else,
    logarithm,
    maximum,
    minimum,
    negation,
    round_up,
    term,
)
from dashboard.exports.workbook.workings_writer import CashFlowRow, WorkingsWriter
from dashboard.text.labels import FLOW_KINDS, REWARD_FORMS
from metrics.rewards import CAPACITY, CASH, COST, LOWEST_MULTIPLIER
from metrics.value import HOUR_REWARDS, IN_KIND

MONTHS_OF = {"quarterly": 3, "yearly": 12}


def write_response(
    writer: WorkingsWriter, reward: RewardCells, title: str, *, constant: bool
) -> tuple[Sequence[Term], Sequence[Term]]:
    """Write how many take part and how many of them meet their hours under a reward.

    Return both as multiples of what they are without a reward, for each year, or once where they
    are constant. A measured response counts, else the curve of the assumptions.
    """
    _ = writer.sheet.book.locale
    multiple = _("multiple")
    is_cash = writer.is_any(reward.form, "cash")
    cash, in_kind = _write_curve(writer, reward, title)
    accepted, met = _write_measured(writer, reward, title)
    nothing = any_of(
        writer.is_any(reward.form, "nothing"),
        all_of(reward.amount.equals(0), negation(writer.is_any(reward.form, "recognition"))),
    )

    def faded(value: Term, year: int) -> Term:
        """Return the response to cash, of which part fades with each year it is given."""
        years = reward.years + year if year else reward.years
        kept = (1 - writer.assumptions["response_cash_decay"]) ** years
        return if_else(all_of(is_cash, value > 1), 1 + (value - 1) * kept, value)

    def response(measured: Term | None, assumed: Term, year: int) -> Term:
        known = assumed
        if measured:
            known = if_else(measured > 0, faded(measured, year), assumed)
        return if_else(nothing, 1, maximum(LOWEST_MULTIPLIER, known))

    curve = writer.steps(
        _("Response under the assumptions, {reward}", reward=title),
        multiple,
        lambda year: faded(if_else(is_cash, cash, in_kind), year),
        "factor",
        constant=constant,
    )
    take_up = writer.steps(
        _("Take-up, {reward}", reward=title),
        multiple,
        lambda year: response(accepted, curve[year], year),
        "factor",
        constant=constant,
    )
    carry_over = writer.assumptions["response_completion"]
    completion = writer.steps(
        _("Completion (hours met), {reward}", reward=title),
        multiple,
        lambda year: response(met, 1 + carry_over * (curve[year] - 1), year),
        "factor",
        constant=constant,
    )
    return take_up, completion


def write_reward(
    writer: WorkingsWriter,
    category: CategoryCells,
    rewarded: Sequence[Term],
    space: Sequence[Term],
    hour: Term,
) -> tuple[list[CashFlowRow], Sequence[Term]]:
    """Write the costs of a reward; return them and the free space left for the next category.

    `rewarded` are the mentors who receive it and `space` the free space left so far, by year;
    `hour` is the loaded cost of an hour per euro of annual pay.
    """
    _ = writer.sheet.book.locale
    euros = _("euros")
    form = category.reward.form
    awards = _write_awards(writer, category)
    amount = writer.constant(
        _("Reward per mentor"),
        euros,
        if_else(writer.is_any(form, "nothing"), 0, category.reward.amount * awards),
        "cents",
    )
    cost: Sequence[Term] = (amount,) * writer.years
    levy: Sequence[Term] = (term(0),) * writer.years
    if writer.tax[0].taxed:
        cost, counted = _write_taxed(writer, category, amount, awards)
        space, levy = _write_levy(writer, rewarded, counted, space)
    training = all_of(writer.is_any(form, "training"), category.reward.amount > 0)
    travel = writer.assumptions["training_travel"]
    visit = writer.assumptions["training_hours"] * category.mentor_pay * hour

    def row(name: str, kind: str | Term, title: str, year: Callable[[int], Term]) -> CashFlowRow:
        return CashFlowRow(name, category.name, COST, kind, writer.cash_flow(title, year))

    cash = _(FLOW_KINDS[CASH])
    capacity = _(FLOW_KINDS[CAPACITY])
    return [
        row(
            "reward",
            if_else(writer.is_any(form, *HOUR_REWARDS), capacity, cash),
            _("Rewards, at employer cost"),
            lambda year: if_else(rewarded[year] > 0, cost[year] * rewarded[year] + levy[year], 0),
        ),
        row(
            "training_travel",
            cash,
            _("Training travel"),
            lambda year: if_else(training, rewarded[year] * awards * travel, 0),
        ),
        row(
            "training_time",
            capacity,
            _("Mentor time in training"),
            lambda year: if_else(training, rewarded[year] * awards * visit, 0),
        ),
    ], space


def _write_measured(
    writer: WorkingsWriter, reward: RewardCells, title: str
) -> tuple[Term | None, Term | None]:
    """Write the measured take-up and completion; None where no response was measured at all."""
    if writer.responses is None:
        return None, None
    _ = writer.sheet.book.locale
    accepted, met = writer.responses.multiples(reward.form, reward.amount)
    return (
        writer.constant(
            _("Measured take-up (0: not measured), {reward}", reward=title),
            _("multiple"),
            accepted,
            "factor",
        ),
        writer.constant(
            _("Measured completion (0: not measured), {reward}", reward=title),
            _("multiple"),
            met,
            "factor",
        ),
    )


def _write_curve(writer: WorkingsWriter, reward: RewardCells, title: str) -> tuple[Term, Term]:
    """Write the response to a new reward under the assumptions: if it is cash, and if it is not."""
    _ = writer.sheet.book.locale
    assumptions = writer.assumptions
    amount = reward.amount
    visible = if_else(reward.public.equals(_("yes")), 1, assumptions["response_private"])
    small = 1 + visible * (assumptions["response_cash_small"] - 1)
    step = assumptions["response_cash_step"]
    enough = assumptions["response_cash_enough"]
    risen = if_else(
        amount >= enough,
        1,
        if_else(amount > step, logarithm(amount / step) / logarithm(enough / step), 0),
    )
    labels = {_(REWARD_FORMS[form]): form for form in IN_KIND}
    full = writer.constant(
        _("Response to a sufficient amount, {reward}", reward=title),
        _("multiple"),
        choose(
            reward.form,
            {label: assumptions[f"response_{form}"] for label, form in labels.items()},
            1,
        ),
        "factor",
    )
    sufficient = writer.constant(
        _("Sufficient amount, {reward}", reward=title),
        _("euros"),
        choose(
            reward.form,
            {label: assumptions[f"response_{form}_enough"] for label, form in labels.items()},
            1,
        ),
        "cents",
    )
    cash = writer.constant(
        _("Response if cash and new, {reward}", reward=title),
        _("multiple"),
        small + risen * (assumptions["response_cash_full"] - small),
        "factor",
    )
    in_kind = writer.constant(
        _("Response if not cash, {reward}", reward=title),
        _("multiple"),
        if_else(
            writer.is_any(reward.form, "recognition"),
            1 + visible * (assumptions["response_recognition"] - 1),
            1 + if_else(amount >= sufficient, 1, amount / sufficient) * (full - 1),
        ),
        "factor",
    )
    return cash, in_kind


def _write_awards(writer: WorkingsWriter, category: CategoryCells) -> Term:
    """Write how often a mentor receives the reward in one pairing."""
    _ = writer.sheet.book.locale
    quarters = round_up(category.months / MONTHS_OF["quarterly"])
    years = round_up(category.months / MONTHS_OF["yearly"])
    yearly = if_else(writer.is_any(category.when, "yearly"), years, 1)
    return writer.constant(
        _("Awards per mentor and pairing"),
        _("times"),
        if_else(writer.is_any(category.when, "quarterly"), quarters, yearly),
        "whole",
    )


def _write_levy(
    writer: WorkingsWriter,
    rewarded: Sequence[Term],
    counted: Sequence[Term],
    space: Sequence[Term],
) -> tuple[Sequence[Term], Sequence[Term]]:
    """Write the free space that the reward uses; return what is left of it, and the final levy.

    `counted` is what the reward of one mentor counts towards the free space, by year.
    """
    _ = writer.sheet.book.locale
    euros = _("euros")

    def if_counted(year: int, amount: Term) -> Term:
        return if_else(rewarded[year] > 0, if_else(counted[year] > 0, amount, 0), 0)

    used = writer.yearly(
        _("Free space used"),
        euros,
        lambda year: if_counted(year, minimum(counted[year] * rewarded[year], space[year])),
        "euro",
    )
    left = writer.yearly(
        _("Free space left for the following categories"),
        euros,
        lambda year: space[year] - used[year],
        "euro",
    )
    levy = writer.yearly(
        _("Final levy above the free space"),
        euros,
        lambda year: if_counted(
            year, writer.tax[year].levy * (counted[year] * rewarded[year] - used[year])
        ),
        "euro",
    )
    return left, levy


def _write_taxed(
    writer: WorkingsWriter, category: CategoryCells, amount: Term, awards: Term
) -> tuple[Sequence[Term], Sequence[Term]]:
    """Write what the reward of one mentor costs before the final levy, by year.

    Return that cost, and what of it counts towards the free space.
    """
    _ = writer.sheet.book.locale
    form = category.reward.form
    employer = writer.company.employer
    euros = _("euros")
    in_free_space = writer.is_any(category.paid, "free_space")
    is_cash = writer.is_any(form, "cash")
    as_wage = (
        writer.constant(
            _("Cash paid as wage (1) or not (0)"),
            "",
            if_else(is_cash, if_else(in_free_space, 0, 1), 0),
            "whole",
        )
        > 0
    )
    wage = writer.constant(
        _("Taxable wage of a mentor: pay plus holiday pay"),
        euros,
        category.mentor_pay * (1 + writer.assumptions["holiday_pay"]),
        "cents",
    )

    def gross_wage(year: int) -> Term:
        tax = writer.tax[year]
        grossed_up = tax.pay_for(tax.net_of(wage) + amount) - wage
        gross = if_else(writer.is_any(category.paid, "net"), grossed_up, amount)
        return if_else(amount > 0, if_else(as_wage, gross, 0), 0)

    def charges(year: int) -> Term:
        tax = writer.tax[year]
        due = maximum(0, minimum(paid[year], tax.premium_wage - wage)) * tax.charges
        return if_else(paid[year] > 0, due, 0)

    def counts(year: int) -> Term:
        lunch = {
            "at_work": minimum(category.reward.amount, writer.tax[year].meal) * awards,
            "snack": term(0),
            "outside": amount,
        }[employer.lunch]
        cash = if_else(all_of(is_cash, in_free_space), amount, 0)
        gift = if_else(writer.is_any(form, "gift"), amount, cash)
        return if_else(amount > 0, if_else(writer.is_any(form, "lunch"), lunch, gift), 0)

    gross = writer.yearly(_("Gross wage of the reward"), euros, gross_wage, "cents")
    paid = gross
    if employer.holiday_pay:
        paid = writer.yearly(
            _("The same, plus holiday pay"),
            euros,
            lambda year: gross[year] * (1 + employer.holiday_pay),
            "cents",
        )
    charged = writer.yearly(
        _("Social charges on the reward, up to the maximum premium wage"), euros, charges, "cents"
    )
    counted = writer.yearly(_("Counts towards the free space"), euros, counts, "cents")
    cost = writer.yearly(
        _("Cost per mentor, before the final levy"),
        euros,
        lambda year: if_else(as_wage, paid[year], amount) + charged[year],
        "cents",
    )
    return cost, counted
