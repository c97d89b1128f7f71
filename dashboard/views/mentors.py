"""Who can mentor, whether their hours suffice, and whom to pair with whom."""

from __future__ import annotations

import streamlit as st

from dashboard import mentors
from dashboard.figures.supply import supply_and_demand
from dashboard.pieces import chart
from dashboard.scope import to_url
from dashboard.sentences import count
from dashboard.texts import bold, plain, table
from dashboard.views.nothing import show_nothing
from dashboard.views.pairs import show_pairs
from dashboard.visit import Visit
from metrics.decide.mentor_rules import MentorRulesError
from metrics.decide.mentors import CRITERIA, IN, OPEN, OUT, VERDICTS
from metrics.disclosure import THRESHOLD
from metrics.disclosure.mentors import ReleasedBalance, ReleasedPool, ReleasedShortlist
from metrics.words import Words


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    question = _("Who can mentor, and do their hours suffice?")
    if visit.snapshot is None:
        show_nothing(visit, question)
        return
    try:
        pool = mentors.found(visit.snapshot)
    except MentorRulesError as error:
        visit.head.title(plain(question), anchor=False)
        st.error(plain(error.said(_)), icon=":material/error:")
        return
    visit.head.title(plain(headline(pool, visit) or question), anchor=False)
    if not pool.assessed:
        st.info(plain(_("Nobody was assessed as a mentor yet. The table of mentor profiles says for each person and "
                        "category what is known of attitude, knowledge, skill, willingness and hours; what nobody "
                        "judged stays empty.")), icon=":material/info:")
        st.page_link(visit.pages["data"], label=_("To templates and upload"), icon=":material/upload_file:")
    if pool.balances:
        _pool(visit, pool)
        show_pairs(visit, pool)


def headline(pool: ReleasedPool, visit: Visit) -> str:
    """Where hours fall short in a month that can be told; "" where nobody was assessed."""
    _ = visit.words
    short = [visit.name("category", one.category) for one in pool.balances if one.category and _short(one)]
    if short:
        return _("Mentors fall short in {categories}", categories=", ".join(short))
    if not pool.assessed:
        return ""
    if pool.mentors == 0:
        return _("Nobody can mentor by what is asked")
    return _("{n} people can mentor, and their hours suffice for what is asked", n=count(pool.mentors, _))


def _short(one: ReleasedBalance) -> bool:
    return any(None not in (month.capacity, month.running, month.planned)
               and month.running + month.planned > month.capacity for month in one.months)


@st.fragment
def _pool(visit: Visit, pool: ReleasedPool) -> None:
    _ = visit.words
    left, right = st.columns([3, 2], gap="large")
    with left:
        codes = [one.category for one in pool.balances]
        asked = st.query_params.get("category", "")
        st.session_state["pool_category"] = asked if asked in codes else ""
        chosen = st.selectbox(_("Category"), codes, key="pool_category", on_change=to_url,
                              args=("category", "pool_category"),
                              format_func=lambda code: visit.name("category", code) if code else _("all together"))
        one = next(one for one in pool.balances if one.category == chosen)
        chart(supply_and_demand(one.months, _), _, key="supply")
        st.caption(plain(_("Hours of those who can mentor, in even parts over their categories; agreed hours of "
                           "pairings in even parts over their months. Who waits counts as beginning now. A month about "
                           "fewer than {least} pairings or mentors is not shown.", least=THRESHOLD)))
        shortlist = next((one for one in pool.shortlists if one.category == chosen), None)
        if shortlist is not None:
            _criteria(visit, shortlist)
    with right:
        st.markdown(bold(_("Per category")))
        st.markdown(_balances(visit, pool))
        if any(one.rounded for one in pool.shortlists):
            st.caption(plain(_("Who can mentor is told in tens where another number of that category is below {least}.",
                               least=THRESHOLD)))
        if chosen == "":
            st.caption(plain(_("Choose a category to see its shortlist.")))


def _balances(visit: Visit, pool: ReleasedPool) -> str:
    _ = visit.words
    header = ["", _("can mentor"), _("pairings that run"), _("wait for a mentor")]
    return table(header, [
        [plain(visit.name("category", one.category) if one.category else _("all together")),
         *(plain(count(n, _)) for n in (one.mentors, one.running, one.waiting))] for one in pool.balances])


def _criteria(visit: Visit, one: ReleasedShortlist) -> None:
    """How many are in, out or not yet assessed on each criterion, and what follows from it."""
    _ = visit.words
    st.markdown(bold(_("Shortlist: {category}", category=visit.name("category", one.category))))
    header = ["", _("in"), _("out"), _("not yet assessed")]
    counts, follows = st.columns([3, 2], gap="medium")
    counts.markdown(table(header, [[plain(_(title)), *(plain(count(one.criteria[name][state], _))
                                                       for state in (IN, OUT, OPEN))]
                                   for name, title in CRITERIA.items()]))
    follows.markdown("\n".join(f"- {plain(_verdict(one, verdict, _))}" for verdict in VERDICTS))
    if one.rounded:
        st.caption(plain(_("In tens, because one of these numbers is below {least}.", least=THRESHOLD)))


def _verdict(one: ReleasedShortlist, verdict: str, _: Words) -> str:
    return _("{n}: {verdict}", n=count(one.verdicts[verdict], _), verdict=_(VERDICTS[verdict]))
