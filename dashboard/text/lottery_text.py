"""Sentences about the answer by lottery that only its page has. Pure."""

from __future__ import annotations

from metrics.disclosure import ReleasedLotteryEffect
from metrics.i18n import N_, Locale

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


def p_line(effect: ReleasedLotteryEffect, _: Locale) -> str:
    """Return the p value and how it was found."""
    return _(P_VALUE, p=_.number(effect.p, 3), times=_(ALL_WAYS if effect.exact else MANY_WAYS))
