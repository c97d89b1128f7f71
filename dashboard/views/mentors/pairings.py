"""Suggested pairings: how many, and for a role that may see them, which to accept."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.exports.mentors import pairings_file, shortlist_file, suggestions_file
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text.mentor_text import reason_sentence
from dashboard.text.quantities import count
from dashboard.views.purpose import ask_purpose
from metrics.contract import TABLES
from metrics.disclosure import ReleasedPool, RevealedPool
from metrics.i18n import N_
from metrics.scope import SMALLEST_GROUP

CAN_HAVE_MENTOR = N_(
    "{pairs} of {waiting} people waiting can have a mentor from {start}. No suggestion pairs "
    "people with their own manager, with a previous partner, or with someone who shares no "
    "language (where languages are declared). No mentor exceeds their available hours. Within "
    "these limits the same location, different departments and a good profile count."
)
NO_ONE_WAITS = N_(
    "No one is waiting for a mentor. Every mentee who accepted an invitation, or whose pairing "
    "ended early, has had a pairing since. Requests for a mentor are read from the table "
    "{table}: people in the mentee role who accepted."
)


def show_pairs(context: PageContext, pool: ReleasedPool) -> None:
    """Show how many pairings are suggested, the form that opens them, and what to decide."""
    _ = context.locale
    st.subheader(plain(_("Suggested pairings")), anchor=False)
    if pool.waiting == 0:
        st.info(
            plain(
                _(
                    NO_ONE_WAITS,
                    table=TABLES["invitations"].title(_.language),
                )
            ),
            icon=":material/info:",
        )
    else:
        st.markdown(
            plain(
                _(
                    CAN_HAVE_MENTOR,
                    pairs=count(pool.pairs, _),
                    waiting=count(pool.waiting, _),
                    start=_.date(pool.start),
                )
            )
        )
        if pool.rounded:
            st.caption(
                plain(
                    _(
                        "Rounded to tens, because one of these numbers is below {least}.",
                        least=SMALLEST_GROUP,
                    )
                )
            )
    known = ask_purpose(
        context,
        "pairs",
        _("Who are they?"),
        _("Open shortlist and pairings"),
        context.company.assign,
    )
    if known is not None:
        decide(context, known)


@st.fragment
def decide(context: PageContext, known: RevealedPool) -> None:
    """Show the pairings to accept, and the files to download."""
    accepted = _accepted(context, known) if known.suggestion.pairs else []
    _files(context, known, accepted)


def _accepted(context: PageContext, known: RevealedPool) -> list[int]:
    """Return the numbers of the pairings that should start."""
    _ = context.locale
    st.caption(
        plain(
            _(
                "Person numbers and alternatives are in the file of suggested pairings, "
                "under the same numbers. Accept the pairings that should start; the pairings "
                "file then includes them."
            )
        )
    )
    edited = st.data_editor(
        _frame(context, known),
        hide_index=True,
        width="content",
        key="accepted_pairs",
        disabled=["number", "category", "points", "why"],
        column_config=_columns(context),
    )
    return [int(n) for n, yes in zip(edited["number"], edited["accept"], strict=True) if yes]


def _files(context: PageContext, known: RevealedPool, accepted: list[int]) -> None:
    _ = context.locale
    names = dict(context.names)
    files = [(_("Download shortlist"), shortlist_file(known, names, _))]
    if known.suggestion.pairs or known.suggestion.unmatched:
        files.append((_("Download suggested pairings"), suggestions_file(known, names, _)))
    if accepted:
        files.append(
            (
                _.plural(
                    "Download pairings with {n} accepted",
                    "Download pairings with {n} accepted",
                    len(accepted),
                ),
                pairings_file(context.company.pairings_with(known, accepted), _),
            )
        )
    for place, (label, file) in zip(st.columns(3), files, strict=False):
        place.download_button(
            label,
            file.content,
            file_name=file.name,
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"download_{label}",
        )
    if accepted:
        st.caption(
            plain(
                _(
                    "The pairings file holds all loaded pairings plus the accepted ones. "
                    "Replace the old file with it and load the folder again."
                )
            )
        )


def _frame(context: PageContext, known: RevealedPool) -> pd.DataFrame:
    _ = context.locale
    rows = [
        (
            False,
            number,
            context.name("category", one.mentee.category),
            one.points,
            " ".join(reason_sentence(reason, dict(context.names), _) for reason in one.reasons),
        )
        for number, one in enumerate(known.suggestion.pairs, start=1)
    ]
    return pd.DataFrame(rows, columns=["accept", "number", "category", "points", "why"])


def _columns(context: PageContext) -> dict[str, Any]:
    _ = context.locale
    return {
        "accept": st.column_config.CheckboxColumn(_("accept"), width=105),
        "number": st.column_config.NumberColumn(_("number"), width=75),
        "category": st.column_config.TextColumn(_("category"), width=200),
        "points": st.column_config.NumberColumn(_("points"), width=70, format="%d"),
        "why": st.column_config.TextColumn(_("why"), width=720),
    }
