"""Threshold rules: what may be shown of a count, and of a figure about few people.

A figure about fewer than 10 people is not shown, and a breakdown needs 10 pairings and 10 mentors,
so that no pair can be recognised. The whole programme is answered from 10 mentees on. A count
below the threshold is "<10", never 0. If one hidden count could be found by subtraction, the other
counts are rounded to tens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from metrics.i18n import N_
from metrics.scope import SMALLEST_GROUP

Count = int | str  # a whole number, "<10", or NOT_TOLD
SMALL = f"<{SMALLEST_GROUP}"
NOT_TOLD = "–"  # a count of ten or more that is not shown, because it would reveal another one
TOO_FEW = N_("Not shown to protect privacy: this figure covers fewer than {threshold} people.")
TOO_FEW_MENTORS = N_(
    "Not shown to protect privacy: this figure covers fewer than {threshold} mentors."
)
PEOPLE_COUNTS = {"n", "mentees", "others", "people"}
"""Names of sentence values that count people."""


@dataclass(frozen=True)
class NotShown:
    """A result that may not be shown; `reason` is a sentence key with a {threshold}."""

    reason: str


def count(n: int) -> Count:
    """Return the number, or "<10" for one to nine."""
    return SMALL if is_small(n) else n


def is_small(n: int) -> bool:
    """Return whether a count is one to nine."""
    return 0 < n < SMALLEST_GROUP


def any_small(counts: Iterable[int]) -> bool:
    """Return whether one of the counts is one to nine."""
    return any(map(is_small, counts))


def rounded_up(n: int) -> int:
    """Return the count rounded up to tens."""
    return -(-n // 10) * 10


def count_rounded_up(n: int, when: bool) -> Count:
    """Return the count as shown, rounded up to tens if `when` and at least the threshold."""
    return rounded_up(n) if when and n >= SMALLEST_GROUP else count(n)


def parts_to_hide(counts: Mapping[str, int]) -> set[str]:
    """Return the parts of a whole that may not be shown.

    These are the parts of one to nine, and with them the smallest of the others for as long as
    the hidden ones could be found by subtraction.
    """
    hidden = {name for name, n in counts.items() if is_small(n)}
    others = sorted(
        (name for name, n in counts.items() if n >= SMALLEST_GROUP),
        key=lambda name: (-counts[name], name),
    )
    while (
        others
        and hidden
        and (len(hidden) == 1 or sum(counts[name] for name in hidden) < SMALLEST_GROUP)
    ):
        hidden.add(others.pop())
    return hidden


def masked(values: Mapping[str, object]) -> dict[str, object]:
    """Return sentence values with small counts of people as "<10"; other values stay."""
    return {
        name: count(value)
        if name in PEOPLE_COUNTS and isinstance(value, int) and not isinstance(value, bool)
        else value
        for name, value in values.items()
    }
