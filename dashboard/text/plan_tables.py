"""Plans as tables of text: side by side, and one plan with the range of each figure. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dashboard.text.plan_text import NO_VALUE, probability
from metrics.disclosure import verdict_word
from metrics.i18n import N_, Locale
from metrics.rewards import CASH, COST, GAIN, HELD, Appraisal
from metrics.value import Quantiles

NET = N_("Net result")
PERIOD = N_("Period")
LAST_RATES = N_("last known rates used")
UNPUBLISHED_YEARS = N_("Years without published tax rates")
CONSULTANT = N_("Consultant equivalent (never added)")
EVPI = N_("Maximum value of more information")
NPV = N_("Net present value")
ROI = N_("Return on investment")
RETURN_PER_EURO = N_("Return per euro")
WORK_GAINED = N_("Value of work gained")
CASH_RETURN = N_("Cash return")
TIME_COST = N_("Cost of time")
CASH_COST = N_("Cash cost")
VERDICT = N_("Verdict")
NET_BASE = N_("Net result, base case")
NET_MEDIAN = N_("Net result, median outcome")
Row = tuple[str, list[str]]  # the name of a figure, and its text for each plan


def decision_rows(
    shown: Mapping[str, Appraisal], liabilities: Mapping[str, float], _: Locale
) -> list[Row]:
    """Return the figures that a decision rests on, a text per plan in the order of `shown`.

    `liabilities` is the precedent liability of each plan in euros, by the same slots.
    """
    plans = list(shown.values())
    return [
        *_periods(plans, _),
        (_(NET_MEDIAN), [_.money_short(plan.net.median) for plan in plans]),
        (_("80 of 100 outcomes"), [_likely_range(plan.net, plan, _) for plan in plans]),
        (_("Probability that it pays"), [probability(plan, _) for plan in plans]),
        (_(VERDICT), [verdict_word(plan.verdict, _) or NO_VALUE for plan in plans]),
        (_(CASH_COST), [_amount(plan, COST, True, _) for plan in plans]),
        (_(TIME_COST), [_amount(plan, COST, False, _) for plan in plans]),
        (_(CASH_RETURN), [_amount(plan, GAIN, True, _) for plan in plans]),
        (_(WORK_GAINED), [_amount(plan, GAIN, False, _) for plan in plans]),
        (
            _(RETURN_PER_EURO),
            [NO_VALUE if plan.bcr is None else _.money(plan.bcr.median, 2) for plan in plans],
        ),
        (_("Payback period"), [_payback_period(plan, _) for plan in plans]),
        (
            _("Precedent liability (not included above)"),
            [_.money_short(liabilities[slot]) for slot in shown],
        ),
    ]


def finance_rows(shown: Mapping[str, Appraisal], _: Locale) -> list[Row]:
    """Return the further figures that Finance asks for, in the same form."""
    plans = list(shown.values())
    rows = [
        (
            _(NET_BASE),
            [_.money(plan.base["net"] or 0.0, 2) for plan in plans],
        ),
        (_(NPV), [_.money_short(plan.npv.median) for plan in plans]),
        (
            _(ROI),
            [NO_VALUE if plan.roi is None else _.percent(plan.roi.median) for plan in plans],
        ),
        (
            _(EVPI),
            [_.money_short(plan.evpi) for plan in plans],
        ),
        (
            _(CONSULTANT),
            [_.money_short(plan.replacement.median) for plan in plans],
        ),
    ]
    held = [plan.scenario.later_years == HELD for plan in plans]
    if any(held):
        rows.append(
            (
                _(UNPUBLISHED_YEARS),
                [_(LAST_RATES) if is_held else NO_VALUE for is_held in held],
            )
        )
    return rows


def figure_table(appraisal: Appraisal, _: Locale) -> list[list[str]]:
    """Return the figures of one plan as rows of text, the header first.

    The columns: base case, median outcome, and the ends between which 80 of 100 outcomes lie.
    """
    money = _.money_short
    figures: tuple[tuple[str, str, Quantiles | None, Callable[[float], str]], ...] = (
        (_("Cost"), "cost", appraisal.cost, money),
        (_("Return"), "gain", appraisal.gain, money),
        (_(NET), "net", appraisal.net, money),
        (_(NPV), "npv", appraisal.npv, money),
        (_(ROI), "roi", appraisal.roi, _.percent),
        (_(RETURN_PER_EURO), "bcr", appraisal.bcr, lambda value: _.number(value, 2)),
        (_(CONSULTANT), "", appraisal.replacement, money),
    )
    rows = [["", _("base case"), _("median outcome"), _("80 of 100 outcomes")]]
    for name, key, spread, written in figures:
        if spread is None:
            continue
        base = appraisal.base.get(key)
        rows.append(
            [
                name,
                "" if base is None else written(base),
                written(spread.median),
                _("{low} to {high}", low=written(spread.low), high=written(spread.high)),
            ]
        )
    return [
        *rows,
        *_payback_row(appraisal, _),
        [_("Probability that it pays"), "", probability(appraisal, _), ""],
        [_(VERDICT), "", "", verdict_word(appraisal.verdict, _) or NO_VALUE],
        [_(EVPI), "", money(appraisal.evpi), ""],
    ]


def _periods(plans: Sequence[Appraisal], _: Locale) -> Iterator[Row]:
    """Yield the years each plan covers, where they differ: such totals are not comparable."""
    years = [plan.scenario.years if plan.scenario.categories else None for plan in plans]
    if len({number for number in years if number}) > 1:
        yield (
            _(PERIOD),
            [_.plural("{n} year", "{n} years", number) if number else NO_VALUE for number in years],
        )


def _payback_row(appraisal: Appraisal, _: Locale) -> Iterator[list[str]]:
    """Yield the payback period; an outcome that never pays back counts as the end of the plan."""
    spread = appraisal.payback_months
    if spread is None:
        return
    last = 12 * appraisal.scenario.years
    middle, low, high = (_months(end, last, _) for end in (spread.median, spread.low, spread.high))
    if low == high:
        likely = ""
    elif spread.high >= last:
        likely = _("{n} months or longer", n=_.number(spread.low))
    else:
        likely = _("{low} to {high}", low=low, high=high)
    yield [_("Payback period"), "", middle, likely]


def _likely_range(spread: Quantiles, appraisal: Appraisal, _: Locale) -> str:
    if not appraisal.scenario.categories:
        return NO_VALUE
    low, high = (_.money_short(end).replace(" ", "\u00a0") for end in (spread.low, spread.high))
    return _("{low} to {high}", low=low, high=high)


def _amount(appraisal: Appraisal, side: str, cash: bool, _: Locale) -> str:
    return _.money_short(
        sum(
            line.base
            for line in appraisal.lines
            if line.side == side and (line.kind == CASH) == cash
        )
    )


def _payback_period(appraisal: Appraisal, _: Locale) -> str:
    if appraisal.payback_months is None or not appraisal.scenario.categories:
        return NO_VALUE
    last = 12 * appraisal.scenario.years
    months = appraisal.payback_months.median
    text = _months(months, last, _)
    return text if months >= last else text.replace(" ", "\u00a0")


def _months(months: float, last: int, _: Locale) -> str:
    if months >= last:
        return _("not within {n} months", n=_.number(last))
    return _("{n} months", n=_.number(months))
