"""That a frozen plan was withdrawn: when, by whom and why. The plan stays as it was frozen.

A withdrawal is a row of its own, kept like a plan: the database refuses to change or delete it, and
its hash holds that of its plan and of the withdrawal before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from metrics.store.database import METADATA
from metrics.store.insert_only import LONGEST_TEXT, DatabaseRow, author_and_time, insert_only, utc
from metrics.store.row_hash import HASH_DIGITS, hash_of

WITHDRAWALS = insert_only(
    sa.Table(
        "analysis_plan_withdrawal",
        METADATA,
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("plan", sa.Integer, nullable=False, unique=True),
        sa.Column("plan_hash", sa.String(HASH_DIGITS), nullable=False),
        sa.Column("reason", sa.String(LONGEST_TEXT), nullable=False),
        sa.Column("previous", sa.String(HASH_DIGITS), nullable=False, unique=True),
        sa.Column("hash", sa.String(HASH_DIGITS), nullable=False, unique=True),
        *author_and_time(),
    )
)


@dataclass(frozen=True)
class Withdrawal:
    """When a plan was withdrawn (UTC), by whom and why.

    `intact` is False where the row, or the order of the rows, was changed afterwards.
    """

    reason: str
    author: str
    at: datetime
    hash: str
    intact: bool = True


def withdrawals(con: sa.Connection) -> dict[int, Withdrawal]:
    """Return every withdrawal by the number of its plan."""
    found = {}
    previous = ""
    for row in _rows(con):
        found[row["plan"]] = _withdrawal(row, previous)
        previous = row["hash"]
    return found


def add_withdrawal(
    con: sa.Connection, plan: int, plan_hash: str, *, reason: str, author: str
) -> Withdrawal:
    """Return the withdrawal once its row is added. Raise IntegrityError where it came too late."""
    rows = _rows(con)
    row: dict[str, Any] = {
        "number": len(rows) + 1,
        "plan": plan,
        "plan_hash": plan_hash,
        "reason": reason,
        "previous": rows[-1]["hash"] if rows else "",
        "author": author,
        "at": datetime.now(UTC),
    }
    row["hash"] = hash_of(row)
    con.execute(WITHDRAWALS.insert(), row)
    return _withdrawal(row, row["previous"])


def _rows(con: sa.Connection) -> list[DatabaseRow]:
    rows = con.execute(sa.select(WITHDRAWALS).order_by(WITHDRAWALS.c.number)).mappings()
    return [{**row, "at": utc(row["at"])} for row in rows]


def _withdrawal(row: Mapping[str, Any], previous: str) -> Withdrawal:
    return Withdrawal(
        reason=row["reason"],
        author=row["author"],
        at=utc(row["at"]),
        hash=row["hash"],
        intact=row["hash"] == hash_of(row) and row["previous"] == previous,
    )
