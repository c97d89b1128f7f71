"""From where to where: the moves behind a time to event that is a change of job or grade."""

from __future__ import annotations

import streamlit as st

from dashboard import moves
from dashboard.figures import flow
from dashboard.pieces import chart
from dashboard.texts import plain
from dashboard.visit import Visit
from metrics.catalog import Metric
from metrics.disclosure import THRESHOLD, ReleasedAnswer, ReleasedFlow
from metrics.i18n import Words


def show_flows(visit: Visit, metric: Metric, answer: ReleasedAnswer) -> None:
    """The moves as sentences and a picture, about the whole company; why there is none where there
    is none."""
    _ = visit.words
    st.subheader(plain(_("From where to where")), anchor=False)
    if answer.scope.where:
        st.caption(
            plain(
                _(
                    "The moves are shown for the whole company only: those of a part would "
                    "tell those of the rest. Clear the filters to see them."
                )
            )
        )
        return
    found = moves.found(visit.snapshot, metric.name, visit.version)
    if found is None or not (found.moves or found.other):
        st.caption(
            plain(
                _(
                    (
                        "No move is shown: each was made by fewer than {threshold} mentees, or "
                        "by mentees of fewer than {threshold} mentors."
                    ),
                    threshold=THRESHOLD,
                )
            )
        )
        return
    st.markdown("  \n".join(plain(_story(move, found.months, _)) for move in found.moves[:3]))
    chart(flow(found, _), _, key="flows")
    st.caption(
        plain(
            _(
                (
                    "As many others alike: from the same job or grade and the same cells as in "
                    "the comparison above, followed as long. Moves of fewer than {threshold} "
                    "mentees, or of mentees of fewer than {threshold} mentors, are joined. The "
                    "counts say where people went; whether it is more than chance, the "
                    "interval above says."
                ),
                threshold=THRESHOLD,
            )
        )
    )


def _story(move: ReleasedFlow, months: int, _: Words) -> str:
    went = _(
        "{n} mentees went from {origin} to {destination} within {months} months after pairing",
        n=_.number(move.mentees),
        origin=move.origin,
        destination=move.destination,
        months=months,
    )
    if move.alike is None:
        return _("{went}; too few others alike did to say how many.", went=went)
    return _("{went}, against {n} of as many others alike.", went=went, n=_.number(move.alike))
