"""Release of answers, of the evidence about them, and of the steps that led to them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.catalog import Metric
from metrics.disclosure.released_indication import ReleasedIndication, release_indication
from metrics.disclosure.standing import UNPLANNED, Standing
from metrics.disclosure.thresholds import (
    NOT_TOLD,
    SMALL,
    TOO_FEW,
    TOO_FEW_MENTORS,
    Count,
    any_small,
    count,
    count_rounded_up,
    masked,
    parts_to_hide,
)
from metrics.evaluate import (
    Answer,
    ArmCurve,
    BalanceRow,
    Check,
    CrossCheck,
    Evidence,
    HiddenTrait,
    Interval,
    NaiveComparison,
    PowerAnalysis,
    RedrawnAnswer,
    SecondaryAnalysis,
    TotalPart,
)
from metrics.evaluate.answer import NO_ESTIMATE, KeyUse, UnusedKey
from metrics.evaluate.verdict import CANNOT_TELL, Reason, Verdict
from metrics.scope import SMALLEST_GROUP, Scope
from metrics.value.indication import Indication
from metrics.warehouse.engine import Step


@dataclass(frozen=True)
class ReleasedPart:
    """One group of a total, of `n` rows; its figures are None if those rows are too few."""

    key: str
    value: str
    numerator: float | None
    denominator: float | None
    low: float | None
    high: float | None
    n: Count


@dataclass(frozen=True)
class ReleasedAnswer:
    """An Answer without anything about fewer people than the threshold (fields as in `Answer`).

    `hidden` is the reason, a sentence key, if privacy and not the data is why there is no estimate.
    `standing` says whether the figure was planned; `Company` fills it in. `indication` is what
    can be said with published evidence while the verdict is "cannot tell", and `redrawn` the test
    for small companies; else None.
    """

    metric: Metric
    scope: Scope
    snapshot: str
    direction: str
    estimate: Interval | None
    naive: NaiveComparison | None
    n_asked: Count
    n_mentees: Count
    n_controls: Count
    n_mentors: Count
    matched_share: float | None
    needed: int | None
    horizon: int | None
    dropped: dict[str, Count]
    checks: tuple[Check, ...]
    assumptions: tuple[str, ...]
    tie_rule: str
    companions: dict[str, Interval]
    lines: tuple[ArmCurve, ArmCurve] | None
    events: dict[int, tuple[float, float]]
    parts: tuple[ReleasedPart, ...]
    adjusted: str = ""
    method: str = "matched"
    matched: Interval | None = None
    sequence: Interval | None = None
    standing: Standing = UNPLANNED
    keys: KeyUse | None = None
    hidden: str = ""
    verdict: Verdict | None = None
    indication: ReleasedIndication | None = None
    redrawn: RedrawnAnswer | None = None


@dataclass(frozen=True)
class ReleasedEvidence:
    """What supports or contradicts a released answer; empty if the answer may not be shown."""

    answer: ReleasedAnswer
    cross_checks: tuple[CrossCheck, ...] = ()
    sensitivity: tuple[Check, ...] = ()
    balance: tuple[BalanceRow, ...] = ()
    overlap: tuple[Check, ...] = ()
    power: PowerAnalysis | None = None
    hidden_trait: HiddenTrait | None = None
    data: tuple[Check, ...] = ()


@dataclass(frozen=True)
class ReleasedSecondaryAnalysis(SecondaryAnalysis):
    """A Related question; its estimate is None, with the reason, if it covers too few people."""


@dataclass(frozen=True)
class ReleasedStep:
    """One table on the way to an answer: its grain, its rows as a count, and its SQL."""

    name: str
    grain: str
    rows: Count
    sql: str


@dataclass(frozen=True)
class IndicatedAnswer:
    """An answer whose verdict is "cannot tell", and what can be said beside it; None where not."""

    answer: Answer
    indication: Indication | None = None
    redrawn: RedrawnAnswer | None = None


def release_indicated_answer(indicated: IndicatedAnswer) -> ReleasedAnswer:
    """Return the answer as `release_answer` does, with what may be shown beside it.

    A test on fewer than ten mentees is not shown.
    """
    found = indicated.indication
    redrawn = indicated.redrawn
    if redrawn is not None and redrawn.mentees < SMALLEST_GROUP:
        redrawn = None
    return replace(
        release_answer(indicated.answer),
        indication=release_indication(found) if found else None,
        redrawn=redrawn,
    )


def release_answer(answer: Answer) -> ReleasedAnswer:
    """Return the answer without figures about fewer people than the threshold."""
    small = any_small(answer.dropped.values())
    share = answer.matched_share
    released = ReleasedAnswer(
        metric=answer.metric,
        scope=answer.scope,
        snapshot=answer.snapshot,
        direction=answer.direction,
        estimate=answer.estimate,
        naive=answer.naive,
        n_asked=count_rounded_up(answer.n_asked, small),
        n_mentees=count(answer.n_mentees),
        n_controls=count(answer.n_controls),
        n_mentors=count(answer.n_mentors),
        matched_share=None if share is None else round(share, 2 if small else 6),
        needed=answer.needed,
        horizon=answer.horizon,
        dropped={reason: count(n) for reason, n in answer.dropped.items()},
        checks=tuple(map(_check, answer.checks)),
        assumptions=answer.assumptions,
        tie_rule=answer.tie_rule,
        companions=dict(answer.companions),
        lines=_lines(answer.lines),
        events=dict(answer.events),
        parts=_parts(answer.parts),
        adjusted=answer.adjusted,
        method=answer.method,
        matched=answer.matched,
        sequence=answer.sequence,
        keys=_keys(answer),
        hidden=_why_hidden(answer),
        verdict=release_verdict(answer.verdict),
    )
    if not released.hidden:
        return released
    return replace(
        released,
        direction=answer.direction if answer.metric.shape == "total" else NO_ESTIMATE,
        estimate=None,
        naive=None,
        companions={},
        lines=None,
        events={},
        matched=None,
        sequence=None,
        verdict=hidden_verdict(released.verdict, released.hidden),
    )


def release_evidence(evidence: Evidence) -> ReleasedEvidence:
    """Return the evidence about an answer; nothing but the answer if that has no estimate."""
    return evidence_about(release_answer(evidence.answer), evidence)


def evidence_about(answer: ReleasedAnswer, evidence: Evidence) -> ReleasedEvidence:
    """Return what may be shown of the evidence, given its released answer."""
    if answer.estimate is None:
        return ReleasedEvidence(answer)
    return ReleasedEvidence(
        answer,
        cross_checks=tuple(
            replace(check, values=masked(check.values)) for check in evidence.cross_checks
        ),
        sensitivity=tuple(map(_check, evidence.sensitivity)),
        balance=tuple(row for row in evidence.balance if row.n_mentees >= SMALLEST_GROUP),
        overlap=tuple(map(_check, evidence.overlap)),
        power=evidence.power,
        hidden_trait=evidence.hidden_trait,
        data=tuple(map(_check, evidence.data)),
    )


def release_verdict(verdict: Verdict | None) -> Verdict | None:
    """Return the verdict with small counts of people in its reasons as text."""
    if verdict is None:
        return None
    reasons = (replace(reason, values=masked(reason.values)) for reason in verdict.reasons)
    return Verdict(verdict.word, tuple(reasons))


def hidden_verdict(verdict: Verdict | None, reason: str) -> Verdict | None:
    """Return the verdict on an answer that may not be shown: only that, and why."""
    if verdict is None:
        return None
    values = {"threshold": SMALLEST_GROUP}
    return Verdict(CANNOT_TELL, (Reason("privacy", "hidden", reason, values),))


def release_secondary_analysis(related: SecondaryAnalysis) -> ReleasedSecondaryAnalysis:
    """Return the question with its estimate, or with the reason why that is not shown."""
    estimate = related.estimate
    values = masked(related.values)
    mentors = related.values.get("mentors", SMALLEST_GROUP)
    if estimate is None:
        pass
    elif min(related.n_mentees, related.n_others) < SMALLEST_GROUP:
        estimate = None
        values |= {"reason": TOO_FEW, "threshold": SMALLEST_GROUP}
    elif isinstance(mentors, int | float) and mentors < SMALLEST_GROUP:
        estimate = None
        values = {
            name: value for name, value in related.values.items() if not isinstance(value, float)
        }
        values |= {"reason": TOO_FEW_MENTORS, "threshold": SMALLEST_GROUP, "mentors": SMALL}
    return ReleasedSecondaryAnalysis(
        name=related.name,
        title=related.title,
        estimate=estimate,
        unit=related.unit,
        means=related.means,
        n_mentees=related.n_mentees,
        n_others=related.n_others,
        weaker=related.weaker,
        values=values,
    )


def release_step(step: Step) -> ReleasedStep:
    """Return the step with its number of rows as a count."""
    return ReleasedStep(step.name, step.grain, count(step.rows), step.sql)


def _keys(answer: Answer) -> KeyUse | None:
    """Return the names of the keys, and the shares in whole percents where enough are behind them.

    How many levels a key has is not told.
    """
    if answer.keys is None:
        return None
    enough = min(answer.n_mentees, answer.n_controls) >= SMALLEST_GROUP
    return replace(
        answer.keys,
        unused=tuple(UnusedKey(key.name, 0) for key in answer.keys.unused),
        shares=tuple(round(share, 2) for share in answer.keys.shares) if enough else (),
    )


def _why_hidden(answer: Answer) -> str:
    if answer.metric.shape == "total":
        return TOO_FEW if answer.parts and answer.parts[0].n < SMALLEST_GROUP else ""
    if answer.estimate is None:
        return ""
    if min(answer.n_mentees, answer.n_controls) < SMALLEST_GROUP:
        return TOO_FEW
    return TOO_FEW_MENTORS if answer.scope.where and answer.n_mentors < SMALLEST_GROUP else ""


def _check(check: Check) -> Check:
    """Return the check with small counts of people and events as text; its limits stay."""
    return replace(check, values=masked(check.values))


def _lines(lines: tuple[ArmCurve, ArmCurve] | None) -> tuple[ArmCurve, ArmCurve] | None:
    """Return the curves up to the last month in which both have the threshold at risk."""
    if lines is None:
        return None
    mentees, others = lines
    months = sum(
        1
        for at_risk in zip(mentees.at_risk, others.at_risk, strict=True)
        if min(at_risk) >= SMALLEST_GROUP
    )
    return _cut(mentees, months), _cut(others, months)


def _cut(line: ArmCurve, months: int) -> ArmCurve:
    return ArmCurve(line.survival[:months], line.at_risk[:months])


def _parts(parts: tuple[TotalPart, ...]) -> tuple[ReleasedPart, ...]:
    """Return the parts by each key; the whole, which has no key, is shown if it has enough rows."""
    hidden = {
        key: parts_to_hide({part.value: part.n for part in parts if part.key == key})
        for key in {part.key for part in parts}
    }
    return tuple(_part(part, part.value in hidden[part.key]) for part in parts)


def _part(part: TotalPart, hidden: bool) -> ReleasedPart:
    if not hidden and part.n >= SMALLEST_GROUP:
        return ReleasedPart(
            part.key, part.value, part.numerator, part.denominator, part.low, part.high, part.n
        )
    n = count(part.n) if part.n < SMALLEST_GROUP else NOT_TOLD
    return ReleasedPart(part.key, part.value, None, None, None, None, n)
