"""What is said beside an answer that cannot be told, in sentences for pages and the terminal."""

from __future__ import annotations

from metrics.disclosure.released_answers import ReleasedAnswer
from metrics.evaluate import BALANCE_TITLES, Interval
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

BY_LOT = {
    "month": N_(
        "Drawing the mentees again by lot among colleagues of the same month gives a difference at "
        "least as large in {share} of the draws (p = {p})."
    ),
    "keys": N_(
        "Drawing the mentees again by lot among colleagues of the same month, equal in: {keys}, "
        "gives a difference at least as large in {share} of the draws (p = {p})."
    ),
    "period": N_(
        "Drawing the mentees again by lot among colleagues with values in the same periods gives a "
        "difference at least as large in {share} of the draws (p = {p})."
    ),
}
ONE_MENTOR = N_(
    "All mentees have the same mentor, so drawing them again by lot cannot tell the mentor from "
    "chance."
)
BY_CHANCE = N_("So it may be chance.")
RARELY = N_("So chance alone seldom does this. Other reasons why these people were paired may.")
FITTING = N_("Effects between {low} and {high} {unit} fit these draws.")
ALPHA = 0.05


def redrawn_lines(answer: ReleasedAnswer, _: Locale) -> list[str]:
    """Return the test by drawing the pairings again, in one line; empty without one."""
    found = answer.redrawn
    if found is None:
        return []
    if found.mentors == 1:
        return [_(ONE_MENTOR)]
    kind = "period"
    if answer.metric.shape == "time to event":
        kind = "keys" if found.keys else "month"
    said = [
        _(
            BY_LOT[kind],
            keys=", ".join(_(BALANCE_TITLES[key]).lower() for key in found.keys),
            share=_.percent(found.p),
            p=_.number(found.p, 2),
        ),
        _(BY_CHANCE if found.p > ALPHA else RARELY),
    ]
    if found.interval:
        said.append(_(FITTING, **_ends(found.interval, answer, _), unit=_(answer.metric.unit)))
    return [" ".join(said)]


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
