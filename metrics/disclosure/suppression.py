"""Complementary suppression: which cells of a cube may not be shown.

A cell of fewer than ten units or fewer than ten people is hidden. If the hidden cells of a family
(the cells that add up to a parent) cover fewer than ten together, or are a single one, the
smallest cell that is still shown is hidden too. So is one part of a hidden cell that its parts
would add up to. This repeats until nothing changes. If a hidden cell can still be derived from a
linear combination of all these sums, one more cell in it is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from metrics.priorities.drilldown import CellCounts, CellKey, Cube
from metrics.scope import SMALLEST_GROUP

EXACT = 1e-9
Cells = Mapping[CellKey, CellCounts]
Family = tuple[CellKey, list[CellKey]]  # a parent, and the cells one step down that add up to it


def hidden_cells(cube: Cube) -> frozenset[CellKey]:
    """Return the keys of the cells that may not be shown."""
    families = list(_families(cube))
    hidden = {key for key, counts in cube.cells.items() if _is_small(counts)}
    while more := _within_families(cube.cells, families, hidden) or _derivable(
        cube.cells, families, hidden
    ):
        hidden |= more
    return frozenset(hidden)


def _families(cube: Cube) -> Iterator[Family]:
    """Yield every cell with the cells one step down along one dimension."""
    families: dict[tuple[CellKey, int], list[CellKey]] = {}
    for key in cube.cells:
        for at, value in enumerate(key):
            if value is not None:
                families.setdefault(((*key[:at], None, *key[at + 1 :]), at), []).append(key)
    for (parent, _at), family in families.items():
        yield parent, family


def _within_families(
    cells: Cells, families: Iterable[Family], hidden: set[CellKey]
) -> set[CellKey]:
    """Return one more cell to hide for each family whose hidden cells do not hide each other."""
    more = set()
    for parent, family in families:
        key = _next_to_hide(cells, parent, family, hidden)
        if key is not None:
            more.add(key)
    return more


def _next_to_hide(
    cells: Cells, parent: CellKey, family: list[CellKey], hidden: set[CellKey]
) -> CellKey | None:
    """Return the smallest shown cell of a family, else its parent; None if enough are hidden."""
    own = [key for key in family if key in hidden]
    if parent in hidden:
        enough = bool(own)
    else:
        enough = not own or (len(own) > 1 and _cover_enough(cells, parent, family, own))
    if enough:
        return None
    shown = [key for key in family if key not in hidden]
    return _smallest(cells, shown) if shown else parent


def _cover_enough(
    cells: Cells, parent: CellKey, family: list[CellKey], hidden: list[CellKey]
) -> bool:
    """Return whether the hidden cells of a family cover the threshold of units and of people.

    They cover at least what the shown cells leave of the parent, and at least the largest of them:
    a person who moved is in several cells.
    """
    shown = [key for key in family if key not in hidden]
    units = max(
        cells[parent].units - sum(cells[key].units for key in shown),
        *(cells[key].units for key in hidden),
    )
    people = max(
        cells[parent].people - sum(cells[key].people for key in shown),
        *(cells[key].people for key in hidden),
    )
    return min(units, people) >= SMALLEST_GROUP


def _derivable(cells: Cells, families: list[Family], hidden: set[CellKey]) -> set[CellKey]:
    """Return cells to hide because small hidden cells follow from the sums of all families.

    For each such cell, the smallest shown cell that the sums use.
    """
    open_families = [
        (parent, family) for parent, family in families if not hidden.isdisjoint((parent, *family))
    ]
    columns = {key: column for column, key in enumerate(sorted(hidden, key=str))}
    sums = np.zeros((len(open_families), len(columns)))  # hidden cells, less their hidden parent
    for row, (parent, family) in enumerate(open_families):
        sums[row, [columns[key] for key in family if key in hidden]] = 1
        if parent in hidden:
            sums[row, columns[parent]] = -1
    left, size, basis = np.linalg.svd(sums, full_matrices=False)
    rank = size > EXACT
    left = left[:, rank]
    size = size[rank]
    basis = basis[rank]
    more = set()
    for key in hidden:
        column = columns[key]
        solved = (basis[:, column] ** 2).sum() > 1 - EXACT
        if not (_is_small(cells[key]) and solved):
            continue
        used = np.flatnonzero(np.abs(left / size @ basis[:, column]) > EXACT)
        shown = {
            other
            for row in used
            for other in (open_families[row][0], *open_families[row][1])
            if other not in hidden
        }
        if shown:
            more.add(_smallest(cells, shown))
    return more


def _smallest(cells: Cells, keys: Iterable[CellKey]) -> CellKey:
    return min(keys, key=lambda key: (cells[key].units, str(key)))


def _is_small(counts: CellCounts) -> bool:
    return min(counts.units, counts.people) < SMALLEST_GROUP
