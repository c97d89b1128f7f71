"""Frozen analysis plans: they come back as they were, and no way of changing one goes unseen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from metrics.scope import Scope
from metrics.store import AnalysisPlan, AnalysisPlanStore, Seen, StoreError

PLAN = AnalysisPlan(
    metric="retention",
    horizon=24,
    keys=("department", "grade"),
    estimator="matched",
    looks=(date(2027, 6, 30), date(2027, 12, 31)),
    smallest_effect=1.0,
    actions={
        "holds": "Widen to all departments.",
        "leans": "Go on for a year.",
        "contradicted": "Stop pairing in sales.",
        "cannot tell": "Hold a lottery.",
    },
    scope=Scope.of({"department": "Sales"}),
    definition="abc",
)
SEEN = Seen("snapshot-1", date(2026, 9, 30))


@pytest.fixture
def store(url: str) -> Iterator[AnalysisPlanStore]:
    opened = AnalysisPlanStore(url)
    yield opened
    opened.close()


def later(plan: AnalysisPlan, year: int) -> AnalysisPlan:
    return replace(plan, looks=(date(year, 12, 31),))


def test_a_plan_comes_back_with_author_time_hash_and_the_data_that_were_loaded(store):
    before = datetime.now(UTC)
    kept = store.freeze(PLAN, seen=SEEN, author=" Analyst ")
    assert (kept.number, kept.plan, kept.author, kept.seen) == (1, PLAN, "Analyst", SEEN)
    assert before <= kept.at <= datetime.now(UTC)
    assert len(kept.hash) == 64 and kept.intact
    assert store.plans() == (kept,)
    second = store.freeze(replace(PLAN, metric="performance"), seen=Seen(), author="CEO")
    assert second.previous == kept.hash and second.seen == Seen()
    assert store.plans() == (kept, second)


def test_a_look_is_due_once_the_data_reach_its_day():
    looks = (date(2027, 5, 1), date(2027, 6, 30), date(2027, 12, 30), date(2029, 1, 1))
    assert [PLAN.look_for(day) for day in looks] == [
        None,
        PLAN.looks[0],
        PLAN.looks[0],
        PLAN.looks[1],
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"looks": ()},
        {"looks": (date(2027, 6, 30), date(2027, 6, 30))},
        {"looks": tuple(reversed(PLAN.looks))},
        {"smallest_effect": 0.0},
        {"smallest_effect": float("nan")},
        {"actions": {"holds": "Go on."}},
        {"actions": {**PLAN.actions, "leans": "  "}},
    ],
)
def test_an_incomplete_plan_is_refused(store, change):
    with pytest.raises(StoreError):
        store.freeze(replace(PLAN, **change), seen=SEEN, author="Analyst")
    assert store.plans() == ()


def test_another_plan_cannot_take_the_place_of_one_that_runs(store):
    store.freeze(PLAN, seen=SEEN, author="Analyst")
    softer = replace(PLAN, smallest_effect=0.1)
    with pytest.raises(StoreError) as refused:
        store.freeze(softer, seen=SEEN, author="Analyst")
    assert refused.value.values == {"number": 1, "day": "2027-12-31"}
    assert store.freeze(later(softer, 2028), seen=SEEN, author="Analyst").number == 2
    assert store.freeze(replace(softer, scope=Scope()), seen=SEEN, author="Analyst").number == 3


def test_a_frozen_plan_is_frozen_in_python_too(store):
    kept = store.freeze(PLAN, seen=SEEN, author="Analyst")
    with pytest.raises(FrozenInstanceError):
        kept.plan.smallest_effect = 0.1
    assert not [name for name in dir(store) if name.startswith(("update", "delete", "change"))]


def statements(kind: str) -> list[str]:
    """Every way of SQL to change or take away a plan or a result."""
    columns = "number, content, snapshot, seen_until, product, previous, hash, author, at"
    found = [
        "update analysis_plan set content = replace(content, '1.0', '0.1')",
        "delete from analysis_plan where number = 1",
        "update analysis_plan_result set content = '{}'",
        "delete from analysis_plan_result",
        f"insert into analysis_plan ({columns}) select {columns} from analysis_plan "
        "where true on conflict (number) do update set content = '{}'",
    ]
    if kind == "postgresql":
        return [*found, "truncate analysis_plan", "truncate analysis_plan_result"]
    return [
        *found,
        f"replace into analysis_plan ({columns}) select number, '{{}}', snapshot, seen_until, "
        "product, previous, hash, author, at from analysis_plan",
        f"insert or replace into analysis_plan ({columns}) select 7, '{{}}', snapshot, "
        "seen_until, product, previous, hash, author, at from analysis_plan",
        "insert or replace into analysis_plan_result select * from analysis_plan_result",
    ]


def test_the_database_refuses_every_statement_that_would_change_a_plan(store, url):
    kept = store.freeze(PLAN, seen=SEEN, author="Analyst")
    assert store.keep_result(kept, PLAN.looks[0], {"estimate": 1.5}, author="Lead")
    result = store.results()
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as con:
        for statement in statements(engine.dialect.name):
            with pytest.raises(sa.exc.DBAPIError, match="kept as they are"):
                con.execute(sa.text(statement))
    engine.dispose()
    assert store.plans() == (kept,) and store.results() == result


def without_triggers(
    url: str, statement: str, tables: tuple[str, ...] = ("analysis_plan", "analysis_plan_result")
) -> None:
    """Do what an administrator can: take the protection away and change a row."""
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as con:
        for table in tables:
            if engine.dialect.name == "sqlite":
                for verb in ("update", "delete"):
                    con.execute(sa.text(f"drop trigger {table}_no_{verb}"))
            else:
                con.execute(sa.text(f"alter table {table} disable trigger all"))
        con.execute(sa.text(statement))
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("update analysis_plan set content = replace(content, '1.0', '0.1') where number = 1", {1}),
        ("update analysis_plan set seen_until = '2020-01-01' where number = 2", {2}),
        ("update analysis_plan set author = 'CEO' where number = 3", {3}),
        ("delete from analysis_plan where number = 1", {2}),
        ("update analysis_plan set hash = 'made up' where number = 1", {1, 2}),
    ],
)
def test_a_row_that_was_changed_all_the_same_is_detected_by_its_hash(store, url, statement, broken):
    for year in (2027, 2028, 2029):
        store.freeze(later(PLAN, year), seen=SEEN, author="Analyst")
    assert all(plan.intact for plan in store.plans())
    without_triggers(url, statement)
    assert {plan.number for plan in store.plans() if not plan.intact} == broken


def test_a_row_that_is_no_plan_any_more_is_a_sentence(store, url):
    store.freeze(PLAN, seen=SEEN, author="Analyst")
    without_triggers(url, "update analysis_plan set content = '{}'")
    with pytest.raises(StoreError) as unreadable:
        store.plans()
    assert unreadable.value.values["number"] == 1


def test_what_came_is_kept_once_and_a_change_is_detected(store, url):
    kept = store.freeze(PLAN, seen=SEEN, author="Analyst")
    assert store.keep_result(kept, PLAN.looks[0], {"estimate": 1.5, "low": None}, author="Lead")
    assert not store.keep_result(kept, PLAN.looks[0], {"estimate": 9.0}, author="Lead")
    (result,) = store.results()
    assert (result.plan, result.look, result.author) == (1, PLAN.looks[0], "Lead")
    assert result.figures == {"estimate": 1.5, "low": None} and result.intact
    without_triggers(url, "update analysis_plan_result set content = '{\"estimate\": 9.0}'")
    assert not store.results()[0].intact


def test_plans_frozen_at_the_same_moment_form_one_chain(store):
    metrics = [f"metric_{number}" for number in range(4)]

    def freeze(metric: str) -> int:
        return store.freeze(replace(PLAN, metric=metric), seen=SEEN, author="Analyst").number

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(freeze, metrics))
    assert sorted(numbers) == [1, 2, 3, 4]
    assert all(plan.intact for plan in store.plans())


def test_sqlite_itself_knows_the_protection(tmp_path):
    store = AnalysisPlanStore(f"sqlite:///{tmp_path}/plans.sqlite")
    store.freeze(PLAN, seen=SEEN, author="Analyst")
    store.close()
    with sqlite3.connect(tmp_path / "plans.sqlite") as con:
        for statement in statements("sqlite")[:2]:
            with pytest.raises(sqlite3.IntegrityError):
                con.execute(statement)
    con.close()


def test_a_withdrawn_plan_stays_with_its_hash_time_and_reason(store):
    kept = store.freeze(PLAN, seen=SEEN, author="Analyst")
    other = store.freeze(replace(PLAN, metric="performance"), seen=SEEN, author="Analyst")
    before = datetime.now(UTC)
    gone = store.withdraw(1, reason=" The programme changed. ", author="Lead")
    assert (gone.withdrawn.reason, gone.withdrawn.author) == ("The programme changed.", "Lead")
    assert before <= gone.withdrawn.at <= datetime.now(UTC)
    assert replace(gone, withdrawn=None) == kept
    assert not gone.counts and gone.intact and gone.withdrawn.intact
    assert store.plans() == (gone, other)


@pytest.mark.parametrize(
    ("number", "reason", "author"), [(7, "Why.", "Lead"), (1, " ", "Lead"), (1, "Why.", "")]
)
def test_a_withdrawal_needs_a_plan_a_reason_and_an_author(store, number, reason, author):
    kept = store.freeze(PLAN, seen=SEEN, author="Analyst")
    with pytest.raises(StoreError):
        store.withdraw(number, reason=reason, author=author)
    assert store.plans() == (kept,)


def test_a_plan_is_withdrawn_once_and_another_may_then_be_frozen(store):
    store.freeze(PLAN, seen=SEEN, author="Analyst")
    first = store.withdraw(1, reason="Why.", author="Lead")
    with pytest.raises(StoreError) as refused:
        store.withdraw(1, reason="Another reason.", author="Lead")
    assert refused.value.values["number"] == 1
    assert store.freeze(PLAN, seen=SEEN, author="Analyst").number == 2
    assert store.plans()[0] == first


def test_a_withdrawal_cannot_be_changed_or_taken_back(store, url):
    for year in (2027, 2028):
        store.freeze(later(PLAN, year), seen=SEEN, author="Analyst")
        store.withdraw(year - 2026, reason="Why.", author="Lead")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as con:
        for statement in (
            "update analysis_plan_withdrawal set reason = 'Else.'",
            "delete from analysis_plan_withdrawal",
        ):
            with pytest.raises(sa.exc.DBAPIError, match="kept as they are"):
                con.execute(sa.text(statement))
    engine.dispose()
    assert all(plan.withdrawn.intact for plan in store.plans())
    change = "update analysis_plan_withdrawal set reason = 'Else.' where number = 2"
    without_triggers(url, change, tables=("analysis_plan_withdrawal",))
    assert [plan.withdrawn.intact for plan in store.plans()] == [True, False]
