"""What the leader says: what each swing is worth, and how urgent each category is. Both stand in
the URL.
"""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text.priority_text import CRITERION_TITLES, criterion_figure
from metrics.company import CategoryEvidence
from metrics.priorities import URGENCY

POINTS, USUAL, MOST_URGENT = 100, 50, 10


def ask_weights(
    context: PageContext, of: CategoryEvidence
) -> tuple[dict[str, float], dict[str, float]]:
    """The points of each swing and the urgency of each category, as the reader set them."""
    _ = context.locale
    with st.expander(_("Weights"), icon=":material/tune:", key="weighing"):
        left, right = st.columns([3, 2], gap="large")
        with right:
            urgency = _urgency(context, of)
        with left:
            points = _points(context, of, urgency)
    return points, urgency


def _urgency(context: PageContext, of: CategoryEvidence) -> dict[str, float]:
    _, found = context.locale, {}
    st.markdown(
        plain(
            _(
                (
                    "How urgent is each category for you, from 0 to {most}? A category that "
                    "you leave empty gets no urgency score."
                ),
                most=MOST_URGENT,
            )
        )
    )
    for one in of.tree.in_use():
        said = st.number_input(
            one.name(_.language),
            0,
            MOST_URGENT,
            None,
            1,
            key=f"urgency_{one.code}",
            bind="query-params",
            placeholder=_("not entered"),
        )
        if said is not None:
            found[one.code] = float(said)
    return found


def _points(
    context: PageContext, of: CategoryEvidence, urgency: dict[str, float]
) -> dict[str, float]:
    """A slider per criterion that can count, each with the swing that it is about."""
    _, points = context.locale, {}
    st.markdown(
        plain(
            _(
                "Give 100 to the step from worst to best that matters most to you. Give "
                "every other step a weight relative to it."
            )
        )
    )
    for swing in queries.rank_categories(context.company, {}, urgency).swing_weights:
        name = swing.criterion.name
        label = _(
            "{criterion}: from {worst} to {best}",
            criterion=_(CRITERION_TITLES[name]),
            worst=criterion_figure(name, swing.worst, _),
            best=criterion_figure(name, swing.best, _),
        )
        points[name] = st.slider(
            plain(label), 0, POINTS, USUAL, 5, key=f"weight_{name}", bind="query-params"
        )
    if not points:
        st.caption(plain(_("There is nothing to compare yet.")))
    if URGENCY not in points:
        st.caption(
            plain(_("Urgency counts once you enter different values for at least two categories."))
        )
    return points
