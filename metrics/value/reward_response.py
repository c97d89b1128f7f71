"""How a reward changes who takes part and who meets the hours, compared with promising nothing.

The response to money is not monotonic: a small sum that others can see may work less well than none
(Gneezy and Rustichini 2000), and from there more money works better. A reward in kind works by
being given, not by its worth (Heyman and Ariely 2004): above what is usual for its form, more adds
nothing. A gain from money fades when the money is given again; a loss from it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import log

from metrics.i18n import N_, LocalizedError
from metrics.value.assumptions import Assumption
from metrics.value.offers import ASSUMED, MeasuredResponse, Offers
from metrics.value.reward_cost import FORMS

IN_KIND = ("lunch", "gift", "time_off", "training")
CASH = ("response_cash_small", "response_cash_full", "response_cash_step", "response_cash_enough")
PRIVATE = "response_private"
COMPLETION = "response_completion"
DECAY = "response_cash_decay"
NOTHING = N_("Nothing is promised, so nothing changes.")
BaseValues = Mapping[str, float]  # one value for each assumption, by name


class ResponseError(LocalizedError):
    """A reward that cannot have a response."""


@dataclass(frozen=True)
class Multiplier:
    """A multiplier of what happens without a reward (1 is no change), low <= base <= high.

    `measured`: low and high are the 95 % limits of a comparison in the company; otherwise the
    extremes that the assumptions allow. `label` says which in a sentence, with `values`; it belongs
    wherever the number is shown.
    """

    low: float
    base: float
    high: float
    measured: bool = False
    label: str = ASSUMED
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class RewardResponse:
    """What a reward does to two shares, as multipliers of the shares without a reward.

    `participation`: those invited who accept. `completion`: pairings that meet the agreed hours.
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
    """Return the response to a reward of `amount` gross euros each time.

    `years`: for how many years the reward was given before (0: never). `measured` (from
    `measure_offers`) precedes the assumptions for each of the two shares where it has a ratio; a
    gain from money fades there too, at the assumed rate. Completion is meant for a reward that
    depends on the hours. Raise ResponseError for an unknown form and for a negative amount or
    number of years.
    """
    if form not in FORMS:
        raise ResponseError(
            N_("There is no reward form '{form}'; choose from {known}."),
            form=form,
            known=", ".join(FORMS),
        )
    if amount < 0 or years < 0:
        raise ResponseError(
            N_(
                "A reward of {amount} euros after {years} years is not possible: both must be "
                "zero or more."
            ),
            amount=amount,
            years=years,
        )
    if _is_nothing(form, amount):
        unchanged = Multiplier(1.0, 1.0, 1.0, label=NOTHING)
        return RewardResponse(unchanged, unchanged)

    def participation(values: BaseValues) -> float:
        return multiplier(form, amount, public=public, years=years, values=values)

    def completion(values: BaseValues) -> float:
        return 1 + values[COMPLETION] * (participation(values) - 1)

    def fade(ratio: float) -> float:
        return _faded(ratio, form, years, assumptions[DECAY].base)

    names = _names(form, public=public, again=years > 0)
    offer = measured.find(form, amount) if measured else None
    acceptance = offer.acceptance if offer else None
    completed = offer.completion if offer else None
    return RewardResponse(
        _multiplier(participation, names, assumptions, acceptance, fade),
        _multiplier(completion, (*names, COMPLETION), assumptions, completed, fade),
    )


def multiplier(
    form: str, amount: float, *, public: bool, years: float, values: BaseValues
) -> float:
    """Return the multiplier of participation, with one value for each assumption.

    Money: `response_cash_small` up to `response_cash_step` euros, then rising with the logarithm of
    the amount to `response_cash_full` at `response_cash_enough` euros; a gain fades by
    `response_cash_decay` each year. In kind: rising in a straight line to `response_FORM` at
    `response_FORM_enough` euros, flat above. Where nobody else sees the reward, the share
    `response_private` remains of the gain from recognition and of the loss from small money.
    """
    if _is_nothing(form, amount):
        return 1.0
    if form in IN_KIND:
        enough = values[f"response_{form}_enough"]
        return 1 + (1.0 if amount >= enough else amount / enough) * (values[f"response_{form}"] - 1)
    visible = 1.0 if public else values[PRIVATE]
    if form == "recognition":
        return 1 + visible * (values["response_recognition"] - 1)
    small = 1 + visible * (values["response_cash_small"] - 1)
    now = small + _risen(amount, values) * (values["response_cash_full"] - small)
    return _faded(now, form, years, values[DECAY])


def _is_nothing(form: str, amount: float) -> bool:
    return form == "nothing" or (amount == 0 and form != "recognition")


def _risen(amount: float, values: BaseValues) -> float:
    """Return how far an amount is on its way from small money (0) to enough (1)."""
    step = values["response_cash_step"]
    enough = values["response_cash_enough"]
    if amount >= enough:
        return 1.0
    return 0.0 if amount <= step else log(amount / step) / log(enough / step)


def _faded(value: float, form: str, years: float, decay: float) -> float:
    """Return a multiplier after so many years; only a gain from money fades."""
    return 1 + (value - 1) * (1 - decay) ** years if form == "cash" and value > 1 else value


def _names(form: str, *, public: bool, again: bool) -> tuple[str, ...]:
    """Return the assumptions that move the curve of that form.

    Visibility counts only where others do not see the reward, fading only where it was given
    `again`.
    """
    private = () if public else (PRIVATE,)
    if form == "cash":
        return (*CASH, *((DECAY,) if again else ()), *private)
    if form == "recognition":
        return (f"response_{form}", *private)
    return (f"response_{form}", f"response_{form}_enough")


def _multiplier(
    curve: Callable[[BaseValues], float],
    names: tuple[str, ...],
    assumptions: Mapping[str, Assumption],
    measured: MeasuredResponse | None,
    fade: Callable[[float], float],
) -> Multiplier:
    """Return the ratio that was measured; else the curve at every base, and its extremes.

    The extremes lie at ends of the assumptions, because the curve is monotonic in each of them.
    """
    label, values = (measured.label, measured.values) if measured else (ASSUMED, {})
    if measured and measured.ratio:
        ratio = measured.ratio
        return Multiplier(fade(ratio.low), fade(ratio.base), fade(ratio.high), True, label, values)
    usual = {
        name: assumption.base
        for name, assumption in assumptions.items()
        if name.startswith("response_")
    }
    corners = [
        curve({**usual, **dict(zip(names, corner, strict=True))})
        for corner in product(*({assumptions[name].low, assumptions[name].high} for name in names))
    ]
    return Multiplier(min(corners), curve(usual), max(corners), False, label, values)
