"""A released answer in a sentence or two, for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.disclosure.released_answers import ReleasedAnswer
from metrics.i18n import N_, Euros, Locale
from metrics.scope import MENTOR, SMALLEST_GROUP

NEEDED = {
    "mentee": N_("About {n} mentees are needed for an answer."),
    "mentor": N_("About {n} mentors are needed for an answer."),
}


def spoken(answer: ReleasedAnswer, _: Locale, label: str = "") -> str:
    """The estimate with its interval and its naive twin, or why there is none; `label` names a
    part.
    """
    metric, digits = answer.metric, answer.metric.digits
    head = f"{label}: " if label else ""
    if answer.hidden:
        return head + _(answer.hidden, threshold=SMALLEST_GROUP)
    if answer.verdict == "counted" and answer.estimate is None:
        return head + _("There is nothing to count yet.")
    if answer.estimate is None:
        failed = [_(check.text, **check.values) for check in answer.checks if check.passed is False]
        more = [_(NEEDED[answer.scope.role], n=_.number(answer.needed))] if answer.needed else []
        return head + " ".join([_("Cannot tell yet."), *failed, *more])
    shown, unit = (
        (_.percent, _("of {part}", part=_(metric.part)))
        if metric.part
        else (lambda number: _.number(number, digits), _(metric.unit))
    )
    title = titled(answer, _)
    figures = {name: shown(getattr(answer.estimate, name)) for name in ("estimate", "low", "high")}
    counted = answer.estimate.low == answer.estimate.high  # a sum without bounds of its own
    said = (
        _("{title}: {estimate} {unit}", title=title, unit=unit, estimate=figures["estimate"])
        if counted
        else _(
            "{title}: {estimate} {unit}, between {low} and {high}",
            title=title,
            unit=unit,
            **figures,
        )
    )
    lines = [head + said]
    if answer.naive:
        lines.append(
            "  "
            + _(
                "{label}: {estimate} (simple average, not to be used)",
                label=_(answer.naive.label),
                estimate=_.number(answer.naive.interval.estimate, digits),
            )
        )
    return "\n".join(lines)


def titled(answer: ReleasedAnswer, _: Locale) -> str:
    """The metric's title, with "of mentors" where the answer is about them."""
    title = _(answer.metric.title)
    return _("{title} of mentors", title=title) if answer.scope.role == MENTOR else title


def filled(text: str, values: Mapping[str, object], _: Locale, digits: int = 1) -> str:
    """A sentence key with its values as a reader writes numbers; whole ones without decimals,
    others with `digits`. A tuple of texts is listed, `Euros` are written as money.
    """
    return _(text, **{name: _value(value, digits, _) for name, value in values.items()})


def _value(value: object, digits: int, _: Locale) -> object:
    if isinstance(value, Mapping):  # a text that the company gave in both languages
        return value[_.language]
    if isinstance(value, tuple):
        return ", ".join(_(one) for one in value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _(value) if isinstance(value, str) else value
    if isinstance(value, Euros):
        return _.money(value)
    return _.number(value, 0 if float(value).is_integer() else digits)
