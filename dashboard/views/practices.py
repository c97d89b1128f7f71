"""Talk to the expert: a guided record of what they do, who took it over since, and what was learned so far."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import data, experts
from dashboard.sentences import count
from dashboard.texts import plain, table
from dashboard.views.related import row
from dashboard.visit import Visit
from metrics.store import Practice, StoreError
from metrics.words import N_, Words

ANSWERS = {"unknown": N_("not known yet"), "yes": N_("yes"), "no": N_("no")}


def show_practices(visit: Visit, person_ids: Sequence[str]) -> None:
    """What was learned, and the forms; `person_ids` are the experts whom this reader may see."""
    _ = visit.words
    st.subheader(plain(_("What they do, and who does it too")), anchor=False)
    try:
        left, right = st.columns(2, gap="large")
        with right:
            place = st.container()
        with left:
            _record(visit, person_ids)
        with place:
            _learned(visit)
            _adopt(visit)
        _helped(visit)
    except StoreError as error:
        st.error(plain(error.said(_)), icon=":material/error:")


def _record(visit: Visit, person_ids: Sequence[str]) -> None:
    """The guided record of a talk."""
    _ = visit.words
    with st.form("practice", border=True):
        st.markdown(plain(_("Talk with the expert, and write down what you hear. Leave out names of customers.")))
        expert = st.text_input(_("With whom (person number)"), value=", ".join(person_ids[:1]), max_chars=80)
        category = st.selectbox(_("Category"), data.values(visit.snapshot, "category"),
                                format_func=lambda code: visit.name("category", code))
        title = st.text_input(_("What would you call it?"), max_chars=80)
        what = st.text_area(_("What does he or she do that others do not?"), max_chars=2000)
        evidence = st.text_area(_("From what does it show that this is what keeps customers?"), max_chars=2000)
        transferable = _answer(_("Could somebody else do it too?"), "transferable", _)
        willing = _answer(_("Is he or she willing to teach it?"), "willing", _)
        author = st.text_input(_("Your name"), max_chars=80, key="practice_author")
        if st.form_submit_button(_("Keep this record"), icon=":material/save:"):
            with experts.entries() as store:
                kept = store.record(Practice(expert, category or "", title, what, evidence, transferable, willing),
                                    author=author)
            st.success(plain(_("Kept as number {number}; what is kept is never changed.", number=kept.number)),
                       icon=":material/check_circle:")


def _answer(label: str, key: str, _: Words) -> str:
    return st.radio(label, list(ANSWERS), format_func=lambda one: _(ANSWERS[one]), horizontal=True, key=key)


def _learned(visit: Visit) -> None:
    """What was learned so far, and how many took each over."""
    _ = visit.words
    known = experts.learned(visit.snapshot)
    if not known:
        st.info(plain(_("Nothing has been written down yet. What one expert knows is worth most once others do it.")),
                icon=":material/info:")
        return
    header = [_("Practice"), _("Category"), _("Can be taken over"), _("Since"), _("Taken over by")]
    st.markdown(table(header, [
        [plain(text) for text in (one.title, visit.name("category", one.category), _(ANSWERS[one.transferable]),
                                  _.date(one.recorded_on), count(one.adopters, _))]
        for one in known], right=4))


def _helped(visit: Visit) -> None:
    """Whether those who took a practice over did better afterwards than people alike."""
    _ = visit.words
    panels = [metric for metric in visit.metrics.values() if metric.shape == "panel"]
    found = [(metric, known) for metric in panels if (known := experts.helped(visit.snapshot, metric))]
    if found:
        head = [_("Question"), _("Estimate"), _("Between"), _("People"), _("How to read it")]
        st.markdown(table(head, [row(known, metric, _) for metric, known in found], right=9))


def _adopt(visit: Visit) -> None:
    """The form for somebody who took a practice over."""
    _ = visit.words
    with experts.entries() as store:
        titles = {one.number: one.practice.title for one in store.practices()}
    if not titles:
        return
    with st.form("adoption", border=True):
        number = st.selectbox(_("Practice"), list(titles), format_func=titles.__getitem__)
        person = st.text_input(_("Who took it over (person number)"), max_chars=80)
        day = st.date_input(_("Since"), key="adopted_on")
        author = st.text_input(_("Your name"), max_chars=80, key="adoption_author")
        if st.form_submit_button(_("Keep this"), icon=":material/save:"):
            with experts.entries() as store:
                store.adopt(number, person, day, author=author)
            st.rerun()
