"""The frozen question: which part of the company it is about, and whose effect it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.i18n import N_, LocalizedError

OF_ENTRY = ("goal_group", "tenure")  # who a mentee was in the month of pairing
FILTERS = ("category", "department", "job_family", "grade", "location", "gender", *OF_ENTRY)
MENTOR_FILTERS = ("mentor_department", "mentor_job_family", "mentor_grade")
# these restrict the mentees only: others have no pairing
OF_PAIRINGS = ("category", *OF_ENTRY, *MENTOR_FILTERS)
MENTEE = "mentee"
MENTOR = "mentor"
ROLES = (MENTEE, MENTOR)
SMALLEST_GROUP = 10  # people: no answer describes fewer


class UnknownFilterError(LocalizedError):
    """A filter or a value that the data do not have."""


@dataclass(frozen=True)
class Scope:
    """Filters, each a column of FILTERS or MENTOR_FILTERS with one value; empty is everyone.

    `role` says who is compared with comparable people: mentees (from their first pairing on) or
    mentors (from the first pairing in which they are the mentor on). A filter of MENTOR_FILTERS
    goes with no other of OF_PAIRINGS; mentors have their own department.
    """

    where: tuple[tuple[str, str], ...] = field(default=())
    role: str = MENTEE

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise UnknownFilterError(
                N_("Cannot ask about '{role}': choose mentees or mentors."), role=self.role
            )
        for column, _value in self.where:
            check_filter(column)
        of_pairings = [column for column, _value in self.where if column in OF_PAIRINGS]
        if len(of_pairings) > 1 and set(of_pairings) & set(MENTOR_FILTERS):
            raise UnknownFilterError(
                N_("Cannot filter on {columns} together: choose one of them."),
                columns=", ".join(of_pairings),
            )
        if self.role == MENTOR and set(of_pairings) & set(MENTOR_FILTERS):
            raise UnknownFilterError(
                N_("For mentors, filter on {column} instead."),
                column=of_pairings[0].removeprefix("mentor_"),
            )

    @classmethod
    def of(cls, where: Mapping[str, str], role: str = MENTEE) -> Scope:
        """Return the scope of a mapping; the order of its keys does not matter."""
        return cls(tuple(sorted(where.items())), role)

    def value(self, column: str) -> str | None:
        """Return the value of the filter on that column, or None without one."""
        return dict(self.where).get(column)

    def narrowed(self, column: str, value: str) -> Scope:
        """Return this scope with one more filter; one on the same column is replaced."""
        return Scope.of({**dict(self.where), column: value}, self.role)


EVERYBODY = Scope()


def check_filter(column: str) -> None:
    """Raise UnknownFilterError unless the column can be filtered on."""
    if column not in (*FILTERS, *MENTOR_FILTERS):
        raise UnknownFilterError(
            N_("Cannot filter on '{column}': choose one of {columns}."),
            column=column,
            columns=", ".join(FILTERS + MENTOR_FILTERS),
        )
