"""What others have measured about mentoring, and what that leads to expect of another company.

Never mixed into the company's own figure; `indication.py` puts both together, labelled.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from metrics.inference.pooled_effect import DiscountedEffect, Prior, prior_of

FILE = Path(__file__).parent / "published.toml"
DESIGNS = ("randomised", "as if random", "observational")
GRADES = ("source", "secondary")
LOG_RATE_RATIO = "log rate ratio"
STANDARD_DEVIATIONS = "standard deviations"
UNITS = (LOG_RATE_RATIO, STANDARD_DEVIATIONS)


@dataclass(frozen=True)
class Study:
    """A published finding, with the design and the source behind it.

    `about` lists the metrics and categories it covers. `grade` says whether its source itself was
    read ("source") or a page about it ("secondary").
    """

    name: str
    design: str
    finding: str
    about: tuple[str, ...]
    grade: str
    source: str

    @property
    def causal(self) -> bool:
        """Whether chance, or something as good, decided who was mentored."""
        return self.design != "observational"


@dataclass(frozen=True)
class Effect:
    """The effect that a study reports on a metric, in a unit that can be converted.

    `reported` is what the study says, `conversion` how `estimate` and `se` follow from it, and
    `judgement` why the share `kept`, give or take `kept_sd`, is believed to hold elsewhere.
    """

    study: str
    metric: str
    reported: str
    conversion: str
    estimate: float
    se: float
    kept: float
    kept_sd: float
    judgement: str

    @property
    def discounted(self) -> DiscountedEffect:
        """Return the numbers alone."""
        return DiscountedEffect(self.estimate, self.se, self.kept, self.kept_sd)


@dataclass(frozen=True)
class Expectation:
    """What the published effects on a metric lead to expect of a company that has no data.

    `unit` is one of UNITS. `between_sd`, how much companies differ, is a judgement.
    """

    unit: str
    between_sd: float
    judgement: str
    effects: tuple[Effect, ...]

    @property
    def prior(self) -> Prior:
        """Return it as a distribution, in `unit`."""
        return prior_of([effect.discounted for effect in self.effects], self.between_sd)


@cache
def studies() -> tuple[Study, ...]:
    """Return all studies, the strongest designs first."""
    entries = _file()["study"]
    published = [Study(**{**entry, "about": tuple(entry["about"])}) for entry in entries]
    return tuple(sorted(published, key=lambda study: DESIGNS.index(study.design)))


def studies_about(name: str) -> tuple[Study, ...]:
    """Return the studies about that metric or category; empty where none was found."""
    return tuple(study for study in studies() if name in study.about)


@cache
def expectation(metric: str) -> Expectation | None:
    """Return what is expected of a metric before a company has data; None where nothing is."""
    between = _file()["between"].get(metric)
    if between is None:
        return None
    effects = (Effect(**entry) for entry in _file()["effect"] if entry["metric"] == metric)
    return Expectation(between["unit"], between["sd"], between["judgement"], tuple(effects))


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
