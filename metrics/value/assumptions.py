"""The numbers that are not measured: each with low, base, high, unit, source and grade; a company
may override them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).parent / "assumptions.toml"
GRADES = ("source", "secondary", "derived", "judgement")
ENDS = ("low", "base", "high")
OWNERS = ("finance", "hr", "programme")


class AssumptionError(ValueError):
    """An assumption that cannot be used, as a sentence."""


@dataclass(frozen=True)
class Assumption:
    """A number that is not measured; low <= base <= high, in `unit`. `owner` is who answers for it,
    one of OWNERS.
    """

    name: str
    meaning: str
    unit: str
    low: float
    base: float
    high: float
    grade: str
    source: str
    owner: str = "finance"

    def __post_init__(self) -> None:
        if not self.low <= self.base <= self.high:
            raise AssumptionError(
                f"Assumption {self.name}: low {self.low}, base {self.base} and high {self.high} "
                "must be in that order."
            )
        if self.grade not in GRADES:
            raise AssumptionError(
                f"Assumption {self.name}: grade '{self.grade}' is not one of {', '.join(GRADES)}."
            )
        if self.owner not in OWNERS:
            raise AssumptionError(
                f"Assumption {self.name}: owner '{self.owner}' is not one of {', '.join(OWNERS)}."
            )

    def draws(self, rng: np.random.Generator, n: int) -> np.ndarray:
        """`n` draws from the PERT distribution of low, base and high (a beta that favours the
        base).
        """
        width = self.high - self.low
        if width == 0:
            return np.full(n, self.base)
        a, b = 1 + 4 * (self.base - self.low) / width, 1 + 4 * (self.high - self.base) / width
        return self.low + width * rng.beta(a, b, n)


@cache
def default_assumptions() -> Mapping[str, Assumption]:
    """The defaults that come with the product, by name."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: Assumption(name=name, **values) for name, values in content.items()}


def load_assumptions(
    own: Mapping[str, Mapping[str, object]] | None = None,
) -> dict[str, Assumption]:
    """The defaults with a company's own values on top (`{"outside_rate": {"base": 140, "source":
    "tender"}}`).

    A company's own value without a grade is marked as judgement, and without a source as the
    company's own.
    """
    found = dict(default_assumptions())
    for name, values in (own or {}).items():
        if name not in found:
            raise AssumptionError(
                f"There is no assumption '{name}'; choose from {', '.join(sorted(found))}."
            )
        if strangers := set(values) - {*ENDS, "source", "grade", "owner"}:
            raise AssumptionError(
                f"Assumption {name}: {', '.join(sorted(strangers))} is not known here."
            )
        changed = {"source": "stated by the company", "grade": "judgement", **values}
        if "base" in values:
            changed = {"low": values["base"], "high": values["base"], **changed}
        found[name] = replace(found[name], **changed)
    return found


def run_values(assumptions: Mapping[str, Assumption]) -> dict[str, float]:
    """The assumptions that a metric's SQL may use, as columns of the one-row view `run`."""
    rate = assumptions["outside_rate"]
    return {"outside_rate_low": rate.low, "outside_rate": rate.base, "outside_rate_high": rate.high}
