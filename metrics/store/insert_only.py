"""Tables in which rows are only added, and the base of the stores that keep entries in them.

Each row carries its author and its time. The database itself refuses to change or delete a row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from metrics.i18n import N_
from metrics.store.database import Database, StoreError, database_url

LONGEST_NAME = 200
LONGEST_TEXT = 4000
DatabaseRow = Mapping[str, Any]
"""A row by column; SQLAlchemy does not know the types of a query's values."""


def author_and_time() -> tuple[sa.Column[str], sa.Column[datetime]]:
    """Return the columns that say who wrote a row, and when (UTC)."""
    return (
        sa.Column("author", sa.String(LONGEST_NAME), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def insert_only(table: sa.Table) -> sa.Table:
    """Return the table, made so that the database refuses to change or delete its rows."""
    name = table.name
    for verb in ("update", "delete"):
        event.listen(
            table,
            "after_create",
            sa.DDL(
                f"create trigger {name}_no_{verb} before {verb} on {name} "
                f"begin select raise(abort, 'rows of {name} are kept as they are'); end"
            ).execute_if(dialect="sqlite"),
        )
    # `insert or replace` deletes the row that is there without asking the trigger on deletes
    event.listen(
        table,
        "after_create",
        sa.DDL(
            f"create trigger {name}_no_replace before insert on {name} when exists "
            f"(select 1 from {name} as kept where {_same_key(table)}) "
            f"begin select raise(abort, 'rows of {name} are kept as they are'); end"
        ).execute_if(dialect="sqlite"),
    )
    event.listen(
        table,
        "after_create",
        sa.DDL(
            f"create function {name}_kept() returns trigger language plpgsql as "
            f"$$ begin raise exception 'rows of {name} are kept as they are'; end $$"
        ).execute_if(dialect="postgresql"),
    )
    event.listen(
        table,
        "after_create",
        sa.DDL(
            f"create trigger {name}_kept before update or delete or truncate on {name} "
            f"for each statement execute function {name}_kept()"
        ).execute_if(dialect="postgresql"),
    )
    return table


def _same_key(table: sa.Table) -> str:
    """Return the SQL for a row `kept` that a new row would replace: its key, or a unique value."""
    keys = [[column.name for column in table.primary_key]]
    keys += [[column.name] for column in table.columns if column.unique]
    return " or ".join(
        "(" + " and ".join(f"kept.{name} = new.{name}" for name in key) + ")" for key in keys
    )


def required_text(text: str, longest: int) -> str:
    """Return the text as it is stored (see `normalised`); raise StoreError if empty or too long."""
    stored = normalised(text)
    if not stored or len(stored) > longest:
        raise StoreError(
            N_(
                "Enter 1 to {most} characters: a required field is empty or a text is too "
                "long. Nothing was saved or lost."
            ),
            most=longest,
        )
    return stored


def normalised(text: str) -> str:
    """Return the text with one spelling of each letter (NFC) and no space around it."""
    return unicodedata.normalize("NFC", text).strip()


def utc(at: datetime) -> datetime:
    """Return a stored time in UTC; SQLite returns it without a time zone."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


class InsertOnlyStore:
    """Entries of one database; without a URL, that of the scenarios.

    Every method raises StoreError, a sentence for the reader. A subclass says what could not be
    read or written where the database does not respond, with {place} and {reason}.
    """

    READ_FAILED: str
    WRITE_FAILED: str

    def __init__(self, url: str | None = None) -> None:
        self._database = Database(database_url(url))

    def close(self) -> None:
        """Give the connections back; the store may be used again."""
        self._database.close()

    def _add(self, table: sa.Table, values: DatabaseRow) -> DatabaseRow:
        """Add a row at this moment; return it with the keys that the database gave it."""
        row = {**values, "at": datetime.now(UTC)}
        with self._database.connection(self.WRITE_FAILED) as con:
            keys = con.execute(table.insert().returning(*table.primary_key), row).mappings().one()
        return {**row, **keys}

    def _all(self, table: sa.Table) -> list[DatabaseRow]:
        """Return every row in the order of the key."""
        with self._database.connection(self.READ_FAILED) as con:
            rows = con.execute(sa.select(table).order_by(*table.primary_key)).mappings()
            return [{**row, "at": utc(row["at"])} for row in rows]
