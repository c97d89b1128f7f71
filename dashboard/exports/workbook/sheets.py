"""Sheets to write on: texts that never run, marked inputs, formulas with their present value."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from dashboard.exports.workbook.formula import Term, Value
from metrics.i18n import Locale

EURO_FORMATS = {
    "nl": "[$€-413] #,##0{0};[Red][$€-413] -#,##0{0}",
    "en": "[$€-809]#,##0{0};[Red]-[$€-809]#,##0{0}",
}
NUMBER_FORMATS = {
    "share": "0.0#%",
    "share4": "0.00##%",
    "factor": "0.000",
    "exact": "0.000000",
    "number": "#,##0.0##",
    "whole": "#,##0",
    "general": "General",
}
CellFormat = dict[str, str | int | bool]
ROLES: dict[str, CellFormat] = {
    "text": {"text_wrap": True, "valign": "top", "indent": 1},
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "top"},
    "figures": {
        "bold": True,
        "bg_color": "#DCE6F1",
        "text_wrap": True,
        "valign": "top",
        "align": "right",
    },
    "small": {"font_color": "#595959", "valign": "top"},
    "input": {
        "bg_color": "#FFF6CC",
        "font_color": "#1F3FBF",
        "border": 1,
        "border_color": "#C9B458",
        "valign": "top",
        "align": "right",
    },
    "plain": {"font_color": "#595959", "align": "right", "valign": "top"},
    "work": {"valign": "top"},
    "line": {"bold": True, "text_wrap": True, "valign": "top"},
    "total": {"bold": True, "top": 1},
}
LONGEST_TEXT = 32_767  # characters of a cell
LONGEST_NAME = 31  # characters of a sheet's name
LINE_HEIGHT = 15  # points
BOLD_WIDTH = 1.15  # of a bold character, in normal ones
LAST_COLUMN = 255
A4 = 9  # xlsxwriter's number of the paper


class Book:
    """A workbook in memory; `names_used` are all names that occur in its formulas."""

    def __init__(self, _: Locale) -> None:
        self.locale = _
        self.names_used: set[str] = set()
        self._file = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(
            self._file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._formats: dict[tuple[str, str], xlsxwriter.format.Format] = {}
        self._sheets: list[Sheet] = []
        self._lists: dict[tuple[str, ...], str] = {}

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """Return a new sheet with columns of these widths; the last is that of all further ones.

        A spreadsheet allows 31 characters for the name of a sheet.
        """
        self._sheets.append(Sheet(self, name[:LONGEST_NAME].replace("'", "’"), widths))
        return self._sheets[-1]

    def close(self) -> bytes:
        """Return the file."""
        for sheet in self._sheets:
            sheet.fit_rows()
        hidden = self.workbook.add_worksheet(self._lists_name)
        hidden.hide()
        for column, texts in enumerate(self._lists):
            hidden.write_column(0, column, texts)
        self.workbook.close()
        return self._file.getvalue()

    def choices(self, texts: Sequence[str]) -> str:
        """Return the range of a hidden sheet that lists these texts, which may hold commas."""
        cells = xl_range_abs(0, len(self._lists), len(texts) - 1, len(self._lists))
        return self._lists.setdefault(tuple(texts), f"='{self._lists_name}'!{cells}")

    def cell_format(self, role: str, number_format: str = "general") -> xlsxwriter.format.Format:
        """Return how a cell looks: one of ROLES, and one of NUMBER_FORMATS, "euro" or "cents"."""
        key = (role, number_format)
        if key not in self._formats:
            if number_format in ("euro", "cents"):
                decimals = "" if number_format == "euro" else ".00"
                code = EURO_FORMATS[self.locale.language].format(decimals)
            else:
                code = NUMBER_FORMATS[number_format]
            self._formats[key] = self.workbook.add_format({**ROLES[role], "num_format": code})
        return self._formats[key]

    @property
    def _lists_name(self) -> str:
        return self.locale("Lists")[:LONGEST_NAME]


class Sheet:
    """One sheet. `row` is where the next line goes; whatever writes a line moves it on."""

    def __init__(self, book: Book, name: str, widths: Sequence[float]) -> None:
        self.book = book
        self.name = name
        self.row = 0
        self._widths = widths
        self._lines: dict[int, int] = {}
        self.worksheet = book.workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            last = column if column + 1 < len(widths) else LAST_COLUMN
            self.worksheet.set_column(column, last, width)
        self.worksheet.hide_gridlines(2)
        self.worksheet.set_landscape()
        self.worksheet.fit_to_pages(1, 0)
        self.worksheet.set_paper(A4)

    def write_text(self, column: int, text: str, role: str = "text") -> None:
        """Write a text as it is, even where it starts like a formula."""
        text = text[:LONGEST_TEXT]
        self.worksheet.write_string(self.row, column, text, self.book.cell_format(role))
        if ROLES[role].get("text_wrap"):
            width = self._widths[min(column, len(self._widths) - 1)]
            if ROLES[role].get("bold"):
                width /= BOLD_WIDTH
            lines = math.ceil(len(text) / width)
            self._lines[self.row] = max(self._lines.get(self.row, 1), lines)

    def text_row(self, *texts: str, role: str = "text") -> None:
        """Write a row of texts from the first column on."""
        for column, text in enumerate(texts):
            self.write_text(column, text, role)
        self.row += 1

    def heading_row(self, *texts: str, figures: int) -> None:
        """Write the heading of a table; `figures` is its first column of figures."""
        for column, text in enumerate(texts):
            self.write_text(column, text, "heading" if column < figures else "figures")
        self.row += 1

    def fit_rows(self) -> None:
        """Make rows as high as their longest text needs; not every program does that by itself."""
        for row, lines in self._lines.items():
            if lines > 1:
                self.worksheet.set_row(row, LINE_HEIGHT * lines)

    def write_fixed(self, column: int, value: Value | None, number_format: str = "general") -> None:
        """Write a value that is neither an input nor a formula; nothing for None."""
        if isinstance(value, str):
            self.write_text(column, value, "plain")
        elif value is not None:
            cell_format = self.book.cell_format("plain", number_format)
            self.worksheet.write_number(self.row, column, value, cell_format)

    def write_input(
        self,
        column: int,
        value: Value,
        number_format: str = "general",
        *,
        name: str = "",
        choices: Sequence[str] = (),
        low: float | None = None,
        high: float | None = None,
    ) -> Term:
        """Write an input, marked as one, and return it for formulas, in which it is called `name`.

        It accepts one of `choices`, or a number between `low` and `high`.
        """
        cell_format = self.book.cell_format("input", number_format)
        if isinstance(value, str):
            self.worksheet.write_string(self.row, column, value, cell_format)
        else:
            self.worksheet.write_number(self.row, column, value, cell_format)
        if choices:
            self._validate(column, {"validate": "list", "source": self.book.choices(choices)})
        elif high is not None:
            self._validate(
                column,
                {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high},
            )
        elif low is not None:
            self._validate(column, {"validate": "decimal", "criteria": ">=", "value": low})
        return self._cell(column, value, name)

    def write_formula(
        self,
        column: int,
        formula: Term,
        number_format: str = "number",
        *,
        role: str = "work",
        name: str = "",
    ) -> Term:
        """Write a formula with its present value, and return its cell for other formulas."""
        text = formula.text.replace(f"'{self.name}'!", "")
        self.book.names_used.update(re.findall(r"\w+", re.sub(r'"[^"]*"', "", text)))
        error = isinstance(formula.value, float) and math.isnan(formula.value)
        cell_format = self.book.cell_format(role, number_format)
        value = "#N/A" if error else formula.value
        self.worksheet.write_formula(self.row, column, f"={text}", cell_format, value)
        return self._cell(column, formula.value, name)

    def _validate(self, column: int, rule: dict[str, str | float | None]) -> None:
        self.worksheet.data_validation(self.row, column, self.row, column, rule)

    def _cell(self, column: int, value: Value, name: str) -> Term:
        """Return the cell of this row as a term, and define its name where it has one."""
        cell = xl_rowcol_to_cell(self.row, column, row_abs=True, col_abs=True)
        place = f"'{self.name}'!{cell}"
        if name:
            self.book.workbook.define_name(name, f"={place}")
        return Term(name or place, value)
