"""One category: from the broad problem to the narrow one, step by step, and its case."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.components import show_download
from dashboard.markdown import bold, plain
from dashboard.session.page_context import PageContext
from dashboard.text import priority_text
from dashboard.views.categories.case_table import show_case
from dashboard.views.categories.drilldown_state import (
    NOWHERE,
    Standing,
    standing,
    step_into,
    step_to,
    steps_to,
)
from metrics.company import CategoryEvidence
from metrics.i18n import N_, Locale
from metrics.priorities import (
    CUSTOMERS,
    GROUP,
    PEOPLE,
    Category,
    Cell,
    Cube,
    category_cells,
    narrowest_cell,
)

TOO_FEW = N_(
    "Not shown to protect privacy: this selection would reveal data about fewer than ten people."
)
NOBODY_HERE = N_("There are no customers or people in this selection.")


def show_category(context: PageContext, of: CategoryEvidence, one: Category) -> None:
    """Show the page of one category."""
    _ = context.locale
    name = one.name(context.locale.language)
    _around(context, of, one)
    here = standing(of, one)
    cell = here.cell if here else None
    title = name
    if here and cell:
        title = f"{name}: {priority_text.problem_sentence(here.cube, cell, _)}"
    context.head.title(plain(title), anchor=False)
    left, right = st.columns([6, 5], gap="large")
    with left:
        if here is None or cell is None:
            _nothing(context, of, one, here)
        elif here.cube.subject == GROUP:
            show_group(context, cell)
        else:
            show_narrower(context, here)
    with right:
        broad = of.tree.path(one.code)[0].code
        for case in queries.business_cases(context.company, {}):
            if case.category.code == broad:
                show_case(
                    context,
                    case,
                    part=broad != one.code or bool(here and here.place != here.base),
                )


def _around(context: PageContext, of: CategoryEvidence, one: Category) -> None:
    """Show the links to all categories, to the broader ones, and to those below."""
    _ = context.locale
    with st.container(horizontal=True):
        step_to(
            _("All categories"),
            ":material/arrow_back:",
            key="to_all",
            changes={"category": ""} | NOWHERE,
        )
        for above in of.tree.path(one.code)[:-1]:
            step_to(
                above.name(_.language),
                ":material/arrow_upward:",
                key=f"to_{above.code}",
                changes=NOWHERE | {"category": above.code},
            )
        steps_to(
            {part.code: part.name(_.language) for part in of.tree.children(one.code)},
            NOWHERE,
        )


def _nothing(
    context: PageContext, of: CategoryEvidence, one: Category, here: Standing | None
) -> None:
    """Say why nothing can be counted, and offer what can be looked at instead."""
    _ = context.locale
    cells = [(here.cube.subject, here.place)] if here else category_cells(one, of.tree)
    if not of.evidence.hidden_cells.isdisjoint(cells):
        says = _(TOO_FEW)
    elif here is None:
        says = _(
            "Nothing can be counted for this category yet. Add its customers (segment, "
            "product) or its department to the categories table."
        )
    elif here.cube.cells:
        says = _(NOBODY_HERE)
    else:
        says = _("Load customers or staff to see where more of them leave than elsewhere.")
    st.info(plain(says), icon=":material/info:")
    with st.container(horizontal=True):
        for subject, label in (
            ("customers", _("Show all customers")),
            ("people", _("Show all people")),
        ):
            step_to(
                label,
                ":material/search:",
                key=f"about_{subject}",
                changes=NOWHERE | {"about": subject},
            )


BASIS = N_(
    "Based on {people} people over the last two years of the data, each counted for the months "
    "spent in the group. The group's own rate is {own} per year. The rate above is adjusted "
    "towards that of everyone else ({rest}), because a small group may have had bad luck. It "
    "lies between {low} and {high}."
)
NOT_MORE_OFTEN = N_(
    "People in this group do not leave significantly more often than everyone else. Chance "
    "alone can explain the difference."
)


def show_group(context: PageContext, cell: Cell) -> None:
    """Show whether a goal group leaves more often than everyone else, and how that was counted."""
    _ = context.locale
    st.subheader(plain(_("The group compared with everyone else")), anchor=False)
    if cell.is_significant:
        st.markdown(
            plain(_("People in this group leave significantly more often than everyone else."))
        )
    else:
        st.markdown(plain(_(NOT_MORE_OFTEN)))
    st.caption(
        plain(
            _(
                BASIS,
                people=_.number(cell.counts.people),
                own=_.percent(cell.rate),
                rest=_.percent(cell.rest_rate or 0.0),
                low=_.percent(cell.low),
                high=_.percent(cell.high),
            )
        )
    )
    step_to(
        _("Show all people"),
        ":material/search:",
        key="about_people",
        changes=NOWHERE | {"about": PEOPLE},
    )


def show_narrower(context: PageContext, here: Standing) -> None:
    """Show the path so far, the narrowest problem, and one table per dimension left."""
    _ = context.locale
    _path(context, here)
    _worst(context, here)
    rows = []
    for dimension in here.cube.open_dimensions(here.place):
        rows += show_parts(context, here, dimension)
    if rows:
        st.caption(
            plain(
                _(
                    "Over the last two years of the data. To limit the effect of chance, "
                    "each rate is adjusted towards the average of comparable groups; smaller "
                    "groups are adjusted more. ° means that the average makes up more than "
                    "half of the rate; ! means that the rate differs significantly. Groups "
                    "of fewer than ten are left out."
                )
            )
        )
        show_download(context, "problem", header(here.cube, _("Part"), _), rows)


def _path(context: PageContext, here: Standing) -> None:
    """Show the steps taken, each with a button that takes it back."""
    _ = context.locale
    cube = here.cube
    base = here.base
    place = here.place
    taken = [at for at, value in enumerate(place) if value != base[at]]
    if not taken:
        return
    with st.container(horizontal=True):
        for at in taken:
            name = cube.dimensions[at]
            value = priority_text.dimension_value(name, place[at] or "", _)
            label = f"{_(priority_text.DIMENSIONS[name])}: {value}"
            step_into(
                cube,
                (*place[:at], base[at], *place[at + 1 :]),
                label,
                ":material/close:",
                key=f"without_{name}",
            )


def _worst(context: PageContext, here: Standing) -> None:
    """Show the sentence that names the narrowest problem, and the button that goes there."""
    _ = context.locale
    cube = here.cube
    end = narrowest_cell(cube, here.place)
    st.subheader(plain(_("From broad to narrow")), anchor=False)
    if end == here.place:
        st.markdown(
            plain(_("No part within this selection loses significantly more than elsewhere."))
        )
        return
    if cell := cube.cell(end):
        problem = priority_text.problem_sentence(cube, cell, _)
        st.markdown(plain(_("The narrowest problem: {problem}.", problem=problem)))
    step_into(cube, end, _("Go to the narrowest problem"), ":material/filter_alt:", key="narrowest")


MOST = 8
WIDTHS = [4, 2, 2, 2, 2]


def header(cube: Cube, first: str, _: Locale) -> list[str]:
    """Return the column headers; `first` is that of the names."""
    money = (
        _("Margin lost per year") if cube.subject == CUSTOMERS else _("Replacement cost per year")
    )
    return [first, _("Number"), _("Leave per year"), _("Multiple of the rest"), money]


def show_parts(context: PageContext, here: Standing, dimension: str) -> list[list[object]]:
    """One dimension's table; all of its rows, also those not shown, for the download."""
    _ = context.locale
    at = here.cube.dimensions.index(dimension)
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
