"""Where somebody stands: the cells that are looked at, where the category begins in them, and the
place in the URL.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    """What the URL asks of a category; None where nothing says what it is about."""
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
