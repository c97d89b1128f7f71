"""Supply and demand by month, for all categories together or for one with its shortlist."""

from __future__ import annotations

import streamlit as st

from dashboard.components import show_chart
from dashboard.figures.mentor_capacity import mentor_capacity
from dashboard.markdown import bold, plain, table
from dashboard.session import keys, url_state
from dashboard.session.page_context import PageContext
from dashboard.text.quantities import count
from dashboard.views.mentors.shortlist import show_shortlist
from metrics.disclosure import ReleasedPool
from metrics.scope import SMALLEST_GROUP


@st.fragment
def show_pool(context: PageContext, pool: ReleasedPool) -> None:
    """The months of the category that is asked for, its shortlist, and all categories beside it."""
    left, right = st.columns(2, gap="large")
    with left:
        chosen = _category(context, pool)
        _months(context, pool, chosen)
        for one in pool.shortlists:
            if one.category == chosen:
                show_shortlist(context, one)
    with right:
        _categories(context, pool, chosen)


def _category(context: PageContext, pool: ReleasedPool) -> str:
    """The category that is asked for in the URL; "" is all of them."""
    _ = context.locale
    codes = [one.category for one in pool.balances]
    url_state.show_in_widget(keys.POOL_CATEGORY, "category", codes)
    return st.selectbox(
        _("Category"),
        codes,
        key=keys.POOL_CATEGORY,
        on_change=url_state.write_from_widget,
        args=("category", keys.POOL_CATEGORY),
        format_func=lambda code: _name(context, code),
    )


def _months(context: PageContext, pool: ReleasedPool, chosen: str) -> None:
    _ = context.locale
    one = next(one for one in pool.balances if one.category == chosen)
    show_chart(mentor_capacity(one.months, _), _, key="supply")
    st.caption(
        plain(
            _(
                (
                    "Hours of people who can mentor are spread evenly over their categories. "
                    "Agreed hours of pairings are spread evenly over their months. People "
                    "waiting count as starting now. A month with fewer than {least} pairings "
                    "or mentors is not shown."
                ),
                least=SMALLEST_GROUP,
            )
        )
    )


def _categories(context: PageContext, pool: ReleasedPool, chosen: str) -> None:
    _ = context.locale
    header = ["", _("can mentor"), _("pairings"), _("waiting")]
    st.markdown(bold(_("Per category")))
    st.markdown(
        table(
            header,
            [
                [
                    plain(_name(context, one.category)),
                    *(plain(count(n, _)) for n in (one.mentors, one.running, one.waiting)),
                ]
                for one in pool.balances
            ],
        )
    )
    if any(one.rounded for one in pool.shortlists):
        st.caption(
            plain(
                _(
                    (
                        "The number of people who can mentor is rounded to tens where "
                        "another number in that category is below {least}."
                    ),
                    least=SMALLEST_GROUP,
                )
            )
        )
    if pool.rounded:
        st.caption(
            plain(
                _(
                    (
                        "Pairings and people waiting are rounded to tens, because one of "
                        "these numbers is below {least}."
                    ),
                    least=SMALLEST_GROUP,
                )
            )
        )
    if chosen == "":
        st.caption(plain(_("Select a category to see its shortlist.")))


def _name(context: PageContext, code: str) -> str:
    return context.name("category", code) if code else context.locale("all categories")
