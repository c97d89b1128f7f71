"""Drill-down from a broad problem to a narrow one, and what the problem costs.

A cube counts who leaves by segment, product and department of the owner (customers), by
department, grade and tenure (people), or in a goal group. Its cells show where the loss is higher
than in the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from metrics.inference.rate_shrinkage import CellRate, binomial_p_value, cell_rates
from metrics.inference.sample_size import YEAR
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent / "sql"
CUSTOMERS = "customers"
PEOPLE = "people"
SUBJECTS = (CUSTOMERS, PEOPLE)
GROUP = "group"
OTHERS = ""  # the key of everyone outside a goal group
DIMENSIONS = {
    CUSTOMERS: ("segment", "product", "department"),
    PEOPLE: ("department", "grade", "tenure"),
    GROUP: ("group",),
}
CELLS_SQL = {subject: FOLDER / f"{subject}.sql" for subject in SUBJECTS}
SIGNIFICANCE = 0.05
OWN_WEIGHT = 0.5  # below it, more than half of a cell's rate comes from the cells of its kind
WORSE = 1.05  # a step down must have at least this many times the rate of the cell it starts from
CellKey = tuple[str | None, ...]  # a value for each dimension, None for all its values


@dataclass(frozen=True)
class CellCounts:
    """Counts of one cell.

    `units` are customers or people, `people` the owners of those customers or the people
    themselves. `years` are years of exposure, `lost` the units that left. `money` is what the lost
    units brought in (customers) or cost to replace (people), in euros a year; None if not known.
    """

    units: int
    people: int
    years: float
    lost: int
    money: float | None


@dataclass(frozen=True)
class Cell:
    """A cell with its rates.

    `rate` is lost units per year. `shrunk` is the same rate shrunk towards the cells of its kind,
    with its 95 % interval (`low`, `high`) and the `weight` of the cell's own data. `rest_rate` is
    the rate of all other cells, None for the whole. `p` is the probability of at least this many
    losses at the rate of the rest, and `cells_tested` the number of cells of the same kind.
    """

    key: CellKey
    counts: CellCounts
    rate: float
    shrunk: float
    low: float
    high: float
    weight: float
    rest_rate: float | None
    p: float
    cells_tested: int

    @property
    def is_small(self) -> bool:
        """Return whether more than half of the rate comes from the cells of its kind."""
        return self.weight < OWN_WEIGHT

    @property
    def relative_rate(self) -> float | None:
        """Return how many times the rate of the rest; None without a rest or losses in it."""
        return self.shrunk / self.rest_rate if self.rest_rate else None

    @property
    def is_significant(self) -> bool:
        """Return whether the rate exceeds the rest's significantly (Bonferroni over its kind)."""
        return self.p * self.cells_tested <= SIGNIFICANCE

    @property
    def excess_loss(self) -> float:
        """Return the yearly loss beyond the rate of the rest.

        In euros if they are known, else in customers or people.
        """
        if not self.rest_rate or self.shrunk <= self.rest_rate:
            return 0.0
        lost = self.counts.money if self.counts.money is not None else self.counts.lost
        return lost * (1 - self.rest_rate / self.shrunk)


@dataclass(frozen=True)
class Cube:
    """All cells of a subject by key."""

    subject: str
    cells: Mapping[CellKey, CellCounts]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Return the names of the subject's dimensions, in the order of the keys."""
        return DIMENSIONS[self.subject]

    @property
    def top(self) -> CellKey:
        """Return the key of the whole."""
        return (None,) * len(self.dimensions)

    def key(self, values: Mapping[str, str]) -> CellKey:
        """Return the key with these values by dimension; an empty value stands for all."""
        return tuple(values.get(dimension) or None for dimension in self.dimensions)

    def cell(self, key: CellKey) -> Cell | None:
        """Return the cell with that key; None if it is empty or not in the cube."""
        counts = self.cells.get(key)
        whole = self.cells.get(self.top)
        if counts is None or whole is None or counts.years <= 0:
            return None
        rates = self._rates[key]
        rest_years = whole.years - counts.years
        rest_rate = None
        p = 1.0
        if rest_years > 1e-9:
            rest_rate = (whole.lost - counts.lost) / rest_years
            p = binomial_p_value(counts.lost, counts.years, whole.lost, whole.years)
        return Cell(
            key,
            counts,
            rates.rate,
            rates.shrunk,
            rates.low,
            rates.high,
            rates.weight,
            rest_rate,
            p,
            len(self._kinds[_kind(key)]),
        )

    def cells_below(self, key: CellKey, dimension: str) -> tuple[Cell, ...]:
        """Return the cells one step down along that dimension, highest shrunk rate first."""
        at = self.dimensions.index(dimension)
        values = {other[at] for other in self.cells if other[at] is not None}
        cells = [self.cell((*key[:at], value, *key[at + 1 :])) for value in values]
        return tuple(
            sorted(
                (cell for cell in cells if cell),
                key=lambda cell: (-cell.shrunk, str(cell.key)),
            )
        )

    def open_dimensions(self, key: CellKey) -> tuple[str, ...]:
        """Return the dimensions along which the key can still be split into several cells."""
        return tuple(
            name
            for name, value in zip(self.dimensions, key, strict=True)
            if value is None and len(self.cells_below(key, name)) > 1
        )

    @cached_property
    def _rates(self) -> dict[CellKey, CellRate]:
        """Return every cell's rate, shrunk towards all cells of its kind."""
        rates: dict[CellKey, CellRate] = {}
        for keys in self._kinds.values():
            lost = [self.cells[key].lost for key in keys]
            years = [self.cells[key].years for key in keys]
            rates.update(zip(keys, cell_rates(lost, years), strict=True))
        return rates

    @cached_property
    def _kinds(self) -> dict[tuple[bool, ...], list[CellKey]]:
        """Return the keys by kind: keys of one kind fix the same dimensions."""
        kinds: dict[tuple[bool, ...], list[CellKey]] = {}
        for key, counts in self.cells.items():
            if counts.years > 0:
                kinds.setdefault(_kind(key), []).append(key)
        return kinds


