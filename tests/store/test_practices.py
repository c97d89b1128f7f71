"""Practices and adoptions: what is kept comes back, and nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from metrics.store import Practice, PracticeStore, StoreError

CALLS = Practice("P1", "customers", "Calls in week two", "Calls every new customer.", "19 of 20 stayed", "yes", "yes")


@pytest.fixture
def store(url: str) -> Iterator[PracticeStore]:
    found = PracticeStore(url)
    yield found
    found.close()


def test_a_practice_comes_back_as_it_was_recorded_with_author_and_time(store):
    before = datetime.now(UTC)
    kept = store.record(CALLS, author=" CEO ")
    assert (kept.number, kept.practice, kept.author) == (1, CALLS, "CEO")
    assert before <= kept.at <= datetime.now(UTC)
    assert store.record(Practice("P1", "customers", "Visits", "Visits them."), author="CEO").number == 2
    assert store.practices()[0] == kept and len(store.practices()) == 2


def test_who_took_it_over_is_kept_once(store):
    store.record(CALLS, author="CEO")
    later = store.adopt(1, "P3", date(2026, 2, 1), author="CEO")
    first = store.adopt(1, "P2", date(2026, 1, 12), author="CEO")
    assert store.adoptions() == (first, later)
    with pytest.raises(StoreError, match="already"):
        store.adopt(1, "P2", date(2026, 5, 1), author="CEO")
    with pytest.raises(StoreError, match="no practice with the number 9"):
        store.adopt(9, "P2", date(2026, 5, 1), author="CEO")
    assert len(store.adoptions()) == 2


def test_an_empty_or_unknown_answer_is_refused(store):
    for wrong in (Practice("", "customers", "x", "y"), Practice("P1", "customers", " ", "y"),
                  Practice("P1", "customers", "x", "y", willing="perhaps")):
        with pytest.raises(StoreError):
            store.record(wrong, author="CEO")
    assert store.practices() == ()


@pytest.mark.parametrize("table", ["practice", "adoption"])
def test_the_database_refuses_to_change_or_delete_a_row(store, url, table):
    store.record(CALLS, author="CEO")
    store.adopt(1, "P2", date(2026, 1, 12), author="CEO")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as con:
        for statement in (f"update {table} set author = 'X'", f"delete from {table}"):
            with pytest.raises(sa.exc.DBAPIError, match="kept as they are"):
                con.execute(sa.text(statement))
    engine.dispose()
    assert store.practices()[0].author == "CEO"
