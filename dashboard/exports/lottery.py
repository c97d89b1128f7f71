"""The result of a lottery, the letters to its candidates and its proof, as files with person ids.

They hold people, so a page offers them only for a role that may see names, after the purpose is
logged.
"""

from __future__ import annotations

from dashboard.exports.csv_export import csv_file
from dashboard.exports.mentors import ExportFile
from metrics.contract import TABLES
from metrics.disclosure import RevealedLottery
from metrics.i18n import N_, Locale
from metrics.lottery import DrawnEntrant

COLUMNS = (
    "lottery_id", "person_id", "category", "drawn_on", "drawn", "stratum", "cluster", "chance",
    "waiting_rank",
)  # fmt: skip
NEW_LETTER = "\n\n\f"
TO = N_("To {person}")
SUBJECT = N_("Subject: the lottery for a mentor ({category}), {day}")
YOU_ARE_DRAWN = N_(
    "You asked for a mentor. There were {n} candidates for {places} places, so lots were drawn, "
    "and you were drawn. You can start now."
)
YOU_WAIT = N_(
    "You asked for a mentor. There were {n} candidates for {places} places, so lots were drawn. "
    "You were not drawn this time: you are number {rank} on the waiting list."
)
NEXT_DRAWN = N_(
    "What happens next: the programme lead will call you within two weeks to choose a mentor who "
    "suits you. If you no longer want a mentor, please say so; that has no consequences."
)
NEXT_WAITING = N_(
    "What happens next: the waiting list gets its turn in {months} months, in this order. You do "
    "not need to ask again. If a place becomes free earlier, the first on the list gets it."
)
CHANCE = N_(
    "Your chance was {chance}, the same for everyone who drew a lot as you did. Your work, your "
    "reviews and your manager played no part."
)
VERIFY = N_(
    "List and seed were fixed before the draw under this fingerprint: {hash}. Ask the programme "
    "lead or the works council to check the draw with it."
)
USE = N_(
    "We compare afterwards how people who were drawn and who were not are doing, in numbers of at "
    "least ten people and without names, to know whether mentoring helps."
)


def result_file(known: RevealedLottery, _: Locale) -> ExportFile:
    """Return drawn and waiting list as rows of the table lottery_entries."""
    table = TABLES["lottery_entries"]
    header = [table.column(name).header(_.language) for name in COLUMNS]
    held = known.held
    rows = [
        (
            held.lottery_id,
            one.entrant.person_id,
            held.category,
            held.drawn_on.isoformat() if held.drawn_on else None,
            _("yes") if one.drawn else _("no"),
            one.entrant.stratum or None,
            one.entrant.cluster or None,
            round(one.chance, 6),
            one.waiting_rank,
        )
        for one in known.result
    ]
    content, name = csv_file(table.title(_.language), header, rows, _.language)
    return ExportFile(name, content)


def letters_file(known: RevealedLottery, category: str, _: Locale) -> ExportFile:
    """Return one letter per candidate as a text file, each on a page of its own.

    `category` is its name in the language of the letters.
    """
    letters = (_letter(one, known, category, _) for one in known.result)
    name = f"{_('letters')}-{known.held.lottery_id}-{_.language}.txt"
    return ExportFile(name, NEW_LETTER.join(letters).encode("utf-8-sig"))


def proof_file(known: RevealedLottery) -> ExportFile:
    """Return the proof that `mentoring-roi lottery verify` reads."""
    return ExportFile(f"lottery-{known.held.lottery_id}.json", known.proof.encode("utf-8"))


def _letter(one: DrawnEntrant, known: RevealedLottery, category: str, _: Locale) -> str:
    held = known.held
    values = {"n": _.number(held.candidates), "places": _.number(held.places)}
    if one.drawn:
        body = [_(YOU_ARE_DRAWN, **values), _(NEXT_DRAWN)]
    else:
        rank = _.number(one.waiting_rank or 0)
        body = [_(YOU_WAIT, rank=rank, **values), _(NEXT_WAITING, months=_.number(held.months))]
    day = _.date(held.drawn_on) if held.drawn_on else ""
    return "\n\n".join(
        (
            _(TO, person=one.entrant.person_id),
            _(SUBJECT, category=category, day=day),
            *body,
            _(CHANCE, chance=_.percent(one.chance)),
            _(VERIFY, hash=held.commitment),
            _(USE),
        )
    )
