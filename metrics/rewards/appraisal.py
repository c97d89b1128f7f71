"""What a scenario costs and returns: lines of money by year, and what follows from them with its
uncertainty.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from metrics.i18n import Message
from metrics.rewards.scenario import Scenario
from metrics.value.draws import Quantiles

CASH, CAPACITY = "cash", "capacity"
COST, GAIN = "cost", "gain"


@dataclass(frozen=True)
class MoneyLine:
    """One line of the business case in one year (0 is the first), in euros, never negative for a
    cost.

    `name` is one of the line names of `model.py` (mentor time, reward, exits avoided, ...), `side`
    COST or GAIN, `kind` CASH or CAPACITY (hours that are not spent on other work). `base` is with
    every number at its base; `spread` over the draws.
    """

    name: str
    category: str
    side: str
    kind: str
    year: int
    base: float
    quantiles: Quantiles


@dataclass(frozen=True)
class TornadoBar:
    """One bar of the tornado: the net present value with one number at its low and at its high end,
    others at base.

    `name` is an assumption's, or `exits:CATEGORY`, `score:CATEGORY`, `own:CATEGORY` for a measured
    effect (no category: that of the company), or `response:CATEGORY` for the response to its reward
    (-1 low, 0 base, 1 high).
    """

    name: str
    low: float
    high: float
    at_low: float
    at_high: float


@dataclass(frozen=True)
class Appraisal:
    """A scenario appraised. `base` holds the same figures with every number at its base (net, npv,
    cost, gain, roi, bcr, payback_months; None where undefined, e.g. ROI without cost). `pays`:
    share of draws with net present value above zero, `expected`: their mean. `evpi`: the
    expected value of perfect information about it (EVPI), euros; `evsi`: that of measuring
    the effects with half their standard error. `replacement`: what the same hours would have cost
    from outside, never part of net. `intangibles` are not in money.
    """

    scenario: Scenario
    lines: tuple[MoneyLine, ...]
    base: dict[str, float | None]
    net: Quantiles
    npv: Quantiles
    cost: Quantiles
    gain: Quantiles
    roi: Quantiles | None
    bcr: Quantiles | None
    payback_months: Quantiles | None
    pays: float
    evpi: float
    swings: tuple[TornadoBar, ...]
    replacement: Quantiles
    notes: tuple[Message, ...] = ()
    intangibles: tuple[str, ...] = field(default_factory=tuple)
    evsi: float = 0.0
    expected: float = 0.0

    def costs_by_category(self) -> dict[str, tuple[float, float, float]]:
        """Each category's own cost in euros over the plan: base, low and high; what all categories
        share is left out.
        """
        found: dict[str, tuple[float, float, float]] = {}
        for line in self.lines:
            if line.side == COST and line.category:
                base, low, high = found.get(line.category, (0.0, 0.0, 0.0))
                spread = line.quantiles
                found[line.category] = (
                    base + line.base,
                    low + spread.low95,
                    high + spread.high95,
                )
        return found
