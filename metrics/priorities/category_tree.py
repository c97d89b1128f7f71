"""The tree of categories: the company's own lines first, then the shipped ones it does not name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from metrics.warehouse.engine import Session

FILE = Path(__file__).parent / "categories.toml"
TEXTS = (
    "parent",
    "name_nl",
    "name_en",
    "segment",
    "product",
    "department",
    "goal_group",
    "outcome_metric",
)
"""The columns of the company's table besides the code, each a field of `Category`."""


@dataclass(frozen=True)
class Category:
    """A category of mentoring; texts that are not given are "".

    `at_stake` is "customers" or "people" if the product says what the category is about. `shipped`
    marks a category that is not in the company's table. `pairings` counts the pairings ever made
    in it.
    """

    code: str
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
        """Return the name in that language, else in the other one, else the code."""
        if language == "nl":
            return self.name_nl or self.name_en or self.code
        return self.name_en or self.name_nl or self.code


@dataclass(frozen=True)
class CategoryTree:
    """All categories, each after its parent, and the names of the declared goal groups."""

    categories: tuple[Category, ...]
    goal_groups: frozenset[str] = frozenset()

    def get(self, code: str) -> Category | None:
        """Return the category with that code, or None."""
        return next((category for category in self.categories if category.code == code), None)

    def broad_categories(self) -> tuple[Category, ...]:
        """Return the categories without a parent."""
        return self.children("")

    def children(self, code: str) -> tuple[Category, ...]:
        """Return the sub-categories of a category."""
        return tuple(category for category in self.categories if category.parent == code)

    def path(self, code: str) -> tuple[Category, ...]:
        """Return the categories from the broad one down to this one; empty for an unknown code."""
        category = self.get(code)
        return (*self.path(category.parent), category) if category else ()

    def subtree(self, code: str) -> tuple[Category, ...]:
        """Return the category and everything under it; empty for an unknown code."""
        category = self.get(code)
        if category is None:
            return ()
        under = (part for child in self.children(code) for part in self.subtree(child.code))
        return (category, *under)

    def in_use(self) -> tuple[Category, ...]:
        """Return the broad categories that can be ranked.

        These are the ones that the company names itself or has pairings in.
        """
        return tuple(
            category
            for category in self.broad_categories()
            if not category.shipped or any(part.pairings for part in self.subtree(category.code))
        )


@cache
def shipped_categories() -> tuple[Category, ...]:
    """Return the categories that come with the product."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Category(code=code, shipped=True, **entry) for code, entry in entries.items())


def load_category_tree(session: Session) -> CategoryTree:
    """Return the company's categories, the shipped ones, and those that only pairings name.

    A line of the company's table replaces the shipped category of that code.
    """
    pairings = {
        row["category"]: row["pairings"]
        for row in session.records(
            "select category, count(*) as pairings from pairing_summary where category <> '' "
            "group by category"
        )
    }
    categories = {category.code: category for category in shipped_categories()}
    for row in session.records(
        f"select category, {', '.join(TEXTS)} from categories order by category"
    ):
        code = row.pop("category")
        at_stake = categories[code].at_stake if code in categories else ""
        texts: dict[str, Any] = {name: text or "" for name, text in row.items()}
        categories[code] = Category(code=code, **texts, at_stake=at_stake)
    for code in sorted(set(pairings) - set(categories)):
        categories[code] = Category(code=code)
    counted = [
        replace(category, pairings=pairings.get(code, 0)) for code, category in categories.items()
    ]
    declared = frozenset(row["name"] for row in session.records("select name from declared_group"))
    return CategoryTree(tuple(_parents_first(counted, "")), declared)


def _parents_first(categories: list[Category], parent: str) -> Iterator[Category]:
    for category in categories:
        if category.parent == parent:
            yield category
            yield from _parents_first(categories, category.code)
