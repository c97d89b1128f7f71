"""Pairings drawn again by lot: the p value is right however few mentees there are."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from metrics.inference.redrawn_pairings import PairingRows, RedrawnPairings, adjusted


def rows_of(
    outcome: np.ndarray,
    paired: np.ndarray,
    mentor: np.ndarray | None = None,
    cell: np.ndarray | None = None,
    person: np.ndarray | None = None,
) -> PairingRows:
    n = len(outcome)
    return PairingRows(
        np.arange(n) if person is None else person,
        np.zeros(n, dtype=int) if cell is None else cell,
        paired.astype(bool),
        np.arange(n) if mentor is None else mentor,
        outcome.astype(float),
        np.ones(n) * paired,
    )


def test_the_p_value_is_the_share_of_all_possible_pairings():
    """Three of eight people, each with a mentor of their own: 56 pairings are equally likely."""
    outcome = np.array([9.0, 7, 8, 1, 2, 3, 0, 4])
    paired = np.array([1, 1, 1, 0, 0, 0, 0, 0])
    away = []
    for chosen in combinations(range(8), 3):
        own = outcome[list(chosen)] - outcome.mean()
        away.append(abs(own.sum()) / np.sqrt((own**2).sum()))
    exact = np.mean(np.array(away) >= away[0] - 1e-9)
    p = RedrawnPairings(rows_of(outcome, paired), draws=20_000).p_value()
    assert p == pytest.approx(exact, abs=0.01)


def test_who_was_drawn_in_an_earlier_month_is_not_drawn_again():
    """Two people in two months, one paired in each: the second draw is what the first left."""
    rows = PairingRows(
        person=np.array([0, 1, 0, 1]),
        cell=np.array([0, 0, 1, 1]),
        paired=np.array([True, False, False, True]),
        mentor=np.array([0, 0, 0, 1]),
        outcome=np.array([1.0, -1.0, 3.0, -3.0]),
        dose=np.zeros(4),
    )
    lots = RedrawnPairings(rows, draws=500)
    totals = set(np.round(lots._outcome.sum(axis=1), 9))
    assert totals == {1.0 - 3.0, -1.0 + 3.0}


def test_with_one_mentor_nothing_can_be_told():
    outcome = np.r_[np.full(8, 20.0), np.zeros(30)]
    paired = np.r_[np.ones(8), np.zeros(30)]
    one = RedrawnPairings(rows_of(outcome, paired, np.zeros(38, dtype=int)), draws=199)
    many = RedrawnPairings(rows_of(outcome, paired), draws=199)
    assert one.p_value() == 1.0 and many.p_value() <= 0.01


def company(rng: np.random.Generator, effect: float, mentor_sd: float) -> PairingRows:
    """Eight mentees of four mentors among forty people in two months, drawn by lot."""
    value = rng.standard_exponential(40)
    chosen = rng.permutation(40)[:8]
    month = np.repeat([0, 1], 4)
    of_mentor = rng.normal(0, mentor_sd, 4)[np.tile(np.arange(4), 2)]
    paired = np.zeros((2, 40), dtype=bool)
    mentor = np.zeros((2, 40), dtype=int)
    paired[month, chosen] = True
    mentor[month, chosen] = np.tile(np.arange(4), 2)
    gained = value.copy()
    gained[chosen] += effect + of_mentor
    dose = np.zeros(40)
    dose[chosen] = 1
    return PairingRows(
        np.tile(np.arange(40), 2),
        np.repeat([0, 1], 40),
        paired.ravel(),
        mentor.ravel(),
        np.tile(gained, 2),
        np.tile(dose, 2),
    )


@pytest.mark.parametrize("mentor_sd", [0.0, 1.0])
def test_eight_mentees_without_an_effect_are_sure_in_one_of_twenty(mentor_sd):
    rng = np.random.default_rng(1)
    p = [RedrawnPairings(company(rng, 0.0, mentor_sd), draws=199).p_value() for _one in range(600)]
    assert np.mean(np.array(p) <= 0.05) <= 0.05 + 2.5 * np.sqrt(0.05 * 0.95 / 600)


def test_the_interval_holds_the_effect_and_ends_where_the_test_rejects():
    rng = np.random.default_rng(2)
    held = []
    for _one in range(150):
        lots = RedrawnPairings(company(rng, 2.0, 0.0), draws=199)
        interval = lots.interval()
        held.append(interval is None or interval.low <= 2.0 <= interval.high)
    assert np.mean(held) >= 0.91
    assert lots.p_value(interval.low - 0.05) <= 0.05 < lots.p_value(interval.low + 0.05)
    assert lots.p_value(interval.estimate) > 0.5


def test_agreement_on_next_to_nothing_is_no_proof_where_nearly_everybody_stays():
    """Eight mentees who all stayed, of four mentors: the rest stayed too, but for a few."""
    outcome = np.r_[np.full(8, 24.0), np.full(60, 24.0), np.full(12, 6.0)]
    paired = np.r_[np.ones(8), np.zeros(72)]
    mentor = np.r_[np.tile(np.arange(4), 2), np.zeros(72, dtype=int)]
    lots = RedrawnPairings(rows_of(outcome, paired, mentor), draws=999)
    plain = lots._outcome.sum(axis=1)
    away = np.abs(plain - plain.mean())
    expected = max(lots.p_value(), np.mean(away >= away[0] - 1e-9))
    assert lots.cautious_p_value() == expected > 0.05


def test_the_same_seed_gives_the_same_draws():
    rows = company(np.random.default_rng(3), 0.5, 0.0)
    first, again, other = (
        RedrawnPairings(rows, draws=99, seed=seed).p_value() for seed in (1, 1, 2)
    )
    assert first == again and first != other


def test_cells_without_a_choice_are_left_out():
    rows = rows_of(np.arange(6), np.array([1, 0, 1, 1, 0, 0]), cell=np.array([0, 0, 1, 1, 2, 2]))
    kept = rows.of(rows.informative)
    assert kept.outcome.tolist() == [0, 1] and kept.cell.tolist() == [0, 0]


def test_what_a_trait_predicts_is_taken_out_within_cells():
    trait = np.array([0.0, 1, 0, 1])
    cell = np.array([0, 0, 1, 1])
    rest = adjusted(10 * cell + 3 * trait, cell, trait[:, None])
    assert rest == pytest.approx(np.array([1.5, 1.5, 11.5, 11.5]) * 0 + rest) and np.ptp(
        rest[:2]
    ) == pytest.approx(0)
