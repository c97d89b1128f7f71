"""From a broad problem to a narrow one: who leaves more than the rest, by segment, product and
department of the owner (customers), by department, grade and tenure (people), or in a goal group,
and what that costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from metrics.inference.rate_shrinkage import CellRate, binomial_p_value, cell_rates
from metrics.inference.sample_size import YEAR
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent / "sql"
CUSTOMERS, PEOPLE = SUBJECTS = ("customers", "people")
GROUP, OTHERS = "group", ""
DIMENSIONS = {
    CUSTOMERS: ("segment", "product", "department"),
    PEOPLE: ("department", "grade", "tenure"),
    GROUP: ("group",),
}
SQL = {subject: FOLDER / f"{subject}.sql" for subject in SUBJECTS}
SURE = 0.05
OWN_WEIGHT = 0.5  # a cell whose figure is borrowed for more than half is marked as small
WORSE = 1.05  # a step down has to be at least so many times as bad as where it starts
Place = tuple[str | None, ...]  # a value for each dimension, None for all of it


@dataclass(frozen=True)
class Counts:
    """One cell: `units` (customers or people) whom `people` stand behind (owners or themselves),
    their `years`, how many were `lost`, and what those brought in or cost to replace in euros a
    year; None where that is not known.
    """

    units: int
    people: int
    years: float
    lost: int
    money: float | None


@dataclass(frozen=True)
class Cell:
    """A cell as it is read: `rate` is lost per year, `shrunk` the same drawn towards its like (with
    a 95 % interval), `rest` the rate of all others (None for the whole), `p` the chance of so many
    lost at the pace of the others, and `looked` the number of cells of its kind that were looked
    at.
    """

    place: Place
    counts: Counts
    rate: float
    shrunk: float
    low: float
    high: float
    weight: float
    rest: float | None
    p: float
    looked: int

    @property
    def small(self) -> bool:
        """More than half of its figure is borrowed from its like."""
        return self.weight < OWN_WEIGHT

    @property
    def times(self) -> float | None:
        """How many times the rest; None where there is no rest, or nobody of it was lost."""
        return self.shrunk / self.rest if self.rest else None

    @property
    def stands_out(self) -> bool:
        """Whether it is surely worse than the rest, also after looking at all cells of its kind
        (Bonferroni).
        """
        return self.p * self.looked <= SURE

    @property
    def excess(self) -> float:
        """What is lost a year beyond the pace of the rest: euros where they are known, else
        customers or people.
        """
        if not self.rest or self.shrunk <= self.rest:
            return 0.0
        lost = self.counts.money if self.counts.money is not None else self.counts.lost
        return lost * (1 - self.rest / self.shrunk)


@dataclass(frozen=True)
class Cube:
    """All cells of a subject by their place."""

    subject: str
    cells: Mapping[Place, Counts]

    @property
    def dimensions(self) -> tuple[str, ...]:
        return DIMENSIONS[self.subject]

    @property
    def top(self) -> Place:
        """The place of the whole."""
        return (None,) * len(self.dimensions)

    def place(self, values: Mapping[str, str]) -> Place:
        """The place with these values by dimension."""
        return tuple(values.get(dimension) or None for dimension in self.dimensions)

    def cell(self, place: Place) -> Cell | None:
        """The cell of that place; None where nobody is, or nobody can be told."""
        counts, whole = self.cells.get(place), self.cells.get(self.top)
        if counts is None or whole is None or counts.years <= 0:
            return None
        found, beside = self._rates[place], whole.years - counts.years
        rest = (whole.lost - counts.lost) / beside if beside > 1e-9 else None
        p = (
            binomial_p_value(counts.lost, counts.years, whole.lost, whole.years)
            if rest is not None
            else 1.0
        )
        return Cell(
            place,
            counts,
            found.rate,
            found.shrunk,
            found.low,
            found.high,
            found.weight,
            rest,
            p,
            len(self._levels[_kind(place)]),
        )

    def below(self, place: Place, dimension: str) -> tuple[Cell, ...]:
        """The cells one step down along that dimension, the worst first."""
        at = self.dimensions.index(dimension)
        values = {other[at] for other in self.cells if other[at] is not None}
        steps = [self.cell((*place[:at], value, *place[at + 1 :])) for value in values]
        return tuple(
            sorted((one for one in steps if one), key=lambda one: (-one.shrunk, str(one.place)))
        )

    def left(self, place: Place) -> tuple[str, ...]:
        """The dimensions along which a step down is left: those with more than one value there."""
        return tuple(
            name
            for name, value in zip(self.dimensions, place, strict=True)
            if value is None and len(self.below(place, name)) > 1
        )

    @cached_property
    def _rates(self) -> dict[Place, CellRate]:
        """Every cell's rate, drawn towards all cells of the same dimensions."""
        return {
            place: found
            for places in self._levels.values()
            for place, found in zip(
                places,
                cell_rates(
                    [self.cells[one].lost for one in places],
                    [self.cells[one].years for one in places],
                ),
                strict=True,
            )
        }

    @cached_property
    def _levels(self) -> dict[tuple[bool, ...], list[Place]]:
        """The places of one kind together: those with the same dimensions open."""
        levels: dict[tuple[bool, ...], list[Place]] = {}
        for place, counts in self.cells.items():
            if counts.years > 0:
                levels.setdefault(_kind(place), []).append(place)
        return levels


