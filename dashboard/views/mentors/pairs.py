"""Suggested pairings: how many, and for who may see them and says what for the pairs, to be
accepted one by one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import mentors
from dashboard.sentences import count
from dashboard.texts import plain
from dashboard.views.mentors.decide import decide
from dashboard.views.purpose import ask_purpose
from dashboard.visit import Visit
from metrics.contract import TABLES
from metrics.disclosure import THRESHOLD
from metrics.disclosure.released_mentors import ReleasedPool


def show_pairs(visit: Visit, pool: ReleasedPool) -> None:
    """The suggestions as a number; the form that opens them; the pairs with what to decide and to
    take away."""
    _ = visit.words
    st.subheader(plain(_("Suggested pairings")), anchor=False)
    if pool.waiting == 0:
        st.info(
            plain(
                _(
                    (
                        "Nobody waits for a mentor: no mentee accepted an invitation, and no "
                        "pairing ended early, without another one since. Who asks for a mentor "
                        "is read from the table {table}: people in the role of mentee who "
                        "accepted."
                    ),
                    table=TABLES["invitations"].title(_.language),
                )
            ),
            icon=":material/info:",
        )
    else:
        st.markdown(
            plain(
                _(
                    (
                        "{pairs} of {waiting} who wait can have a mentor from {start} on. "
                        "Nobody is suggested to their own manager, to somebody they were "
                        "paired with before, or to somebody with whom they share no language "
                        "(where those are declared), and no mentor gets more than their hours "
                        "allow. Within that the same location, other departments and a good "
                        "profile count."
                    ),
                    pairs=count(pool.pairs, _),
                    waiting=count(pool.waiting, _),
                    start=_.date(pool.start),
                )
            )
        )
        if pool.rounded:
            st.caption(
                plain(_("In tens, because one of these numbers is below {least}.", least=THRESHOLD))
            )
    known = ask_purpose(
        visit,
        "pairs",
        _("Who are they?"),
        _("Open the shortlist and the pairs"),
        partial(mentors.people, visit.snapshot),
    )
    if known is not None:
        decide(visit, known)
