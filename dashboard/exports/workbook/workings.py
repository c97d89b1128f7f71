"""A step of the workings: a name, a unit, and a formula that is the same each year or one for each
year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.exports.workbook.company_section import Company
from dashboard.exports.workbook.formula import Part, Term, either, term
from dashboard.exports.workbook.response_section import Offers
from dashboard.exports.workbook.sheets import Sheet
from dashboard.exports.workbook.tax_sheet import Tax
from dashboard.text.labels import PAYMENT_METHODS, REWARD_FORMS, REWARD_TIMES

FIXED, FIRST = 2, 3  # the column of what is the same each year, and that of the first year


@dataclass(frozen=True)
class Line:
    """One line of money of a category (none: all), a cell for each year; `kind` may depend on the
    form of a reward.
    """

    name: str
    category: str
    side: str
    kind: Part
    years: tuple[Term, ...]


@dataclass(frozen=True)
class Steps:
    """Writes the steps on `sheet`; `of` are the assumptions' cells by name, `tax` the rates of each
    year, `offers` what mentors answered so far.
    """

    sheet: Sheet
    of: Mapping[str, Term]
    tax: tuple[Tax, ...]
    company: Company
    offers: Offers | None
    years: int
    conservative: bool

    def heading(self, text: str) -> None:
        """A new block."""
        _ = self.sheet.book.locale
        self.sheet.row += 1
        self.sheet.heading(
            text,
            _("Unit"),
            _("Constant, or so far"),
            *(_("Year {n}", n=year + 1) for year in range(self.years)),
            figures=FIXED,
        )

    def one(self, name: str, unit: str, of: Part, shown: str = "number") -> Term:
        """A step that is the same in each year."""
        self._name(name, unit)
        found = self.sheet.work(FIXED, term(of), shown)
        self.sheet.row += 1
        return found

    def yearly(
        self,
        name: str,
        unit: str,
        of: Callable[[int], Part],
        shown: str = "number",
        role: str = "work",
    ) -> tuple[Term, ...]:
        """A step for each year, counted from 0."""
        self._name(name, unit)
        found = tuple(
            self.sheet.work(FIRST + year, term(of(year)), shown, role=role)
            for year in range(self.years)
        )
        self.sheet.row += 1
        return found

    def each(
        self, name: str, unit: str, of: Callable[[int], Part], shown: str, *, fixed: bool
    ) -> Sequence[Term]:
        """A step for each year, or the one of year 0 where it is fixed."""
        return [self.one(name, unit, of(0), shown)] if fixed else self.yearly(name, unit, of, shown)

    def _name(self, name: str, unit: str) -> None:
        self.sheet.text(0, name)
        self.sheet.text(1, unit, "small")

    def is_(self, cell: Term, *names: str) -> Term:
        """Whether the cell holds one of these forms, ways to pay, or times."""
        _, labels = self.sheet.book.locale, {**REWARD_FORMS, **PAYMENT_METHODS, **REWARD_TIMES}
        same = [cell.same(_(labels[name])) for name in names]
        return either(*same) if len(same) > 1 else same[0]
