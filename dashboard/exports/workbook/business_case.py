"""The business case as a workbook: the sheets in order, and what they are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.exports.workbook.assumption_sheet import (
    mark_used_assumptions,
    write_assumption_sheet,
)
from dashboard.exports.workbook.category_section import write_category_section
from dashboard.exports.workbook.company_section import write_company_section
from dashboard.exports.workbook.cost_and_return_sheet import write_cost_and_return_sheet
from dashboard.exports.workbook.response_section import write_response_section
from dashboard.exports.workbook.sheets import Book, Sheet
from dashboard.exports.workbook.summary_sheet import consultant_equivalent, write_summary_sheet
from dashboard.exports.workbook.tax_sheet import write_tax_sheet
from dashboard.exports.workbook.workings_sheet import write_workings
from dashboard.exports.workbook.workings_writer import WorkingsWriter
from dashboard.text.plan_text import notes
from metrics.i18n import N_, Locale
from metrics.rewards import Appraisal, assumptions_in_force, tax_rules_of_year, workings
from metrics.value import Assumption, CompanyFacts

ABOUT = (
    N_(
        "The sheets with the summary, the cost and return, and the workings are formulas. "
        "They recalculate when you change a marked cell."
    ),
    N_(
        "These settings are fixed as on the page: number of years, tax year, kind of "
        "employer, source of an effect, conservative case. To change them, use the page and "
        "download a new workbook."
    ),
    N_(
        "On the page, a measured table shows how many pairings met each share of their "
        "hours. Here it is one marked cell, for the required share only."
    ),
    N_(
        "The ranges of simulated outcomes, the sensitivity and the value of information are "
        "fixed values. A workbook does not simulate."
    ),
    N_(
        "Not included: the pay range, the precedent risk, the message to mentors and the "
        "best use of a budget."
    ),
    N_(
        "Social charges are those of the employer on the Scenario sheet, without pension. "
        "Training is for work and therefore exempt."
    ),
    N_("Not expressed in euros, and never part of the figures:"),
)


def rewards_workbook(
    appraisal: Appraisal,
    facts: CompanyFacts,
    assumptions: Mapping[str, Assumption],
    _: Locale,
    *,
    until: date | None = None,
    title: str = "",
    names: Mapping[str, str] | None = None,
    effects: Sequence[str] = (),
) -> bytes:
    """Return an appraisal as an xlsx file that recalculates, in the reader's language.

    `facts` and `assumptions` are those of the appraisal, `until` is the last day of the data.
    `title` is the name of the plan and `names` are the categories, as the reader calls them.
    `effects` say what the measured effects rest on (`effect_text.effect_lines`). Every
    figure is a formula that shows the figure of the page until an input changes. Inputs are the
    assumptions, tax rates, plans and measured facts.
    """
    scenario = appraisal.scenario
    names = names or {}
    title = title or scenario.name
    worked_out = workings(scenario, facts, assumptions)
    in_force = assumptions_in_force(scenario, assumptions)
    book = Book(_)
    summary = book.sheet(_("Summary"), (58, 27, 27, 16, 18))
    cost_and_return = book.sheet(_("Cost and return"), (44, 22, 14, 16))
    plan = book.sheet(_("Scenario"), (46, 34, 20))
    assumption_sheet = book.sheet(_("Assumptions"), (58, 12, 12, 12, 22, 14, 70, 16, 28, 14))
    tax_sheet = book.sheet(_("Tax"), (66, 18, 18, 14, 22, 16, 70))
    workings_sheet = book.sheet(_("Workings"), (58, 20, 16))
    about = book.sheet(_("About"), (120,))

    cells = write_assumption_sheet(assumption_sheet, in_force, worked_out.numbers)
    first_assumption = assumption_sheet.row - len(in_force)
    rules = [tax_rules_of_year(scenario, year, facts.employer) for year in range(scenario.years)]
    tax = write_tax_sheet(tax_sheet, rules, facts.employer)
    company = write_company_section(plan, scenario, facts, worked_out, title)
    categories = write_category_section(plan, scenario, facts, company, worked_out, cells, names)
    responses = write_response_section(plan, facts)
    writer = WorkingsWriter(
        workings_sheet, cells, tax, company, responses, scenario.years, scenario.conservative
    )
    rows, started = write_workings(writer, categories)
    totals = write_cost_and_return_sheet(
        cost_and_return, rows, scenario.years, company.discount_rate
    )
    outside = consultant_equivalent(categories, started)
    write_summary_sheet(summary, totals, appraisal, outside, in_force, names, title, effects)
    mark_used_assumptions(assumption_sheet, in_force, first_assumption)
    _write_about(about, appraisal, facts, until, names, title)
    return book.close()


def _write_about(
    sheet: Sheet,
    appraisal: Appraisal,
    facts: CompanyFacts,
    until: date | None,
    names: Mapping[str, str],
    title: str,
) -> None:
    _ = sheet.book.locale
    sheet.text_row(_("About this workbook"), role="title")
    sheet.text_row(_("Scenario: {name}", name=title))
    sheet.text_row(_("Data snapshot: {snapshot}", snapshot=facts.snapshot))
    if until:
        sheet.text_row(_("Data as of {day}", day=_.date(until)))
    sheet.row += 1
    for sentence in ABOUT:
        sheet.text_row(_(sentence))
    for sentence in appraisal.intangibles:
        sheet.text_row(f"– {_(sentence)}")
    sheet.row += 1
    for sentence in notes(appraisal, names, _):
        sheet.text_row(sentence)
