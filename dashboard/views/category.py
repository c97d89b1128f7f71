"""One category: from the broad problem to the narrow one, step by step in the URL, and beside it the case."""

from __future__ import annotations

import streamlit as st

from dashboard import problems
from dashboard.earned import Categories, cases_of
from dashboard.texts import plain
from dashboard.views.category_case import show_case
from dashboard.views.narrower import STEPS, show_narrower
from dashboard.views.step_to import step_to, steps_to
from dashboard.visit import Visit
from metrics.decide.case import about_what
from metrics.decide.drill import DIMENSIONS, SUBJECTS, Cube, Place
from metrics.decide.tree import Category

NOWHERE = dict.fromkeys((*STEPS, "about"), "")


def show_category(visit: Visit, of: Categories, one: Category) -> None:
    """The page of one category."""
    _, name = visit.words, one.name(visit.words.language)
    _around(visit, of, one)
    cube, base, place = _asked(of, one)
    cell = cube.cell(place) if cube else None
    title = f"{name}: {problems.problem(cube, cell, _)}" if cell else name
    visit.head.title(plain(title), anchor=False)
    left, right = st.columns([6, 5], gap="large")
    with left:
        if cell:
            show_narrower(visit, cube, base, place)
        else:
            _nothing(visit, cube)
    with right:
        broad = of.tree.path(one.category)[0].category
        found = {case.category.category: case for case in cases_of(of, {})}
        if broad in found:
            show_case(visit, found[broad])


def _asked(of: Categories, one: Category) -> tuple[Cube | None, Place, Place]:
    """What is looked at: the cells of customers or people, where the category begins, and the place in the URL."""
    about, query = about_what(one, of.tree), st.query_params
    asked = query.get("about")
    subject = asked if asked in SUBJECTS else about[0][0] if about else ""
    if not subject:
        return None, (), ()
    cube = of.inside.inside.cubes[subject]
    own = [place for what, place in about if what == subject]
    base = own[0] if len(own) == 1 and cube.cell(own[0]) else cube.top
    steps = cube.place({name: query.get(name, "") for name in DIMENSIONS[subject]})
    place = tuple(wanted or given for wanted, given in zip(steps, base, strict=True))
    return cube, base, place


def _around(visit: Visit, of: Categories, one: Category) -> None:
    """The way back to all categories and to the broader ones, and on to those below."""
    _ = visit.words
    with st.container(horizontal=True):
        step_to(_("All categories"), ":material/arrow_back:", key="to_all", category="", **NOWHERE)
        for above in of.tree.path(one.category)[:-1]:
            step_to(above.name(_.language), ":material/arrow_upward:", key=f"to_{above.category}",
                    category=above.category, **NOWHERE)
        steps_to({part.category: part.name(_.language) for part in of.tree.below(one.category)}, **NOWHERE)


def _nothing(visit: Visit, cube: Cube | None) -> None:
    """Why nothing can be counted, and what can be looked at instead."""
    _ = visit.words
    if cube is None:
        says = _("What it is about cannot be counted: name its customers (segment, product) or its department in the "
                 "table categories.")
    elif cube.cells:
        says = _("Fewer than ten customers or people stand behind this, or it is not in the files, so it is not shown.")
    else:
        says = _("Load customers, or staff, to see where they leave more than elsewhere.")
    st.info(plain(says), icon=":material/info:")
    with st.container(horizontal=True):
        for subject, label in (("customers", _("Look at all customers")), ("people", _("Look at all people"))):
            step_to(label, ":material/search:", key=f"about_{subject}", **{**NOWHERE, "about": subject})
