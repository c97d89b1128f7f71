"""A released answer in a sentence or two, for a terminal; sentences with their values filled in."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.disclosure.released_answers import ReleasedAnswer
from metrics.evaluate import CONTRADICTED, Interval, sentence_about
from metrics.evaluate.own_keys import key_titles
from metrics.i18n import N_, Euros, Locale, LocalizedError, Times
from metrics.scope import MENTOR, SMALLEST_GROUP

NEEDED = {
    "mentee": N_("About {n} mentees are needed for an answer."),
    "mentor": N_("About {n} mentors are needed for an answer."),
}
CONTRADICTED_FIGURE = N_(
    "{title}: its own checks contradict the answer. By calculation {estimate} {unit}, between "
    "{low} and {high}"
)
USED_KEYS = N_("Used beyond the usual keys: {keys}.")
USUAL_KEYS = N_("Only the usual keys are used: department, job level, last score, tenure and year.")
USUAL_TRAITS = N_(
    "Only the usual traits are allowed for: department, job level, tenure and the last two values."
)
WITH_USUAL = N_("Mentees with a colleague who is the same on the usual keys: {share}")
WITH_KEY = N_("and also on {key}: {share}")
UNUSED_KEYS = N_(
    "In your files but not used: {keys}. Add one if it influences who is mentored and also what "
    "happens to them."
)


def plain_answer(answer: ReleasedAnswer, _: Locale, label: str = "") -> str:
    """Return the estimate with its interval and the naive difference, or why there is none.

    `label` names the part of the company that it is about.
    """
    head = f"{label}: " if label else ""
    if answer.hidden:
        return head + _(answer.hidden, threshold=SMALLEST_GROUP)
    if answer.estimate is None:
        return head + _no_estimate(answer, _)
    lines = [head + _estimate(answer, answer.estimate, _)]
    if answer.naive:
        naive = _(
            "{label}: {estimate} (simple average, not to be used)",
            label=sentence_about(answer.scope.role, answer.naive.label, _),
            estimate=_.number(answer.naive.interval.estimate, answer.metric.digits),
        )
        lines.append(f"  {naive}")
    lines += [f"  {line}" for line in _planned(answer, _)]
    if answer.keys and answer.keys.used:
        lines += [f"  {line}" for line in key_lines(answer, _)]
    return "\n".join(lines)


def key_lines(answer: ReleasedAnswer, _: Locale) -> list[str]:
    """Return sentences about the matching keys: those used, their cost, and those not used."""
    use = answer.keys
    if use is None:
        return []
    lines = [_(USUAL_TRAITS if answer.metric.shape == "panel" else USUAL_KEYS)]
    if use.used:
        lines = [filled(USED_KEYS, {"keys": key_titles(use.used)}, _)]
    if use.shares:
        usual, *further = use.shares
        lines.append(_(WITH_USUAL, share=_.percent(usual)))
        lines += [
            _(WITH_KEY, key=_(title), share=_.percent(share))
            for title, share in zip(key_titles(use.used), further, strict=True)
        ]
    if use.unused:
        names = key_titles(key.name for key in use.unused)
        lines.append(filled(UNUSED_KEYS, {"keys": names}, _))
    return lines


def _planned(answer: ReleasedAnswer, _: Locale) -> list[str]:
    """Return the interval for repeated looks, and whether the figure was planned."""
    if answer.metric.shape == "total" or answer.adjusted:
        return []
    said = []
    if answer.sequence is not None:
        low, high = (
            _.signed(end, answer.metric.digits)
            for end in (answer.sequence.low, answer.sequence.high)
        )
        said.append(_("Had you looked every month: between {low} and {high}", low=low, high=high))
    standing = answer.standing
    return [*said, f"{standing.title(_)}: {standing.reason(_)}"]


def titled(answer: ReleasedAnswer, _: Locale) -> str:
    """Return the metric's title, with "of mentors" if the answer is about them."""
    title = _(answer.metric.title)
    return _("{title} of mentors", title=title) if answer.scope.role == MENTOR else title


def filled(text: str, values: Mapping[str, object], _: Locale, digits: int = 1) -> str:
    """Return a sentence with its values as the reader writes numbers.

    Whole numbers have no decimals, others have `digits`. A tuple of texts is listed, `Euros` are
    written as money.
    """
    return _(text, **{name: _value(value, digits, _) for name, value in values.items()})


def _no_estimate(answer: ReleasedAnswer, _: Locale) -> str:
    if answer.direction == "counted":
        return _("There is nothing to count yet.")
    sentences = [_("Cannot tell yet.")]
    sentences += [
        filled(check.text, check.values, _) for check in answer.checks if check.passed is False
    ]
    if answer.needed:
        sentences.append(_(NEEDED[answer.scope.role], n=_.number(answer.needed)))
    return " ".join(sentences)


def _estimate(answer: ReleasedAnswer, estimate: Interval, _: Locale) -> str:
    metric = answer.metric
    unit = _("of {part}", part=_(metric.part)) if metric.part else _(metric.unit)
    middle, low, high = (
        _.percent(end) if metric.part else _.number(end, metric.digits)
        for end in (estimate.estimate, estimate.low, estimate.high)
    )
    title = titled(answer, _)
    if answer.verdict is not None and answer.verdict.word == CONTRADICTED:
        return _(CONTRADICTED_FIGURE, title=title, unit=unit, estimate=middle, low=low, high=high)
    if estimate.low == estimate.high:  # a sum without bounds of its own
        return _("{title}: {estimate} {unit}", title=title, unit=unit, estimate=middle)
    return _(
        "{title}: {estimate} {unit}, between {low} and {high}",
        title=title,
        unit=unit,
        estimate=middle,
        low=low,
        high=high,
    )


def _value(value: object, digits: int, _: Locale) -> object:
    if isinstance(value, LocalizedError):
        return value.message(_)
    if isinstance(value, Mapping):  # a text that the company gave in both languages
        return value[_.language]
    if isinstance(value, tuple):
        return ", ".join(_(text) for text in value)
    if isinstance(value, str):
        return _(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if isinstance(value, Euros):
        return _.money(value)
    if isinstance(value, Times):
        digits = 1
    return _.number(value, 0 if float(value).is_integer() else digits)
