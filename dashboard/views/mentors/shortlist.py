"""A category's shortlist as counts: how many are in, out or not yet assessed, and what follows from
it.
"""

from __future__ import annotations

import streamlit as st

from dashboard.sentences import count
from dashboard.texts import bold, plain, table
from dashboard.visit import Visit
from metrics.disclosure import THRESHOLD
from metrics.disclosure.released_mentors import ReleasedShortlist
from metrics.i18n import Words
from metrics.mentors.eligibility import CRITERIA, IN, OPEN, OUT, VERDICTS


def show_shortlist(visit: Visit, one: ReleasedShortlist) -> None:
    """The counts by criterion, and the verdicts beside them."""
    _ = visit.words
    st.markdown(bold(_("Shortlist: {category}", category=visit.name("category", one.category))))
    header = ["", _("meets it"), _("falls short"), _("not yet assessed")]
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
    follows.markdown("\n".join(f"- {plain(_verdict(one, verdict, _))}" for verdict in VERDICTS))
    if one.rounded:
        st.caption(
            plain(
                _(
                    "Rounded to tens, because one of these numbers is below {least}.",
                    least=THRESHOLD,
                )
            )
        )


def _verdict(one: ReleasedShortlist, verdict: str, _: Words) -> str:
    return _("{n}: {verdict}", n=count(one.verdicts[verdict], _), verdict=_(VERDICTS[verdict]))
