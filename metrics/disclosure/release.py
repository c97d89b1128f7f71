"""The one gate between what is known and what is shown.

Threshold rule: a figure about fewer than 10 people is not shown, and a breakdown needs 10 pairings
and 10 mentors, so that no pair can be told apart. The whole programme is answered from 10 mentees
on. A count below the threshold is "<10". Where one hidden count could be found by subtraction, the
total is rounded up to tens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import singledispatch

from metrics.disclosure.released import (
    Count,
    Released,
    ReleasedAnswer,
    ReleasedAttribution,
    ReleasedEvidence,
    ReleasedHours,
    ReleasedOutcome,
    ReleasedPart,
    ReleasedSecondaryAnalysis,
    ReleasedStep,
)
from metrics.evaluate import Answer, ArmCurve, Check, Evidence, SecondaryAnalysis, TotalPart
from metrics.evaluate.answer import CANNOT_TELL
from metrics.evaluate.evidence import NOTHING
from metrics.i18n import N_
from metrics.scope import SMALLEST_GROUP
from metrics.value import AttributedReturn, Attribution, CategoryHours, MentoringReturn
from metrics.warehouse.engine import Step

TOO_FEW = N_("Not shown to protect privacy: this figure covers fewer than {threshold} people.")
TOO_FEW_MENTORS = N_(
    "Not shown to protect privacy: this figure covers fewer than {threshold} mentors."
)
SMALL = f"<{SMALLEST_GROUP}"
UNTOLD = "–"  # what is not told though ten or more stand behind it
PAY_STEP = 500
COUNTS = {"n", "mentees", "others", "people"}  # names of values that count people


@singledispatch
def release(known: object) -> Released:
    """What may be shown of an Answer, an Outcome or a row of hours. Anything else is refused with a
    TypeError.
    """
    raise TypeError(f"release() does not know {type(known).__name__}; nothing of it may be shown.")


def count(n: int) -> Count:
    """The number, or "<10" for one to nine."""
    return SMALL if 0 < n < SMALLEST_GROUP else n


def untold(counts: Mapping[str, int]) -> set[str]:
    """The parts of a whole that may not be told: those of fewer than ten, and with them the
    smallest of the others as long as they could be found by subtraction.
    """
    hidden = {name for name, n in counts.items() if 0 < n < SMALLEST_GROUP}
    others = sorted(
        (name for name, n in counts.items() if n >= SMALLEST_GROUP),
        key=lambda name: (-counts[name], name),
    )
    while (
        others
        and hidden
        and (len(hidden) == 1 or sum(counts[name] for name in hidden) < SMALLEST_GROUP)
    ):
        hidden.add(others.pop())
    return hidden


@release.register
def _(known: Answer) -> ReleasedAnswer:
    hidden = _why_hidden(known)
    shown = {
        field.name: getattr(known, field.name) for field in fields(Answer) if field.name != "spread"
    }
    small = any(0 < n < SMALLEST_GROUP for n in known.dropped.values())
    shown |= {
        "n_asked": _in_tens(known.n_asked)
        if small and known.n_asked >= SMALLEST_GROUP
        else count(known.n_asked),
        "n_mentees": count(known.n_mentees),
        "n_controls": count(known.n_controls),
        "n_mentors": count(known.n_mentors),
        "matched_share": None
        if known.matched_share is None
        else round(known.matched_share, 2 if small else 6),
        "dropped": {reason: count(n) for reason, n in known.dropped.items()},
        "checks": tuple(map(_check, known.checks)),
        "lines": _lines(known.lines),
        "parts": _parts(known.parts),
    }
    if hidden:
        shown |= {
            "estimate": None,
            "naive": None,
            "companions": {},
            "lines": None,
            "events": {},
            "matched": None,
        }
        shown["verdict"] = known.verdict if known.metric.shape == "total" else CANNOT_TELL
    return ReleasedAnswer(**shown, hidden=hidden)


@release.register
def _(known: Evidence) -> ReleasedEvidence:
    answer = release(known.answer)
    if answer.estimate is None:
        return ReleasedEvidence(answer, NOTHING)
    return ReleasedEvidence(
        answer,
        known.verdict,
        cross_checks=tuple(replace(one, values=_masked(one.values)) for one in known.cross_checks),
        sensitivity=tuple(map(_check, known.sensitivity)),
        balance=tuple(row for row in known.balance if row.n_mentees >= SMALLEST_GROUP),
        overlap=tuple(map(_check, known.overlap)),
        power=known.power,
    )


@release.register
def _(known: SecondaryAnalysis) -> ReleasedSecondaryAnalysis:
    if known.estimate is not None and min(known.n_mentees, known.n_others) < SMALLEST_GROUP:
        reason = {"reason": TOO_FEW, "threshold": SMALLEST_GROUP}
        return ReleasedSecondaryAnalysis(
            replace(known, estimate=None, values=_masked(known.values) | reason)
        )
    if known.estimate is not None and known.values.get("mentors", SMALLEST_GROUP) < SMALLEST_GROUP:
        kept = {name: value for name, value in known.values.items() if not isinstance(value, float)}
        reason = {"reason": TOO_FEW_MENTORS, "threshold": SMALLEST_GROUP, "mentors": SMALL}
        return ReleasedSecondaryAnalysis(replace(known, estimate=None, values=kept | reason))
    return ReleasedSecondaryAnalysis(replace(known, values=_masked(known.values)))


@release.register
def _(known: Step) -> ReleasedStep:
    return ReleasedStep(known.name, known.grain, count(known.rows), known.sql)


@release.register
def _(known: CategoryHours) -> ReleasedHours:
    enough = known.pairings >= SMALLEST_GROUP and (
        not known.category or known.mentors >= SMALLEST_GROUP
    )
    return ReleasedHours(
        known.category,
        count(known.pairings),
        count(known.mentors),
        known.hours if enough else None,
        known.inside if enough else None,
        known.outside if enough else None,
    )


@release.register
def _(known: MentoringReturn) -> ReleasedOutcome:
    if known.mentees < SMALLEST_GROUP:
        return ReleasedOutcome(None, hidden=TOO_FEW)
    salary = round(known.salary / PAY_STEP) * PAY_STEP
    return ReleasedOutcome(replace(known, salary=salary), salary=salary)


@release.register
def _(known: Attribution) -> ReleasedAttribution:
    counts = [n for part in known.parts for n in (*part.pairings.values(), *part.mentors.values())]
    small = any(0 < n < SMALLEST_GROUP for n in counts)
    return ReleasedAttribution(
        replace(known, parts=tuple(_attributed(part, small) for part in known.parts))
    )


def _attributed(part: AttributedReturn, rounded: bool) -> AttributedReturn:
    """The part with only those of its two effects that enough pairings and mentors stand behind."""
    enough = {
        name: min(part.pairings[name], part.mentors[name]) >= SMALLEST_GROUP
        for name in part.pairings
    }
    pairings, mentors = (
        {
            name: _in_tens(n) if rounded and n >= SMALLEST_GROUP else count(n)
            for name, n in counts.items()
        }
        for counts in (part.pairings, part.mentors)
    )
    shown = {name: getattr(part, name) if told else None for name, told in enough.items()}
    return replace(
        part,
        **shown,
        gain=part.gain if all(enough.values()) else None,
        pairings=pairings,
        mentors=mentors,
    )


def _in_tens(n: int) -> int:
    return -(-n // 10) * 10


def _why_hidden(known: Answer) -> str:
    if known.metric.shape == "total":
        return TOO_FEW if known.parts and known.parts[0].n < SMALLEST_GROUP else ""
    if known.estimate is None:
        return ""
    if min(known.n_mentees, known.n_controls) < SMALLEST_GROUP:
        return TOO_FEW
    return TOO_FEW_MENTORS if known.scope.where and known.n_mentors < SMALLEST_GROUP else ""


def _check(check: Check) -> Check:
    """Counts of people and events below the threshold as text; thresholds themselves stay."""
    return replace(check, values=_masked(check.values))


def _masked(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: count(value)
        if name in COUNTS and isinstance(value, int) and not isinstance(value, bool)
        else value
        for name, value in values.items()
    }


def _lines(lines: tuple[ArmCurve, ArmCurve] | None) -> tuple[ArmCurve, ArmCurve] | None:
    """The curves as far as both arms have the threshold at risk."""
    if lines is None:
        return None
    months = sum(
        1
        for both in zip(*(line.at_risk for line in lines), strict=True)
        if min(both) >= SMALLEST_GROUP
    )
    return tuple(ArmCurve(line.survival[:months], line.at_risk[:months]) for line in lines)


def _parts(parts: tuple[TotalPart, ...]) -> tuple[ReleasedPart, ...]:
    """The parts by each key; the whole, which has none, is told where enough stand behind it."""
    out = {
        key: untold({part.value: part.n for part in parts if part.key == key})
        for key in {one.key for one in parts}
    }
    return tuple(_part(part, part.value not in out[part.key]) for part in parts)


def _part(part: TotalPart, told: bool) -> ReleasedPart:
    if told and part.n >= SMALLEST_GROUP:
        return ReleasedPart(
            part.key, part.value, part.numerator, part.denominator, part.low, part.high, part.n
        )
    return ReleasedPart(
        part.key,
        part.value,
        None,
        None,
        None,
        None,
        count(part.n) if part.n < SMALLEST_GROUP else UNTOLD,
    )
