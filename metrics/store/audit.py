"""Who asked for names, in which role, what for, and whether they were told: rows are only ever
added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from metrics.i18n import N_
from metrics.store.engine import METADATA, StoreError, insert_only
from metrics.store.rows import LONGEST_NAME, LONGEST_TEXT, Rows, clean, trimmed, who_and_when

SHORTEST_PURPOSE = 10
AUDIT = insert_only(
    sa.Table(
        "access_log",
        METADATA,
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("about", sa.String(LONGEST_NAME), nullable=False),
        sa.Column("role", sa.String(LONGEST_NAME), nullable=False),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        *who_and_when(),
    )
)


@dataclass(frozen=True)
class Logged:
    """Somebody of that role asked for something about persons, with a purpose, and was told it or
    not.
    """

    number: int
    about: str
    role: str
    allowed: bool
    purpose: str
    author: str
    at: datetime


class AuditLog(Rows):
    """The log of one database; without a URL the one of the scenarios. Its methods raise
    StoreError.
    """

    def allow(self, about: str, *, role: str, purpose: str, author: str) -> Logged:
        """The line, on disk when this returns. A purpose has at least ten characters, an author a
        name.
        """
        said, who = clean(purpose, LONGEST_TEXT), clean(author, LONGEST_NAME)
        if len(said) < SHORTEST_PURPOSE:
            raise StoreError(
                N_(
                    "Describe in a few words why you need the names. Nothing is shown without a "
                    "purpose."
                )
            )
        return self._line(about, role=role, allowed=True, purpose=said, author=who)

    def deny(self, about: str, *, role: str, purpose: str, author: str) -> Logged:
        """The line of a question that was refused, whatever was said with it."""
        return self._line(
            about,
            role=role,
            allowed=False,
            purpose=trimmed(purpose)[:LONGEST_TEXT],
            author=trimmed(author)[:LONGEST_NAME],
        )

    def lines(self) -> tuple[Logged, ...]:
        """Every line, the first one first."""
        return tuple(Logged(**row) for row in self._all(AUDIT))

    def _line(self, about: str, *, role: str, **values: object) -> Logged:
        return Logged(
            **self._add(
                AUDIT, {"about": about[:LONGEST_NAME], "role": role[:LONGEST_NAME], **values}
            )
        )
