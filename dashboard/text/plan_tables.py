"""What plans come to, as rows of texts: side by side, and one plan with the range of each figure.
Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dashboard.text.plans import sure
from metrics.i18n import Locale
from metrics.rewards.appraisal import CASH, COST, GAIN, Appraisal
from metrics.rewards.scenario import HELD
from metrics.value.draws import Quantiles

NONE = "–"
Row = tuple[str, list[str]]


def decision_rows(
    shown: Mapping[str, Appraisal], liabilities: Mapping[str, float], _: Locale
) -> list[Row]:
    """What a decision rests on: a row per figure, a text per plan in the order of `shown`."""
    all_of = list(shown.values())
    return [
        *_spans(all_of, _),
        (_("Net result, median outcome"), [_.money_short(one.net.median) for one in all_of]),
        (_("80 of 100 outcomes"), [_range(one.net, one, _) for one in all_of]),
        (_("Probability that it pays"), [sure(one, _) for one in all_of]),
        (_("Cash cost"), [_amount(one, COST, True, _) for one in all_of]),
        (_("Cost of time"), [_amount(one, COST, False, _) for one in all_of]),
        (_("Cash return"), [_amount(one, GAIN, True, _) for one in all_of]),
        (_("Value of work gained"), [_amount(one, GAIN, False, _) for one in all_of]),
        (
            _("Return per euro"),
            [NONE if one.bcr is None else _.money(one.bcr.median, 2) for one in all_of],
        ),
        (_("Payback period"), [_months(one, _) for one in all_of]),
        (
            _("Precedent liability (not included above)"),
            [_.money_short(liabilities[slot]) for slot in shown],
        ),
    ]


def finance_rows(shown: Mapping[str, Appraisal], _: Locale) -> list[Row]:
    """What finance asks beside that, in the same form."""
    all_of = list(shown.values())
    rows = [
        (_("Net result, base case"), [_.money(one.base["net"], 2) for one in all_of]),
        (_("Net present value"), [_.money_short(one.npv.median) for one in all_of]),
        (
            _("Return on investment"),
            [NONE if one.roi is None else _.percent(one.roi.median) for one in all_of],
        ),
        (
            _("Maximum value of more information"),
            [_.money_short(one.evpi) for one in all_of],
        ),
        (
            _("Consultant equivalent (never added)"),
            [_.money_short(one.replacement.median) for one in all_of],
        ),
    ]
    if any(one.scenario.later_years == HELD for one in all_of):
        rows.append(
            (
                _("Years without published tax rates"),
                [
                    _("last known rates used") if one.scenario.later_years == HELD else NONE
                    for one in all_of
                ],
            )
        )
    return rows


def figures(found: Appraisal, _: Locale) -> list[list[str]]:
    """One plan: each figure in the base case, its middle outcome, and the ends between which 80 of
    100 lie; a header first.
    """

    def money(of: float) -> str:
        return _.money_short(of)

    kinds = (
        (_("Cost"), "cost", found.cost, money),
        (_("Return"), "gain", found.gain, money),
        (_("Net result"), "net", found.net, money),
        (_("Net present value"), "npv", found.npv, money),
        (_("Return on investment"), "roi", found.roi, _.percent),
        (_("Return per euro"), "bcr", found.bcr, lambda of: _.number(of, 2)),
        (_("Consultant equivalent (never added)"), "", found.replacement, money),
    )
    return [
        ["", _("base case"), _("median outcome"), _("80 of 100 outcomes")],
        *(
            [
                name,
                _based(found.base.get(key), shown),
                shown(of.median),
                _("{low} to {high}", low=shown(of.low), high=shown(of.high)),
            ]
            for name, key, of, shown in kinds
            if of is not None
        ),
        *_payback(found, _),
        [_("Probability that it pays"), "", sure(found, _), ""],
        [_("Maximum value of more information"), "", money(found.evpi), ""],
    ]


def _spans(all_of: Sequence[Appraisal], _: Locale) -> Iterator[Row]:
    """Over how many years each counts, where they differ: their sums cannot be compared as they
    stand.
    """
    years = [one.scenario.years if one.scenario.categories else None for one in all_of]
    if len({one for one in years if one}) > 1:
        yield (
            _("Period"),
            [_.plural("{n} year", "{n} years", one) if one else NONE for one in years],
        )


def _based(amount: float | None, shown: Callable[[float], str]) -> str:
    return "" if amount is None else shown(amount)


def _payback(found: Appraisal, _: Locale) -> Iterator[list[str]]:
    """When it is earned back; outcomes in which it never is count as the end of the last year."""
    if (of := found.payback_months) is None:
        return
    most = 12 * found.scenario.years
    middle, low, high = (
        _("not within {n} months", n=_.number(most))
        if end >= most
        else _("{n} months", n=_.number(end))
        for end in (of.median, of.low, of.high)
    )
    span = (
        ""
        if low == high
        else _("{n} months or longer", n=_.number(of.low))
        if of.high >= most
        else _("{low} to {high}", low=low, high=high)
    )
    yield [_("Payback period"), "", middle, span]


def _range(of: Quantiles, found: Appraisal, _: Locale) -> str:
    if not found.scenario.categories:
        return NONE
    low, high = (_.money_short(end).replace(" ", "\u00a0") for end in (of.low, of.high))
    return _("{low} to {high}", low=low, high=high)


def _amount(found: Appraisal, side: str, cash: bool, _: Locale) -> str:
    return _.money_short(
        sum(one.base for one in found.lines if one.side == side and (one.kind == CASH) == cash)
    )


def _months(found: Appraisal, _: Locale) -> str:
    if found.payback_months is None or not found.scenario.categories:
        return NONE
    most = 12 * found.scenario.years
    if found.payback_months.median >= most:
        return _("not within {n} months", n=_.number(most))
    return _("{n} months", n=_.number(found.payback_months.median)).replace(" ", "\u00a0")
