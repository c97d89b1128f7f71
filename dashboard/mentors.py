"""Mentors and suggested pairings as the page reads them; who is who only for a role that may see
it, and logged.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass

from dashboard import data, experts
from dashboard.exports import csv_file
from metrics.contract import TABLES
from metrics.disclosure.release import release
from metrics.disclosure.released_mentors import ReleasedPeople, ReleasedPool, reveal
from metrics.experts.find import expert_in
from metrics.i18n import Locale
from metrics.mentors import service
from metrics.mentors.assignment import Reason
from metrics.mentors.eligibility import CRITERIA, EXPERT, VERDICTS, Candidate
from metrics.mentors.rules import mentor_rules
from metrics.store import AuditLog
from metrics.warehouse.snapshot import Snapshot, ask, find


@dataclass(frozen=True)
class File:
    """A file to take away."""

    name: str
    content: bytes


def found(snapshot: Snapshot) -> ReleasedPool:
    """What may be shown of the pool. Raises MentorRulesError where the company asks what has no
    meaning.
    """
    return release(_known(snapshot))


def people(snapshot: Snapshot, *, role: str, purpose: str, author: str) -> ReleasedPeople:
    """Who they are, after the question is in the log. Raises RefusedError or StoreError."""
    with closing(AuditLog()) as log:
        return reveal(_known(snapshot), role=role, log=log, purpose=purpose, author=author)


def said(reason: Reason, names: dict[str, str], _: Locale) -> str:
    """A reason as a sentence; categories by name, numbers as the reader writes them."""
    text, values = reason
    return _(
        text,
        **{
            name: names.get(one, one)
            if name == "category"
            else _.number(one, int(one % 1 > 0))
            if isinstance(one, (int, float))
            else one
            for name, one in values.items()
        },
    )


def verdict(one: Candidate, _: Locale) -> str:
    """What somebody is found to be; of an expert by what, where that is more than their review."""
    if one.verdict != EXPERT or not one.expert_in:
        return _(VERDICTS[one.verdict])
    return _(
        "expert ({by}), not a mentor: learn from them, do not assign",
        by=", ".join(measure or _("customers retained") for measure in one.expert_in),
    )


def shortlist_file(known: ReleasedPeople, names: dict[str, str], _: Locale) -> File:
    """Everybody on the shortlist, with why they are in, out or not yet assessed on each
    criterion.
    """
    header = [_("person"), _("category"), _("verdict"), *(_(title) for title in CRITERIA.values())]
    rows = [
        [
            one.person_id,
            names.get(one.category, one.category),
            verdict(one, _),
            *(
                said((one.criteria[name].says, one.criteria[name].values), names, _)
                for name in CRITERIA
            ),
        ]
        for one in known.candidates
    ]
    return _file(_("mentors"), header, rows, _)


def suggestions_file(known: ReleasedPeople, names: dict[str, str], _: Locale) -> File:
    """The suggested pairs with reasons and alternatives, numbered as on the page, then who stays
    without and why.
    """
    header = [
        _("number"),
        _("mentee"),
        _("mentor"),
        _("category"),
        _("points"),
        _("why"),
        _("alternative"),
        _("other alternative"),
    ]
    rows = []
    for number, one in enumerate(known.suggestion.pairs, start=1):
        others = [
            _(
                "{mentor} ({points} points, {place})",
                mentor=other.mentor.person_id,
                points=_.number(other.points),
                place=_("has capacity") if other.free else _("has no capacity left"),
            )
            for other in one.alternatives
        ]
        rows.append(
            [
                number,
                one.mentee.person_id,
                one.mentor.person_id,
                names.get(one.mentee.category, one.mentee.category),
                one.points,
                " ".join(said(reason, names, _) for reason in one.reasons),
                *(others + ["", ""])[:2],
            ]
        )
    rows += [
        [
            None,
            one.mentee.person_id,
            "",
            names.get(one.mentee.category, one.mentee.category),
            None,
            said(one.reason, names, _),
            "",
            "",
        ]
        for one in known.suggestion.unmatched
    ]
    return _file(_("suggested pairings"), header, rows, _)


def pairings_file(
    snapshot: Snapshot, known: ReleasedPeople, accepted: Collection[int], _: Locale
) -> File:
    """The file of pairings with the accepted pairs (numbers from 1) added, to take the place of the
    one loaded.
    """
    chosen = [
        one for number, one in enumerate(known.suggestion.pairs, start=1) if number in accepted
    ]
    with ask(find(snapshot.id)) as session:
        rows = service.pairings_rows(session, chosen, known.usual, known.start)
    table = TABLES["pairings"]
    header = [table.column(name).header(_.language) for name in service.COLUMNS]
    return _file(table.title(_.language), header, rows, _)


def _file(name: str, header: list[str], rows: list, _: Locale) -> File:
    content, file_name = csv_file(name, header, rows, _.language)
    return File(file_name, content)


def _known(snapshot: Snapshot) -> service.Pool:
    def asked() -> service.Pool:
        rules = mentor_rules(data.report(snapshot.id, "en").get("mentors"))
        named = expert_in(experts.unreleased(snapshot))
        with ask(find(snapshot.id)) as session:
            return service.pool(session, rules, named)

    return data.kept("mentors", snapshot.id, asked)
