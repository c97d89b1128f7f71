"""Release of an indication: what is said while the verdict is "cannot tell"."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.evaluate import Interval
from metrics.scope import SMALLEST_GROUP
from metrics.value.indication import TOO_FEW_PEOPLE, USED, Indication

MOST_SHOWN = 0.99  # of a share that is not all of it


@dataclass(frozen=True)
class ReleasedIndication:
    """An indication as it may be shown (fields as in `Indication`).

    `published_share` is 1 where the company's own figures are not in it, else at most MOST_SHOWN.
    """

    interval: Interval
    published_share: float
    published: Interval
    studies: tuple[str, ...]
    without_own: str = USED


def release_indication(found: Indication) -> ReleasedIndication:
    """Return the indication; what is published alone where own figures cover too few people.

    Own figures in it are about the whole programme and at least ten mentees: what is missing then
    is statistical certainty, not protection.
    """
    few = min(found.mentees, found.others) < SMALLEST_GROUP
    without = TOO_FEW_PEOPLE if few else found.without_own
    return ReleasedIndication(
        found.published if without else found.interval,
        1.0 if without else min(found.published_share, MOST_SHOWN),
        found.published,
        found.studies,
        without,
    )
