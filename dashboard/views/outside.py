"""The second lens: what the same hours cost inside, and would have cost from outside."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from metrics.disclosure import ReleasedHours
from metrics.i18n import N_, Locale

NO_MEETINGS = N_(
    "No meetings are loaded. Load them to see what the hours cost in-house and externally."
)
NEVER_ADDED = N_(
    "A separate view of the same hours. It is money saved only where you would really have "
    "bought them. It is never added to the return."
)


def show_outside(context: PageContext, hours: tuple[ReleasedHours, ...]) -> None:
    """The table by category, all together last."""
    _ = context.locale
    if not hours:
        st.markdown(
            plain(
                _(NO_MEETINGS)
                if queries.has_pairings(context.company)
                else _("No one has met yet, because no pairing has started.")
            )
        )
        return
    rows = [
        (
            plain(context.name("category", row.category) if row.category else _("Total")),
            *_prices(row, _),
        )
        for row in (*hours[1:], hours[0])
    ]
    st.markdown(
        table([_("Category"), _("Hours"), _("In-house"), _("External"), _("External, range")], rows)
    )
    st.caption(plain(_(NEVER_ADDED)))


def _prices(row: ReleasedHours, _: Locale) -> tuple[str, ...]:
    if row.hours is None:
        return plain(_("too few to show")), "–", "–", "–"
    low, high = _.money_short(row.outside.low), _.money_short(row.outside.high)
    return (
        plain(_.number(row.hours)),
        plain(_.money_short(row.inside.base)),
        plain(_.money_short(row.outside.base)),
        plain(_("{low} to {high}", low=low, high=high)),
    )
