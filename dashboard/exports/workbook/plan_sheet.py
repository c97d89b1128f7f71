"""The rest of the scenario's sheet: what is planned and what was measured, as inputs; a column for
each category.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from dashboard.exports.workbook.company_section import FIRST, MEASURED, YES, Company
from dashboard.exports.workbook.formula import Term
from dashboard.exports.workbook.sheets import Sheet
from dashboard.text.labels import EFFECT_SOURCES, PAYMENT_METHODS, REWARD_FORMS, REWARD_TIMES
from metrics.rewards.costs import share_meeting
from metrics.rewards.inputs import known
from metrics.rewards.model import Workings
from metrics.rewards.scenario import MOST_MONTHS, CategoryPlan, Scenario
from metrics.value.company_facts import CategoryFacts, CompanyFacts


@dataclass(frozen=True)
class Given:
    """A reward and since when it is given, as cells."""

    form: Term
    amount: Term
    public: Term
    years: Term


@dataclass(frozen=True)
class Planned:
    """One category, as cells; `effects` by line of gain, a number that is measured or that of an
    assumption.
    """

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


@dataclass(frozen=True)
class Columns:
    """Lines with a cell for each category; `cells` are the inputs by name."""

    sheet: Sheet
    plans: Sequence[CategoryPlan]
    titles: Sequence[str]
    cells: dict[str, list[Term]] = field(default_factory=dict)

    def heading(self, text: str) -> None:
        """A new block."""
        self.sheet.heading(text, self.sheet.book.locale("Unit"), *self.titles, figures=FIRST)

    def told(self, name: str, values: Sequence[float | str]) -> None:
        """A line of what is not an input."""
        self.sheet.text(0, name)
        for column, value in enumerate(values, FIRST):
            self.sheet.plain(column, value)
        self.sheet.row += 1

    def entered(
        self,
        key: str,
        name: str,
        unit: str,
        values: Sequence[float | str],
        shown: str = "general",
        **limits: object,
    ) -> None:
        """A line of inputs."""
        self.sheet.text(0, name)
        self.sheet.text(1, unit, "small")
        self.cells[key] = [
            self.sheet.enter(at, value, shown, **limits) for at, value in enumerate(values, FIRST)
        ]
        self.sheet.row += 1

    def chosen(
        self, key: str, name: str, values: Sequence[object], labels: Mapping[object, str]
    ) -> None:
        """A line of inputs that take one of these labels."""
        _ = self.sheet.book.locale
        self.entered(
            key,
            name,
            _("choose from the list"),
            [_(labels[value]) for value in values],
            choices=[_(label) for label in labels.values()],
        )

    def given(self, at: int, suffix: str = "") -> Given:
        """The reward in that column."""
        return Given(
            *(self.cells[key + suffix][at] for key in ("form", "amount", "public", "years"))
        )


def write_categories(
    sheet: Sheet,
    scenario: Scenario,
    facts: CompanyFacts,
    company: Company,
    found: Workings,
    assumed: Mapping[str, Term],
    names: Mapping[str, str],
) -> tuple[Planned, ...]:
    """The categories side by side; `names` are what the reader calls them, `assumed` the
    assumptions' cells.
    """
    plans = scenario.categories
    columns = Columns(sheet, plans, [names.get(plan.category, plan.category) for plan in plans])
    _write_plans(columns)
    sheet.row += 1
    _write_known(columns, [known(facts, plan.category) for plan in plans])
    _write_rates(columns, facts, found, assumed)
    effects = _write_effects(sheet, plans, company, found, assumed)
    alone = (
        "pairings",
        "hours",
        "months",
        "when",
        "paid",
        "asked",
        "asked_met",
        "completion",
        "mentor_pay",
        "mentee_pay",
        "outside_rate",
    )
    return tuple(
        Planned(
            columns.titles[at],
            **{key: columns.cells[key][at] for key in alone},
            reward=columns.given(at),
            before=columns.given(at, "_before"),
            effects=effects[plan.category],
        )
        for at, plan in enumerate(plans)
    )


def _write_plans(to: Columns) -> None:
    _, plans, rewards = to.sheet.book.locale, to.plans, [plan.reward for plan in to.plans]
    to.heading(_("Planned"))
    to.entered(
        "pairings",
        _("Pairings started per year"),
        _("pairings"),
        [one.pairings for one in plans],
        "whole",
        low=0,
    )
    to.entered(
        "hours",
        _("Agreed hours"),
        _("hours per pairing"),
        [plan.hours for plan in plans],
        "number",
        low=0,
    )
    to.entered(
        "months",
        _("Duration"),
        _("months"),
        [plan.months for plan in plans],
        "whole",
        low=1,
        high=MOST_MONTHS,
    )
    to.told(_("Source of the effect"), [_(EFFECT_SOURCES[plan.effect]) for plan in plans])
    to.chosen("form", _("Reward"), [one.form for one in rewards], REWARD_FORMS)
    to.entered(
        "amount",
        _("Amount per award"),
        _("euros, gross"),
        [one.amount for one in rewards],
        "cents",
        low=0,
    )
    to.chosen("when", _("When"), [one.when for one in rewards], REWARD_TIMES)
    to.chosen("paid", _("How cash is paid"), [one.paid for one in rewards], PAYMENT_METHODS)
    to.chosen("public", _("Visible to others"), [one.public for one in rewards], YES)
    to.entered(
        "years",
        _("Years given before the plan"),
        _("years"),
        [one.years_before for one in rewards],
        "whole",
        low=0,
    )
    to.entered(
        "asked",
        _("Required share of the agreed hours"),
        _("0: no terms"),
        [_asked(one) for one in plans],
        "share",
        low=0,
        high=1,
    )
    to.told(
        _("Required check-ins with the programme lead"), [one.least_checkins for one in rewards]
    )


def _write_known(to: Columns, now: Sequence[CategoryFacts]) -> None:
    _ = to.sheet.book.locale
    yearly = _("euros a year")
    to.heading(_("Known so far"))
    to.entered(
        "completion",
        _("Pairings that met their agreed hours"),
        _("share of ended pairings"),
        [one.completion for one in now],
        "share",
        low=0,
        high=1,
    )
    to.entered(
        "asked_met",
        _("Pairings that met the required share of hours"),
        _("share; change it together with the required share"),
        [_met(plan, one) for plan, one in zip(to.plans, now, strict=True)],
        "share",
        low=0,
        high=1,
    )
    to.entered(
        "mentor_pay",
        _("Full-time pay, mentors"),
        yearly,
        [one.mentor_pay for one in now],
        "euro",
        low=0,
    )
    to.entered(
        "mentee_pay",
        _("Full-time pay, mentees"),
        yearly,
        [one.mentee_pay for one in now],
        "euro",
        low=0,
    )
    to.chosen("form_before", _("Reward so far"), [one.reward_form for one in now], REWARD_FORMS)
    to.entered(
        "amount_before",
        _("Amount so far"),
        _("euros, gross"),
        [one.reward_amount for one in now],
        "cents",
        low=0,
    )
    to.chosen(
        "public_before", _("Visible to others so far"), [one.reward_public for one in now], YES
    )
    to.entered(
        "years_before",
        _("Years given so far"),
        _("years"),
        [one.reward_years for one in now],
        "whole",
        low=0,
    )


def _write_rates(
    to: Columns, facts: CompanyFacts, found: Workings, assumed: Mapping[str, Term]
) -> None:
    """The price from outside: the category's own, else the assumption."""
    _, sheet = to.sheet.book.locale, to.sheet
    own = {name for name, one in facts.categories.items() if one.outside_rate}
    sheet.text(0, _("External hourly rate"))
    sheet.text(1, _("euros an hour"), "small")
    to.cells["outside_rate"] = [
        sheet.enter(column, found.numbers[f"outside_rate:{plan.category}"], "cents", low=0)
        if plan.category in own
        else sheet.work(column, assumed["outside_rate"], "cents")
        for column, plan in enumerate(to.plans, FIRST)
    ]
    sheet.row += 1