def subject_cube(session: Session, subject: str, *, per_exit: float | None = None) -> Cube:
    """Return the cells of CUSTOMERS or PEOPLE over the last two years; empty without their table.

    `per_exit` is the cost of replacing one leaver in euros, for PEOPLE. The margin of customers is
    in their table; a lost customer without revenue or margin counts for no euros.
    """
    if subject == PEOPLE:
        return _people_cubes(session, per_exit).get("", Cube(PEOPLE, {}))
    rows = session.records(CELLS_SQL[subject])
    return Cube(subject, _cells(subject, rows, _span(rows), None))


def goal_group_cubes(session: Session, *, per_exit: float) -> dict[str, Cube]:
    """Return the cells of PEOPLE within each declared goal group, by the group's name.

    Each person counts for the months spent in the group.
    """
    return {name: cube for name, cube in _people_cubes(session, per_exit).items() if name}


def group_against_rest(name: str, own: CellCounts, whole: CellCounts) -> Cube:
    """Return a cube of a goal group and of everyone else.

    Everyone else has the company's years and exits that are not the group's own.
    """
    money = None if own.money is None or whole.money is None else whole.money - own.money
    others = CellCounts(
        whole.units - own.units,
        whole.people - own.people,
        whole.years - own.years,
        whole.lost - own.lost,
        money,
    )
    return Cube(GROUP, {(None,): whole, (name,): own, (OTHERS,): others})


def narrowest_cell(cube: Cube, start: CellKey | None = None) -> CellKey:
    """Return the key where the path from broad to narrow ends.

    Each step goes to the cell with the largest excess loss, as long as that cell is significantly
    above the rest and worse than the cell where the step began.
    """
    key = start if start is not None and cube.cell(start) else cube.top
    while (step := _worst_step(cube, key)) is not None:
        key = step.key
    return key


def _people_cubes(session: Session, per_exit: float | None) -> dict[str, Cube]:
    """Return the cells of PEOPLE by goal group; "" holds everyone."""
    rows_by_group: dict[str, list[dict[str, Any]]] = {}
    for row in session.records(CELLS_SQL[PEOPLE]):
        rows_by_group.setdefault(row["goal_group"], []).append(row)
    span = _span(rows_by_group.get("", ()))
    return {
        group: Cube(PEOPLE, _cells(PEOPLE, rows, span, per_exit))
        for group, rows in rows_by_group.items()
    }


def _span(rows: Sequence[Mapping[str, Any]]) -> int:
    """Return how many months of the two years the data cover."""
    return max((row["span"] for row in rows if row["units"]), default=YEAR)


def _cells(
    subject: str, rows: Sequence[Mapping[str, Any]], span: int, per_exit: float | None
) -> dict[CellKey, CellCounts]:
    cells: dict[CellKey, CellCounts] = {}
    for row in rows:
        if row["units"]:
            key = tuple(row[dimension] for dimension in DIMENSIONS[subject])
            cells[key] = CellCounts(
                row["units"],
                row["people"],
                float(row["months"]) / YEAR,
                int(row["lost"]),
                _yearly_money(row, span, per_exit),
            )
    return cells


def _yearly_money(row: Mapping[str, Any], span: int, per_exit: float | None) -> float | None:
    if not row["lost"]:
        return 0.0
    if per_exit is not None:
        return row["lost"] * per_exit * YEAR / span
    return None if row["money"] is None else float(row["money"]) * YEAR / span


def _kind(key: CellKey) -> tuple[bool, ...]:
    return tuple(value is None for value in key)


def _worst_step(cube: Cube, key: CellKey) -> Cell | None:
    here = cube.cell(key)
    if here is None:
        return None
    steps = [
        cell
        for cell in _steps(cube, key)
        if cell.is_significant and cell.shrunk > WORSE * here.shrunk
    ]
    return max(steps, key=lambda cell: (cell.excess_loss, str(cell.key)), default=None)


def _steps(cube: Cube, key: CellKey) -> Iterator[Cell]:
    for dimension in cube.open_dimensions(key):
        yield from cube.cells_below(key, dimension)
