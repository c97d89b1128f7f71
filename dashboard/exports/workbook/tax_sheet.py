"""The sheet of tax rates, each with its own year and source, and what the costs of each year are
worked out with.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.exports.workbook.formula import Term, least, most, term, total
from dashboard.exports.workbook.sheets import Sheet
from dashboard.text.labels import SOURCE_TYPES
from metrics.i18n import N_
from metrics.rewards.tax_terms import year_list
from metrics.value.employer import Employer
from metrics.value.tax import EVERY_YEAR, MEANING, Rate, TaxRules, premiums_due

UNKNOWN = Term("NA()", math.nan)
NO_TAX = N_("No tax rules are applied: a reward costs its own amount.")
NET_PAY = N_(
    "Net pay step by step, for a reward that is paid net. Each step begins where a rate "
    "above changes. The steps must stay in order."
)


@dataclass(frozen=True)
class Tax:
    """The rates that a reward's cost is worked out with in one year; `steps` ends the names of the
    columns in which the steps of net pay stand.
    """

    taxed: bool
    steps: str = ""
    levy: Term = UNKNOWN
    meal: Term = UNKNOWN
    charges: Term = UNKNOWN
    premium_wage: Term = UNKNOWN
    space: tuple[tuple[Term, Term], ...] = ()
    net_pay: tuple[tuple[float, float, float, float], ...] = ()

    def free_space(self, wages: Term) -> Term:
        """What may be given untaxed in a year on these wages."""
        if not self.space:
            return UNKNOWN
        ends = [start for start, _rate in self.space[1:]]
        return total(
            [
                rate
                * (
                    most(0, least(wages, end) - start)
                    if end is not None
                    else most(0, wages - start)
                )
                for (start, rate), end in zip(self.space, [*ends, None], strict=True)
            ]
        )

    def net_of(self, pay: Term) -> Term:
        """What is left of a year's pay."""
        value = sum(
            max(pay.value - start, 0.0) * change for start, change, _net, _back in self.net_pay
        )
        begins, change = f"net_from{self.steps}", f"net_change{self.steps}"
        return self._known(
            f"SUMPRODUCT(({pay.text}>{begins})*({pay.text}-{begins})*{change})", value
        )

    def pay_for(self, net: Term) -> Term:
        """The pay of which that is left."""
        value = sum(
            max(net.value - start, 0.0) * back for _from, _change, start, back in self.net_pay
        )
        begins, back = f"net_left{self.steps}", f"net_back{self.steps}"
        return self._known(f"SUMPRODUCT(({net.text}>{begins})*({net.text}-{begins})*{back})", value)

    def _known(self, text: str, value: float) -> Term:
        return Term(text, value) if self.net_pay else UNKNOWN


def write_tax(sheet: Sheet, years: Sequence[TaxRules], employer: Employer) -> tuple[Tax, ...]:
    """All rates of the plan's years, a line for each band, and what the costs of each year are
    worked out with. A rate that several years have stands there once.
    """
    _ = sheet.book.locale
    sheet.texts(_("Tax rates and premiums used"), role="title")
    if not years[0].taxed:
        sheet.texts(_(NO_TAX))
        return (Tax(taxed=False),) * len(years)
    sheet.texts(
        _(
            "Not tax advice. A rate unknown for a year is left out, unless the plan uses the "
            "last known one. That is then the plan's own judgement."
        ),
        role="small",
    )
    sheet.row += 1
    sheet.texts(
        _("Rate"),
        _("From, euros a year"),
        _("Rate or amount"),
        _("Year of the rate"),
        _("Applies in"),
        _("Source type"),
        _("Source"),
        role="heading",
    )
    sheet.paper.freeze_panes(sheet.row, 1)
    counting: dict[tuple[str, int], list[int]] = {}
    for name in MEANING:
        for tax in years:
            if name in tax.rates:
                counting.setdefault((name, tax.rates[name].year), []).append(tax.year)
    rates = {(rate.name, rate.year): rate for tax in years for rate in tax.rates.values()}
    bands = {key: _write_rate(sheet, rates[key], counts) for key, counts in counting.items()}
    made: dict[int, Tax] = {}
    for tax in years:
        if id(tax.rates) not in made:
            here = {name: bands[name, rate.year] for name, rate in tax.rates.items()}
            made[id(tax.rates)] = _tax(sheet, tax, here, employer)
    return tuple(made[id(tax.rates)] for tax in years)


