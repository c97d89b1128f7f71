"""The ranking of categories against brute force over a grid of weights."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.priorities.ranking import EASE, LESS, Criterion, RankingOption, UncertainValue, rank

CRITERIA = (Criterion("stake"), Criterion("effect"), Criterion("cost", LESS, EASE))
NAMES = [one.name for one in CRITERIA]


def option(name: str, *figures: float | None) -> RankingOption:
    return RankingOption(
        name,
        {
            criterion: None if figure is None else UncertainValue.exact(figure)
            for criterion, figure in zip(NAMES, figures, strict=True)
        },
    )


def brute(
    options: list[RankingOption], weights: dict[str, float], missing: float = 0.0
) -> dict[str, float]:
    """The scores by plain arithmetic; `missing`: what a figure that is not known is worth."""
    scores = dict.fromkeys((one.name for one in options), 0.0)
    for criterion in CRITERIA:
        known = [
            one.figures[criterion.name].value for one in options if one.figures[criterion.name]
        ]
        if len(known) < 2 or min(known) == max(known):
            continue
        for one in options:
            figure = one.figures[criterion.name]
            share = (
                missing
                if figure is None
                else (figure.value - min(known)) / (max(known) - min(known))
            )
            up = share if criterion.better == "more" or figure is None else 1 - share
            scores[one.name] += weights[criterion.name] * up
    return scores


def grid(steps: int) -> list[dict[str, float]]:
    """Every weighting in steps of 1/steps, at the middle of its cell of the triangle."""
    found = []
    for i, j in product(range(steps), repeat=2):
        for shift in (1 / 3, 2 / 3):  # the two triangles of a cell
            a, b = (i + shift) / steps, (j + shift) / steps
            if a + b < 1:
                found.append(dict(zip(NAMES, (a, b, 1 - a - b), strict=True)))
    return found


THREE = [option("a", 100, 1, 50), option("b", 50, 3, 90), option("c", 0, 1.5, 5)]
POINTS = {"stake": 100, "effect": 50, "cost": 20}


def test_scores_and_order_follow_plain_arithmetic():
    found = rank(THREE, CRITERIA, POINTS)
    plain = brute(THREE, {name: points / 170 for name, points in POINTS.items()})
    assert {one.name: one.score for one in found.ranked} == pytest.approx(plain)
    assert [one.name for one in found.ranked] == sorted(plain, key=plain.get, reverse=True)
    assert [one.rank for one in found.ranked] == [1, 2, 3]


def test_the_first_shares_agree_with_a_grid_over_all_weights():
    found = rank(THREE, CRITERIA, POINTS)
    weightings = grid(100)
    firsts = [
        max(scores, key=scores.get) for scores in (brute(THREE, weights) for weights in weightings)
    ]
    for one in found.ranked:
        assert (
            one.first_share[0]
            == one.first_share[1]
            == pytest.approx(firsts.count(one.name) / len(firsts), abs=0.015)
        )
        mine = [
            weights for weights, first in zip(weightings, firsts, strict=True) if first == one.name
        ]
        for name in NAMES:
            assert one.winning_weights[name] == pytest.approx(
                np.mean([weights[name] for weights in mine]), abs=0.015
            )


def test_missing_figures_widen_the_first_shares_as_a_grid_shows():
    options = [option("a", 100, 1, 50), option("b", 50, 3, 90), option("c", None, 1.5, 5)]
    found = {one.name: one for one in rank(options, CRITERIA, POINTS).ranked}
    weightings = grid(100)
    at_worst, at_best = (
        [brute(options, weights, missing) for weights in weightings] for missing in (0.0, 1.0)
    )
    at_least = np.mean([s["c"] >= max(s.values()) for s in at_worst])
    maybe = np.mean([s["c"] >= max(s.values()) for s in at_best])
    assert found["c"].first_share == (
        pytest.approx(at_least, abs=0.015),
        pytest.approx(maybe, abs=0.015),
    )
    assert found["c"].missing == ("stake",)
    assert found["c"].score < found["c"].best_possible == found["c"].high
    assert found["a"].first_share[0] == pytest.approx(
        np.mean([s["a"] >= max(s.values()) for s in at_best]), abs=0.015
    )


def test_at_a_critical_weight_another_option_draws_level():
    found = rank(THREE, CRITERIA, POINTS)
    weights = {one.criterion.name: one.weight for one in found.swing_weights}
    assert found.critical_weights
    for flip in found.critical_weights:
        rest = {name: weight for name, weight in weights.items() if name != flip.criterion}
        total = sum(rest.values())
        moved = {name: weight / total * (1 - flip.weight) for name, weight in rest.items()}
        scores = brute(THREE, moved | {flip.criterion: flip.weight})
        assert (
            scores[flip.other]
            == pytest.approx(scores[found.first[0]])
            == pytest.approx(max(scores.values()))
        )


def test_with_a_critical_value_an_option_draws_level():
    found = rank(THREE, CRITERIA, POINTS)
    assert found.critical_values
    for reach in found.critical_values:
        changed = [
            RankingOption(
                one.name, {**one.figures, reach.criterion: UncertainValue.exact(reach.value)}
            )
            if one.name == reach.name
            else one
            for one in THREE
        ]
        level = {one.name: one.score for one in rank(changed, CRITERIA, POINTS).ranked}
        assert level[reach.name] >= max(level.values()) - 1e-9


def test_equal_options_share_their_rank_and_first_shares():
    found = rank([option("a", 3, 2, 1), option("b", 3, 2, 1), option("c", 1, 1, 2)], CRITERIA, {})
    assert found.first == ("a", "b")
    assert [one.first_share for one in found.ranked] == [(0.5, 0.5), (0.5, 0.5), (0.0, 0.0)]
    assert not found.critical_weights


def test_one_option_or_none_gets_no_invented_score():
    (only,) = rank([option("a", 3, None, 1)], CRITERIA, {}).ranked
    assert (only.rank, only.first_share, only.missing) == (1, (1.0, 1.0), ("effect",))
    assert rank([], CRITERIA, {}).ranked == ()


def test_a_criterion_known_for_one_or_equal_for_all_does_not_count():
    found = rank(
        [option("a", 5, 1, 7), option("b", 2, None, 7)], CRITERIA, {"effect": 100, "cost": 100}
    )
    assert found.left_out == ("effect", "cost")
    assert [one.criterion.name for one in found.swing_weights] == ["stake"]
    assert (
        rank([option("a", None, None, None), option("b", None, None, None)], CRITERIA, {}).first
        == ()
    )


def test_one_uncertain_figure_shared_by_all_does_not_count():
    alike = [
        RankingOption(one.name, {**one.figures, "effect": UncertainValue(0.015, 0.0, 0.045)})
        for one in THREE
    ]
    found = rank(alike, CRITERIA, POINTS)
    assert found.left_out == ("effect",) and [
        swing.criterion.name for swing in found.swing_weights
    ] == [
        "stake",
        "cost",
    ]


def test_a_weight_of_zero_has_no_minus_sign():
    found = rank(
        [option("a", 100, 2, 50), option("b", 0, 2, 50), option("c", None, 1, 40)], CRITERIA, POINTS
    )
    assert (
        not any(str(flip.weight).startswith("-") for flip in found.critical_weights)
        and found.critical_weights
    )


def test_the_best_on_merit_is_named_if_the_first_wins_on_ease():
    options = [option("dear", 100, 3, 90), option("cheap", 0, 1, 5)]
    assert rank(options, CRITERIA, {"stake": 20, "effect": 20, "cost": 100}).least_resistance == (
        "dear",
    )
    assert rank(options, CRITERIA, {"cost": 100}).least_resistance == ("dear",)
    assert rank(options, CRITERIA, {"stake": 100, "effect": 20, "cost": 10}).least_resistance == ()


def test_the_ends_of_a_figure_are_the_ends_of_the_score():
    doubt = RankingOption(
        "a",
        {
            "stake": UncertainValue(5, 0, 10),
            "effect": UncertainValue.exact(1),
            "cost": UncertainValue.exact(1),
        },
    )
    found = {one.name: one for one in rank([doubt, option("b", 4, 1, 1)], CRITERIA, {}).ranked}
    assert (found["a"].low, found["a"].score, found["a"].high) == (0.0, 0.5, 1.0)
    assert found["b"].low == found["b"].high == pytest.approx(0.4)


figures = st.one_of(st.none(), st.integers(0, 20).map(float))


@given(
    st.lists(st.tuples(figures, figures, figures), min_size=2, max_size=5),
    st.tuples(*[st.integers(0, 100)] * 3),
    st.integers(0, 4),
    st.integers(0, 2),
    st.integers(1, 9),
)
def test_improving_a_figure_never_lowers_a_rank(rows, points, which, criterion, by):
    options = [option(str(i), *row) for i, row in enumerate(rows)]
    weights = dict(zip(NAMES, points, strict=True))
    name, changed = NAMES[criterion], options[which % len(options)]
    if changed.figures[name] is None:
        return
    better = changed.figures[name].value + (-by if CRITERIA[criterion].better == LESS else by)
    after = [
        RankingOption(one.name, {**one.figures, name: UncertainValue.exact(better)})
        if one is changed
        else one
        for one in options
    ]
    before, now = (
        next(
            one.rank
            for one in rank(of, CRITERIA, weights, draws=10).ranked
            if one.name == changed.name
        )
        for of in (options, after)
    )
    assert now <= before
