"""The released mentor pool has no count below ten, and none can be found by subtraction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from metrics.disclosure import release
from metrics.mentors.assignment import Suggestion
from metrics.mentors.capacity import CapacityBalance
from metrics.mentors.service import MentorPool

SMALL = CapacityBalance("risk", 0, running=7, waiting=3, months=())
LARGE = CapacityBalance("customers", 0, running=14, waiting=12, months=())
ALL = CapacityBalance("", 0, running=21, waiting=15, months=())


def pool(*balances: CapacityBalance, pairs: int = 0, without: int = 0) -> MentorPool:
    return MentorPool(
        (),
        balances,
        ("somebody",) * (pairs + without),
        Suggestion(("pair",) * pairs, ("without",) * without),
        {},
        date(2026, 1, 1),
    )


def test_counts_next_to_a_small_count_are_in_tens():
    shown = release(pool(ALL, LARGE, SMALL))
    assert [(one.running, one.waiting) for one in shown.balances] == [
        (20, 20),
        (10, 10),
        ("<10", "<10"),
    ]
    assert shown.rounded


def test_counts_without_a_small_count_are_exact():
    shown = release(
        pool(
            replace(ALL, running=29, waiting=24), LARGE, replace(LARGE, category="risk", running=15)
        )
    )
    assert [(one.running, one.waiting) for one in shown.balances] == [(29, 24), (14, 12), (15, 12)]
    assert not shown.rounded


def test_few_unmatched_mentees_do_not_follow_from_the_pairs():
    shown = release(pool(pairs=12, without=3))
    assert (shown.waiting, shown.pairs, shown.without) == (20, 10, "<10")
    assert release(pool(pairs=14, without=11)).pairs == 14
