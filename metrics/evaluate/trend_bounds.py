"""Where a panel's effect ends if the groups would have drifted apart without mentoring."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.catalog import Metric
from metrics.comparison import event_times
from metrics.evaluate.answer import FEWEST_MENTEES, Answer, Check
from metrics.i18n import N_, Times
from metrics.inference.difference_in_differences import (
    group_time_effects,
    influence_coefficients,
    overall_effect,
)
from metrics.inference.interval import Interval, cluster_numbers
from metrics.inference.sensitivity import clustered_covariance
from metrics.inference.trend_bounds import (
    DriftStudy,
    breakdown,
    relative_magnitudes,
    smoothness,
)
from metrics.warehouse.engine import Session

HOLDS = N_(
    "Without covariates the effect is {effect} {unit}. Before pairing, the gap between the groups "
    "then moved by at most {step} {unit} per period. The effect holds as long as the gap would "
    "have "
    "moved by less than {multiple} times that in each later period. If it had moved as much as "
    "before, the effect lies between {low} and {high}; if "
    "it had gone on in a straight line, between {line_low} and {line_high}."
)
UNSURE = N_(
    "Without covariates the effect is {effect} {unit}. Before pairing, the gap between the groups "
    "then moved by at most {step} {unit} per period. If it "
    "had moved as much in each later period, the effect lies between {low} and {high}; if it had "
    "gone on in a straight line, between {line_low} and {line_high}."
)

SEARCHED_DIGITS = 6  # the search for the shortest interval ends within one in ten million


@dataclass(frozen=True)
class EventStudy:
    """The effects by event time, without covariates, with their joint covariance.

    `times` are the event times in order, `effects` the effect at each against the base, and
    `covariance` their clustered covariance. `mentees` counts the mentees' values at each.
    """

    times: np.ndarray
    effects: np.ndarray
    covariance: np.ndarray
    mentees: np.ndarray


def event_study(session: Session, answer: Answer) -> EventStudy | None:
    """Return the effects by event time and their covariance; None without an estimate.

    From the influence of each person, in the clusters (mentors or people) behind the answer's
    interval, so that the variance of the weighted mean of the event times after pairing is that of
    the answer, or of its version without covariates where it has them. Call it in the session that
    gave the answer, before another question.
    """
    if answer.estimate is None:
        return None
    counts = event_times.event_cells(session)
    cells = group_time_effects(
        *(counts[name] for name in ("g", "t", "treated", "n", "total", "squares"))
    )
    times = np.unique(cells.t - cells.g)
    parts = [cells.where(cells.t - cells.g == time) for time in times]
    rows = event_times.event_influence(
        session, [row for part in parts for row in influence_coefficients(part)]
    )
    mentees = np.array([part.n1.sum() for part in parts])
    covariance = _covariance(
        rows, times, _after(times, mentees), answer.unadjusted or answer.estimate
    )
    effects = np.array([overall_effect(part) for part in parts])
    return EventStudy(times, effects, covariance, mentees)


def drift_study(session: Session, answer: Answer) -> DriftStudy | None:
    """Return the answer (without covariates) beside the drift before pairing.

    None without an estimate, or without two event times before pairing that have enough mentees.
    """
    study = event_study(session, answer)
    if study is None or answer.estimate is None:
        return None
    before = [
        place
        for place, time in enumerate(study.times)
        if time < -1 and study.mentees[place] >= FEWEST_MENTEES
    ]
    if len(before) < 2:
        return None
    after = _after(study.times, study.mentees)
    rows = [after]
    ends = []
    for first, last in zip(before[:-1], before[1:], strict=True):
        row = np.zeros(len(study.times))
        gap = study.times[last] - study.times[first]
        row[last] = 1 / gap
        row[first] = -1 / gap
        rows.append(row)
        ends.append((int(study.times[first]), int(study.times[last])))
    weights = np.stack(rows)
    values = weights @ study.effects
    one = answer.unadjusted or answer.estimate
    return DriftStudy(
        effect=float(values[0]),
        steps=values[1:],
        step_times=tuple(ends),
        covariance=weights @ study.covariance @ weights.T,
        after={int(t): float(w) for t, w in zip(study.times, after, strict=True) if w > 0},
        base=event_times.base_shares(session),
        critical=(one.high - one.low) / 2 / one.se if one.se > 0 else 0.0,
    )


def trend_bounds_check(metric: Metric, study: DriftStudy | None) -> Check | None:
    """Return the check `trend_bounds`: how much drift the effect survives; None without a study.

    It informs. `values`: "multiple" (M̄ at which zero is no longer excluded; 0 where it never was),
    "step" (the largest step before pairing), "low" and "high" (M̄ = 1), "line_low" and "line_high"
    (M = 0: the drift in a straight line), "bends" (half the largest step: M), "bend_low" and
    "bend_high" with it.
    """
    if study is None:
        return None
    as_before = relative_magnitudes(study, 1.0)
    line = smoothness(study, 0.0)
    bends = study.largest_step / 2
    bent = smoothness(study, bends)
    multiple = breakdown(study)
    values = {
        "multiple": Times(multiple),
        "effect": study.effect,
        "step": study.largest_step,
        "unit": metric.unit,
        "low": as_before.ci_low,
        "high": as_before.ci_high,
        "line_low": _searched(line.ci_low),
        "line_high": _searched(line.ci_high),
        "bends": bends,
        "bend_low": _searched(bent.ci_low),
        "bend_high": _searched(bent.ci_high),
    }
    return Check("trend_bounds", None, HOLDS if multiple > 0 else UNSURE, values)


def _searched(limit: float) -> float:
    """Return a limit in the digits that the search for the shortest interval is sure of."""
    return float(f"{limit:.{SEARCHED_DIGITS}g}")


def _after(times: np.ndarray, mentees: np.ndarray) -> np.ndarray:
    """Return the weight of each event time in the answer: its share of the mentees' values."""
    weights = np.where(times >= 0, mentees, 0.0)
    return weights / weights.sum()


def _covariance(
    rows: dict[str, np.ndarray], times: np.ndarray, after: np.ndarray, answer: Interval
) -> np.ndarray:
    """Return the covariance in those clusters whose variance of the answer is the answer's."""
    persons, place = np.unique(rows["person_id"].astype(str), return_inverse=True)
    place = place.ravel()
    column = np.searchsorted(times, rows["event_time"].astype(int))
    influence = np.zeros((len(persons), len(times)))
    influence[place, column] = rows["influence"]
    weight1 = np.bincount(place, weights=rows["weight1"], minlength=len(persons))
    mentors = np.full(len(persons), None, dtype=object)
    mentors[place] = rows["cluster_id"]
    found = [
        clustered_covariance(influence, weight1, cluster)[0]
        for cluster in (cluster_numbers(persons, mentors), np.arange(len(persons)))
    ]
    return min(found, key=lambda covariance: abs(after @ covariance @ after - answer.se**2))


__all__ = [
    "EventStudy",
    "drift_study",
    "event_study",
    "trend_bounds_check",
]
