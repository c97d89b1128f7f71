"""The portfolio as a mixed-integer programme: arrays for `scipy.optimize.milp` (HiGHS), nothing a
reader meets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.i18n import N_
from metrics.portfolio.options import CENT, Amounts, CategoryLimits, PortfolioOption
from metrics.rewards.scenario import Fault, ScenarioError

MOST_NODES = (
    2_000  # a search is cut off by work done, not by time, so that it ends alike on every machine
)
KEPT_BY_NONE = 2  # the status of `milp` where the limits cannot all be kept
AMOUNTS = ("cash", "hours", "free_space", "liability")


@dataclass(frozen=True)
class ConstraintRows:
    """Rows of the programme: `low` <= `of` @ variables <= `high`."""

    of: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def and_row(self, row: np.ndarray, low: float, high: float) -> ConstraintRows:
        return ConstraintRows(
            np.vstack([self.of, row]), np.append(self.low, low), np.append(self.high, high)
        )


@dataclass(frozen=True)
class IntegerProgramme:
    """Which options, and how many pairings of those that are counted.

    Variables in this order: one 0/1 per option; one count per counted option; and for a lower tail
    its threshold and the shortfall below it in each draw. `value` is to be made as large as
    possible.

    Formula:
        max (1 - w) E[net] + w CVaR,   CVaR_a = max_t t - sum_s max(t - net_s, 0) / (a S)

    Source: Rockafellar and Uryasev 2000, Journal of Risk 2(3).
    """

    options: tuple[PortfolioOption, ...]
    counted: tuple[int, ...]
    value: np.ndarray
    rows: ConstraintRows
    upper: np.ndarray
    lower: np.ndarray

    @property
    def width(self) -> int:
        return self.value.size

    def row(self, amount: Callable[[Amounts], float]) -> np.ndarray:
        """The row that sums an amount over what is chosen."""
        found = np.zeros(self.width)
        found[: self.main] = along(self.options, self.counted, amount)
        return found

    @property
    def main(self) -> int:
        return len(self.options) + len(self.counted)


def along(
    options: Sequence[PortfolioOption], counted: Sequence[int], amount: Callable[[Amounts], float]
) -> np.ndarray:
    """The amount of each option once chosen, then of each pairing of the counted ones."""
    return np.array(
        [amount(one) for one in options] + [amount(options[i].each) for i in counted], float
    )


def build_programme(
    options: tuple[PortfolioOption, ...],
    *,
    most: Mapping[str, float],
    categories: Mapping[str, CategoryLimits],
    tail: float,
    level: float,
) -> IntegerProgramme:
    """The programme of these options; `most` holds the limits by amount, `categories` those of one
    category.
    """
    counted = tuple(i for i, one in enumerate(options) if one.each is not None)
    n, main = len(options), len(options) + len(counted)
    draws = (
        np.array([one.draws for one in options] + [options[i].each.draws for i in counted]).T
        if tail
        else None
    )
    scenarios = 0 if draws is None else draws.shape[0]
    value = np.zeros(main + (scenarios + 1 if tail else 0))
    value[:main] = (1 - tail) * along(options, counted, lambda one: one.net)
    upper = np.concatenate(
        [np.ones(n), [options[i].most for i in counted], np.full(value.size - main, np.inf)]
    )
    lower = np.zeros(value.size)
    if tail:
        value[main], value[main + 1 :] = tail, -tail / (level * scenarios)
        lower[main] = -np.inf
    found = IntegerProgramme(
        options,
        counted,
        value,
        ConstraintRows(np.empty((0, value.size)), np.empty(0), np.empty(0)),
        upper,
        lower,
    )
    parts = [*_one_plan(found), *_counts(found), *_limits(found, most, categories)]
    if tail:
        shortfall = np.hstack([draws, -np.ones((scenarios, 1)), np.eye(scenarios)])
        parts += [(row, 0.0, np.inf) for row in shortfall]
    rows = ConstraintRows(*(np.array(part, float) for part in zip(*parts, strict=True)))
    return IntegerProgramme(options, counted, value, rows, upper, lower)


def _one_plan(of: IntegerProgramme) -> list[tuple[np.ndarray, float, float]]:
    categories = sorted({one.category for one in of.options})
    rows = []
    for category in categories:
        row = np.zeros(of.width)
        row[[i for i, one in enumerate(of.options) if one.category == category]] = 1
        rows.append((row, 0.0, 1.0))
    return rows


def _counts(of: IntegerProgramme) -> list[tuple[np.ndarray, float, float]]:
    rows = []
    for column, i in enumerate(of.counted, start=len(of.options)):
        for bound, low, high in (
            (of.options[i].least, 0.0, np.inf),
            (of.options[i].most, -np.inf, 0.0),
        ):
            row = np.zeros(of.width)
            row[column], row[i] = 1, -bound
            rows.append((row, low, high))
    return rows


def _limits(
    of: IntegerProgramme, most: Mapping[str, float], categories: Mapping[str, CategoryLimits]
) -> list[tuple[np.ndarray, float, float]]:
    rows = [
        (of.row(lambda one, name=name: getattr(one, name)), -np.inf, most[name])
        for name in AMOUNTS
        if np.isfinite(most[name])
    ]
    columns = [one.category for one in of.options] + [of.options[i].category for i in of.counted]
    for category, between in sorted(categories.items()):
        inside = np.zeros(of.width)
        inside[: of.main] = [one == category for one in columns]
        for name in ("cash", "pairings"):
            low, high = getattr(between, name)
            if low > 0 or np.isfinite(high):
                rows.append((inside * of.row(lambda one, name=name: getattr(one, name)), low, high))
    return rows


@dataclass(frozen=True)
class Solution:
    """The variables of a solution; `proven` where no better one exists."""

    variables: np.ndarray
    proven: bool


def minimise(of: IntegerProgramme, goal: np.ndarray, rows: ConstraintRows) -> Solution | None:
    """The variables at which `goal` is smallest within the rows; None where no choice keeps them.

    ScenarioError where the search was cut off before it found any.
    """
    from scipy.optimize import (
        Bounds,
        LinearConstraint,
        milp,
    )  # scipy is heavy; see metrics/inference/interval.py
    from scipy.sparse import csr_array

    whole = np.zeros(of.width)
    whole[: of.main] = 1
    result = milp(
        goal,
        integrality=whole,
        bounds=Bounds(of.lower, of.upper),
        options={"mip_rel_gap": 0.0, "node_limit": MOST_NODES},
        constraints=LinearConstraint(csr_array(rows.of), rows.low, rows.high),
    )
    if result.x is None:
        if result.status != KEPT_BY_NONE:
            raise ScenarioError(
                (
                    Fault(
                        "options",
                        N_(
                            (
                                "The search stopped before it found a choice. Offer fewer "
                                "options or widen the limits."
                            )
                        ),
                    ),
                )
            )
        return None
    found = result.x.copy()
    found[: of.main] = np.round(found[: of.main])
    return Solution(found, proven=result.status == 0)


def best_solution(of: IntegerProgramme) -> Solution | None:
    """The best choice; of several that are equal to half a cent the cheapest, then the first by
    name (rank).
    """
    rank = np.zeros(of.width)
    rank[: len(of.options)] = np.arange(1, len(of.options) + 1)
    found, rows = None, of.rows
    for goal in (-of.value, of.row(lambda one: one.cost), rank):
        better = minimise(of, goal, rows)
        if better is None or not better.proven:
            return found or better
        found = better
        rows = rows.and_row(goal, -np.inf, float(goal @ found.variables) + CENT / 2)
    return found
