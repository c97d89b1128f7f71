"""The best choice that contains one given option, found by listing what a bound does not rule out.

Where options may be taken in part, the best value bounds that of any choice, and the shadow prices
of the limits say what each option loses against the best of its category. A choice that loses more
than one already found is skipped; what is left is so little that listing it takes less time than a
general search.

Source: shadow prices as bounds, Geoffrion 1974, Mathematical Programming Study 2; multiple-choice
knapsacks, Kellerer, Pferschy and Pisinger 2004, Knapsack Problems, chapter 11.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.portfolio.options import CENT, CategoryLimits, ChosenOption, PortfolioOption

MOST_LISTED = 20_000
TOLERANCE = 1e-6
INFEASIBLE_STATUS = 2  # the status of `linprog` where the limits cannot all be met


class TooManyError(Exception):
    """Too much to list; a general search has to be made."""


@dataclass(frozen=True)
class OptionListing:
    """A portfolio problem in arrays, with a column for each option.

    `value` of the option, what it uses of the limits (`used`, of which there is `most`), its
    `category`, and whether it meets the limits of that category (`allowed`). Of `needed` categories
    one option must be chosen.
    """

    options: tuple[PortfolioOption, ...]
    value: np.ndarray
    used: np.ndarray
    most: np.ndarray
    category: np.ndarray
    allowed: np.ndarray
    needed: np.ndarray

    @classmethod
    def of(
        cls,
        options: tuple[PortfolioOption, ...],
        most: Mapping[str, float],
        categories: Mapping[str, CategoryLimits],
    ) -> OptionListing:
        """Return the listing of options without counted pairings."""
        limits = {name: limit for name, limit in most.items() if np.isfinite(limit)}
        names, category = np.unique([option.category for option in options], return_inverse=True)
        used = [[getattr(option, name) for option in options] for name in limits]
        return cls(
            options,
            value=np.array([option.net for option in options]),
            used=np.array(used).reshape(-1, len(options)),
            most=np.array(list(limits.values())),
            category=category,
            allowed=np.array(
                [_meets(option, categories.get(option.category)) for option in options]
            ),
            needed=np.array([not _meets(None, categories.get(name)) for name in names]),
        )

    def best_with(self, option: PortfolioOption) -> tuple[ChosenOption, ...] | None:
        """Return the best choice that contains that option; None where there is none.

        Raise TooManyError where it was not found.
        """
        column = [listed is option for listed in self.options].index(True)
        elsewhere = self.category != self.category[column]
        allowed = self.allowed & (elsewhere | (np.arange(self.value.size) == column))
        if not allowed[column]:
            return None
        needed = self.needed.copy()
        needed[self.category[column]] = True
        relaxed = self._relaxed(allowed, needed)
        if relaxed is None:
            return None
        parts, prices = relaxed
        start = self._filled(parts > 1 - TOLERANCE, allowed, needed)
        chosen = self._listed(allowed, needed, prices, least=self.value[start].sum())
        return tuple(ChosenOption(self.options[i]) for i in chosen)

    def _relaxed(
        self, allowed: np.ndarray, needed: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray] | None:
        """Return the best parts where options may be taken in part, and the shadow prices.

        None where nothing meets the limits.
        """
        from scipy.optimize import linprog  # scipy is heavy; see metrics/inference/interval.py

        one_plan = (np.arange(needed.size)[:, None] == self.category).astype(float)
        result = linprog(
            -self.value,
            A_ub=np.vstack([self.used, one_plan, -one_plan[needed]]),
            b_ub=np.concatenate([self.most, np.ones(needed.size), -np.ones(needed.sum())]),
            bounds=[(0.0, float(usable)) for usable in allowed],
            method="highs",
        )
        if result.status == INFEASIBLE_STATUS:
            return None
        if result.status or result.x is None:
            raise TooManyError
        return result.x, np.maximum(-result.ineqlin.marginals[: self.most.size], 0.0)

    def _filled(self, chosen: np.ndarray, allowed: np.ndarray, needed: np.ndarray) -> np.ndarray:
        """Return a good choice to start from, as a mask.

        The options of `chosen`, and then as long as it adds anything the option that adds most and
        fits in, in place of its category's plan.
        """
        if not np.isin(np.flatnonzero(needed), self.category[chosen]).all():
            raise TooManyError  # no choice to start from
        while True:
            present = np.full(needed.size, -1)
            present[self.category[chosen]] = np.flatnonzero(chosen)
            replaced = present[self.category]
            before = np.where(replaced >= 0, self.value[replaced], 0.0)
            freed = np.where(replaced >= 0, self.used[:, replaced], 0.0)
            swapped = (self.used @ chosen)[:, None] + self.used - freed
            fits = (swapped <= self.most[:, None]).all(axis=0)
            adds = np.where(allowed & fits, self.value - before, 0.0)
            better = int(adds.argmax())
            if adds[better] < CENT:
                return chosen
            chosen[self.category == self.category[better]] = False
            chosen[better] = True

    def _listed(
        self, allowed: np.ndarray, needed: np.ndarray, prices: np.ndarray, *, least: float
    ) -> Sequence[int]:
        """Return the columns of the best of all choices worth `least` or more.

        Category by category: what each partial choice lost so far against the bound, and what it
        leaves of the limits.
        """
        worth = np.where(allowed, self.value - prices @ self.used, -np.inf)
        top = np.where(needed, -np.inf, 0.0)
        np.maximum.at(top, self.category, worth)
        bound = prices @ self.most + top.sum()
        spare = bound - least + CENT
        lost = np.zeros(1)
        left = self.most[None, :]
        steps = []
        for category, best in enumerate(top):
            plans = np.flatnonzero((self.category == category) & (best - worth <= spare))
            losses = best - worth[plans]
            uses = self.used[:, plans].T
            if not needed[category] and best <= spare:  # none of its plans
                plans = np.append(plans, -1)
                losses = np.append(losses, best)
                uses = np.vstack([uses, np.zeros(self.most.size)])
            all_lost = lost[:, None] + losses
            all_left = left[:, None] - uses
            kept = (all_lost <= spare) & (all_left >= -TOLERANCE).all(axis=2)
            rows, columns = np.nonzero(kept)
            if rows.size > MOST_LISTED:
                raise TooManyError
            lost = all_lost[rows, columns]
            left = all_left[rows, columns]
            steps.append((rows, plans[columns]))
        at = int((lost + left @ prices).argmin())
        chosen = []
        for rows, plans in reversed(steps):
            chosen.append(int(plans[at]))
            at = rows[at]
        return sorted(column for column in chosen if column >= 0)


def _meets(option: PortfolioOption | None, limits: CategoryLimits | None) -> bool:
    """Return whether the option, or no option, meets the limits of its category."""
    if limits is None:
        return True
    ends = (
        (limits.cash, option.cash if option else 0.0),
        (limits.pairings, option.pairings if option else 0),
    )
    return all(low - TOLERANCE <= amount <= high + TOLERANCE for (low, high), amount in ends)
