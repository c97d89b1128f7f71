"""Options to choose from, drawn at random, and the best choice among them by trying every one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import inf, isclose

import numpy as np
import pytest

from metrics.portfolio.choice import INFEASIBLE, Choice
from metrics.portfolio.options import Amounts, CategoryLimits, PortfolioOption

LIMITED = ("cash", "hours", "free_space", "liability")


def option(
    category: str = "sales", plan: str = "gift", *, cash: float = 0.0, net: float = 0.0, **more
) -> PortfolioOption:
    return PortfolioOption(
        category=category, plan=plan, cash=cash, net=net, **{"cost": cash, **more}
    )


def names(choice: Choice) -> list[tuple[str, str]]:
    return [(one.option.category, one.option.plan) for one in choice.chosen]


def in_batches(cases: int, fast: int, size: int) -> list:
    """Seeds in batches: the first `fast` always, the rest in the long run."""
    return [
        pytest.param(range(first, first + size), marks=() if first < fast else pytest.mark.slow)
        for first in range(0, cases, size)
    ]


def drawn_case(
    seed: int, *, most: int = 4, plans: int = 3, draws: int = 0
) -> tuple[list[PortfolioOption], dict]:
    """Random options and terms; every second case in whole thousands, where many choices are
    equal."""
    rng = np.random.default_rng(seed)

    def amount(low: float, high: float) -> float:
        return (
            float(rng.integers(low, high + 1)) * 1000
            if seed % 2
            else round(float(rng.uniform(low, high)) * 1000, 2)
        )

    def amounts(scale: float, net: float) -> dict:
        values = rng.normal(net, 6000, draws).round(2)
        return {
            "cost": amount(4, 9) * scale,
            "cash": amount(0, 8) * scale,
            "hours": amount(0, 5) * scale,
            "free_space": amount(0, 3) * scale,
            "liability": amount(0, 4) * scale,
            "net": float(values.mean()) if draws else net,
            "draws": values,
        }

    options = []
    for category in range(int(rng.integers(1, most + 1))):
        for plan in range(int(rng.integers(1, plans + 1))):
            each, least = {}, int(rng.integers(0, 3))
            if rng.random() < 0.3:
                each = {
                    "each": Amounts(**amounts(0.5, amount(-3, 6)), pairings=1),
                    "least": least,
                    "most": least + int(rng.integers(0, 4)),
                }
            options.append(
                PortfolioOption(
                    category=f"c{category}",
                    plan=f"p{plan}",
                    pairings=0 if each else 5,
                    **amounts(1.0, amount(-4, 12)),
                    **each,
                )
            )
    terms = {"budget": amount(2, 20)}
    for name in ("hours", "free_space", "liability"):
        if rng.random() < 0.6:
            terms[name] = amount(1, 12)
    if rng.random() < 0.3:
        terms["categories"] = {
            "c0": CategoryLimits(cash=(0.0, amount(3, 9)))
            if rng.random() < 0.5
            else CategoryLimits(pairings=(1, int(rng.integers(2, 8))))
        }
    return options, terms


def every_choice(options: list[PortfolioOption]) -> Iterator[list[tuple[PortfolioOption, int]]]:
    by_category: dict[str, list] = {}
    for one in options:
        counts = range(one.least, one.most + 1) if one.each else [0]
        by_category.setdefault(one.category, [None]).extend((one, count) for count in counts)
    for picked in product(*by_category.values()):
        yield [one for one in picked if one]


def amount_of(picked: list[tuple[PortfolioOption, int]], name: str):
    return sum(
        getattr(one, name) + (getattr(one.each, name) * count if one.each else 0)
        for one, count in picked
    )


def kept(picked: list[tuple[PortfolioOption, int]], terms: dict) -> bool:
    most = {"cash": terms["budget"], **{name: terms.get(name, inf) for name in LIMITED[1:]}}
    if any(amount_of(picked, name) > most[name] + 0.001 for name in LIMITED):
        return False
    for category, between in terms.get("categories", {}).items():
        here = [one for one in picked if one[0].category == category]
        for name in ("cash", "pairings"):
            low, high = getattr(between, name)
            if not low - 0.001 <= amount_of(here, name) <= high + 0.001:
                return False
    return True


def worst_mean(net: np.ndarray, level: float) -> float:
    """The lower tail by its definition as a maximum over thresholds, each draw tried as one."""
    return max(t - np.maximum(t - net, 0).mean() / level for t in net)


def worth(picked: list[tuple[PortfolioOption, int]], tail: float, level: float) -> float:
    if not picked:
        return 0.0
    expected = amount_of(picked, "net")
    return (1 - tail) * expected + (
        tail * worst_mean(amount_of(picked, "draws"), level) if tail else 0.0
    )


def searched(
    options: list[PortfolioOption], terms: dict, tail: float = 0.0, level: float = 0.1
) -> tuple[float, float] | None:
    """The best value and the least cost at it, over every choice that keeps the limits."""
    within = [one for one in every_choice(options) if kept(one, terms)]
    if not within:
        return None
    values = [worth(one, tail, level) for one in within]
    top = max(values)
    return top, min(
        amount_of(one, "cost")
        for one, value in zip(within, values, strict=True)
        if value > top - 0.004
    )


def agrees(choice: Choice, expected: tuple[float, float] | None) -> bool:
    if expected is None:
        return choice.status == INFEASIBLE
    return (
        choice.status != INFEASIBLE
        and isclose(choice.value, expected[0], abs_tol=0.01)
        and isclose(choice.totals.cost, expected[1], abs_tol=0.01)
    )
