"""The portfolio against exhaustive search and dynamic programming, and what holds however it is cut
off."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.portfolio import solver
from metrics.portfolio.choice import INFEASIBLE, choose
from metrics.portfolio.frontier import budget_frontier
from metrics.portfolio.options import PortfolioOption
from tests.portfolio.portfolio_cases import agrees, drawn_case, in_batches, kept, option, searched

BUDGETS = range(0, 40_000, 8_000)


@pytest.mark.parametrize("seeds", in_batches(200, 40, 20))
def test_the_choice_is_that_of_exhaustive_search(seeds):
    cases = [drawn_case(seed) for seed in seeds]
    wrong = [
        seed
        for seed, (options, terms) in zip(seeds, cases, strict=True)
        if not agrees(choose(options, **terms), searched(options, terms))
    ]
    assert not wrong


@pytest.mark.parametrize("seeds", in_batches(60, 10, 10))
def test_the_choice_by_its_lower_tail_is_that_of_exhaustive_search(seeds):
    wrong = []
    for seed in seeds:
        options, terms = drawn_case(seed, most=3, draws=12)
        tail, level = (0.5, 1.0)[seed % 2], (0.1, 0.25, 0.5)[seed % 3]
        choice = choose(options, **terms, tail=tail, level=level)
        if not agrees(choice, searched(options, terms, tail, level)):
            wrong.append(seed)
    assert not wrong


@pytest.mark.parametrize("seeds", in_batches(300, 30, 30))
def test_every_limit_is_kept_and_no_category_has_two_plans(seeds):
    for seed in seeds:
        options, terms = drawn_case(seed, most=14, plans=5)
        choice = choose(options, **terms)
        if choice.status == INFEASIBLE:
            continue
        assert kept([(one.option, one.count) for one in choice.chosen], terms), seed
        categories = [one.option.category for one in choice.chosen]
        assert len(categories) == len(set(categories)), seed
        assert all(one.least - 0.01 < one.used < one.most + 0.01 for one in choice.slack), seed
        assert all(one.option.least <= one.count <= one.option.most for one in choice.chosen), seed


@pytest.mark.parametrize("seeds", in_batches(40, 2, 2))
def test_more_budget_is_never_a_worse_optimum(seeds):
    for seed in seeds:
        options, terms = drawn_case(seed, most=8, draws=20)
        del terms["budget"]
        for tail in (0.0, 0.5):
            values = [one.value for one in budget_frontier(options, BUDGETS, **terms, tail=tail)]
            assert values == sorted(values), seed
            assert [
                choose(options, budget=budget, **terms, tail=tail).value for budget in BUDGETS
            ] == (pytest.approx(values, abs=0.01)), seed


def by_budget(options: list[PortfolioOption], budget: int) -> list[int]:
    """The best net for every budget in whole thousands, by dynamic programming over categories."""
    best = [0] * (budget + 1)
    for category in sorted({one.category for one in options}):
        plans = [
            (int(one.cash) // 1000, int(one.net)) for one in options if one.category == category
        ]
        best = [
            max([best[left]] + [best[left - cash] + net for cash, net in plans if cash <= left])
            for left in range(budget + 1)
        ]
    return best


@pytest.mark.parametrize("seed", range(2))
def test_thirty_categories_under_one_budget_are_those_of_dynamic_programming(seed):
    rng = np.random.default_rng(seed)
    options = [
        option(
            f"c{i:02}",
            f"p{plan}",
            cash=1000.0 * cash,
            net=float(cash * 900 + rng.integers(-800, 800)),
        )
        for i in range(30)
        for plan, cash in enumerate(rng.integers(5, 60, 6))
    ]
    expected = by_budget(options, 111)
    for budget in (40, 111):
        choice = choose(options, budget=budget * 1000)
        assert choice.proven and choice.value == pytest.approx(expected[budget], abs=0.01)


def test_a_search_that_is_cut_off_says_so_and_keeps_the_limits(monkeypatch):
    monkeypatch.setattr(solver, "MOST_NODES", 1)
    options, _ = drawn_case(2, most=16, plans=6, draws=30)
    choice = choose(
        options, budget=26_000, hours=20_000, free_space=9_000, liability=15_000, tail=1.0
    )
    assert not choice.proven and choice.value > 0
    assert all(one.left > -0.01 for one in choice.slack)
