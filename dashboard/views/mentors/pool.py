"""Supply and demand by month, for all categories together or for one with its shortlist."""

from __future__ import annotations

import streamlit as st

from dashboard.figures.supply import supply_and_demand
from dashboard.pieces import chart
from dashboard.scope import to_url
from dashboard.sentences import count
from dashboard.texts import bold, plain, table
from dashboard.views.mentors.shortlist import show_shortlist
from dashboard.visit import Visit
from metrics.disclosure import THRESHOLD
from metrics.disclosure.released_mentors import ReleasedPool


@st.fragment
def show_pool(visit: Visit, pool: ReleasedPool) -> None:
    """The months of the category that is asked for, its shortlist, and all categories beside it."""
    left, right = st.columns(2, gap="large")
    with left:
        chosen = _category(visit, pool)
        _months(visit, pool, chosen)
        for one in pool.shortlists:
            if one.category == chosen:
                show_shortlist(visit, one)
    with right:
        _categories(visit, pool, chosen)


def _category(visit: Visit, pool: ReleasedPool) -> str:
    """The category that is asked for in the URL; "" is all of them."""
    _ = visit.words
    codes = [one.category for one in pool.balances]
    asked = st.query_params.get("category", "")
    st.session_state["pool_category"] = asked if asked in codes else ""
    return st.selectbox(
        _("Category"),
        codes,
        key="pool_category",
        on_change=to_url,
        args=("category", "pool_category"),
        format_func=lambda code: _name(visit, code),
    )


def _months(visit: Visit, pool: ReleasedPool, chosen: str) -> None:
    _ = visit.words
    one = next(one for one in pool.balances if one.category == chosen)
    chart(supply_and_demand(one.months, _), _, key="supply")
    st.caption(
        plain(
            _(
                (
                    "Hours of people who can mentor are spread evenly over their categories. "
                    "Agreed hours of pairings are spread evenly over their months. People "
                    "waiting count as starting now. A month with fewer than {least} pairings "
                    "or mentors is not shown."
                ),
                least=THRESHOLD,
            )
        )
    )


def _categories(visit: Visit, pool: ReleasedPool, chosen: str) -> None:
    _ = visit.words
    header = ["", _("can mentor"), _("pairings"), _("waiting")]
    st.markdown(bold(_("Per category")))
    st.markdown(
        table(
            header,
            [
                [
                    plain(_name(visit, one.category)),
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
                    least=THRESHOLD,
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
                    least=THRESHOLD,
                )
            )
        )
    if chosen == "":
        st.caption(plain(_("Select a category to see its shortlist.")))


def _name(visit: Visit, code: str) -> str:
    return visit.name("category", code) if code else visit.words("all categories")
