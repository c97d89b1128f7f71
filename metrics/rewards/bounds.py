"""What an assumption may be: numbers outside it break the model, or turn a cost into a gain without
a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import inf, isfinite

from metrics.i18n import N_
from metrics.rewards.scenario import Fault, Scenario
from metrics.value.assumptions import Assumption

PARTS = (
    "share",
    "share a year",
    "share of people",
    "share of points",
    "share of employees",
)  # units of at most 1
SIGNED = ("standard deviations",)  # units of what may be a loss
OWN = {"productive_hours": (1.0, 8_784.0), "response_cash_step": (0.01, inf)}
POINTS = tuple(
    f"precedent_{name}" for name in ("repeated", "unwritten", "formula", "open", "circle", "cash")
)
RISING = (
    ("precedent_chance_low", "precedent_chance_middle", "precedent_chance_high"),
    ("precedent_middle_from", "precedent_high_from"),
)
BETWEEN = N_("{value} is not between {low} and {high}.")
AMOUNT = N_("{value} is not a valid amount; enter zero or more.")
NO_POINTS = N_("The points of the precedent score card must not all be zero.")
Ends = tuple[float, float, float]


def assumption_faults(
    scenario: Scenario, assumptions: Mapping[str, Assumption]
) -> tuple[Fault, ...]:
    """A fault for each assumption in force that has no meaning: below zero, a share above one,
    without end, or a lower band of the precedent card above a higher one. The scenario's own are in
    order (`scenario.faults`).
    """
    now = {name: (one.low, one.base, one.high) for name, one in assumptions.items()}
    now |= {name: ends for name, *ends in scenario.assumptions if name in assumptions}
    alone = tuple(
        fault for name, ends in now.items() for fault in _alone(name, ends, assumptions[name].unit)
    )
    return alone or tuple(_card(now))


def _alone(name: str, ends: Ends, unit: str) -> Iterator[Fault]:
    low, high = OWN.get(name, (-inf if unit in SIGNED else 0.0, 1.0 if unit in PARTS else inf))
    for value in ends:
        if isfinite(value) and low <= value <= high:
            continue
        limited = isfinite(low) and isfinite(high)
        yield Fault(
            f"assumptions.{name}",
            BETWEEN if limited else AMOUNT,
            {"value": value, **({"low": low, "high": high} if limited else {})},
        )
        return


def _card(now: Mapping[str, Ends]) -> Iterator[Fault]:
    if all(name in now for name in POINTS) and not any(now[name][1] for name in POINTS):
        yield Fault(f"assumptions.{POINTS[0]}", NO_POINTS)
    for names in RISING:
        for lower, higher in pairwise(name for name in names if name in now):
            for value, most in zip(now[lower], now[higher], strict=True):
                if value > most:
                    yield Fault(
                        f"assumptions.{lower}", BETWEEN, {"value": value, "low": 0, "high": most}
                    )
                    break
