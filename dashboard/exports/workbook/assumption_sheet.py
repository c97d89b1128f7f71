"""The sheet of assumptions: every number with its source, and its base as an input."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.exports.workbook.formula import Term
from dashboard.exports.workbook.sheets import Sheet
from dashboard.text.labels import ASSUMPTION_OWNERS, SOURCE_TYPES
from metrics.value import Assumption

BASE_COLUMN = 2
USED_COLUMN = 9


def write_assumption_sheet(
    sheet: Sheet, assumptions: Mapping[str, Assumption], base: Mapping[str, float]
) -> dict[str, Term]:
    """Write all assumptions, one per row, and return their cells by name.

    `base` holds the value of each assumption that this plan uses.
    """
    _ = sheet.book.locale
    sheet.text_row(_("Assumptions, not measured"), role="title")
    sheet.text_row(
        _(
            "Marked cells are inputs: change one and the workbook recalculates. The page "
            "simulates between low and high; no formula here uses them."
        ),
        role="small",
    )
    sheet.row += 1
    sheet.text_row(
        _("Assumption"),
        _("Low"),
        _("Base"),
        _("High"),
        _("Unit"),
        _("Source type"),
        _("Source"),
        _("Owner"),
        _("Name in formulas"),
        _("Used in this workbook"),
        role="heading",
    )
    sheet.worksheet.freeze_panes(sheet.row, 1)
    cells: dict[str, Term] = {}
    for name, assumption in assumptions.items():
        number_format = _number_format(assumption.unit)
        sheet.write_text(0, _(assumption.meaning))
        sheet.write_fixed(1, assumption.low, number_format)
        cells[name] = sheet.write_input(BASE_COLUMN, base[name], number_format, name=name, low=0)
        sheet.write_fixed(3, assumption.high, number_format)
        sheet.write_text(4, _(assumption.unit))
        sheet.write_text(5, _(SOURCE_TYPES[assumption.grade]))
        sheet.write_text(6, _(assumption.source))
        sheet.write_text(7, _(ASSUMPTION_OWNERS[assumption.owner]))
        sheet.write_text(8, name, "small")
        sheet.row += 1
    return cells


def mark_used_assumptions(
    sheet: Sheet, assumptions: Mapping[str, Assumption], first_row: int
) -> None:
    """Write for each assumption whether a formula uses it; call it after the last formula.

    `first_row` is the row of the first assumption.
    """
    _ = sheet.book.locale
    for row, name in enumerate(assumptions, first_row):
        sheet.row = row
        used = name in sheet.book.names_used
        sheet.write_text(USED_COLUMN, _("yes") if used else _("no"))


def _number_format(unit: str) -> str:
    """Return how a number with this unit is shown."""
    if unit.startswith("share"):
        return "share"
    return "cents" if unit.startswith("euros") else "number"
