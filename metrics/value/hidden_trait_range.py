"""The return with the range that a hidden trait adds, beside the first range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics.evaluate import HiddenTrait
from metrics.inference.sample_size import YEAR
from metrics.value.draws import quantiles

PRICED_ESTIMATE = {"retention": f"share_{YEAR}", "performance": "estimate"}
"""The estimate of each answer that is turned into money, as `HiddenTrait.biases` names it."""


@dataclass(frozen=True)
class HiddenTraitRange:
    """The return if a hidden trait as strong as the last review flattered, or masked, both effects.

    The ends hold sampling, assumptions and the trait: `gain_low` and `per_euro_low` are those of 95
    % of the draws with the trait's part taken off, `gain_high` and `per_euro_high` with as much put
    on. `pays` is the share of draws that pays with it taken off, `per_euro` the median then.
    `keys` names the recorded trait that each effect is measured by.
    """

    gain_low: float
    gain_high: float
    per_euro_low: float
    per_euro: float
    per_euro_high: float
    pays: float
    keys: Mapping[str, str]


def with_hidden_trait(
    gain: np.ndarray,
    cost: np.ndarray,
    per_unit: Mapping[str, np.ndarray],
    traits: Mapping[str, HiddenTrait | None],
) -> HiddenTraitRange | None:
    """Return the wider range; None where an effect that is priced has no yardstick for a trait.

    `gain` and `cost` are the draws of the first range, which stay as they are. `per_unit` holds the
    draws of what one unit of each priced effect is worth in euros, by metric. The trait is taken to
    be as strong as the last review in both effects at once, and in the worst direction: a bound,
    not a probability, so that its part is added to the ends and not drawn.
    """
    keys: dict[str, str] = {}
    euros = np.zeros(len(gain))
    for name, worth in per_unit.items():
        trait = traits.get(name)
        if trait is None or trait.key is None:
            return None
        by = trait.biases.get(PRICED_ESTIMATE[name], float("inf"))
        if not np.isfinite(by):
            return None
        euros = euros + by * np.abs(worth)
        keys[name] = trait.key
    if not keys:
        return None
    least = quantiles(gain - euros)
    most = quantiles(gain + euros)
    flattered = quantiles((gain - euros) / cost)
    return HiddenTraitRange(
        gain_low=least.low95,
        gain_high=most.high95,
        per_euro_low=flattered.low95,
        per_euro=flattered.median,
        per_euro_high=quantiles((gain + euros) / cost).high95,
        pays=float(np.mean(gain - euros > cost)),
        keys=keys,
    )
