"""The business case as a workbook that counts again when finance changes a cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboard.exports.workbook.assumption_sheet import write_assumptions, write_counted
from dashboard.exports.workbook.company_section import write_company
from dashboard.exports.workbook.cost_and_return_sheet import write_money, write_summary
from dashboard.exports.workbook.plan_sheet import write_categories
from dashboard.exports.workbook.response_section import write_offers
from dashboard.exports.workbook.sheets import Book, Sheet
from dashboard.exports.workbook.tax_sheet import write_tax
from dashboard.exports.workbook.workings import Steps
from dashboard.exports.workbook.workings_sheet import all_lines
from dashboard.text import plan_text
from metrics.i18n import N_, Locale
from metrics.rewards.appraisal import Appraisal
from metrics.rewards.inputs import assumptions_in_force
from metrics.rewards.model import workings
from metrics.rewards.tax_terms import tax_rules_of_year
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts

__all__ = ["rewards_workbook"]

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
) -> bytes:
    """The appraisal as an xlsx file, in the reader's language.

    `facts` and `of` are those it was made with; `until` is the last day of the data. `title` is
    what the plan is called and `names` the categories as the reader calls them, where those are not
    their keys. Every figure is a formula with the value of the page as its present value;
    assumptions, tax rates, plans and measured facts are inputs.
    """
    scenario, names = appraisal.scenario, names or {}
    title = title or scenario.name
    found, numbers = (
        workings(scenario, facts, assumptions),
        assumptions_in_force(scenario, assumptions),
    )
    book = Book(_)
    summary = book.sheet(_("Summary"), (58, 27, 27, 16, 18))
    money = book.sheet(_("Cost and return"), (44, 22, 14, 16))
    plan = book.sheet(_("Scenario"), (46, 34, 20))
    assumed = book.sheet(_("Assumptions"), (58, 12, 12, 12, 22, 14, 70, 16, 28, 14))
    tax_sheet = book.sheet(_("Tax"), (66, 18, 18, 14, 22, 16, 70))
    steps_sheet = book.sheet(_("Workings"), (58, 20, 16))
    about = book.sheet(_("About"), (120,))

    cells = write_assumptions(assumed, numbers, found.numbers)
    first_assumption = assumed.row - len(numbers)
    tax = write_tax(
        tax_sheet,
        [tax_rules_of_year(scenario, year, facts.employer) for year in range(scenario.years)],
        facts.employer,
    )
    company = write_company(plan, scenario, facts, found, title)
    planned = write_categories(plan, scenario, facts, company, found, cells, names)
    offers = write_offers(plan, facts)
    steps = Steps(steps_sheet, cells, tax, company, offers, scenario.years, scenario.conservative)
    lines, started = all_lines(steps, planned)
    totals = write_money(money, lines, scenario.years, company.discount_rate)
    write_summary(summary, totals, appraisal, planned, started, numbers, names, title)
    write_counted(assumed, numbers, first_assumption)
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
    sheet.texts(_("About this workbook"), role="title")
    sheet.texts(_("Scenario: {name}", name=title))
    sheet.texts(_("Data snapshot: {snapshot}", snapshot=facts.snapshot))
    if until:
        sheet.texts(_("Data as of {day}", day=_.date(until)))
    sheet.row += 1
    for sentence in ABOUT:
        sheet.texts(_(sentence))
    for sentence in appraisal.intangibles:
        sheet.texts(f"– {_(sentence)}")
    sheet.row += 1
    for sentence in plan_text.notes(appraisal, names, _):
        sheet.texts(sentence)