def cube(session: Session, subject: str, *, per_exit: float | None = None) -> Cube:
    """The cells of CUSTOMERS or PEOPLE over the last two years of the data; empty where the table
    is.

    `per_exit`: what it costs to replace one who leaves, euros; the margin of customers stands in
    their table. A lost customer without revenue or margin counts for no euros.
    """
    if subject == PEOPLE:
        return _peoples(session, per_exit).get("", Cube(PEOPLE, {}))
    rows = session.rows(SQL[subject])
    return Cube(subject, _cells(rows, _span(rows), None))


def groups(session: Session, *, per_exit: float) -> dict[str, Cube]:
    """The cells of PEOPLE within each goal group that the company declares, by its name:
    everybody's months while they were in it.
    """
    return {name: found for name, found in _peoples(session, per_exit).items() if name}


def against_rest(name: str, own: Counts, whole: Counts) -> Cube:
    """The goal group of that name, and all others: the months and exits of the company that are not
    its own.
    """
    money = None if own.money is None or whole.money is None else whole.money - own.money
    others = Counts(
        whole.units - own.units,
        whole.people - own.people,
        whole.years - own.years,
        whole.lost - own.lost,
        money,
    )
    return Cube(GROUP, {(None,): whole, (name,): own, (OTHERS,): others})


def _peoples(session: Session, per_exit: float | None) -> dict[str, Cube]:
    """The cells of PEOPLE by goal group; "" is everybody."""
    found: dict[str, list[tuple]] = {}
    for group, *row in session.rows(SQL[PEOPLE]):
        found.setdefault(group, []).append(tuple(row))
    span = _span(found.get("", ()))
    return {group: Cube(PEOPLE, _cells(rows, span, per_exit)) for group, rows in found.items()}


def _span(rows: Sequence[tuple]) -> int:
    """The months that the data cover, of the two years."""
    return max((row[-1] for row in rows if row[3]), default=YEAR)


def _cells(rows: Sequence[tuple], span: int, per_exit: float | None) -> dict[Place, Counts]:
    cells = {}
    for *place, units, people, months, lost, money, _months in rows:
        if not units:
            continue
        euros = (
            lost * per_exit if per_exit is not None else float(money) if money is not None else None
        )
        yearly = 0.0 if not lost else None if euros is None else euros * YEAR / span
        cells[tuple(place)] = Counts(units, people, float(months) / YEAR, int(lost), yearly)
    return cells


def narrowest(found: Cube, start: Place | None = None) -> Place:
    """Where the path from broad to narrow ends: step by step to the cell that loses most beyond the
    pace of the rest, as long as it surely stands out and is worse than where the step began.
    """
    place = start if start is not None and found.cell(start) else found.top
    while (step := _worst(found, place)) is not None:
        place = step.place
    return place


def _kind(place: Place) -> tuple[bool, ...]:
    return tuple(value is None for value in place)


def _worst(found: Cube, place: Place) -> Cell | None:
    here = found.cell(place)
    steps = [
        one
        for one in _steps(found, place)
        if here and one.stands_out and one.shrunk > WORSE * here.shrunk
    ]
    return max(steps, key=lambda one: (one.excess, str(one.place)), default=None)


def _steps(found: Cube, place: Place) -> Iterator[Cell]:
    for dimension in found.left(place):
        yield from found.below(place, dimension)
