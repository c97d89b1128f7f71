"""Practices and adoptions: what is kept comes back, and nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from metrics.store import Practice, PracticeStore, StoreError, practice_summaries

CALLS = Practice(
    "P1",
    "customers",
    "Calls in week two",
    "Calls every new customer.",
    "19 of 20 stayed",
    "yes",
    "yes",
)


@pytest.fixture
def store(url: str) -> Iterator[PracticeStore]:
    opened = PracticeStore(url)
    yield opened
    opened.close()


def test_a_practice_comes_back_as_it_was_recorded_with_author_and_time(store):
    before = datetime.now(UTC)
    kept = store.record(CALLS, author=" CEO ")
    assert (kept.number, kept.practice, kept.author) == (1, CALLS, "CEO")
    assert before <= kept.at <= datetime.now(UTC)
    assert (
        store.record(Practice("P1", "customers", "Visits", "Visits them."), author="CEO").number
        == 2
    )
    assert store.practices()[0] == kept and len(store.practices()) == 2


def test_an_adoption_is_kept_once(store):
    store.record(CALLS, author="CEO")
    later = store.adopt(1, "P3", date(2026, 2, 1), author="CEO")
    first = store.adopt(1, "P2", date(2026, 1, 12), author="CEO")
    assert store.adoptions() == (first, later)
    with pytest.raises(StoreError) as twice:
        store.adopt(1, "P2", date(2026, 5, 1), author="CEO")
    assert twice.value.values == {"person": "P2"}
    with pytest.raises(StoreError) as unknown:
        store.adopt(9, "P2", date(2026, 5, 1), author="CEO")
    assert unknown.value.values == {"number": 9}
    assert len(store.adoptions()) == 2


def test_an_empty_or_unknown_answer_is_refused(store):
    for wrong in (
        Practice("", "customers", "x", "y"),
        Practice("P1", "customers", " ", "y"),
        Practice("P1", "customers", "x", "y", willing="perhaps"),
    ):
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


def test_a_practice_in_files_and_browser_counts_once_as_the_first_source_has_it(store):
    number = store.record(CALLS, author="CEO").number
    store.adopt(number, "P2", date(2026, 1, 12), author="CEO")
    store.adopt(number, "P3", date(2026, 2, 1), author="CEO")
    of_files = {
        "practices": [
            {
                "practice_id": "W1",
                "title": None,
                "category": "risk",
                "what": None,
                "transferable": None,
                "recorded_on": date(2020, 1, 1),
            },
            {**store.entries()["practices"][0], "title": "Calls"},
        ],
        "adoptions": [
            {"practice_id": "browser-1", "person_id": "P2", "adopted_on": date(2026, 1, 5)}
        ],
    }
    first, second = practice_summaries(of_files, store.entries())
    assert (first.title, first.what, first.transferable, first.adopted_on) == (
        "W1",
        "",
        "unknown",
        (),
    )
    assert (second.title, second.adopted_on) == ("Calls", (date(2026, 1, 5), date(2026, 2, 1)))
    assert practice_summaries({}) == ()
