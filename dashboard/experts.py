"""Hidden experts and practices as the page reads them; the names only through `names`, which is logged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dashboard import data
from metrics.decide import experts as hidden
from metrics.disclosure.experts import ReleasedExperts, ReleasedNames, ReleasedPractice, reveal
from metrics.disclosure.release import release
from metrics.store import Learned, PracticeStore
from metrics.warehouse.snapshot import Snapshot, ask, find


def found(snapshot: Snapshot) -> ReleasedExperts | None:
    """What may be shown of the hidden experts; None where no customer of anybody's was lost or known."""
    known = _known(snapshot)
    return None if known is None else release(known)


def names(snapshot: Snapshot, *, purpose: str, author: str) -> ReleasedNames:
    """Who they are, after the question is in the log. Raises StoreError."""
    with entries() as store:
        return reveal(_known(snapshot), store=store, purpose=purpose, author=author)


@contextmanager
def entries() -> Iterator[PracticeStore]:
    """The practices, adoptions and the log of names, while the block lasts."""
    store = PracticeStore()
    try:
        yield store
    finally:
        store.close()


def learned(snapshot: Snapshot) -> tuple[ReleasedPractice, ...]:
    """What may be shown of the practices: those of the company's files first, then those written down here."""
    with entries() as store:
        return tuple(map(release, (*_in_files(snapshot), *store.learned())))


def _known(snapshot: Snapshot) -> hidden.Experts | None:
    def asked() -> hidden.Experts | None:
        with ask(find(snapshot.id)) as session:
            return hidden.experts(session)

    return data.kept("hidden experts", snapshot.id, asked)


def _in_files(snapshot: Snapshot) -> tuple[Learned, ...]:
    def asked() -> tuple[Learned, ...]:
        with ask(find(snapshot.id)) as session:
            return tuple(Learned(*row, tuple(day for (day,) in session.rows(
                "select adopted_on from adoption where practice_id = ? order by adopted_on", [number])))
                for number, *row in session.rows(_FILED))

    return data.kept("practices in files", snapshot.id, asked)


_FILED = ("select practice_id, coalesce(title, practice_id), category, coalesce(what, ''), "
          "coalesce(transferable, 'unknown'), recorded_on from practices order by recorded_on, practice_id")
