"""What is not sure, in order of what it would change, each with what would settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.text import sentences
from metrics.disclosure import ReleasedAnswer, ReleasedOutcome
from metrics.i18n import Locale
from metrics.value import Assumption

ENOUGH_COMPARED = 0.9
RETENTION, PERFORMANCE = (
    ("replacement_cost",),
    ("score_validity", "performance_value", "performance_years"),
)


@dataclass(frozen=True)
class Caveat:
    """One thing that is not sure, and what would settle it."""

    says: str
    settle: str


def caveats(
    _: Locale,
    *,
    headlines: Mapping[str, ReleasedAnswer],
    groups: Mapping[str, ReleasedAnswer],
    outcome: ReleasedOutcome | None,
    assumptions: Mapping[str, Assumption],
    absent: Sequence[str] = (),
    most: int = 3,
) -> list[Caveat]:
    """At most `most` doubts: tables absent from the comparison, unclear headlines, the assumption
    that moves the return most, who could not be compared, groups that cannot be told.
    """
    found = [Caveat(_(sentences.ABSENT[table]), _("Load that table.")) for table in absent]
    found += [
        _unclear(answer, _)
        for answer in headlines.values()
        if answer.verdict in ("unclear", "cannot tell yet")
    ]
    found += _leaning(outcome, assumptions, _)
    found += [
        _left_out(answer, _)
        for answer in headlines.values()
        if answer.estimate
        and answer.matched_share is not None
        and answer.matched_share < ENOUGH_COMPARED
    ]
    found += [
        _unclear_group(name, answer, _)
        for name, answer in groups.items()
        if answer.verdict in ("unclear", "cannot tell yet")
    ]
    return found[:most]


def _unclear(answer: ReleasedAnswer, _: Locale) -> Caveat:
    asked = _(answer.metric.question)
    if answer.estimate is None:
        return Caveat(
            _("{question} Cannot tell yet from these data.", question=asked),
            " ".join(sentences.why_not(answer, _)),
        )
    return Caveat(
        _(
            "{question} The effect may lie anywhere between {low} and {high}.",
            question=asked,
            low=sentences.signed(answer.estimate.low, answer.metric, _),
            high=sentences.signed(answer.estimate.high, answer.metric, _),
        ),
        " ".join(sentences.needed(answer, _)),
    )


def _leaning(
    outcome: ReleasedOutcome | None, assumptions: Mapping[str, Assumption], _: Locale
) -> list[Caveat]:
    """The assumption whose low and high end move the return most, in euros."""
    if outcome is None or outcome.outcome is None:
        return []
    parts = ((outcome.outcome.retention, RETENTION), (outcome.outcome.performance, PERFORMANCE))
    swings = [
        (abs(part.median) * (one.high - one.low) / one.base, one)
        for part, names in parts
        if part is not None
        for one in (assumptions[name] for name in names)
    ]
    if not swings:
        return []
    swing, widest = max(swings, key=lambda pair: pair[0])
    return [
        Caveat(
            _(
                (
                    "The return depends most on one assumption: {meaning} ({low} to {high} "
                    "{unit}). Across that range, the return changes by {swing}."
                ),
                meaning=_first_lower(_(widest.meaning)),
                unit=_(widest.unit),
                low=sentences.assumed(widest.low, _),
                high=sentences.assumed(widest.high, _),
                swing=_.money_short(swing),
            ),
            _("Replace it with your own figure, approved by Finance."),
        )
    ]


def _left_out(answer: ReleasedAnswer, _: Locale) -> Caveat:
    main = max(
        (fate for fate in ("unmatched", "no_base") if fate in answer.dropped),
        key=lambda fate: answer.dropped[fate] if isinstance(answer.dropped[fate], int) else 0,
    )
    settle = {
        "no_base": _(
            "Review people before they are paired. Anyone with an earlier score can be compared."
        ),
        "unmatched": _(
            "Do not mentor everyone of one kind at once. Comparable colleagues then remain "
            "for the comparison."
        ),
    }[main]
    return Caveat(
        _(
            "{metric}: {share} of the mentees could not be compared; they {reason}.",
            metric=_(answer.metric.title),
            share=_.percent(1 - answer.matched_share),
            reason=_(sentences.DROPPED[main]),
        ),
        settle,
    )


def _unclear_group(name: str, answer: ReleasedAnswer, _: Locale) -> Caveat:
    says = _("{group}: not clear yet whether mentoring works there.", group=name)
    settle = (
        _("About {n} mentees in this group would give an answer.", n=_.number(answer.needed))
        if answer.needed
        else " ".join(sentences.why_not(answer, _))
    )
    return Caveat(says, settle)


def _first_lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
