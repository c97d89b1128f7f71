"""What the draws say: spreads, payback, which numbers swing the result, and what knowing more would
be worth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from metrics.rewards.appraisal import TornadoBar
from metrics.value.draws import QUANTILES, Amount, Quantiles, UncertainNumber, quantiles

HALVED = np.sqrt(
    1 - 0.5**2
)  # what halving a standard error takes off its standard deviation, see `larger_pilot_value`


def quantiles_of_each(figures: Sequence[Amount]) -> list[Quantiles]:
    """The spread of each figure over its draws; of a figure that is not drawn, itself. What stands
    there several times is worked out once.
    """
    known = {id(one): one for one in figures}
    found = {
        key: quantiles(one) if np.ndim(one) else Quantiles(*[float(one)] * len(QUANTILES))
        for key, one in known.items()
    }
    return [found[id(one)] for one in figures]


def payback_months(cost: Sequence[Amount], gain: Sequence[Amount]) -> Amount:
    """Months until the gains so far first equal the costs so far, infinite where they never do
    within the years.

    One entry a year. A year's costs are paid as it begins, its gains come in evenly.
    """
    balance, found = 0.0, np.inf
    for year, (spent, returned) in enumerate(zip(cost, gain, strict=True)):
        owed = np.maximum(spent - balance, 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.where(owed > 0, np.divide(owed, returned), 0.0)
        reached = (part >= 0) & (part <= 1)
        found = np.minimum(found, np.where(reached, 12 * (year + part), np.inf))
        balance = balance + returned - spent
    return found


def tornado_bars(
    numbers: Mapping[str, UncertainNumber],
    used: Sequence[str],
    worth: Callable[[Mapping[str, Amount]], Amount],
) -> tuple[TornadoBar, ...]:
    """One bar for each number in use that has two ends, the widest first; `worth` gives the net
    present value.
    """
    names = [name for name in used if numbers[name].low < numbers[name].high]
    if not names:
        return ()
    values: dict[str, Amount] = {name: numbers[name].base for name in used}
    for i, name in enumerate(names):
        values[name] = np.full(2 * len(names), numbers[name].base)
        values[name][2 * i : 2 * i + 2] = numbers[name].low, numbers[name].high
    ends = np.broadcast_to(worth(values), (2 * len(names),))
    bars = [
        TornadoBar(
            name, numbers[name].low, numbers[name].high, float(ends[2 * i]), float(ends[2 * i + 1])
        )
        for i, name in enumerate(names)
    ]
    return tuple(sorted(bars, key=lambda bar: (-abs(bar.at_high - bar.at_low), bar.name)))


def perfect_information_value(npv: np.ndarray) -> float:
    """The expected value of perfect information about go or no-go, in euros: what a sure answer
    would be worth at most.

    Formula:
        EVPI = E[max(NPV, 0)] − max(E[NPV], 0)

    Source: Raiffa and Schlaifer 1961, Applied Statistical Decision Theory.
    """
    return float(np.mean(np.maximum(npv, 0)) - max(np.mean(npv), 0.0))


def larger_pilot_value(npv: np.ndarray, effects: Sequence[Amount]) -> float:
    """What it is worth, in euros, to measure the effects again until their standard errors are half
    as large.

    Before the pilot its result is not known, only how far it can move the expected net present
    value: with the part of it that the effects explain (a linear regression on their draws, which
    is what the model is in them), drawn in by the root of the share of their variance that the
    pilot takes away. At most `perfect_information_value`; what the pilot costs is not taken off.

    Formula:
        EVSI = E[max(m + √(1 − ½²) (g − m), 0)] − max(m, 0),  m = E[NPV], g = E[NPV | effects]

    Source: Raiffa and Schlaifer 1961, Applied Statistical Decision Theory (preposterior analysis);
    regression on draws after Strong, Oakley and Brennan 2014, Medical Decision Making 34; the
    shrinking after Heath, Manolopoulou and Baio 2018, Medical Decision Making 38.
    """
    varied = [one - one.mean() for one in effects if np.ndim(one)]
    if not varied:
        return 0.0
    mean, design = float(np.mean(npv)), np.stack(varied)
    slopes = np.linalg.lstsq(design @ design.T, design @ (npv - mean), rcond=None)[0]
    return max(
        float(np.mean(np.maximum(mean + HALVED * (slopes @ design), 0.0)) - max(mean, 0.0)), 0.0
    )
