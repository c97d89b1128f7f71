"""The categories of the scenario sheet: what is planned and what is known, a column for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from dashboard.exports.workbook.company_section import (
    EFFECT_ROWS,
    FIRST_COLUMN,
    YES_NO,
    CompanyCells,
)
from dashboard.exports.workbook.formula import Term
from dashboard.exports.workbook.sheets import Sheet
from dashboard.text.labels import EFFECT_SOURCES, PAYMENT_METHODS, REWARD_FORMS, REWARD_TIMES
from metrics.rewards import MOST_MONTHS, CategoryPlan, Scenario, Workings, share_meeting
from metrics.value import CategoryFacts, CompanyFacts


@dataclass(frozen=True)
class RewardCells:
    """A reward and how many years it was given before, as cells."""

    form: Term
    amount: Term
    public: Term
    years: Term


@dataclass(frozen=True)
class CategoryCells:
    """The inputs of one category, as cells.

    `required` is the share of the agreed hours that the reward asks for, `met_required` the share
    of pairings that met it so far, `completion` the share that met all agreed hours. `effects`
    holds for each line of the return the name of the number that is used and its cell.
    """

    name: str
    pairings: Term
    hours: Term
    months: Term
    reward: RewardCells
    when: Term
    paid: Term
    required: Term
    met_required: Term
    before: RewardCells
    completion: Term
    mentor_pay: Term
    mentee_pay: Term
    effects: Mapping[str, tuple[str, Term]]
    outside_rate: Term


@dataclass(frozen=True)
class CategoryRows:
    """Rows with a cell for each category; `cells` are the inputs by name."""

    sheet: Sheet
    plans: Sequence[CategoryPlan]
    titles: Sequence[str]
    cells: dict[str, list[Term]] = field(default_factory=dict)

    def heading(self, text: str) -> None:
        """Write the heading of a block."""
        unit = self.sheet.book.locale("Unit")
        self.sheet.heading_row(text, unit, *self.titles, figures=FIRST_COLUMN)

    def fixed(self, title: str, values: Sequence[float | str]) -> None:
        """Write a row of values that are not inputs."""
        self.sheet.write_text(0, title)
        for column, value in enumerate(values, FIRST_COLUMN):
            self.sheet.write_fixed(column, value)
        self.sheet.row += 1

    def numbers(
        self,
        key: str,
        title: str,
        unit: str,
        values: Sequence[float],
        number_format: str,
        *,
        low: float = 0,
        high: float | None = None,
    ) -> None:
        """Write a row of inputs between `low` and `high`."""
        self._name(title, unit)
        self.cells[key] = [
            self.sheet.write_input(column, value, number_format, low=low, high=high)
            for column, value in enumerate(values, FIRST_COLUMN)
        ]
        self.sheet.row += 1

    def choices(
        self, key: str, title: str, values: Sequence[str], labels: Mapping[str, str]
    ) -> None:
        """Write a row of inputs that take one of these labels; `values` are their keys."""
        _ = self.sheet.book.locale
        self._name(title, _("choose from the list"))
        texts = [_(label) for label in labels.values()]
        self.cells[key] = [
            self.sheet.write_input(column, _(labels[value]), choices=texts)
            for column, value in enumerate(values, FIRST_COLUMN)
        ]
        self.sheet.row += 1

    def yes_or_no(self, key: str, title: str, values: Sequence[bool]) -> None:
        """Write a row of inputs that are yes or no."""
        labels = {str(value): label for value, label in YES_NO.items()}
        self.choices(key, title, [str(value) for value in values], labels)

    def reward(self, index: int, suffix: str = "") -> RewardCells:
        """Return the cells of the reward of one category."""
        return RewardCells(
            form=self.cells[f"form{suffix}"][index],
            amount=self.cells[f"amount{suffix}"][index],
            public=self.cells[f"public{suffix}"][index],
            years=self.cells[f"years{suffix}"][index],
        )

    def category(self, index: int, effects: Mapping[str, tuple[str, Term]]) -> CategoryCells:
        """Return the cells of one category."""
        return CategoryCells(
            name=self.titles[index],
            pairings=self.cells["pairings"][index],
            hours=self.cells["hours"][index],
            months=self.cells["months"][index],
            reward=self.reward(index),
            when=self.cells["when"][index],
            paid=self.cells["paid"][index],
            required=self.cells["required"][index],
            met_required=self.cells["met_required"][index],
            before=self.reward(index, "_before"),
            completion=self.cells["completion"][index],
            mentor_pay=self.cells["mentor_pay"][index],
            mentee_pay=self.cells["mentee_pay"][index],
            effects=effects,
            outside_rate=self.cells["outside_rate"][index],
        )

    def _name(self, title: str, unit: str) -> None:
        self.sheet.write_text(0, title)
        self.sheet.write_text(1, unit, "small")


def write_category_section(
    sheet: Sheet,
    scenario: Scenario,
    facts: CompanyFacts,
    company: CompanyCells,
    workings: Workings,
    assumptions: Mapping[str, Term],
    names: Mapping[str, str],
) -> tuple[CategoryCells, ...]:
    """Write the categories side by side and return their cells.

    `assumptions` are the cells of the assumptions by name, `names` the categories as the reader
    calls them.
    """
    plans = scenario.categories
    rows = CategoryRows(sheet, plans, [names.get(plan.category, plan.category) for plan in plans])
    _write_plans(rows)
    sheet.row += 1
    _write_known(rows, [facts.for_category(plan.category) for plan in plans])
    _write_outside_rates(rows, facts, workings, assumptions)
    effects = _write_effects(rows, company, workings, assumptions)
    return tuple(rows.category(index, effects[plan.category]) for index, plan in enumerate(plans))


def _write_plans(rows: CategoryRows) -> None:
    _ = rows.sheet.book.locale
    plans = rows.plans
    rewards = [plan.reward for plan in plans]
    rows.heading(_("Planned"))
    rows.numbers(
        "pairings",
        _("Pairings started per year"),
        _("pairings"),
        [plan.pairings for plan in plans],
        "whole",
    )
    rows.numbers(
        "hours",
        _("Agreed hours"),
        _("hours per pairing"),
        [plan.hours for plan in plans],
        "number",
    )
    rows.numbers(
        "months",
        _("Duration"),
        _("months"),
        [plan.months for plan in plans],
        "whole",
        low=1,
        high=MOST_MONTHS,
    )
    rows.fixed(_("Source of the effect"), [_(EFFECT_SOURCES[plan.effect]) for plan in plans])
    rows.choices("form", _("Reward"), [reward.form for reward in rewards], REWARD_FORMS)
    rows.numbers(
        "amount",
        _("Amount per award"),
        _("euros, gross"),
        [reward.amount for reward in rewards],
        "cents",
    )
    rows.choices("when", _("When"), [reward.when for reward in rewards], REWARD_TIMES)
    rows.choices(
        "paid", _("How cash is paid"), [reward.paid for reward in rewards], PAYMENT_METHODS
    )
    rows.yes_or_no("public", _("Visible to others"), [reward.public for reward in rewards])
    rows.numbers(
        "years",
        _("Years given before the plan"),
        _("years"),
        [reward.years_before for reward in rewards],
        "whole",
    )
    rows.numbers(
        "required",
        _("Required share of the agreed hours"),
        _("0: no terms"),
        [_required_share(plan) for plan in plans],
        "share",
        high=1,
    )
    rows.fixed(
        _("Required check-ins with the programme lead"),
        [reward.least_checkins for reward in rewards],
    )


def _write_known(rows: CategoryRows, facts: Sequence[CategoryFacts]) -> None:
    _ = rows.sheet.book.locale
    yearly = _("euros a year")
    rows.heading(_("Known so far"))
    rows.numbers(
        "completion",
        _("Pairings that met their agreed hours"),
        _("share of ended pairings"),
        [category.completion for category in facts],
        "share",
        high=1,
    )
    rows.numbers(
        "met_required",
        _("Pairings that met the required share of hours"),
        _("share; change it together with the required share"),
        [_met_required(plan, category) for plan, category in zip(rows.plans, facts, strict=True)],
        "share",
        high=1,
    )
    rows.numbers(
        "mentor_pay",
        _("Full-time pay, mentors"),
        yearly,
        [category.mentor_pay for category in facts],
        "euro",
    )
    rows.numbers(
        "mentee_pay",
        _("Full-time pay, mentees"),
        yearly,
        [category.mentee_pay for category in facts],
        "euro",
    )
    rows.choices(
        "form_before",
        _("Reward so far"),
        [category.reward_form for category in facts],
        REWARD_FORMS,
    )
    rows.numbers(
        "amount_before",
        _("Amount so far"),
        _("euros, gross"),
        [category.reward_amount for category in facts],
        "cents",
    )
    rows.yes_or_no(
        "public_before",
        _("Visible to others so far"),
        [category.reward_public for category in facts],
    )
    rows.numbers(
        "years_before",
        _("Years given so far"),
        _("years"),
        [category.reward_years for category in facts],
        "whole",
    )


def _write_outside_rates(
    rows: CategoryRows, facts: CompanyFacts, workings: Workings, assumptions: Mapping[str, Term]
) -> None:
    """Write the external hourly rate: the category's own as an input, else the assumption."""
    _ = rows.sheet.book.locale
    sheet = rows.sheet
    own = {name for name, category in facts.categories.items() if category.outside_rate}
    sheet.write_text(0, _("External hourly rate"))
    sheet.write_text(1, _("euros an hour"), "small")
    rows.cells["outside_rate"] = [
        sheet.write_input(column, workings.numbers[f"outside_rate:{plan.category}"], "cents", low=0)
        if plan.category in own
        else sheet.write_formula(column, assumptions["outside_rate"], "cents")
        for column, plan in enumerate(rows.plans, FIRST_COLUMN)
    ]
    sheet.row += 1


