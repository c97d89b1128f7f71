"""Positive outliers on continuous measures, such as sales in euros or satisfaction.

People differ in any case, so being significantly above comparable colleagues is not enough: a
named person lies beyond the spread of all. Four conditions hold together: six periods with ten
comparable colleagues, beyond that spread (Benjamini-Hochberg at 5 %), better in the first half of
those periods and in the second, and still employed. Worse results never leave this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from metrics.experts.records import colleague_counts
from metrics.inference import funnel, peer_comparison
from metrics.inference.interval import Interval
from metrics.inference.shrinkage import shrink_to_mean

LEAST_PERIODS = 6
LEAST_OTHERS = 10
FALSE_DISCOVERY_RATE = 0.05
PERIODS = (0, 6, 12, 24, 36, 60, float("inf"))


@dataclass(frozen=True)
class PeriodScores:
    """Rows of values in order of time: person, cell (comparable work in a period), and value.

    Persons and cells are whole numbers, with at most one row per person in a cell. Persons run from
    0 to `people` - 1; only those in `eligible` (True or False) can be named. `more`: whether a
    higher value is better.
    """

    person: np.ndarray
    cell: np.ndarray
    value: np.ndarray
    people: int
    eligible: np.ndarray
    more: bool


@dataclass(frozen=True)
class ScoreOutlierTest:
    """The result of the test, per person.

    `means` are by how much a person is better than comparable colleagues on average, `cautious` the
    same shrunk towards everyone's mean. `assessed` says whether there were enough periods, `p` is
    the p value (NaN if not tested), `named` who is named. `spread` is the standard deviation by
    which people differ in any case; `level` as in `CountOutlierTest`.
    """

    means: peer_comparison.PersonMeans
    cautious: dict[int, Interval]
    assessed: np.ndarray
    p: np.ndarray
    named: np.ndarray
    spread: float
    level: float


@dataclass(frozen=True)
class Scored:
    """A named person without their identity.

    `better` is by how much they are better than comparable colleagues on average over `periods`,
    with its limits; `cautious` is what to expect from now on, with its own limits. Above zero is
    better, also for a measure of which lower values are better.
    """

    department: str
    job_family: str
    periods: int
    better: float
    low: float
    high: float
    cautious: float
    cautious_low: float
    cautious_high: float


@dataclass(frozen=True)
class ScoredExpert(Scored):
    """A named person."""

    person_id: str = field(kw_only=True)


@dataclass(frozen=True)
class ScoredExperts:
    """The experts by one measure in `unit`, best first.

    `owners` have values, `assessed` of them enough; `by_size` counts owners by the number of
    periods with enough colleagues (from, below). `colleagues` as in `Experts`. `spread` is by how
    much people differ in any case, `noise` by how much one person's periods do (standard
    deviations).
    """

    experts: tuple[ScoredExpert, ...]
    owners: int
    assessed: int
    by_size: tuple[tuple[float, float, int], ...]
    colleagues: Mapping[tuple[str, str], int]
    measure: str
    unit: str
    more: bool
    spread: float
    noise: float


def find_score_outliers(scores: PeriodScores) -> ScoreOutlierTest:
    """Return by how much each person is better than comparable colleagues, and who is named."""
    sign = 1 if scores.more else -1
    difference = sign * peer_comparison.leave_one_out_residuals(
        scores.cell, scores.value, LEAST_OTHERS
    )
    usable = np.isfinite(difference)
    person = scores.person[usable]
    difference = difference[usable]
    means = peer_comparison.person_means(person, difference, scores.people)
    assessed = (means.n >= LEAST_PERIODS) & (means.se > 0)
    everyone = np.flatnonzero(assessed)
    variance = peer_comparison.between_person_variance(means.mean[everyone], means.se[everyone])
    tested = np.flatnonzero(assessed & scores.eligible)
    p = np.full(scores.people, np.nan)
    p[tested] = peer_comparison.p_value_above(means, variance, len(everyone))[tested]
    discovered = np.zeros(scores.people, dtype=bool)
    discovered[tested] = funnel.benjamini_hochberg(p[tested], FALSE_DISCOVERY_RATE)
    lasting = _better_in_both_halves(person, difference, scores.people)
    named = discovered & (means.mean > 0) & lasting
    cautious = shrink_to_mean(
        {
            i: Interval(means.mean[i], np.nan, np.nan, means.se[i], means.df[i])
            for i in everyone.tolist()
        }
    )
    level = 1 - FALSE_DISCOVERY_RATE * max(int(named.sum()), 1) / max(len(tested), 1)
    return ScoreOutlierTest(means, cautious, assessed, p, named, float(np.sqrt(variance)), level)


def scored_experts(table: Mapping[str, np.ndarray]) -> ScoredExperts:
    """Return the hidden experts by one measure.

    `table` has the columns of `records.score_rows`, of that measure only.

    Limits: nobody is compared across grades or kinds of work, so a person with fewer than ten
    comparable colleagues is not assessed. If people's true figures are very uneven (a few sell
    most), more of the best lie beyond an even spread.
    """
    people, person = np.unique(table["owner_id"].astype(str), return_inverse=True)
    work = zip(table["work"], table["grade"], table["month"], strict=True)
    cell = np.unique([repr(row) for row in work], return_inverse=True)[1]
    # rows are in order of person and month
    last = np.searchsorted(person, np.arange(len(people)), side="right") - 1
    about = {name: table[name][last] for name in ("department", "job_family", "employed")}
    more = table["better"][0] == "more"
    test = find_score_outliers(
        PeriodScores(person, cell, table["value"], len(people), about["employed"] == 1, more)
    )
    experts = [_expert(i, str(people[i]), about, test) for i in np.flatnonzero(test.named).tolist()]
    n = test.means.n
    noise = np.nan
    if test.assessed.any():
        noise = float(np.sqrt(np.median((test.means.se**2 * n)[test.assessed])))
    return ScoredExperts(
        experts=tuple(sorted(experts, key=lambda expert: -expert.cautious)),
        owners=len(people),
        assessed=int(np.isfinite(test.p).sum()),
        measure=str(table["measure"][0]),
        unit=str(table["unit"][0]),
        more=more,
        by_size=tuple(
            (low, high, int(np.sum((n >= low) & (n < high))))
            for low, high in zip(PERIODS, PERIODS[1:], strict=False)
        ),
        colleagues=colleague_counts(
            about, {(expert.department, expert.job_family) for expert in experts}
        ),
        spread=test.spread,
        noise=noise,
    )


def _better_in_both_halves(person: np.ndarray, difference: np.ndarray, people: int) -> np.ndarray:
    """Return who is better on average in both halves of their periods."""
    n = np.bincount(person, minlength=people)
    order = np.argsort(person, kind="stable")
    nth = np.empty_like(person)
    nth[order] = np.arange(len(person)) - np.repeat(np.cumsum(n) - n, n)
    half = person * 2 + (2 * nth >= n[person])
    sums = np.bincount(half, weights=difference, minlength=2 * people).reshape(-1, 2)
    return np.all(sums > 0, axis=1)


def _expert(
    i: int, person_id: str, about: Mapping[str, np.ndarray], test: ScoreOutlierTest
) -> ScoredExpert:
    from scipy.special import ndtri, stdtrit  # scipy is heavy; see metrics/inference/interval.py

    means = test.means
    cautious = test.cautious[i]
    tail = 0.5 + test.level / 2
    half = float(stdtrit(means.df[i], tail) * means.se[i])
    cautious_half = float(ndtri(tail) * cautious.se)
    mean = float(means.mean[i])
    return ScoredExpert(
        person_id=person_id,
        department=about["department"][i] or "",
        job_family=about["job_family"][i] or "",
        periods=int(means.n[i]),
        better=mean,
        low=mean - half,
        high=mean + half,
        cautious=cautious.estimate,
        cautious_low=cautious.estimate - cautious_half,
        cautious_high=cautious.estimate + cautious_half,
    )
