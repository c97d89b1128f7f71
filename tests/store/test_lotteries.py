"""Lotteries: committed before they are drawn, drawn once, and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa

from metrics.lottery import Entrant, LotteryError, LotteryList
from metrics.store import LotteryStore, StoreError

LISTED = LotteryList(
    "2026-1", "customers", 3, False, tuple(Entrant(f"P{n}", "Sales") for n in range(8))
)


@pytest.fixture
def store(url: str) -> Iterator[LotteryStore]:
    opened = LotteryStore(url)
    yield opened
    opened.close()


def test_before_the_draw_there_is_a_commitment_and_no_result(store):
    kept = store.commit(LISTED, months=12, author=" Lead ")
    assert (kept.number, kept.author, kept.held, len(kept.commitment)) == (1, "Lead", None, 64)
    assert store.lotteries() == (kept,)
    assert kept.result() == () and kept.proof() == ""
    assert store.entries() == {"lottery_entries": []}


def test_a_draw_gives_the_rows_of_the_contract_drawn_or_not(store):
    store.commit(LISTED, months=12, author="Lead")
    kept = store.hold(1, date(2026, 1, 6), author="Lead")
    rows = store.entries()["lottery_entries"]
    assert len(rows) == 8 and sum(row["drawn"] for row in rows) == 3
    assert sorted(row["waiting_rank"] for row in rows if not row["drawn"]) == [1, 2, 3, 4, 5]
    assert {row["chance"] for row in rows} == {3 / 8}
    assert {row["drawn_on"] for row in rows} == {date(2026, 1, 6)}
    assert all(one.holds for one in store.verify()) and kept.proof()


def test_a_lottery_is_drawn_once(store):
    store.commit(LISTED, months=12, author="Lead")
    first = store.hold(1, date(2026, 1, 6), author="Lead")
    with pytest.raises(StoreError):
        store.hold(1, date(2026, 2, 6), author="Lead")
    with pytest.raises(StoreError):
        store.hold(9, date(2026, 2, 6), author="Lead")
    assert store.lottery(1) == first


def test_a_list_that_cannot_be_drawn_from_leaves_nothing_behind(store):
    with pytest.raises(LotteryError):
        store.commit(LotteryList("1", "x", 8, False, LISTED.entrants), months=12, author="Lead")
    assert store.lotteries() == ()


def test_two_lotteries_have_seeds_of_their_own(store):
    one, other = (store.commit(LISTED, months=12, author="Lead") for _ in range(2))
    assert one.seed != other.seed and one.commitment != other.commitment


@pytest.mark.parametrize("table", ["lottery", "lottery_draw"])
def test_the_database_refuses_to_change_or_delete_a_lottery(store, url, table):
    store.commit(LISTED, months=12, author="Lead")
    store.hold(1, date(2026, 1, 6), author="Lead")
    engine = sa.create_engine(url)
    for change in (f"update {table} set author = 'other'", f"delete from {table}"):
        with pytest.raises(sa.exc.DBAPIError), engine.begin() as con:
            con.execute(sa.text(change))
    engine.dispose()
