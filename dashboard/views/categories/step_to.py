"""Steps within the page: each stands in the URL, so that a link opens it and the back button takes
it back.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.markdown import plain
from dashboard.session import url_state
from dashboard.views.categories.place import NOWHERE
from metrics.priorities import CellKey, Cube


def step_to(label: str, icon: str, *, key: str, row: bool = False, **changes: str) -> None:
    """A button that changes these parts of the URL and leaves the others; an empty part is nothing.

    A link to the page itself would leave the URL, and so the browser's history, as it is.
    """
    st.button(
        plain(label),
        icon=icon,
        key=key,
        type="tertiary" if row else "secondary",
        on_click=url_state.write,
        args=(changes,),
    )


def steps_to(names: Mapping[str, str], **changes: str) -> None:
    """A button for each category, its name by its code, with these further changes."""
    for code, name in names.items():
        step_to(name, ":material/arrow_forward:", key=f"to_{code}", category=code, **changes)


def step_into(
    cube: Cube, place: CellKey, label: str, icon: str, *, key: str, row: bool = False
) -> None:
    """A button that goes to a place of the cells."""
    query = {name: value or "" for name, value in zip(cube.dimensions, place, strict=True)}
    step_to(label, icon, key=key, row=row, **{**NOWHERE, **query, "about": cube.subject})
