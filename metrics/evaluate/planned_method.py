"""The method that an analysis plan fixed, in place of the usual choice between estimators.

Without a plan, the headline switches estimator where matching is not good enough
(`fallback_estimator.py`), and its horizon follows the data. Both may change between two loads. A
planned answer keeps what the plan says, and says when the usual rule would have done otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.catalog import Metric
from metrics.comparison.similarity import KEYS
from metrics.evaluate.answer import (
    CENSORING_WEIGHTS,
    DOUBLY_ROBUST,
    FALLBACK_CHECK,
    MATCHED,
    WITH_COVARIATES,
    WITHOUT_COVARIATES,
    Answer,
    Check,
)
from metrics.evaluate.time_to_event import HORIZON, SHORT
from metrics.evaluate.verdict import WORDS
from metrics.i18n import N_
from metrics.inference.confidence_sequence import confidence_sequence
from metrics.inference.interval import Interval

VERDICTS = tuple(WORDS)
KEPT_CHECK = "planned_method"  # the name of the check that says what the usual rule would do
ESTIMATORS = {
    MATCHED: N_("matching"),
    DOUBLY_ROBUST: N_("two models on everyone (doubly robust)"),
    CENSORING_WEIGHTS: N_("matching, with weights for those paired later"),
}
PANEL_ESTIMATORS = {
    WITH_COVARIATES: N_("difference in differences, with covariates"),
    WITHOUT_COVARIATES: N_("difference in differences, without covariates"),
}
"""Of a panel; plans of before it had covariates name MATCHED, which is the one without them."""
NAMES = ESTIMATORS | PANEL_ESTIMATORS
HORIZONS = (HORIZON, SHORT)
FIXED = N_("The frozen plan fixes this estimator: {planned} ({matched} months by matching).")
KEPT = N_(
    "The usual rule would have switched to {usual} on these data. The frozen plan keeps {planned}."
)


@dataclass(frozen=True)
class PlannedMethod:
    """What a plan fixes: the estimator, a key of NAMES, and the horizon in months.

    `effect` is the smallest one worth having, for which the confidence sequence is narrowest.
    """

    estimator: str
    horizon: int | None
    effect: float


def keys_of(metric: Metric, own: tuple[str, ...]) -> tuple[str, ...]:
    """Return the traits on which people are matched for a metric: the usual ones, then `own`.

    `own` are those of `own_keys.used_keys`. None but for time to event.
    """
    return (*KEYS, *own) if metric.shape == "time to event" else ()


def method_checks(usual: str, planned: str, matched: Interval | None) -> tuple[Check, ...]:
    """Return the checks that say what the plan fixed where matching or the usual rule differs.

    `matched` is the estimate by matching where the plan's estimator is another one.
    """
    checks: list[Check] = []
    if matched is not None:
        values = {"planned": (ESTIMATORS[planned],), "matched": round(matched.estimate, 1)}
        checks.append(Check(FALLBACK_CHECK, None, FIXED, values))
    return (*checks, *kept_check(usual, planned))


def kept_check(usual: str, planned: str) -> tuple[Check, ...]:
    """Return the check that the plan keeps another estimator than the usual one; () if not."""
    if usual == planned:
        return ()
    values = {"usual": (NAMES[usual],), "planned": (NAMES[planned],)}
    return (Check(KEPT_CHECK, None, KEPT, values),)


def sequence_of(answer: Answer, planned: PlannedMethod | None = None) -> Interval | None:
    """Return the interval that would hold had one looked every month; None without an estimate.

    It is narrowest for the plan's smallest effect, else for one month of a time to event and for a
    fifth of the standard deviation of a panel's values.
    """
    if answer.estimate is None or answer.metric.shape == "total":
        return None
    effect = planned.effect if planned else answer.worth_having
    return confidence_sequence(answer.estimate, effect=effect) if effect else None
