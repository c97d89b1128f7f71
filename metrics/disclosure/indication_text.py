"""An indication in sentences, for pages and the terminal."""

from __future__ import annotations

from metrics.disclosure.released_answers import ReleasedAnswer
from metrics.evaluate import Interval
from metrics.i18n import N_, Locale
from metrics.scope import SMALLEST_GROUP

INDICATION_TITLE = N_("An indication, with published evidence")
RANGE = N_("With published evidence: between {low} and {high} {unit}.")
RANGE_IN = N_(
    "With published evidence: between {low} and {high} {unit} in the first {months} months."
)
SHARED = N_("Of this indication, {share} is published evidence and {rest} comes from your data.")
ALL_PUBLISHED = N_("Of this indication, {share} is published evidence.")
ALONE = N_("Published evidence alone says between {low} and {high}.")
NO_ANSWER = N_(
    "This is not a measured answer: the verdict stays as it is, and it is not counted in euros."
)


def indication_lines(answer: ReleasedAnswer, _: Locale) -> list[str]:
    """Return the range, how much of it is published, and what it is not; empty without one."""
    found = answer.indication
    if found is None:
        return []
    unit = _(answer.metric.unit)
    text = RANGE if answer.horizon is None else RANGE_IN
    lines = [_(text, **_ends(found.interval, answer, _), unit=unit, months=answer.horizon)]
    share = _.percent(found.published_share)
    if found.without_own:
        lines[0] += " " + _(ALL_PUBLISHED, share=share)
        lines.append(_(found.without_own, least=SMALLEST_GROUP))
    else:
        lines[0] += " " + _(SHARED, share=share, rest=_.percent(1 - found.published_share))
        lines.append(_(ALONE, **_ends(found.published, answer, _)))
    return [*lines, _(NO_ANSWER)]


def _ends(interval: Interval, answer: ReleasedAnswer, _: Locale) -> dict[str, str]:
    digits = answer.metric.digits
    return {"low": _.signed(interval.low, digits), "high": _.signed(interval.high, digits)}
