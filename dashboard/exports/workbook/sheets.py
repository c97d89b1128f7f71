"""Sheets to write on: texts that never run, inputs that are marked, formulas with the value they
have now.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from dashboard.exports.workbook.formula import Term, Value
from metrics.i18n import Locale

EURO = {
    "nl": "[$€-413] #,##0{0};[Red][$€-413] -#,##0{0}",
    "en": "[$€-809]#,##0{0};[Red]-[$€-809]#,##0{0}",
}
NUMBERS = {
    "share": "0.0#%",
    "share4": "0.00##%",
    "factor": "0.000",
    "exact": "0.000000",
    "number": "#,##0.0##",
    "whole": "#,##0",
    "general": "General",
}
ROLES = {
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
LONGEST, LONGEST_NAME, LINE = (
    32_767,
    31,
    15,
)  # characters of a cell and of a sheet's name; height of a line of text


class Book:
    """A workbook in memory; `words_used` are all words of its formulas."""

    def __init__(self, _: Locale) -> None:
        self._file, self._formats, self.locale = io.BytesIO(), {}, _
        self.workbook = xlsxwriter.Workbook(
            self._file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.words_used: set[str] = set()
        self._sheets: list[Sheet] = []
        self._lists: dict[tuple[str, ...], str] = {}

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """A new sheet with columns of those widths, the last one for all further ones."""
        self._sheets.append(Sheet(self, name[:LONGEST_NAME].replace("'", "’"), widths))
        return self._sheets[-1]

    def close(self) -> bytes:
        """The file."""
        for sheet in self._sheets:
            sheet.fit_rows()
        hidden = self.workbook.add_worksheet(self.locale("Lists"))
        hidden.hide()
        for column, texts in enumerate(self._lists):
            hidden.write_column(0, column, texts)
        self.workbook.close()
        return self._file.getvalue()

    def choices(self, of: Sequence[str]) -> str:
        """Where these texts stand as a list to choose from; a text may have commas in it."""
        place = xl_range_abs(0, len(self._lists), len(of) - 1, len(self._lists))
        return self._lists.setdefault(tuple(of), f"='{self.locale('Lists')}'!{place}")

    def style(self, role: str, shown: str = "general") -> xlsxwriter.format.Format:
        """How a cell looks: what it is, and how its number is shown (one of NUMBERS, "euro" or
        "cents").
        """
        if (role, shown) not in self._formats:
            euro = EURO[self.locale.language].format("" if shown == "euro" else ".00")
            self._formats[role, shown] = self.workbook.add_format(
                {
                    **ROLES[role],
                    "num_format": euro if shown in ("euro", "cents") else NUMBERS[shown],
                }
            )
        return self._formats[role, shown]


class Sheet:
    """One sheet. `row` is where the next line goes; who writes a line moves it on."""

    def __init__(self, book: Book, name: str, widths: Sequence[float]) -> None:
        self.book, self.name, self.row = book, name, 0
        self._widths, self._lines = widths, {}
        self.paper = book.workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            self.paper.set_column(column, column if column + 1 < len(widths) else 255, width)
        self.paper.hide_gridlines(2)
        self.paper.set_landscape()
        self.paper.fit_to_pages(1, 0)
        self.paper.set_paper(9)

    def text(self, column: int, text: str, role: str = "text") -> None:
        """A text as it is, also where it begins like a formula."""
        text = str(text)[:LONGEST]
        self.paper.write_string(self.row, column, text, self.book.style(role))
        if ROLES[role].get("text_wrap"):
            width = self._widths[min(column, len(self._widths) - 1)] / (
                1.15 if ROLES[role].get("bold") else 1.0
            )
            self._lines[self.row] = max(self._lines.get(self.row, 1), math.ceil(len(text) / width))

    def texts(self, *texts: str, role: str = "text") -> None:
        """A line of texts from the first column on."""
        for column, text in enumerate(texts):
            self.text(column, text, role)
        self.row += 1

    def heading(self, *texts: str, figures: int) -> None:
        """The heading of a table, in which figures begin in that column."""
        for column, text in enumerate(texts):
            self.text(column, text, "heading" if column < figures else "figures")
        self.row += 1

    def fit_rows(self) -> None:
        """Makes rows as high as their longest text needs; not every program does that by itself."""
        for row, lines in self._lines.items():
            if lines > 1:
                self.paper.set_row(row, LINE * lines)

    def plain(self, column: int, value: Value | None, shown: str = "general") -> None:
        """A value that is no input and that no formula works out; nothing for None."""
        if isinstance(value, str):
            self.text(column, value, "plain")
        elif value is not None:
            self.paper.write_number(self.row, column, value, self.book.style("plain", shown))

    def enter(
        self,
        column: int,
        value: Value,
        shown: str = "general",
        *,
        name: str = "",
        choices: Sequence[str] = (),
        low: float | None = None,
        high: float | None = None,
    ) -> Term:
        """An input: marked, and to be called `name` in formulas. It takes one of `choices`, or what
        is between `low` and `high`.
        """
        style = self.book.style("input", shown)
        if isinstance(value, str):
            self.paper.write_string(self.row, column, value, style)
        else:
            self.paper.write_number(self.row, column, value, style)
        if choices:
            self._allow(column, {"validate": "list", "source": self.book.choices(choices)})
        elif high is not None:
            self._allow(
                column,
                {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high},
            )
        elif low is not None:
            self._allow(column, {"validate": "decimal", "criteria": ">=", "value": low})
        return self._called(column, value, name)

    def work(
        self, column: int, of: Term, shown: str = "number", *, role: str = "work", name: str = ""
    ) -> Term:
        """A formula, with the value it has now."""
        own = of.text.replace(f"'{self.name}'!", "")
        self.book.words_used.update(re.findall(r"\w+", re.sub(r'"[^"]*"', "", own)))
        value = "#N/A" if isinstance(of.value, float) and math.isnan(of.value) else of.value
        self.paper.write_formula(self.row, column, f"={own}", self.book.style(role, shown), value)
        return self._called(column, of.value, name)

    def _allow(self, column: int, rule: dict[str, object]) -> None:
        self.paper.data_validation(self.row, column, self.row, column, rule)

    def _called(self, column: int, value: Value, name: str) -> Term:
        place = f"'{self.name}'!{xl_rowcol_to_cell(self.row, column, row_abs=True, col_abs=True)}"
        if name:
            self.book.workbook.define_name(name, f"={place}")
        return Term(name or place, value)
