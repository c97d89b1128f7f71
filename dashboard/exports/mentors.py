"""Mentors, suggested pairings and accepted pairings as files with person numbers.

They hold people, so a page offers them only for a role that may see names, after the purpose is
logged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.exports.csv_export import csv_file
from dashboard.text.mentor_text import reason_sentence, suitability_label
from metrics.contract import TABLES
from metrics.disclosure import RevealedPool
from metrics.i18n import Locale
from metrics.mentors import CRITERIA, Alternative, SuggestedPair, service

ALTERNATIVES = 2  # columns for them in the file of suggestions


@dataclass(frozen=True)
class ExportFile:
    """A file to download."""

    name: str
    content: bytes


def shortlist_file(people: RevealedPool, names: Mapping[str, str], _: Locale) -> ExportFile:
    """Return everybody on the shortlist, with the reason for each criterion met or not met.

    `names` are the categories as the reader calls them.
    """
    header = [
        _("person"),
        _("category"),
        _("suitability"),
        *(_(title) for title in CRITERIA.values()),
    ]
    rows = []
    for candidate in people.candidates:
        criteria = [candidate.criteria[name] for name in CRITERIA]
        rows.append(
            [
                candidate.person_id,
                names.get(candidate.category, candidate.category),
                suitability_label(candidate, _),
                *(reason_sentence((one.says, one.values), names, _) for one in criteria),
            ]
        )
    return _file(_("mentors"), header, rows, _)


def suggestions_file(people: RevealedPool, names: Mapping[str, str], _: Locale) -> ExportFile:
    """Return the suggested pairs with their reasons and alternatives, numbered as on the page.

    The mentees without a pair follow, each with the reason.
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
    rows = [
        _suggested_row(number, pair, names, _)
        for number, pair in enumerate(people.suggestion.pairs, start=1)
    ]
    rows += [
        [
            None,
            unmatched.mentee.person_id,
            "",
            names.get(unmatched.mentee.category, unmatched.mentee.category),
            None,
            reason_sentence(unmatched.reason, names, _),
            *[""] * ALTERNATIVES,
        ]
        for unmatched in people.suggestion.unmatched
    ]
    return _file(_("suggested pairings"), header, rows, _)


def pairings_file(rows: Sequence[Sequence[object]], _: Locale) -> ExportFile:
    """Return rows of the table `pairings` as the file that replaces the one loaded.

    Each row holds the columns `service.COLUMNS`; their headers are in the reader's language.
    """
    table = TABLES["pairings"]
    header = [table.column(name).header(_.language) for name in service.COLUMNS]
    return _file(table.title(_.language), header, rows, _)


def _suggested_row(
    number: int, pair: SuggestedPair, names: Mapping[str, str], _: Locale
) -> list[object]:
    alternatives = [_alternative(one, _) for one in pair.alternatives[:ALTERNATIVES]]
    return [
        number,
        pair.mentee.person_id,
        pair.mentor.person_id,
        names.get(pair.mentee.category, pair.mentee.category),
        pair.points,
        " ".join(reason_sentence(reason, names, _) for reason in pair.reasons),
        *alternatives,
        *[""] * (ALTERNATIVES - len(alternatives)),
    ]


def _alternative(alternative: Alternative, _: Locale) -> str:
    return _(
        "{mentor} ({points} points, {place})",
        mentor=alternative.mentor.person_id,
        points=_.number(alternative.points),
        place=_("has capacity") if alternative.free else _("has no capacity left"),
    )


def _file(
    name: str, header: Sequence[str], rows: Sequence[Sequence[object]], _: Locale
) -> ExportFile:
    content, file_name = csv_file(name, header, rows, _.language)
    return ExportFile(file_name, content)
