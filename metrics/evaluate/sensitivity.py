"""What it would take to explain an answer away: hidden causes, chance, and a negative control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from metrics.catalog import Metric, MetricError, control_of
from metrics.comparison import own_keys, similarity
from metrics.evaluate import censoring_weights, doubly_robust, exact_cells, headline
from metrics.evaluate.answer import CENSORING_WEIGHTS, DOUBLY_ROBUST, Answer, Check
from metrics.evaluate.balance import BALANCE_TITLES
from metrics.evaluate.clustered_estimate import as_ratio
from metrics.evaluate.panel_cross_checks import lag_of, placebo
from metrics.evaluate.time_to_event import SHORT
from metrics.evaluate.trend_bounds import drift_study, trend_bounds_check
from metrics.i18n import N_
from metrics.inference.interval import (
    Interval,
    cluster_numbers,
    clustered_variance_by_arm,
    t_interval,
)
from metrics.inference.permutation import (
    TrialCounts,
    cell_numbers,
    randomisation_test,
)
from metrics.inference.raking import margins, rake
from metrics.inference.sensitivity import e_value, e_value_of_limit, robustness_value
from metrics.inference.survival import kaplan_meier, row_influence, survival_gradient
from metrics.warehouse.engine import Session

DRAWS = 999
SEED = 1
ALPHA = 0.05
COARSE = dict(zip(similarity.MARGINS, similarity.KEYS, strict=True))
"""Margin -> the key of exact cells that it refines."""
E_VALUE = N_(
    "To explain this away, an unrecorded trait would have to make both mentoring and the "
    "event {value} times as likely (or as unlikely). To make it uncertain, {limit} times is "
    "enough."
)
E_VALUE_UNSURE = N_(
    "To explain this away, an unrecorded trait would have to make both mentoring and the "
    "event {value} times as likely (or as unlikely). Within the first year alone, the "
    "difference is not significant."
)
BENCHMARK = N_(
    "Leaving out the strongest matching variable, {key}, changes the answer by {change} "
    "{unit}. To explain the answer away, an unrecorded trait would have to matter {times} "
    "times as much."
)
BENCHMARK_MATCHED = N_(
    "With matching only, leaving out the strongest matching variable, {key}, changes the "
    "answer by {change} {unit}. To explain the answer away, an unrecorded trait would have "
    "to matter {times} times as much."
)
LOTTERY = N_(
    "Randomisation test: drawing the mentees by lot among people who are equal on every "
    "matching variable. {times} of "
    "{draws} draws give a difference at least as large."
)
ROBUSTNESS = N_(
    "An unrecorded trait could explain this away. It would have to account for {percent}% of "
    "the remaining variation in both who is mentored and how values change. To make it "
    "uncertain, {uncertain}% is enough."
)
PLACEBO = N_(
    "Placebo test: with pairings placed {periods} periods earlier, when there can be no "
    "effect, the difference is {estimate} {unit} (between {low} and {high})."
)
CONTROL = N_(
    'Negative control: for an outcome that mentoring should not change ("{control}"), the '
    "comparison finds no clear difference. The estimate is {estimate} {unit} without it "
    "(between {low} and {high}). A difference would mean that mentees and the comparison "
    "group differ in something not recorded."
)
CONTROL_DIFFERS = N_(
    'Negative control: for an outcome that mentoring should not change ("{control}"), the '
    "comparison finds {estimate} {unit} without it (between {low} and {high}). Mentees and "
    "the comparison group therefore differ in something not recorded. Part of the answer may "
    "be due to that, unless mentoring does change this outcome here."
)
CONTROL_RARE = N_(
    'The negative control ("{control}") is too rare to test: {mentees} mentees and '
    "{others} people in the comparison group had it."
)
CONTROL_UNTOLD = N_(
    'The negative control ("{control}") cannot be tested: too few people could be followed '
    "until it occurred."
)
CONTROL_FAULT = N_('The negative control ("{control}") could not be calculated. {why}')


def sensitivity(session: Session, metric: Metric, answer: Answer) -> tuple[Check, ...]:
    """Return what it would take to explain the answer away; empty without an estimate.

    The figures are in `values`. Time to event: "e_value" of the risk ratio after 12 months, made as
    the answer is; the "benchmark" of the keys left out one at a time and the "randomisation" test
    within cells are by matching, and say so where the answer is not. Panel: the "robustness_value"
    and the "placebo" date. Call it in the session that gave the answer, before another question;
    deterministic (fixed seed).
    """
    if answer.estimate is None:
        return ()
    checks: tuple[Check | None, ...]
    horizon = answer.horizon
    if metric.shape == "panel" or horizon is None:
        checks = (
            trend_bounds_check(metric, drift_study(session, answer)),
            _robustness(answer, answer.estimate),
            _placebo(session, metric, answer),
        )
    else:
        counts = similarity.cell_counts(session)
        checks = (
            _e_value(_risk_ratio(session, answer.method, horizon)),
            _benchmark(session, counts, answer, horizon),
            _randomisation(session, counts, horizon),
        )
    return tuple(check for check in checks if check is not None)


def negative_control(
    session: Session, metric: Metric, answer: Answer, run: Mapping[str, float] | None = None
) -> Check | None:
    """Return whether the same comparison shows a difference in the metric's `control`.

    `passed` is True where its interval includes zero, False where not, None where it cannot be
    calculated. None without an answer or without a control. Call it last: the session then holds
    the rows of the control.
    """
    control = control_of(metric)
    if control is None or answer.estimate is None:
        return None
    name = "negative_control"
    title = {"control": control.title}
    try:
        headline.prepare(control, session, answer.scope, run, keys_of=answer.metric)
    except MetricError as error:
        return Check(name, None, CONTROL_FAULT, {**title, "why": error})
    of_control = headline.answer(control, session, answer.scope)
    if of_control.estimate is None:
        for check in of_control.checks:
            if check.name == "events" and not check.passed:
                return Check(name, None, CONTROL_RARE, {**title, **check.values})
        return Check(name, None, CONTROL_UNTOLD, title)
    differs = of_control.estimate.excludes_zero
    values = {
        **title,
        "unit": control.unit,
        "months": of_control.horizon,
        **_rounded(of_control.estimate),
    }
    return Check(name, not differs, CONTROL_DIFFERS if differs else CONTROL, values)


def risk_ratio(session: Session, months: int = SHORT) -> Interval | None:
    """Return the ratio by matching of the mentees' risk within `months` to the others'.

    None where an arm has no event. The interval is that of its logarithm (`se` and `df` are the
    logarithm's), clustered by mentor.
    """
    life = similarity.life_table(session)
    curves = {}
    for arm in (1, 0):
        rows = life["arm"] == arm
        columns = (life[name][rows] for name in ("u", "event", "weight", "n"))
        curves[arm] = kaplan_meier(*columns, tau=months)
    risk = {arm: 1 - curve.survival[-1] for arm, curve in curves.items()}
    if not risk[1] or not risk[0]:
        return None
    longest = int(life["u"].max()) + 1
    coefficients = []
    for arm, curve in curves.items():
        gradient = survival_gradient(curve, months)
        for event in (0, 1):
            influence = row_influence(curve, gradient, event=event, arm=arm, months=longest)
            coefficients += [
                (arm, u, event, float(-influence[u] / risk[arm])) for u in range(longest)
            ]
    people = similarity.ratio_influence(session, coefficients)
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    clustered = clustered_variance_by_arm(
        people["influence"], people["weight1"], people["weight0"], by_mentor
    )
    log_ratio = float(np.log(risk[1] / risk[0]))
    return as_ratio(t_interval(log_ratio, clustered.variance, clustered.df))


def without_each_key(
    counts: dict[str, np.ndarray], tau: int, own: Sequence[np.ndarray] = ()
) -> dict[str, float]:
    """Return key -> months gained when the weights are made without it; "" -> with all keys.

    The names are those of `similarity.KEYS`; `own` are the levels of the question's own keys, which
    stay. Point estimates.
    """
    gained = {}
    for left_out in ("", *similarity.MARGINS):
        keys = [counts[key] for key in similarity.MARGINS if key != left_out] + list(own)
        pattern = cell_numbers(keys)
        first = np.unique(pattern, return_index=True)[1]
        n1, n0 = (np.bincount(pattern, counts["n"] * (counts["arm"] == arm)) for arm in (1, 0))
        raking = rake(margins([key[first] for key in keys]), n1, n0)
        per_row = np.where(counts["arm"] == 1, raking.kept[pattern], raking.weight[pattern])
        curves = {}
        for arm in (1, 0):
            rows = counts["arm"] == arm
            weight = (counts["n"] * per_row)[rows]
            curves[arm] = kaplan_meier(
                counts["u"][rows], counts["event"][rows], weight, counts["n"][rows], tau=tau
            )
        gained[COARSE.get(left_out, left_out)] = curves[1].rmst(tau) - curves[0].rmst(tau)
    return gained


def _trial_counts(counts: dict[str, np.ndarray]) -> TrialCounts:
    """Return the counts in exact cells."""
    return TrialCounts(
        cell=cell_numbers([*(counts[key] for key in similarity.KEYS), counts["own_stratum"]]),
        arm=counts["arm"],
        u=counts["u"],
        event=counts["event"],
        n=counts["n"],
    )


def _risk_ratio(session: Session, method: str, horizon: int) -> Interval | None:
    """Return the risk ratio of the first year, made as the answer is."""
    if method == DOUBLY_ROBUST:
        return doubly_robust.risk_ratio(session, SHORT)
    if method == CENSORING_WEIGHTS:
        arms = censoring_weights.curves(session, horizon)
        return censoring_weights.risk_ratio(session, arms, SHORT)
    return risk_ratio(session)


def _e_value(ratio: Interval | None) -> Check | None:
    if ratio is None:
        return None
    limit = e_value_of_limit(ratio.low, ratio.high)
    values = {
        "value": round(e_value(ratio.estimate), 2),
        "limit": round(limit, 2),
        "ratio": ratio.estimate,
        "low": ratio.low,
        "high": ratio.high,
    }
    return Check("e_value", None, E_VALUE if limit > 1 else E_VALUE_UNSURE, values)


def _benchmark(
    session: Session, counts: dict[str, np.ndarray], answer: Answer, horizon: int
) -> Check | None:
    own = tuple(own_keys.levels_of(session, counts["own_stratum"]).values())
    months = without_each_key(counts, horizon, own)
    changes = {key: months[key] - months[""] for key in similarity.KEYS}
    strongest = max(changes, key=lambda key: abs(changes[key]))
    size = abs(changes[strongest])
    if size < 1e-9:
        return None
    values = {
        "key": BALANCE_TITLES[strongest],
        "change": round(size, 2),
        "unit": answer.metric.unit,
        "times": round(abs(months[""]) / size, 1),
        **changes,
    }
    return Check("benchmark", None, BENCHMARK_MATCHED if answer.matched else BENCHMARK, values)


def _randomisation(session: Session, counts: dict[str, np.ndarray], horizon: int) -> Check | None:
    """Return the randomisation test within exact cells, of the difference in exact cells."""
    gained = exact_cells.months_gained(session, horizon)
    if gained is None:
        return None
    by_cells = gained.interval
    p = randomisation_test(
        _trial_counts(counts), tau=horizon, se=by_cells.se, draws=DRAWS, seed=SEED
    )
    return Check(
        "randomisation",
        (p < ALPHA) == by_cells.excludes_zero,
        LOTTERY,
        {"times": round(p * (DRAWS + 1)) - 1, "draws": DRAWS, "p": p},
    )


def _robustness(answer: Answer, estimate: Interval) -> Check | None:
    """Return the robustness value, with the people compared as degrees of freedom.

    The clustered t counts fewer, which would flatter the value.
    """
    df = answer.n_mentees + answer.n_controls - 2
    if not 0 < estimate.se < np.inf or df <= 1:
        return None
    t = estimate.estimate / estimate.se
    values = {
        "percent": round(100 * robustness_value(t, df)),
        "uncertain": round(100 * robustness_value(t, df, alpha=ALPHA)),
        "t": t,
        "df": df,
    }
    return Check("robustness_value", None, ROBUSTNESS, values)


def _placebo(session: Session, metric: Metric, answer: Answer) -> Check | None:
    lag = lag_of(answer)
    estimate = placebo(session, lag)
    if estimate is None:
        return None
    values = {**_rounded(estimate), "periods": lag, "unit": metric.unit}
    return Check("placebo", not estimate.excludes_zero, PLACEBO, values)


def _rounded(interval: Interval) -> dict[str, float]:
    return {name: round(getattr(interval, name), 3) for name in ("estimate", "low", "high")}
