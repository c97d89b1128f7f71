"""The sheet of cost and return by category and year, with totals and present values."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs

from dashboard.exports.workbook.formula import Term, if_else, maximum, term, total
from dashboard.exports.workbook.sheets import Sheet
from dashboard.exports.workbook.workings_writer import CashFlowRow
from dashboard.text.labels import FLOW_KINDS
from metrics.i18n import N_
from metrics.rewards import CASH_FLOW_LINES, COST, GAIN

KIND_COLUMN = 2
FIRST_COLUMN = 3  # that of the first year
UNDEFINED = N_("not defined: no cost")
NEVER = N_("not within the years of the plan")


@dataclass(frozen=True)
class TotalCells:
    """The figures of the summary by name, and the cost by kind (CASH, CAPACITY), as formulas."""

    figures: Mapping[str, Term]
    cost_by_kind: Mapping[str, Term]


@dataclass(frozen=True)
class SideTotals:
    """The sums of costs or of returns: by year, over all years, and by kind."""

    yearly: Sequence[Term]
    overall: Term
    by_kind: Mapping[str, Term]


def write_cost_and_return_sheet(
    sheet: Sheet, rows: Sequence[CashFlowRow], years: int, discount_rate: Term
) -> TotalCells:
    """Write every line of cost and return, then the totals and their present values."""
    _ = sheet.book.locale
    _write_heading(sheet, years)
    cost = _write_side(sheet, [row for row in rows if row.side == COST], years, _("Total cost"))
    gain = _write_side(sheet, [row for row in rows if row.side == GAIN], years, _("Total return"))
    net = _write_years(
        sheet,
        _("Net result: return less cost"),
        [returned - spent for returned, spent in zip(gain.yearly, cost.yearly, strict=True)],
    )
    sheet.row += 1
    factors = [
        sheet.write_formula(FIRST_COLUMN + year, 1 / (1 + discount_rate) ** (year + 0.5), "exact")
        for year in range(years)
    ]
    sheet.text_row(_("Discount factor (middle of the year)"))
    cost_today = _write_present(sheet, _("Present value of costs"), cost.yearly, factors)
    gain_today = _write_present(sheet, _("Present value of returns"), gain.yearly, factors)
    payback = _write_payback(sheet, cost.yearly, gain.yearly)
    undefined = _(UNDEFINED)
    return TotalCells(
        figures={
            "cost": cost.overall,
            "gain": gain.overall,
            "net": gain.overall - cost.overall,
            "npv": gain_today - cost_today,
            "roi": if_else(cost.overall > 0, total(net) / cost.overall, undefined),
            "bcr": if_else(cost.overall > 0, gain_today / cost_today, undefined),
            "payback_months": if_else(cost.overall > 0, payback, undefined),
        },
        cost_by_kind=cost.by_kind,
    )


def _write_heading(sheet: Sheet, years: int) -> None:
    _ = sheet.book.locale
    sheet.text_row(_("Cost and return by category and year"), role="title")
    sheet.text_row(
        _(
            "Not discounted; every number is at its base. Hours are capacity: time not spent "
            "on other work, valued at its loaded cost."
        ),
        role="small",
    )
    sheet.row += 1
    sheet.heading_row(
        _("Line item"),
        _("Category"),
        _("Cash or hours"),
        *(_("Year {n}", n=year + 1) for year in range(years)),
        _("All years"),
        figures=FIRST_COLUMN,
    )
    sheet.worksheet.freeze_panes(sheet.row, 1)


def _write_side(sheet: Sheet, rows: Sequence[CashFlowRow], years: int, title: str) -> SideTotals:
    """Write all lines of cost, or of return, and their totals."""
    _ = sheet.book.locale
    top = sheet.row
    kinds: list[Term] = []
    cells: list[list[Term]] = []
    overall: list[Term] = []
    for row in rows:
        sheet.write_text(0, _(CASH_FLOW_LINES[row.name]))
        sheet.write_text(1, row.category)
        kinds.append(_write_kind(sheet, row.kind))
        cells.append(
            [
                sheet.write_formula(FIRST_COLUMN + year, euros, "euro")
                for year, euros in enumerate(row.years)
            ]
        )
        overall.append(sheet.write_formula(FIRST_COLUMN + years, total(cells[-1]), "euro"))
        sheet.row += 1
    by_kind = {
        kind: _sum_of_kind(sheet, top, FIRST_COLUMN + years, _(label), kinds, overall)
        for kind, label in FLOW_KINDS.items()
    }
    sums = [
        _column_sum(sheet, FIRST_COLUMN + year, top, [row[year] for row in cells])
        for year in range(years)
    ]
    sheet.write_text(0, title, "total")
    yearly = [
        sheet.write_formula(FIRST_COLUMN + year, euros, "euro", role="total")
        for year, euros in enumerate(sums)
    ]
    together = sheet.write_formula(FIRST_COLUMN + years, total(yearly), "euro", role="total")
    sheet.row += 2
    return SideTotals(yearly, together, by_kind)


def _write_kind(sheet: Sheet, kind: str | Term) -> Term:
    """Write whether a line is cash or hours, and return that as a term."""
    if isinstance(kind, Term):
        return sheet.write_formula(KIND_COLUMN, kind)
    sheet.write_text(KIND_COLUMN, kind)
    return term(kind)


def _column_sum(sheet: Sheet, column: int, top: int, cells: Sequence[Term]) -> Term:
    """Return the sum of a column from row `top` to the last row written; zero without rows."""
    if not cells:
        return term(0)
    return Term(f"SUM({_range(sheet, column, top)})", sum(cell.number for cell in cells))


def _sum_of_kind(
    sheet: Sheet, top: int, column: int, label: str, kinds: Sequence[Term], cells: Sequence[Term]
) -> Term:
    """Return the sum of the cells in a column whose kind has this label; zero without rows."""
    if not cells:
        return term(0)
    value = sum(cell.number for cell, kind in zip(cells, kinds, strict=True) if kind.value == label)
    kind_range = _range(sheet, KIND_COLUMN, top)
    cell_range = _range(sheet, column, top)
    return Term(f'SUMIF({kind_range},"{label}",{cell_range})', value)


def _range(sheet: Sheet, column: int, top: int) -> str:
    """Return a column from row `top` to the last row written."""
    return f"'{sheet.name}'!{xl_range_abs(top, column, sheet.row - 1, column)}"


def _write_years(sheet: Sheet, title: str, amounts: Sequence[Term]) -> list[Term]:
    """Write a row of amounts by year with their sum, and return the cells of the years."""
    sheet.write_text(0, title)
    cells = [
        sheet.write_formula(FIRST_COLUMN + year, amount, "euro")
        for year, amount in enumerate(amounts)
    ]
    sheet.write_formula(FIRST_COLUMN + len(amounts), total(cells), "euro")
    sheet.row += 1
    return cells


def _write_present(
    sheet: Sheet, title: str, amounts: Sequence[Term], factors: Sequence[Term]
) -> Term:
    """Write the present value of each year's amount, and return their sum."""
    present = [amount * factor for amount, factor in zip(amounts, factors, strict=True)]
    return total(_write_years(sheet, title, present))


