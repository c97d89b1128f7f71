"""One category: from the broad problem to the narrow one, step by step in the URL, and beside it
the case.
"""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text import priority_text
from dashboard.views.categories.case import show_case
from dashboard.views.categories.group import show_group
from dashboard.views.categories.narrower import show_narrower
from dashboard.views.categories.place import NOWHERE, Standing, standing
from dashboard.views.categories.step_to import step_to, steps_to
from metrics.company import CategoryEvidence
from metrics.i18n import N_
from metrics.priorities import GROUP, Category

TOO_FEW = N_("Not shown: there are fewer than ten customers or people for this selection.")


def show_category(context: PageContext, of: CategoryEvidence, one: Category) -> None:
    """The page of one category."""
    _, name = context.locale, one.name(context.locale.language)
    _around(context, of, one)
    here = standing(of, one)
    cell = here.cell if here else None
    title = f"{name}: {priority_text.problem_sentence(here.cube, cell, _)}" if cell else name
    context.head.title(plain(title), anchor=False)
    left, right = st.columns([6, 5], gap="large")
    with left:
        if not cell:
            _nothing(context, here)
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
    """The way back to all categories and to the broader ones, and on to those below."""
    _ = context.locale
    with st.container(horizontal=True):
        step_to(_("All categories"), ":material/arrow_back:", key="to_all", category="", **NOWHERE)
        for above in of.tree.path(one.code)[:-1]:
            step_to(
                above.name(_.language),
                ":material/arrow_upward:",
                key=f"to_{above.code}",
                category=above.code,
                **NOWHERE,
            )
        steps_to(
            {part.code: part.name(_.language) for part in of.tree.children(one.code)},
            **NOWHERE,
        )


def _nothing(context: PageContext, here: Standing | None) -> None:
    """Why nothing can be counted, and what can be looked at instead."""
    _ = context.locale
    if here is None:
        says = _(
            "Nothing can be counted for this category yet. Add its customers (segment, "
            "product) or its department to the categories table."
        )
    elif here.cube.cells:
        says = _(TOO_FEW)
    else:
        says = _("Load customers or staff to see where more of them leave than elsewhere.")
    st.info(plain(says), icon=":material/info:")
    with st.container(horizontal=True):
        for subject, label in (
            ("customers", _("Show all customers")),
            ("people", _("Show all people")),
        ):
            step_to(
                label, ":material/search:", key=f"about_{subject}", **{**NOWHERE, "about": subject}
            )
