"""The state of a drill-down: its cells, where the category begins, and the place in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.markdown import plain
from dashboard.session import url_state
from metrics.company import CategoryEvidence
from metrics.priorities import (
    DIMENSIONS,
    GROUP,
    SUBJECTS,
    Category,
    Cell,
    CellKey,
    Cube,
    category_cells,
)

STEPS = tuple(dict.fromkeys(name for subject in SUBJECTS for name in DIMENSIONS[subject]))
NOWHERE = dict.fromkeys((*STEPS, "about"), "")


@dataclass(frozen=True)
class Standing:
    """The cells, where the category begins in them, and the place that is looked at."""

    cube: Cube
    base: CellKey
    place: CellKey

    @property
    def cell(self) -> Cell | None:
        """What is known of the place; None where it may not be told."""
        return self.cube.cell(self.place)


def standing(of: CategoryEvidence, one: Category) -> Standing | None:
    """Return what the URL asks of a category; None if nothing says what it is about."""
    about = category_cells(one, of.tree)
    subject = url_state.read("about", SUBJECTS, about[0][0] if about else "")
    own = [place for what, place in about if what == subject]
    cube = of.drill_down(subject, own[0] if own else ())
    if cube is None:
        return None
    base = own[0] if len(own) == 1 and cube.cell(own[0]) else cube.top
    if subject == GROUP:
        return Standing(cube, base, base)
    steps = cube.key({name: url_state.parameter(name) for name in DIMENSIONS[subject]})
    return Standing(
        cube, base, tuple(wanted or given for wanted, given in zip(steps, base, strict=True))
    )


def step_to(
    label: str, icon: str, *, key: str, changes: Mapping[str, str], row: bool = False
) -> None:
    """Show a button that changes these parts of the URL and leaves the others.

    An empty part is removed. A link to the page itself would leave the URL, and so the browser's
    history, unchanged.
    """
    st.button(
        plain(label),
        icon=icon,
        key=key,
        type="tertiary" if row else "secondary",
        on_click=url_state.write,
        args=(changes,),
    )


def steps_to(names: Mapping[str, str], changes: Mapping[str, str] | None = None) -> None:
    """Show a button for each category (name by code), with these further changes."""
    for code, name in names.items():
        step_to(
            name,
            ":material/arrow_forward:",
            key=f"to_{code}",
            changes={"category": code} | dict(changes or {}),
        )


def step_into(
    cube: Cube, place: CellKey, label: str, icon: str, *, key: str, row: bool = False
) -> None:
    """Show a button that goes to a place of the cells."""
    query = {name: value or "" for name, value in zip(cube.dimensions, place, strict=True)}
    changes = NOWHERE | query | {"about": cube.subject}
    step_to(label, icon, key=key, row=row, changes=changes)
