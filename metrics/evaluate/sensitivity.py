"""What it would take to explain an answer away: hidden causes, chance, and an effect where there
can be none.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from metrics.catalog import Metric, MetricError, control_of
from metrics.comparison import similarity
from metrics.evaluate import censoring_weights, doubly_robust, headline
from metrics.evaluate.answer import Answer, Check
from metrics.evaluate.balance import BALANCE_TITLES
from metrics.evaluate.clustered_estimate import as_ratio
from metrics.evaluate.panel_cross_checks import placebo
from metrics.evaluate.time_to_event import SHORT
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
    rmst_difference,
)
from metrics.inference.sensitivity import e_value, e_value_of_limit, robustness_value
from metrics.inference.survival import kaplan_meier, row_influence, survival_gradient
from metrics.warehouse.engine import Session

DRAWS, SEED = 999, 1
ALPHA = 0.05
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
    "Randomisation test: drawing the mentees in each matching cell by lot. {times} of "
    "{draws} draws give a difference at least as large."
)
LOTTERY_MATCHED = N_(
    "Randomisation test: drawing the mentees in each matching cell by lot. {times} of "
    "{draws} draws give a difference at least as large as matching only."
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
    """What it would take to explain the answer away, with the figures in `values`; empty without an
    estimate.

    Time to event: "e_value" of the risk ratio after 12 months, made as the answer is; the
    "benchmark" of the keys left out one at a time and the "randomisation" test within cells are by
    matching, and say so where the answer is not. Panel: the "robustness_value" and the "placebo"
    date. Asked in the session that gave the answer, before another question; deterministic (fixed
    seed).
    """
    if answer.estimate is None:
        return ()
    if metric.shape == "panel":
        found = (_robustness(answer), _placebo(session, metric))
    else:
        counts = similarity.cell_counts(session)
        found = (
            _e_value(session, answer),
            _benchmark(counts, answer, metric),
            _randomisation(counts, answer),
        )
    return tuple(check for check in found if check is not None)


def negative_control(
    session: Session, metric: Metric, answer: Answer, run: Mapping[str, float] | None = None
) -> Check | None:
    """Whether the same people, compared in the same way, show a difference in the metric's
    `control`.

    `passed` is True where its interval includes zero, False where not, None where it cannot be told
    or asked. None without an answer or without a control. To be asked last: the session then holds
    the rows of the control.
    """
    control = control_of(metric)
    if control is None or answer.estimate is None:
        return None
    try:
        headline.prepare(control, session, answer.scope, run)
    except MetricError as error:
        return Check(
            "negative_control", None, CONTROL_FAULT, {"control": control.title, "why": str(error)}
        )
    found = headline.answer(control, session, answer.scope)
    if found.estimate is None:
        rare = next(
            (check for check in found.checks if check.name == "events" and not check.passed), None
        )
        values = {"control": control.title, **(rare.values if rare else {})}
        return Check("negative_control", None, CONTROL_RARE if rare else CONTROL_UNTOLD, values)
    differs = found.estimate.excludes_zero
    values = {name: round(getattr(found.estimate, name), 3) for name in ("estimate", "low", "high")}
    return Check(
        "negative_control",
        not differs,
        CONTROL_DIFFERS if differs else CONTROL,
        {"control": control.title, "unit": control.unit, "months": found.horizon, **values},
    )


def risk_ratio(session: Session, months: int = SHORT) -> Interval | None:
    """The ratio by matching of the mentees' risk of the event within `months` to the others'; None
    where an arm has no event.

    The interval is that of its logarithm (`se` and `df` are the logarithm's), clustered by mentor.
    """
    life = similarity.life_table(session)
    arms = {
        arm: kaplan_meier(
            *(life[name][life["arm"] == arm] for name in ("u", "event", "weight", "n")), tau=months
        )
        for arm in (1, 0)
    }
    risk = {arm: 1 - of.survival[-1] for arm, of in arms.items()}
    if not risk[1] or not risk[0]:
        return None
    longest, coefficients = int(life["u"].max()) + 1, []
    for arm, of in arms.items():
        for event in (0, 1):
            row = row_influence(
                of, survival_gradient(of, months), event=event, arm=arm, months=longest
            )
            coefficients += [(arm, u, event, float(-row[u] / risk[arm])) for u in range(longest)]
    people = similarity.ratio_influence(session, coefficients)
    by_mentor = cluster_numbers(people["person_id"], people["cluster_id"])
    spread = clustered_variance_by_arm(
        people["influence"], people["weight1"], people["weight0"], by_mentor
    )
    return as_ratio(t_interval(float(np.log(risk[1] / risk[0])), spread.variance, spread.df))


def without_each_key(counts: dict[str, np.ndarray], tau: int) -> dict[str, float]:
    """Key -> months gained when the cells are made without it; "" -> with all keys. Point
    estimates.
    """
    return {
        left_out: rmst_difference(_trial_counts(counts, left_out=left_out), tau=tau)
        for left_out in ("", *similarity.KEYS)
    }


def _trial_counts(counts: dict[str, np.ndarray], *, left_out: str = "") -> TrialCounts:
    """Return the counts with the cells made of all keys but one."""
    return TrialCounts(
        cell=cell_numbers([counts[key] for key in similarity.KEYS if key != left_out]),
        arm=counts["arm"],
        u=counts["u"],
        event=counts["event"],
        n=counts["n"],
        lost=counts["lost"],
        stratum=cell_numbers([counts[key] for key in similarity.STRATUM if key != left_out]),
    )


def _e_value(session: Session, answer: Answer) -> Check | None:
    ratio = _shown_ratio(session, answer)
    if ratio is None:
        return None
    value, limit = e_value(ratio.estimate), e_value_of_limit(ratio.low, ratio.high)
    text = E_VALUE if limit > 1 else E_VALUE_UNSURE
    return Check(
        "e_value",
        None,
        text,
        {
            "value": round(value, 2),
            "limit": round(limit, 2),
            "ratio": ratio.estimate,
            "low": ratio.low,
            "high": ratio.high,
        },
    )


def _shown_ratio(session: Session, answer: Answer) -> Interval | None:
    if answer.method == "adjusted":
        return doubly_robust.risk_ratio(session, SHORT)
    if answer.method == "later_pairing":
        return censoring_weights.risk_ratio(
            session, censoring_weights.curves(session, answer.horizon), SHORT
        )
    return risk_ratio(session)


def _benchmark(counts: dict[str, np.ndarray], answer: Answer, metric: Metric) -> Check | None:
    months = without_each_key(counts, answer.horizon)
    changes = {key: months[key] - months[""] for key in similarity.KEYS}
    strongest = max(changes, key=lambda key: abs(changes[key]))
    size = abs(changes[strongest])
    if size < 1e-9:
        return None
    return Check(
        "benchmark",
        None,
        BENCHMARK_MATCHED if answer.matched else BENCHMARK,
        {
            "key": BALANCE_TITLES[strongest],
            "change": round(size, 2),
            "unit": metric.unit,
            "times": round(abs(months[""]) / size, 1),
            **changes,
        },
    )


def _randomisation(counts: dict[str, np.ndarray], answer: Answer) -> Check:
    by_matching = answer.matched or answer.estimate
    p = randomisation_test(
        _trial_counts(counts), tau=answer.horizon, se=by_matching.se, draws=DRAWS, seed=SEED
    )
    text = LOTTERY_MATCHED if answer.matched else LOTTERY
    return Check(
        "randomisation",
        (p < ALPHA) == by_matching.excludes_zero,
        text,
        {"times": round(p * (DRAWS + 1)) - 1, "draws": DRAWS, "p": p},
    )


def _robustness(answer: Answer) -> Check | None:
    """With the people compared as degrees of freedom: the clustered t counts fewer, which would
    flatter the value.
    """
    df = answer.n_mentees + answer.n_controls - 2
    if not 0 < answer.estimate.se < np.inf or df <= 1:
        return None
    t = answer.estimate.estimate / answer.estimate.se
    value, uncertain = robustness_value(t, df), robustness_value(t, df, alpha=ALPHA)
    return Check(
        "robustness_value",
        None,
        ROBUSTNESS,
        {"percent": round(100 * value), "uncertain": round(100 * uncertain), "t": t, "df": df},
    )


def _placebo(session: Session, metric: Metric) -> Check | None:
    found = placebo(session)
    if found is None:
        return None
    values = {name: round(getattr(found, name), 3) for name in ("estimate", "low", "high")}
    return Check(
        "placebo", not found.excludes_zero, PLACEBO, {**values, "periods": 2, "unit": metric.unit}
    )
