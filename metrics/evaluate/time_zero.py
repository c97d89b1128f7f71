"""When the follow-up of a time to event begins, in words beside the answer."""

from __future__ import annotations

from dataclasses import replace

from metrics.evaluate.answer import Answer, Check
from metrics.evaluate.role_words import ROLE_WORDS
from metrics.i18n import N_
from metrics.warehouse.engine import Session

TIME_ZERO = "time_zero"
AFTER_NOTICE = N_(
    "Follow-up begins on the first day of the month after pairing and {months} months of notice, "
    "for {persons} and for the comparison group. People who had given notice when the {persons} "
    "were chosen have left by then."
)


def with_time_zero(session: Session, answer: Answer) -> Answer:
    """Return the answer with the check TIME_ZERO where a notice period moves the start.

    Its value `months` is the notice period. How many left before the start is among the reasons
    for being dropped ("left"). Without a notice period, and for other shapes, nothing changes: the
    follow-up begins on the first day of the month after pairing.
    """
    if answer.metric.shape != "time to event":
        return answer
    months = session.value("select notice_months from run")
    if not months:
        return answer
    check = Check(
        TIME_ZERO, None, AFTER_NOTICE, {"months": months, **ROLE_WORDS[answer.scope.role]}
    )
    return replace(answer, checks=(*answer.checks, check))
