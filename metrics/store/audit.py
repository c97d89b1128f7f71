"""The access log: who asked to see names, in which role, for what purpose, and whether allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from metrics.i18n import N_
from metrics.store.database import METADATA, StoreError
from metrics.store.insert_only import (
    LONGEST_NAME,
    LONGEST_TEXT,
    InsertOnlyStore,
    author_and_time,
    insert_only,
    normalised,
    required_text,
)

SHORTEST_PURPOSE = 10
ACCESS_LOG = insert_only(
    sa.Table(
        "access_log",
        METADATA,
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("about", sa.String(LONGEST_NAME), nullable=False),
        sa.Column("role", sa.String(LONGEST_NAME), nullable=False),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        *author_and_time(),
    )
)


@dataclass(frozen=True)
class AccessRecord:
    """One request to see something about persons; `at` is in UTC."""

    number: int
    about: str
    role: str
    allowed: bool
    purpose: str
    author: str
    at: datetime


class AuditLog(InsertOnlyStore):
    """The access log of one database; without a URL, that of the scenarios.

    Its methods raise StoreError, a sentence for the reader.
    """

    READ_FAILED = N_(
        "The access log could not be read: {place} does not respond ({reason}). It is safe. Try "
        "again when the database responds."
    )
    WRITE_FAILED = N_(
        "Your request could not be logged: {place} does not respond ({reason}). Names are shown "
        "only after the request is logged. Try again when the database responds."
    )

    def allow(self, about: str, *, role: str, purpose: str, author: str) -> AccessRecord:
        """Log a request that is granted; return the record once it is on disk.

        Raises StoreError for a purpose of fewer than ten characters and for an empty author.
        """
        stored_purpose = required_text(purpose, LONGEST_TEXT)
        stored_author = required_text(author, LONGEST_NAME)
        if len(stored_purpose) < SHORTEST_PURPOSE:
            raise StoreError(
                N_(
                    "Describe in a few words why you need the names. Nothing is shown without a "
                    "purpose."
                )
            )
        return self._log(about, role, allowed=True, purpose=stored_purpose, author=stored_author)

    def deny(self, about: str, *, role: str, purpose: str, author: str) -> AccessRecord:
        """Log a request that is refused, whatever purpose and author it came with."""
        return self._log(
            about,
            role,
            allowed=False,
            purpose=normalised(purpose)[:LONGEST_TEXT],
            author=normalised(author)[:LONGEST_NAME],
        )

    def records(self) -> tuple[AccessRecord, ...]:
        """Return every record, oldest first."""
        return tuple(AccessRecord(**row) for row in self._all(ACCESS_LOG))

    def _log(
        self, about: str, role: str, *, allowed: bool, purpose: str, author: str
    ) -> AccessRecord:
        row = {
            "about": about[:LONGEST_NAME],
            "role": role[:LONGEST_NAME],
            "allowed": allowed,
            "purpose": purpose,
            "author": author,
        }
        return AccessRecord(**self._add(ACCESS_LOG, row))
