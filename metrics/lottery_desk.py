"""Where a lottery is set up, drawn and looked into: `Company.lottery`.

Names leave it only through `name`, after the purpose is in the log.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date

from metrics.disclosure import ReleasedHeld, ReleasedOffer, RevealedLottery, release
from metrics.disclosure.released_lottery import reveal_lottery
from metrics.disclosure.roles import permit
from metrics.disclosure.thresholds import count
from metrics.evaluate.lottery_size import LotterySize, lottery_size
from metrics.lottery import LotteryList
from metrics.lottery.candidates import Candidates, candidates, entrants, free_places
from metrics.measurements import Measurements
from metrics.scope import SMALLEST_GROUP
from metrics.store import AuditLog, LotteryStore

PURPOSE = "to hold a lottery"


@dataclass(frozen=True)
class LotteryRequest:
    """A lottery to be held.

    Candidates are those who wait for a mentor in the category, or `people` by their ids. Lots are
    drawn within groups of `keys` (KEYS), by whole `teams` or one by one; who is not drawn waits
    `months`.
    """

    category: str
    keys: tuple[str, ...] = ()
    teams: bool = False
    places: int = 0
    months: int = 12
    people: tuple[str, ...] = ()


class LotteryDesk:
    """Lotteries of one company, in a role."""

    def __init__(self, known: Measurements, role: str) -> None:
        self._known = known
        self.role = role

    def categories(self) -> tuple[str, ...]:
        """Return the categories in which somebody waits or can mentor, those who wait first."""
        waiting = [one.category for one in self._known.pool.waiting]
        able = {name for mentor in self._known.pool.mentors for name in mentor.fit}
        return tuple(sorted({*waiting, *able}, key=lambda name: (-waiting.count(name), name)))

    def offer(self, request: LotteryRequest) -> ReleasedOffer:
        """Return who could take part and how many places there are, in numbers."""
        found = self._candidates(request)
        listed = entrants(found.people, request.keys, teams=request.teams)
        places, mentors = free_places(self._known.pool.mentors, request.category)
        return ReleasedOffer(
            request.category,
            count(len(listed)),
            places,
            mentors,
            len({one.stratum for one in listed}),
            count(len({one.cluster or one.person_id for one in listed})),
            {reason: count(n) for reason, n in found.left_out.items()},
        )

    def size(self, metric: str, request: LotteryRequest) -> LotterySize | None:
        """Return the effect that the lottery would find on a metric; None where it is not known."""
        people = len(self._candidates(request).people)
        _places, mentors = free_places(self._known.pool.mentors, request.category)
        if people < SMALLEST_GROUP:
            return None
        found = self._known.ask(
            lambda session: lottery_size(
                session,
                self._known.metric(metric),
                self._known.run,
                candidates=people,
                places=request.places,
                per_mentor=request.places / max(mentors, 1),
            )
        )
        return None if found is None else release(found)

    def commit(self, request: LotteryRequest, *, author: str) -> ReleasedHeld:
        """Fix list and seed, and return their fingerprint before anybody is drawn.

        Raise RefusedError, StoreError, or LotteryError for a list that cannot be drawn from.
        """
        found = self._candidates(request)
        listed = LotteryList(
            f"{date.today():%Y%m%d}-{secrets.token_hex(2)}",
            request.category,
            request.places,
            request.teams,
            entrants(found.people, request.keys, teams=request.teams),
        )
        with self._writing(author) as store:
            return release(store.commit(listed, months=request.months, author=author))

    def hold(self, number: int, day: date, *, author: str) -> ReleasedHeld:
        """Hold the draw of a lottery, once. Raise RefusedError or StoreError."""
        with self._writing(author) as store:
            return release(store.hold(number, day, author=author))

    def held(self) -> tuple[ReleasedHeld, ...]:
        """Return every lottery set up in the browser, the newest first. Raise StoreError."""
        with closing(LotteryStore()) as store:
            return tuple(release(kept) for kept in reversed(store.lotteries()))

    def name(self, number: int, *, purpose: str, author: str) -> RevealedLottery:
        """Return who was drawn and who waits, once the purpose is logged.

        Raise RefusedError or StoreError.
        """
        with closing(AuditLog()) as log, closing(LotteryStore()) as store:
            return reveal_lottery(
                store.lottery(number), role=self.role, log=log, purpose=purpose, author=author
            )

    def _candidates(self, request: LotteryRequest) -> Candidates:
        named = request.people or tuple(
            one.person_id for one in self._known.pool.waiting if one.category == request.category
        )
        with closing(LotteryStore()) as store:
            drawn_before = {
                one.entrant.person_id
                for kept in store.lotteries()
                for one in kept.result()
                if one.drawn
            }
        return self._known.ask(lambda session: candidates(session, named, drawn_before))

    @contextmanager
    def _writing(self, author: str) -> Iterator[LotteryStore]:
        with closing(AuditLog()) as log:
            permit("a lottery", role=self.role, log=log, purpose=PURPOSE, author=author)
        with closing(LotteryStore()) as store:
            yield store
