"""Saved scenarios: every save is a new version, and nobody overwrites another's work.

A version keeps everything its numbers follow from: the scenario with its seed, the estimates and
assumptions it used, the snapshot and the version of this product. So
`appraise(saved.scenario, saved.facts, saved.assumptions)` gives the same numbers later, whatever
was loaded in the meantime.

A draft names the version it is based on. If another version was saved in the meantime, the
ConflictError holds both, and the draft can be saved on top of the newer one or under a new name:

    try:
        saved = store.save(scenario, facts, assumptions, based_on=3, author="Finance")
    except ConflictError as conflict:
        saved = store.save_draft(conflict.yours.on_top_of(conflict.saved))
        saved = store.save_draft(conflict.yours.named("Lunch, second version"))
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version as installed_version

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from metrics.i18n import N_
from metrics.rewards.scenario import Scenario, scenario_from_dict
from metrics.store.database import METADATA, Database, StoreError, database_url
from metrics.store.insert_only import LONGEST_NAME, DatabaseRow, insert_only, normalised, utc
from metrics.store.json_codec import round_trip
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts, facts_from_dict

LONGEST_NOTE = 400
READ_FAILED = N_(
    "The saved scenarios could not be read: {place} does not respond ({reason}). They are safe. "
    "Try again when the database responds."
)
WRITE_FAILED = N_(
    "Your scenario could not be saved: {place} does not respond ({reason}). Earlier saves are "
    "safe. Leave this page open and save again when the database responds; saving the same "
    "version twice keeps it once."
)
SCENARIOS = insert_only(
    sa.Table(
        "scenario",
        METADATA,
        sa.Column("name", sa.String(LONGEST_NAME), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("author", sa.String(LONGEST_NAME), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("snapshot", sa.String(LONGEST_NAME), nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("product", sa.String(50), nullable=False),
        sa.Column("scenario", sa.JSON, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("assumptions", sa.JSON, nullable=False),
        sa.Column("note", sa.String(LONGEST_NOTE), nullable=False, server_default=""),
    )
)
_DESCRIPTION = ("name", "version", "author", "note", "at", "snapshot", "seed", "product")


@dataclass(frozen=True)
class ScenarioVersion:
    """The description of one saved version.

    `version` counts from 1 without gaps, `note` is the reason for the version, `at` is in UTC,
    `snapshot` is the id of the data and `product` the version of this product.
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
class SavedScenario(ScenarioVersion):
    """A saved version with everything its numbers follow from."""

    scenario: Scenario
    facts: CompanyFacts
    assumptions: dict[str, Assumption]


@dataclass(frozen=True)
class Draft:
    """A scenario to be saved.

    `based_on` is the version that the work began with, None for a new name. `note` is the reason
    for this version; it may be empty.
    """

    scenario: Scenario
    facts: CompanyFacts
    assumptions: Mapping[str, Assumption]
    based_on: int | None
    author: str
    note: str = ""

    def on_top_of(self, saved: ScenarioVersion) -> Draft:
        """Return the same work, to be saved as the version after that one."""
        return replace(self, based_on=saved.version)

    def named(self, name: str) -> Draft:
        """Return the same work under a new name."""
        return replace(self, scenario=replace(self.scenario, name=name), based_on=None)


class ConflictError(StoreError):
    """A newer version than the one a draft is based on.

    `yours` is the draft, which was not stored; `saved` is the newest stored version.
    """

    def __init__(self, yours: Draft, saved: SavedScenario) -> None:
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
        self.yours = yours
        self.saved = saved

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.yours, self.saved)


class UnknownScenarioError(StoreError, LookupError):
    """A name or version that is not stored."""


