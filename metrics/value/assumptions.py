"""The numbers that are not measured, each with low, base, high, unit, source, grade and owner.

`assumptions.toml` holds the defaults; a company may override any of them in its company.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from metrics.i18n import N_, LocalizedError

FILE = Path(__file__).parent / "assumptions.toml"
GRADES = ("source", "secondary", "derived", "judgement")
ENDS = ("low", "base", "high")
OWNERS = ("finance", "hr", "programme")
STATED = N_("stated by the company")


class AssumptionError(LocalizedError):
    """An assumption that cannot be used."""


@dataclass(frozen=True)
class Assumption:
    """A number that is not measured, with low <= base <= high in `unit`.

    `owner` is who answers for it in a company, one of OWNERS; `grade` says how well it is sourced,
    one of GRADES.
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
                N_(
                    "Assumption {name}: low {low}, base {base} and high {high} must be in that "
                    "order."
                ),
                name=self.name,
                low=self.low,
                base=self.base,
                high=self.high,
            )
        for setting, value, allowed in (
            ("grade", self.grade, GRADES),
            ("owner", self.owner, OWNERS),
        ):
            if value not in allowed:
                raise AssumptionError(
                    N_("Assumption {name}: {setting} '{value}' is not one of {allowed}."),
                    name=self.name,
                    setting=setting,
                    value=value,
                    allowed=", ".join(allowed),
                )

    def draws(self, rng: np.random.Generator, n: int) -> np.ndarray:
        """Return `n` draws from the PERT distribution of low, base and high.

        That is a beta distribution between low and high that favours the base.
        """
        width = self.high - self.low
        if width == 0:
            return np.full(n, self.base)
        alpha = 1 + 4 * (self.base - self.low) / width
        beta = 1 + 4 * (self.high - self.base) / width
        return self.low + width * rng.beta(alpha, beta, n)


@cache
def default_assumptions() -> Mapping[str, Assumption]:
    """Return the defaults that come with the product, by name."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: Assumption(name=name, **values) for name, values in content.items()}


def load_assumptions(
    own: Mapping[str, Mapping[str, object]] | None = None,
) -> dict[str, Assumption]:
    """Return the defaults with a company's own values on top, by name.

    `own` is like `{"outside_rate": {"base": 140, "source": "tender"}}`. A base without a low or a
    high has both equal to it. A value without a grade is marked as judgement, and without a source
    as stated by the company. Raise AssumptionError for an unknown name or setting, for what is not
    a number, and for ends that are not in order.
    """
    loaded = dict(default_assumptions())
    for name, values in (own or {}).items():
        if name not in loaded:
            raise AssumptionError(
                N_("There is no assumption '{name}'; choose from {known}."),
                name=name,
                known=", ".join(sorted(loaded)),
            )
        loaded[name] = _with_own_values(loaded[name], values)
    return loaded


def _with_own_values(default: Assumption, own: Mapping[str, object]) -> Assumption:
    if unknown := sorted(set(own) - {*ENDS, "source", "grade", "owner"}):
        raise AssumptionError(
            N_("Assumption {name}: {unknown} is not a setting of an assumption."),
            name=default.name,
            unknown=", ".join(unknown),
        )
    ends = {end: _number(default.name, own[end]) for end in ENDS if end in own}
    if "base" in ends:
        ends = {"low": ends["base"], "high": ends["base"], **ends}
    return replace(
        default,
        low=ends.get("low", default.low),
        base=ends.get("base", default.base),
        high=ends.get("high", default.high),
        source=str(own.get("source", STATED)),
        grade=str(own.get("grade", "judgement")),
        owner=str(own.get("owner", default.owner)),
    )


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise AssumptionError(
            N_("Assumption {name}: '{value}' is not a number."), name=name, value=str(value)
        )
    return float(value)


def run_values(assumptions: Mapping[str, Assumption]) -> dict[str, float]:
    """Return the assumptions that a metric's SQL may read, as columns of the view `run`."""
    rate = assumptions["outside_rate"]
    return {"outside_rate_low": rate.low, "outside_rate": rate.base, "outside_rate_high": rate.high}
