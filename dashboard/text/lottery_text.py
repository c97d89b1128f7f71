"""Sentences about the answer by lottery. Pure."""

from __future__ import annotations

from math import isfinite

from dashboard.text.quantities import count, signed_bounds, signed_quantity
from metrics.disclosure import ReleasedLottery, ReleasedLotteryEffect
from metrics.i18n import N_, Locale

TITLE = N_("By lottery")
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
P_VALUE = N_("p = {p}, by drawing the lots again {times}.")
ALL_WAYS = N_("in every possible way")
MANY_WAYS = N_("2,000 times")
LESS_SPREAD = N_("Adjusting for earlier scores reduces the variance by {share}.")
DROPPED = {
    "unknown": N_("not in the staff table"),
    "not_employed": N_("not employed on the day of the draw"),
    "already_paired": N_("had a mentor before the draw"),
    "too_recent": N_("drawn too recently to be followed that long"),
}


def effect_line(
    text: str, effect: ReleasedLotteryEffect, answer: ReleasedLottery, _: Locale
) -> str:
    """Return an effect with its range in a sentence of `text`."""
    interval = effect.interval
    amount = signed_quantity(interval.estimate, answer.metric, _)
    if not (isfinite(interval.low) and isfinite(interval.high)):
        return _(DRAWN_OPEN, amount=amount)
    return _(text, amount=amount, bounds=signed_bounds(interval, answer.metric, _))


def verdict_line(answer: ReleasedLottery, _: Locale) -> str:
    """Return in one sentence what the lottery shows; "" without an estimate."""
    if answer.by_draw is None:
        return ""
    if not answer.trusted:
        return _(NOT_USABLE)
    return _(SURE if answer.by_draw.interval.excludes_zero else UNSURE)


def who_line(answer: ReleasedLottery, _: Locale) -> str:
    """Return who was compared, and for how long."""
    text = WHO_PERIODS if answer.metric.shape == "panel" else WHO_MONTHS
    return _(
        text,
        drawn=count(answer.drawn, _),
        others=count(answer.others, _),
        n=_.number(answer.horizon),
    )


def p_line(effect: ReleasedLotteryEffect, _: Locale) -> str:
    """Return the p value and how it was found."""
    return _(P_VALUE, p=_.number(effect.p, 3), times=_(ALL_WAYS if effect.exact else MANY_WAYS))
