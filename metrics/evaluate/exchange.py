"""Where matching does not serve, another estimator gives the headline, and the answer says so.

Fewer than 60 % of the mentees matched: two models on every mentee. Else, more than a fifth of the others' rows cut
short by a pairing: weights for later pairing. How both do is in `tests/calibration/results.md`.
"""

from __future__ import annotations

from dataclasses import replace

from metrics.comparison import checks as steps
from metrics.evaluate.answer import Answer, Check, judged
from metrics.evaluate.checks_event import LEAST_MATCHED, MOST_LATER_PAIRED, adjusted, later_pairing
from metrics.evaluate.evidence import CrossCheck
from metrics.evaluate.time_to_event import ONE_MONTH
from metrics.inference.interval import mentees_needed
from metrics.warehouse.engine import Session
from metrics.words import N_

WHY = {
    "adjusted": N_(
        "Only {share} % of the mentees have a colleague alike. So the figure is made by two models on all of them "
        "instead of by matching ({matched} months by matching); the curves are those of the matched."
    ),
    "later_pairing": N_(
        "{share} % of the others were mentored later and are followed only until then. So the figure weights those who "
        "were not, in their place ({matched} months without weights); the curves are without them."
    ),
}


def exchanged(session: Session, answer: Answer) -> Answer:
    """The answer of a time to event, with the estimate of the check that serves better where one does.

    `method` then names the check, `matched` is the estimate by matching, and the check "exchanged" says why in words.
    """
    if answer.estimate is None or answer.metric.shape != "time to event":
        return answer
    if answer.matched_share is not None and answer.matched_share < LEAST_MATCHED:
        found = adjusted(session, answer)
        return _with(answer, found, share=answer.matched_share) if found.estimate else answer
    if (share := steps.later_paired(session, answer.horizon)) > MOST_LATER_PAIRED:
        steps.follow_months(session)
        return _with(answer, later_pairing(session, answer.estimate, answer.horizon), share=share)
    return answer


def _with(answer: Answer, found: CrossCheck, *, share: float) -> Answer:
    one = found.estimate
    mentees = found.values.get("mentees", answer.n_mentees)
    why = Check("exchanged", None, WHY[found.name],
                {"share": round(100 * share), "matched": round(answer.estimate.estimate, 1)})
    return replace(
        answer, estimate=one, verdict=judged(one), method=found.name, matched=answer.estimate, n_mentees=mentees,
        n_controls=found.values.get("others", answer.n_controls), checks=(*answer.checks, why),
        dropped={fate: n for fate, n in answer.dropped.items() if found.name != "adjusted" or fate != "unmatched"},
        needed=None if one.excludes_zero else mentees_needed(mentees, one.se, ONE_MONTH),
    )
