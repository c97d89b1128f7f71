"""Experts by values, in generated companies: how often somebody is named where nobody is beyond the
spread of all, and how often the planted one is.

People differ (normal, `spread`), their periods do (standard deviation 1, some people's more),
periods go together or not, and everybody shares each period's ups and downs. Somebody is an expert
by `beyond`, in the standard deviations of a mean: root of (spread^2 + 1 / periods)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from scipy import stats

from metrics.experts.score_outliers import PeriodScores, ScoreOutlierTest, find_score_outliers


@dataclass(frozen=True)
class Company:
    """How many people in how many kinds of work, over how many periods, and how much they differ;
    with `fewest` they came one after another and have from so many periods to all."""

    people: int
    kinds: int
    periods: int
    spread: float
    uneven: float = 0.0
    together: float = 0.0
    fewest: int | None = None


SMALL = Company(24, 2, 8, 0.3)
ALIKE = Company(60, 3, 12, 0.0)
COMPANIES = [
    SMALL,
    ALIKE,
    Company(60, 3, 24, 1.0),
    Company(200, 4, 12, 3.0),
    Company(60, 2, 8, 1.0, uneven=0.4),
    Company(60, 2, 12, 0.3, together=0.5),
    Company(11, 1, 6, 1.0),
    Company(60, 3, 60, 0.5, fewest=6),
]


def drawn(rng: np.random.Generator, of: Company, beyond: float = 0.0) -> ScoreOutlierTest:
    """The judgement of one such company; person 0 is the expert."""
    people, periods = of.people, of.periods
    true = rng.normal(0, of.spread, people)
    true[0] += beyond * np.sqrt(of.spread**2 + 1 / periods)
    noise = rng.normal(size=(people, periods))
    for t in range(1, periods):
        noise[:, t] = of.together * noise[:, t - 1] + np.sqrt(1 - of.together**2) * noise[:, t]
    noise *= np.exp(rng.normal(0, of.uneven, people))[:, None]
    kind = np.arange(people) % of.kinds
    shared = rng.normal(0, 2, (of.kinds, periods))
    value = true[:, None] + noise + shared[kind]
    person, period = np.repeat(np.arange(people), periods), np.tile(np.arange(periods), people)
    since = rng.integers(0, periods - (of.fewest or periods) + 1, people)
    since[0] = 0
    here = period >= since[person]
    person, period = person[here], period[here]
    return find_score_outliers(
        PeriodScores(
            person,
            kind[person] * periods + period,
            value[person, period],
            people,
            np.ones(people, dtype=bool),
            more=True,
        )
    )


def somebody(n: int, seed: int, of: Company) -> int:
    """In how many of `n` companies without an expert somebody is named."""
    rng = np.random.default_rng(seed)
    return sum(bool(drawn(rng, of).named.any()) for _ in range(n))


def found(n: int, seed: int, of: Company, beyond: float) -> float:
    """The share of `n` companies in which the planted expert is named."""
    rng = np.random.default_rng(seed)
    return float(np.mean([drawn(rng, of, beyond).named[0] for _ in range(n)]))


@pytest.mark.parametrize("of", [SMALL, COMPANIES[2], COMPANIES[4]])
def test_without_an_expert_somebody_is_named_in_no_more_than_one_company_of_twenty(of):
    named = somebody(150, 7, of)
    assert stats.binomtest(named, 150).proportion_ci(0.95).low <= 0.05


def test_all_of_each_company_are_assessed():
    stood = drawn(np.random.default_rng(1), COMPANIES[2])
    assert stood.assessed.all() and np.isfinite(stood.p).all()


def test_an_outlier_is_found_and_a_person_within_the_spread_hardly_ever():
    assert found(60, 3, COMPANIES[2], 6.0) > 0.9
    assert found(60, 3, COMPANIES[2], 1.0) < 0.1


@pytest.mark.slow
@pytest.mark.parametrize("of", COMPANIES)
def test_in_a_thousand_companies_the_interval_of_naming_somebody_includes_or_is_under_5_percent(of):
    named = somebody(1000, 11, of)
    assert stats.binomtest(named, 1000).proportion_ci(0.95).low <= 0.05


@pytest.mark.slow
def test_power_rises_with_how_far_beyond_the_expert_is_and_needs_four_or_more_deviations():
    curve = [found(300, 5, COMPANIES[2], beyond) for beyond in (2.0, 3.0, 4.0, 5.0, 6.0)]
    assert curve == sorted(curve)
    assert curve[0] < 0.2 and curve[2] > 0.4 and curve[4] > 0.95
