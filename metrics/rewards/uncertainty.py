"""What the draws show: quantiles, payback, the tornado, and the value of knowing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from metrics.rewards.appraisal import TornadoBar
from metrics.value.draws import QUANTILES, Amount, Quantiles, UncertainNumber, Values, quantiles

# what halving a standard error takes off its standard deviation, see `larger_pilot_value`
HALVED = np.sqrt(1 - 0.5**2)


def quantiles_of_each(figures: Sequence[Amount]) -> list[Quantiles]:
    """Return the quantiles of each figure over its draws; a single number is its own quantiles.

    A figure that occurs several times is worked out once.
    """
    distinct = {id(figure): figure for figure in figures}
    known = {key: _quantiles(figure) for key, figure in distinct.items()}
    return [known[id(figure)] for figure in figures]


def _quantiles(figure: Amount) -> Quantiles:
    if isinstance(figure, np.ndarray) and figure.ndim:
        return quantiles(figure)
    return Quantiles(*[float(figure)] * len(QUANTILES))


def payback_months(cost: Sequence[Amount], gain: Sequence[Amount]) -> Amount:
    """Return the months until the gains so far first equal the costs so far.

    Infinite where they never do within the years. One entry a year: a year's costs are paid as it
    begins, its gains come in evenly.
    """
    balance: Amount = 0.0
    months: Amount = np.inf
    for year, (spent, returned) in enumerate(zip(cost, gain, strict=True)):
        owed = np.maximum(spent - balance, 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.where(owed > 0, np.divide(owed, returned), 0.0)
        reached = (part >= 0) & (part <= 1)
        months = np.minimum(months, np.where(reached, 12 * (year + part), np.inf))
        balance = balance + returned - spent
    return months


def tornado_bars(
    numbers: Mapping[str, UncertainNumber],
    used: Sequence[str],
    worth: Callable[[Values], Amount],
) -> tuple[TornadoBar, ...]:
    """Return one bar for each number in use whose ends differ, the widest first.

    `worth` gives the net present value at one value, or several at once, of each number in `used`.
    """
    names = [name for name in used if numbers[name].low < numbers[name].high]
    if not names:
        return ()
    values: dict[str, Amount] = {name: numbers[name].base for name in used}
    for i, name in enumerate(names):
        ends = np.full(2 * len(names), float(numbers[name].base))
        ends[2 * i] = numbers[name].low
        ends[2 * i + 1] = numbers[name].high
        values[name] = ends
    npv = np.broadcast_to(worth(values), (2 * len(names),))
    bars = [
        TornadoBar(
            name, numbers[name].low, numbers[name].high, float(npv[2 * i]), float(npv[2 * i + 1])
        )
        for i, name in enumerate(names)
    ]
    return tuple(sorted(bars, key=lambda bar: (-abs(bar.at_high - bar.at_low), bar.name)))


def perfect_information_value(npv: np.ndarray) -> float:
    """Return the expected value of perfect information about go or no-go, in euros.

    That is the most a certain answer would be worth.

    Formula:
        EVPI = E[max(NPV, 0)] − max(E[NPV], 0)

    Source: Raiffa and Schlaifer 1961, Applied Statistical Decision Theory.
    """
    return float(np.mean(np.maximum(npv, 0)) - max(np.mean(npv), 0.0))


def larger_pilot_value(npv: np.ndarray, effects: Sequence[Amount]) -> float:
    """Return the value in euros of measuring the effects until their standard errors are halved.

    Before the pilot its result is not known, only how far it can move the expected net present
    value: the part of it that the effects explain (a linear regression on their draws, because the
    model is linear in them), shrunk by the root of the share of their variance that the pilot takes
    away. At most `perfect_information_value`; the cost of the pilot is not deducted.

    Formula:
        EVSI = E[max(m + √(1 − ½²) (g − m), 0)] − max(m, 0),  m = E[NPV], g = E[NPV | effects]

    Source: Raiffa and Schlaifer 1961, Applied Statistical Decision Theory (preposterior analysis);
    regression on draws after Strong, Oakley and Brennan 2014, Medical Decision Making 34; the
    shrinking after Heath, Manolopoulou and Baio 2018, Medical Decision Making 38.
    """
    drawn = [
        effect - effect.mean()
        for effect in effects
        if isinstance(effect, np.ndarray) and effect.ndim
    ]
    if not drawn:
        return 0.0
    mean = float(np.mean(npv))
    design = np.stack(drawn)
    slopes = np.linalg.lstsq(design @ design.T, design @ (npv - mean), rcond=None)[0]
    shrunk = np.maximum(mean + HALVED * (slopes @ design), 0.0)
    return max(float(np.mean(shrunk)) - max(mean, 0.0), 0.0)
