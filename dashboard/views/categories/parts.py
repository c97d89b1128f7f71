"""The parts of a problem along one dimension, the worst first, each a step further down."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import bold, plain
from dashboard.session.page_context import PageContext
from dashboard.text import priority_text
from dashboard.views.categories.place import Standing
from dashboard.views.categories.step_to import step_into
from metrics.i18n import Locale
from metrics.priorities import CUSTOMERS, Cell, Cube

MOST, WIDTHS = 8, [4, 2, 2, 2, 2]


def header(cube: Cube, first: str, _: Locale) -> list[str]:
    """The heads of the columns; `first` is that of the names."""
    money = (
        _("Margin lost per year") if cube.subject == CUSTOMERS else _("Replacement cost per year")
    )
    return [first, _("Number"), _("Leave per year"), _("Multiple of the rest"), money]


def show_parts(context: PageContext, here: Standing, dimension: str) -> list[list[object]]:
    """One dimension's table; all of its rows, also those not shown, for the download."""
    _, at = context.locale, here.cube.dimensions.index(dimension)
    title = _(priority_text.DIMENSIONS[dimension])
    for column, text in zip(st.columns(WIDTHS), header(here.cube, title, _), strict=True):
        column.markdown(bold(text))
    cells = here.cube.cells_below(here.place, dimension)
    names = [priority_text.dimension_value(dimension, cell.key[at] or "", _) for cell in cells]
    for cell, name in list(zip(cells, names, strict=True))[:MOST]:
        _row(here.cube, cell, name, f"step_{dimension}_{cell.key[at]}", _)
    if len(cells) > MOST:
        st.caption(
            plain(
                _(
                    "{n} more with lower rates; they are in the download.",
                    n=_.number(len(cells) - MOST),
                )
            )
        )
    return [[f"{title}: {name}", *_texts(cell, _)] for cell, name in zip(cells, names, strict=True)]


def _row(cube: Cube, cell: Cell, name: str, key: str, _: Locale) -> None:
    first, *others = st.columns(WIDTHS, vertical_alignment="center", gap="small")
    with first:
        step_into(cube, cell.key, name, ":material/subdirectory_arrow_right:", key=key, row=True)
    for column, text in zip(others, _texts(cell, _), strict=True):
        column.markdown(plain(text))


def _texts(cell: Cell, _: Locale) -> list[str]:
    marks = ("°" if cell.is_small else "") + (" !" if cell.is_significant else "")
    return [
        _.number(cell.counts.units),
        _.percent(cell.shrunk) + marks,
        "–" if cell.relative_rate is None else _.number(cell.relative_rate, 1),
        _("not known") if cell.counts.money is None else _.money_short(cell.counts.money),
    ]
