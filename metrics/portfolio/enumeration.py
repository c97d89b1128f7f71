"""The best choice that has one given option in it, for each option in turn: by listing what a bound
does not rule out.

Where options may be had in part, the best value bounds that of any choice, and the shadow prices of
the limits say what each option loses against the best of its category. A choice that loses more
than one at hand is not looked at; what is left is so little that listing it takes less time than a
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
NEARLY = 1e-6


class TooManyError(Exception):
    """There is too much to list; a general search has to be made."""


@dataclass(frozen=True)
class OptionListing:
    """A question in arrays, with a column for each option: its `value`, what it uses of the limits
    (`used`, of which there is `most`), its `category`, and whether it keeps the limits of that. Of
    `needed` categories one option must be chosen.
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
        """The listing of options without counted pairings."""
        limits = {name: least for name, least in most.items() if np.isfinite(least)}
        names, category = np.unique([one.category for one in options], return_inverse=True)
        used = np.array([[getattr(one, name) for one in options] for name in limits]).reshape(
            -1, len(options)
        )
        return cls(
            options,
            np.array([one.net for one in options]),
            used,
            np.array(list(limits.values())),
            category,
            np.array([_keeps(one, categories.get(one.category)) for one in options]),
            np.array([not _keeps(None, categories.get(name)) for name in names]),
        )

    def best_with(self, option: PortfolioOption) -> tuple[ChosenOption, ...] | None:
        """The best choice that has that option; None where there is none. TooManyError: it was not
        found.
        """
        column = [one is option for one in self.options].index(True)
        allowed = self.allowed & (
            (self.category != self.category[column]) | (np.arange(self.value.size) == column)
        )
        if not allowed[column]:
            return None
        needed = self.needed.copy()
        needed[self.category[column]] = True
        relaxed = self._relaxed(allowed, needed)
        if relaxed is None:
            return None
        parts, prices = relaxed
        at_hand = self._filled(parts > 1 - NEARLY, allowed, needed)
        chosen = self._listed(allowed, needed, prices, self.value[at_hand].sum())
        return tuple(ChosenOption(self.options[i]) for i in chosen)

    def _relaxed(
        self, allowed: np.ndarray, needed: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray] | None:
        """The best where options may be had in part, and the shadow prices of the limits; None
        where nothing keeps them.
        """
        from scipy.optimize import linprog  # scipy is heavy; see metrics/inference/interval.py

        one_plan = (np.arange(needed.size)[:, None] == self.category).astype(float)
        found = linprog(
            -self.value,
            A_ub=np.vstack([self.used, one_plan, -one_plan[needed]]),
            b_ub=np.concatenate([self.most, np.ones(needed.size), -np.ones(needed.sum())]),
            bounds=np.column_stack([np.zeros(allowed.size), allowed]),
            method="highs",
        )
        if found.status == 2:
            return None
        if found.status:
            raise TooManyError
        return found.x, np.maximum(-found.ineqlin.marginals[: self.most.size], 0.0)

    def _filled(self, chosen: np.ndarray, allowed: np.ndarray, needed: np.ndarray) -> np.ndarray:
        """Which options are chosen: those, and whatever then adds most and fits in, in place of its
        category's plan.
        """
        if not np.isin(np.flatnonzero(needed), self.category[chosen]).all():
            raise TooManyError  # nothing at hand
        while True:
            present = np.full(needed.size, -1)
            present[self.category[chosen]] = np.flatnonzero(chosen)
            here = present[self.category]
            before = np.where(here >= 0, self.value[here], 0.0)
            swapped = (
                (self.used @ chosen)[:, None]
                + self.used
                - np.where(here >= 0, self.used[:, here], 0.0)
            )
            fits = (swapped <= self.most[:, None]).all(axis=0)
            adds = np.where(allowed & fits, self.value - before, 0.0)
            better = int(adds.argmax())
            if adds[better] < CENT:
                return chosen
            chosen[self.category == self.category[better]] = False
            chosen[better] = True

    def _listed(
        self, allowed: np.ndarray, needed: np.ndarray, prices: np.ndarray, least: float
    ) -> Sequence[int]:
        """The best of all choices worth `least` or more, category by category: what each lost so
        far against the bound, and what is left to it of the limits.
        """
        worth = np.where(allowed, self.value - prices @ self.used, -np.inf)
        top = np.where(needed, -np.inf, 0.0)
        np.maximum.at(top, self.category, worth)
        bound = prices @ self.most + top.sum()
        spare = bound - least + CENT
        lost, left, steps = np.zeros(1), self.most[None, :], []
        for category, best in enumerate(top):
            plans = np.flatnonzero((self.category == category) & (best - worth <= spare))
            losses, uses = best - worth[plans], self.used[:, plans].T
            if not needed[category] and best <= spare:
                plans, losses, uses = (
                    np.append(plans, -1),
                    np.append(losses, best),
                    np.vstack([uses, np.zeros(self.most.size)]),
                )
            all_lost, all_left = lost[:, None] + losses, left[:, None] - uses
            rows, columns = np.nonzero((all_lost <= spare) & (all_left >= -NEARLY).all(axis=2))
            if rows.size > MOST_LISTED:
                raise TooManyError
            lost, left = all_lost[rows, columns], all_left[rows, columns]
            steps.append((rows, plans[columns]))
        at, chosen = int((lost + left @ prices).argmin()), []
        for rows, plans in reversed(steps):
            chosen.append(int(plans[at]))
            at = rows[at]
        return sorted(one for one in chosen if one >= 0)


def _keeps(option: PortfolioOption | None, between: CategoryLimits | None) -> bool:
    """Whether the option, or none, keeps the limits of its category."""
    if between is None:
        return True
    ends = (
        (between.cash, option.cash if option else 0.0),
        (between.pairings, option.pairings if option else 0),
    )
    return all(low - NEARLY <= amount <= high + NEARLY for (low, high), amount in ends)
