"""The portfolio: its limits, its order among equals, and what it says if it buys nothing."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from metrics.portfolio.choice import (
    CHOSEN,
    INFEASIBLE,
    NO_BUDGET_HELPS,
    NO_BUDGET_MEETS,
    NOTHING,
    choose,
    lower_tail,
)
from metrics.portfolio.options import Amounts, CategoryLimits
from metrics.rewards.scenario import ScenarioError
from tests.portfolio.portfolio_cases import names, option


def test_the_lower_tail_counts_a_draw_at_its_border_in_part():
    assert lower_tail(np.array([30.0, -10.0, 20.0, 0.0]), 0.5) == pytest.approx(-5)
    assert lower_tail(np.array([30.0, -10.0, 20.0, 0.0]), 0.375) == pytest.approx(
        (-10 + 0.5 * 0) / 1.5
    )
    assert lower_tail(np.array([30.0, -10.0]), 1.0) == pytest.approx(10)


def test_where_the_tail_counts_a_certain_gain_is_preferred_to_a_larger_risky_one():
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
    counted = option(
        cash=1_000,
        net=-500,
        each=Amounts(cost=300, cash=300, net=200, pairings=1),
        least=2,
        most=30,
    )
    choice = choose([counted], budget=4_100)
    assert [one.count for one in choice.chosen] == [10]
    assert (choice.totals.cash, choice.totals.net, choice.totals.pairings) == (4_000, 1_500, 10)
    assert choice.slack[0].left == 100
    assert choose([counted], budget=1_500).status == NOTHING  # two pairings at least: 1,600
    assert [one.count for one in choose([counted], budget=1e6).chosen] == [30]


def test_a_category_with_a_minimum_is_chosen_though_it_costs_more_than_it_returns():
    options = [option("sales", cash=500, net=-50), option("care", cash=500, net=90)]
    required = {"sales": CategoryLimits(cash=(400, 600))}
    assert names(choose(options, budget=2_000, categories=required)) == [
        ("care", "gift"),
        ("sales", "gift"),
    ]
    assert names(choose(options, budget=500, categories=required)) == [("sales", "gift")]
    short = choose(options, budget=499, categories=required)
    assert (short.status, short.smallest, short.value) == (INFEASIBLE, 500, -inf)
    never = choose(options, budget=9_999, categories={"care": CategoryLimits(pairings=(3, 9))})
    assert (never.status, never.smallest) == (INFEASIBLE, None)
    assert never.notes[0][0] == NO_BUDGET_MEETS


def test_a_budget_too_small_for_anything_says_the_smallest_that_buys_something():
    options = [
        option("a", cash=700, net=10),
        option("b", cash=400, net=-5),
        option("c", cash=900, net=300),
    ]
    choice = choose(options, budget=600)
    assert (choice.status, choice.smallest, choice.chosen) == (NOTHING, 700, ())
    assert choice.notes[0][1] == {"budget": 600, "smallest": 700}
    assert names(choose(options, budget=choice.smallest)) == [("a", "gift")]


def test_the_limit_that_keeps_every_budget_from_helping_is_named():
    choice = choose([option(cash=100, net=50, hours=80)], budget=1_000, hours=79)
    assert choice.smallest is None
    assert choice.notes[0] == (NO_BUDGET_HELPS["hours"], {"most": 79})


@pytest.mark.parametrize(
    ("options", "budget"),
    [
        ([], 1_000),
        ([option(cash=10, net=-1)], 1_000),
        ([option(cash=10, net=0)], 1_000),
        ([option(cash=10, net=5)], 0),
    ],
)
def test_nothing_is_always_a_choice(options, budget):
    choice = choose(options, budget=budget)
    assert (choice.status, choice.chosen, choice.value, choice.totals) == (
        NOTHING,
        (),
        0.0,
        Amounts(),
    )
    assert len(choice.notes) == 1


def test_of_equal_choices_the_cheapest_is_taken_then_the_first_by_name_whatever_their_order():
    equal = [
        option("b", "x", cash=100, net=50),
        option("a", "y", cash=100, net=50),
        option("a", "z", cash=90, net=50),
        option("c", "x", cash=90, net=50),
    ]
    for options in (equal, equal[::-1]):
        assert names(choose(options, budget=100)) == [("a", "z")]
    twins = [option("b", cash=100, net=50), option("a", cash=100, net=50)]
    for options in (twins, twins[::-1]):
        assert names(choose(options, budget=150)) == [("a", "gift")]
    same = option(cash=100, net=50)
    assert names(choose([same, replace(same)], budget=500)) == [("sales", "gift")]


@pytest.mark.parametrize(
    ("place", "options", "terms"),
    [
        ("budget", [], {"budget": -1}),
        ("budget", [], {"budget": float("nan")}),
        ("hours", [], {"budget": 1, "hours": -5}),
        ("tail", [], {"budget": 1, "tail": 1.5}),
        ("level", [], {"budget": 1, "level": 0}),
        (
            "categories.sales.cash",
            [],
            {"budget": 1, "categories": {"sales": CategoryLimits(cash=(5, 4))}},
        ),
        ("options.sales.gift.cash", [option(cash=-1)], {"budget": 1}),
        ("options.sales.gift.net", [option(net=float("nan"))], {"budget": 1}),
        ("options.sales.gift", [option(each=Amounts(), least=3, most=2)], {"budget": 1}),
        ("options.sales.gift.draws", [option()], {"budget": 1, "tail": 0.5}),
    ],
)
def test_an_impossible_problem_names_its_faults_at_their_place(place, options, terms):
    with pytest.raises(ScenarioError) as raised:
        choose(options, **terms)
    assert place in {fault.place for fault in raised.value.faults} and str(raised.value)


def test_a_choice_says_what_is_left_of_each_limit():
    choice = choose(
        [option(cash=600, net=50, hours=30, free_space=100, liability=20, pairings=4)],
        budget=1_000,
        hours=40,
        free_space=100,
        categories={"sales": CategoryLimits(pairings=(1, 9))},
    )
    assert choice.status == CHOSEN
    assert {(one.limit, one.category): one.left for one in choice.slack} == {
        ("cash", ""): 400,
        ("hours", ""): 10,
        ("free_space", ""): 0,
        ("liability", ""): inf,
        ("pairings", "sales"): 5,
    }