def _tax(
    sheet: Sheet, of: TaxRules, bands: Mapping[str, list[tuple[Term, Term]]], employer: Employer
) -> Tax:
    """What the costs of that year, and of those with the same rates, are worked out with."""
    _ = sheet.book.locale
    first, end = {name: found[0][1] for name, found in bands.items()}, f"_{of.year}"
    names = premiums_due(size=employer.size, contracts=employer.contracts)
    charges = UNKNOWN
    if all(name in first for name in names):
        sheet.text(0, _("Total social charges"))
        together = total([first[name] for name in names])
        charges = sheet.work(2, together, "share", role="line", name=f"tax_charges{end}")
        sheet.plain(4, str(of.year))
        sheet.row += 1
    return Tax(
        taxed=True,
        steps=end,
        levy=first.get("levy", UNKNOWN),
        meal=first.get("meal", UNKNOWN),
        charges=charges,
        premium_wage=first.get("premium_wage", UNKNOWN),
        space=tuple(bands.get("free_space", ())),
        net_pay=_write_net_pay(sheet, bands, end) if "income_tax" in bands else (),
    )


def _write_rate(sheet: Sheet, rate: Rate, counts: Sequence[int]) -> list[tuple[Term, Term]]:
    """The bands of one rate as (from, rate), and the years in which it counts."""
    _, found = sheet.book.locale, []
    own = rate.year == EVERY_YEAR
    for number, (start, value) in enumerate(rate.bands, 1):
        name = f"tax_{rate.name}_{'own' if own else rate.year}" + (
            f"_{number}" if len(rate.bands) > 1 else ""
        )
        begins = term(0)
        sheet.text(0, _(MEANING[rate.name]))
        if start:
            begins = sheet.enter(1, start, "euro", name=f"{name}_from", low=0)
        found.append(
            (begins, sheet.enter(2, value, "share4" if value < 1 else "cents", name=name, low=0))
        )
        sheet.plain(3, _("every year") if own else str(rate.year))
        sheet.plain(4, year_list(counts))
        sheet.text(5, _(SOURCE_TYPES[rate.grade]))
        sheet.text(6, _(rate.source))
        sheet.row += 1
    return found


def _write_net_pay(
    sheet: Sheet, bands: Mapping[str, list[tuple[Term, Term]]], end: str
) -> tuple[tuple[float, float, float, float], ...]:
    """The steps of net pay: where each begins, by how much what is kept changes there, the net pay
    there, and by how much the pay for a euro net changes. The names of the columns end with
    `end`.
    """
    _ = sheet.book.locale
    sheet.row += 1
    sheet.texts(_(NET_PAY))
    sheet.heading(
        "",
        _("From, euros a year"),
        _("Kept of the next euro"),
        _("Change in the share kept"),
        _("Net pay at that point"),
        _("Change in pay per euro net"),
        figures=1,
    )
    schedules = [
        bands[name] for name in ("income_tax", "labour_credit", "general_credit") if name in bands
    ]
    edges = {begins.value: begins for schedule in schedules for begins, _rate in schedule}
    top, before, steps = sheet.row, None, []
    for at in sorted(edges):
        start = sheet.work(1, edges[at], "euro")
        kept = sheet.work(
            2,
            1
            - total(
                [[rate for begins, rate in one if begins.value <= at][-1] for one in schedules]
            ),
            "share4",
        )
        change = sheet.work(3, kept - before[1] if before else kept, "share4")
        net = sheet.work(
            4, before[2] + (start - before[0]) * before[1] if before else term(0), "cents"
        )
        back = sheet.work(5, 1 / kept - 1 / before[1] if before else 1 / kept, "factor")
        steps.append(tuple(float(one.value) for one in (start, change, net, back)))
        before = (start, kept, net)
        sheet.row += 1
    for name, column in (
        ("net_from", "B"),
        ("net_change", "D"),
        ("net_left", "E"),
        ("net_back", "F"),
    ):
        sheet.book.workbook.define_name(
            f"{name}{end}", f"='{sheet.name}'!${column}${top + 1}:${column}${sheet.row}"
        )
    return tuple(steps)
