"""The appraisal of a scenario: lines of money by year, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field

from metrics.evaluate import CONTRADICTED, Verdict
from metrics.i18n import Message
from metrics.rewards.scenario import Scenario
from metrics.value.draws import Quantiles

CASH = "cash"
CAPACITY = "capacity"
COST = "cost"
GAIN = "gain"


@dataclass(frozen=True)
class MoneyLine:
    """One line of the business case in one year (0 is the first), in euros; costs are positive.

    `name` is one of `cash_flows.LINES`, `side` COST or GAIN, `kind` CASH or CAPACITY (hours that
    are not spent on other work). `base` has every number at its base, `quantiles` are of the draws.
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
    """One bar of the tornado: the net present value with one number at its low and its high end.

    All others are at base. `name` is an assumption's; or `exits:CATEGORY`, `score:CATEGORY`,
    `own:CATEGORY` for a measured effect (no category: that of the company); or `response:CATEGORY`
    for the response to its reward (-1 low, 0 base, 1 high).
    """

    name: str
    low: float
    high: float
    at_low: float
    at_high: float


@dataclass(frozen=True)
class Appraisal:
    """A scenario appraised, in euros.

    `base` holds net, npv, cost, gain, roi, bcr and payback_months with every number at its base;
    None where undefined, e.g. ROI without cost. `pays` is the share of draws with a net present
    value above zero, `expected` their mean.

    `evpi` is the expected value of perfect information about that value, `evsi` the expected value
    of measuring the effects with half their standard error. `swings` are the bars of the tornado,
    the widest first. `replacement` is what the same hours would have cost from outside, never part
    of net. `intangibles` are not expressed in money. `verdict` is what the checks of the effects
    say of it, None for a plan without a category.
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
    verdict: Verdict | None = None

    @property
    def contradicted(self) -> bool:
        """Return whether checks contradict an effect without which the plan is not sure to pay."""
        return self.verdict is not None and self.verdict.word == CONTRADICTED

    @property
    def odds(self) -> float | None:
        """Return `pays`; None for a contradicted plan, about which it says nothing."""
        return None if self.contradicted else self.pays

    def costs_by_category(self) -> dict[str, tuple[float, float, float]]:
        """Return each category's own cost in euros over the plan: base, low and high (95 %).

        What all categories share is left out.
        """
        costs: dict[str, tuple[float, float, float]] = {}
        for line in self.lines:
            if line.side == COST and line.category:
                base, low, high = costs.get(line.category, (0.0, 0.0, 0.0))
                costs[line.category] = (
                    base + line.base,
                    low + line.quantiles.low95,
                    high + line.quantiles.high95,
                )
        return costs
