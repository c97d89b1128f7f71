"""The frozen question: of which part of the company is something asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FILTERS = ("category", "department", "job_family", "grade", "location", "gender")


class UnknownFilterError(ValueError):
    """A filter or a value that the data do not have; the message is a sentence for the reader."""


@dataclass(frozen=True)
class Scope:
    """Filters, each a column of FILTERS with the one value asked for. Empty means the whole company."""

    where: tuple[tuple[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        for column, _value in self.where:
            if column not in FILTERS:
                raise UnknownFilterError(f"Cannot filter on '{column}': choose one of {', '.join(FILTERS)}.")

    @classmethod
    def of(cls, where: Mapping[str, str]) -> Scope:
        """The scope of a mapping; the order of its keys does not matter."""
        return cls(tuple(sorted(where.items())))

    def value(self, column: str) -> str | None:
        """The value asked for in that column, or None for all."""
        return dict(self.where).get(column)

    def narrowed(self, column: str, value: str) -> Scope:
        """This scope with one more filter; the same column is replaced."""
        return Scope.of({**dict(self.where), column: value})
