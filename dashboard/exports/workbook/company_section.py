"""The top of the scenario sheet: the inputs that hold for all categories."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.exports.workbook.formula import Term
from dashboard.exports.workbook.sheets import Sheet
from metrics.i18n import N_, Locale
from metrics.rewards import Scenario, Workings, free_space_used, wage_bill
from metrics.value import EMPLOYER_VALUES, CompanyFacts, Employer

FIRST_COLUMN = 2  # of the values, and of the first category
HINT = N_(
    "Marked cells are inputs. Grey cells show the page as it was when this workbook was "
    "made; change those on the page."
)
LATER_YEARS = {
    "published": N_("not counted"),
    "held": N_("last known rates used, as this plan's own judgement"),
}
YES_NO = {True: N_("yes"), False: N_("no")}
EXITS_UNIT = N_("share of mentees who stay but would have left within twelve months")
SCORE_UNIT = N_("standard deviations of the review scores")
EFFECT_ROWS = {  # by line of the return: title, unit, number format
    "exits_avoided": (N_("Exits avoided"), EXITS_UNIT, "share"),
    "performance": (N_("Effect on performance"), SCORE_UNIT, "factor"),
    "own_outcome": (
        N_("Effect on the category's own outcome"),
        N_("euros a year per pairing"),
        "cents",
    ),
}


@dataclass(frozen=True)
class CompanyCells:
    """The cells that hold for all categories.

    `leaving` is None where nobody knows how many leave without mentoring; `effects` are those
    measured in the whole company, by the name of their number.
    """

    discount_rate: Term
    one_offs: Term
    wages: Term
    space_used: Term
    mean_pay: Term
    leaving: Term | None
    employer: Employer
    effects: dict[str, Term]


def write_company_section(
    sheet: Sheet, scenario: Scenario, facts: CompanyFacts, workings: Workings, title: str
) -> CompanyCells:
    """Write what holds for all categories, first what is fixed, then the inputs."""
    _ = sheet.book.locale
    sheet.text_row(title, role="title")
    sheet.text_row(_(HINT), role="small")
    sheet.row += 1
    sheet.text_row(_("For all categories"), _("Unit"), "", role="heading")
    _write_settings(sheet, scenario, facts)
    euros = _("euros a year")
    cells = CompanyCells(
        discount_rate=_write_input(
            sheet,
            _("Discount rate"),
            _("per year"),
            scenario.discount_rate,
            "share",
            "discount_rate",
            high=1,
        ),
        one_offs=_write_input(
            sheet,
            _("One-off costs"),
            _("euros, in the first year"),
            scenario.one_offs,
            "euro",
            "one_offs",
        ),
        wages=_write_input(sheet, _("Wage bill"), euros, wage_bill(facts), "euro", "wage_bill"),
        space_used=_write_input(
            sheet,
            _("Free space used for other purposes"),
            euros,
            free_space_used(scenario, facts),
            "euro",
            "space_used",
        ),
        mean_pay=_write_input(
            sheet, _("Mean full-time pay"), euros, facts.mean_pay, "euro", "mean_pay"
        ),
        leaving=_write_leaving(sheet, facts),
        employer=facts.employer,
        effects={},
    )
    _write_effects(sheet, workings, cells)
    sheet.row += 1
    return cells


def _write_settings(sheet: Sheet, scenario: Scenario, facts: CompanyFacts) -> None:
    """Write what can be changed on the page only."""
    _ = sheet.book.locale
    for name, value in (
        (_("Number of years"), scenario.years),
        (_("Tax rules"), _tax_rules(scenario, _)),
        (_("Years without published tax rates"), _(LATER_YEARS[scenario.later_years])),
        (_("Employer size, for the disability premium"), _(EMPLOYER_VALUES[facts.employer.size])),
        (
            _("Contract type, for the unemployment premium"),
            _(EMPLOYER_VALUES[facts.employer.contracts]),
        ),
        (_("How a lunch counts towards the free space"), _(EMPLOYER_VALUES[facts.employer.lunch])),
        (_("Conservative case"), _(YES_NO[scenario.conservative])),
        (_("Employees"), facts.employees),
    ):
        sheet.write_text(0, name)
        sheet.write_fixed(FIRST_COLUMN, value)
        sheet.row += 1


def _write_leaving(sheet: Sheet, facts: CompanyFacts) -> Term | None:
    if facts.leaving is None:
        return None
    _ = sheet.book.locale
    title = _("Share leaving within twelve months without mentoring")
    return _write_input(sheet, title, _("share"), facts.leaving, "share", "leaving", high=1)


def _write_effects(sheet: Sheet, workings: Workings, cells: CompanyCells) -> None:
    """Write the effects measured in the whole company that a category of the plan uses."""
    _ = sheet.book.locale
    for part in workings.gains:
        if not part.number.endswith(":") or part.number in cells.effects:
            continue
        title, unit, number_format = EFFECT_ROWS[part.name]
        sheet.write_text(0, _("{effect}, company-wide", effect=_(title)))
        sheet.write_text(1, _(unit), "small")
        cells.effects[part.number] = sheet.write_input(
            FIRST_COLUMN, workings.numbers[part.number], number_format
        )
        sheet.row += 1


def _write_input(
    sheet: Sheet,
    title: str,
    unit: str,
    value: float,
    number_format: str,
    name: str,
    *,
    high: float | None = None,
) -> Term:
    """Write a row with an input that is at least zero."""
    sheet.write_text(0, title)
    sheet.write_text(1, unit, "small")
    cell = sheet.write_input(FIRST_COLUMN, value, number_format, name=name, low=0, high=high)
    sheet.row += 1
    return cell


def _tax_rules(scenario: Scenario, _: Locale) -> str:
    if scenario.tax_profile == "none":
        return _("none")
    return f"{scenario.tax_profile} {scenario.tax_year}"
