"""How a reward changes who takes part and who meets the hours, against promising nothing.

Not monotonic: a small sum of money that others can see may be worse than none (Gneezy and
Rustichini 2000), and from there more money is better. What is no money works by being given, not by
its worth (Heyman and Ariely 2004): above what is usual for its form, more adds nothing. What money
gains fades when it is given again; what it spoils stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import log

from metrics.i18n import N_
from metrics.value.assumptions import Assumption
from metrics.value.offers import ASSUMED, MeasuredResponse, Offers, measure_offers

__all__ = [
    "Multiplier",
    "RewardResponse",
    "ResponseError",
    "measure_offers",
    "multiplier",
    "predict_response",
]

IN_KIND = ("lunch", "gift", "time_off", "training")
FORMS = ("nothing", "recognition", *IN_KIND, "cash")
CASH = ("response_cash_small", "response_cash_full", "response_cash_step", "response_cash_enough")
PRIVATE, COMPLETION, DECAY = "response_private", "response_completion", "response_cash_decay"
NOTHING = N_("Nothing is promised, so nothing changes.")
Values = Mapping[str, float]


class ResponseError(ValueError):
    """A reward whose response has no meaning, as a sentence."""


@dataclass(frozen=True)
class Multiplier:
    """A multiplier of what happens without a reward (1 is no change), low <= base <= high.

    `measured`: low and high are the 95 % limits of a comparison in the company; otherwise the
    extremes that the assumptions allow. `label` says which in a sentence, with `values`; show it
    wherever the number stands.
    """

    low: float
    base: float
    high: float
    measured: bool = False
    label: str = ASSUMED
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class RewardResponse:
    """What a reward does to `participation` (the share of those invited who accept) and to
    `completion` (the share of pairings that meet the agreed hours), as multipliers of the shares
    without a reward.
    """

    participation: Multiplier
    completion: Multiplier


def predict_response(
    form: str,
    amount: float,
    *,
    public: bool,
    years: float,
    assumptions: Mapping[str, Assumption],
    measured: Offers | None = None,
) -> RewardResponse:
    """The response to a reward of `amount` gross euros each time that was given for `years` years
    before (0: never).

    `measured` (from `measure_offers`) goes before the assumptions, for each of the two, where it
    can be told; what money gains fades there too, at the assumed rate. Completion is meant for a
    reward that depends on the hours. ResponseError for an unknown form, a negative amount or
    negative years.
    """
    if form not in FORMS:
        raise ResponseError(f"There is no reward form '{form}'; choose from {', '.join(FORMS)}.")
    if amount < 0 or years < 0:
        raise ResponseError(
            f"A reward of {amount} euros after {years} years has no meaning: both are zero or more."
        )
    if _is_nothing(form, amount):
        same = Multiplier(1.0, 1.0, 1.0, label=NOTHING)
        return RewardResponse(same, same)

    def participation(values: Values) -> float:
        return multiplier(form, amount, public=public, years=years, values=values)

    def completion(values: Values) -> float:
        return 1 + values[COMPLETION] * (participation(values) - 1)

    found, names = (
        measured.find(form, amount) if measured else None,
        _names(form, public=public, again=years > 0),
    )
    return RewardResponse(
        _change(participation, names, assumptions, found and found.acceptance, form, years),
        _change(
            completion, (*names, COMPLETION), assumptions, found and found.completion, form, years
        ),
    )


def multiplier(form: str, amount: float, *, public: bool, years: float, values: Values) -> float:
    """The curve itself: the multiplier of participation, with one value for each assumption.

    Money: `response_cash_small` up to `response_cash_step` euros, then rising with the logarithm of
    the amount to `response_cash_full` at `response_cash_enough` euros; a gain fades by
    `response_cash_decay` each year. In kind: rising in a line to `response_FORM` at
    `response_FORM_enough` euros, flat above. Where nobody else sees it, `response_private` of what
    recognition gains and of what small money spoils remains.
    """
    if _is_nothing(form, amount):
        return 1.0
    if form in IN_KIND:
        enough = values[f"response_{form}_enough"]
        return 1 + (1.0 if amount >= enough else amount / enough) * (values[f"response_{form}"] - 1)
    seen = 1.0 if public else values[PRIVATE]
    if form == "recognition":
        return 1 + seen * (values["response_recognition"] - 1)
    small = 1 + seen * (values["response_cash_small"] - 1)
    now = small + _risen(amount, values) * (values["response_cash_full"] - small)
    return _faded(now, form, years, values[DECAY])


def _is_nothing(form: str, amount: float) -> bool:
    return form == "nothing" or (amount == 0 and form != "recognition")


def _risen(amount: float, values: Values) -> float:
    """How far money is on its way from small (0) to enough (1)."""
    step, enough = values["response_cash_step"], values["response_cash_enough"]
    if amount >= enough:
        return 1.0
    return 0.0 if amount <= step else log(amount / step) / log(enough / step)


def _faded(value: float, form: str, years: float, decay: float) -> float:
    return 1 + (value - 1) * (1 - decay) ** years if form == "cash" and value > 1 else value


def _names(form: str, *, public: bool, again: bool) -> tuple[str, ...]:
    """The assumptions that move the curve of that form: whether others see it counts where they do
    not, and fading where it was given `again`.
    """
    private = () if public else (PRIVATE,)
    if form == "cash":
        return (*CASH, *((DECAY,) if again else ()), *private)
    return (
        f"response_{form}",
        *(private if form == "recognition" else (f"response_{form}_enough",)),
    )


def _change(
    curve: Callable[[Values], float],
    names: tuple[str, ...],
    assumptions: Mapping[str, Assumption],
    found: MeasuredResponse | None,
    form: str,
    years: float,
) -> Multiplier:
    """What was measured; else the curve at every base, and its extremes, which lie at ends of the
    assumptions because it goes one way in each of them.
    """
    label, values = (found.label, found.values) if found else (ASSUMED, {})
    if found and found.ratio:
        ends = (found.ratio.low, found.ratio.base, found.ratio.high)
        return Multiplier(
            *(_faded(end, form, years, assumptions[DECAY].base) for end in ends),
            True,
            label,
            values,
        )
    usual = {name: one.base for name, one in assumptions.items() if name.startswith("response_")}
    base = curve(usual)
    corners = [
        curve({**usual, **dict(zip(names, corner, strict=True))})
        for corner in product(*({assumptions[name].low, assumptions[name].high} for name in names))
    ]
    return Multiplier(min(corners), base, max(corners), False, label, values)
