"""Around a choice: other budgets, what comes next, and why each loser lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from metrics.portfolio import choice, solver
from metrics.portfolio import frontier as frontier_module
from metrics.portfolio.choice import choose, pose_problem
from metrics.portfolio.enumeration import OptionListing, TooManyError
from metrics.portfolio.frontier import (
    BELOW_ZERO,
    EQUAL,
    LIMIT,
    OTHER_PLAN,
    budget_frontier,
    explain_rejection,
    next_choice,
    rejected_options,
)
from metrics.portfolio.solver import minimise
from tests.portfolio.portfolio_cases import (
    drawn_case,
    every_choice,
    in_batches,
    kept,
    option,
    searched,
    worth,
)


def test_a_search_cut_off_at_a_larger_budget_keeps_what_a_smaller_one_buys(monkeypatch):
    def cut_off(programme: solver.IntegerProgramme) -> solver.Solution:
        solution = solver.best_solution(programme)
        poor = programme.rows.high.max() > 250  # the cash row of the larger budgets
        if not poor:
            return solution
        return replace(solution, variables=0 * solution.variables, proven=False)

    monkeypatch.setattr(choice, "best_solution", cut_off)
    options = [option("a", cash=100, net=50), option("b", cash=200, net=70)]
    choices = budget_frontier(options, (100, 200, 300, 400))
    assert [(one.budget, one.value, one.proven) for one in choices] == [
        (100, 50, True),
        (200, 70, True),
        (300, 70, False),
        (400, 70, False),
    ]


def test_more_money_shows_what_is_added_and_what_makes_room_for_it():
    options = [
        option("a", cash=10_000, net=500),
        option("b", cash=20_000, net=900),
        option("c", cash=9_000, net=100),
    ]
    change = next_choice(options, 10_000)
    assert (
        [one.option.category for one in change.added],
        [one.option.category for one in change.dropped],
    ) == (["b"], ["a"])
    assert (change.gain, change.now.budget, change.then.budget) == (400, 10_000, 20_000)
    same = next_choice(options, 100_000)
    assert (same.added, same.dropped, same.gain) == ((), (), 0)


def test_each_rejected_option_says_why_and_what_it_would_cost():
    options = [
        option("a", "small", cash=100, net=50),
        option("a", "large", cash=200, net=45),
        option("b", cash=300, net=90, hours=10),
        option("c", cash=10, net=-5),
        option("d", cash=20, net=0),
        option("e", cash=500, net=30, hours=99),
    ]
    rejected = {
        (one.option.category, one.option.plan): one
        for one in rejected_options(options, budget=300, hours=50)
    }
    assert {key: (one.reason, one.loss, one.limits) for key, one in rejected.items()} == {
        ("a", "small"): (LIMIT, 40, ("cash",)),
        ("a", "large"): (LIMIT, 45, ("cash",)),
        ("c", "gift"): (BELOW_ZERO, 45, ()),
        ("d", "gift"): (EQUAL, 40, ()),
        ("e", "gift"): (LIMIT, None, ("cash", "hours")),
    }
    assert [one.option.category for one in rejected["a", "small"].dropped] == ["b"]
    assert [values for _, values in rejected["e", "gift"].notes] == [
        {"amount": 30, "over": 500},
        {"amount": 30, "over": 59},
    ]
    assert [
        one.option.plan for one in rejected_options(options, budget=300, hours=50, category="a")
    ] == [
        "large",
        "small",
    ]
    rich = explain_rejection(options[1], options, budget=5_000, hours=50)
    assert (rich.reason, rich.loss, rich.notes[0][1]) == (
        OTHER_PLAN,
        5,
        {"plan": "small", "amount": 5},
    )
    with pytest.raises(ValueError, match="a with small"):
        explain_rejection(options[0], options, budget=5_000)


@pytest.mark.parametrize("seeds", in_batches(20, 5, 5))
def test_the_loss_of_a_rejected_option_is_that_of_exhaustive_search(seeds):
    for seed in seeds:
        options, terms = drawn_case(seed, most=3)
        for loser in rejected_options(options, **terms):
            best = searched(options, terms)[0]
            with_it = [
                worth(one, 0, 0.1)
                for one in every_choice(options)
                if kept(one, terms) and any(it is loser.option for it, _ in one)
            ]
            expected = best - max(with_it) if with_it else None
            assert loser.loss == (
                None if expected is None else pytest.approx(expected, abs=0.01)
            ), seed
            assert loser.notes and all(text.format_map(values) for text, values in loser.notes), (
                seed
            )


@pytest.mark.parametrize("seed", range(40))
def test_listing_finds_what_a_general_search_finds(seed):
    drawn, terms = drawn_case(seed, most=8, plans=5)
    problem = pose_problem([replace(one, each=None) for one in drawn], **terms)
    listing = OptionListing.of(problem.options, problem.most, problem.categories)
    programme = problem.programme()
    for column, one in enumerate(problem.options):
        least = np.eye(programme.width)[column]
        general = minimise(replace(programme, lower=least), -programme.value, programme.rows)
        try:
            listed = listing.best_with(one)
        except TooManyError:
            continue
        assert (listed is None) == (general is None)
        if listed:
            assert any(chosen.option is one for chosen in listed)
            assert not problem.broken(listed)
            assert problem.value(listed) == pytest.approx(
                float(programme.value @ general.variables), abs=0.01
            )


def test_the_rejected_options_of_thirty_categories_are_listed_and_not_searched(monkeypatch):
    def never(*_of: object) -> None:
        raise AssertionError("a general search was made")

    options = [replace(one, each=None, pairings=5) for one in drawn_case(4, most=30, plans=6)[0]]
    monkeypatch.setattr(frontier_module, "minimise", never)
    assert len(rejected_options(options, budget=1e9)) == len(options) - len(
        choose(options, budget=1e9).chosen
    )
