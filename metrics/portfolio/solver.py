"""The portfolio as a mixed-integer programme: arrays for `scipy.optimize.milp` (HiGHS)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from metrics.i18n import N_
from metrics.portfolio.options import CENT, Amounts, CategoryLimits, PortfolioOption
from metrics.rewards.scenario import Fault, ScenarioError

# a search is cut off by work done, not by time, so that it ends the same way on every machine
MOST_NODES = 2_000
INFEASIBLE_STATUS = 2  # the status of `milp` where the limits cannot all be met
LIMITED = ("cash", "hours", "free_space", "liability")
CUT_OFF = N_(
    "The search stopped before it found a choice. Offer fewer options or widen the limits."
)
Row = tuple[np.ndarray, float, float]  # coefficients, low and high


@dataclass(frozen=True)
class ConstraintRows:
    """Constraints of the programme: `low` <= `coefficients` @ variables <= `high`."""

    coefficients: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def and_row(self, row: np.ndarray, low: float, high: float) -> ConstraintRows:
        """Return these constraints with one more."""
        return ConstraintRows(
            np.vstack([self.coefficients, row]),
            np.append(self.low, low),
            np.append(self.high, high),
        )


@dataclass(frozen=True)
class IntegerProgramme:
    """Which options to choose, and how many pairings of those that are counted.

    Variables in this order: one 0/1 per option; one count per counted option (`counted` holds their
    positions); and for a lower tail its threshold and the shortfall below it in each draw. `value`
    is to be maximised.

    Formula:
        max (1 - w) E[net] + w CVaR,   CVaR_a = max_t t - sum_s max(t - net_s, 0) / (a S)

    Source: Rockafellar and Uryasev 2000, Journal of Risk 2(3).
    """

    options: tuple[PortfolioOption, ...]
    counted: tuple[int, ...]
    columns: tuple[Amounts, ...]
    value: np.ndarray
    rows: ConstraintRows
    upper: np.ndarray
    lower: np.ndarray

    @property
    def width(self) -> int:
        """The number of variables."""
        return self.value.size

    @property
    def main(self) -> int:
        """The number of variables for options and counts."""
        return len(self.columns)

    def row(self, name: str) -> np.ndarray:
        """Return the row that sums an amount over what is chosen."""
        return _row(self.columns, name, self.width)


@dataclass(frozen=True)
class Solution:
    """The variables of a solution; `proven` where no better one exists."""

    variables: np.ndarray
    proven: bool


def build_programme(
    options: tuple[PortfolioOption, ...],
    *,
    most: Mapping[str, float],
    categories: Mapping[str, CategoryLimits],
    tail: float,
    level: float,
) -> IntegerProgramme:
    """Return the programme of these options.

    `most` holds the limits by amount, `categories` those of one category, `tail` the weight of the
    mean of the worst `level` of the draws.
    """
    counted = tuple(i for i, option in enumerate(options) if option.each is not None)
    columns: tuple[Amounts, ...] = (
        *options,
        *(option.each for option in options if option.each is not None),
    )
    main = len(columns)
    draws = np.array([column.draws for column in columns]).T if tail else np.empty((0, main))
    width = main + (1 + len(draws) if tail else 0)
    value = (1 - tail) * _row(columns, "net", width)
    upper = np.full(width, np.inf)
    upper[:main] = [*np.ones(len(options)), *(options[i].most for i in counted)]
    lower = np.zeros(width)
    if tail:
        value[main] = tail
        value[main + 1 :] = -tail / (level * len(draws))
        lower[main] = -np.inf
    rows = [
        *_one_plan_rows(options, width),
        *_count_rows(options, counted, width),
        *_limit_rows(columns, most, width),
        *_category_rows(options, counted, columns, categories, width),
        *_shortfall_rows(draws, width),
    ]
    coefficients, low, high = zip(*rows, strict=True)
    constraints = ConstraintRows(
        np.array(coefficients, float), np.array(low, float), np.array(high, float)
    )
    return IntegerProgramme(options, counted, columns, value, constraints, upper, lower)


def best_solution(programme: IntegerProgramme) -> Solution | None:
    """Return the best choice.

    Of several that are equal to half a cent the cheapest, then the first by name (rank).
    """
    rank = np.zeros(programme.width)
    rank[: len(programme.options)] = np.arange(1, len(programme.options) + 1)
    best: Solution | None = None
    rows = programme.rows
    for goal in (-programme.value, programme.row("cost"), rank):
        better = minimise(programme, goal, rows)
        if better is None or not better.proven:
            return best or better
        best = better
        rows = rows.and_row(goal, -np.inf, float(goal @ best.variables) + CENT / 2)
    return best


def minimise(
    programme: IntegerProgramme, goal: np.ndarray, rows: ConstraintRows
) -> Solution | None:
    """Return the variables at which `goal` is smallest; None where no choice meets the constraints.

    Raise ScenarioError where the search was cut off before it found any.
    """
    from scipy.optimize import (  # scipy is heavy; see metrics/inference/interval.py
        Bounds,
        LinearConstraint,
        milp,
    )
    from scipy.sparse import csr_array

    integrality = np.zeros(programme.width, dtype=int)
    integrality[: programme.main] = 1
    result = milp(
        goal,
        integrality=integrality,
        bounds=Bounds(programme.lower, programme.upper),
        options={"mip_rel_gap": 0.0, "node_limit": MOST_NODES},
        constraints=LinearConstraint(csr_array(rows.coefficients), rows.low, rows.high),
    )
    if result.x is None:
        if result.status != INFEASIBLE_STATUS:
            raise ScenarioError((Fault("options", CUT_OFF),))
        return None
    variables = result.x.copy()
    variables[: programme.main] = np.round(variables[: programme.main])
    return Solution(variables, proven=result.status == 0)


def _row(columns: tuple[Amounts, ...], name: str, width: int) -> np.ndarray:
    row = np.zeros(width)
    row[: len(columns)] = [getattr(column, name) for column in columns]
    return row


def _one_plan_rows(options: tuple[PortfolioOption, ...], width: int) -> Iterator[Row]:
    """Yield one constraint per category: at most one of its plans."""
    for category in sorted({option.category for option in options}):
        row = np.zeros(width)
        row[[i for i, option in enumerate(options) if option.category == category]] = 1
        yield row, 0.0, 1.0


def _count_rows(
    options: tuple[PortfolioOption, ...], counted: tuple[int, ...], width: int
) -> Iterator[Row]:
    """Yield the least and the most pairings of each counted option, once it is chosen."""
    for column, i in enumerate(counted, start=len(options)):
        for bound, low, high in (
            (options[i].least, 0.0, np.inf),
            (options[i].most, -np.inf, 0.0),
        ):
            row = np.zeros(width)
            row[column] = 1
            row[i] = -bound
            yield row, low, high


def _limit_rows(
    columns: tuple[Amounts, ...], most: Mapping[str, float], width: int
) -> Iterator[Row]:
    """Yield the limits on all categories together."""
    for name in LIMITED:
        if np.isfinite(most[name]):
            yield _row(columns, name, width), -np.inf, most[name]


def _category_rows(
    options: tuple[PortfolioOption, ...],
    counted: tuple[int, ...],
    columns: tuple[Amounts, ...],
    categories: Mapping[str, CategoryLimits],
    width: int,
) -> Iterator[Row]:
    """Yield the limits on single categories."""
    names = [option.category for option in options] + [options[i].category for i in counted]
    for category, limits in sorted(categories.items()):
        inside = np.zeros(width)
        inside[: len(names)] = [name == category for name in names]
        for name, (low, high) in (("cash", limits.cash), ("pairings", limits.pairings)):
            if low > 0 or np.isfinite(high):
                yield inside * _row(columns, name, width), low, high


def _shortfall_rows(draws: np.ndarray, width: int) -> Iterator[Row]:
    """Yield one constraint per draw: net - threshold + shortfall >= 0."""
    n, main = draws.shape
    for number, draw in enumerate(draws):
        row = np.zeros(width)
        row[:main] = draw
        row[main] = -1
        row[main + 1 + number] = 1
        yield row, 0.0, np.inf
