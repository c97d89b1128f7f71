"""The forms: a guided record of a talk with an expert, and who took over what was learned."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.views.purpose import told_why_not
from metrics.i18n import N_, Locale
from metrics.store import Practice

ANSWERS = {"unknown": N_("not known yet"), "yes": N_("yes"), "no": N_("no")}


def ask_record(context: PageContext, person_ids: Sequence[str]) -> None:
    """The guided record of a talk; `person_ids` are the experts this reader opened."""
    _ = context.locale
    with (
        st.expander(_("Record an interview"), expanded=bool(person_ids)),
        st.form("practice", border=False),
    ):
        st.markdown(
            plain(_("Interview the expert and record what you learn. Leave out customer names."))
        )
        expert = st.text_input(
            _("Expert interviewed (person number)"),
            value=", ".join(person_ids[:1]),
            max_chars=80,
        )
        category = st.selectbox(
            _("Category"),
            context.company.practice_categories(),
            format_func=lambda code: context.name("category", code),
            key="practice_category",
        )
        title = st.text_input(_("Name of the practice"), max_chars=80, key="practice_title")
        what = st.text_area(
            _("What does the expert do that others do not?"), max_chars=2000, key="practice_what"
        )
        evidence = st.text_area(
            _("What evidence shows that this makes the difference?"), max_chars=2000
        )
        transferable = _answer(_("Could someone else do it too?"), "transferable", _)
        willing = _answer(_("Is the expert willing to teach it?"), "willing", _)
        author = st.text_input(_("Your name"), max_chars=80, key="practice_author")
        if st.form_submit_button(_("Save record"), icon=":material/save:", key="practice_save"):
            found = Practice(expert, category or "", title, what, evidence, transferable, willing)
            with told_why_not(_):
                kept = context.company.record_practice(found, author=author)
                st.success(
                    plain(
                        _(
                            "Saved as number {number}. Saved records cannot be changed.",
                            number=kept.number,
                        )
                    ),
                    icon=":material/check_circle:",
                )


def _answer(label: str, key: str, _: Locale) -> str:
    return st.radio(
        label, list(ANSWERS), format_func=lambda one: _(ANSWERS[one]), horizontal=True, key=key
    )


def ask_adoption(context: PageContext) -> None:
    """The form for somebody who took a practice over."""
    _ = context.locale
    titles = queries.practice_titles()
    if not titles:
        return
    with st.form("adoption", border=True):
        number = st.selectbox(_("Practice"), list(titles), format_func=titles.__getitem__)
        person = st.text_input(
            _("Who adopted it (person number)"), max_chars=80, key="adoption_person"
        )
        day = st.date_input(_("Since"), key="adopted_on")
        author = st.text_input(_("Your name"), max_chars=80, key="adoption_author")
        if st.form_submit_button(_("Save adoption"), icon=":material/save:", key="adoption_save"):
            with told_why_not(_):
                context.company.adopt_practice(number, person, day, author=author)
                st.rerun()
