"""The page: whether mentors suffice, by category and month, and the suggested pairings."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart
from dashboard.figures.mentor_capacity import mentor_capacity
from dashboard.markdown import bold, plain, table
from dashboard.session import keys, url_state
from dashboard.session.page_context import PageContext
from dashboard.text.quantities import count
from dashboard.views.empty_states import link_to_data
from dashboard.views.mentors.pairings import show_pairs
from metrics.disclosure import ReleasedBalance, ReleasedPool, ReleasedShortlist
from metrics.i18n import N_, Locale
from metrics.mentors import CRITERIA, IN, OPEN, OUT, SUITABILITIES, MentorRulesError
from metrics.scope import SMALLEST_GROUP

HOURS_SUFFICE = N_("{n} people can mentor, and their hours cover the demand")
NO_REQUESTS = N_("{n} people can mentor, and no one is asking for a mentor yet")
NOBODY_ASSESSED = N_(
    "No one has been assessed as a mentor yet. The mentor profiles table holds attitude, "
    "knowledge, skill, willingness and hours, per person and category. Leave empty what no one "
    "has assessed."
)
QUESTION = N_("Who can mentor, and are their hours enough?")


def show(context: PageContext) -> None:
    """Show who can mentor, supply and demand, and the suggested pairings."""
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
        month.running + month.planned > month.capacity
        for month in one.months
        if month.capacity is not None and month.running is not None and month.planned is not None
    )


@st.fragment
def show_pool(context: PageContext, pool: ReleasedPool) -> None:
    """Show the months of the chosen category, its shortlist, and all categories."""
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
    """Return the category that the URL asks for; "" is all of them."""
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


NOT_ASSESSED = N_("not yet assessed")
SHORTLIST = N_("Shortlist: {category}")


def show_shortlist(context: PageContext, one: ReleasedShortlist) -> None:
    """Show the counts by criterion, and the suitabilities beside them."""
    _ = context.locale
    st.markdown(bold(_(SHORTLIST, category=context.name("category", one.category))))
    header = ["", _("meets it"), _("falls short"), _(NOT_ASSESSED)]
    counts, follows = st.columns([2, 1], gap="small")
    counts.markdown(
        table(
            header,
            [
                [
                    plain(_(title)),
                    *(plain(count(one.criteria[name][state], _)) for state in (IN, OUT, OPEN)),
                ]
                for name, title in CRITERIA.items()
            ],
        )
    )
    follows.markdown(
        "\n".join(f"- {plain(_suitability(one, suitability, _))}" for suitability in SUITABILITIES)
    )
    if one.rounded:
        st.caption(
            plain(
                _(
                    "Rounded to tens, because one of these numbers is below {least}.",
                    least=SMALLEST_GROUP,
                )
            )
        )


def _suitability(one: ReleasedShortlist, suitability: str, _: Locale) -> str:
    return _(
        "{n}: {suitability}",
        n=count(one.suitabilities[suitability], _),
        suitability=_(SUITABILITIES[suitability]),
    )
