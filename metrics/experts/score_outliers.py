"""Who does better than like colleagues, surely and lastingly, by what is not counted in an amount
of work: sales in euros, satisfaction.

People differ anyway, so it is not enough to be surely above the others: one who is named lies
beyond the spread of all. Four conditions, all of them: six periods beside ten like colleagues,
beyond that spread (Benjamini-Hochberg at 5 %), better in the first half of those periods and in the
second, and still employed. Nobody's worse figure leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from metrics.experts.records import alike
from metrics.inference import funnel, peer_comparison
from metrics.inference.interval import Interval
from metrics.inference.shrinkage import shrink_to_mean

LEAST_PERIODS, LEAST_OTHERS = 6, 10
FALSE_SHARE = 0.05
PERIODS = (0, 6, 12, 24, 36, 60, float("inf"))


@dataclass(frozen=True)
class Scores:
    """Rows of values, in order of time: person and cell (like work in a period) as whole numbers,
    at most one row per person in a cell. Persons run from 0 to `people` - 1; only those in
    `eligible` (True or False) can be named. `more`: whether a higher value is better.
    """

    person: np.ndarray
    cell: np.ndarray
    value: np.ndarray
    people: int
    eligible: np.ndarray
    more: bool


@dataclass(frozen=True)
class Stood:
    """Per person: by how much better than like colleagues on average (`means`), whether there was
    `enough` to tell, the same drawn towards everybody (`cautious`), the p value (NaN where nobody
    can tell), and whether they are named. `spread`: the standard deviation by which people differ
    anyway; `level` as in `deviants.Judged`.
    """

    means: peer_comparison.PersonMeans
    cautious: dict[int, Interval]
    enough: np.ndarray
    p: np.ndarray
    named: np.ndarray
    spread: float
    level: float


@dataclass(frozen=True)
class Scored:
    """One who is named, without who it is: `better` by that much than like colleagues on average
    over `periods`, with its limits; `cautious` is what to count on, with limits of its own. Above
    zero is better, also where a lower value is.
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
    """One who is named."""

    person_id: str = field(kw_only=True)


@dataclass(frozen=True)
class ScoredExperts:
    """Those who are named by `measure`, in `unit`, best first. `owners` have values, `enough` of
    them enough to tell; `by_size` counts all by periods beside enough colleagues (from, below);
    `alike` as in `Experts`. `spread` is by how much people differ anyway and `noise` by how much
    one person's periods do (standard deviations).
    """

    experts: tuple[ScoredExpert, ...]
    owners: int
    enough: int
    by_size: tuple[tuple[float, float, int], ...]
    alike: Mapping[tuple[str, str], int]
    measure: str
    unit: str
    more: bool
    spread: float
    noise: float


def judge(scores: Scores) -> Stood:
    """By how much each does better than like colleagues, and who is named."""
    beside = peer_comparison.leave_one_out_residuals(scores.cell, scores.value, LEAST_OTHERS) * (
        1 if scores.more else -1
    )
    told = np.isfinite(beside)
    person, beside = scores.person[told], beside[told]
    of = peer_comparison.person_means(person, beside, scores.people)
    enough = (of.n >= LEAST_PERIODS) & (of.se > 0)
    everybody = np.flatnonzero(enough)
    variance = peer_comparison.between_person_variance(of.mean[everybody], of.se[everybody])
    asked = np.flatnonzero(enough & scores.eligible)
    p = np.full(scores.people, np.nan)
    p[asked] = peer_comparison.p_value_above(of, variance, len(everybody))[asked]
    believed = np.zeros(scores.people, dtype=bool)
    believed[asked] = funnel.benjamini_hochberg(p[asked], FALSE_SHARE)
    named = believed & (of.mean > 0) & _lasting(person, beside, scores.people)
    drawn = shrink_to_mean(
        {i: Interval(of.mean[i], np.nan, np.nan, of.se[i], of.df[i]) for i in everybody.tolist()}
    )
    level = 1 - FALSE_SHARE * max(int(named.sum()), 1) / max(len(asked), 1)
    return Stood(of, drawn, enough, p, named, float(np.sqrt(variance)), level)


def scored(table: Mapping[str, np.ndarray]) -> ScoredExperts:
    """The hidden experts by one measure; `table` as `comparison.owners.score_rows` gives it, of
    that measure only.

    Limits: nobody is compared across grades or kinds of work, so who has fewer than ten colleagues
    alike is not judged. Where people's true figures are very uneven (a few sell most), more of the
    best lie beyond an even spread.
    """
    people, person = np.unique(table["owner_id"].astype(str), return_inverse=True)
    cell = np.unique(
        [repr(row) for row in zip(table["work"], table["grade"], table["month"], strict=True)],
        return_inverse=True,
    )[1]
    last = (
        np.searchsorted(person, np.arange(len(people)), side="right") - 1
    )  # rows go by person and month
    about = {name: table[name][last] for name in ("department", "job_family", "here")}
    more = table["better"][0] == "more"
    found = judge(Scores(person, cell, table["value"], len(people), about["here"] == 1, more))
    experts = [
        _expert(i, str(people[i]), about, found) for i in np.flatnonzero(found.named).tolist()
    ]
    n, of = found.means.n, found.means
    return ScoredExperts(
        experts=tuple(sorted(experts, key=lambda one: -one.cautious)),
        owners=len(people),
        enough=int(np.isfinite(found.p).sum()),
        measure=str(table["measure"][0]),
        unit=str(table["unit"][0]),
        more=more,
        by_size=tuple(
            (low, high, int(np.sum((n >= low) & (n < high))))
            for low, high in zip(PERIODS, PERIODS[1:], strict=False)
        ),
        alike=alike(about, {(one.department, one.job_family) for one in experts}),
        spread=found.spread,
        noise=float(np.sqrt(np.median((of.se**2 * n)[found.enough])))
        if found.enough.any()
        else np.nan,
    )


def _lasting(person: np.ndarray, beside: np.ndarray, people: int) -> np.ndarray:
    """Whether they were better on average in the first half of their periods and in the second."""
    n = np.bincount(person, minlength=people)
    order = np.argsort(person, kind="stable")
    nth = np.empty_like(person)
    nth[order] = np.arange(len(person)) - np.repeat(np.cumsum(n) - n, n)
    half = person * 2 + (2 * nth >= n[person])
    return np.all(
        np.bincount(half, weights=beside, minlength=2 * people).reshape(-1, 2) > 0, axis=1
    )


def _expert(i: int, person_id: str, about: Mapping[str, np.ndarray], found: Stood) -> ScoredExpert:
    from scipy.special import ndtri, stdtrit  # scipy is heavy; see metrics/inference/interval.py

    of, drawn, tail = found.means, found.cautious[i], 0.5 + found.level / 2
    half, around = float(stdtrit(of.df[i], tail) * of.se[i]), float(ndtri(tail) * drawn.se)
    mean = float(of.mean[i])
    return ScoredExpert(
        person_id=person_id,
        department=about["department"][i] or "",
        job_family=about["job_family"][i] or "",
        periods=int(of.n[i]),
        better=mean,
        low=mean - half,
        high=mean + half,
        cautious=drawn.estimate,
        cautious_low=drawn.estimate - around,
        cautious_high=drawn.estimate + around,
    )
