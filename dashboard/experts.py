"""Hidden experts and practices as the page reads them; names only for a role that may see them, and
logged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date

from dashboard import data
from metrics.catalog import Metric
from metrics.disclosure import ReleasedRelated
from metrics.disclosure.release import release
from metrics.disclosure.released_experts import (
    ReleasedExperts,
    ReleasedNames,
    ReleasedPractice,
    ReleasedScores,
    reveal,
)
from metrics.disclosure.roles import permit
from metrics.evaluate.adopters import adopters
from metrics.evaluate.related import Related
from metrics.experts import find as hidden
from metrics.experts.score_outliers import ScoredExperts
from metrics.priorities.category_tree import tree
from metrics.store import (
    AuditLog,
    Practice,
    PracticeStore,
    RecordedPractice,
    browser_entries,
    practice_summaries,
)
from metrics.value import run_values
from metrics.warehouse.engine import Session
from metrics.warehouse.entries import Entries
from metrics.warehouse.snapshot import Snapshot, ask, find


def unreleased(snapshot: Snapshot) -> Mapping[str, hidden.Experts | ScoredExperts]:
    """All hidden experts as `experts_by` gives them: to compute with, and not to show."""
    return data.asked(snapshot, "hidden experts", hidden.experts_by)


def found(snapshot: Snapshot) -> ReleasedExperts | None:
    """What may be shown of the hidden experts; None where no customer of anybody's was lost or
    known.
    """
    known = unreleased(snapshot).get("")
    return None if known is None else release(known)


def measured(snapshot: Snapshot) -> dict[str, ReleasedExperts | ReleasedScores]:
    """What may be shown of the hidden experts by each measure that the tables have, by name."""
    return {name: release(known) for name, known in unreleased(snapshot).items() if name}


def names(
    snapshot: Snapshot, measure: str = "", *, role: str, purpose: str, author: str
) -> ReleasedNames:
    """Who they are by that measure ("": by customers kept), after the question is in the log.
    Raises RefusedError or StoreError.
    """
    known = unreleased(snapshot)[measure]
    with closing(AuditLog()) as log:
        return reveal(known, role=role, log=log, purpose=purpose, author=author)


def categories(snapshot: Snapshot) -> tuple[str, ...]:
    """What a practice can be about: the categories that the company names or pairs people in, else
    those that are asked for most.
    """
    known = data.asked(snapshot, "categories", tree)
    own = [one for one in known.categories if one.pairings or not one.shipped]
    return tuple(one.category for one in own or known.main())


def record(practice: Practice, *, role: str, author: str) -> RecordedPractice:
    """What was learned from an expert, as it is kept. Raises RefusedError or StoreError."""
    with _writing("practices", role, author) as store:
        return store.record(practice, author=author)


def adopt(practice: int, person_id: str, day: date, *, role: str, author: str) -> None:
    """Keeps that somebody took a practice over. Raises RefusedError or StoreError."""
    with _writing("adoptions", role, author) as store:
        store.adopt(practice, person_id, day, author=author)


def titles() -> dict[int, str]:
    """The practices written down here, by number."""
    with closing(PracticeStore()) as store:
        return {one.number: one.practice.title for one in store.practices()}


def learned(snapshot: Snapshot) -> tuple[ReleasedPractice, ...]:
    """What may be shown of the practices: those of the snapshot, and what was written down here
    since it was loaded.
    """
    return tuple(map(release, practice_summaries(_in_snapshot(snapshot), browser_entries())))


def helped(snapshot: Snapshot, metric: Metric) -> ReleasedRelated | None:
    """What may be shown of a panel metric before and after a practice was taken over; None where
    nobody did by the snapshot (what is written down here counts from the next load on).
    """

    def asked() -> Related | None:
        with ask(find(snapshot.id)) as session:
            if not session.rows("select 1 from practice_adoption limit 1"):
                return None
            return adopters(session, metric, run_values(data.assumptions(snapshot)))

    known = data.kept(f"adopters {metric!r}", snapshot.id, asked)
    return None if known is None else release(known)


@contextmanager
def _writing(about: str, role: str, author: str) -> Iterator[PracticeStore]:
    """The practices, for a role that may see whom they are about."""
    with closing(AuditLog()) as log:
        permit(about, role=role, log=log, purpose="to write them down", author=author)
    with closing(PracticeStore()) as store:
        yield store


def _in_snapshot(snapshot: Snapshot) -> Entries:
    def asked() -> Entries:
        with ask(find(snapshot.id)) as session:
            return {
                "practices": _rows(session, "practices", _OF_PRACTICES),
                "adoptions": _rows(session, "practice_adoption", _OF_ADOPTIONS),
            }

    return data.kept("practices in the snapshot", snapshot.id, asked)


def _rows(session: Session, table: str, columns: Sequence[str]) -> list[dict[str, object]]:
    rows = session.rows(f"select {', '.join(columns)} from {table} order by practice_id")
    return [dict(zip(columns, row, strict=True)) for row in rows]


_OF_PRACTICES = ("practice_id", "category", "recorded_on", "title", "what", "transferable")
_OF_ADOPTIONS = ("practice_id", "person_id", "adopted_on")
