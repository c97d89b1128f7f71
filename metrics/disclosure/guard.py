"""Which parts of the company may be told, so that no answer about few people is what two answers
differ by.

Beside the answer about everybody, filters give one about nearly everybody; what lies between is
then known of the few who are left. A part is therefore told only where enough mentees remain in
whatever it can be taken from (`lattice`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.disclosure.differencing import CROSSED, place_of
from metrics.disclosure.release import TOO_FEW, UNTOLD, release
from metrics.disclosure.released import ReleasedAnswer
from metrics.disclosure.suppression import hidden
from metrics.evaluate import Answer
from metrics.evaluate.answer import CANNOT_TELL
from metrics.i18n import N_
from metrics.priorities.drilldown import Cube, Place
from metrics.scope import SMALLEST_GROUP

TOO_MANY = N_(
    "Use at most two filters at a time. With more, the combined answers would reveal data "
    "about individuals."
)
TOO_FEW_LEFT = N_(
    "Not shown: combined with other results it would reveal data about too few mentees."
)


@dataclass(frozen=True)
class Guarded:
    """The mentees of all parts that can be asked about, and the parts that may not be told."""

    mentees: Cube
    untold: frozenset[Place]


@dataclass(frozen=True)
class Narrowed:
    """An answer about a part of the company, beside all other parts."""

    answer: Answer
    beside: Guarded


def guarded(mentees: Cube) -> Guarded:
    """The parts and which of them may not be told."""
    return Guarded(mentees, hidden(mentees))


@release.register
def _(known: Narrowed) -> ReleasedAnswer:
    why = _why_hidden(known)
    answer = release(known.answer)
    if not why:
        return answer
    return replace(
        answer,
        hidden=why,
        verdict=CANNOT_TELL,
        estimate=None,
        naive=None,
        n_asked=UNTOLD,
        n_mentees=UNTOLD,
        n_controls=UNTOLD,
        n_mentors=UNTOLD,
        matched_share=None,
        needed=None,
        dropped={},
        checks=(),
        companions={},
        lines=None,
        events={},
        parts=(),
        matched=None,
    )


def _why_hidden(known: Narrowed) -> str:
    scope = known.answer.scope
    if len(scope.where) > CROSSED:
        return TOO_MANY
    place = place_of(scope)
    if not scope.where or place not in known.beside.untold:
        return ""
    own = known.beside.mentees.cells[place]
    return TOO_FEW if min(own.units, own.people) < SMALLEST_GROUP else TOO_FEW_LEFT
