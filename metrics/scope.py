"""The frozen question: of which part of the company, and about whom, is something asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FILTERS = ("category", "department", "job_family", "grade", "location", "gender")
MENTOR_FILTERS = ("mentor_department", "mentor_job_family", "mentor_grade")
OF_PAIRINGS = (
    "category",
    *MENTOR_FILTERS,
)  # these restrict the mentees only: others have no pairing
MENTEE, MENTOR = ROLES = ("mentee", "mentor")
SMALLEST_GROUP = 10  # people: no answer describes fewer


class UnknownFilterError(ValueError):
    """A filter or a value that the data do not have; the message is a sentence for the reader."""


@dataclass(frozen=True)
class Scope:
    """Filters, each a column of FILTERS or MENTOR_FILTERS with the one value asked for; empty is
    the whole company.

    `role` says who is compared with people alike: mentees (from their first pairing on) or mentors
    (from the first pairing in which they are the mentor on). At most one filter of OF_PAIRINGS;
    mentors have their own department.
    """

    where: tuple[tuple[str, str], ...] = field(default=())
    role: str = MENTEE

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise UnknownFilterError(f"Cannot ask about '{self.role}': choose mentees or mentors.")
        for column, _value in self.where:
            known(column)
        of_pairings = [column for column, _value in self.where if column in OF_PAIRINGS]
        if len(of_pairings) > 1:
            raise UnknownFilterError(
                f"Cannot filter on {' and '.join(of_pairings)} together: choose one of them."
            )
        if self.role == MENTOR and set(of_pairings) & set(MENTOR_FILTERS):
            raise UnknownFilterError(
                f"For mentors, filter on {of_pairings[0].removeprefix('mentor_')} instead."
            )

    @classmethod
    def of(cls, where: Mapping[str, str], role: str = MENTEE) -> Scope:
        """The scope of a mapping; the order of its keys does not matter."""
        return cls(tuple(sorted(where.items())), role)

    def value(self, column: str) -> str | None:
        """The value asked for in that column, or None for all."""
        return dict(self.where).get(column)

    @property
    def pairings(self) -> str | None:
        """The category or group of mentors whose pairings are asked about, or None for all."""
        return next((value for column, value in self.where if column in OF_PAIRINGS), None)

    def narrowed(self, column: str, value: str) -> Scope:
        """This scope with one more filter; the same column is replaced."""
        return Scope.of({**dict(self.where), column: value}, self.role)


EVERYBODY = Scope()


def known(column: str) -> None:
    """Raises UnknownFilterError where the column is none to filter on."""
    if column not in (*FILTERS, *MENTOR_FILTERS):
        raise UnknownFilterError(
            f"Cannot filter on '{column}': choose one of {', '.join(FILTERS + MENTOR_FILTERS)}."
        )
