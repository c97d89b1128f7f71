"""What lotteries say of a metric, in sentences for pages, the terminal and exports."""

from __future__ import annotations

from math import isfinite

from metrics.disclosure.plain_text import filled
from metrics.disclosure.released_lottery import ReleasedLottery, ReleasedLotteryEffect
from metrics.i18n import N_, Locale

BY_LOTTERY = N_("By lottery")
TOOK_PART = N_("{amount} for who got a mentor because they were drawn ({bounds}).")
DRAWN = N_("{amount} for being drawn, whether or not a mentor followed ({bounds}).")
DRAWN_OPEN = N_(
    "{amount} for being drawn, whether or not a mentor followed; the draw gives no bound."
)
SURE = N_("Chance alone would rarely give this difference, so it is an effect of the draw.")
UNSURE = N_("Chance alone could give this difference, so an effect is not certain.")
NOT_USABLE = N_("Do not use this figure yet: a check of the lottery failed.")
WHO_MONTHS = N_(
    "{drawn} candidates drawn against {others} not drawn, followed for {n} months from the draw."
)
WHO_PERIODS = N_(
    "{drawn} candidates drawn against {others} not drawn, by their mean over up to {n} review "
    "periods after the draw."
)


def lottery_lines(answer: ReleasedLottery, _: Locale) -> list[str]:
    """Return the answer by lottery: its effects, what they show, who was compared, failed checks.

    Without an effect only why there is none.
    """
    failed = [filled(one.text, one.values, _) for one in answer.checks if one.passed is False]
    if answer.by_draw is None:
        return failed
    return [
        *lottery_effects(answer, _),
        lottery_verdict(answer, _),
        lottery_people(answer, _),
        *failed,
    ]


def lottery_effects(answer: ReleasedLottery, _: Locale) -> list[str]:
    """Return the effect of getting a mentor by the draw where it is known, then of being drawn."""
    effects = ((TOOK_PART, answer.taking_part), (DRAWN, answer.by_draw))
    return [_effect(text, effect, answer, _) for text, effect in effects if effect is not None]


def lottery_verdict(answer: ReleasedLottery, _: Locale) -> str:
    """Return in one sentence what the lottery shows; "" without an estimate."""
    if answer.by_draw is None:
        return ""
    if not answer.trusted:
        return _(NOT_USABLE)
    return _(SURE if answer.by_draw.interval.excludes_zero else UNSURE)


def lottery_people(answer: ReleasedLottery, _: Locale) -> str:
    """Return who was compared, and for how long."""
    text = WHO_PERIODS if answer.metric.shape == "panel" else WHO_MONTHS
    drawn, others = (
        n if isinstance(n, str) else _.number(n) for n in (answer.drawn, answer.others)
    )
    return _(text, drawn=drawn, others=others, n=_.number(answer.horizon))


def _effect(text: str, effect: ReleasedLotteryEffect, answer: ReleasedLottery, _: Locale) -> str:
    interval = effect.interval
    digits = answer.metric.digits
    amount = f"{_.signed(interval.estimate, digits)}\u00a0{_(answer.metric.unit)}"
    if not (isfinite(interval.low) and isfinite(interval.high)):
        return _(DRAWN_OPEN, amount=amount)
    low, high = (
        _.signed(end, digits + (end != 0 and round(end, digits) == 0)).replace(" ", "\u00a0")
        for end in (interval.low, interval.high)
    )
    return _(text, amount=amount, bounds=_("{low} to {high}", low=low, high=high))
