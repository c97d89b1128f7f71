"""The sheet of what is assumed: every number with where it comes from, its base an input."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.exports.workbook.formula import Term
from dashboard.exports.workbook.sheets import Sheet
from dashboard.text.labels import ASSUMPTION_OWNERS, SOURCE_TYPES
from metrics.value.assumptions import Assumption


def unit_shown(unit: str) -> str:
    """How a number of that unit is shown."""
    if unit.startswith("share"):
        return "share"
    return "cents" if unit.startswith("euros") else "number"


def write_assumptions(
    sheet: Sheet, assumptions: Mapping[str, Assumption], base: Mapping[str, float]
) -> dict[str, Term]:
    """All assumptions, a line each, and their cells by name; `base` are the numbers as they
    count.
    """
    _, found = sheet.book.locale, {}
    sheet.texts(_("Assumptions, not measured"), role="title")
    sheet.texts(
        _(
            "Marked cells are inputs: change one and the workbook recalculates. The page "
            "simulates between low and high; no formula here uses them."
        ),
        role="small",
    )
    sheet.row += 1
    sheet.texts(
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
    sheet.paper.freeze_panes(sheet.row, 1)
    for name, one in assumptions.items():
        shown = unit_shown(one.unit)
        sheet.text(0, _(one.meaning))
        sheet.plain(1, one.low, shown)
        found[name] = sheet.enter(2, base[name], shown, name=name, low=0)
        sheet.plain(3, one.high, shown)
        for column, text in enumerate(
            (
                _(one.unit),
                _(SOURCE_TYPES[one.grade]),
                _(one.source),
                _(ASSUMPTION_OWNERS[one.owner]),
            ),
            4,
        ):
            sheet.text(column, text)
        sheet.text(8, name, "small")
        sheet.row += 1
    return found


def write_counted(sheet: Sheet, assumptions: Mapping[str, Assumption], first: int) -> None:
    """Says of every assumption, the first in row `first`, whether a formula uses it; when all are
    written.
    """
    _ = sheet.book.locale
    for sheet.row, name in enumerate(assumptions, first):
        sheet.text(9, _("yes") if name in sheet.book.words_used else _("no"))
