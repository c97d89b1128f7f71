"""Money, seen twice and never added: what mentoring returned, and what its hours would have cost
from outside.
"""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.components import show_download
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text, quantities
from dashboard.views.assumptions import show_assumptions
from dashboard.views.attributed import show_attributed
from dashboard.views.outside import show_outside
from dashboard.views.returned import show_returned
from metrics.disclosure import NotShown, ReleasedHours, ReleasedReturn
from metrics.i18n import N_

QUESTION = N_("What did mentoring return, and what did it cost?")


def show(context: PageContext) -> None:
    """The page."""
    _ = context.locale
    released, hours = queries.return_on_mentoring(context.company), queries.hours(context.company)
    _title(context, released)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(plain(_("Return and cost")), anchor=False)
        rows = show_returned(released, _)
        st.markdown(
            plain(
                answer_text.no_return_reason(
                    released, hours, _, begun=queries.has_pairings(context.company)
                )
            )
        )
    with right:
        st.subheader(plain(_("Consultant equivalent of the hours")), anchor=False)
        show_outside(context, hours)
    if isinstance(released, ReleasedReturn):
        show_attributed(context, released)
    show_assumptions(context)
    outside = [[context.name("category", row.category) or _("all"), *_ends(row)] for row in hours]
    show_download(
        context, "value", [_("item"), _("low"), _("middle"), _("high")], [*rows, *outside]
    )


def _title(context: PageContext, outcome: ReleasedReturn | NotShown | None) -> None:
    _ = context.locale
    if not isinstance(outcome, ReleasedReturn):
        context.head.title(plain(_("Cannot tell yet what mentoring returned")), anchor=False)
        return
    context.head.title(
        plain(
            _(
                "Mentoring returned {gain} and cost {cost}",
                gain=_.money_short(outcome.gain.median),
                cost=_.money_short(outcome.cost.median),
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
                sure=quantities.certainty(outcome.pays, _),
                n=_.number(outcome.mentees),
            )
        )
    )


def _ends(row: ReleasedHours) -> list[float | None]:
    return (
        [None] * 3 if row.outside is None else [row.outside.low, row.outside.base, row.outside.high]
    )
