"""The page: all categories in their order, or the one that stands in the URL."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session import url_state
from dashboard.session.page_context import PageContext
from dashboard.views.categories.category import show_category
from dashboard.views.categories.ranked import show_ranked
from dashboard.views.categories.step_to import steps_to
from dashboard.views.categories.weights import ask_weights
from metrics.i18n import N_

NO_SUCH_CATEGORY = N_("There is no category '{value}'. All categories are shown.")
QUESTION = N_("Which category should you start with?")


def show(context: PageContext) -> None:
    """The page; which category is looked at, and how narrowly, stands in the URL."""
    _ = context.locale
    of = context.company.category_evidence
    asked = url_state.parameter("category")
    one = of.tree.get(asked)
    if asked and one is None:
        st.info(
            plain(_(NO_SUCH_CATEGORY, value=asked[:40])),
            icon=":material/info:",
        )
    if one is not None:
        show_category(context, of, one)
        return
    names = {each.code: each.name(_.language) for each in of.tree.in_use()}
    if not names:
        context.head.title(plain(_(QUESTION)), anchor=False)
        st.info(
            plain(
                _(
                    "Neither the pairings table nor the categories table names a category, "
                    "so there is nothing to compare yet. The most common categories are:"
                )
            ),
            icon=":material/info:",
        )
        with st.container(horizontal=True):
            steps_to({each.code: each.name(_.language) for each in of.tree.broad_categories()})
        return
    place, below = st.container(), st.container()
    with below:
        points, urgency = ask_weights(context, of)
    with place:
        found = queries.business_cases(context.company, urgency)
        with st.container(horizontal=True):
            steps_to(names)
        show_ranked(context, found, queries.rank_categories(context.company, points, urgency))