class ScenarioStore:
    """The saved scenarios of one database.

    Without a URL, that is the database of MENTORING_ROI_SCENARIOS or else a file at home. Every
    method raises StoreError, a sentence for the reader.
    """

    def __init__(self, url: str | None = None) -> None:
        self._database = Database(database_url(url))

    @property
    def location(self) -> str:
        """Where the scenarios are kept, without user and password."""
        return self._database.location

    def save(
        self,
        scenario: Scenario,
        facts: CompanyFacts,
        assumptions: Mapping[str, Assumption],
        *,
        based_on: int | None,
        author: str,
        note: str = "",
    ) -> SavedScenario:
        """Return the new version of `scenario.name` once it is on disk.

        Raises ConflictError where another version was saved after `based_on`. The same save made
        twice (because a connection broke before the answer came) is stored once.
        """
        return self.save_draft(Draft(scenario, facts, assumptions, based_on, author, note))

    def save_draft(self, draft: Draft) -> SavedScenario:
        """Return the new version once it is on disk, as `save` does."""
        row = _row(draft)
        newest = sa.select(sa.func.max(SCENARIOS.c.version)).where(SCENARIOS.c.name == row["name"])
        try:
            with self._database.connection(WRITE_FAILED) as con:
                if (con.scalar(newest) or 0) + 1 == row["version"]:
                    con.execute(SCENARIOS.insert(), row)
                    return _saved_scenario(row)
        except IntegrityError:
            pass  # another save came between the two statements: a conflict like any other
        return self._same_or_conflict(draft, row)

    def load(self, name: str, version: int | None = None) -> SavedScenario:
        """Return that version, else the newest; raise UnknownScenarioError if there is none."""
        query = (
            sa.select(SCENARIOS)
            .where(SCENARIOS.c.name == _stored_name(name))
            .order_by(SCENARIOS.c.version.desc())
            .limit(1)
        )
        if version is not None:
            query = query.where(SCENARIOS.c.version == version)
        with self._database.connection(READ_FAILED) as con:
            row = con.execute(query).mappings().first()
        if row is None:
            raise UnknownScenarioError(
                N_(
                    "There is no scenario '{name}' with that version at {place}. Nothing was "
                    "changed. Choose one from the list."
                ),
                name=name,
                place=self.location,
            )
        return _saved_scenario({**row})

    def versions(self, name: str) -> tuple[ScenarioVersion, ...]:
        """Return all versions of that name, oldest first; none for an unknown name."""
        query = (
            sa.select(*(SCENARIOS.c[column] for column in _DESCRIPTION))
            .where(SCENARIOS.c.name == _stored_name(name))
            .order_by(SCENARIOS.c.version)
        )
        with self._database.connection(READ_FAILED) as con:
            rows = con.execute(query).mappings()
            return tuple(ScenarioVersion(**{**row, "at": utc(row["at"])}) for row in rows)

    def names(self) -> tuple[str, ...]:
        """Return the saved names in alphabetical order."""
        with self._database.connection(READ_FAILED) as con:
            names = con.scalars(sa.select(SCENARIOS.c.name).distinct())
            return tuple(sorted(names, key=lambda name: (name.casefold(), name)))

    def close(self) -> None:
        """Give the connections back; the store may be used again."""
        self._database.close()

    def _same_or_conflict(self, draft: Draft, row: DatabaseRow) -> SavedScenario:
        """Return the stored version if it is this very draft; otherwise raise ConflictError."""
        try:
            stored = self.load(row["name"], row["version"])
        except UnknownScenarioError:
            raise StoreError(
                N_(
                    "Your scenario is based on version {based} of '{name}', which is not "
                    "saved at {place}. Nothing was saved or lost. Open the newest version "
                    "and save over it, or save under another name."
                ),
                based=draft.based_on,
                name=row["name"],
                place=self.location,
            ) from None
        if stored == _saved_scenario({**row, "at": stored.at, "product": stored.product}):
            return stored
        raise ConflictError(draft, self.load(row["name"]))


def _row(draft: Draft) -> DatabaseRow:
    """Return the draft as the row to be stored."""
    name = _stored_name(draft.scenario.name)
    assumptions = {key: asdict(assumption) for key, assumption in draft.assumptions.items()}
    return {
        "name": name,
        "version": (draft.based_on or 0) + 1,
        "author": _stored_name(draft.author),
        "at": datetime.now(UTC),
        "note": _stored_note(draft.note),
        "snapshot": draft.facts.snapshot,
        "seed": draft.scenario.seed,
        "product": installed_version("mentoring-roi"),
        "scenario": round_trip(replace(draft.scenario, name=name).as_dict()),
        "facts": round_trip(draft.facts.as_dict()),
        "assumptions": round_trip(assumptions),
    }


def _saved_scenario(row: DatabaseRow) -> SavedScenario:
    """Return the scenario of a row; raise StoreError if another version wrote it differently."""
    try:
        return SavedScenario(
            **{
                **row,
                "at": utc(row["at"]),
                "scenario": scenario_from_dict(row["scenario"]),
                "facts": facts_from_dict(row["facts"]),
                "assumptions": {
                    name: Assumption(**values) for name, values in row["assumptions"].items()
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


def _stored_name(text: str) -> str:
    """Return the name as it is stored; raise StoreError if it is empty, long or unprintable."""
    name = normalised(text)
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise StoreError(
            N_(
                "A name has 1 to {longest} characters, without line breaks; '{name}' does "
                "not. Nothing was saved or lost. Change the name and save again."
            ),
            longest=LONGEST_NAME,
            name=text.encode("ascii", "backslashreplace").decode()[:40],
        )
    return name


def _stored_note(text: str) -> str:
    """Return the note as it is stored, on one line; raise StoreError if it is too long."""
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
