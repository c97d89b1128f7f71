"""The tree of categories: the company's own lines first, and what ships with the product where it
names none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from metrics.warehouse.engine import Session

FILE = Path(__file__).parent / "categories.toml"
CUSTOMERS, PEOPLE = "customers", "people"
OWN = (
    "category",
    "parent",
    "name_nl",
    "name_en",
    "segment",
    "product",
    "department",
    "goal_group",
    "outcome_metric",
)


@dataclass(frozen=True)
class Category:
    """A category; texts that are not given are "". `shipped`: it is not in the company's table, and
    `pairings` were ever made in it. `at_stake` is CUSTOMERS or PEOPLE where it is known what the
    category is about.
    """

    category: str
    parent: str = ""
    name_nl: str = ""
    name_en: str = ""
    segment: str = ""
    product: str = ""
    department: str = ""
    goal_group: str = ""
    outcome_metric: str = ""
    at_stake: str = ""
    shipped: bool = False
    pairings: int = 0

    def name(self, language: str) -> str:
        """Its name in that language, else in the other, else its code."""
        first, second = (
            (self.name_nl, self.name_en) if language == "nl" else (self.name_en, self.name_nl)
        )
        return first or second or self.category


@dataclass(frozen=True)
class Tree:
    """All categories, each after its parent; `groups` are the goal groups that the company
    declares, by name.
    """

    categories: tuple[Category, ...]
    groups: frozenset[str] = frozenset()

    def of(self, code: str) -> Category | None:
        """The category of that code; None where there is none."""
        return next((one for one in self.categories if one.category == code), None)

    def main(self) -> tuple[Category, ...]:
        """The broad categories."""
        return self.below("")

    def below(self, code: str) -> tuple[Category, ...]:
        """The sub-categories of a category."""
        return tuple(one for one in self.categories if one.parent == code)

    def path(self, code: str) -> tuple[Category, ...]:
        """From the broad category down to this one; empty where there is none of that code."""
        one = self.of(code)
        return (*self.path(one.parent), one) if one else ()

    def within(self, code: str) -> tuple[Category, ...]:
        """The category and all that is below it."""
        one = self.of(code)
        return (
            (one, *(found for child in self.below(code) for found in self.within(child.category)))
            if one
            else ()
        )

    def in_use(self) -> tuple[Category, ...]:
        """What can be ranked: the broad categories that the company itself names or pairs people
        in.
        """
        return tuple(
            one
            for one in self.main()
            if not one.shipped or any(part.pairings for part in self.within(one.category))
        )


@cache
def shipped() -> tuple[Category, ...]:
    """The categories that come with the product."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Category(category=code, shipped=True, **entry) for code, entry in entries.items())


def tree(session: Session) -> Tree:
    """The company's categories, those that ship and that its table lacks, and those that only its
    pairings name.
    """
    paired = dict(
        session.rows(
            "select category, count(*) from pairing_summary where category <> '' group by category"
        )
    )
    found = {one.category: one for one in shipped()}
    stakes = {code: one.at_stake for code, one in found.items()}
    own = session.rows(f"select {', '.join(OWN)} from categories order by category")
    for row in own:
        given = {name: text or "" for name, text in zip(OWN, row, strict=True)}
        found[row[0]] = Category(**given, at_stake=stakes.get(row[0], ""))
    for code in sorted(set(paired) - set(found)):
        found[code] = Category(category=code)
    counted = {code: _counted(one, paired.get(code, 0)) for code, one in found.items()}
    declared = frozenset(name for (name,) in session.rows("select name from declared_group"))
    return Tree(tuple(_ordered(counted, "")), declared)


def _counted(one: Category, pairings: int) -> Category:
    return Category(**{**one.__dict__, "pairings": pairings})


def _ordered(found: dict[str, Category], parent: str) -> Iterator[Category]:
    for code, one in found.items():
        if one.parent == parent:
            yield one
            yield from _ordered(found, code)
