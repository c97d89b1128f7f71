"""The effect by lot against brute force, other software and companies without an effect."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
import statsmodels.api as sm

from metrics.inference.randomised import (
    Draw,
    Randomisation,
    effect_of_draw,
    effect_of_taking_part,
    residuals,
)


def draw_of(drawn, stratum=None, cluster=None) -> Draw:
    drawn = np.array(drawn)
    stratum = np.zeros(len(drawn), dtype=int) if stratum is None else np.array(stratum)
    cluster = np.arange(len(drawn)) if cluster is None else np.array(cluster)
    return Draw(drawn, stratum, cluster)


def drawn_by_lot(rng, stratum, share=0.5) -> np.ndarray:
    drawn = np.zeros(len(stratum), dtype=int)
    for group in np.unique(stratum):
        rows = np.flatnonzero(stratum == group)
        drawn[rng.choice(rows, round(len(rows) * share), replace=False)] = 1
    return drawn


def welch(values, drawn, stratum, cluster) -> tuple[float, float]:
    """Difference and standard error within groups, person by person and team by team."""
    estimate = variance = 0.0
    for group in sorted(set(stratum)):
        rows = [i for i in range(len(values)) if stratum[i] == group]
        share = len(rows) / len(values)
        for arm in (1, 0):
            own = [i for i in rows if drawn[i] == arm]
            mean = sum(values[i] for i in own) / len(own)
            teams = {cluster[i] for i in own}
            sums = [sum(values[i] - mean for i in own if cluster[i] == team) for team in teams]
            k = len(teams)
            variance += share**2 * k / (k - 1) * sum(one**2 for one in sums) / len(own) ** 2
            estimate += share * mean * (1 if arm else -1)
    return estimate, variance**0.5


def p_by_enumeration(values, draw: Draw) -> float:
    """Every draw that could have been, one after the other."""
    drawn, stratum, cluster = (one.tolist() for one in (draw.drawn, draw.stratum, draw.cluster))
    teams = {c: stratum[i] for i, c in enumerate(cluster)}
    won = {c for i, c in enumerate(cluster) if drawn[i]}
    groups = [[c for c in teams if teams[c] == g] for g in sorted(set(stratum))]
    choices = [combinations(own, len(won & set(own))) for own in groups]

    def size(winners: set[int]) -> float:
        lot = [int(c in winners) for c in cluster]
        estimate, se = welch(values, lot, stratum, cluster)
        return abs(estimate / se)

    held = size(won)
    every = [size(set().union(*chosen)) for chosen in product(*choices)]
    return sum(one >= held - 1e-9 for one in every) / len(every)


@pytest.mark.parametrize("seed", range(5))
def test_the_p_value_is_the_share_of_all_possible_draws(seed):
    rng = np.random.default_rng(seed)
    stratum = np.array([0] * 6 + [1] * 5)
    draw = draw_of([1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0], stratum)
    values = rng.normal(size=11) + draw.drawn
    found = Randomisation(draw)
    assert found.exact and len(found.drawn) == 20 * 10
    assert found.p_value(values) == pytest.approx(p_by_enumeration(values, draw), abs=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_whole_teams_change_places_together(seed):
    rng = np.random.default_rng(seed)
    cluster = np.repeat(np.arange(8), [1, 2, 3, 1, 2, 2, 3, 1])
    stratum = (cluster >= 4).astype(int)
    draw = draw_of(np.isin(cluster, [0, 2, 5, 6]), stratum, cluster)
    values = rng.normal(size=len(cluster))
    assert len(Randomisation(draw).drawn) == 36
    estimate, se = Randomisation(draw).difference(values)
    lists = [one.tolist() for one in (values, draw.drawn, stratum, cluster)]
    assert (estimate[0], se[0]) == pytest.approx(welch(*lists), abs=1e-12)
    assert Randomisation(draw).p_value(values) == pytest.approx(
        p_by_enumeration(values, draw), abs=1e-12
    )


def test_the_interval_holds_exactly_the_effects_that_the_draw_does_not_reject():
    rng = np.random.default_rng(3)
    draw = draw_of([1, 0] * 7)
    values = rng.normal(size=14) + 1.5 * draw.drawn
    found = effect_of_draw(values, draw)
    low, high = found.interval.low, found.interval.high
    for end, inwards in ((low, 1), (high, -1)):
        inside, outside = (end + side * inwards * 0.01 for side in (1, -1))
        assert p_by_enumeration(values - inside * draw.drawn, draw) > 0.05
        assert p_by_enumeration(values - outside * draw.drawn, draw) <= 0.05
    assert found.interval.estimate == pytest.approx(
        values[draw.drawn == 1].mean() - values[draw.drawn == 0].mean()
    )


def company(seed: int, n: int = 120, effect: float = 0.0, took: float = 0.8):
    """People in four groups of which half are drawn, with an earlier value."""
    rng = np.random.default_rng(seed)
    stratum = np.arange(n) % 4
    drawn = drawn_by_lot(rng, stratum)
    earlier = rng.normal(size=n) + stratum
    willing = rng.random(n) < took
    values = earlier + 0.8 * rng.normal(size=n) + effect * drawn * willing
    return values, (drawn * willing).astype(float), draw_of(drawn, stratum), earlier[:, None]


def test_estimates_equal_least_squares_with_a_term_per_group_where_chances_are_equal():
    values, took_part, draw, earlier = company(1, effect=0.5)
    groups = np.eye(4)[draw.stratum]
    ols = sm.OLS(values, np.column_stack([draw.drawn, groups])).fit()
    assert effect_of_draw(values, draw).interval.estimate == pytest.approx(ols.params[0], abs=1e-10)
    of_draw = sm.OLS(draw.drawn.astype(float), np.column_stack([earlier, groups])).fit().resid
    adjusted = effect_of_draw(values, draw, earlier=earlier).interval
    full = sm.OLS(values, np.column_stack([draw.drawn, earlier, groups])).fit()
    assert adjusted.estimate == pytest.approx(full.params[0], abs=1e-10)
    two_stage = (of_draw @ values) / (of_draw @ took_part)
    part = effect_of_taking_part(values, took_part, draw, earlier=earlier)
    assert part.interval.estimate == pytest.approx(two_stage, abs=1e-10)


def test_earlier_values_make_the_interval_narrower():
    values, _took, draw, earlier = company(2)
    plain = effect_of_draw(values, draw).interval
    adjusted = effect_of_draw(values, draw, earlier=earlier).interval
    assert adjusted.high - adjusted.low < 0.8 * (plain.high - plain.low)


def test_where_nobody_took_part_because_of_the_draw_the_interval_has_no_end():
    values, _took, draw, _earlier = company(3)
    rng = np.random.default_rng(0)
    part = effect_of_taking_part(values, rng.integers(0, 2, size=len(values)), draw)
    assert part.weak and not part.bounded
    nobody = effect_of_taking_part(values, np.zeros(len(values)), draw)
    assert nobody.weak and not nobody.bounded
    everybody = effect_of_taking_part(values, draw.drawn.astype(float), draw)
    assert not everybody.weak
    assert everybody.interval.estimate == pytest.approx(
        effect_of_draw(values, draw).interval.estimate
    )


def test_groups_without_both_arms_say_nothing_and_a_draw_of_such_groups_is_refused():
    values, _took, draw, _earlier = company(4)
    more = Draw(
        np.append(draw.drawn, [1, 1]),
        np.append(draw.stratum, [9, 9]),
        np.append(draw.cluster, [990, 991]),
    )
    with_more = effect_of_draw(np.append(values, [99.0, 98.0]), more)
    assert with_more.interval.estimate == pytest.approx(
        effect_of_draw(values, draw).interval.estimate
    )
    with pytest.raises(ValueError, match="No group"):
        effect_of_draw(np.ones(2), draw_of([1, 1]))


def test_pairs_of_one_drawn_and_one_not_have_a_pooled_error():
    rng = np.random.default_rng(5)
    stratum = np.repeat(np.arange(12), 2)
    draw = draw_of(drawn_by_lot(rng, stratum), stratum)
    found = effect_of_draw(rng.normal(size=24) + 2 * draw.drawn, draw)
    assert found.bounded and found.p < 0.05


def test_equal_values_give_no_effect_without_a_warning():
    _values, took, draw, _earlier = company(6)
    found = effect_of_draw(np.ones(len(took)), draw)
    assert (found.interval.estimate, found.p) == (0.0, 1.0)


@pytest.mark.slow
def test_at_most_seven_in_a_hundred_false_alarms():
    companies, alarms = 2000, 0
    for seed in range(companies):
        values, _took, draw, earlier = company(seed, n=80)
        left = residuals(values, draw.stratum, earlier)
        alarms += Randomisation(draw, draws=199, seed=seed).p_value(left) <= 0.05
    assert alarms / companies <= 0.07


@pytest.mark.slow
@pytest.mark.parametrize("effect", [0.0, 0.6])
def test_intervals_hold_the_truth(effect):
    companies = 500
    by_draw = taking_part = 0
    for seed in range(1000, 1000 + companies):
        values, took, draw, earlier = company(seed, n=80, effect=effect, took=0.7)
        truth = effect * took[draw.drawn == 1].mean()
        found = effect_of_draw(values, draw, earlier=earlier, draws=499).interval
        part = effect_of_taking_part(values, took, draw, earlier=earlier, draws=499).interval
        by_draw += found.low <= truth <= found.high
        taking_part += part.low <= effect <= part.high
    assert by_draw / companies >= 0.93 and taking_part / companies >= 0.93