def _write_payback(sheet: Sheet, cost: Sequence[Term], gain: Sequence[Term]) -> Term:
    """Write and return the month in which returns first equal costs.

    A year's costs are paid as it starts; its returns come in evenly over the year.
    """
    _ = sheet.book.locale
    recovered: Term = term(0)
    owed = []
    sheet.write_text(0, _("Still to be recovered at the start of the year"))
    for year, (spent, returned) in enumerate(zip(cost, gain, strict=True)):
        still = maximum(spent - recovered, 0)
        owed.append(sheet.write_formula(FIRST_COLUMN + year, still, "euro"))
        recovered = recovered + returned - spent
    sheet.row += 1
    sheet.write_text(0, _("Payback month, if in that year"))
    months = []
    for year, (still, returned) in enumerate(zip(owed, gain, strict=True)):
        in_year = if_else(returned >= still, 12 * (year + still / returned), "")
        month = if_else(still > 0, in_year, 12 * year)
        months.append(sheet.write_formula(FIRST_COLUMN + year, month, "number"))
    last_column = FIRST_COLUMN + len(cost) - 1
    row = f"'{sheet.name}'!{xl_range_abs(sheet.row, FIRST_COLUMN, sheet.row, last_column)}"
    sheet.row += 1
    values = [month.number for month in months if not isinstance(month.value, str)]
    count = Term(f"COUNT({row})", len(values))
    return if_else(count > 0, Term(f"MIN({row})", min(values, default=math.nan)), _(NEVER))
