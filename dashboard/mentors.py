"""Mentors and suggested pairings as the page reads them.

Who is who is shown only to a role that may see names, and the question is logged.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing

from dashboard import data, experts
from metrics.disclosure.release import release
from metrics.disclosure.released_mentors import ReleasedPeople, ReleasedPool, reveal
from metrics.experts.find import expert_in
from metrics.mentors import service
from metrics.mentors.rules import mentor_rules
from metrics.store import AuditLog
from metrics.warehouse.snapshot import Snapshot, ask, find


def found(snapshot: Snapshot) -> ReleasedPool:
    """Return what may be shown of the pool.

    Raises MentorRulesError where the company's rules have no meaning.
    """
    return release(_known(snapshot))


def people(snapshot: Snapshot, *, role: str, purpose: str, author: str) -> ReleasedPeople:
    """Return who they are, after the question is logged. Raises RefusedError or StoreError."""
    with closing(AuditLog()) as log:
        return reveal(_known(snapshot), role=role, log=log, purpose=purpose, author=author)


def pairings_rows(
    snapshot: Snapshot, people: ReleasedPeople, accepted: Collection[int]
) -> list[tuple[object, ...]]:
    """Return the rows of the table `pairings` with the accepted pairs (numbers from 1) added."""
    chosen = [
        pair for number, pair in enumerate(people.suggestion.pairs, start=1) if number in accepted
    ]
    with ask(find(snapshot.id)) as session:
        return service.pairings_rows(session, chosen, people.usual, people.start)


def _known(snapshot: Snapshot) -> service.Pool:
    def asked() -> service.Pool:
        rules = mentor_rules(data.report(snapshot.id, "en").get("mentors"))
        named = expert_in(experts.unreleased(snapshot))
        with ask(find(snapshot.id)) as session:
            return service.pool(session, rules, named)

    return data.kept("mentors", snapshot.id, asked)
