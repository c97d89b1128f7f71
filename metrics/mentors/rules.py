"""What a company asks of its mentors and wishes for its pairs: the shipped values, and its own on
top.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path

from metrics.i18n import N_, LocalizedError

FILE = Path(__file__).parent / "rules.toml"
POINTS = ("attitude", "knowledge", "skill")


class MentorRulesError(LocalizedError):
    """A value that cannot be used."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a mentor in a category: points of 5 and hours a month at least. An
    assessment holds for `valid_months`; who is among the `best_share` of the last reviews is a good
    performer.
    """

    attitude: float
    knowledge: float
    skill: float
    capacity: float
    valid_months: float
    best_share: float


@dataclass(frozen=True)
class Wishes:
    """What a suggested pair should be like: limits, what a pairing usually takes, and points (see
    mentors.toml).
    """

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
    """What is asked in every category but those of `by_category`, and the wishes for pairs."""

    asked: Asked
    wishes: Wishes
    by_category: Mapping[str, Asked] = field(default_factory=dict)

    def of(self, category: str) -> Asked:
        """What is asked in that category."""
        return self.by_category.get(category, self.asked)


ASKED, WISHES = (frozenset(one.name for one in fields(kind)) for kind in (Asked, Wishes))
HIGHEST = {**dict.fromkeys(POINTS, 5), "best_share": 1, "most_mentees": 50, "months": 60}
LOWEST = {"hours": 1, "months": 1}


@cache
def shipped() -> MentorRules:
    """The rules that come with the product."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return MentorRules(Asked(**content["asked"]), Wishes(**content["pairing"]))


def mentor_rules(own: Mapping[str, object] | None = None) -> MentorRules:
    """The shipped rules with a company's own on top: `{"skill": 4, "customers": {"knowledge": 5}}`.

    A table within is a category. Raises MentorRulesError for a name that is not known or a value
    out of its bounds.
    """
    own = own or {}
    plain = {name: value for name, value in own.items() if not isinstance(value, Mapping)}
    _check(plain, ASKED | WISHES, "mentors")
    asked = replace(shipped().asked, **{name: plain[name] for name in plain if name in ASKED})
    wishes = replace(shipped().wishes, **{name: plain[name] for name in plain if name in WISHES})
    by_category = {}
    for category, values in own.items():
        if isinstance(values, Mapping):
            _check(values, ASKED, f"mentors.{category}")
            by_category[category] = replace(asked, **values)
    return MentorRules(asked, wishes, by_category)


def _check(values: Mapping[str, object], known: frozenset[str], where: str) -> None:
    for name, value in values.items():
        if name not in known:
            raise MentorRulesError(
                N_(
                    "[{where}] in company.toml: '{name}' is not known. Choose from {known}. "
                    "Nothing was loaded."
                ),
                where=where,
                name=name,
                known=", ".join(sorted(known)),
            )
        low, high = LOWEST.get(name, 0), HIGHEST.get(name, 1000)
        whole = name in WISHES and name != "hours"
        kind = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kind) or not low <= value <= high:
            raise MentorRulesError(
                N_(
                    "[{where}] in company.toml: {name} = {value} is not a number from {low} "
                    "to {high}{whole}. Nothing was loaded."
                ),
                where=where,
                name=name,
                value=value,
                low=low,
                high=high,
                whole=" (whole)" if whole else "",
            )
