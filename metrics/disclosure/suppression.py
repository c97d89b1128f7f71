"""Which cells of a cube may be shown, so that no hidden one can be found by subtraction along any
path.

A cell of fewer than ten units or of fewer than ten people is hidden. Where the hidden ones beside
each other stand for fewer than ten together, or are a single one, the smallest that is shown is
hidden too, and so is one part of a hidden cell that its parts would add up to; and so on until
nothing changes. What all these sums together would still give away has one more cell hidden that
they use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from metrics.disclosure.release import release
from metrics.disclosure.released import ReleasedCase, ReleasedInside, ReleasedRanking
from metrics.priorities.business_case import Case, Inside
from metrics.priorities.drilldown import Counts, Cube, Place
from metrics.priorities.gap import Gap
from metrics.priorities.ranking import Ranking
from metrics.scope import SMALLEST_GROUP

EXACT = 1e-9
Family = tuple[Place, list[Place]]


def hidden(cube: Cube) -> frozenset[Place]:
    """The places that may not be shown."""
    families = list(_families(cube))
    found = {place for place, counts in cube.cells.items() if _few(counts)}
    while more := (
        {one for parent, family in families if (one := _next(cube.cells, parent, family, found))}
        or _giving_away(cube.cells, families, found)
    ):
        found |= more
    return frozenset(found)


@release.register
def _(known: Inside) -> ReleasedInside:
    """No cell, gap, goal group or number of mentors that few people stand behind; of a group only
    all of it. How many experts are inside is told, as on their own page: a number without anybody's
    name, department or figure.
    """
    cubes = {
        subject: Cube(
            subject, {place: counts for place, counts in cube.cells.items() if place not in out}
        )
        for subject, cube in known.cubes.items()
        for out in [hidden(cube)]
    }
    return ReleasedInside(
        replace(
            known,
            cubes=cubes,
            gaps={metric: _gaps(found) for metric, found in known.gaps.items()},
            available={
                category: n for category, n in known.available.items() if n >= SMALLEST_GROUP
            },
            groups={
                name: Cube(one.subject, {one.top: one.cells[one.top]})
                for name, one in known.groups.items()
                if one.top in one.cells and not _few_left(one, known.cubes[one.subject])
            },
        )
    )


@release.register
def _(known: Case) -> ReleasedCase:
    return ReleasedCase(
        known
    )  # made from released facts and what the leader entered: nothing is added


@release.register
def _(known: Ranking) -> ReleasedRanking:
    return ReleasedRanking(known)  # made from released cases


def _few_left(group: Cube, everybody: Cube) -> bool:
    """Whether a goal group, or what is left of a cell around it or of it around a cell, is fewer
    than ten people.
    """
    own = group.cells[group.top].people
    left = [own]
    for place, one in everybody.cells.items():
        within = group.cells[place].people if place in group.cells else 0
        if within in (
            own,
            one.people,
        ):  # the cell holds the whole group, or the group the whole cell
            left.append(abs(one.people - own))
    return any(0 < n < SMALLEST_GROUP for n in left)


def _gaps(found: Mapping[str, Gap]) -> dict[str, Gap]:
    """The gaps with enough people on both sides; where a single one is hidden, the smallest of the
    others is too.
    """
    told = {
        name: one
        for name, one in found.items()
        if min(one.people, one.people_beside) >= SMALLEST_GROUP
    }
    if len(found) - len(told) == 1 and told:
        told.pop(min(told, key=lambda name: (told[name].people, name)))
    return told


def _next(
    cells: Mapping[Place, Counts], parent: Place, family: list[Place], found: set[Place]
) -> Place | None:
    """What has to be hidden too where the hidden cells of a family are too few to hide each other:
    the smallest that is shown, else what they add up to; None where they are enough.
    """
    inside = [place for place in family if place in found]
    if parent in found:
        enough = bool(inside)
    else:
        enough = (
            not inside
            or len(inside) > 1
            and all(
                _together(cells, parent, family, inside, count) >= SMALLEST_GROUP
                for count in ("units", "people")
            )
        )
    if enough:
        return None
    shown = [place for place in family if place not in found]
    return min(shown, key=lambda place: (cells[place].units, str(place)), default=parent)


def _together(
    cells: Mapping[Place, Counts],
    parent: Place,
    family: list[Place],
    inside: list[Place],
    count: str,
) -> int:
    """At least so many stand in the hidden cells of a family together: somebody who moved stands in
    several.
    """
    beside = sum(getattr(cells[place], count) for place in family if place not in inside)
    return max(
        getattr(cells[parent], count) - beside, *(getattr(cells[place], count) for place in inside)
    )


def _giving_away(
    cells: Mapping[Place, Counts], families: list[Family], found: set[Place]
) -> set[Place]:
    """For each small hidden place that the sums of all families give away, the smallest shown place
    that they use.
    """
    open_ones = [one for one in families if not found.isdisjoint((one[0], *one[1]))]
    at = {place: column for column, place in enumerate(sorted(found, key=str))}
    sums = np.zeros(
        (len(open_ones), len(at))
    )  # what is hidden of each family, less what it adds up to
    for row, (parent, family) in enumerate(open_ones):
        sums[row, [at[place] for place in family if place in found]] = 1
        if parent in found:
            sums[row, at[parent]] = -1
    left, size, basis = np.linalg.svd(sums, full_matrices=False)
    left, size, basis = left[:, size > EXACT], size[size > EXACT], basis[size > EXACT]
    solved = [
        at[place]
        for place in found
        if _few(cells[place]) and (basis[:, at[place]] ** 2).sum() > 1 - EXACT
    ]
    used = [
        {
            one
            for row in np.flatnonzero(np.abs(left / size @ basis[:, column]) > EXACT)
            for one in (open_ones[row][0], *open_ones[row][1])
            if one not in found
        }
        for column in solved
    ]
    return {
        min(shown, key=lambda place: (cells[place].units, str(place))) for shown in used if shown
    }


def _few(counts: Counts) -> bool:
    return min(counts.units, counts.people) < SMALLEST_GROUP


def _families(cube: Cube) -> Iterator[Family]:
    """Every cell with the cells one step below it along one dimension: they add up to it."""
    families: dict[tuple[Place, int], list[Place]] = {}
    for place in cube.cells:
        for at, value in enumerate(place):
            if value is not None:
                families.setdefault(((*place[:at], None, *place[at + 1 :]), at), []).append(place)
    for (parent, _at), family in families.items():
        yield parent, family
