"""From where to where: the moves behind a time to event that is a change of job or grade."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart
from dashboard.figures import moves_chart
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from metrics.catalog import Metric
from metrics.disclosure import ReleasedAnswer, ReleasedFlow
from metrics.i18n import N_, Locale
from metrics.scope import SMALLEST_GROUP

HIDDEN = N_(
    "{went}. The number of comparable colleagues who did so is not shown, to protect privacy."
)
NOBODY_COMPARABLE = N_("{went}. There were no comparable colleagues.")
STORY = N_("{n} mentees moved from {origin} to {destination} within {months} months after pairing")


def show_flows(context: PageContext, metric: Metric, answer: ReleasedAnswer) -> None:
    """Show the career moves of the whole company in words and a chart, or why there are none."""
    _ = context.locale
    st.subheader(plain(_("Moves by origin and destination")), anchor=False)
    if answer.scope.where:
        st.caption(
            plain(
                _(
                    "Moves are shown for the whole company only: figures for a part would "
                    "reveal those of the rest. Clear the filters to see them."
                )
            )
        )
        return
    found = queries.moves(context.company, metric.name)
    if found is None or not (found.moves or found.other):
        st.caption(
            plain(
                _(
                    (
                        "No moves are shown. Each was made by fewer than {threshold} "
                        "mentees, or by mentees of fewer than {threshold} mentors."
                    ),
                    threshold=SMALLEST_GROUP,
                )
            )
        )
        return
    st.markdown("  \n".join(plain(_story(move, found.months, _)) for move in found.moves[:3]))
    show_chart(moves_chart(found, _), _, key="flows")
    st.caption(
        plain(
            _(
                (
                    "The comparable colleagues are equal in number and followed equally "
                    "long. They come from the same job or job level and the same cells as in "
                    "the comparison above. Moves of fewer than {threshold} mentees, or of "
                    "mentees of fewer than {threshold} mentors, are combined. The counts "
                    "show where people went. The interval above shows whether that is more "
                    "than chance."
                ),
                threshold=SMALLEST_GROUP,
            )
        )
    )


def _story(move: ReleasedFlow, months: int, _: Locale) -> str:
    went = _(
        STORY,
        n=_.number(move.mentees),
        origin=move.origin,
        destination=move.destination,
        months=months,
    )
    if move.expected is None:
        return _(HIDDEN if move.hidden else NOBODY_COMPARABLE, went=went)
    return _(
        "{went}, against {n} of an equal number of comparable colleagues.",
        went=went,
        n=_.number(move.expected),
    )
