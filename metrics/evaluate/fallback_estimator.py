"""Where matching does not serve, another estimator gives the headline, and the answer says so.

Fewer than 60 % of the mentees matched: two models on every mentee. Else, more than a fifth of the
others' rows cut short by a pairing: weights for later pairing. The first year is then made in the
same way, and the least numbers are asked of what the figure rests on. How both do is in
`tests/calibration/results.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from metrics import comparison
from metrics.comparison import cross_checks as steps
from metrics.evaluate import censoring_weights, doubly_robust
from metrics.evaluate.answer import CANNOT_TELL, Answer, Check, verdict_of
from metrics.evaluate.clustered_estimate import ClusteredEstimate
from metrics.evaluate.event_cross_checks import LEAST_MATCHED, MOST_LATER_PAIRED
from metrics.evaluate.time_to_event import ONE_MONTH, SHORT, least_mentees, least_numbers
from metrics.i18n import N_
from metrics.inference.sample_size import mentees_to_detect_normal
from metrics.warehouse.engine import Session

WHY = {
    "adjusted": N_(
        "Only {share}% of the mentees have a colleague alike. So the figure is made by two "
        "models on all of them instead of by matching ({matched} months by matching); the "
        "curves are those of the matched."
    ),
    "later_pairing": N_(
        "{share}% of the others were mentored later and are followed only until then. So "
        "the figure weights those who were not, in their place ({matched} months without "
        "weights); the curves are without them."
    ),
}


def with_fallback_estimator(session: Session, answer: Answer) -> Answer:
    """The answer of a time to event, with the estimate of the check that serves better where one
    does.

    `method` then names the check, `matched` is the estimate by matching, the companions are made as
    the estimate is, and the check "exchanged" says why in words. "Cannot tell" where matching can
    be told but what takes its place rests on too few.
    """
    if answer.estimate is None or answer.metric.shape != "time to event":
        return answer
    if answer.matched_share is not None and answer.matched_share < LEAST_MATCHED:
        found = _by_two_models(session, answer.horizon)
        return _with(
            answer,
            "adjusted",
            found,
            steps.pattern_events(session, answer.horizon),
            answer.matched_share,
        )
    if (share := steps.later_paired(session, answer.horizon)) > MOST_LATER_PAIRED:
        steps.follow_months(session)
        found = _by_later_pairing(session, answer.horizon)
        return _with(
            answer, "later_pairing", found, comparison.trial_events(session, answer.horizon), share
        )
    return answer


def _by_two_models(session: Session, horizon: int) -> dict[str, ClusteredEstimate]:
    return {
        "estimate": doubly_robust.months_gained(session, horizon).gained,
        f"months_{SHORT}": doubly_robust.months_gained(session, SHORT).gained,
        f"share_{SHORT}": doubly_robust.share_gained(session, SHORT).gained,
    }


def _by_later_pairing(session: Session, horizon: int) -> dict[str, ClusteredEstimate]:
    arms = censoring_weights.curves(session, horizon)
    return {
        "estimate": censoring_weights.months_gained(session, arms, horizon),
        f"months_{SHORT}": censoring_weights.months_gained(session, arms, SHORT),
        f"share_{SHORT}": censoring_weights.share_gained(session, arms, SHORT),
    }


def _with(
    answer: Answer,
    method: str,
    found: Mapping[str, ClusteredEstimate],
    events: Mapping[int, int],
    share: float,
) -> Answer:
    gained = found["estimate"]
    one = gained.interval
    checks = least_numbers(
        gained.mentees, events, gained.ess1, gained.ess0, followed=True, horizon=answer.horizon
    )
    why = Check(
        "exchanged",
        None,
        WHY[method],
        {"share": round(100 * share), "matched": round(answer.estimate.estimate, 1)},
    )
    by_it = replace(
        answer,
        method=method,
        n_mentees=gained.mentees,
        n_controls=gained.others,
        dropped={
            fate: n
            for fate, n in answer.dropped.items()
            if method != "adjusted" or fate != "unmatched"
        },
    )
    if not all(check.passed for check in checks):
        return replace(
            by_it,
            estimate=None,
            verdict=CANNOT_TELL,
            naive=None,
            companions={},
            lines=None,
            checks=checks,
            needed=least_mentees(gained.mentees, events, gained.ess1),
        )
    return replace(
        by_it,
        estimate=one,
        verdict=verdict_of(one),
        matched=answer.estimate,
        checks=(*checks, why),
        companions={name: other.interval for name, other in found.items() if name != "estimate"},
        needed=None
        if one.excludes_zero
        else mentees_to_detect_normal(gained.mentees, one.se, ONE_MONTH),
    )
