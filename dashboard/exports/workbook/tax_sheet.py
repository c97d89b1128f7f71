"""The sheet of tax rates and premiums, each with its year and source, and the steps of net pay."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.exports.workbook.formula import Operand, Term, maximum, minimum, term, total
from dashboard.exports.workbook.sheets import Sheet
from dashboard.text.labels import SOURCE_TYPES
from metrics.i18n import N_
from metrics.rewards import year_list
from metrics.value import EVERY_YEAR, RATE_MEANINGS, Employer, Rate, TaxRules, premiums_due

UNKNOWN = Term("NA()", math.nan)  # a rate that the year does not have
NO_TAX = N_("No tax rules are applied: a reward costs its own amount.")
NET_PAY = N_(
    "Net pay step by step, for a reward that is paid net. Each step begins where a rate "
    "above changes. The steps must stay in order."
)
NET_PAY_SCHEDULES = ("income_tax", "labour_credit", "general_credit")
NET_PAY_COLUMNS = (("net_from", "B"), ("net_change", "D"), ("net_left", "E"), ("net_back", "F"))

Bands = list[tuple[Term, Term]]  # of one rate: from how many euros a year, and the rate from there


@dataclass(frozen=True)
class NetPayStep:
    """One step of net pay: it starts at `start` euros a year, where `net` is left.

    From there the share kept of the next euro changes by `change`, and the pay for one more euro
    net by `inverse_change`.
    """

    start: float
    change: float
    net: float
    inverse_change: float


@dataclass(frozen=True)
class TaxCells:
    """The rates that a reward's cost is worked out with in one year.

    `suffix` ends the names of the columns that hold the steps of net pay.
    """

    taxed: bool
    suffix: str = ""
    levy: Term = UNKNOWN
    meal: Term = UNKNOWN
    charges: Term = UNKNOWN
    premium_wage: Term = UNKNOWN
    space: tuple[tuple[Term, Term], ...] = ()
    net_pay: tuple[NetPayStep, ...] = ()

    def free_space(self, wages: Term) -> Term:
        """Return what may be given untaxed in a year on these wages."""
        if not self.space:
            return UNKNOWN
        parts: list[Operand] = []
        for number, (start, rate) in enumerate(self.space):
            last = number + 1 == len(self.space)
            upper = wages if last else minimum(wages, self.space[number + 1][0])
            parts.append(rate * maximum(0, upper - start))
        return total(parts)

    def net_of(self, pay: Term) -> Term:
        """Return what is left of a year's pay."""
        if not self.net_pay:
            return UNKNOWN
        start = f"net_from{self.suffix}"
        change = f"net_change{self.suffix}"
        value = sum(max(pay.number - step.start, 0.0) * step.change for step in self.net_pay)
        return Term(f"SUMPRODUCT(({pay.text}>{start})*({pay.text}-{start})*{change})", value)

    def pay_for(self, net: Term) -> Term:
        """Return the pay of which this is left."""
        if not self.net_pay:
            return UNKNOWN
        start = f"net_left{self.suffix}"
        change = f"net_back{self.suffix}"
        value = sum(max(net.number - step.net, 0.0) * step.inverse_change for step in self.net_pay)
        return Term(f"SUMPRODUCT(({net.text}>{start})*({net.text}-{start})*{change})", value)


def write_tax_sheet(
    sheet: Sheet, years: Sequence[TaxRules], employer: Employer
) -> tuple[TaxCells, ...]:
    """Write all rates of the plan's years, a row per band, and return the cells of each year.

    A rate that several years share is written once.
    """
    _ = sheet.book.locale
    sheet.text_row(_("Tax rates and premiums used"), role="title")
    if not years[0].taxed:
        sheet.text_row(_(NO_TAX))
        return (TaxCells(taxed=False),) * len(years)
    sheet.text_row(
        _(
            "Not tax advice. A rate unknown for a year is left out, unless the plan uses the "
            "last known one. That is then the plan's own judgement."
        ),
        role="small",
    )
    sheet.row += 1
    sheet.text_row(
        _("Rate"),
        _("From, euros a year"),
        _("Rate or amount"),
        _("Year of the rate"),
        _("Applies in"),
        _("Source type"),
        _("Source"),
        role="heading",
    )
    sheet.worksheet.freeze_panes(sheet.row, 1)
    bands = _write_rates(sheet, years)
    cells: dict[int, TaxCells] = {}  # years with the same rates share their cells
    for rules in years:
        if id(rules.rates) not in cells:
            own_bands = {name: bands[name, rate.year] for name, rate in rules.rates.items()}
            cells[id(rules.rates)] = _write_year(sheet, rules, own_bands, employer)
    return tuple(cells[id(rules.rates)] for rules in years)


