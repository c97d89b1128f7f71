"""The months gained for those who would be paired next, instead of for the mentees so far.

The rows of the answer are weighted to these people (`inference/transport.py`). Where too few
mentees are like them there is no figure, but the reason.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.catalog import Metric
from metrics.comparison import own_keys, transport_rows
from metrics.comparison.steps import Columns
from metrics.evaluate.answer import FEWEST_CONTROLS, FEWEST_MENTEES, FEWEST_MENTORS, Answer
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.evaluate.time_to_event import FEWEST_AT_RISK, arm_curve, influence_coefficients
from metrics.i18n import N_
from metrics.inference.interval import (
    ClusteredVariance,
    Interval,
    cluster_numbers,
    clustered_variance_by_arm,
    effective_size,
    t_interval,
)
from metrics.inference.survival import Curve
from metrics.inference.transport import Transport, transport_weights
from metrics.scope import SMALLEST_GROUP
from metrics.warehouse.engine import Session

NAME = "for_next"
SHARED = ("department", "grade", "band", "tenure_band")
TRIAL = ("department", "grade", "fine_band", "fine_tenure", "trial_year")
LEAST_COVERED = 0.8  # of those who would be paired next
MOST_APART = 0.05  # of them, in a level of a key after weighting
WAITING = N_("For those who would be paired next (the {people} people on the waiting list)")
ELIGIBLE = N_(
    "For those who could be paired next (the {people} people who work here and were never paired)"
)
MEANS = N_(
    "The effect on people composed as they are by department, job level, last score and tenure. "
    "Of them, {percent}% have a mentee in every one of the four levels that they are in, and "
    "{alike}% one who is the same on all four. Weighted so, the mentees count as {size} of equal "
    "weight. For the mentees so far it is {answer} {unit}. It holds as long as the effect differs "
    "by these four only, each on its own. The interval takes these people as given."
)
NOBODY_NEXT = N_("Fewer than {least} people could be paired next.")
POOR_OVERLAP = N_(
    "Only {percent}% of these people have a mentee in every level that they are in (department, "
    "job level, last score, tenure); at least {least}% are needed."
)
FEW_ALIKE = N_(
    "Too few mentees are like these people: weighted to them, the mentees count as {size} people "
    "and {mentors} mentors, and the comparison group as {controls}. At least {least}, "
    "{least_mentors} and {least_controls} are needed, and {least_followed} rows in each group "
    "followed for {months} months."
)
STILL_APART = N_(
    "The mentees cannot be weighted to these people: a level of one key still differs by {points} "
    "percentage points; at most {most} are accepted."
)


@dataclass(frozen=True)
class _Target:
    """Those who would be paired next: keys by cell, people per cell, and whether they asked."""

    keys: tuple[np.ndarray, ...]
    n: np.ndarray
    waiting: bool

    @property
    def people(self) -> int:
        return int(self.n.sum())


@dataclass(frozen=True)
class _Weighted:
    """Both curves for the target, and what the estimate rests on."""

    mentees: Curve
    others: Curve
    people: Columns
    clustered: ClusteredVariance


def for_next(session: Session, metric: Metric, answer: Answer) -> tuple[SecondaryAnalysis, ...]:
    """Return the months gained for those who would be paired next; empty for other shapes.

    They are the people who asked for a mentor and have none (candidates of a lottery who were not
    drawn, accepted invitations); with fewer than ten of those, everybody employed who was never
    paired and is not a mentor now. The question's filters hold for them, but that on goal groups,
    with which there is no such question.
    """
    if metric.shape != "time to event" or answer.estimate is None or answer.horizon is None:
        return ()
    if answer.scope.value("goal_group"):
        return ()
    target = _target(session)
    if target.people < SMALLEST_GROUP:
        values: dict[str, object] = {"people": target.people, "reason": NOBODY_NEXT}
        return (_analysis(answer, target, None, values | {"least": SMALLEST_GROUP}),)
    patterns = transport_rows.matched_patterns(session)
    found = _transport(session, patterns, target)
    shown = target.people
    if answer.scope.where:  # a small rest of another selection could be found by subtraction
        shown = SMALLEST_GROUP * round(shown / SMALLEST_GROUP)
    covered = float(target.n[found.covered].sum() / target.people)
    values = {"people": shown, "percent": int(100 * covered), "alike": _alike(patterns, target)}
    if covered < LEAST_COVERED:
        refused = {"reason": POOR_OVERLAP, "least": round(100 * LEAST_COVERED)}
        return (_analysis(answer, target, None, values | refused),)
    weighted = _weighted(session, patterns, found, answer.horizon)
    size = effective_size(weighted.people["weight1"])
    values |= {"size": round(size), "unit": metric.unit, "answer": answer.estimate.estimate}
    refused = _refusal(weighted, answer.horizon, size) or _apart(patterns, target, found)
    if refused:
        return (_analysis(answer, target, None, values | refused),)
    gained = weighted.mentees.rmst(answer.horizon) - weighted.others.rmst(answer.horizon)
    interval = t_interval(gained, weighted.clustered.variance, weighted.clustered.df)
    counts = (
        int(np.sum(weighted.people["weight1"] > 0)),
        int(np.sum(weighted.people["weight0"] > 0)),
    )
    return (_analysis(answer, target, interval, values, counts),)


def _target(session: Session) -> _Target:
    cells = transport_rows.next_cells(session)
    waiting = float(np.sum(cells["waiting"])) >= SMALLEST_GROUP
    n = cells["waiting"] if waiting else cells["n"]
    own = n > 0
    keys = tuple(cells[key][own].astype(str) for key in SHARED)
    return _Target(keys, n[own], waiting)


def _shared(patterns: Columns) -> list[np.ndarray]:
    return [_plain(patterns[key]) for key in SHARED]


def _plain(key: np.ndarray) -> np.ndarray:
    """Return levels as text, whole numbers without decimals."""
    return key.astype(np.int64).astype(str) if key.dtype.kind in "iuf" else key.astype(str)


def _transport(session: Session, patterns: Columns, target: _Target) -> Transport:
    own = own_keys.levels_of(session, patterns["own_stratum"])
    return transport_weights(
        [*(patterns[key] for key in TRIAL), *own.values()],
        _shared(patterns),
        patterns["n1"],
        patterns["n0"],
        target.keys,
        target.n,
    )


def _alike(patterns: Columns, target: _Target) -> int:
    """Return the percentage of the target with a mentee who is the same on all shared keys."""
    with_mentees = patterns["n1"] > 0
    known = set(zip(*(key[with_mentees] for key in _shared(patterns)), strict=True))
    same = np.array([cell in known for cell in zip(*target.keys, strict=True)])
    return int(100 * target.n[same].sum() / target.people)


def _weighted(session: Session, patterns: Columns, found: Transport, horizon: int) -> _Weighted:
    numbers = patterns["pattern"].astype(int)
    life = transport_rows.life_table(session, _rows(numbers, found.weight1, found.weight0))
    mentees = arm_curve(life, 1)
    others = arm_curve(life, 0)
    coefficients = [row[:4] for row in influence_coefficients(life, mentees, others, horizon)]
    sums = transport_rows.pattern_sums(session, coefficients)
    at = np.searchsorted(numbers, sums["pattern"].astype(int))
    influence1 = np.zeros(len(numbers))
    influence0 = np.zeros(len(numbers))
    influence1[at] = sums["influence1"]
    influence0[at] = sums["influence0"]
    added1, added0 = found.adjustments(influence1, influence0, patterns["n1"])
    people = transport_rows.people(session, _rows(numbers, added1, added0))
    clustered = clustered_variance_by_arm(
        people["influence"],
        people["weight1"],
        people["weight0"],
        cluster_numbers(people["person_id"], people["cluster_id"]),
    )
    return _Weighted(mentees, others, people, clustered)


def _rows(numbers: np.ndarray, *columns: np.ndarray) -> list[tuple[float, ...]]:
    """Return per pattern its number and the columns, as Python numbers."""
    return list(zip(numbers.tolist(), *(column.tolist() for column in columns), strict=True))


def _refusal(weighted: _Weighted, horizon: int, size: float) -> dict[str, object]:
    """Return why the weighted rows are too few for an estimate; empty where they are enough."""
    controls = effective_size(weighted.people["weight0"])
    followed = all(curve.rows[horizon - 1] >= FEWEST_AT_RISK for curve in _curves(weighted))
    enough = (
        size >= FEWEST_MENTEES
        and weighted.clustered.ess1 >= FEWEST_MENTORS
        and controls >= FEWEST_CONTROLS
        and followed
    )
    if enough:
        return {}
    return {
        "reason": FEW_ALIKE,
        "mentors": round(weighted.clustered.ess1, 1),
        "controls": round(controls),
        "least": FEWEST_MENTEES,
        "least_mentors": FEWEST_MENTORS,
        "least_controls": FEWEST_CONTROLS,
        "least_followed": FEWEST_AT_RISK,
        "months": horizon,
    }


def _curves(weighted: _Weighted) -> tuple[Curve, Curve]:
    return weighted.mentees, weighted.others


def _apart(patterns: Columns, target: _Target, found: Transport) -> dict[str, object]:
    """Return why the margins could not be met; empty where they were."""
    rows = found.weight1 * patterns["n1"]
    wanted = target.n * found.covered
    largest = 0.0
    for own, asked in zip(_shared(patterns), target.keys, strict=True):
        for level in np.unique(asked[found.covered]):
            share = rows[own == level].sum() / rows.sum()
            largest = max(largest, abs(share - wanted[asked == level].sum() / wanted.sum()))
    if largest <= MOST_APART:
        return {}
    points = {"points": round(100 * largest), "most": round(100 * MOST_APART)}
    return {"reason": STILL_APART, **points}


def _analysis(
    answer: Answer,
    target: _Target,
    interval: Interval | None,
    values: dict[str, object],
    counts: tuple[int, int] = (0, 0),
) -> SecondaryAnalysis:
    mentees, others = counts
    return SecondaryAnalysis(
        name=NAME,
        title=WAITING if target.waiting else ELIGIBLE,
        estimate=interval,
        unit=answer.metric.unit,
        means=MEANS,
        n_mentees=mentees,
        n_others=others,
        values=values,
    )
