"""From broad to narrow: where somebody stands on the path, the step to where it is worst, and all other steps."""

from __future__ import annotations

import streamlit as st

from dashboard import problems
from dashboard.pieces import download
from dashboard.texts import bold, plain
from dashboard.views.step_to import step_to
from dashboard.visit import Visit
from metrics.decide.drill import CUSTOMERS, DIMENSIONS, SUBJECTS, Cell, Cube, Place, narrowest
from metrics.words import Words

MOST, WIDTHS = 8, [4, 2, 2, 2, 2]
STEPS = tuple(dict.fromkeys(name for subject in SUBJECTS for name in DIMENSIONS[subject]))


def show_narrower(visit: Visit, cube: Cube, base: Place, place: Place) -> None:
    """The path, the narrow problem, and one table per dimension that is still open."""
    _ = visit.words
    _path(visit, cube, base, place)
    _worst(visit, cube, place)
    rows = []
    for dimension in cube.left(place):
        rows += _steps(visit, cube, place, dimension)
    if rows:
        st.caption(plain(_(
            "Over the last two years of the data. The rate is drawn towards those alike, the more so the fewer there "
            "are; ° marks a figure that is borrowed for more than half, ! one that surely stands out. Groups of fewer "
            "than ten are left out.")))
        download(visit, "problem", _header(cube, _("Part"), _), rows)


def _step(cube: Cube, label: str, place: Place, icon: str, *, key: str, row: bool = False) -> None:
    query = dict.fromkeys(STEPS, "") | {name: value or "" for name, value in zip(cube.dimensions, place, strict=True)}
    step_to(label, icon, key=key, row=row, about=cube.subject, **query)


def _path(visit: Visit, cube: Cube, base: Place, place: Place) -> None:
    """The steps taken, each with a link that takes it back."""
    _ = visit.words
    taken = [at for at, value in enumerate(place) if value != base[at]]
    if not taken:
        return
    with st.container(horizontal=True):
        for at in taken:
            name = cube.dimensions[at]
            label = f"{_(problems.DIMENSIONS[name])}: {problems.value_name(name, place[at] or '', _)}"
            _step(cube, label, (*place[:at], base[at], *place[at + 1:]), ":material/close:", key=f"without_{name}")


def _worst(visit: Visit, cube: Cube, place: Place) -> None:
    """The sentence in which the path ends by itself, and the way there."""
    _ = visit.words
    end = narrowest(cube, place)
    st.subheader(plain(_("From broad to narrow")), anchor=False)
    if end == place:
        st.markdown(plain(_("Within this, nobody surely leaves more than the others.")))
        return
    st.markdown(plain(_("It is narrowest here: {problem}.", problem=problems.problem(cube, cube.cell(end), _))))
    _step(cube, _("Go to the narrow problem"), end, ":material/filter_alt:", key="narrowest")


def _header(cube: Cube, first: str, _: Words) -> list[str]:
    units = _("Customers") if cube.subject == CUSTOMERS else _("People")
    money = _("Margin a year") if cube.subject == CUSTOMERS else _("To replace, a year")
    return [first, units, _("Leave a year"), _("Times the rest"), money]


def _steps(visit: Visit, cube: Cube, place: Place, dimension: str) -> list[list[object]]:
    """One dimension's table, the worst first, each row a step; its rows for the download."""
    _ = visit.words
    at = cube.dimensions.index(dimension)
    cells = cube.below(place, dimension)
    title = _(problems.DIMENSIONS[dimension])
    for column, text in zip(st.columns(WIDTHS), _header(cube, title, _), strict=True):
        column.markdown(bold(text))
    rows = []
    for cell in cells:
        texts = _texts(cell, _)
        if len(rows) < MOST:
            first, *others = st.columns(WIDTHS, vertical_alignment="center", gap="small")
            with first:
                _step(cube, problems.value_name(dimension, cell.place[at] or "", _), cell.place,
                      ":material/subdirectory_arrow_right:", key=f"step_{dimension}_{cell.place[at]}", row=True)
            for column, text in zip(others, texts, strict=True):
                column.markdown(plain(text))
        rows.append([f"{title}: {problems.value_name(dimension, cell.place[at] or '', _)}", *texts])
    if len(cells) > MOST:
        st.caption(plain(_("And {n} more that leave less; they are in the download.", n=_.number(len(cells) - MOST))))
    return rows


def _texts(cell: Cell, _: Words) -> list[str]:
    marks = ("°" if cell.small else "") + (" !" if cell.stands_out else "")
    return [_.number(cell.counts.units), _.percent(cell.shrunk) + marks,
            "–" if cell.times is None else _.number(cell.times, 1),
            _("not known") if cell.counts.money is None else _.money_short(cell.counts.money)]
