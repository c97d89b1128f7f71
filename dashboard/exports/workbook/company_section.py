"""The top of the scenario's sheet: what holds for all categories."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.exports.workbook.formula import Term
from dashboard.exports.workbook.sheets import Sheet
from metrics.i18n import N_, Locale
from metrics.rewards.model import Workings
from metrics.rewards.scenario import Scenario
from metrics.rewards.tax_terms import free_space_used, wage_bill
from metrics.value.company_facts import CompanyFacts
from metrics.value.employer import VALUES, Employer

FIRST = 2  # the column of values, and of the first category
HINT = N_(
    "Marked cells are inputs. Grey cells show the page as it was when this workbook was "
    "made; change those on the page."
)
LATER = {
    "published": N_("not counted"),
    "held": N_("last known rates used, as this plan's own judgement"),
}
YES = {True: N_("yes"), False: N_("no")}
EXITS_UNIT = N_("share of mentees who stay but would have left within twelve months")
SCORE_UNIT = N_("standard deviations of the review scores")
MEASURED = {
    "exits_avoided": (N_("Exits avoided"), EXITS_UNIT, "share"),
    "performance": (N_("Effect on performance"), SCORE_UNIT, "factor"),
    "own_outcome": (
        N_("Effect on the category's own outcome"),
        N_("euros a year per pairing"),
        "cents",
    ),
}


@dataclass(frozen=True)
class Company:
    """What holds for all categories, as cells."""

    discount_rate: Term
    one_offs: Term
    wages: Term
    space_used: Term
    mean_pay: Term
    leaving: Term | None
    employer: Employer
    effects: dict[str, Term]


def write_company(
    sheet: Sheet, scenario: Scenario, facts: CompanyFacts, found: Workings, title: str
) -> Company:
    """What holds for all categories."""
    _, euros = sheet.book.locale, sheet.book.locale("euros a year")
    sheet.texts(title, role="title")
    sheet.texts(_(HINT), role="small")
    sheet.row += 1
    sheet.texts(_("For all categories"), _("Unit"), "", role="heading")
    for name, value in (
        (_("Number of years"), scenario.years),
        (_("Tax rules"), _tax_rules(scenario, _)),
        (_("Years without published tax rates"), _(LATER[scenario.later_years])),
        (_("Employer size, for the disability premium"), _(VALUES[facts.employer.size])),
        (_("Contract type, for the unemployment premium"), _(VALUES[facts.employer.contracts])),
        (_("How a lunch counts towards the free space"), _(VALUES[facts.employer.lunch])),
        (_("Conservative case"), _(YES[scenario.conservative])),
        (_("Employees"), facts.employees),
    ):
        sheet.text(0, name)
        sheet.plain(FIRST, value)
        sheet.row += 1

    def entered(
        name: str, unit: str, value: float, shown: str, called: str = "", **limits: float
    ) -> Term:
        sheet.text(0, name)
        sheet.text(1, unit, "small")
        cell = sheet.enter(FIRST, value, shown, name=called, **limits)
        sheet.row += 1
        return cell

    company = Company(
        entered(
            _("Discount rate"),
            _("per year"),
            scenario.discount_rate,
            "share",
            "discount_rate",
            low=0,
            high=1,
        ),
        entered(
            _("One-off costs"),
            _("euros, in the first year"),
            scenario.one_offs,
            "euro",
            "one_offs",
            low=0,
        ),
        entered(_("Wage bill"), euros, wage_bill(facts), "euro", "wage_bill", low=0),
        entered(
            _("Free space used for other purposes"),
            euros,
            free_space_used(scenario, facts),
            "euro",
            "space_used",
            low=0,
        ),
        entered(_("Mean full-time pay"), euros, facts.mean_pay, "euro", "mean_pay", low=0),
        None
        if facts.leaving is None
        else entered(
            _("Share leaving within twelve months without mentoring"),
            _("share"),
            facts.leaving,
            "share",
            "leaving",
            low=0,
            high=1,
        ),
        employer=facts.employer,
        effects={},
    )
    for part in found.gains:
        if part.number.endswith(":") and part.number not in company.effects:
            name, unit, shown = MEASURED[part.name]
            company.effects[part.number] = entered(
                _("{effect}, company-wide", effect=_(name)),
                _(unit),
                found.numbers[part.number],
                shown,
            )
    sheet.row += 1
    return company


def _tax_rules(scenario: Scenario, _: Locale) -> str:
    return (
        _("none")
        if scenario.tax_profile == "none"
        else f"{scenario.tax_profile} {scenario.tax_year}"
    )
