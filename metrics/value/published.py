"""What others have measured about mentoring; never mixed into the company's own figure."""

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


@cache
def studies() -> tuple[Study, ...]:
    """Return all studies, the strongest designs first."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["study"]
    published = [Study(**{**entry, "about": tuple(entry["about"])}) for entry in entries]
    return tuple(sorted(published, key=lambda study: DESIGNS.index(study.design)))


def studies_about(name: str) -> tuple[Study, ...]:
    """Return the studies about that metric or category; empty where none was found."""
    return tuple(study for study in studies() if name in study.about)
