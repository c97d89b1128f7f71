"""A goal group beside everybody else."""

from __future__ import annotations

import streamlit as st

from dashboard.texts import plain
from dashboard.views.categories.place import NOWHERE
from dashboard.views.categories.step_to import step_to
from dashboard.visit import Visit
from metrics.priorities.drilldown import PEOPLE, Cell


def show_group(visit: Visit, cell: Cell) -> None:
    """Whether its people surely leave more than the others, how that was counted, and the way to
    everybody."""
    _ = visit.words
    st.subheader(plain(_("The group against everybody else")), anchor=False)
    if cell.stands_out:
        st.markdown(plain(_("Its people surely leave more than the others.")))
    else:
        st.markdown(
            plain(
                _(
                    "Nothing shows surely that its people leave more than the others; "
                    "chance alone can explain the difference."
                )
            )
        )
    st.caption(
        plain(
            _(
                (
                    "Counted are {people} people in the last two years of the data, each for "
                    "the months in which they were in the group. Its own figure is {own} a "
                    "year; what is said above is moved towards that of all others ({rest}), as "
                    "a small group may have had bad luck. It lies between {low} and {high}."
                ),
                people=_.number(cell.counts.people),
                own=_.percent(cell.rate),
                rest=_.percent(cell.rest or 0.0),
                low=_.percent(cell.low),
                high=_.percent(cell.high),
            )
        )
    )
    step_to(
        _("Look at all people"),
        ":material/search:",
        key="about_people",
        **{**NOWHERE, "about": PEOPLE},
    )
