"""Money, seen twice and never added: what mentoring returned, and what its hours would have cost
from outside.
"""

from __future__ import annotations

import streamlit as st

from dashboard import sentences, worth
from dashboard.pieces import download
from dashboard.texts import plain
from dashboard.views.assumptions import show_assumptions
from dashboard.views.attributed import show_attributed
from dashboard.views.outside import show_outside
from dashboard.views.returned import show_returned
from dashboard.visit import Visit
from metrics.disclosure import ReleasedHours, ReleasedOutcome
from metrics.i18n import N_

QUESTION = N_("What did mentoring return, and what did it cost?")


def show(visit: Visit) -> None:
    """The page."""
    _ = visit.words
    released, hours = worth.outcome(visit.snapshot), worth.hours(visit.snapshot)
    _title(visit, released)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(plain(_("Return and cost")), anchor=False)
        rows = show_returned(released, _)
        st.markdown(
            plain(sentences.why_no_money(released, hours, _, begun=worth.begun(visit.snapshot)))
        )
    with right:
        st.subheader(plain(_("Consultant equivalent of the hours")), anchor=False)
        show_outside(visit, hours)
    if released and released.outcome:
        show_attributed(visit, released.outcome)
    show_assumptions(visit)
    outside = [[visit.name("category", row.category) or _("all"), *_ends(row)] for row in hours]
    download(visit, "value", [_("item"), _("low"), _("middle"), _("high")], [*rows, *outside])


def _title(visit: Visit, released: ReleasedOutcome | None) -> None:
    _ = visit.words
    outcome = released.outcome if released else None
    if outcome is None:
        visit.head.title(plain(_("Cannot tell yet what mentoring returned")), anchor=False)
        return
    visit.head.title(
        plain(
            _(
                "Mentoring returned {gain} and cost {cost}",
                gain=_.money_short(outcome.gain.middle),
                cost=_.money_short(outcome.cost.middle),
            )
        ),
        anchor=False,
    )
    st.markdown(
        plain(
            _(
                (
                    "{sure} that it pays · for the {n} mentees who could be compared; "
                    "everyone's hours count as cost"
                ),
                sure=sentences.certainty(outcome.pays, _),
                n=_.number(outcome.mentees),
            )
        )
    )


def _ends(row: ReleasedHours) -> list[float | None]:
    return (
        [None] * 3 if row.outside is None else [row.outside.low, row.outside.base, row.outside.high]
    )
