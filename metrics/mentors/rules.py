"""Rules for mentors: what a company requires of them and prefers in pairs.

The shipped values, with a company's own ones on top.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from metrics.i18n import N_, LocalizedError

FILE = Path(__file__).parent / "rules.toml"
POINTS = ("attitude", "knowledge", "skill")


class MentorRulesError(LocalizedError):
    """A rule that is unknown or has a value out of bounds."""


@dataclass(frozen=True)
class Requirements:
    """What is required of a mentor in a category: at least so many points of 5 and hours a month.

    An assessment is valid for `valid_months`. A good performer is among the `best_share` of the
    last reviews.
    """

    attitude: float
    knowledge: float
    skill: float
    capacity: float
    valid_months: float
    best_share: float


@dataclass(frozen=True)
class PairingRules:
    """Rules for pairs: limits, what a pairing usually takes, and points (see rules.toml)."""

    most_mentees: int
    hours: float
    months: int
    waiting_months: int
    same_location: int
    shared_language: int
    other_department: int
    fit: int
    load: int


@dataclass(frozen=True)
class MentorRules:
    """The requirements of mentors, those of categories with their own, and the rules for pairs."""

    requirements: Requirements
    pairing: PairingRules
    by_category: Mapping[str, Requirements] = field(default_factory=dict)

    def requirements_for(self, category: str) -> Requirements:
        """Return what is required of a mentor in that category."""
        return self.by_category.get(category, self.requirements)


REQUIREMENT_NAMES = frozenset(entry.name for entry in fields(Requirements))
PAIRING_NAMES = frozenset(entry.name for entry in fields(PairingRules))
NOT_A_NUMBER = N_(
    "[{where}] in company.toml: {name} = {value} is not a number from {low} to {high}. "
    "Nothing was loaded."
)
NOT_A_WHOLE_NUMBER = N_(
    "[{where}] in company.toml: {name} = {value} is not a whole number from {low} to {high}. "
    "Nothing was loaded."
)
LOWEST = {"hours": 1, "months": 1}
HIGHEST = {**dict.fromkeys(POINTS, 5), "best_share": 1, "most_mentees": 50, "months": 60}


@cache
def shipped_rules() -> MentorRules:
    """Return the rules that come with the product."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return MentorRules(Requirements(**content["requirements"]), PairingRules(**content["pairing"]))


def load_mentor_rules(own: Mapping[str, object] | None = None) -> MentorRules:
    """Return the shipped rules with a company's own on top.

    `own` is like `{"skill": 4, "customers": {"knowledge": 5}}`: a nested table is a category.
    Raises MentorRulesError for an unknown name or a value out of bounds.
    """
    own = own or {}
    shipped = shipped_rules()
    everywhere = {name: value for name, value in own.items() if not isinstance(value, Mapping)}
    rules = _checked(everywhere, REQUIREMENT_NAMES | PAIRING_NAMES, "mentors")
    requirements = replace(
        shipped.requirements, **{name: rules[name] for name in rules if name in REQUIREMENT_NAMES}
    )
    pairing = replace(
        shipped.pairing, **{name: rules[name] for name in rules if name in PAIRING_NAMES}
    )
    by_category = {}
    for category, values in own.items():
        if isinstance(values, Mapping):
            own_rules = _checked(values, REQUIREMENT_NAMES, f"mentors.{category}")
            by_category[category] = replace(requirements, **own_rules)
    return MentorRules(requirements, pairing, by_category)


def _checked(values: Mapping[str, object], names: frozenset[str], section: str) -> dict[str, Any]:
    """Return the values if each has a known name and is a number within its bounds."""
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in names:
            raise MentorRulesError(
                N_(
                    "[{where}] in company.toml: '{name}' is not known. Choose from {known}. "
                    "Nothing was loaded."
                ),
                where=section,
                name=name,
                known=", ".join(sorted(names)),
            )
        low = LOWEST.get(name, 0)
        high = HIGHEST.get(name, 1000)
        whole = name in PAIRING_NAMES and name != "hours"
        kind = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kind) or not low <= value <= high:
            text = NOT_A_WHOLE_NUMBER if whole else NOT_A_NUMBER
            raise MentorRulesError(text, where=section, name=name, value=value, low=low, high=high)
        checked[name] = value
    return checked
