"""Suggested pairings: how many, and for who may see them and says what for the pairs, to be
accepted one by one.
"""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text.quantities import count
from dashboard.views.mentors.decide import decide
from dashboard.views.purpose import ask_purpose
from metrics.contract import TABLES
from metrics.disclosure import ReleasedPool
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
    """The suggestions as a number; the form that opens them; the pairs with what to decide and to
    take away.
    """
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
