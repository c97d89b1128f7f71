"""What was learned from experts, who took it over, and who asked for names and why: rows are only ever added.

    store = PracticeStore()
    kept = store.record(Practice("P1158", "customers", "Calls in week two", what="..."), author="CEO")
    store.adopt(kept.number, "P0042", date(2026, 1, 12), author="CEO")
    store.log("names of hidden experts", purpose="To talk with them about customers", author="CEO")
"""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from metrics.store.engine import METADATA, Database, StoreError, address, insert_only
from metrics.words import N_

ANSWERS = YES, NO, UNKNOWN = "yes", "no", "unknown"
LONGEST_NAME, LONGEST_TEXT, SHORTEST_PURPOSE = 200, 4000, 10


def _who() -> tuple[sa.Column, sa.Column]:
    return (sa.Column("author", sa.String(LONGEST_NAME), nullable=False),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False))


PRACTICES = insert_only(sa.Table(
    "practice", METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    *(sa.Column(name, sa.String(LONGEST_NAME), nullable=False) for name in ("expert_id", "category", "title")),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("what", "evidence")),
    *(sa.Column(name, sa.String(10), nullable=False) for name in ("transferable", "willing")),
    *_who(),
))
ADOPTIONS = insert_only(sa.Table(
    "adoption", METADATA,
    sa.Column("practice", sa.Integer, sa.ForeignKey("practice.number"), primary_key=True),
    sa.Column("person_id", sa.String(LONGEST_NAME), primary_key=True),
    sa.Column("adopted_on", sa.Date, nullable=False),
    *_who(),
))
AUDIT = insert_only(sa.Table(
    "audit", METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("about", sa.String(LONGEST_NAME), nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    *_who(),
))


@dataclass(frozen=True)
class Practice:
    """What an expert does that others do not, from what it shows, whether others could do it, and whether the expert is
    willing to teach it (both: yes, no or unknown)."""

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
    """A practice without its expert, whoever wrote it down, and the days on which others took it over."""

    title: str
    category: str
    what: str
    transferable: str
    recorded_on: date
    adopted_on: tuple[date, ...]


@dataclass(frozen=True)
class Logged:
    """Somebody asked for something about persons, with a purpose."""

    number: int
    about: str
    purpose: str
    author: str
    at: datetime


class PracticeStore:
    """The practices, adoptions and log of one database; without a URL the one of the scenarios.

    Every method raises StoreError (UnreachableError, ...), a sentence for the reader.
    """

    def __init__(self, url: str | None = None) -> None:
        self._database = Database(address(url))

    def record(self, practice: Practice, *, author: str) -> Kept:
        """The practice as it is kept; it is on disk when this returns."""
        if not {practice.transferable, practice.willing} <= set(ANSWERS):
            raise StoreError(N_("Whether others could do it, and whether the expert is willing, is yes, no or unknown. "
                                "Nothing was saved."))
        texts = {"expert_id": LONGEST_NAME, "category": LONGEST_NAME, "title": LONGEST_NAME, "what": LONGEST_TEXT}
        values = asdict(practice) | {name: _text(getattr(practice, name), most) for name, most in texts.items()}
        return _practice(self._add(PRACTICES, values | {"evidence": practice.evidence[:LONGEST_TEXT]}, author))

    def practices(self) -> tuple[Kept, ...]:
        """All that was recorded, the first one first."""
        return tuple(map(_practice, self._all(PRACTICES)))

    def adopt(self, practice: int, person_id: str, adopted_on: date, *, author: str) -> Adoption:
        """The adoption as it is kept; the same one kept twice, or one of an unknown practice, is refused."""
        values = {"practice": practice, "person_id": _text(person_id, LONGEST_NAME), "adopted_on": adopted_on}
        if practice not in {one.number for one in self.practices()}:
            raise StoreError(N_("There is no practice with the number {number}; nothing was saved. Choose one from the "
                                "list."), number=practice)
        try:
            return Adoption(**self._add(ADOPTIONS, values, author))
        except IntegrityError:
            raise StoreError(N_("{person} has taken over this practice already; nothing was changed."),
                             person=person_id) from None

    def adoptions(self) -> tuple[Adoption, ...]:
        """All adoptions, by day."""
        return tuple(sorted((Adoption(**row) for row in self._all(ADOPTIONS)), key=lambda one: one.adopted_on))

    def learned(self) -> tuple[Learned, ...]:
        """The practices with their adoptions, the first recorded first."""
        days = {}
        for one in self.adoptions():
            days.setdefault(one.practice, []).append(one.adopted_on)
        return tuple(Learned(one.practice.title, one.practice.category, one.practice.what, one.practice.transferable,
                             one.at.date(), tuple(days.get(one.number, ()))) for one in self.practices())

    def log(self, about: str, *, purpose: str, author: str) -> Logged:
        """The line of the log, on disk when this returns. A purpose has at least ten characters, an author a name."""
        said = _text(purpose, LONGEST_TEXT)
        if len(said) < SHORTEST_PURPOSE:
            raise StoreError(N_("Say in a few words what the names are for; nothing is shown without a purpose."))
        return Logged(**self._add(AUDIT, {"about": _text(about, LONGEST_NAME), "purpose": said}, author))

    def logged(self) -> tuple[Logged, ...]:
        """Every line of the log, the first one first."""
        return tuple(Logged(**row) for row in self._all(AUDIT))

    def close(self) -> None:
        """Gives the connections back; the store may be used again."""
        self._database.close()

    def _add(self, table: sa.Table, values: dict[str, object], author: str) -> dict[str, object]:
        row = values | {"author": _text(author, LONGEST_NAME), "at": datetime.now(UTC)}
        with self._database.connection() as con:
            keys = con.execute(table.insert().returning(*table.primary_key), row).mappings().one()
        return row | dict(keys)

    def _all(self, table: sa.Table) -> list[dict[str, object]]:
        with self._database.connection() as con:
            rows = con.execute(sa.select(table).order_by(*table.primary_key)).mappings()
            return [{**row, "at": _utc(row["at"])} for row in rows]


def _practice(row: dict[str, object]) -> Kept:
    of = Practice(**{one.name: row[one.name] for one in fields(Practice)})
    return Kept(row["number"], of, row["author"], row["at"])


def _text(text: str, most: int) -> str:
    """The text as it is stored: one spelling of each letter, no space around it; an empty one is refused."""
    plain = unicodedata.normalize("NFC", text).strip()
    if not plain or len(plain) > most:
        raise StoreError(N_("A text has 1 to {most} characters: something that is needed was left empty, or is too "
                            "long. Nothing was saved or lost."), most=most)
    return plain


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
