"""The second lens: what the same hours cost inside, and would have cost from outside."""

from __future__ import annotations

import streamlit as st

from dashboard import worth
from dashboard.texts import plain, table
from dashboard.visit import Visit
from metrics.disclosure import ReleasedHours
from metrics.i18n import Words


def show_outside(visit: Visit, hours: tuple[ReleasedHours, ...]) -> None:
    """The table by category, all together last."""
    _ = visit.words
    if not hours:
        st.markdown(
            plain(
                _(
                    "No meetings are loaded. With them this page shows their price inside "
                    "and outside."
                )
                if worth.begun(visit.snapshot)
                else _("Nobody met yet, as no pairing has begun.")
            )
        )
        return
    rows = [
        (
            plain(visit.name("category", row.category) if row.category else _("All together")),
            *_prices(row, _),
        )
        for row in (*hours[1:], hours[0])
    ]
    st.markdown(
        table([_("Category"), _("Hours"), _("Inside"), _("Outside"), _("Outside, range")], rows)
    )
    st.caption(
        plain(
            _(
                "The same hours seen otherwise, and only money saved where they would "
                "really have been bought. It is never added to what mentoring returned."
            )
        )
    )


def _prices(row: ReleasedHours, _: Words) -> tuple[str, ...]:
    if row.hours is None:
        return plain(_("too few to show")), "–", "–", "–"
    low, high = _.money_short(row.outside.low), _.money_short(row.outside.high)
    return (
        plain(_.number(row.hours)),
        plain(_.money_short(row.inside.base)),
        plain(_.money_short(row.outside.base)),
        plain(_("{low} to {high}", low=low, high=high)),
    )
