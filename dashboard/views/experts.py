"""Hidden experts: that they exist, where, and how much they keep; who they are only for one who says what for."""

from __future__ import annotations

import streamlit as st

from dashboard import experts
from dashboard.figures.funnel import funnel, where
from dashboard.pieces import chart
from dashboard.sentences import count
from dashboard.texts import plain
from dashboard.views.nothing import show_nothing
from dashboard.views.practices import show_practices
from dashboard.visit import Visit
from metrics.decide.experts import LEAST_EXPECTED
from metrics.disclosure.experts import ReleasedExpert, ReleasedExperts
from metrics.store import StoreError
from metrics.words import N_, Words

REVEALED = "revealed_experts"
CASE_MIX = {"age_band": N_("how long they have been a customer"), "segment": N_("segment"), "product": N_("product"),
            "size": N_("size")}


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    question = _("Who keeps more customers than others would, and may not know why?")
    if visit.snapshot is None:
        show_nothing(visit, question)
        return
    found = experts.found(visit.snapshot)
    if found is None:
        visit.head.title(plain(question), anchor=False)
        st.info(plain(_("Not known: no customer that was lost has an owner in staff. The table of customers says who "
                        "looks after which customer, since when and until when.")), icon=":material/info:")
        st.page_link(visit.pages["data"], label=_("To templates and upload"), icon=":material/upload_file:")
    else:
        visit.head.title(plain(_headline(found, _)), anchor=False)
        _show_found(visit, found)
    show_practices(visit, st.session_state.get(REVEALED, ()))


def _headline(found: ReleasedExperts, _: Words) -> str:
    n = len(found.experts)
    if not n:
        return _("Nobody keeps surely more customers than others would")
    if n == 1:
        one = found.experts[0]
        return _("One hidden expert ({where}) loses {share} fewer customers than others would", where=where(one, _),
                 share=_.percent(one.fewer))
    return _("{n} hidden experts lose surely fewer customers than others would", n=_.number(n))


def _show_found(visit: Visit, found: ReleasedExperts) -> None:
    _ = visit.words
    left, right = st.columns([3, 2], gap="large")
    with left:
        chart(funnel(found, _), _, key="funnel")
        st.caption(plain(_("Each number counts owners of customers by the size of their portfolio. Between the broken "
                           "lines chance alone keeps 95 of 100, between the dotted ones 998 of 1,000.")))
    with right:
        for one in found.experts:
            st.markdown(plain(_said(one, _)))
        if found.experts:
            _names(visit)
        mix = ", ".join(_(CASE_MIX[key]) for key in found.case_mix)
        st.markdown(plain(_(
            "Compared with what everybody together lost of like customers ({mix}), month by month. Judged are only "
            "those of whom others would have lost at least {least}: {enough} of about {owners}. With fewer nobody can "
            "tell skill from one good year.", mix=mix or _("all alike, because few were lost"), least=LEAST_EXPECTED,
            enough=count(found.enough, _), owners=count(found.owners, _))))
        st.markdown(plain(_(
            "Named is who lost fewer than chance explains (of all named, at most 5 in 100 by chance), and fewer in the "
            "first half of their time as well as in the second. Who loses more is not listed anywhere.")))


def _said(one: ReleasedExpert, _: Words) -> str:
    said = _("{where}: {fewer} fewer lost, between {low} and {high}, where others would have lost {expected}. Counted "
             "carefully, as one who stood out may have been lucky too: {cautious} fewer, {kept} customers.",
             where=where(one, _), fewer=_.percent(one.fewer), low=_.percent(one.low), high=_.percent(one.high),
             expected=_.number(one.expected), cautious=_.percent(one.cautious), kept=_.number(one.kept))
    return said if one.margin is None else said + " " + _("Those bring {margin} of margin a year.",
                                                          margin=_.money_short(one.margin))


def _names(visit: Visit) -> None:
    """The form that tells who; the question and its purpose are kept before the answer is shown."""
    _ = visit.words
    with st.expander(_("Who is it?")), st.form("reveal", border=False):
        st.caption(plain(_("Only for who will talk with them. Your name, the purpose and the time are kept.")))
        author = st.text_input(_("Your name"), max_chars=80, key="reveal_author")
        purpose = st.text_input(_("What for?"), max_chars=400, key="reveal_purpose")
        if st.form_submit_button(_("Show who"), icon=":material/badge:"):
            try:
                names = experts.names(visit.snapshot, purpose=purpose, author=author)
            except StoreError as error:
                st.error(plain(error.said(_)), icon=":material/error:")
            else:
                st.session_state[REVEALED] = names.person_ids
                st.success(plain(_("Person number: {names}. Kept in the log.", names=", ".join(names.person_ids))))
