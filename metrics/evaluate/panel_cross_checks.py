"""Cross-checks of a panel: other baselines, controls and bounds, and a test of the pre-trend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from metrics.catalog import Metric
from metrics.comparison import similarity
from metrics.evaluate.answer import WITH_COVARIATES, WITHOUT_COVARIATES, Answer
from metrics.evaluate.evidence import CrossCheck, agreement
from metrics.i18n import N_
from metrics.inference.ancova import lagged_regression, trimmed_share
from metrics.inference.difference_in_differences import (
    GroupTimeEffects,
    group_time_effects,
    influence_coefficients,
    overall_effect,
)
from metrics.inference.interval import (
    Interval,
    cluster_numbers,
    clustered_variance,
    widest_interval,
)
from metrics.inference.sensitivity import clustered_covariance, joint_test
from metrics.warehouse.engine import Session

TITLES = {
    WITHOUT_COVARIATES: N_("Without covariates: everyone's own change alone"),
    "never_mentored": N_("Compared with people never mentored, from one earlier value"),
    "lagged_ancova": N_("Adjusted for the last value before pairing (regression)"),
    "conventional": N_("With the last value before pairing as the baseline"),
    "lee_bounds": N_("Lee bounds, in case leavers would have raised or lowered one group"),
    "pre_trend": N_("Before pairing: were the groups already diverging?"),
}
MEANS = {
    WITHOUT_COVARIATES: N_(
        "A disagreement would mean that people with another department, job level, tenure or last "
        "two values change differently, and are paired more or less often. Trust the main figure "
        "in that case."
    ),
    "never_mentored": N_(
        "A disagreement has two possible meanings. People mentored later differ from people "
        "never mentored, or one earlier value is too random as a baseline."
    ),
    "lagged_ancova": N_(
        "A disagreement would mean that mentees were chosen for lasting ability, not for "
        "their last value. Trust the main figure in that case."
    ),
    "conventional": N_(
        "A disagreement would mean that the last value before pairing was unusually low or "
        "high and would have rebounded anyway (regression to the mean). For that reason it is "
        "not in the baseline of the main figure."
    ),
    "lee_bounds": N_(
        "Bounds on both sides of zero would mean that leavers, who have no value, could "
        "explain the difference."
    ),
    "pre_trend": N_(
        "A p value below 0.05 would mean that the groups were already diverging before "
        "anyone was mentored. The main figure is then not an effect."
    ),
}
ALPHA = 0.05
LAG = 2
LAG_WITH_COVARIATES = 3
UNTOLD = N_("Too few people have the values needed for this.")


@dataclass(frozen=True)
class _ByCell:
    """Figures per cohort and period that has both groups: columns of mentees and of others."""

    mentees: np.ndarray
    others: np.ndarray


def cross_checks(session: Session, metric: Metric, answer: Answer) -> tuple[CrossCheck, ...]:
    """Return the other estimates of a panel; empty without an estimate and for other shapes.

    In the unit of the metric, with the headline's clusters: the estimate without covariates, where
    the headline has them; base g-2 against people never mentored; regression on the last value
    before pairing; base g-1, which only informs (`agrees` is None), because it is wrong wherever
    people are chosen by their last value; Lee's bounds (`values` hold lower and upper; the interval
    is theirs, widened by the headline's margin, and disagrees where
    it holds zero and the headline's does not); the joint test of event times -4 and -3 against -2
    (p in `values`, no estimate; it disagrees where p is below 0.05). Where the headline has
    covariates, g-2 may have decided who is paired: the first and the last are then a period
    earlier. All but the first are without covariates. Call it in the session that
    gave the answer, before another question.
    """
    if answer.estimate is None or metric.shape != "panel":
        return ()
    lag = lag_of(answer)
    conventional = from_differences(session, "conventional", lag)
    without: tuple[CrossCheck, ...] = ()
    if answer.method == WITH_COVARIATES:
        without = (_check(WITHOUT_COVARIATES, metric, answer, answer.unadjusted),)
    return (
        *without,
        _check("never_mentored", metric, answer, from_differences(session, "never", lag)),
        _check("lagged_ancova", metric, answer, by_lagged_regression(session)),
        replace(_check("conventional", metric, answer, conventional), agrees=None),
        _lee_check(session, metric, answer, answer.estimate),
        _pre_trend_check(session, metric, answer),
    )


def lag_of(answer: Answer) -> int:
    """Return how many periods before pairing the last value lies that cannot have decided it.

    Without covariates that is g-2: the base only leaves out g-1. With covariates it is g-3, because
    people may be paired by either of the last two.
    """
    return LAG_WITH_COVARIATES if answer.method == WITH_COVARIATES else LAG


def placebo(session: Session, lag: int = LAG) -> Interval | None:
    """Return the effect as if pairings had been `lag` periods earlier, from earlier values only.

    With 2: the value of g-2 against the mean of g-6 to g-4; the value before is left out as g-1 is
    from the base of the answer without covariates. None without such values.
    """
    return from_differences(session, "placebo", lag)


def pre_trend(session: Session, lag: int = LAG) -> tuple[float, float]:
    """Return the p value that the groups moved in parallel before pairing, and its clusters less 1.

    With a lag of 2 from g-4 and g-3 to g-2; NaN if unknown.
    """
    cells = pre_trend_cells(session, lag)
    parts = [cells.where(cells.t - cells.g == e) for e in (-lag - 2, -lag - 1)]
    parts = [part for part in parts if len(part.g)]
    if not parts:
        return float("nan"), 0.0
    tables = [similarity.check_influence(session, influence_coefficients(part)) for part in parts]
    persons, place = np.unique(
        np.concatenate([table["person_id"] for table in tables]), return_inverse=True
    )
    mentors = np.full(len(persons), None, dtype=object)
    influence = np.zeros((len(persons), len(parts)))
    weight1 = np.zeros(len(persons))
    start = 0
    for column, table in enumerate(tables):
        rows = place[start : start + len(table["person_id"])]
        influence[rows, column] = table["influence"]
        mentors[rows] = table["cluster_id"]
        weight1[rows] += table["weight1"]
        start += len(rows)
    by_mentor = cluster_numbers(persons, mentors)
    covariance, clusters = clustered_covariance(influence, weight1, by_mentor)
    effects = np.array([overall_effect(part) for part in parts])
    return joint_test(effects, covariance, clusters - 1), clusters - 1


def pre_trend_cells(session: Session, lag: int = LAG) -> GroupTimeEffects:
    """Return the group-time differences before pairing."""
    return _cells(session, "pretrend", lag)


def from_differences(session: Session, name: str, lag: int = LAG) -> Interval | None:
    """Return the effect from the differences that `similarity.check_cells` calls `name`."""
    cells = _cells(session, name, lag)
    if not len(cells.g):
        return None
    people = similarity.check_influence(session, influence_coefficients(cells))
    return _interval(overall_effect(cells), people["influence"], people)


def by_lagged_regression(session: Session) -> Interval | None:
    """Return the effect given the last value before pairing."""
    people = similarity.ancova_moments(session)
    regression = lagged_regression(*(people[name] for name in ("dd", "dx", "xx", "dy", "xy")))
    if regression is None:
        return None
    return _interval(regression.effect, regression.influence, people)


def _check(
    name: str,
    metric: Metric,
    answer: Answer,
    estimate: Interval | None,
    values: Mapping[str, object] | None = None,
) -> CrossCheck:
    agrees = agreement(answer.estimate, estimate)
    values = values or ({"reason": UNTOLD} if estimate is None else {})
    return CrossCheck(name, TITLES[name], estimate, metric.unit, agrees, MEANS[name], values)


def _pre_trend_check(session: Session, metric: Metric, answer: Answer) -> CrossCheck:
    p, df = pre_trend(session, lag_of(answer))
    if np.isnan(p):
        return _check("pre_trend", metric, answer, None)
    check = _check("pre_trend", metric, answer, None, {"p": p, "df": df})
    return replace(check, agrees=p >= ALPHA)


def _lee_check(session: Session, metric: Metric, answer: Answer, headline: Interval) -> CrossCheck:
    bounds, values = _lee_bounds(session, headline)
    agrees = bounds.excludes_zero if bounds and headline.excludes_zero else None
    return replace(_check("lee_bounds", metric, answer, bounds, values), agrees=agrees)


def _lee_bounds(session: Session, headline: Interval) -> tuple[Interval | None, dict[str, object]]:
    """Return Lee's bounds, widened by the headline's margin, and what they are based on.

    The bounds have roughly the headline's error.
    """
    counts = _by_cell(similarity.people_with_values(session), ("based", "seen"))
    if not len(counts.mentees.T):
        return None, {}
    with_base1, observed1 = counts.mentees
    with_base0, observed0 = counts.others
    arm, share = trimmed_share(with_base1, observed1, with_base0, observed0)
    trimmed = _by_cell(similarity.trimmed(session, treated=arm, share=share), ("n", "low", "high"))
    n1, low1, high1 = trimmed.mentees
    _n0, low0, high0 = trimmed.others
    lower = np.average(low1 - high0, weights=n1)
    upper = np.average(high1 - low0, weights=n1)
    half = headline.high - headline.estimate
    values: dict[str, object] = {
        "lower": float(lower),
        "upper": float(upper),
        "trimmed": share,
        "of_mentees": bool(arm),
        "seen_mentees": float(observed1.sum() / with_base1.sum()),
        "seen_others": float(np.average(observed0 / with_base0, weights=with_base1)),
    }
    middle = float((lower + upper) / 2)
    bounds = Interval(middle, float(lower - half), float(upper + half), headline.se, headline.df)
    return bounds, values


def _by_cell(table: dict[str, np.ndarray], names: tuple[str, ...]) -> _ByCell:
    """Return the named figures per (g, t) of mentees and of others, where there are both."""
    cells: dict[tuple[int, int], dict[int, list[float]]] = {}
    for i, (g, t) in enumerate(zip(table["g"], table["t"], strict=True)):
        figures = [float(table[name][i]) for name in names]
        cells.setdefault((int(g), int(t)), {})[int(table["treated"][i])] = figures
    both = [arms for arms in cells.values() if len(arms) == 2]
    empty = np.empty((len(names), 0))
    return _ByCell(
        np.array([arms[1] for arms in both]).T if both else empty,
        np.array([arms[0] for arms in both]).T if both else empty,
    )


def _cells(session: Session, name: str, lag: int) -> GroupTimeEffects:
    counts = similarity.check_cells(session, name, lag)
    return group_time_effects(
        *(counts[column] for column in ("g", "t", "treated", "n", "total", "squares"))
    )


def _interval(
    estimate: float, influence: np.ndarray, people: dict[str, np.ndarray]
) -> Interval | None:
    """Return the wider of the intervals by mentor and by person.

    None where one mentor has all mentees.
    """
    nobody = np.zeros(len(influence))
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    by_person = np.arange(len(influence))
    variances = [
        clustered_variance(influence, people["weight1"], nobody, cluster)
        for cluster in (by_mentor, by_person)
    ]
    if not all(np.isfinite(clustered.variance) for clustered in variances):
        return None
    return widest_interval(estimate, variances)