def _write_effects(
    sheet: Sheet,
    plans: Sequence[CategoryPlan],
    company: Company,
    found: Workings,
    assumed: Mapping[str, Term],
) -> dict[str, dict[str, tuple[str, Term]]]:
    """By category and line of gain, the name of the number that holds the effect and its cell."""
    _ = sheet.book.locale
    effects: dict[str, dict[str, tuple[str, Term]]] = {plan.category: {} for plan in plans}
    columns = {plan.category: column for column, plan in enumerate(plans, FIRST)}
    for name, measured in product(MEASURED, (True, False)):
        title, unit, shown = MEASURED[name]
        here = [
            part for part in found.gains if part.name == name and (":" in part.number) == measured
        ]
        if not here:
            continue
        sheet.text(0, _(title) if measured else _("{effect}, assumed", effect=_(title)))
        sheet.text(1, _(unit) if measured else _("as in the assumption"), "small")
        for part in here:
            column = columns[part.category]
            shared = company.effects.get(part.number) or assumed.get(part.number)
            cell = (
                sheet.work(column, shared, shown)
                if shared
                else sheet.enter(column, found.numbers[part.number], shown)
            )
            effects[part.category][name] = (part.number, cell)
        sheet.row += 1
    return effects


def _asked(plan: CategoryPlan) -> float:
    return plan.reward.least_hours or (1.0 if plan.reward.when == "at_completion" else 0.0)


def _met(plan: CategoryPlan, about: CategoryFacts) -> float:
    """The share of pairings so far that met what is asked."""
    return share_meeting(about, _asked(plan)) if _asked(plan) else 1.0
