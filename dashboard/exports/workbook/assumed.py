"""The sheets of what is assumed and of the tax rates: every number with where it comes from, its base an input."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.exports.labels import GRADES, OWNERS
from dashboard.exports.workbook.formula import Term, least, most, term, total
from dashboard.exports.workbook.sheets import Sheet
from metrics.value.assumptions import Assumption
from metrics.value.tax import MEANING, Rate, TaxRules
from metrics.words import N_

CHARGES = ("unemployment_permanent", "disability_large", "childcare", "return_to_work", "health")  # the usual employer
UNKNOWN = Term("NA()", math.nan)
NO_TAX = N_("No tax rules are counted: a reward costs what it is.")
NET_PAY = N_("What is left of pay, step by step: for a reward that is paid net. Each step begins where a rate above "
             "changes; the steps must stay in order.")


@dataclass(frozen=True)
class Tax:
    """The rates that a reward's cost is worked out with; of `steps` of net pay the names of their columns."""

    taxed: bool
    levy: Term = UNKNOWN
    meal: Term = UNKNOWN
    charges: Term = UNKNOWN
    premium_wage: Term = UNKNOWN
    space: tuple[tuple[Term, Term], ...] = ()
    net_pay: tuple[tuple[float, float, float, float], ...] = ()

    def free_space(self, wages: Term) -> Term:
        """What may be given untaxed in a year on these wages."""
        ends = [start for start, _rate in self.space[1:]]
        return total([rate * (most(0, least(wages, end) - start) if end is not None else most(0, wages - start))
                      for (start, rate), end in zip(self.space, [*ends, None], strict=True)])

    def net_of(self, pay: Term) -> Term:
        """What is left of a year's pay."""
        value = sum(max(pay.value - start, 0.0) * change for start, change, _net, _back in self.net_pay)
        return self._known(f"SUMPRODUCT(({pay.text}>net_from)*({pay.text}-net_from)*net_change)", value)

    def pay_for(self, net: Term) -> Term:
        """The pay of which that is left."""
        value = sum(max(net.value - start, 0.0) * back for _from, _change, start, back in self.net_pay)
        return self._known(f"SUMPRODUCT(({net.text}>net_left)*({net.text}-net_left)*net_back)", value)

    def _known(self, text: str, value: float) -> Term:
        return Term(text, value) if self.net_pay else UNKNOWN


def unit_shown(unit: str) -> str:
    """How a number of that unit is shown."""
    if unit.startswith("share"):
        return "share"
    return "cents" if unit.startswith("euros") else "number"


def write_assumptions(sheet: Sheet, of: Mapping[str, Assumption], base: Mapping[str, float]) -> dict[str, Term]:
    """All assumptions, a line each, and their cells by name; `base` are the numbers as they count."""
    _, found = sheet.book.words, {}
    sheet.texts(_("What is assumed, not measured"), role="title")
    sheet.texts(_("Marked cells are inputs: change one, and the workbook counts again. Low and high are the ends "
                  "between which the draws of the page lie; no formula here uses them."), role="small")
    sheet.row += 1
    sheet.texts(_("Assumption"), _("Low"), _("Base"), _("High"), _("Unit"), _("Kind of source"), _("Source"),
                _("Who answers for it"), _("Name in formulas"), _("Counted in this workbook"), role="heading")
    sheet.paper.freeze_panes(sheet.row, 1)
    for name, one in of.items():
        shown = unit_shown(one.unit)
        sheet.text(0, _(one.meaning))
        sheet.plain(1, one.low, shown)
        found[name] = sheet.enter(2, base[name], shown, name=name, low=0)
        sheet.plain(3, one.high, shown)
        for column, text in enumerate((_(one.unit), _(GRADES[one.grade]), _(one.source), _(OWNERS[one.owner])), 4):
            sheet.text(column, text)
        sheet.text(8, name, "small")
        sheet.row += 1
    return found


def write_counted(sheet: Sheet, of: Mapping[str, Assumption], first: int) -> None:
    """Says of every assumption, the first in row `first`, whether a formula uses it; when all are written."""
    _ = sheet.book.words
    for sheet.row, name in enumerate(of, first):
        sheet.text(9, _("yes") if name in sheet.book.words_used else _("no"))


