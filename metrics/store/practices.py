"""What was learned from experts and who took it over: rows are only ever added.

store = PracticeStore()
kept = store.record(Practice("P1158", "customers", "Calls in week two", what="..."), author="CEO")
store.adopt(kept.number, "P0042", date(2026, 1, 12), author="CEO")
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from metrics.i18n import N_
from metrics.store.engine import METADATA, StoreError, address, insert_only
from metrics.store.rows import LONGEST_NAME, LONGEST_TEXT, Rows, clean, who_and_when
from metrics.warehouse.entries import Entries

ANSWERS = YES, NO, UNKNOWN = "yes", "no", "unknown"
PRACTICES = insert_only(
    sa.Table(
        "practice",
        METADATA,
        sa.Column("number", sa.Integer, primary_key=True),
        *(
            sa.Column(name, sa.String(LONGEST_NAME), nullable=False)
            for name in ("expert_id", "category", "title")
        ),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("what", "evidence")),
        *(sa.Column(name, sa.String(10), nullable=False) for name in ("transferable", "willing")),
        *who_and_when(),
    )
)
ADOPTIONS = insert_only(
    sa.Table(
        "adoption",
        METADATA,
        sa.Column("practice", sa.Integer, sa.ForeignKey("practice.number"), primary_key=True),
        sa.Column("person_id", sa.String(LONGEST_NAME), primary_key=True),
        sa.Column("adopted_on", sa.Date, nullable=False),
        *who_and_when(),
    )
)


@dataclass(frozen=True)
class Practice:
    """What an expert does that others do not, from what it shows, whether others could do it, and
    whether the expert is willing to teach it (both: yes, no or unknown).
    """

    expert_id: str
    category: str
    title: str
    what: str
    evidence: str = ""
    transferable: str = UNKNOWN
    willing: str = UNKNOWN


@dataclass(frozen=True)
class Kept:
    """A practice with its number, from 1 on, by whom it was recorded and when (UTC)."""

    number: int
    practice: Practice
    author: str
    at: datetime


@dataclass(frozen=True)
class Adoption:
    """Somebody took the practice of that number over."""

    practice: int
    person_id: str
    adopted_on: date
    author: str
    at: datetime


@dataclass(frozen=True)
class Learned:
    """A practice without its expert, whoever wrote it down, and the days on which others took it
    over.
    """

    title: str
    category: str
    what: str
    transferable: str
    recorded_on: date
    adopted_on: tuple[date, ...]


class PracticeStore(Rows):
    """The practices and adoptions of one database; without a URL the one of the scenarios.

    Every method raises StoreError (UnreachableError, ...), a sentence for the reader.
    """

    def record(self, practice: Practice, *, author: str) -> Kept:
        """The practice as it is kept; it is on disk when this returns."""
        if not {practice.transferable, practice.willing} <= set(ANSWERS):
            raise StoreError(
                N_(
                    "Choose yes, no or unknown for whether others could do it and whether "
                    "the expert is willing. Nothing was saved."
                )
            )
        texts = {
            "expert_id": LONGEST_NAME,
            "category": LONGEST_NAME,
            "title": LONGEST_NAME,
            "what": LONGEST_TEXT,
        }
        values = asdict(practice) | {
            name: clean(getattr(practice, name), most) for name, most in texts.items()
        }
        return _practice(
            self._by(PRACTICES, values | {"evidence": practice.evidence[:LONGEST_TEXT]}, author)
        )

    def practices(self) -> tuple[Kept, ...]:
        """All that was recorded, the first one first."""
        return tuple(map(_practice, self._all(PRACTICES)))

    def adopt(self, practice: int, person_id: str, adopted_on: date, *, author: str) -> Adoption:
        """The adoption as it is kept; the same one kept twice, or one of an unknown practice, is
        refused.
        """
        values = {
            "practice": practice,
            "person_id": clean(person_id, LONGEST_NAME),
            "adopted_on": adopted_on,
        }
        if practice not in {one.number for one in self.practices()}:
            raise StoreError(
                N_(
                    "There is no practice with number {number}. Nothing was saved. Choose "
                    "one from the list."
                ),
                number=practice,
            )
        try:
            return Adoption(**self._by(ADOPTIONS, values, author))
        except IntegrityError:
            raise StoreError(
                N_("{person} has already adopted this practice. Nothing was changed."),
                person=person_id,
            ) from None

    def adoptions(self) -> tuple[Adoption, ...]:
        """All adoptions, by day."""
        return tuple(
            sorted(
                (Adoption(**row) for row in self._all(ADOPTIONS)), key=lambda one: one.adopted_on
            )
        )

    def entries(self) -> Entries:
        """The rows of the contract's tables practices and adoptions that these are, the first
        recorded first.
        """
        practices = [
            asdict(one.practice)
            | {"practice_id": practice_id(one.number), "recorded_on": one.at.date()}
            for one in self.practices()
        ]
        adoptions = [
            {
                "practice_id": practice_id(one.practice),
                "person_id": one.person_id,
                "adopted_on": one.adopted_on,
            }
            for one in self.adoptions()
        ]
        return {"practices": practices, "adoptions": adoptions}

    def _by(self, table: sa.Table, values: dict[str, object], author: str) -> dict[str, object]:
        return self._add(table, values | {"author": clean(author, LONGEST_NAME)})


def learned_from(*sources: Entries) -> tuple[Learned, ...]:
    """The practices of rows like the contract's, each with its adoptions once, the first recorded
    first: where two sources hold the same one, the first source goes before.
    """
    practices, days = {}, {}
    for source in sources:
        for row in source.get("practices", ()):
            practices.setdefault(row["practice_id"], row)
        for row in source.get("adoptions", ()):
            days.setdefault(row["practice_id"], {}).setdefault(row["person_id"], row["adopted_on"])
    found = [
        Learned(
            row["title"] or number,
            row["category"],
            row["what"] or "",
            row["transferable"] or UNKNOWN,
            row["recorded_on"],
            tuple(sorted(days.get(number, {}).values())),
        )
        for number, row in practices.items()
    ]
    return tuple(sorted(found, key=lambda one: one.recorded_on))


def practice_id(number: int) -> str:
    """By what a practice written down in the browser is known in a snapshot and in a company's own
    files.
    """
    return f"browser-{number}"


def entered(url: str | None = None) -> Entries:
    """What was entered so far, for a load (see `PracticeStore.entries`); nothing where nothing was
    ever kept.
    """
    where = address(url)
    if where.get_backend_name() == "sqlite" and not Path(str(where.database)).exists():
        return {}
    with closing(PracticeStore(url)) as store:
        return store.entries()


def _practice(row: dict[str, object]) -> Kept:
    of = Practice(**{one.name: row[one.name] for one in fields(Practice)})
    return Kept(row["number"], of, row["author"], row["at"])