def _write_rates(sheet: Sheet, years: Sequence[TaxRules]) -> dict[tuple[str, int], Bands]:
    """Write every rate once and return its bands by its name and year."""
    applies_in: dict[tuple[str, int], list[int]] = {}
    for name in RATE_MEANINGS:
        for rules in years:
            if name in rules.rates:
                applies_in.setdefault((name, rules.rates[name].year), []).append(rules.year)
    rates = {(rate.name, rate.year): rate for rules in years for rate in rules.rates.values()}
    return {key: _write_rate(sheet, rates[key], applied) for key, applied in applies_in.items()}


def _write_rate(sheet: Sheet, rate: Rate, applies_in: Sequence[int]) -> Bands:
    """Write the bands of one rate and return their cells; the first band starts at zero."""
    _ = sheet.book.locale
    every_year = rate.year == EVERY_YEAR
    bands: Bands = []
    for number, (start, value) in enumerate(rate.bands, 1):
        name = f"tax_{rate.name}_{'own' if every_year else rate.year}"
        if len(rate.bands) > 1:
            name += f"_{number}"
        sheet.write_text(0, _(RATE_MEANINGS[rate.name]))
        start_cell = term(0)
        if start:
            start_cell = sheet.write_input(1, start, "euro", name=f"{name}_from", low=0)
        number_format = "share4" if value < 1 else "cents"
        bands.append((start_cell, sheet.write_input(2, value, number_format, name=name, low=0)))
        sheet.write_fixed(3, _("every year") if every_year else str(rate.year))
        sheet.write_fixed(4, year_list(applies_in))
        sheet.write_text(5, _(SOURCE_TYPES[rate.grade]))
        sheet.write_text(6, _(rate.source))
        sheet.row += 1
    return bands


def _write_year(
    sheet: Sheet, rules: TaxRules, bands: Mapping[str, Bands], employer: Employer
) -> TaxCells:
    """Write what a year needs besides the rates, and return all cells of the year."""
    _ = sheet.book.locale
    first = {name: rows[0][1] for name, rows in bands.items()}
    suffix = f"_{rules.year}"
    premiums = premiums_due(size=employer.size, contracts=employer.contracts)
    charges = UNKNOWN
    if all(name in first for name in premiums):
        sheet.write_text(0, _("Total social charges"))
        together = total([first[name] for name in premiums])
        charges = sheet.write_formula(
            2, together, "share", role="line", name=f"tax_charges{suffix}"
        )
        sheet.write_fixed(4, str(rules.year))
        sheet.row += 1
    return TaxCells(
        taxed=True,
        suffix=suffix,
        levy=first.get("levy", UNKNOWN),
        meal=first.get("meal", UNKNOWN),
        charges=charges,
        premium_wage=first.get("premium_wage", UNKNOWN),
        space=tuple(bands.get("free_space", ())),
        net_pay=_write_net_pay(sheet, bands, suffix) if "income_tax" in bands else (),
    )


def _write_net_pay(sheet: Sheet, bands: Mapping[str, Bands], suffix: str) -> tuple[NetPayStep, ...]:
    """Write the steps of net pay, and name their columns with `suffix`."""
    _ = sheet.book.locale
    sheet.row += 1
    sheet.text_row(_(NET_PAY))
    sheet.heading_row(
        "",
        _("From, euros a year"),
        _("Kept of the next euro"),
        _("Change in the share kept"),
        _("Net pay at that point"),
        _("Change in pay per euro net"),
        figures=1,
    )
    schedules = [bands[name] for name in NET_PAY_SCHEDULES if name in bands]
    starts = {start.number: start for schedule in schedules for start, _rate in schedule}
    top = sheet.row
    before: tuple[Term, Term, Term] | None = None  # start, kept and net of the step before
    steps = []
    for at in sorted(starts):
        start = sheet.write_formula(1, starts[at], "euro")
        rates = total([_rate_at(schedule, at) for schedule in schedules])
        kept = sheet.write_formula(2, 1 - rates, "share4")
        change: Term = kept
        net = term(0)
        inverse_change = 1 / kept
        if before:
            change = kept - before[1]
            net = before[2] + (start - before[0]) * before[1]
            inverse_change = 1 / kept - 1 / before[1]
        change_cell = sheet.write_formula(3, change, "share4")
        net_cell = sheet.write_formula(4, net, "cents")
        inverse_cell = sheet.write_formula(5, inverse_change, "factor")
        steps.append(
            NetPayStep(start.number, change_cell.number, net_cell.number, inverse_cell.number)
        )
        before = (start, kept, net_cell)
        sheet.row += 1
    for name, column in NET_PAY_COLUMNS:
        cells = f"'{sheet.name}'!${column}${top + 1}:${column}${sheet.row}"
        sheet.book.workbook.define_name(f"{name}{suffix}", f"={cells}")
    return tuple(steps)


def _rate_at(schedule: Bands, at: float) -> Term:
    """Return the rate that applies from this pay on."""
    return [rate for start, rate in schedule if start.number <= at][-1]
