"""Lotteries held in the browser: the commitment before the draw, and the day of the draw.

Both are rows that nobody can change. The seed is drawn here and stored with the list before anybody
sees a name; who is drawn follows from the two and is never stored.

    store = LotteryStore()
    kept = store.commit(listed, months=12, author="Programme lead")
    store.hold(kept.number, date(2026, 1, 6), author="Programme lead")
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from metrics.i18n import N_
from metrics.lottery import (
    DrawnEntrant,
    LotteryList,
    Verification,
    commitment,
    draw,
    new_seed,
)
from metrics.lottery.draw import check_list
from metrics.lottery.proof import list_from, proof_text, verify
from metrics.store.database import METADATA, StoreError
from metrics.store.insert_only import (
    LONGEST_NAME,
    DatabaseRow,
    InsertOnlyStore,
    author_and_time,
    insert_only,
    required_text,
)
from metrics.warehouse.entries import Entries

SHA_LENGTH = 64
LOTTERIES = insert_only(
    sa.Table(
        "lottery",
        METADATA,
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("list", sa.Text, nullable=False),
        sa.Column("seed", sa.String(SHA_LENGTH), nullable=False),
        sa.Column("commitment", sa.String(SHA_LENGTH), nullable=False, unique=True),
        sa.Column("months", sa.Integer, nullable=False),
        *author_and_time(),
    )
)
DRAWS = insert_only(
    sa.Table(
        "lottery_draw",
        METADATA,
        sa.Column("lottery", sa.Integer, sa.ForeignKey("lottery.number"), primary_key=True),
        sa.Column("drawn_on", sa.Date, nullable=False),
        *author_and_time(),
    )
)


@dataclass(frozen=True)
class HeldDraw:
    """The draw of a lottery: its day, who held it and when (UTC)."""

    drawn_on: date
    author: str
    at: datetime


@dataclass(frozen=True)
class KeptLottery:
    """A lottery as committed to; `held` is None until its draw.

    `months` is how long those who are not drawn wait for a mentor.
    """

    number: int
    listed: LotteryList
    seed: str
    commitment: str
    months: int
    author: str
    at: datetime
    held: HeldDraw | None = None

    def result(self) -> tuple[DrawnEntrant, ...]:
        """Return who is drawn and the waiting list; empty before the draw."""
        return draw(self.listed, self.seed) if self.held else ()

    def proof(self) -> str:
        """Return the proof as JSON; "" before the draw."""
        if self.held is None:
            return ""
        return proof_text(self.listed, self.seed, self.commitment, self.result())


class LotteryStore(InsertOnlyStore):
    """The lotteries of one database; without a URL, that of the scenarios.

    Its methods raise StoreError, a sentence for the reader.
    """

    READ_FAILED = N_(
        "The lotteries could not be read: {place} does not respond ({reason}). They are safe. Try "
        "again when the database responds."
    )
    WRITE_FAILED = N_(
        "The lottery could not be saved: {place} does not respond ({reason}). Nothing was drawn. "
        "Leave this page open and try again when the database responds."
    )

    def commit(self, listed: LotteryList, *, months: int, author: str) -> KeptLottery:
        """Save list, a new seed and their commitment; return them once they are on disk.

        Raises LotteryError for a list that cannot be drawn from.
        """
        check_list(listed)
        stored_author = required_text(author, LONGEST_NAME)
        seed = new_seed()
        row = {
            "list": listed.to_text(),
            "seed": seed,
            "commitment": commitment(listed, seed),
            "months": months,
            "author": stored_author,
        }
        return _kept(self._add(LOTTERIES, row))

    def hold(self, number: int, drawn_on: date, *, author: str) -> KeptLottery:
        """Hold the draw of a lottery, once; return it with its result.

        Raises StoreError for a number that does not exist and for a lottery drawn before.
        """
        if number not in {kept.number for kept in self.lotteries()}:
            raise StoreError(
                N_("There is no lottery with number {number}. Nothing was drawn."), number=number
            )
        row = {
            "lottery": number,
            "drawn_on": drawn_on,
            "author": required_text(author, LONGEST_NAME),
        }
        try:
            self._add(DRAWS, row)
        except IntegrityError:
            raise StoreError(
                N_(
                    "This lottery has been drawn before, and a lottery is drawn once. Nothing was "
                    "changed; the first draw holds."
                )
            ) from None
        return self.lottery(number)

    def lotteries(self) -> tuple[KeptLottery, ...]:
        """Return every lottery, oldest first."""
        held = {
            row["lottery"]: HeldDraw(row["drawn_on"], row["author"], row["at"])
            for row in self._all(DRAWS)
        }
        return tuple(_kept(row, held.get(row["number"])) for row in self._all(LOTTERIES))

    def lottery(self, number: int) -> KeptLottery:
        """Return one lottery. Raise StoreError where there is none of that number."""
        for kept in self.lotteries():
            if kept.number == number:
                return kept
        raise StoreError(N_("There is no lottery with number {number}."), number=number)

    def entries(self) -> Entries:
        """Return the rows for the contract's table lottery_entries, of all lotteries drawn."""
        rows = [
            {
                "lottery_id": kept.listed.lottery_id,
                "person_id": one.entrant.person_id,
                "category": kept.listed.category,
                "drawn_on": kept.held.drawn_on,
                "drawn": one.drawn,
                "stratum": one.entrant.stratum or None,
                "cluster": one.entrant.cluster or None,
                "chance": one.chance,
                "waiting_rank": one.waiting_rank,
            }
            for kept in self.lotteries()
            if kept.held
            for one in kept.result()
        ]
        return {"lottery_entries": rows}

    def verify(self) -> tuple[Verification, ...]:
        """Return for each lottery whether what is stored still gives its commitment."""
        return tuple(verify(kept.listed, kept.seed, kept.commitment) for kept in self.lotteries())


def _kept(row: DatabaseRow, held: HeldDraw | None = None) -> KeptLottery:
    return KeptLottery(
        row["number"],
        list_from(json.loads(row["list"])),
        row["seed"],
        row["commitment"],
        row["months"],
        row["author"],
        row["at"],
        held,
    )
