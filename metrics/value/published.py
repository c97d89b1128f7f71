"""What others measured about mentoring, shown beside the company's own figure and never mixed into
it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "published.toml"
DESIGNS = ("randomised", "as if random", "observational")
GRADES = ("source", "secondary")


@dataclass(frozen=True)
class Study:
    """One published finding: what was found, how (`design`), where, and whether its source was seen
    (`grade`).
    """

    name: str
    design: str
    finding: str
    about: tuple[str, ...]
    grade: str
    source: str

    @property
    def causal(self) -> bool:
        """True where chance, or something as good, decided who was mentored."""
        return self.design != "observational"


@cache
def studies() -> tuple[Study, ...]:
    """All of them, the strongest designs first."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["study"]
    found = [Study(**{**entry, "about": tuple(entry["about"])}) for entry in entries]
    return tuple(sorted(found, key=lambda study: DESIGNS.index(study.design)))


def studies_about(name: str) -> tuple[Study, ...]:
    """The studies that speak of that metric or category; empty where nothing is published that was
    seen.
    """
    return tuple(study for study in studies() if name in study.about)
