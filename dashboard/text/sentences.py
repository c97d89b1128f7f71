"""What an answer says, in words. Pure: released figures and a reader's words in, sentences out."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.catalog import Metric
from metrics.disclosure import Count, ReleasedAnswer, ReleasedHours, ReleasedOutcome
from metrics.disclosure.plain_text import filled
from metrics.evaluate import Check, Interval
from metrics.evaluate.time_to_event import HORIZON
from metrics.i18n import N_, Locale
from metrics.scope import SMALLEST_GROUP

DROPPED = {
    "too_recent": N_("were paired too recently to be followed"),
    "left": N_("left before they could be followed"),
    "mentor": N_("were mentors themselves at that moment"),
    "unmatched": N_("had no comparable colleague"),
    "no_base": N_("had no value early enough before pairing"),
    "no_value_after": N_("have no value after pairing yet"),
}
ABSENT = {
    "reviews": N_(
        "Reviews are not loaded, so mentees are not compared with colleagues of the same "
        "score. Part of the difference may come from who is chosen."
    ),
    "positions": N_(
        "Positions are not loaded. Mentees are therefore compared by today's department and "
        "job level, not those at the time."
    ),
}
METHOD = {
    "time to event": N_(
        "Each month, the people first paired in that month are compared with colleagues who "
        "were not mentored at that moment. These colleagues have the same department, job "
        "level, last score, tenure and calendar year. Both groups are followed from the next "
        "month, for as long as the data run. The average number of months without the event "
        "is compared."
    ),
    "panel": N_(
        "Each mentee is compared with their own values two to four periods before pairing. "
        "That change is compared with the change of people not yet or never mentored. The "
        "last value before pairing is excluded, to avoid regression to the mean: people "
        "chosen after a dip would rebound anyway."
    ),
    "total": N_("The values in the files are added up; nothing is estimated or compared."),
}


def title(answer: ReleasedAnswer, _: Locale) -> str:
    """The message of the page in one line."""
    metric, estimate = answer.metric, answer.estimate
    if estimate is None:
        return _("{question} Cannot tell yet", question=_(metric.question))
    if answer.horizon and answer.horizon != HORIZON:
        return _(
            "{title}: {amount} over the first {n} months",
            title=_(metric.title),
            n=answer.horizon,
            amount=signed(estimate.estimate, metric, _),
        )
    sentence = {"more": metric.more, "less": metric.less}.get(answer.verdict, metric.unclear)
    return _(sentence, amount=quantity(abs(estimate.estimate), metric, _), title=_(metric.title))


def bounds(answer: ReleasedAnswer, _: Locale) -> str:
    """Between what and what, in the direction of the title."""
    metric, estimate = answer.metric, answer.estimate
    if estimate is None:
        return ""
    if answer.verdict == "more" and answer.horizon in (None, HORIZON):
        return between(estimate.low, estimate.high, metric, _)
    if answer.verdict == "less" and answer.horizon in (None, HORIZON):
        return between(-estimate.high, -estimate.low, metric, _)
    return _(
        "best estimate {amount}, between {low} and {high}",
        amount=signed(estimate.estimate, metric, _),
        low=_.signed(estimate.low, digits(estimate.low, metric)),
        high=_.signed(estimate.high, digits(estimate.high, metric)),
    )


def between(low: float, high: float, metric: Metric, _: Locale) -> str:
    """Between two amounts, without their unit."""
    low, high = (_.number(end, digits(end, metric)) for end in (low, high))
    return _("between {low} and {high}", low=low, high=high)


def signed_bounds(interval: Interval, metric: Metric, _: Locale) -> str:
    """From where to where a difference reaches, with signs."""
    low, high = (
        _.signed(end, digits(end, metric)).replace(" ", "\u00a0")
        for end in (interval.low, interval.high)
    )
    return _("{low} to {high}", low=low, high=high)


def digits(value: float, metric: Metric) -> int:
    """The metric's decimals, or one more where they would show a bound beside zero as zero
    itself.
    """
    return metric.digits + (value != 0 and round(value, metric.digits) == 0)


def quantity(value: float, metric: Metric, _: Locale) -> str:
    """A number with the metric's unit."""
    return f"{_.number(value, metric.digits)}\u00a0{_(metric.unit)}"


