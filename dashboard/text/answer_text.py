"""Sentences about an answer: its title, its bounds, who was compared, what is missing. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.text.quantities import between, count, decimals, quantity, signed_quantity
from metrics.disclosure import NotShown, ReleasedAnswer, ReleasedHours, ReleasedReturn, filled
from metrics.evaluate import CONTRADICTED, HORIZON, NEGLIGIBLE, Check
from metrics.i18n import N_, Locale
from metrics.scope import SMALLEST_GROUP

NOT_STARTED = N_(
    "No pairing has started yet, so mentoring has neither cost nor returned anything. Open "
    "Rewards to see what a plan would return."
)
COMPARED = N_(
    "{mentees} of {asked} mentees, with {mentors} mentors, compared with {others} people in "
    "the comparison group."
)
NEEDED = N_("About {n} mentees are needed for an answer.")
DO_NOT_USE = N_("Simple average: {amount} (do not use)")
CANNOT_TELL = N_("{question} Cannot tell yet")
CONTRADICTED_TITLE = N_("{question} The checks contradict the answer")
NEGLIGIBLE_TITLE = N_("{question} No difference of {amount} or more")
DROP_REASONS = {
    "too_recent": N_("were paired too recently to be followed"),
    "left": N_("left before they could be followed"),
    "mentor": N_("were mentors themselves at that moment"),
    "unmatched": N_("had no comparable colleague"),
    "no_base": N_("had no value early enough before pairing"),
    "no_value_after": N_("have no value after pairing yet"),
}
ABSENT_TABLES = {
    "reviews": N_(
        "Reviews are not loaded, so mentees are not compared with colleagues of the same "
        "score. Part of the difference may come from who is chosen."
    ),
    "positions": N_(
        "Positions are not loaded. Mentees are therefore compared by today's department and "
        "job level, not those at the time."
    ),
}
METHODS = {
    "time to event": N_(
        "Each month, the people first paired in that month are compared with colleagues who "
        "were not mentored at that moment. These colleagues have the same department, job "
        "level, last score, tenure and calendar year. Both groups are followed from the next "
        "month, for as long as the data run. The average number of months without the event "
        "is compared."
    ),
    "panel": N_(
        "Each mentee is compared with their own values three to five periods before pairing. That "
        "change is compared with the change of people not yet or never mentored, allowing for "
        "department, job level, tenure and the last two values before pairing: people chosen "
        "after a dip would rebound anyway. Where too few people have such values, only their own "
        "change is used, and the page says so."
    ),
    "total": N_("The values in the files are added up; nothing is estimated or compared."),
}


def title(answer: ReleasedAnswer, _: Locale) -> str:
    """Return the message of a metric's page in one line."""
    metric = answer.metric
    estimate = answer.estimate
    if estimate is None:
        return _(CANNOT_TELL, question=_(metric.question))
    if contradicted(answer):
        return _(CONTRADICTED_TITLE, question=_(metric.question))
    if answer.direction == NEGLIGIBLE:
        most = quantity(max(-estimate.low, estimate.high), metric, _)
        return _(NEGLIGIBLE_TITLE, question=_(metric.question), amount=most)
    if answer.horizon and answer.horizon != HORIZON:
        return _(
            "{title}: {amount} over the first {n} months",
            title=_(metric.title),
            n=answer.horizon,
            amount=signed_quantity(estimate.estimate, metric, _),
        )
    sentence = {"more": metric.more, "less": metric.less}.get(answer.direction, metric.unclear)
    return _(sentence, amount=quantity(abs(estimate.estimate), metric, _), title=_(metric.title))


def contradicted(answer: ReleasedAnswer) -> bool:
    """Return whether the answer's own checks contradict it."""
    return answer.verdict is not None and answer.verdict.word == CONTRADICTED


def bounds(answer: ReleasedAnswer, _: Locale) -> str:
    """Return the interval in the direction of the title; empty without an estimate."""
    metric = answer.metric
    estimate = answer.estimate
    if estimate is None:
        return ""
    certain = answer.horizon in (None, HORIZON) and not contradicted(answer)
    if answer.direction == "more" and certain:
        return between(estimate.low, estimate.high, metric, _)
    if answer.direction == "less" and certain:
        return between(-estimate.high, -estimate.low, metric, _)
    return _(
        "best estimate {amount}, between {low} and {high}",
        amount=signed_quantity(estimate.estimate, metric, _),
        low=_.signed(estimate.low, decimals(estimate.low, metric)),
        high=_.signed(estimate.high, decimals(estimate.high, metric)),
    )


def naive_line(answer: ReleasedAnswer, _: Locale) -> str:
    """Return the simple average with the advice not to use it; empty where there is none."""
    if answer.naive is None:
        return ""
    return _(
        DO_NOT_USE,
        amount=_.signed(answer.naive.interval.estimate, answer.metric.digits),
    )


def no_estimate_reasons(answer: ReleasedAnswer, _: Locale) -> list[str]:
    """Return why there is no estimate, and how many mentees an answer needs."""
    if answer.hidden:
        return [_(answer.hidden, threshold=SMALLEST_GROUP)]
    reasons = [check_text(check, _) for check in answer.checks if check.passed is False]
    if not reasons and answer.estimate is None and answer.metric.shape != "total":
        reasons = [_("No mentee could be compared with anyone.")]
    return reasons + mentees_needed(answer, _)


def mentees_needed(answer: ReleasedAnswer, _: Locale) -> list[str]:
    """Return how many mentees a clear answer needs, as one sentence or none."""
    if not answer.needed:
        return []
    if answer.estimate is None:
        return [_(NEEDED, n=_.number(answer.needed))]
    return [
        _(
            "About {n} mentees are needed to be sure of an effect worth having.",
            n=_.number(answer.needed),
        )
    ]


def mentees_paired(answer: ReleasedAnswer, _: Locale) -> str:
    """Return how many mentees were ever paired.

    It says "about" where the number is rounded, so that a small group cannot be found by
    subtraction.
    """
    paired = count(answer.n_asked, _)
    rounded = any(isinstance(dropped, str) for dropped in answer.dropped.values())
    return _("about {n}", n=paired) if rounded else paired


def comparison_line(answer: ReleasedAnswer, _: Locale) -> str:
    """Return in one sentence who was compared with whom."""
    return _(
        (COMPARED),
        mentees=count(answer.n_mentees, _),
        asked=mentees_paired(answer, _),
        mentors=count(answer.n_mentors, _),
        others=count(answer.n_controls, _),
    )


def check_text(check: Check, _: Locale, digits: int = 1) -> str:
    """Return a check with its figures: whole ones without decimals, the others with `digits`."""
    return filled(check.text, check.values, _, digits)


def no_return_reason(
    released: ReleasedReturn | NotShown | None,
    hours: Sequence[ReleasedHours],
    _: Locale,
    *,
    begun: bool = True,
) -> str:
    """Return why mentoring's return is not shown; empty where it is.

    `begun` says whether any pairing has started.
    """
    if isinstance(released, NotShown):
        return _(released.reason, threshold=SMALLEST_GROUP)
    if released is not None:
        return ""
    if not begun:
        return _(NOT_STARTED)
    if not hours:
        return _("No meetings are loaded, so the cost of mentoring is not known.")
    return _("Neither effect can be estimated yet, so no amount is given.")
