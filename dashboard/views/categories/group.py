"""A goal group beside everybody else."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.views.categories.place import NOWHERE
from dashboard.views.categories.step_to import step_to
from metrics.i18n import N_
from metrics.priorities import PEOPLE, Cell

BASIS = N_(
    "Based on {people} people over the last two years of the data, each counted for the months "
    "spent in the group. The group's own rate is {own} per year. The rate above is adjusted "
    "towards that of everyone else ({rest}), because a small group may have had bad luck. It "
    "lies between {low} and {high}."
)
NOT_MORE_OFTEN = N_(
    "People in this group do not leave significantly more often than everyone else. Chance "
    "alone can explain the difference."
)


def show_group(context: PageContext, cell: Cell) -> None:
    """Whether its people surely leave more than the others, how that was counted, and the way to
    everybody.
    """
    _ = context.locale
    st.subheader(plain(_("The group compared with everyone else")), anchor=False)
    if cell.is_significant:
        st.markdown(
            plain(_("People in this group leave significantly more often than everyone else."))
        )
    else:
        st.markdown(plain(_(NOT_MORE_OFTEN)))
    st.caption(
        plain(
            _(
                BASIS,
                people=_.number(cell.counts.people),
                own=_.percent(cell.rate),
                rest=_.percent(cell.rest_rate or 0.0),
                low=_.percent(cell.low),
                high=_.percent(cell.high),
            )
        )
    )
    step_to(
        _("Show all people"),
        ":material/search:",
        key="about_people",
        **{**NOWHERE, "about": PEOPLE},
    )
