"""The portfolio against exhaustive search, its limits, its order among equals, and what it says if it buys nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import inf, isclose

import numpy as np
import pytest

from metrics.decide import mixed_integer, portfolio
from metrics.decide.frontier import BELOW_ZERO, EQUAL, LIMIT, OTHER_PLAN, frontier, losers, next_with, why_not
from metrics.decide.portfolio import (
    CHOSEN,
    INFEASIBLE,
    NOTHING,
    Amounts,
    Between,
    Choice,
    Option,
    choose,
    lower_tail,
)
from metrics.decide.scenario import ScenarioError

LIMITED = ("cash", "hours", "free_space", "liability")
BUDGETS = range(0, 40_000, 8_000)


def option(category: str = "sales", plan: str = "gift", *, cash: float = 0.0, net: float = 0.0, **more) -> Option:
    return Option(category=category, plan=plan, cash=cash, net=net, **{"cost": cash, **more})


def names(choice: Choice) -> list[tuple[str, str]]:
    return [(one.option.category, one.option.plan) for one in choice.chosen]


def in_batches(cases: int, fast: int, size: int) -> list:
    """Seeds in batches: the first `fast` always, the rest in the long run."""
    return [pytest.param(range(first, first + size), marks=() if first < fast else pytest.mark.slow)
            for first in range(0, cases, size)]


def drawn_case(seed: int, *, most: int = 4, plans: int = 3, draws: int = 0) -> tuple[list[Option], dict]:
    """Random options and terms; every second case in whole thousands, where many choices are equal."""
    rng = np.random.default_rng(seed)

    def amount(low: float, high: float) -> float:
        return float(rng.integers(low, high + 1)) * 1000 if seed % 2 else round(float(rng.uniform(low, high)) * 1000, 2)

    def amounts(scale: float, net: float) -> dict:
        values = rng.normal(net, 6000, draws).round(2)
        return {"cost": amount(4, 9) * scale, "cash": amount(0, 8) * scale, "hours": amount(0, 5) * scale,
                "free_space": amount(0, 3) * scale, "liability": amount(0, 4) * scale,
                "net": float(values.mean()) if draws else net, "draws": values}

    found = []
    for category in range(int(rng.integers(1, most + 1))):
        for plan in range(int(rng.integers(1, plans + 1))):
            each, least = {}, int(rng.integers(0, 3))
            if rng.random() < 0.3:
                each = {"each": Amounts(**amounts(0.5, amount(-3, 6)), pairings=1), "least": least,
                        "most": least + int(rng.integers(0, 4))}
            found.append(Option(category=f"c{category}", plan=f"p{plan}", pairings=0 if each else 5,
                                **amounts(1.0, amount(-4, 12)), **each))
    terms = {"budget": amount(2, 20)}
    for name in ("hours", "free_space", "liability"):
        if rng.random() < 0.6:
            terms[name] = amount(1, 12)
    if rng.random() < 0.3:
        terms["categories"] = {"c0": Between(cash=(0.0, amount(3, 9))) if rng.random() < 0.5 else
                               Between(pairings=(1, int(rng.integers(2, 8))))}
    return found, terms


def every_choice(options: list[Option]) -> Iterator[list[tuple[Option, int]]]:
    by_category: dict[str, list] = {}
    for one in options:
        counts = range(one.least, one.most + 1) if one.each else [0]
        by_category.setdefault(one.category, [None]).extend((one, count) for count in counts)
    for picked in product(*by_category.values()):
        yield [one for one in picked if one]


def amount_of(picked: list[tuple[Option, int]], name: str):
    return sum(getattr(one, name) + (getattr(one.each, name) * count if one.each else 0) for one, count in picked)


def kept(picked: list[tuple[Option, int]], terms: dict) -> bool:
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


def worth(picked: list[tuple[Option, int]], tail: float, level: float) -> float:
    if not picked:
        return 0.0
    expected = amount_of(picked, "net")
    return (1 - tail) * expected + (tail * worst_mean(amount_of(picked, "draws"), level) if tail else 0.0)


def searched(options: list[Option], terms: dict, tail: float = 0.0, level: float = 0.1) -> tuple[float, float] | None:
    """The best value and the least cost at it, over every choice that keeps the limits."""
    within = [one for one in every_choice(options) if kept(one, terms)]
    if not within:
        return None
    values = [worth(one, tail, level) for one in within]
    top = max(values)
    return top, min(amount_of(one, "cost") for one, value in zip(within, values, strict=True) if value > top - 0.004)


def agrees(found: Choice, expected: tuple[float, float] | None) -> bool:
    if expected is None:
        return found.status == INFEASIBLE
    return (found.status != INFEASIBLE and isclose(found.value, expected[0], abs_tol=0.01)
            and isclose(found.totals.cost, expected[1], abs_tol=0.01))


@pytest.mark.parametrize("seeds", in_batches(200, 40, 20))
def test_the_choice_is_that_of_exhaustive_search(seeds):
    cases = [drawn_case(seed) for seed in seeds]
    wrong = [seed for seed, (options, terms) in zip(seeds, cases, strict=True)
             if not agrees(choose(options, **terms), searched(options, terms))]
    assert not wrong


@pytest.mark.parametrize("seeds", in_batches(60, 10, 10))
def test_the_choice_by_its_lower_tail_is_that_of_exhaustive_search(seeds):
    wrong = []
    for seed in seeds:
        options, terms = drawn_case(seed, most=3, draws=12)
        tail, level = (0.5, 1.0)[seed % 2], (0.1, 0.25, 0.5)[seed % 3]
        found = choose(options, **terms, tail=tail, level=level)
        if not agrees(found, searched(options, terms, tail, level)):
            wrong.append(seed)
    assert not wrong


@pytest.mark.parametrize("seeds", in_batches(300, 30, 30))
def test_every_limit_is_kept_and_no_category_has_two_plans(seeds):
    for seed in seeds:
        options, terms = drawn_case(seed, most=14, plans=5)
        found = choose(options, **terms)
        if found.status == INFEASIBLE:
            continue
        assert kept([(one.option, one.count) for one in found.chosen], terms), seed
        categories = [one.option.category for one in found.chosen]
        assert len(categories) == len(set(categories)), seed
        assert all(one.least - 0.01 < one.used < one.most + 0.01 for one in found.slack), seed
        assert all(one.option.least <= one.count <= one.option.most for one in found.chosen), seed


@pytest.mark.parametrize("seeds", in_batches(40, 2, 2))
def test_more_budget_is_never_a_worse_optimum(seeds):
    for seed in seeds:
        options, terms = drawn_case(seed, most=8, draws=20)
        del terms["budget"]
        for tail in (0.0, 0.5):
            values = [one.value for one in frontier(options, BUDGETS, **terms, tail=tail)]
            assert values == sorted(values), seed
            assert [choose(options, budget=budget, **terms, tail=tail).value for budget in BUDGETS] == (
                pytest.approx(values, abs=0.01)), seed


def by_budget(options: list[Option], budget: int) -> list[int]:
    """The best net for every budget in whole thousands, by dynamic programming over categories."""
    best = [0] * (budget + 1)
    for category in sorted({one.category for one in options}):
        plans = [(int(one.cash) // 1000, int(one.net)) for one in options if one.category == category]
        best = [max([best[left]] + [best[left - cash] + net for cash, net in plans if cash <= left])
                for left in range(budget + 1)]
    return best


@pytest.mark.parametrize("seed", range(2))
def test_thirty_categories_under_one_budget_are_those_of_dynamic_programming(seed):
    rng = np.random.default_rng(seed)
    options = [option(f"c{i:02}", f"p{plan}", cash=1000.0 * cash, net=float(cash * 900 + rng.integers(-800, 800)))
               for i in range(30) for plan, cash in enumerate(rng.integers(5, 60, 6))]
    expected = by_budget(options, 111)
    for budget in (40, 111):
        found = choose(options, budget=budget * 1000)
        assert found.proven and found.value == pytest.approx(expected[budget], abs=0.01)


def test_a_search_that_is_cut_off_says_so_and_keeps_the_limits(monkeypatch):
    monkeypatch.setattr(mixed_integer, "MOST_NODES", 1)
    options, _ = drawn_case(2, most=16, plans=6, draws=30)
    found = choose(options, budget=26_000, hours=20_000, free_space=9_000, liability=15_000, tail=1.0)
    assert not found.proven and found.value > 0
    assert all(one.left > -0.01 for one in found.slack)


def test_a_search_cut_off_at_a_larger_budget_keeps_what_a_smaller_one_buys(monkeypatch):
    def cut_off(of: mixed_integer.Programme) -> mixed_integer.Solution:
        found = mixed_integer.best(of)
        poor = of.rows.high.max() > 250  # the cash row of the larger budgets
        return replace(found, variables=0 * found.variables, proven=False) if poor else found

    monkeypatch.setattr(portfolio, "best", cut_off)
    options = [option("a", cash=100, net=50), option("b", cash=200, net=70)]
    found = frontier(options, (100, 200, 300, 400))
    assert [(one.budget, one.value, one.proven) for one in found] == [
        (100, 50, True), (200, 70, True), (300, 70, False), (400, 70, False)]


def test_the_lower_tail_counts_a_draw_at_its_border_in_part():
    assert lower_tail(np.array([30.0, -10.0, 20.0, 0.0]), 0.5) == pytest.approx(-5)
    assert lower_tail(np.array([30.0, -10.0, 20.0, 0.0]), 0.375) == pytest.approx((-10 + 0.5 * 0) / 1.5)
    assert lower_tail(np.array([30.0, -10.0]), 1.0) == pytest.approx(10)


def test_a_sure_gain_is_preferred_to_a_larger_one_that_may_be_a_loss_where_the_tail_counts():
    sure = option(plan="lunch", cash=100, net=40, draws=np.array([40.0, 40.0]))
    bold = option(plan="cash", cash=100, net=60, draws=np.array([-100.0, 220.0]))
    assert names(choose([sure, bold], budget=100)) == [("sales", "cash")]
    careful = choose([sure, bold], budget=100, tail=1.0, level=0.5)
    assert (names(careful), careful.tail) == ([("sales", "lunch")], pytest.approx(40))


def test_two_risks_that_cancel_are_taken_together_though_neither_is_alone():
    rain = option("rain", net=20, draws=np.array([-60.0, 100.0]))
    sun = option("sun", net=20, draws=np.array([100.0, -60.0]))
    assert not choose([rain], budget=0, tail=1.0, level=0.5).chosen
    assert len(choose([rain, sun], budget=0, tail=1.0, level=0.5).chosen) == 2


def test_pairings_are_counted_as_far_as_the_budget_goes():
    counted = option(cash=1_000, net=-500, each=Amounts(cost=300, cash=300, net=200, pairings=1), least=2, most=30)
    found = choose([counted], budget=4_100)
    assert [one.count for one in found.chosen] == [10]
    assert (found.totals.cash, found.totals.net, found.totals.pairings) == (4_000, 1_500, 10)
    assert found.slack[0].left == 100
    assert choose([counted], budget=1_500).status == NOTHING  # two pairings at least: 1,600
    assert [one.count for one in choose([counted], budget=1e6).chosen] == [30]


def test_a_category_with_a_minimum_is_chosen_though_it_costs_more_than_it_returns():
    options = [option("sales", cash=500, net=-50), option("care", cash=500, net=90)]
    required = {"sales": Between(cash=(400, 600))}
    assert names(choose(options, budget=2_000, categories=required)) == [("care", "gift"), ("sales", "gift")]
    assert names(choose(options, budget=500, categories=required)) == [("sales", "gift")]
    short = choose(options, budget=499, categories=required)
    assert (short.status, short.smallest, short.value) == (INFEASIBLE, 500, -inf)
    never = choose(options, budget=9_999, categories={"care": Between(pairings=(3, 9))})
    assert (never.status, never.smallest) == (INFEASIBLE, None) and "cannot be reached" in never.notes[0][0]


def test_a_budget_too_small_for_anything_says_the_smallest_that_buys_something():
    options = [option("a", cash=700, net=10), option("b", cash=400, net=-5), option("c", cash=900, net=300)]
    found = choose(options, budget=600)
    assert (found.status, found.smallest, found.chosen) == (NOTHING, 700, ())
    assert found.notes[0][1] == {"budget": 600, "smallest": 700}
    assert names(choose(options, budget=found.smallest)) == [("a", "gift")]


def test_the_limit_that_keeps_every_budget_from_helping_is_named():
    found = choose([option(cash=100, net=50, hours=80)], budget=1_000, hours=79)
    assert (found.smallest, found.notes[0][1]) == (None, {"most": 79})
    assert "hours" in found.notes[0][0]


@pytest.mark.parametrize(("options", "budget"), [
    ([], 1_000), ([option(cash=10, net=-1)], 1_000), ([option(cash=10, net=0)], 1_000), ([option(cash=10, net=5)], 0),
])
def test_nothing_is_always_a_choice(options, budget):
    found = choose(options, budget=budget)
    assert (found.status, found.chosen, found.value, found.totals) == (NOTHING, (), 0.0, Amounts())
    assert len(found.notes) == 1


def test_of_equal_choices_the_cheapest_is_taken_then_the_first_by_name_whatever_their_order():
    equal = [option("b", "x", cash=100, net=50), option("a", "y", cash=100, net=50), option("a", "z", cash=90, net=50),
             option("c", "x", cash=90, net=50)]
    for options in (equal, equal[::-1]):
        assert names(choose(options, budget=100)) == [("a", "z")]
    twins = [option("b", cash=100, net=50), option("a", cash=100, net=50)]
    for options in (twins, twins[::-1]):
        assert names(choose(options, budget=150)) == [("a", "gift")]
    same = option(cash=100, net=50)
    assert names(choose([same, replace(same)], budget=500)) == [("sales", "gift")]


@pytest.mark.parametrize(("place", "options", "terms"), [
    ("budget", [], {"budget": -1}),
    ("budget", [], {"budget": float("nan")}),
    ("hours", [], {"budget": 1, "hours": -5}),
    ("tail", [], {"budget": 1, "tail": 1.5}),
    ("level", [], {"budget": 1, "level": 0}),
    ("categories.sales.cash", [], {"budget": 1, "categories": {"sales": Between(cash=(5, 4))}}),
    ("options.sales.gift.cash", [option(cash=-1)], {"budget": 1}),
    ("options.sales.gift.net", [option(net=float("nan"))], {"budget": 1}),
    ("options.sales.gift", [option(each=Amounts(), least=3, most=2)], {"budget": 1}),
    ("options.sales.gift.draws", [option()], {"budget": 1, "tail": 0.5}),
])
def test_what_cannot_be_asked_is_named_at_its_place(place, options, terms):
    with pytest.raises(ScenarioError) as raised:
        choose(options, **terms)
    assert place in {fault.place for fault in raised.value.faults} and str(raised.value)


def test_more_money_shows_what_is_added_and_what_makes_place_for_it():
    options = [option("a", cash=10_000, net=500), option("b", cash=20_000, net=900), option("c", cash=9_000, net=100)]
    found = next_with(options, 10_000)
    assert ([one.option.category for one in found.added], [one.option.category for one in found.dropped]) == (
        ["b"], ["a"])
    assert (found.gain, found.now.budget, found.then.budget) == (400, 10_000, 20_000)
    same = next_with(options, 100_000)
    assert (same.added, same.dropped, same.gain) == ((), (), 0)


def test_each_loser_says_why_and_what_it_would_cost_to_have_it():
    options = [
        option("a", "small", cash=100, net=50), option("a", "large", cash=200, net=45),
        option("b", cash=300, net=90, hours=10), option("c", cash=10, net=-5), option("d", cash=20, net=0),
        option("e", cash=500, net=30, hours=99),
    ]
    found = {(one.option.category, one.option.plan): one for one in losers(options, budget=300, hours=50)}
    assert {key: (one.reason, one.loss, one.limits) for key, one in found.items()} == {
        ("a", "small"): (LIMIT, 40, ("cash",)),
        ("a", "large"): (LIMIT, 45, ("cash",)),
        ("c", "gift"): (BELOW_ZERO, 45, ()),
        ("d", "gift"): (EQUAL, 40, ()),
        ("e", "gift"): (LIMIT, None, ("cash", "hours")),
    }
    assert [one.option.category for one in found["a", "small"].dropped] == ["b"]
    assert [values for _, values in found["e", "gift"].notes] == [
        {"amount": 30, "over": 500}, {"amount": 30, "over": 59}]
    assert [one.option.plan for one in losers(options, budget=300, hours=50, category="a")] == ["large", "small"]
    rich = why_not(options[1], options, budget=5_000, hours=50)
    assert (rich.reason, rich.loss, rich.notes[0][1]) == (OTHER_PLAN, 5, {"plan": "small", "amount": 5})
    with pytest.raises(ValueError, match="has not lost"):
        why_not(options[0], options, budget=5_000)


@pytest.mark.parametrize("seeds", in_batches(20, 5, 5))
def test_the_loss_of_a_loser_is_that_of_exhaustive_search_with_it(seeds):
    for seed in seeds:
        options, terms = drawn_case(seed, most=3)
        for loser in losers(options, **terms):
            best = searched(options, terms)[0]
            with_it = [worth(one, 0, 0.1) for one in every_choice(options)
                       if kept(one, terms) and any(it is loser.option for it, _ in one)]
            expected = best - max(with_it) if with_it else None
            assert loser.loss == (None if expected is None else pytest.approx(expected, abs=0.01)), seed
            assert loser.notes and all(text.format_map(values) for text, values in loser.notes), seed


def test_a_choice_says_what_is_left_of_each_limit():
    found = choose([option(cash=600, net=50, hours=30, free_space=100, liability=20, pairings=4)],
                   budget=1_000, hours=40, free_space=100, categories={"sales": Between(pairings=(1, 9))})
    assert found.status == CHOSEN
    assert {(one.limit, one.category): one.left for one in found.slack} == {
        ("cash", ""): 400, ("hours", ""): 10, ("free_space", ""): 0, ("liability", ""): inf, ("pairings", "sales"): 5}
