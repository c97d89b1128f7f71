"""The page: whether mentors suffice, by category and month, and the suggested pairings."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text.quantities import count
from dashboard.views.mentors.pairs import show_pairs
from dashboard.views.mentors.pool import show_pool
from dashboard.views.nothing import link_to_data
from metrics.disclosure import ReleasedBalance, ReleasedPool
from metrics.i18n import N_
from metrics.mentors import MentorRulesError

HOURS_SUFFICE = N_("{n} people can mentor, and their hours cover the demand")
NO_REQUESTS = N_("{n} people can mentor, and no one is asking for a mentor yet")
NOBODY_ASSESSED = N_(
    "No one has been assessed as a mentor yet. The mentor profiles table holds attitude, "
    "knowledge, skill, willingness and hours, per person and category. Leave empty what no one "
    "has assessed."
)
QUESTION = N_("Who can mentor, and are their hours enough?")


def show(context: PageContext) -> None:
    """The page."""
    _ = context.locale
    try:
        pool = queries.mentors(context.company)
    except MentorRulesError as error:
        context.head.title(plain(_(QUESTION)), anchor=False)
        st.error(plain(error.message(_)), icon=":material/error:")
        return
    context.head.title(plain(headline(pool, context) or _(QUESTION)), anchor=False)
    if not pool.assessed:
        st.info(
            plain(_(NOBODY_ASSESSED)),
            icon=":material/info:",
        )
        link_to_data(context)
    if pool.balances:
        show_pool(context, pool)
        show_pairs(context, pool)


def headline(pool: ReleasedPool, context: PageContext) -> str:
    """Where hours fall short in a month that can be told; "" where nobody was assessed."""
    _ = context.locale
    short = [
        context.name("category", one.category)
        for one in pool.balances
        if one.category and _short(one)
    ]
    if short:
        return _("Too few mentor hours in {categories}", categories=", ".join(short))
    if not pool.assessed:
        return ""
    if pool.mentors == 0:
        return _("No one meets the requirements for a mentor")
    if not any(one.running or one.waiting for one in pool.balances):
        return _(NO_REQUESTS, n=count(pool.mentors, _))
    return _(HOURS_SUFFICE, n=count(pool.mentors, _))


def _short(one: ReleasedBalance) -> bool:
    return any(
        None not in (month.capacity, month.running, month.planned)
        and month.running + month.planned > month.capacity
        for month in one.months
    )
