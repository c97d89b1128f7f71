"""Rows that are only ever added, each with who wrote it and when: what the stores of entries have
in common.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import sqlalchemy as sa

from metrics.i18n import N_
from metrics.store.engine import Database, StoreError, address

LONGEST_NAME, LONGEST_TEXT = 200, 4000


def who_and_when() -> tuple[sa.Column, sa.Column]:
    """The columns of who wrote a row, and when (UTC)."""
    return (
        sa.Column("author", sa.String(LONGEST_NAME), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def clean(text: str, most: int) -> str:
    """The text as it is stored: one spelling of each letter, no space around it; an empty one is
    refused.
    """
    plain = trimmed(text)
    if not plain or len(plain) > most:
        raise StoreError(
            N_(
                "Enter 1 to {most} characters: a required field is empty or a text is too "
                "long. Nothing was saved or lost."
            ),
            most=most,
        )
    return plain


def trimmed(text: str) -> str:
    """The text with one spelling of each letter and no space around it."""
    return unicodedata.normalize("NFC", text).strip()


class Rows:
    """The rows of one database; without a URL the one of the scenarios. Its methods raise
    StoreError.
    """

    def __init__(self, url: str | None = None) -> None:
        self._database = Database(address(url))

    def close(self) -> None:
        """Gives the connections back; the store may be used again."""
        self._database.close()

    def _add(self, table: sa.Table, values: dict[str, object]) -> dict[str, object]:
        row = values | {"at": datetime.now(UTC)}
        with self._database.connection() as con:
            keys = con.execute(table.insert().returning(*table.primary_key), row).mappings().one()
        return row | dict(keys)

    def _all(self, table: sa.Table) -> list[dict[str, object]]:
        with self._database.connection() as con:
            rows = con.execute(sa.select(table).order_by(*table.primary_key)).mappings()
            return [{**row, "at": _utc(row["at"])} for row in rows]


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
