"""Practices learned from experts, and who adopted them.

Recording a practice and its adoption:

    store = PracticeStore()
    recorded = store.record(Practice("P1158", "customers", "Calls", what="..."), author="CEO")
    store.adopt(recorded.number, "P0042", date(2026, 1, 12), author="CEO")
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from metrics.i18n import N_
from metrics.store.database import METADATA, StoreError, database_url
from metrics.store.insert_only import (
    LONGEST_NAME,
    LONGEST_TEXT,
    DatabaseRow,
    InsertOnlyStore,
    author_and_time,
    insert_only,
    required_text,
)
from metrics.store.lotteries import LotteryStore
from metrics.warehouse.entries import Entries

YES = "yes"
NO = "no"
UNKNOWN = "unknown"
ANSWERS = (YES, NO, UNKNOWN)
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
        *author_and_time(),
    )
)
ADOPTIONS = insert_only(
    sa.Table(
        "adoption",
        METADATA,
        sa.Column("practice", sa.Integer, sa.ForeignKey("practice.number"), primary_key=True),
        sa.Column("person_id", sa.String(LONGEST_NAME), primary_key=True),
        sa.Column("adopted_on", sa.Date, nullable=False),
        *author_and_time(),
    )
)


@dataclass(frozen=True)
class Practice:
    """What an expert does that others do not, and the evidence for it.

    `transferable` says whether others could do it and `willing` whether the expert would teach it;
    both are one of ANSWERS.
    """

    expert_id: str
    category: str
    title: str
    what: str
    evidence: str = ""
    transferable: str = UNKNOWN
    willing: str = UNKNOWN


@dataclass(frozen=True)
class RecordedPractice:
    """A practice with its number (from 1), its author and the time of recording (UTC)."""

    number: int
    practice: Practice
    author: str
    at: datetime


@dataclass(frozen=True)
class Adoption:
    """A person who adopted the practice of that number."""

    practice: int
    person_id: str
    adopted_on: date
    author: str
    at: datetime


@dataclass(frozen=True)
class PracticeSummary:
    """A practice without its expert and author, with the days on which others adopted it."""

    title: str
    category: str
    what: str
    transferable: str
    recorded_on: date
    adopted_on: tuple[date, ...]


class PracticeStore(InsertOnlyStore):
    """The practices and adoptions of one database; without a URL, that of the scenarios.

    Its methods raise StoreError, a sentence for the reader.
    """

    READ_FAILED = N_(
        "The practices recorded in the browser could not be read: {place} does not respond "
        "({reason}). They are safe. Try again when the database responds."
    )
    WRITE_FAILED = N_(
        "Your entry could not be saved: {place} does not respond ({reason}). Practices and "
        "adoptions saved earlier are safe. Leave this page open and save again when the database "
        "responds."
    )

    def record(self, practice: Practice, *, author: str) -> RecordedPractice:
        """Save a practice; return it with its number once it is on disk."""
        if not {practice.transferable, practice.willing} <= set(ANSWERS):
            raise StoreError(
                N_(
                    "Choose yes, no or unknown for whether others could do it and whether "
                    "the expert is willing. Nothing was saved."
                )
            )
        row = {
            **asdict(practice),
            "expert_id": required_text(practice.expert_id, LONGEST_NAME),
            "category": required_text(practice.category, LONGEST_NAME),
            "title": required_text(practice.title, LONGEST_NAME),
            "what": required_text(practice.what, LONGEST_TEXT),
            "evidence": practice.evidence[:LONGEST_TEXT],
            "author": required_text(author, LONGEST_NAME),
        }
        return _recorded_practice(self._add(PRACTICES, row))

    def practices(self) -> tuple[RecordedPractice, ...]:
        """Return every recorded practice, oldest first."""
        return tuple(map(_recorded_practice, self._all(PRACTICES)))

    def adopt(self, practice: int, person_id: str, adopted_on: date, *, author: str) -> Adoption:
        """Save an adoption; return it once it is on disk.

        Raises StoreError for a practice number that does not exist and for a person who already
        adopted the practice.
        """
        row = {
            "practice": practice,
            "person_id": required_text(person_id, LONGEST_NAME),
            "adopted_on": adopted_on,
            "author": required_text(author, LONGEST_NAME),
        }
        if practice not in {recorded.number for recorded in self.practices()}:
            raise StoreError(
                N_(
                    "There is no practice with number {number}. Nothing was saved. Choose "
                    "one from the list."
                ),
                number=practice,
            )
        try:
            return Adoption(**self._add(ADOPTIONS, row))
        except IntegrityError:
            raise StoreError(
                N_("{person} has already adopted this practice. Nothing was changed."),
                person=person_id,
            ) from None

    def adoptions(self) -> tuple[Adoption, ...]:
        """Return every adoption by day."""
        adoptions = (Adoption(**row) for row in self._all(ADOPTIONS))
        return tuple(sorted(adoptions, key=lambda adoption: adoption.adopted_on))

    def entries(self) -> Entries:
        """Return the rows for the contract's tables practices and adoptions, oldest first."""
        practices = [
            {
                **asdict(recorded.practice),
                "practice_id": practice_id(recorded.number),
                "recorded_on": recorded.at.date(),
            }
            for recorded in self.practices()
        ]
        adoptions = [
            {
                "practice_id": practice_id(adoption.practice),
                "person_id": adoption.person_id,
                "adopted_on": adoption.adopted_on,
            }
            for adoption in self.adoptions()
        ]
        return {"practices": practices, "adoptions": adoptions}


def practice_summaries(*sources: Entries) -> tuple[PracticeSummary, ...]:
    """Return the practices of several sources with their adoptions, oldest first.

    `sources` are rows of the contract's tables practices and adoptions. A practice or adoption in
    two sources counts once, as the first source has it.
    """
    practices: dict[str, DatabaseRow] = {}
    adoption_days: dict[str, dict[str, date]] = {}
    for source in sources:
        recorded: Sequence[DatabaseRow] = source.get("practices", ())
        adopted: Sequence[DatabaseRow] = source.get("adoptions", ())
        for row in recorded:
            practices.setdefault(row["practice_id"], row)
        for row in adopted:
            days = adoption_days.setdefault(row["practice_id"], {})
            days.setdefault(row["person_id"], row["adopted_on"])
    summaries = [
        PracticeSummary(
            row["title"] or identifier,
            row["category"],
            row["what"] or "",
            row["transferable"] or UNKNOWN,
            row["recorded_on"],
            tuple(sorted(adoption_days.get(identifier, {}).values())),
        )
        for identifier, row in practices.items()
    ]
    return tuple(sorted(summaries, key=lambda summary: summary.recorded_on))


def practice_id(number: int) -> str:
    """Return the id in snapshots and in a company's files of a practice recorded in the browser."""
    return f"browser-{number}"


def browser_entries(url: str | None = None) -> Entries:
    """Return all rows entered in the browser, for a load; none where no database exists yet."""
    address = database_url(url)
    if address.get_backend_name() == "sqlite" and not Path(str(address.database)).exists():
        return {}
    with closing(PracticeStore(url)) as practices, closing(LotteryStore(url)) as lotteries:
        return {**practices.entries(), **lotteries.entries()}


def _recorded_practice(row: DatabaseRow) -> RecordedPractice:
    practice = Practice(**{field.name: row[field.name] for field in fields(Practice)})
    return RecordedPractice(row["number"], practice, row["author"], row["at"])