def signed(value: float, metric: Metric, _: Locale) -> str:
    """A difference with its sign and the metric's unit."""
    return f"{_.signed(value, metric.digits)}\u00a0{_(metric.unit)}"


def naive(answer: ReleasedAnswer, _: Locale) -> str:
    """What a simple average says, and that it is not to be used; empty where there is none."""
    if answer.naive is None:
        return ""
    return _(
        "Simple average: {amount} (do not use)",
        amount=_.signed(answer.naive.interval.estimate, answer.metric.digits),
    )


def why_not(answer: ReleasedAnswer, _: Locale) -> list[str]:
    """Why there is no estimate, and how many mentees it would take."""
    if answer.hidden:
        return [_(answer.hidden, threshold=SMALLEST_GROUP)]
    reasons = [check(one, _) for one in answer.checks if one.passed is False]
    if not reasons and answer.estimate is None and answer.metric.shape != "total":
        reasons = [_("No mentee could be compared with anyone.")]
    return reasons + needed(answer, _)


def needed(answer: ReleasedAnswer, _: Locale) -> list[str]:
    """How many mentees a clear answer would take, as no or one sentence."""
    if not answer.needed:
        return []
    if answer.estimate is None:
        return [_("About {n} mentees are needed for an answer.", n=_.number(answer.needed))]
    return [
        _(
            "About {n} mentees are needed to be sure of an effect worth having.",
            n=_.number(answer.needed),
        )
    ]


def certainty(share: float, _: Locale) -> str:
    """A probability that never says 0 or 100 %."""
    if share > 0.99:
        return _("more than {share} sure", share=_.percent(0.99))
    if share < 0.01:
        return _("less than {share} sure", share=_.percent(0.01))
    return _("{share} sure", share=_.percent(share))


def count(n: Count, _: Locale) -> str:
    """A count, or "<10" as it stands."""
    return n if isinstance(n, str) else _.number(n)


def assumed(value: float, _: Locale) -> str:
    """A number of an assumption with as many decimals as it has, at most four."""
    shortest = f"{value:.4f}".rstrip("0").partition(".")[2]
    return _.number(value, len(shortest))


def why_no_money(
    released: ReleasedOutcome | None,
    hours: Sequence[ReleasedHours],
    _: Locale,
    *,
    begun: bool = True,
) -> str:
    """Why there is no figure for what mentoring returned; empty where there is one. `begun`: a
    pairing did.
    """
    if released is not None:
        return _(released.hidden, threshold=SMALLEST_GROUP) if released.outcome is None else ""
    if not begun:
        return _(
            "No pairing has started yet, so mentoring has neither cost nor returned "
            "anything. Open Rewards to see what a plan would return."
        )
    if not hours:
        return _("No meetings are loaded, so the cost of mentoring is not known.")
    return _("Neither effect can be estimated yet, so no amount is given.")


def asked(answer: ReleasedAnswer, _: Locale) -> str:
    """How many were ever paired; "about", where it is rounded so that a small group cannot be found
    from it.
    """
    n = count(answer.n_asked, _)
    return (
        _("about {n}", n=n) if any(isinstance(lost, str) for lost in answer.dropped.values()) else n
    )


def compared(answer: ReleasedAnswer, _: Locale) -> str:
    """Who was compared with whom, in one sentence."""
    return _(
        (
            "{mentees} of {asked} mentees, with {mentors} mentors, compared with {others} people "
            "in the comparison group."
        ),
        mentees=count(answer.n_mentees, _),
        asked=asked(answer, _),
        mentors=count(answer.n_mentors, _),
        others=count(answer.n_controls, _),
    )


def check(one: Check, _: Locale, digits: int = 1) -> str:
    """What was looked at, with its figures; whole ones without decimals, the others with
    `digits`.
    """
    return filled(one.text, one.values, _, digits)
