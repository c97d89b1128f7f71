"""The effect for those who would be paired next, as sentences and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.disclosure.plain_text import filled
from metrics.disclosure.released_answers import ReleasedSecondaryAnalysis
from metrics.i18n import N_, Locale

FOR_NEXT = "for_next"
"""The name of this question among the secondary analyses."""
NOT_ASKED = N_(
    "The effect for those who would be paired next is known only for a time to event about "
    "mentees, where its answer may be shown, and not for a goal group."
)
EFFECT = N_("{about}: {estimate} {unit}, between {low} and {high}.")
NO_EFFECT = N_("{about}: cannot tell. {reason}")


def next_sentences(
    found: Sequence[ReleasedSecondaryAnalysis], digits: int, _: Locale
) -> tuple[str, ...]:
    """Return the effect or why there is none, then how to read it; NOT_ASKED for another question.

    `found` is what `Company.secondary_analyses` gives for FOR_NEXT, `digits` those of the metric.
    """
    if not found:
        return (_(NOT_ASKED),)
    (one,) = found
    about = filled(one.title, one.values, _)
    if one.estimate is None:
        reason = filled(str(one.values["reason"]), one.values, _, digits)
        return (_(NO_EFFECT, about=about, reason=reason),)
    ends = {
        name: _.signed(getattr(one.estimate, name), digits) for name in ("estimate", "low", "high")
    }
    return (
        _(EFFECT, about=about, unit=_(one.unit), **ends),
        filled(one.means, one.values, _, digits),
    )


def next_json(
    found: Sequence[ReleasedSecondaryAnalysis], digits: int, _: Locale
) -> dict[str, object]:
    """Return the same as JSON values; what is not known is null."""
    estimate = found[0].estimate if found else None
    values = found[0].values if found else {}
    return {
        "estimate": estimate.estimate if estimate else None,
        "low": estimate.low if estimate else None,
        "high": estimate.high if estimate else None,
        "people": values.get("people"),
        "percent_with_mentees_on_each_key": values.get("percent"),
        "percent_with_mentees_alike": values.get("alike"),
        "effective_mentees": values.get("size"),
        "text": " ".join(next_sentences(found, digits, _)),
    }
