"""The draw: a list of candidates and a seed give who is drawn and the order of the waiting list.

Every candidate (or team) gets a ticket, the SHA-256 of seed and name; within a group the lowest
tickets are drawn. Anyone can repeat that with the tools of any computer. Before the draw only the
commitment is shown, the SHA-256 of seed and list. With it, anyone can verify afterwards that
neither was replaced.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from metrics.i18n import N_, LocalizedError

SEED_BYTES = 16
FEWEST_CANDIDATES = 2
TICKETS = 2**256


class LotteryError(LocalizedError):
    """A list or a number of places with which no fair draw can be held."""


@dataclass(frozen=True)
class Entrant:
    """A candidate: the group within which lots are drawn, and the team ("" if drawn alone)."""

    person_id: str
    stratum: str = ""
    cluster: str = ""


@dataclass(frozen=True)
class LotteryList:
    """All that is fixed before the draw, besides the seed.

    `places` are the mentors' free places. With `clustered`, whole teams are drawn.
    """

    lottery_id: str
    category: str
    places: int
    clustered: bool
    entrants: tuple[Entrant, ...]

    def to_text(self) -> str:
        """Return the list as text, the same for the same list in any order of its candidates."""
        entrants = sorted(self.entrants, key=lambda one: one.person_id)
        fixed = {**asdict(self), "entrants": [asdict(one) for one in entrants]}
        return json.dumps(fixed, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class DrawnEntrant:
    """What the draw says of a candidate.

    `chance` is that of being drawn, as it was before the draw. `waiting_rank` is the place on the
    waiting list, from 1; None for who is drawn.
    """

    entrant: Entrant
    drawn: bool
    chance: float
    waiting_rank: int | None


def new_seed() -> str:
    """Return a seed from the operating system's source of chance, as hexadecimal digits."""
    return secrets.token_hex(SEED_BYTES)


def commitment(listed: LotteryList, seed: str) -> str:
    """Return the hexadecimal SHA-256 of seed and list, 64 digits.

    Formula:
        SHA-256(seed, a new line, `LotteryList.to_text`)
    """
    return _sha256(f"{seed}\n{listed.to_text()}")


def draw(listed: LotteryList, seed: str) -> tuple[DrawnEntrant, ...]:
    """Return who is drawn: the drawn first, then the waiting list in its order.

    Every candidate has the same chance, places / candidates. A group gets its part of the places;
    the fraction of a place that is left over is drawn between the groups (systematic sampling).
    Teams are drawn as a whole: in each group as many as fit in its places even if the largest are
    drawn, so that the chance does not depend on a team's size and no mentor has too many mentees.
    Raises LotteryError for a list that cannot be drawn from. Limit: places that are left because
    teams do not fit stay empty.

    Formula:
        ticket = SHA-256(seed, lottery, name);  a group h of n_h units gets
        m_h = floor(S_h + u) − floor(S_{h−1} + u) places, S_h the running total of n_h × chance,
        u uniform from the seed;  its m_h lowest tickets are drawn

    Source: Madow 1949, Annals of Mathematical Statistics 20; Cochran 1977, Sampling Techniques.
    """
    check_list(listed)
    groups: dict[str, dict[str, list[Entrant]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(listed.entrants, key=lambda one: one.person_id):
        groups[one.stratum][_unit(one)].append(one)
    to_draw = _units_to_draw(listed, groups, seed)
    drawn: list[DrawnEntrant] = []
    waiting: list[tuple[int, int, Entrant, float]] = []
    for stratum, units in sorted(groups.items()):
        order = sorted(units, key=lambda unit: _ticket(listed, seed, unit))
        number, chance = to_draw[stratum]
        for unit in order[:number]:
            drawn += [DrawnEntrant(one, True, chance, None) for one in units[unit]]
        waiting += [
            (_ticket(listed, seed, unit), _ticket(listed, seed, one.person_id), one, chance)
            for unit in order[number:]
            for one in units[unit]
        ]
    waiting.sort(key=lambda one: one[:2])
    return (
        *drawn,
        *(
            DrawnEntrant(one, False, chance, rank)
            for rank, (_of_unit, _own, one, chance) in enumerate(waiting, start=1)
        ),
    )


def check_list(listed: LotteryList) -> None:
    """Raise LotteryError, with a sentence, for a list that cannot be drawn from."""
    people = len(listed.entrants)
    if people < FEWEST_CANDIDATES:
        raise LotteryError(
            N_("A lottery needs at least two candidates. There are {n}. Nothing was drawn."),
            n=people,
        )
    if not 0 < listed.places < people:
        raise LotteryError(
            N_(
                "A lottery needs more candidates than places, and at least one place. There are "
                "{n} candidates and {places} places. Nothing was drawn."
            ),
            n=people,
            places=listed.places,
        )
    twice = [name for name, n in Counter(one.person_id for one in listed.entrants).items() if n > 1]
    if twice:
        raise LotteryError(
            N_("{n} candidates are on the list more than once. Nothing was drawn."), n=len(twice)
        )
    strata: dict[str, set[str]] = defaultdict(set)
    for one in listed.entrants:
        strata[_unit(one)].add(one.stratum)
    if any(len(own) > 1 for own in strata.values()):
        raise LotteryError(
            N_(
                "A team is in more than one group, so it cannot be drawn as a whole within one. "
                "Choose other groups, or draw people one by one. Nothing was drawn."
            )
        )


def _unit(one: Entrant) -> str:
    """Return the name under which a candidate draws a lot: the team's, else their own."""
    return f"team {one.cluster}" if one.cluster else one.person_id


def _units_to_draw(
    listed: LotteryList, groups: Mapping[str, Mapping[str, Sequence[Entrant]]], seed: str
) -> dict[str, tuple[int, float]]:
    """Return per group how many units are drawn, and the chance of each."""
    people = len(listed.entrants)
    start = int(_sha256(f"{seed}\n{listed.lottery_id}\nstart"), 16)
    numbers = {}
    total = 0
    for stratum, units in sorted(groups.items()):
        size = sum(map(len, units.values()))
        # whole numbers throughout, so that no machine rounds otherwise than another
        before = (total * listed.places * TICKETS + start * people) // (people * TICKETS)
        total += size
        after = (total * listed.places * TICKETS + start * people) // (people * TICKETS)
        places = after - before
        if listed.clustered:
            number = _teams_that_fit([len(unit) for unit in units.values()], places)
            numbers[stratum] = (number, number / len(units))
        else:
            numbers[stratum] = (places, listed.places / people)
    return numbers


def _teams_that_fit(sizes: Sequence[int], places: int) -> int:
    taken = 0
    for number, size in enumerate(sorted(sizes, reverse=True)):
        taken += size
        if taken > places:
            return number
    return len(sizes)


def _ticket(listed: LotteryList, seed: str, name: str) -> int:
    return int(_sha256(f"{seed}\n{listed.lottery_id}\n{name}"), 16)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
