"""Suggested pairings: how many, and for who says what for the pairs themselves, to be accepted one by one."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import mentors
from dashboard.sentences import count
from dashboard.texts import plain
from dashboard.visit import Visit
from metrics.disclosure.mentors import ReleasedPeople, ReleasedPool
from metrics.store import StoreError

REVEALED = "revealed_pairs"


def show_pairs(visit: Visit, pool: ReleasedPool) -> None:
    """The suggestions as a number; the form that opens them; the pairs with what to decide and to take away."""
    _ = visit.words
    st.subheader(plain(_("Suggested pairings")), anchor=False)
    if pool.waiting == 0:
        st.info(plain(_("Nobody waits for a mentor: no mentee accepted an invitation, and no pairing ended early, "
                        "without another one since.")), icon=":material/info:")
    else:
        st.markdown(plain(_(
            "{pairs} of {waiting} who wait can have a mentor from {start} on. Nobody is suggested to their own manager "
            "or to somebody they were paired with before, and no mentor gets more than their hours allow. Within that "
            "the same location, other departments and a good profile count.",
            pairs=count(pool.pairs, _), waiting=count(pool.waiting, _), start=_.date(pool.start))))
    kept = st.session_state.get(REVEALED)
    if kept is None or kept[0] != visit.snapshot.id:
        _ask(visit)
        return
    _decide(visit, kept[1])


def _ask(visit: Visit) -> None:
    """The form; the purpose is in the log before anything is shown."""
    _ = visit.words
    with st.expander(_("Who are they?")), st.form("reveal_pairs_form", border=False):
        st.caption(plain(_("Only for the leader of the programme. Your name, the purpose and the time are kept.")))
        author = st.text_input(_("Your name"), max_chars=80, key="pairs_author")
        purpose = st.text_input(_("What for?"), max_chars=400, key="pairs_purpose")
        if st.form_submit_button(_("Open the shortlist and the pairs"), icon=":material/badge:"):
            try:
                found = mentors.people(visit.snapshot, purpose=purpose, author=author)
            except StoreError as error:
                st.error(plain(error.said(_)), icon=":material/error:")
            else:
                st.session_state[REVEALED] = (visit.snapshot.id, found)
                st.rerun()


@st.fragment
def _decide(visit: Visit, known: ReleasedPeople) -> None:
    """The pairs by number, each to be accepted or not; person numbers stand in the files only."""
    _ = visit.words
    accepted: list[int] = []
    if known.suggestion.pairs:
        st.caption(plain(_("Person numbers and alternatives stand in the file of suggested pairs, by the same numbers. "
                           "Accept those that should begin; the file of pairings then holds them.")))
        edited = st.data_editor(_frame(visit, known), hide_index=True, width="content", key="accepted_pairs",
                                disabled=["number", "category", "points", "why"], column_config=_columns(visit))
        accepted = [int(n) for n, yes in zip(edited["number"], edited["accept"], strict=True) if yes]
    files = [(_("Shortlist"), mentors.shortlist_file(known, dict(visit.names), _))]
    if known.suggestion.pairs or known.suggestion.unmatched:
        files.append((_("Suggested pairs"), mentors.suggestions_file(known, dict(visit.names), _)))
    if accepted:
        files.append((_.plural("Pairings with {n} accepted", "Pairings with {n} accepted", len(accepted)),
                      mentors.pairings_file(visit.snapshot, known, accepted, _)))
    for place, (label, file) in zip(st.columns(3), files, strict=False):
        place.download_button(label, file.content, file_name=file.name, mime="text/csv", on_click="ignore",
                              icon=":material/download:", key=f"download_{label}")
    if accepted:
        st.caption(plain(_("The file of pairings holds all pairings that are loaded and the accepted ones. Put it in "
                           "the place of the old file and load the folder again.")))


def _frame(visit: Visit, known: ReleasedPeople) -> pd.DataFrame:
    _ = visit.words
    rows = [(False, number, visit.name("category", one.mentee.category), one.points,
             " ".join(mentors.said(reason, dict(visit.names), _) for reason in one.reasons))
            for number, one in enumerate(known.suggestion.pairs, start=1)]
    return pd.DataFrame(rows, columns=["accept", "number", "category", "points", "why"])


def _columns(visit: Visit) -> dict[str, Any]:
    _ = visit.words
    return {
        "accept": st.column_config.CheckboxColumn(_("accept"), width=70),
        "number": st.column_config.NumberColumn(_("number"), width=75),
        "category": st.column_config.TextColumn(_("category"), width=200),
        "points": st.column_config.NumberColumn(_("points"), width=70, format="%d"),
        "why": st.column_config.TextColumn(_("why"), width=720),
    }
