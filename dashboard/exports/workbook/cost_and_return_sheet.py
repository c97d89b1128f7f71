"""The sheets of money: cost and return by category and year, and the summary with the figures of
the page beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs

from dashboard.exports.workbook.formula import Term, most, term, total, where
from dashboard.exports.workbook.plan_sheet import Planned
from dashboard.exports.workbook.sheets import Sheet
from dashboard.exports.workbook.workings import Line
from dashboard.text import plan_text
from dashboard.text.labels import FLOW_KINDS
from metrics.i18n import N_
from metrics.rewards.appraisal import CAPACITY, CASH, COST, GAIN, Appraisal
from metrics.rewards.cash_flows import LINES
from metrics.value.assumptions import Assumption
from metrics.value.draws import Quantiles

FIRST = 3  # the column of the first year
MOST_SWINGS = 10
FIGURES = {
    "cost": (N_("Cost"), "euro"),
    "gain": (N_("Return"), "euro"),
    "net": (N_("Net result: return less cost"), "euro"),
    "npv": (N_("Net present value"), "euro"),
    "roi": (N_("Return on investment: net result / cost"), "share"),
    "bcr": (N_("Return per euro (present values)"), "number"),
    "payback_months": (N_("Payback period, in months"), "number"),
}
UNDEFINED, NEVER = N_("not defined: no cost"), N_("not within the years of the plan")
DRAWN = N_(
    "The ranges come from {draws} outcomes simulated on the page, with seed {seed}. They are "
    "fixed values: they do not follow a change in this workbook."
)


@dataclass(frozen=True)
class Totals:
    """The figures of the summary as cells on the sheet of cost and return, and cost by kind."""

    figures: Mapping[str, Term]
    kinds: Mapping[str, Term]


def write_money(sheet: Sheet, lines: Sequence[Line], years: int, rate: Term) -> Totals:
    """A line for each line of money, then the totals and what they are worth today."""
    _ = sheet.book.locale
    sheet.texts(_("Cost and return by category and year"), role="title")
    sheet.texts(
        _(
            "Not discounted; every number is at its base. Hours are capacity: time not spent "
            "on other work, valued at its loaded cost."
        ),
        role="small",
    )
    sheet.row += 1
    sheet.heading(
        _("Line item"),
        _("Category"),
        _("Cash or hours"),
        *(_("Year {n}", n=year + 1) for year in range(years)),
        _("All years"),
        figures=FIRST,
    )
    sheet.paper.freeze_panes(sheet.row, 1)
    sums = {
        side: _write_side(sheet, [one for one in lines if one.side == side], years, name)
        for side, name in ((COST, _("Total cost")), (GAIN, _("Total return")))
    }
    (cost, spent), (gain, returned) = (sums[side][0] for side in (COST, GAIN))
    net = _yearly(
        sheet,
        _("Net result: return less cost"),
        [one - other for one, other in zip(gain, cost, strict=True)],
    )
    sheet.row += 1
    factor = [
        sheet.work(FIRST + year, 1 / (1 + rate) ** (year + 0.5), "exact") for year in range(years)
    ]
    sheet.texts(_("Discount factor (middle of the year)"))
    today = {
        name: total(
            _yearly(
                sheet, title, [amount * share for amount, share in zip(of, factor, strict=True)]
            )
        )
        for name, title, of in (
            ("cost", _("Present value of costs"), cost),
            ("gain", _("Present value of returns"), gain),
        )
    }
    payback = _write_payback(sheet, cost, gain)
    return Totals(
        figures={
            "cost": spent,
            "gain": returned,
            "net": returned - spent,
            "npv": today["gain"] - today["cost"],
            "roi": where(spent > 0, total(net) / spent, _(UNDEFINED)),
            "bcr": where(spent > 0, today["gain"] / today["cost"], _(UNDEFINED)),
            "payback_months": where(spent > 0, payback, _(UNDEFINED)),
        },
        kinds=sums[COST][1],
    )


def _write_side(
    sheet: Sheet, lines: Sequence[Line], years: int, title: str
) -> tuple[tuple[list[Term], Term], dict[str, Term]]:
    """All lines of one side: their sums by year, over all years, and by kind."""
    _, kinds, first = sheet.book.locale, [], sheet.row
    rows, ends = [], []
    for one in lines:
        sheet.text(0, _(LINES[one.name]))
        sheet.text(1, one.category)
        kinds.append(
            sheet.work(2, term(one.kind)) if isinstance(one.kind, Term) else term(one.kind)
        )
        if not isinstance(one.kind, Term):
            sheet.text(2, one.kind)
        rows.append(
            [sheet.work(FIRST + year, euros, "euro") for year, euros in enumerate(one.years)]
        )
        ends.append(sheet.work(FIRST + years, total(rows[-1]), "euro"))
        sheet.row += 1
    last = sheet.row
    by_kind = {
        kind: _sum_of_kind(
            sheet,
            first,
            last,
            FIRST + years,
            _(label),
            [end.value for end, of in zip(ends, kinds, strict=True) if of.value == _(label)],
        )
        for kind, label in FLOW_KINDS.items()
    }
    sums = [
        _column_sum(sheet, FIRST + year, first, [row[year].value for row in rows])
        for year in range(years)
    ]
    sheet.text(0, title, "total")
    cells = [
        sheet.work(FIRST + year, euros, "euro", role="total") for year, euros in enumerate(sums)
    ]
    whole = sheet.work(FIRST + years, total(cells), "euro", role="total")
    sheet.row += 2
    return (cells, whole), by_kind


def _column_sum(sheet: Sheet, column: int, first: int, values: Sequence[float]) -> Term:
    if not values:
        return term(0)
    return Term(f"SUM({_range(sheet, column, first, sheet.row)})", sum(values))


def _sum_of_kind(
    sheet: Sheet, first: int, last: int, column: int, label: str, values: Sequence[float]
) -> Term:
    if first == last:
        return term(0)
    return Term(
        f'SUMIF({_range(sheet, 2, first, last)},"{label}",{_range(sheet, column, first, last)})',
        sum(values),
    )


def _range(sheet: Sheet, column: int, first: int, last: int) -> str:
    return f"'{sheet.name}'!{xl_range_abs(first, column, last - 1, column)}"


def _yearly(sheet: Sheet, name: str, of: Sequence[Term], shown: str = "euro") -> list[Term]:
    sheet.text(0, name)
    found = [sheet.work(FIRST + year, amount, shown) for year, amount in enumerate(of)]
    sheet.work(FIRST + len(of), total(found), shown)
    sheet.row += 1
    return found


def _write_payback(sheet: Sheet, cost: Sequence[Term], gain: Sequence[Term]) -> Term:
    """The month in which gains first equal costs: a year's costs are paid as it begins, its gains
    come in evenly.
    """
    _, before, months, owed = sheet.book.locale, term(0), [], []
    sheet.text(0, _("Still to be recovered at the start of the year"))
    for year, (spent, returned) in enumerate(zip(cost, gain, strict=True)):
        owed.append(sheet.work(FIRST + year, most(spent - before, 0), "euro"))
        before = before + returned - spent
    sheet.row += 1
    sheet.text(0, _("Payback month, if in that year"))
    for year, (open_, returned) in enumerate(zip(owed, gain, strict=True)):
        months.append(
            sheet.work(
                FIRST + year,
                where(
                    open_ > 0,
                    where(returned >= open_, 12 * (year + open_ / returned), ""),
                    12 * year,
                ),
                "number",
            )
        )
    values = [one.value for one in months if not isinstance(one.value, str)]
    place = f"'{sheet.name}'!" + _row_range(sheet, FIRST, FIRST + len(cost) - 1)
    sheet.row += 1
    count = Term(f"COUNT({place})", len(values))
    return where(count > 0, Term(f"MIN({place})", min(values, default=math.nan)), _(NEVER))


def _row_range(sheet: Sheet, first: int, last: int) -> str:
    return xl_range_abs(sheet.row, first, sheet.row, last)


def write_summary(
    sheet: Sheet,
    totals: Totals,
    appraisal: Appraisal,
    planned: Sequence[Planned],
    started: Sequence[Sequence[Term]],
    assumptions: Mapping[str, Assumption],
    names: Mapping[str, str],
    title: str,
) -> None:
    """The figures, live, beside those of the page and the ends of its draws."""
    _, scenario = sheet.book.locale, appraisal.scenario
    sheet.texts(title, role="title")
    sheet.texts(
        _(
            "Change a marked cell on another sheet. The first column of figures is "
            "recalculated; the others stay as they are."
        ),
        role="small",
    )
    sheet.row += 1
    sheet.heading(
        "",
        _("In this workbook, base case"),
        _("On the page, base case"),
        _("Difference"),
        _("80 of 100 simulated outcomes: from"),
        _("median outcome"),
        _("to"),
        figures=1,
    )
    for name, (title, shown) in FIGURES.items():
        _write_figure(
            sheet,
            _(title),
            shown,
            totals.figures[name],
            appraisal.base[name],
            getattr(appraisal, name),
        )
    for kind, title in ((CASH, _("Cost, of which cash")), (CAPACITY, _("Cost, of which hours"))):
        on_page = sum(one.base for one in appraisal.lines if one.side == COST and one.kind == kind)
        _write_figure(sheet, title, "euro", totals.kinds[kind], on_page, None)
    outside = total(
        [
            total(starting) * plan.hours * plan.outside_rate
            for plan, starting in zip(planned, started, strict=True)
        ]
    )
    sheet.row += 1
    _write_figure(
        sheet,
        _("Consultant equivalent (a separate view, never part of the net result)"),
        "euro",
        outside,
        None,
        appraisal.replacement,
    )
    sheet.row += 1
    sheet.texts(_(DRAWN, draws=_.number(scenario.draws), seed=str(scenario.seed)), role="small")
    for title, value, shown in (
        (
            _("Share of simulated outcomes with a net present value above zero"),
            appraisal.pays,
            "share",
        ),
        (
            _("Value of perfect information, at most"),
            appraisal.evpi,
            "euro",
        ),
        (
            _("Value of measuring the effects twice as precisely"),
            appraisal.evsi,
            "euro",
        ),
    ):
        sheet.text(0, title)
        sheet.plain(4, value, shown)
        sheet.row += 1
    _write_swings(sheet, appraisal, assumptions, names)


def _write_figure(
    sheet: Sheet, title: str, shown: str, now: Term, page: float | None, ends: Quantiles | None
) -> None:
    sheet.text(0, title, "line")
    live = sheet.work(1, now, shown, role="line")
    if page is None:
        sheet.plain(2, live.value if isinstance(live.value, str) else None)
    else:
        sheet.plain(2, page, shown)
        gap = "" if isinstance(live.value, str) else round(live.value - page, 6) + 0.0
        sheet.work(
            3,
            Term(f'IF(ISNUMBER({live.text}),ROUND({live.text}-C{sheet.row + 1},6),"")', gap),
            shown,
        )
    if ends:
        for column, value in enumerate((ends.low, ends.median, ends.high), 4):
            sheet.plain(column, value, shown)
    sheet.row += 1


def _write_swings(
    sheet: Sheet,
    appraisal: Appraisal,
    assumptions: Mapping[str, Assumption],
    names: Mapping[str, str],
) -> None:
    _ = sheet.book.locale
    sheet.row += 1
    sheet.heading(
        _("Sensitivity: the most influential inputs (fixed values)"),
        _("Low"),
        _("High"),
        _("Net present value at low"),
        _("Net present value at high"),
        figures=1,
    )
    for bar in appraisal.swings[:MOST_SWINGS]:
        sheet.text(0, plan_text.input_name(bar.name, assumptions, names, _))
        sheet.plain(1, bar.low, "factor")
        sheet.plain(2, bar.high, "factor")
        sheet.plain(3, bar.at_low, "euro")
        sheet.plain(4, bar.at_high, "euro")
        sheet.row += 1
