"""Hidden experts as they may be shown: that they exist, where, and about how much they keep. Names
only by `reveal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from metrics.disclosure.release import _in_tens, count, release
from metrics.disclosure.released import Count, Released
from metrics.disclosure.roles import permit
from metrics.experts.find import Expert, Experts
from metrics.experts.score_outliers import Scored, ScoredExpert, ScoredExperts
from metrics.scope import SMALLEST_GROUP
from metrics.store import AuditLog, PracticeSummary

SHARE_STEP, MARGIN_STEP = 0.05, 1000


@dataclass(frozen=True)
class ReleasedExpert:
    """One expert without a name. `fewer` is the share by which they lose fewer than expected (have
    more, where more is better), with its exact limits and the cautious share to count on from now,
    in steps of 5 %; `expected` in round numbers; `margin` in euros a year.
    """

    department: str
    job_family: str
    expected: int
    fewer: float
    low: float
    high: float
    cautious: float
    kept: int
    margin: int | None


@dataclass(frozen=True)
class ReleasedExperts(Released):
    """How many experts there are and what is known of each; owners by customers expected to be lost
    (from, below).

    `measure`, `unit` and `more` as in `Experts`: "" for customers, else what was counted.
    """

    experts: tuple[ReleasedExpert, ...]
    owners: Count
    enough: Count
    by_size: tuple[tuple[float, float, Count], ...]
    case_mix: tuple[str, ...]
    measure: str = ""
    unit: str = ""
    more: bool = False


@dataclass(frozen=True)
class ReleasedScored(Scored):
    """One expert by values, with all figures in steps of about a tenth of the largest."""


@dataclass(frozen=True)
class ReleasedScores(Released):
    """How many experts there are by a measure in `unit`, and what is known of each; people by
    periods beside enough like colleagues (from, below). `spread` and `noise` as in `ScoredExperts`,
    in two digits; None where fewer than ten are judged.
    """

    experts: tuple[ReleasedScored, ...]
    owners: Count
    enough: Count
    by_size: tuple[tuple[float, float, Count], ...]
    measure: str
    unit: str
    more: bool
    spread: float | None
    noise: float | None


@dataclass(frozen=True)
class ReleasedNames(Released):
    """The ids of the named experts, in the order of `ReleasedExperts.experts`, for one who said
    what for.
    """

    person_ids: tuple[str, ...]


@dataclass(frozen=True)
class ReleasedPractice(Released):
    """What was learned, without from whom; `by_quarter`: year, quarter, and how many had taken it
    over by its end, told where they are at least ten more than told before.
    """

    title: str
    category: str
    what: str
    transferable: str
    recorded_on: date
    adopters: Count
    by_quarter: tuple[tuple[int, int, int], ...]


@release.register
def _(known: Experts) -> ReleasedExperts:
    few = _few(known)
    return ReleasedExperts(
        experts=tuple(_expert(one, known) for one in known.experts),
        owners=_count(known.owners, True),
        enough=_count(known.enough, few),
        case_mix=known.case_mix,
        by_size=tuple((low, high, _count(n, few)) for low, high, n in known.by_size),
        measure=known.measure,
        unit=known.unit,
        more=known.more,
    )


@release.register
def _(known: ScoredExperts) -> ReleasedScores:
    told, few = known.enough >= SMALLEST_GROUP, _few(known)
    return ReleasedScores(
        experts=tuple(_scored(one, known) for one in known.experts),
        owners=_count(known.owners, True),
        enough=_count(known.enough, few),
        by_size=tuple((low, high, _count(n, few)) for low, high, n in known.by_size),
        measure=known.measure,
        unit=known.unit,
        more=known.more,
        spread=_step(known.spread, known.spread) if told else None,
        noise=_step(known.noise, known.noise) if told else None,
    )


@release.register
def _(known: PracticeSummary) -> ReleasedPractice:
    by_quarter, adopters = tuple(_in_steps(known.adopted_on)), len(known.adopted_on)
    if (
        by_quarter and adopters - by_quarter[-1][2] < SMALLEST_GROUP
    ):  # the few since then are told with the next ten
        adopters = by_quarter[-1][2]
    return ReleasedPractice(
        known.title,
        known.category,
        known.what,
        known.transferable,
        known.recorded_on,
        count(adopters),
        by_quarter,
    )


def _few(known: Experts | ScoredExperts) -> bool:
    """Whether a number of the picture is below ten, so that it could be found by subtraction."""
    return any(
        0 < n < SMALLEST_GROUP for n in (known.enough, *(n for _low, _high, n in known.by_size))
    )


def _count(n: int, rounded: bool) -> Count:
    return _in_tens(n) if rounded and n >= SMALLEST_GROUP else count(n)


def _in_steps(days: Sequence[date]) -> Iterator[tuple[int, int, int]]:
    """The quarters by whose end at least ten more had done it than by the quarter told before."""
    told = 0
    quarters = [(day.year, (day.month + 2) // 3) for day in days]
    for quarter in sorted(set(quarters)):
        so_far = sum(one <= quarter for one in quarters)
        if so_far - told >= SMALLEST_GROUP:
            told = so_far
            yield *quarter, so_far


def reveal(
    known: Experts | ScoredExperts, *, role: str, log: AuditLog, purpose: str, author: str
) -> ReleasedNames:
    """Who the experts are, for a role that may see names and after the question is in the log. Else
    tells nothing and raises RefusedError or StoreError.
    """
    permit("hidden experts", role=role, log=log, purpose=purpose, author=author)
    return ReleasedNames(tuple(one.person_id for one in known.experts))


def _expert(one: Expert, known: Experts) -> ReleasedExpert:
    department, job_family = _place(one, known)
    low, high = sorted(_gain(limit, known) for limit in (one.low, one.high))
    return ReleasedExpert(
        department=department,
        job_family=job_family,
        expected=round(one.expected),
        fewer=_gain(one.lost / one.expected, known),
        low=low,
        high=high,
        cautious=_gain(one.ratio, known),
        kept=round(one.kept),
        margin=None if one.margin is None else round(one.margin / MARGIN_STEP) * MARGIN_STEP,
    )


def _scored(one: ScoredExpert, known: ScoredExperts) -> ReleasedScored:
    department, job_family = _place(one, known)
    figures = ("better", "low", "high", "cautious", "cautious_low", "cautious_high")
    return ReleasedScored(
        department=department,
        job_family=job_family,
        periods=one.periods,
        **{name: _step(getattr(one, name), one.high) for name in figures},
    )


def _place(one: Expert | ScoredExpert, known: Experts | ScoredExperts) -> tuple[str, str]:
    """Department and job family, each only where at least ten of those who are compared work
    there.
    """
    few_here = known.alike.get((one.department, ""), 0) < SMALLEST_GROUP
    few_alike = few_here or known.alike.get((one.department, one.job_family), 0) < SMALLEST_GROUP
    return "" if few_here else one.department, "" if few_alike else one.job_family


def _step(value: float, largest: float) -> float:
    """The value in the second digit of the largest."""
    digits = 1 - floor(log10(abs(largest))) if largest else 0
    return round(value, digits) + 0.0


def _gain(ratio: float, known: Experts) -> float:
    """By how much a ratio of events to expected ones is better than 1, in steps."""
    share = ratio - 1 if known.more else 1 - ratio
    return round(round(share / SHARE_STEP) * SHARE_STEP, 2)
