"""The sheet of the scenario: what is planned and what was measured, as inputs; one column for each category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from dashboard.exports.labels import EFFECTS, FORMS, PAID, WHEN
from dashboard.exports.workbook.formula import Term
from dashboard.exports.workbook.sheets import Sheet
from metrics.decide.cost import share_meeting
from metrics.decide.facts import CategoryFacts, Facts
from metrics.decide.gain import Part
from metrics.decide.numbers import known
from metrics.decide.scenario import MOST_MONTHS, CategoryPlan, Scenario
from metrics.words import N_, Words

FIRST = 2  # the column of the first category
HINT = N_("Marked cells are inputs. Grey ones are as the page had them when this was made; change those on the page.")
EXITS_UNIT = N_("share of mentees who stay and would have left within twelve months")
SCORE_UNIT = N_("standard deviations of the scores")
MEASURED = {"exits_avoided": (N_("Effect on leaving"), EXITS_UNIT, "share"),
            "performance": (N_("Effect on the work done"), SCORE_UNIT, "factor"),
            "own_outcome": (N_("Effect on the category's own outcome"), N_("euros a year for each pairing"), "cents")}


@dataclass(frozen=True)
class Company:
    """What holds for all categories, as cells."""

    discount_rate: Term
    one_offs: Term
    wages: Term
    space_used: Term
    mean_pay: Term
    leaving: Term | None
    effects: Mapping[str, Term]


@dataclass(frozen=True)
class Given:
    """A reward and since when it is given, as cells."""

    form: Term
    amount: Term
    public: Term
    years: Term


@dataclass(frozen=True)
class Planned:
    """One category, as cells; `effects` by line of gain, a number that is measured or that of an assumption."""

    name: str
    pairings: Term
    hours: Term
    months: Term
    reward: Given
    when: Term
    paid: Term
    asked: Term
    asked_met: Term
    before: Given
    completion: Term
    mentor_pay: Term
    mentee_pay: Term
    effects: Mapping[str, tuple[str, Term]]
    outside_rate: Term


def write_company(sheet: Sheet, scenario: Scenario, facts: Facts, gains: Sequence[Part], numbers: Mapping[str, float],
                  title: str) -> Company:
    """What holds for all categories."""
    _ = sheet.book.words
    sheet.texts(title, role="title")
    sheet.texts(_(HINT), role="small")
    sheet.row += 1
    sheet.texts(_("For all categories"), _("Unit"), "", role="heading")

    def line(name: str, unit: str) -> None:
        sheet.text(0, name)
        sheet.text(1, unit, "small")

    def entered(name: str, unit: str, value: float, shown: str, called: str, high: float | None = None) -> Term:
        line(name, unit)
        found = sheet.enter(FIRST, value, shown, name=called, low=0, high=high)
        sheet.row += 1
        return found

    for name, value in ((_("Years counted"), scenario.years), (_("Tax rules"), _tax_rules(scenario, _)),
                        (_("Counted cautiously"), _yes(scenario.conservative, _)),
                        (_("Employees"), facts.employees)):
        line(name, "")
        sheet.plain(FIRST, value)
        sheet.row += 1
    euros = _("euros a year")
    company = Company(
        discount_rate=entered(_("Discount rate"), _("a year"), scenario.discount_rate, "share", "discount_rate", 1),
        one_offs=entered(_("One-off costs"), _("euros, in the first year"), scenario.one_offs, "euro", "one_offs"),
        wages=entered(_("Wage bill"), euros, facts.wage_bill, "euro", "wage_bill"),
        space_used=entered(_("Free space that other things use"), euros, facts.free_space_used, "euro", "space_used"),
        mean_pay=entered(_("Mean full-time pay"), euros, facts.mean_pay, "euro", "mean_pay"),
        leaving=None if facts.leaving is None else entered(
            _("Share who leave within twelve months without mentoring"), _("share"), facts.leaving, "share",
            "leaving", 1),
        effects={},
    )
    effects = {}
    for part in gains:
        if part.number.endswith(":") and part.number not in effects:
            name, unit, shown = MEASURED[part.name]
            line(_("{effect}, in the company", effect=_(name)), _(unit))
            effects[part.number] = sheet.enter(FIRST, numbers[part.number], shown)
            sheet.row += 1
    sheet.row += 1
    return replace(company, effects=effects)


def write_categories(
    sheet: Sheet, scenario: Scenario, facts: Facts, company: Company, gains: Sequence[Part],
    numbers: Mapping[str, float], assumed: Mapping[str, Term], names: Mapping[str, str],
) -> tuple[Planned, ...]:
    """The categories side by side; `names` are what the reader calls them."""
    _ = sheet.book.words
    plans = scenario.categories
    about = {plan.category: known(facts, plan.category) for plan in plans}
    own_rates = {name: one for name, one in facts.categories.items() if one.outside_rate}
    titles = [names.get(plan.category, plan.category) for plan in plans]
    cells: dict[str, list[Term]] = {}

    def heading(text: str) -> None:
        sheet.heading(text, _("Unit"), *titles, figures=FIRST)

    def entered(key: str, name: str, unit: str, values: Sequence[float | str], shown: str = "general", **limits: object
                ) -> None:
        sheet.text(0, name)
        sheet.text(1, unit, "small")
        cells[key] = [sheet.enter(column, value, shown, **limits) for column, value in enumerate(values, FIRST)]
        sheet.row += 1

    def chosen(key: str, name: str, values: Sequence[str], labels: Mapping[str, str]) -> None:
        entered(key, name, _("one of a list"), [_(labels[value]) for value in values],
                choices=[_(label) for label in labels.values()])

    def told(name: str, values: Sequence[float | str], shown: str = "general") -> None:
        sheet.text(0, name)
        for column, value in enumerate(values, FIRST):
            sheet.plain(column, value, shown)
        sheet.row += 1

    yes, euros = {True: N_("yes"), False: N_("no")}, _("euros, gross")
    rewards, now = [plan.reward for plan in plans], [about[plan.category] for plan in plans]
    heading(_("What is planned"))
    entered("pairings", _("Pairings started each year"), _("pairings"), [one.pairings for one in plans], "whole", low=0)
    entered("hours", _("Agreed hours"), _("hours for each pairing"), [plan.hours for plan in plans], "number", low=0)
    entered("months", _("Length"), _("months"), [plan.months for plan in plans], "whole", low=1, high=MOST_MONTHS)
    told(_("Where the effect comes from"), [_(EFFECTS[plan.effect]) for plan in plans])
    chosen("form", _("Reward"), [one.form for one in rewards], FORMS)
    entered("amount", _("Amount each time"), euros, [one.amount for one in rewards], "cents", low=0)
    chosen("when", _("When"), [one.when for one in rewards], WHEN)
    chosen("paid", _("How cash is paid"), [one.paid for one in rewards], PAID)
    chosen("public", _("Others see it"), [one.public for one in rewards], yes)
    entered("years", _("Years given before"), _("years"), [one.years_before for one in rewards], "whole", low=0)
    entered("asked", _("Share of the agreed hours that is asked"), _("0: no terms"), [_asked(one) for one in plans],
            "share", low=0, high=1)
    told(_("Talks with the leader that are asked"), [one.least_checkins for one in rewards])
    sheet.row += 1
    heading(_("What is known so far"))
    entered("completion", _("Pairings that met their agreed hours"), _("share of ended pairings"),
            [one.completion for one in now], "share", low=0, high=1)
    entered("asked_met", _("Pairings that met the share of hours that is asked"),
            _("share; change it with what is asked"), [_met(plan, about[plan.category]) for plan in plans],
            "share", low=0, high=1)
    yearly = _("euros a year")
    entered("mentor_pay", _("Full-time pay of mentors"), yearly, [one.mentor_pay for one in now], "euro", low=0)
    entered("mentee_pay", _("Full-time pay of mentees"), yearly, [one.mentee_pay for one in now], "euro", low=0)
    chosen("form_before", _("Reward so far"), [one.reward_form for one in now], FORMS)
    entered("amount_before", _("Amount so far"), euros, [one.reward_amount for one in now], "cents", low=0)
    chosen("public_before", _("Others saw it"), [one.reward_public for one in now], yes)
    entered("years_before", _("Years given until then"), _("years"), [one.reward_years for one in now], "whole", low=0)
    sheet.text(0, _("Price of an hour from outside"))
    sheet.text(1, _("euros an hour"), "small")
    cells["outside_rate"] = [
        sheet.enter(column, numbers[f"outside_rate:{plan.category}"], "cents", low=0)
        if plan.category in own_rates else sheet.work(column, assumed["outside_rate"], "cents")
        for column, plan in enumerate(plans, FIRST)]
    sheet.row += 1
    effects = _write_effects(sheet, plans, company, gains, numbers, assumed)
    return tuple(
        Planned(
            titles[at], **{key: cells[key][at] for key in (
                "pairings", "hours", "months", "when", "paid", "asked", "asked_met", "completion", "mentor_pay",
                "mentee_pay", "outside_rate")},
            reward=Given(*(cells[key][at] for key in ("form", "amount", "public", "years"))),
            before=Given(*(cells[f"{key}_before"][at] for key in ("form", "amount", "public", "years"))),
            effects=effects[plan.category],
        )
        for at, plan in enumerate(plans))


def _write_effects(
    sheet: Sheet, plans: Sequence[CategoryPlan], company: Company, gains: Sequence[Part],
    numbers: Mapping[str, float], assumed: Mapping[str, Term],
) -> dict[str, dict[str, tuple[str, Term]]]:
    """By category and line of gain, the name of the number that holds the effect and its cell."""
    _ = sheet.book.words
    found: dict[str, dict[str, tuple[str, Term]]] = {plan.category: {} for plan in plans}
    columns = {plan.category: column for column, plan in enumerate(plans, FIRST)}
    for name, measured in product(MEASURED, (True, False)):
        title, unit, shown = MEASURED[name]
        here = [part for part in gains if part.name == name and (":" in part.number) == measured]
        if not here:
            continue
        sheet.text(0, _(title) if measured else _("{effect}, assumed", effect=_(title)))
        sheet.text(1, _(unit) if measured else _("as the assumption says"), "small")
        for part in here:
            column = columns[part.category]
            shared = company.effects.get(part.number) or assumed.get(part.number)
            cell = sheet.work(column, shared, shown) if shared else sheet.enter(column, numbers[part.number], shown)
            found[part.category][name] = (part.number, cell)
        sheet.row += 1
    return found


def _asked(plan: CategoryPlan) -> float:
    return plan.reward.least_hours or (1.0 if plan.reward.when == "at_completion" else 0.0)


def _met(plan: CategoryPlan, about: CategoryFacts) -> float:
    """The share of pairings so far that met what is asked."""
    return share_meeting(about, _asked(plan)) if _asked(plan) else 1.0


def _tax_rules(scenario: Scenario, _: Words) -> str:
    return _("none") if scenario.tax_profile == "none" else f"{scenario.tax_profile} {scenario.tax_year}"


def _yes(of: bool, _: Words) -> str:
    return _("yes") if of else _("no")
