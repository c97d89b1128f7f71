"""Caveats: what is uncertain, most consequential first, each with what would settle it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.text import answer_text
from dashboard.text.quantities import assumption_value, signed_quantity
from metrics.disclosure import (
    NotShown,
    ReleasedAnswer,
    ReleasedReturn,
    reason_sentence,
    verdict_word,
)
from metrics.evaluate import CONTRADICTED, LEANS
from metrics.i18n import N_, Locale
from metrics.value import Assumption

ENOUGH_COMPARED = 0.9  # share of the mentees; below it a caveat says who is missing
RETENTION_ASSUMPTIONS = ("replacement_cost",)
PERFORMANCE_ASSUMPTIONS = ("score_validity", "performance_value", "performance_years")
DOUBTED = (CONTRADICTED, LEANS)
NEXT_STEP = {
    CONTRADICTED: N_("Do not decide on this figure before the reason is known."),
    LEANS: N_("A lottery among candidates would settle it."),
}
UNDECIDED = ("unclear", "no estimate")  # directions


@dataclass(frozen=True)
class Caveat:
    """Something uncertain, and the next step that would settle it."""

    text: str
    next_step: str


def caveats(
    _: Locale,
    *,
    headlines: Mapping[str, ReleasedAnswer],
    groups: Mapping[str, ReleasedAnswer],
    outcome: ReleasedReturn | NotShown | None,
    assumptions: Mapping[str, Assumption],
    absent: Sequence[str] = (),
    most: int = 3,
) -> list[Caveat]:
    """Return the first `most` caveats.

    Their order: headlines that their own checks contradict or leave leaning, tables that the
    comparison lacks, unclear headlines, the assumption that moves the
    return most, mentees without a comparison, and groups without a clear answer.
    """
    result = [caveat for answer in headlines.values() for caveat in _doubted_headline(answer, _)]
    result += [
        Caveat(_(answer_text.ABSENT_TABLES[table]), _("Load that table.")) for table in absent
    ]
    result += [
        _unclear_headline(answer, _)
        for answer in headlines.values()
        if answer.direction in UNDECIDED
    ]
    result += _decisive_assumption(outcome, assumptions, _)
    for answer in headlines.values():
        result += _not_compared(answer, _)
    result += [
        _unclear_group(name, answer, _)
        for name, answer in groups.items()
        if answer.direction in UNDECIDED
    ]
    return result[:most]


def _doubted_headline(answer: ReleasedAnswer, _: Locale) -> list[Caveat]:
    """Return that the checks contradict an answer or leave it leaning, and the first reason."""
    if answer.verdict is None or answer.verdict.word not in DOUBTED:
        return []
    return [
        Caveat(
            _(
                "{metric}: {word}. {reason}",
                metric=_(answer.metric.title),
                word=verdict_word(answer.verdict, _),
                reason=reason_sentence(answer.verdict.reasons[0], _),
            ),
            _(NEXT_STEP[answer.verdict.word]),
        )
    ]


def _unclear_headline(answer: ReleasedAnswer, _: Locale) -> Caveat:
    question = _(answer.metric.question)
    if answer.estimate is None:
        return Caveat(
            _("{question} Cannot tell yet from these data.", question=question),
            " ".join(answer_text.no_estimate_reasons(answer, _)),
        )
    return Caveat(
        _(
            "{question} The effect may lie anywhere between {low} and {high}.",
            question=question,
            low=signed_quantity(answer.estimate.low, answer.metric, _),
            high=signed_quantity(answer.estimate.high, answer.metric, _),
        ),
        " ".join(answer_text.mentees_needed(answer, _)),
    )


def _decisive_assumption(
    outcome: ReleasedReturn | NotShown | None, assumptions: Mapping[str, Assumption], _: Locale
) -> list[Caveat]:
    """Return the assumption whose low and high end move the return most, in euros."""
    if not isinstance(outcome, ReleasedReturn):
        return []
    effects = (
        (outcome.retention, RETENTION_ASSUMPTIONS),
        (outcome.performance, PERFORMANCE_ASSUMPTIONS),
    )
    swings = []
    for effect, names in effects:
        if effect is None:
            continue
        for name in names:
            assumption = assumptions[name]
            width = assumption.high - assumption.low
            swings.append((abs(effect.median) * width / assumption.base, assumption))
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
                low=assumption_value(widest.low, _),
                high=assumption_value(widest.high, _),
                swing=_.money_short(swing),
            ),
            _("Replace it with your own figure, approved by Finance."),
        )
    ]


def _not_compared(answer: ReleasedAnswer, _: Locale) -> list[Caveat]:
    """Return the main reason why mentees have no comparison, where enough of them have none."""
    share = answer.matched_share
    if answer.estimate is None or share is None or share >= ENOUGH_COMPARED:
        return []
    next_steps = {
        "unmatched": _(
            "Do not mentor everyone of one kind at once. Comparable colleagues then remain "
            "for the comparison."
        ),
        "no_base": _(
            "Review people before they are paired. Anyone with an earlier score can be compared."
        ),
    }
    reasons = [reason for reason in next_steps if reason in answer.dropped]
    if not reasons:
        return []
    main = max(reasons, key=lambda reason: _known_count(answer.dropped[reason]))
    return [
        Caveat(
            _(
                "{metric}: {share} of the mentees could not be compared; they {reason}.",
                metric=_(answer.metric.title),
                share=_.percent(1 - share),
                reason=_(answer_text.DROP_REASONS[main]),
            ),
            next_steps[main],
        )
    ]


def _known_count(count: int | str) -> int:
    """Return a count, or 0 where it is protected and therefore small."""
    return count if isinstance(count, int) else 0


def _unclear_group(name: str, answer: ReleasedAnswer, _: Locale) -> Caveat:
    next_step = (
        _("About {n} mentees in this group would give an answer.", n=_.number(answer.needed))
        if answer.needed
        else " ".join(answer_text.no_estimate_reasons(answer, _))
    )
    return Caveat(_("{group}: not clear yet whether mentoring works there.", group=name), next_step)


def _first_lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