def _write_effects(
    rows: CategoryRows,
    company: CompanyCells,
    workings: Workings,
    assumptions: Mapping[str, Term],
) -> dict[str, dict[str, tuple[str, Term]]]:
    """Write a row per effect and return, by category and line of the return, its number and cell.

    A measured effect is an input; one that is shared by the company or that is an assumption
    refers to that cell.
    """
    _ = rows.sheet.book.locale
    sheet = rows.sheet
    effects: dict[str, dict[str, tuple[str, Term]]] = {plan.category: {} for plan in rows.plans}
    columns = {plan.category: column for column, plan in enumerate(rows.plans, FIRST_COLUMN)}
    for line, measured in product(EFFECT_ROWS, (True, False)):
        title, unit, number_format = EFFECT_ROWS[line]
        parts = [
            part
            for part in workings.gains
            if part.name == line and (":" in part.number) == measured
        ]
        if not parts:
            continue
        sheet.write_text(0, _(title) if measured else _("{effect}, assumed", effect=_(title)))
        sheet.write_text(1, _(unit) if measured else _("as in the assumption"), "small")
        for part in parts:
            column = columns[part.category]
            shared = company.effects.get(part.number) or assumptions.get(part.number)
            if shared:
                cell = sheet.write_formula(column, shared, number_format)
            else:
                cell = sheet.write_input(column, workings.numbers[part.number], number_format)
            effects[part.category][line] = (part.number, cell)
        sheet.row += 1
    return effects


def _required_share(plan: CategoryPlan) -> float:
    """Return the share of the agreed hours that the reward asks for; 0 without terms."""
    if plan.reward.least_hours:
        return plan.reward.least_hours
    return 1.0 if plan.reward.when == "at_completion" else 0.0


def _met_required(plan: CategoryPlan, facts: CategoryFacts) -> float:
    """Return the share of pairings so far that met the required share of their hours."""
    required = _required_share(plan)
    return share_meeting(facts, required) if required else 1.0