def write_tax(sheet: Sheet, rules: TaxRules) -> Tax:
    """All rates of the year, a line for each band, and what the costs are worked out with."""
    _ = sheet.book.words
    sheet.texts(_("Tax rates and premiums used"), role="title")
    if not rules.taxed:
        sheet.texts(_(NO_TAX))
        return Tax(taxed=False)
    sheet.texts(_("Not tax advice. A rate that is not known of the year is left out; no other year's stands in."),
                role="small")
    sheet.row += 1
    sheet.texts(_("Rate"), _("From, euros a year"), _("Rate or amount"), _("Year"), _("Kind of source"), _("Source"),
                role="heading")
    sheet.paper.freeze_panes(sheet.row, 1)
    bands = {name: _write_rate(sheet, rate) for name, rate in rules.rates.items()}
    first = {name: found[0][1] for name, found in bands.items()}
    charges = UNKNOWN
    if all(name in first for name in CHARGES):
        sheet.text(0, _("Social charges together, medium or large employer, permanent contract"))
        charges = sheet.work(2, total([first[name] for name in CHARGES]), "share", role="line", name="tax_charges")
        sheet.row += 1
    return Tax(
        taxed=True, levy=first.get("levy", UNKNOWN), meal=first.get("meal", UNKNOWN), charges=charges,
        premium_wage=first.get("premium_wage", UNKNOWN), space=tuple(bands["free_space"]),
        net_pay=_write_net_pay(sheet, bands) if "income_tax" in bands else (),
    )


def _write_rate(sheet: Sheet, rate: Rate) -> list[tuple[Term, Term]]:
    """The bands of one rate as (from, rate)."""
    _, found = sheet.book.words, []
    for number, (start, value) in enumerate(rate.bands, 1):
        name = f"tax_{rate.name}" + (f"_{number}" if len(rate.bands) > 1 else "")
        begins = term(0)
        sheet.text(0, _(MEANING[rate.name]))
        if start:
            begins = sheet.enter(1, start, "euro", name=f"{name}_from", low=0)
        found.append((begins, sheet.enter(2, value, "share4" if value < 1 else "cents", name=name, low=0)))
        sheet.plain(3, str(rate.year))
        sheet.text(4, _(GRADES[rate.grade]))
        sheet.text(5, rate.source)
        sheet.row += 1
    return found


def _write_net_pay(
    sheet: Sheet, bands: Mapping[str, list[tuple[Term, Term]]]
) -> tuple[tuple[float, float, float, float], ...]:
    """The steps of net pay: where each begins, by how much what is kept changes there, the net pay there, and by how
    much the pay for a euro net changes."""
    _ = sheet.book.words
    sheet.row += 1
    sheet.texts(_(NET_PAY))
    sheet.heading("", _("From, euros a year"), _("Kept of the next euro"), _("Change in what is kept"),
                  _("Net pay there"), _("Change in pay for a euro net"), figures=1)
    schedules = [bands[name] for name in ("income_tax", "labour_credit", "general_credit") if name in bands]
    edges = {begins.value: begins for schedule in schedules for begins, _rate in schedule}
    top, before, steps = sheet.row, None, []
    for at in sorted(edges):
        start = sheet.work(1, edges[at], "euro")
        kept = sheet.work(2, 1 - total([[rate for begins, rate in one if begins.value <= at][-1] for one in schedules]),
                          "share4")
        change = sheet.work(3, kept - before[1] if before else kept, "share4")
        net = sheet.work(4, before[2] + (start - before[0]) * before[1] if before else term(0), "cents")
        back = sheet.work(5, 1 / kept - 1 / before[1] if before else 1 / kept, "factor")
        steps.append(tuple(float(one.value) for one in (start, change, net, back)))
        before = (start, kept, net)
        sheet.row += 1
    for name, column in (("net_from", "B"), ("net_change", "D"), ("net_left", "E"), ("net_back", "F")):
        sheet.book.workbook.define_name(name, f"='{sheet.name}'!${column}${top + 1}:${column}${sheet.row}")
    return tuple(steps)
