"""Saved scenarios: every save is a new version, nothing is changed or deleted, and two people never
lose each other's.

A version keeps what its numbers follow from: the scenario with its seed, the estimates and the
assumptions it used, and the snapshot and the version of this product they come from. So
`appraise(saved.scenario, saved.facts, saved.assumptions)` gives the same numbers later, whatever
was loaded meanwhile.

Saving says on which version the work was based. If another was saved meanwhile, the ConflictError
holds both, and neither is lost: yours is still a `Draft`, to be saved on top of the newer one, or
under a name of its own:

    try:
        saved = store.save(scenario, facts, of, based_on=3, author="Finance")
    except ConflictError as both:
        saved = store.save_draft(both.yours.on_top_of(both.saved))
        saved = store.save_draft(both.yours.named("Lunch, second thoughts"))
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version as installed

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from metrics.i18n import N_
from metrics.rewards.scenario import Scenario, scenario_from_dict
from metrics.store.engine import METADATA, Database, StoreError, address, insert_only
from metrics.store.json_codec import dumps, loads
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts, facts_from_dict

LONGEST, LONGEST_NOTE = 200, 400
ROWS = insert_only(
    sa.Table(
        "scenario",
        METADATA,
        sa.Column("name", sa.String(LONGEST), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("author", sa.String(LONGEST), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("snapshot", sa.String(LONGEST), nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("product", sa.String(50), nullable=False),
        sa.Column("scenario", sa.JSON, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("assumptions", sa.JSON, nullable=False),
        sa.Column("note", sa.String(LONGEST_NOTE), nullable=False, server_default=""),
    )
)
_ABOUT = ("name", "version", "author", "note", "at", "snapshot", "seed", "product")


@dataclass(frozen=True)
class Version:
    """About one saved version: `version` counts from 1 without gaps, `note` says why it is there,
    `at` is in UTC, `snapshot` the id of the data.
    """

    name: str
    version: int
    author: str
    note: str
    at: datetime
    snapshot: str
    seed: int
    product: str


@dataclass(frozen=True)
class Saved(Version):
    """A saved version with all that its numbers follow from."""

    scenario: Scenario
    facts: CompanyFacts
    assumptions: dict[str, Assumption]


@dataclass(frozen=True)
class Draft:
    """What is to be saved. `based_on` is the version the work began with; None for a name that is
    new. `note` says why this version is made; it may be empty.
    """

    scenario: Scenario
    facts: CompanyFacts
    assumptions: Mapping[str, Assumption]
    based_on: int | None
    author: str
    note: str = ""

    def on_top_of(self, saved: Version) -> Draft:
        """The same work, to be saved as the version after that one."""
        return replace(self, based_on=saved.version)

    def named(self, name: str) -> Draft:
        """The same work under a new name."""
        return replace(self, scenario=replace(self.scenario, name=name), based_on=None)


class ConflictError(StoreError):
    """Another version was saved meanwhile: `yours` was not stored and is here, `saved` is the
    newest one that was.
    """

    def __init__(self, yours: Draft, saved: Saved) -> None:
        super().__init__(
            N_(
                "{author} saved version {version} of '{name}' on {at} while you were "
                "working. Your version is not saved yet, and nothing is lost. Save it on top "
                "of that version, or under another name."
            ),
            name=saved.name,
            version=saved.version,
            author=saved.author,
            at=f"{saved.at:%Y-%m-%d %H:%M} UTC",
        )
        self.yours, self.saved = yours, saved


class NotSavedError(StoreError, LookupError):
    """There is no such name or version."""


class ScenarioStore:
    """The saved scenarios of one database; without a URL that of MENTORING_ROI_SCENARIOS, else a
    file.

    Every method raises StoreError (UnreachableError, NewerError, ...), a sentence for the reader.
    """

    def __init__(self, url: str | None = None) -> None:
        self._database = Database(address(url))

    @property
    def place(self) -> str:
        """Where they are kept, without user and password."""
        return self._database.place

    def save(
        self,
        scenario: Scenario,
        facts: CompanyFacts,
        assumptions: Mapping[str, Assumption],
        *,
        based_on: int | None,
        author: str,
        note: str = "",
    ) -> Saved:
        """The version that is now stored, under `scenario.name`; it is on disk when this returns.

        Raises ConflictError where another version was saved after `based_on`. The same save made
        twice (a connection that broke before the answer came) is stored once.
        """
        return self.save_draft(Draft(scenario, facts, assumptions, based_on, author, note))

    def save_draft(self, draft: Draft) -> Saved:
        """As `save`, of a Draft: what a ConflictError hands back."""
        row = _row(draft)
        try:
            with self._database.connection() as con:
                newest = (
                    con.scalar(
                        sa.select(sa.func.max(ROWS.c.version)).where(ROWS.c.name == row["name"])
                    )
                    or 0
                )
                if newest + 1 == row["version"]:
                    con.execute(ROWS.insert(), row)
                    return _saved(row)
        except IntegrityError:
            pass  # stored by another between the two statements: a conflict like any other
        return self._meanwhile(draft, row)

    def load(self, name: str, version: int | None = None) -> Saved:
        """That version, else the newest. Raises NotSavedError."""
        wanted = (
            sa.select(ROWS)
            .where(ROWS.c.name == _name(name))
            .order_by(ROWS.c.version.desc())
            .limit(1)
        )
        if version is not None:
            wanted = wanted.where(ROWS.c.version == version)
        with self._database.connection() as con:
            row = con.execute(wanted).mappings().first()
        if row is None:
            raise NotSavedError(
                N_(
                    "There is no scenario '{name}' with that version at {place}. Nothing was "
                    "changed. Choose one from the list."
                ),
                name=name,
                place=self.place,
            )
        return _saved(row)

    def versions(self, name: str) -> tuple[Version, ...]:
        """All versions of that name, the first one first; empty for a name that is not there."""
        wanted = sa.select(*(ROWS.c[column] for column in _ABOUT)).where(ROWS.c.name == _name(name))
        with self._database.connection() as con:
            rows = con.execute(wanted.order_by(ROWS.c.version)).mappings()
            return tuple(Version(**{**row, "at": _utc(row["at"])}) for row in rows)

    def names(self) -> tuple[str, ...]:
        """The names that are saved, in alphabetical order."""
        with self._database.connection() as con:
            names = con.scalars(sa.select(ROWS.c.name).distinct())
            return tuple(sorted(names, key=lambda name: (name.casefold(), name)))

    def close(self) -> None:
        """Gives the connections back; the store may be used again."""
        self._database.close()

    def _meanwhile(self, draft: Draft, row: Mapping[str, object]) -> Saved:
        try:
            stored = self.load(row["name"], row["version"])
        except NotSavedError:
            raise StoreError(
                N_(
                    "Your scenario is based on version {based} of '{name}', which is not "
                    "saved at {place}. Nothing was saved or lost. Open the newest version "
                    "and save over it, or save under another name."
                ),
                based=draft.based_on,
                name=row["name"],
                place=self.place,
            ) from None
        if stored == _saved({**row, "at": stored.at, "product": stored.product}):
            return stored
        raise ConflictError(draft, self.load(row["name"]))


def _row(draft: Draft) -> dict[str, object]:
    name = _name(draft.scenario.name)
    return {
        "name": name,
        "version": (draft.based_on or 0) + 1,
        "author": _name(draft.author),
        "at": datetime.now(UTC),
        "note": _note(draft.note),
        "snapshot": draft.facts.snapshot,
        "seed": draft.scenario.seed,
        "product": installed("mentoring-roi"),
        "scenario": _exact(replace(draft.scenario, name=name).as_dict()),
        "facts": _exact(draft.facts.as_dict()),
        "assumptions": _exact({key: asdict(one) for key, one in draft.assumptions.items()}),
    }


def _saved(row: sa.RowMapping | Mapping[str, object]) -> Saved:
    try:
        return Saved(
            **{
                **row,
                "at": _utc(row["at"]),
                "scenario": scenario_from_dict(row["scenario"]),
                "facts": facts_from_dict(row["facts"]),
                "assumptions": {
                    name: Assumption(**one) for name, one in row["assumptions"].items()
                },
            }
        )
    except (TypeError, ValueError, KeyError) as error:
        raise StoreError(
            N_(
                "Version {version} of '{name}' was saved by product version {product}; this "
                "version cannot read it ({reason}). It is safe. Open it with that product "
                "version."
            ),
            version=row["version"],
            name=row["name"],
            product=row["product"],
            reason=error,
        ) from error


def _exact(values: Mapping[str, object]) -> object:
    """The values as they will come back."""
    return loads(dumps(values))


def _name(text: str) -> str:
    """The name as it is stored: one spelling of each letter, no space around it."""
    name = unicodedata.normalize("NFC", text).strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise StoreError(
            N_(
                "A name has 1 to {longest} characters, without line breaks; '{name}' does "
                "not. Nothing was saved or lost. Change the name and save again."
            ),
            longest=LONGEST,
            name=text.encode("ascii", "backslashreplace").decode()[:40],
        )
    return name


def _note(text: str) -> str:
    """The note as it is stored, on one line."""
    note = " ".join(unicodedata.normalize("NFC", text).split())
    if len(note) > LONGEST_NOTE or not note.isprintable():
        raise StoreError(
            N_(
                "A note has at most {longest} characters. Nothing was saved or lost. Shorten "
                "the note and save again."
            ),
            longest=LONGEST_NOTE,
        )
    return note


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
