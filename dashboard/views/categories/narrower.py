"""From broad to narrow: where somebody stands on the path, the step to where it is worst, and all
other steps.
"""

from __future__ import annotations

import streamlit as st

from dashboard.components import show_download
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text import priority_text
from dashboard.views.categories.parts import header, show_parts
from dashboard.views.categories.place import Standing
from dashboard.views.categories.step_to import step_into
from metrics.priorities import narrowest_cell


def show_narrower(context: PageContext, here: Standing) -> None:
    """The path, the narrow problem, and one table per dimension that is still open."""
    _ = context.locale
    _path(context, here)
    _worst(context, here)
    rows = []
    for dimension in here.cube.open_dimensions(here.place):
        rows += show_parts(context, here, dimension)
    if rows:
        st.caption(
            plain(
                _(
                    "Over the last two years of the data. To limit the effect of chance, "
                    "each rate is adjusted towards the average of comparable groups; smaller "
                    "groups are adjusted more. ° means that the average makes up more than "
                    "half of the rate; ! means that the rate differs significantly. Groups "
                    "of fewer than ten are left out."
                )
            )
        )
        show_download(context, "problem", header(here.cube, _("Part"), _), rows)


def _path(context: PageContext, here: Standing) -> None:
    """The steps taken, each with a link that takes it back."""
    _, cube, base, place = context.locale, here.cube, here.base, here.place
    taken = [at for at, value in enumerate(place) if value != base[at]]
    if not taken:
        return
    with st.container(horizontal=True):
        for at in taken:
            name = cube.dimensions[at]
            value = priority_text.dimension_value(name, place[at] or "", _)
            label = f"{_(priority_text.DIMENSIONS[name])}: {value}"
            step_into(
                cube,
                (*place[:at], base[at], *place[at + 1 :]),
                label,
                ":material/close:",
                key=f"without_{name}",
            )


def _worst(context: PageContext, here: Standing) -> None:
    """The sentence in which the path ends by itself, and the way there."""
    _, cube = context.locale, here.cube
    end = narrowest_cell(cube, here.place)
    st.subheader(plain(_("From broad to narrow")), anchor=False)
    if end == here.place:
        st.markdown(
            plain(_("No part within this selection loses significantly more than elsewhere."))
        )
        return
    st.markdown(
        plain(
            _(
                "The narrowest problem: {problem}.",
                problem=priority_text.problem_sentence(cube, cube.cell(end), _),
            )
        )
    )
    step_into(cube, end, _("Go to the narrowest problem"), ":material/filter_alt:", key="narrowest")
