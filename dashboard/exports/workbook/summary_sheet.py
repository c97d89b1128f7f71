"""The summary sheet: each figure as a formula, as on the page, and with its simulated range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.exports.workbook.category_section import CategoryCells
from dashboard.exports.workbook.cost_and_return_sheet import TotalCells
from dashboard.exports.workbook.formula import Term, total
from dashboard.exports.workbook.sheets import Sheet
from dashboard.text.effect_text import TITLE
from dashboard.text.plan_text import NO_VALUE, headline, input_name, verdict_lines
from metrics.i18n import N_
from metrics.rewards import CAPACITY, CASH, COST, Appraisal
from metrics.value import Assumption, Quantiles

MOST_INPUTS = 10  # in the table of sensitivity
FIGURES = {  # by name: title, number format
    "cost": (N_("Cost"), "euro"),
    "gain": (N_("Return"), "euro"),
    "net": (N_("Net result: return less cost"), "euro"),
    "npv": (N_("Net present value"), "euro"),
    "roi": (N_("Return on investment: net result / cost"), "share"),
    "bcr": (N_("Return per euro (present values)"), "number"),
    "payback_months": (N_("Payback period, in months"), "number"),
}
SIMULATED = N_(
    "The ranges come from {draws} outcomes simulated on the page, with seed {seed}. They are "
    "fixed values: they do not follow a change in this workbook."
)


def write_summary_sheet(
    sheet: Sheet,
    totals: TotalCells,
    appraisal: Appraisal,
    outside: Term,
    assumptions: Mapping[str, Assumption],
    names: Mapping[str, str],
    title: str,
    effects: Sequence[str] = (),
) -> None:
    """Write each figure of the workbook, then that of the page and the ends of its draws.

    `outside` is the consultant equivalent. `effects` say what the measured effects rest on.
    """
    _ = sheet.book.locale
    _write_heading(sheet, title, appraisal, names)
    spreads = {
        "cost": appraisal.cost,
        "gain": appraisal.gain,
        "net": appraisal.net,
        "npv": appraisal.npv,
        "roi": appraisal.roi,
        "bcr": appraisal.bcr,
        "payback_months": appraisal.payback_months,
    }
    for name, (label, number_format) in FIGURES.items():
        on_page = appraisal.base[name]
        figure = totals.figures[name]
        _write_figure(sheet, _(label), number_format, figure, on_page, spreads[name])
    for kind, label in ((CASH, _("Cost, of which cash")), (CAPACITY, _("Cost, of which hours"))):
        on_page = sum(
            line.base for line in appraisal.lines if line.side == COST and line.kind == kind
        )
        _write_figure(sheet, label, "euro", totals.cost_by_kind[kind], on_page, None)
    sheet.row += 1
    label = _("Consultant equivalent (a separate view, never part of the net result)")
    _write_figure(sheet, label, "euro", outside, None, appraisal.replacement)
    sheet.row += 1
    _write_simulated(sheet, appraisal)
    _write_sensitivity(sheet, appraisal, assumptions, names)
    if effects:
        sheet.row += 1
        sheet.text_row(_(TITLE), role="heading")
        for sentence in effects:
            sheet.text_row(sentence)


def consultant_equivalent(
    categories: Sequence[CategoryCells], started: Sequence[Sequence[Term]]
) -> Term:
    """Return what the hours of all pairings would cost from outside; `started` is by category."""
    return total(
        [
            total(pairings) * category.hours * category.outside_rate
            for category, pairings in zip(categories, started, strict=True)
        ]
    )


def _write_heading(
    sheet: Sheet, title: str, appraisal: Appraisal, names: Mapping[str, str]
) -> None:
    """Write the name of the plan, the answer as on the page, and its verdict with the reasons."""
    _ = sheet.book.locale
    sheet.text_row(title, role="title")
    sheet.text_row(headline(appraisal, _), role="heading")
    for sentence in verdict_lines(appraisal, names, _):
        sheet.text_row(sentence)
    sheet.text_row(
        _(
            "Change a marked cell on another sheet. The first column of figures is "
            "recalculated; the others stay as they are."
        ),
        role="small",
    )
    sheet.row += 1
    sheet.heading_row(
        "",
        _("In this workbook, base case"),
        _("On the page, base case"),
        _("Difference"),
        _("80 of 100 simulated outcomes: from"),
        _("median outcome"),
        _("to"),
        figures=1,
    )


def _write_figure(
    sheet: Sheet,
    title: str,
    number_format: str,
    formula: Term,
    on_page: float | None,
    spread: Quantiles | None,
) -> None:
    """Write a figure, that of the page, the difference, and the ends of the simulated range."""
    sheet.write_text(0, title, "line")
    live = sheet.write_formula(1, formula, number_format, role="line")
    if on_page is None:
        sheet.write_fixed(2, live.value if isinstance(live.value, str) else None)
    else:
        sheet.write_fixed(2, on_page, number_format)
        gap = "" if isinstance(live.value, str) else round(live.number - on_page, 6) + 0.0
        difference = f'IF(ISNUMBER({live.text}),ROUND({live.text}-C{sheet.row + 1},6),"")'
        sheet.write_formula(3, Term(difference, gap), number_format)
    if spread:
        for column, value in enumerate((spread.low, spread.median, spread.high), 4):
            sheet.write_fixed(column, value, number_format)
    sheet.row += 1


def _write_simulated(sheet: Sheet, appraisal: Appraisal) -> None:
    """Write the figures that only the simulation of the page gives."""
    _ = sheet.book.locale
    scenario = appraisal.scenario
    sheet.text_row(
        _(SIMULATED, draws=_.number(scenario.draws), seed=str(scenario.seed)), role="small"
    )
    for title, value, number_format in (
        (
            _("Share of simulated outcomes with a net present value above zero"),
            NO_VALUE if appraisal.odds is None else appraisal.odds,
            "share",
        ),
        (_("Value of perfect information, at most"), appraisal.evpi, "euro"),
        (_("Value of measuring the effects twice as precisely"), appraisal.evsi, "euro"),
    ):
        sheet.write_text(0, title)
        sheet.write_fixed(4, value, number_format)
        sheet.row += 1


def _write_sensitivity(
    sheet: Sheet,
    appraisal: Appraisal,
    assumptions: Mapping[str, Assumption],
    names: Mapping[str, str],
) -> None:
    _ = sheet.book.locale
    sheet.row += 1
    sheet.heading_row(
        _("Sensitivity: the most influential inputs (fixed values)"),
        _("Low"),
        _("High"),
        _("Net present value at low"),
        _("Net present value at high"),
        figures=1,
    )
    for bar in appraisal.swings[:MOST_INPUTS]:
        sheet.write_text(0, input_name(bar.name, assumptions, names, _))
        sheet.write_fixed(1, bar.low, "factor")
        sheet.write_fixed(2, bar.high, "factor")
        sheet.write_fixed(3, bar.at_low, "euro")
        sheet.write_fixed(4, bar.at_high, "euro")
        sheet.row += 1
