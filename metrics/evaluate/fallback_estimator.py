"""Another estimator for the headline where matching is not good enough, and the reason for it.

Fewer than 60 % of the mentees matched: the doubly robust estimate on every mentee. Else, more than
a tenth of the others' rows cut short by a pairing: censoring weights. The first year is then made
in the same way, and the least numbers are required of what the figure is based on. How both perform
is in `tests/calibration/results.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from metrics import comparison
from metrics.comparison import cross_checks as steps
from metrics.evaluate import censoring_weights, doubly_robust
from metrics.evaluate.answer import (
    CENSORING_WEIGHTS,
    DOUBLY_ROBUST,
    FALLBACK_CHECK,
    MATCHED,
    NO_ESTIMATE,
    ONE_MONTH,
    Answer,
    Check,
    direction_of,
)
from metrics.evaluate.clustered_estimate import ClusteredEstimate
from metrics.evaluate.event_cross_checks import LEAST_MATCHED, MOST_LATER_PAIRED
from metrics.evaluate.planned_method import PlannedMethod, method_checks
from metrics.evaluate.role_words import ROLE_WORDS
from metrics.evaluate.time_to_event import SHORT, least_mentees, least_numbers
from metrics.i18n import N_
from metrics.inference.interval import Interval
from metrics.inference.sample_size import mentees_to_detect_normal
from metrics.warehouse.engine import Session

WHY = {
    DOUBLY_ROBUST: N_(
        "Only {share}% of the {persons} have a comparable colleague. The figure therefore comes "
        "from two models on all {persons} instead of matching ({matched} months by matching). "
        "The curves show the matched {persons} only."
    ),
    CENSORING_WEIGHTS: N_(
        "Of the comparison group, {share}% became a {person} later and are followed only until "
        "then. The figure therefore gives more weight, in their place, to those who did not "
        "({matched} months without weights). The curves are without these weights."
    ),
}


def with_fallback_estimator(
    session: Session, answer: Answer, planned: PlannedMethod | None = None
) -> Answer:
    """Return the answer with the estimate of the other estimator, where matching is not enough.

    `method` then names the estimator, `matched` is the estimate by matching, the companions are
    made as the estimate is, and the check `FALLBACK_CHECK` says why in words. The direction is
    NO_ESTIMATE where matching would give an answer but the other estimator has too few people.
    With a `planned` method that one is used, whatever the data, and a check says where the usual
    rule would have used another; where matching has too few people there is no answer either way.
    """
    if answer.estimate is None or answer.horizon is None or answer.metric.shape != "time to event":
        return answer
    usual, share = _usual_method(session, answer, answer.horizon)
    if planned is None:
        return _made_by(session, answer, usual, share)
    made = _made_by(session, answer, planned.estimator, share)
    kept = (check for check in made.checks if check.name != FALLBACK_CHECK)
    return replace(made, checks=(*kept, *method_checks(usual, planned.estimator, made.matched)))


def _usual_method(session: Session, answer: Answer, horizon: int) -> tuple[str, float]:
    """Return the estimator by the rule above, and the share that decided it."""
    if answer.matched_share is not None and answer.matched_share < LEAST_MATCHED:
        return DOUBLY_ROBUST, answer.matched_share
    later_paired = steps.later_paired(session, horizon)
    return (CENSORING_WEIGHTS if later_paired > MOST_LATER_PAIRED else MATCHED), later_paired


def _made_by(session: Session, answer: Answer, method: str, share: float) -> Answer:
    """Return the answer by that estimator; `share` is the one that `WHY` names."""
    horizon = answer.horizon
    by_matching = answer.estimate
    if method == MATCHED or horizon is None or by_matching is None:
        return answer
    if method == DOUBLY_ROBUST:
        estimates = _doubly_robust(session, horizon)
        events = steps.pattern_events(session, horizon)
    else:
        steps.follow_months(session)
        estimates = _censoring_weights(session, horizon)
        events = comparison.trial_events(session, horizon)
    return _replaced(answer, by_matching, method, estimates, events, share)


def _doubly_robust(session: Session, horizon: int) -> dict[str, ClusteredEstimate]:
    return {
        "estimate": doubly_robust.months_gained(session, horizon).gained,
        f"months_{SHORT}": doubly_robust.months_gained(session, SHORT).gained,
        f"share_{SHORT}": doubly_robust.share_gained(session, SHORT).gained,
    }


def _censoring_weights(session: Session, horizon: int) -> dict[str, ClusteredEstimate]:
    arms = censoring_weights.curves(session, max(horizon, SHORT))
    return {
        "estimate": censoring_weights.months_gained(session, arms, horizon),
        f"months_{SHORT}": censoring_weights.months_gained(session, arms, SHORT),
        f"share_{SHORT}": censoring_weights.share_gained(session, arms, SHORT),
    }


def _replaced(
    answer: Answer,
    by_matching: Interval,
    method: str,
    estimates: Mapping[str, ClusteredEstimate],
    events: Mapping[int, int],
    share: float,
) -> Answer:
    """Return the answer with other estimates; `share` is the one that `WHY` names."""
    gained = estimates["estimate"]
    role = answer.scope.role
    checks = least_numbers(
        gained.mentees,
        events,
        gained.ess1,
        gained.ess0,
        followed=True,
        horizon=answer.horizon,
        role=role,
    )
    dropped = dict(answer.dropped)
    if method == DOUBLY_ROBUST:  # which uses the unmatched too
        dropped.pop("unmatched", None)
    answer = replace(
        answer,
        method=method,
        n_mentees=gained.mentees,
        n_controls=gained.others,
        dropped=dropped,
    )
    if not all(check.passed for check in checks):
        return replace(
            answer,
            estimate=None,
            tentative=gained.interval if gained.interval.is_finite else None,
            direction=NO_ESTIMATE,
            naive=None,
            companions={},
            lines=None,
            checks=checks,
            needed=least_mentees(gained.mentees, events, gained.ess1),
        )
    interval = gained.interval
    values = {
        "share": round(100 * share),
        "matched": round(by_matching.estimate, 1),
        **ROLE_WORDS[role],
    }
    needed = None
    if not interval.excludes_zero:
        needed = mentees_to_detect_normal(gained.mentees, interval.se, ONE_MONTH)
    return replace(
        answer,
        estimate=interval,
        direction=direction_of(interval),
        matched=by_matching,
        checks=(*checks, Check(FALLBACK_CHECK, None, WHY[method], values)),
        companions={
            name: estimate.interval for name, estimate in estimates.items() if name != "estimate"
        },
        needed=needed,
    )
