"""Release of hidden experts: that they exist, where, and about how much they retain.

Names are revealed only by `reveal_experts`, after the purpose is in the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from metrics.disclosure.roles import permit
from metrics.disclosure.thresholds import (
    Count,
    any_small,
    count,
    count_rounded_up,
)
from metrics.experts.find import Expert, Experts
from metrics.experts.score_outliers import Scored, ScoredExpert, ScoredExperts
from metrics.scope import SMALLEST_GROUP
from metrics.store import AuditLog, PracticeSummary

SHARE_STEP = 0.05
MARGIN_STEP = 1000  # euros a year
SizeCounts = tuple[tuple[float, float, Count], ...]  # from, below, and how many


@dataclass(frozen=True)
class ReleasedExpert:
    """One expert without a name.

    `advantage` is the share by which they lose fewer than expected (have more, if more is better),
    with its exact limits; `cautious` is the share to count on from now on. All in steps of 5 %.
    `expected` and `kept` are whole numbers, `margin` is in euros a year.
    """

    department: str
    job_family: str
    expected: int
    advantage: float
    low: float
    high: float
    cautious: float
    kept: int
    margin: int | None


@dataclass(frozen=True)
class ReleasedExperts:
    """The experts by one measure, without names (fields as in `Experts`)."""

    experts: tuple[ReleasedExpert, ...]
    owners: Count
    assessed: Count
    by_size: SizeCounts
    case_mix: tuple[str, ...]
    measure: str = ""
    unit: str = ""
    more: bool = False


@dataclass(frozen=True)
class ReleasedScored(Scored):
    """One expert by values, with all figures in two digits of the largest."""


@dataclass(frozen=True)
class ReleasedScores:
    """The experts by the values of one measure, without names (fields as in `ScoredExperts`).

    `spread` and `noise` have two digits; None if fewer than ten people are assessed.
    """

    experts: tuple[ReleasedScored, ...]
    owners: Count
    assessed: Count
    by_size: SizeCounts
    measure: str
    unit: str
    more: bool
    spread: float | None
    noise: float | None


@dataclass(frozen=True)
class RevealedNames:
    """The ids of the experts, in the order of `ReleasedExperts.experts`, for a stated purpose."""

    person_ids: tuple[str, ...]


@dataclass(frozen=True)
class ReleasedPractice:
    """What was learned, without from whom.

    `by_quarter` holds year, quarter, and how many had adopted it by its end; a quarter is left out
    until at least ten more have.
    """

    title: str
    category: str
    what: str
    transferable: str
    recorded_on: date
    adopters: Count
    by_quarter: tuple[tuple[int, int, int], ...]


def release_experts(experts: Experts) -> ReleasedExperts:
    """Return the experts without names, with rounded figures and counts."""
    small = _has_small_count(experts)
    return ReleasedExperts(
        experts=tuple(_expert(expert, experts) for expert in experts.experts),
        owners=count_rounded_up(experts.owners, True),
        assessed=count_rounded_up(experts.assessed, small),
        by_size=_by_size(experts, small),
        case_mix=experts.case_mix,
        measure=experts.measure,
        unit=experts.unit,
        more=experts.more,
    )


def release_scored_experts(experts: ScoredExperts) -> ReleasedScores:
    """Return the experts by values without names, with rounded figures and counts."""
    small = _has_small_count(experts)
    enough = experts.assessed >= SMALLEST_GROUP
    return ReleasedScores(
        experts=tuple(_scored(expert, experts) for expert in experts.experts),
        owners=count_rounded_up(experts.owners, True),
        assessed=count_rounded_up(experts.assessed, small),
        by_size=_by_size(experts, small),
        measure=experts.measure,
        unit=experts.unit,
        more=experts.more,
        spread=_two_digits(experts.spread, experts.spread) if enough else None,
        noise=_two_digits(experts.noise, experts.noise) if enough else None,
    )


def release_practice(learned: PracticeSummary) -> ReleasedPractice:
    """Return the practice with how many adopted it; a few recent ones count with the next ten."""
    by_quarter = tuple(_in_steps(learned.adopted_on))
    adopters = len(learned.adopted_on)
    if by_quarter and adopters - by_quarter[-1][2] < SMALLEST_GROUP:
        adopters = by_quarter[-1][2]
    return ReleasedPractice(
        learned.title,
        learned.category,
        learned.what,
        learned.transferable,
        learned.recorded_on,
        count(adopters),
        by_quarter,
    )


def reveal_experts(
    experts: Experts | ScoredExperts, *, role: str, log: AuditLog, purpose: str, author: str
) -> RevealedNames:
    """Return who the experts are, for a role that may see names, once the request is in the log.

    Else reveals nothing and raises RefusedError or StoreError.
    """
    permit("hidden experts", role=role, log=log, purpose=purpose, author=author)
    return RevealedNames(tuple(expert.person_id for expert in experts.experts))


def _has_small_count(experts: Experts | ScoredExperts) -> bool:
    """Return whether a shown count is one to nine, so that it could be found by subtraction."""
    return any_small((experts.assessed, *(n for _low, _high, n in experts.by_size)))


def _by_size(experts: Experts | ScoredExperts, small: bool) -> SizeCounts:
    return tuple((low, high, count_rounded_up(n, small)) for low, high, n in experts.by_size)


def _in_steps(days: Sequence[date]) -> Iterator[tuple[int, int, int]]:
    """Yield the quarters by whose end at least ten more had adopted it than at the last yield."""
    shown = 0
    quarters = [(day.year, (day.month + 2) // 3) for day in days]
    for quarter in sorted(set(quarters)):
        so_far = sum(other <= quarter for other in quarters)
        if so_far - shown >= SMALLEST_GROUP:
            shown = so_far
            yield *quarter, so_far


def _expert(expert: Expert, experts: Experts) -> ReleasedExpert:
    department, job_family = _workplace(expert, experts)
    low, high = sorted(_advantage(limit, experts) for limit in (expert.low, expert.high))
    margin = expert.margin
    return ReleasedExpert(
        department=department,
        job_family=job_family,
        expected=round(expert.expected),
        advantage=_advantage(expert.events / expert.expected, experts),
        low=low,
        high=high,
        cautious=_advantage(expert.ratio, experts),
        kept=round(expert.kept),
        margin=None if margin is None else round(margin / MARGIN_STEP) * MARGIN_STEP,
    )


def _scored(expert: ScoredExpert, experts: ScoredExperts) -> ReleasedScored:
    department, job_family = _workplace(expert, experts)
    return ReleasedScored(
        department=department,
        job_family=job_family,
        periods=expert.periods,
        better=_two_digits(expert.better, expert.high),
        low=_two_digits(expert.low, expert.high),
        high=_two_digits(expert.high, expert.high),
        cautious=_two_digits(expert.cautious, expert.high),
        cautious_low=_two_digits(expert.cautious_low, expert.high),
        cautious_high=_two_digits(expert.cautious_high, expert.high),
    )


def _workplace(expert: Expert | ScoredExpert, experts: Experts | ScoredExperts) -> tuple[str, str]:
    """Return department and job family, each "" if fewer than ten of those compared work there."""
    in_department = experts.colleagues.get((expert.department, ""), 0)
    in_family = experts.colleagues.get((expert.department, expert.job_family), 0)
    if in_department < SMALLEST_GROUP:
        return "", ""
    return expert.department, expert.job_family if in_family >= SMALLEST_GROUP else ""


def _two_digits(value: float, largest: float) -> float:
    """Return the value rounded to the second digit of the largest."""
    digits = 1 - floor(log10(abs(largest))) if largest else 0
    return round(value, digits) + 0.0


def _advantage(ratio: float, experts: Experts) -> float:
    """Return by how much a ratio of events to expected ones is better than 1, in steps."""
    share = ratio - 1 if experts.more else 1 - ratio
    return round(round(share / SHARE_STEP) * SHARE_STEP, 2)
