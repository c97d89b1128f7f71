"""A writer for the sheet of workings: steps that are constant, and steps with a cell per year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.exports.workbook.company_section import CompanyCells
from dashboard.exports.workbook.formula import Operand, Term, any_of, term
from dashboard.exports.workbook.response_section import ResponseTable
from dashboard.exports.workbook.sheets import Sheet
from dashboard.exports.workbook.tax_sheet import TaxCells
from dashboard.text.labels import PAYMENT_METHODS, REWARD_FORMS, REWARD_TIMES

CONSTANT_COLUMN = 2
FIRST_YEAR_COLUMN = 3


@dataclass(frozen=True)
class CashFlowRow:
    """One line of cost or return of a category, with a cell for each year.

    `category` is empty for a line of the whole programme. `kind` is a formula where it depends on
    the form of the reward.
    """

    name: str
    category: str
    side: str
    kind: str | Term
    years: tuple[Term, ...]


@dataclass(frozen=True)
class WorkingsWriter:
    """Writes the workings on `sheet`, step by step.

    `assumptions` are the cells of the assumptions by name, `tax` the rates of each year, and
    `responses` how mentors responded to offers so far (None where nothing was measured).
    """

    sheet: Sheet
    assumptions: Mapping[str, Term]
    tax: tuple[TaxCells, ...]
    company: CompanyCells
    responses: ResponseTable | None
    years: int
    conservative: bool

    def heading(self, text: str) -> None:
        """Write the heading of a block."""
        _ = self.sheet.book.locale
        self.sheet.row += 1
        self.sheet.heading_row(
            text,
            _("Unit"),
            _("Constant, or so far"),
            *(_("Year {n}", n=year + 1) for year in range(self.years)),
            figures=CONSTANT_COLUMN,
        )

    def constant(
        self, title: str, unit: str, operand: Operand, number_format: str = "number"
    ) -> Term:
        """Write a step that is the same in each year, and return its cell."""
        self._name(title, unit)
        cell = self.sheet.write_formula(CONSTANT_COLUMN, term(operand), number_format)
        self.sheet.row += 1
        return cell

    def yearly(
        self,
        title: str,
        unit: str,
        operand: Callable[[int], Operand],
        number_format: str = "number",
        role: str = "work",
    ) -> tuple[Term, ...]:
        """Write a step for each year and return its cells; years count from 0."""
        self._name(title, unit)
        cells = tuple(
            self.sheet.write_formula(
                FIRST_YEAR_COLUMN + year, term(operand(year)), number_format, role=role
            )
            for year in range(self.years)
        )
        self.sheet.row += 1
        return cells

    def cash_flow(self, title: str, operand: Callable[[int], Operand]) -> tuple[Term, ...]:
        """Write a line of cost or return in euros for each year, and return its cells."""
        euros = self.sheet.book.locale("euros")
        return self.yearly(title, euros, operand, "euro", "line")

    def steps(
        self,
        title: str,
        unit: str,
        operand: Callable[[int], Operand],
        number_format: str,
        *,
        constant: bool,
    ) -> Sequence[Term]:
        """Write a step for each year, or once as that of year 0 where it is constant."""
        if constant:
            return [self.constant(title, unit, operand(0), number_format)]
        return self.yearly(title, unit, operand, number_format)

    def is_any(self, cell: Term, *names: str) -> Term:
        """Return whether a cell holds one of these reward forms, payment methods or times."""
        _ = self.sheet.book.locale
        labels = {**REWARD_FORMS, **PAYMENT_METHODS, **REWARD_TIMES}
        matches = [cell.equals(_(labels[name])) for name in names]
        return any_of(*matches) if len(matches) > 1 else matches[0]

    def _name(self, title: str, unit: str) -> None:
        self.sheet.write_text(0, title)
        self.sheet.write_text(1, unit, "small")
