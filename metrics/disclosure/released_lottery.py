"""Release of what concerns lotteries: the answer by lottery, and lotteries being held.

Names are revealed only by `reveal_lottery`, after the purpose is in the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from metrics.catalog import Metric
from metrics.disclosure.roles import permit
from metrics.disclosure.thresholds import Count, count, is_small
from metrics.evaluate.answer import Check
from metrics.evaluate.lottery_size import LotterySize
from metrics.evaluate.randomised import LotteryAnswer, TraitBalance
from metrics.inference.interval import Interval
from metrics.inference.randomised import LotteryEffect
from metrics.lottery import DrawnEntrant
from metrics.scope import SMALLEST_GROUP
from metrics.store import AuditLog, KeptLottery


@dataclass(frozen=True)
class ReleasedLotteryEffect:
    """An effect by lot with its interval, infinite where it has no end, and its p value."""

    interval: Interval
    p: float
    exact: bool


@dataclass(frozen=True)
class ReleasedLottery:
    """The answer by lottery as shown.

    `by_draw` is the effect of being drawn, `taking_part` that on who got a mentor because they were
    drawn; None where it cannot be estimated. `horizon` is in months, for a panel in periods.
    `variance_share` is the part of the variance that earlier scores took away.
    """

    metric: Metric
    lotteries: int
    drawn: Count
    others: Count
    horizon: int
    by_draw: ReleasedLotteryEffect | None
    by_draw_plain: ReleasedLotteryEffect | None
    taking_part: ReleasedLotteryEffect | None
    variance_share: float | None
    balance: tuple[TraitBalance, ...]
    checks: tuple[Check, ...]
    dropped: Mapping[str, Count]
    trusted: bool


def release_lottery_answer(answer: LotteryAnswer) -> ReleasedLottery:
    """Return the answer by lottery; with fewer than ten in an arm, only that there are too few.

    Shares that would tell of fewer than ten candidates are given in tens of percent.
    """
    small = is_small(answer.drawn) or is_small(answer.others)
    shown = None if small else answer
    part = shown.taking_part if shown else None
    if part is not None and (part.weak or not part.bounded):
        part = None
    return ReleasedLottery(
        answer.metric,
        answer.lotteries,
        count(answer.drawn),
        count(answer.others),
        answer.horizon,
        _effect(shown.by_draw) if shown else None,
        _effect(shown.by_draw_plain) if shown else None,
        _effect(part),
        shown.variance_share if shown else None,
        shown.balance if shown else (),
        tuple(_check(one, answer) for one in answer.checks if not small or one.passed is False),
        {reason: count(n) for reason, n in answer.dropped.items()},
        bool(shown and shown.trusted),
    )


def _effect(effect: LotteryEffect | None) -> ReleasedLotteryEffect | None:
    if effect is None:
        return None
    return ReleasedLotteryEffect(effect.interval, effect.p, effect.exact)


def _check(check: Check, answer: LotteryAnswer) -> Check:
    values = dict(check.values)
    if check.name == "candidates":
        values |= {"n1": count(answer.drawn), "n0": count(answer.others)}
    if isinstance(percent := values.get("percent"), float):
        people = answer.drawn if check.name == "no_shows" else answer.others
        values["percent"] = round(100 * _in_tens(percent / 100, people))
    return Check(check.name, check.passed, check.text, values)


def _in_tens(share: float, people: int) -> float:
    """Return the share, rounded to tens of percent where it or the rest is of fewer than ten."""
    parts = (round(share * people), round((1 - share) * people))
    if any(0 < part < SMALLEST_GROUP for part in parts):
        return round(share, 1)
    return share


@dataclass(frozen=True)
class ReleasedOffer:
    """Who could take part in a lottery of a category, in numbers.

    `places` is the room that `mentors` have, `groups` the groups of the draw and `teams` what draws
    lots if whole teams do. `left_out` counts those who cannot take part, by reason.
    """

    category: str
    candidates: Count
    places: int
    mentors: int
    groups: int
    teams: Count
    left_out: Mapping[str, Count]


@dataclass(frozen=True)
class ReleasedHeld:
    """A lottery as committed to, without names; the last three are None until it is drawn."""

    number: int
    lottery_id: str
    category: str
    candidates: int
    places: int
    clustered: bool
    months: int
    commitment: str
    author: str
    at: datetime
    drawn_on: date | None
    drawn: int | None
    waiting: int | None


@dataclass(frozen=True)
class RevealedLottery:
    """Who was drawn and who waits, for a stated purpose; `proof` is JSON to verify the draw by."""

    held: ReleasedHeld
    result: tuple[DrawnEntrant, ...]
    proof: str


def release_held(kept: KeptLottery) -> ReleasedHeld:
    """Return a lottery without its seed, its list and its names."""
    result = kept.result()
    drawn = sum(one.drawn for one in result)
    return ReleasedHeld(
        kept.number,
        kept.listed.lottery_id,
        kept.listed.category,
        len(kept.listed.entrants),
        kept.listed.places,
        kept.listed.clustered,
        kept.months,
        kept.commitment,
        kept.author,
        kept.at,
        kept.held.drawn_on if kept.held else None,
        drawn if kept.held else None,
        len(result) - drawn if kept.held else None,
    )


def reveal_lottery(
    kept: KeptLottery, *, role: str, log: AuditLog, purpose: str, author: str
) -> RevealedLottery:
    """Return who was drawn, for a role that may see names, once the request is in the log.

    Else reveals nothing and raises RefusedError or StoreError.
    """
    permit("a lottery", role=role, log=log, purpose=purpose, author=author)
    return RevealedLottery(release_held(kept), kept.result(), kept.proof())


def release_lottery_size(size: LotterySize) -> LotterySize:
    """Return the size as it is: spreads over the whole company, of ten people or more."""
    return size
