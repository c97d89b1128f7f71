"""The question of a panel answered in other ways, and what it would mean if they disagreed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from metrics.catalog import Metric
from metrics.comparison import similarity
from metrics.evaluate.answer import Answer
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
    "never_mentored": N_("Compared with people never mentored, from one earlier value"),
    "lagged_ancova": N_("Adjusted for the last value before pairing (regression)"),
    "conventional": N_("With the last value before pairing as the baseline"),
    "lee_bounds": N_("Lee bounds, in case leavers would have raised or lowered one group"),
    "pre_trend": N_("Before pairing: were the groups already diverging?"),
}
MEANS = {
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
        "high and would have rebounded anyway (regression to the mean). For that reason the "
        "main figure leaves it out."
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
UNTOLD = N_("Too few people have the values needed for this.")


def cross_checks(session: Session, metric: Metric, answer: Answer) -> tuple[CrossCheck, ...]:
    """The other estimates beside a panel's headline; empty without an estimate and for other
    shapes.

    In the unit of the metric, with the headline's clusters: base g-2 against people never mentored;
    regression on the last value before pairing; base g-1, which only informs (`agrees` is None),
    because it is wrong wherever people are chosen by their last value; Lee's bounds (`values` hold
    lower and upper; the interval is theirs, widened by the headline's margin, and disagrees where
    it holds zero and the headline's does not); the joint test of event times -4 and -3 against -2
    (p in `values`, no estimate; it disagrees where p is below 0.05). Asked in the session that gave
    the answer, before another question.
    """
    if answer.estimate is None or metric.shape != "panel":
        return ()
    p, df = pre_trend(session)
    lee, about_lee = _lee(session, answer.estimate)
    usual = _from_differences(session, "conventional")
    return (
        _check("never_mentored", metric, answer, _from_differences(session, "never")),
        _check("lagged_ancova", metric, answer, _ancova(session)),
        replace(_check("conventional", metric, answer, usual), agrees=None),
        replace(
            _check("lee_bounds", metric, answer, lee, about_lee),
            agrees=lee.excludes_zero if lee and answer.estimate.excludes_zero else None,
        ),
        replace(
            _check("pre_trend", metric, answer, None, {} if np.isnan(p) else {"p": p, "df": df}),
            agrees=None if np.isnan(p) else p >= ALPHA,
        ),
    )


def placebo(session: Session) -> Interval | None:
    """The effect as if pairings had been two periods earlier, from values before the true pairing
    only.

    The value of g-2 against the mean of g-6 to g-4; g-1 is left out as it is from the headline's
    base. None without such values.
    """
    return _from_differences(session, "placebo")


def pre_trend(session: Session) -> tuple[float, float]:
    """The p value that the groups moved alike from g-4 and g-3 to g-2, and its clusters less one;
    NaN if unknown.
    """
    cells = _cells(session, "pretrend")
    parts = [cells.where(cells.t - cells.g == e) for e in (-4, -3)]
    parts = [part for part in parts if len(part.g)]
    if not parts:
        return float("nan"), 0.0
    tables = [similarity.check_influence(session, influence_coefficients(part)) for part in parts]
    persons, place = np.unique(
        np.concatenate([table["person_id"] for table in tables]), return_inverse=True
    )
    mentors = np.full(len(persons), None, dtype=object)
    influence, weight1 = np.zeros((len(persons), len(parts))), np.zeros(len(persons))
    start = 0
    for column, table in enumerate(tables):
        rows = place[start : start + len(table["person_id"])]
        influence[rows, column], mentors[rows] = table["influence"], table["cluster_id"]
        weight1[rows] += table["weight1"]
        start += len(rows)
    covariance, effective = clustered_covariance(
        influence, weight1, cluster_numbers(persons, mentors)
    )
    return joint_test(
        np.array([overall_effect(part) for part in parts]), covariance, effective - 1
    ), effective - 1


def _check(
    name: str,
    metric: Metric,
    answer: Answer,
    estimate: Interval | None,
    values: dict[str, object] | None = None,
) -> CrossCheck:
    agrees = agreement(answer.estimate, estimate)
    values = values or ({"reason": UNTOLD} if estimate is None else {})
    return CrossCheck(name, TITLES[name], estimate, metric.unit, agrees, MEANS[name], values)


def _cells(session: Session, name: str) -> GroupTimeEffects:
    counts = similarity.check_cells(session, name)
    return group_time_effects(
        *(counts[column] for column in ("g", "t", "treated", "n", "total", "squares"))
    )


def _from_differences(session: Session, name: str) -> Interval | None:
    cells = _cells(session, name)
    if not len(cells.g):
        return None
    people = similarity.check_influence(session, influence_coefficients(cells))
    return _interval(overall_effect(cells), people["influence"], people)


def _ancova(session: Session) -> Interval | None:
    people = similarity.ancova_moments(session)
    found = lagged_regression(*(people[name] for name in ("dd", "dx", "xx", "dy", "xy")))
    return None if found is None else _interval(found.effect, found.influence, people)


def _interval(
    estimate: float, influence: np.ndarray, people: dict[str, np.ndarray]
) -> Interval | None:
    """The estimate with the wider of the intervals by mentor and by person; None where one mentor
    has all mentees.
    """
    nobody = np.zeros(len(influence))
    clusters = (
        cluster_numbers(people["person_id"], people["cluster_id"]),
        np.arange(len(influence)),
    )
    spreads = [
        clustered_variance(influence, people["weight1"], nobody, cluster) for cluster in clusters
    ]
    return (
        widest_interval(estimate, spreads)
        if all(np.isfinite(one.variance) for one in spreads)
        else None
    )


def _lee(session: Session, headline: Interval) -> tuple[Interval | None, dict[str, object]]:
    """Lee's bounds, widened by the headline's margin (whose error the bounds roughly share), and
    what they rest on.
    """
    based = _by_cell(similarity.seen(session), ("based", "seen"))
    if not based:
        return None, {}
    (based1, seen1), (based0, seen0) = (
        np.array(list(based.values()))[:, 1].T,
        np.array(list(based.values()))[:, 0].T,
    )
    arm, share = trimmed_share(based1, seen1, based0, seen0)
    cells = _by_cell(similarity.trimmed(session, treated=arm, share=share), ("n", "low", "high"))
    (low0, high0), (n1, low1, high1) = (
        np.array(list(cells.values()))[:, 0].T[1:],
        np.array(list(cells.values()))[:, 1].T,
    )
    lower, upper = np.average(low1 - high0, weights=n1), np.average(high1 - low0, weights=n1)
    half = headline.high - headline.estimate
    about = {
        "lower": float(lower),
        "upper": float(upper),
        "trimmed": share,
        "of_mentees": bool(arm),
        "seen_mentees": float(seen1.sum() / based1.sum()),
        "seen_others": float(np.average(seen0 / based0, weights=based1)),
    }
    middle = float((lower + upper) / 2)
    return Interval(
        middle, float(lower - half), float(upper + half), headline.se, headline.df
    ), about


def _by_cell(
    table: dict[str, np.ndarray], names: tuple[str, ...]
) -> dict[tuple[int, int], list[tuple]]:
    """(g, t) -> the named figures of others and of mentees, where there are both."""
    found: dict[tuple[int, int], dict[int, tuple]] = {}
    for i, (g, t) in enumerate(zip(table["g"], table["t"], strict=True)):
        figures = tuple(float(table[name][i]) for name in names)
        found.setdefault((int(g), int(t)), {})[int(table["treated"][i])] = figures
    return {key: [arms[0], arms[1]] for key, arms in found.items() if len(arms) == 2}
